package cli

import (
	"bytes"
	"cmp"
	"encoding/json"
	"strconv"
	"strings"
)

// compareValues orders two JSON values of one column: null first, numbers and amounts by size, texts by their letters.
func compareValues(a, b []byte) int {
	if none := cmp.Compare(boolInt(!isNull(a)), boolInt(!isNull(b))); none != 0 || isNull(a) {
		return none
	}
	if x, ok := sizeOf(a); ok {
		if y, ok := sizeOf(b); ok {
			return cmp.Compare(x, y)
		}
	}
	if currency, x, ok := amount(a); ok {
		if other, y, ok := amount(b); ok {
			return cmp.Or(cmp.Compare(currency, other), cmp.Compare(x, y))
		}
	}
	return cmp.Or(bytes.Compare(bytes.ToLower(a), bytes.ToLower(b)), bytes.Compare(a, b))
}

func boolInt(v bool) int {
	if v {
		return 1
	}
	return 0
}

func isNull(v []byte) bool { return string(v) == "null" }

func sizeOf(v []byte) (float64, bool) {
	f, err := strconv.ParseFloat(string(v), 64)
	return f, err == nil
}

func amount(v []byte) (currency string, size float64, ok bool) {
	if !strings.HasPrefix(string(v), `{"amount"`) {
		return "", 0, false
	}
	var m struct{ Amount, Currency string }
	if json.Unmarshal(v, &m) != nil {
		return "", 0, false
	}
	size, err := strconv.ParseFloat(m.Amount, 64)
	return m.Currency, size, err == nil
}
