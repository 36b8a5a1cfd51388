package cli

import (
	"encoding/json"
	"strings"
)

// cellText makes the text of a cell of a JSON value: strings bare, null empty, money as "120.00 USD", a list of plain
// values separated by semicolons, anything else as it is.
func cellText(value []byte) string {
	switch {
	case len(value) == 0 || string(value) == "null" || string(value) == "[]":
		return ""
	case value[0] == '"':
		return unquoted(value)
	case strings.HasPrefix(string(value), `{"amount":"`):
		return moneyText(value)
	case value[0] == '[' && value[1] == '"':
		return listText(value)
	}
	return string(value)
}

func unquoted(value []byte) string {
	inside := value[1 : len(value)-1]
	if !strings.Contains(string(inside), `\`) {
		return string(inside)
	}
	var s string
	if json.Unmarshal(value, &s) != nil {
		return string(inside)
	}
	return s
}

func moneyText(value []byte) string {
	var m struct{ Amount, Currency string }
	if json.Unmarshal(value, &m) != nil || m.Currency == "" {
		return string(value)
	}
	return m.Amount + " " + m.Currency
}

func listText(value []byte) string {
	var all []string
	if json.Unmarshal(value, &all) != nil {
		return string(value)
	}
	return strings.Join(all, "; ")
}

// formulaSigns begin what a spreadsheet would take for a formula; the last four are their full-width forms.
const formulaSigns = "=+-@\t\r\n|%＝＋－＠"

// sheetText is cellText for a spreadsheet: a text that it would take for a formula gets an apostrophe before it. Numbers
// stay numbers.
func sheetText(value []byte) string {
	s := cellText(value)
	if s == "" || len(value) > 0 && value[0] != '"' && value[0] != '[' && value[0] != '{' {
		return s
	}
	if first := strings.TrimLeft(s, " "); first != "" && strings.ContainsRune(formulaSigns, []rune(first)[0]) {
		return "'" + s
	}
	return s
}

// appendSheet appends a cell of a CSV line, quoted where that is needed (RFC 4180).
func appendSheet(b []byte, s string) []byte {
	if !strings.ContainsAny(s, ",\"\r\n") && !strings.HasPrefix(s, " ") {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}
