package cli

import (
	"strconv"
	"time"
	"unicode/utf8"

	"aeconnect/model"
)

// appendKey begins a member of an object: a comma where one is due, the name, a colon.
func appendKey(b []byte, name string) []byte {
	b = appendComma(b)
	b = append(b, '"')
	b = append(b, name...)
	return append(b, '"', ':')
}

// appendComma appends a comma unless the last byte opened an object or a list.
func appendComma(b []byte) []byte {
	if last := b[len(b)-1]; last != '{' && last != '[' {
		return append(b, ',')
	}
	return b
}

const hexDigits = "0123456789abcdef"

// appendString appends a JSON string. Besides what JSON demands it escapes every character that could do something to
// a terminal, so that no list that is merely printed can.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x20 && c < 0x7f && c != '"' && c != '\\' {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r != utf8.RuneError && !hazardous(r) {
				i += size
				continue
			}
			b = append(b, s[from:i]...)
			b = append(b, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
			i += size
			from = i
			continue
		}
		b = append(b, s[from:i]...)
		b = appendEscape(b, c)
		i++
		from = i
	}
	b = append(b, s[from:]...)
	return append(b, '"')
}

func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\t':
		return append(b, '\\', 't')
	case '\r':
		return append(b, '\\', 'r')
	}
	return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
}

// hazardous names the characters below U+10000 that steer terminals or readers: C1 controls, line separators,
// direction overrides.
func hazardous(r rune) bool {
	return r < 0xa0 || r == 0x2028 || r == 0x2029 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// appendText appends a string, or null for an empty one.
func appendText(b []byte, s string) []byte {
	if s == "" {
		return append(b, "null"...)
	}
	return appendString(b, s)
}

func appendInt(b []byte, n int64) []byte { return strconv.AppendInt(b, n, 10) }

func appendBool(b []byte, v bool) []byte { return strconv.AppendBool(b, v) }

// appendMoment appends RFC 3339 in UTC, or null for an unset moment.
func appendMoment(b []byte, m model.Moment) []byte {
	if m == 0 {
		return append(b, "null"...)
	}
	b = append(b, '"')
	b = m.Time().AppendFormat(b, time.RFC3339)
	return append(b, '"')
}

// appendMoney appends {"amount":"120.00","currency":"USD"}, or null where there is no amount.
func appendMoney(b []byte, m model.Money) []byte {
	if m.Currency == "" {
		return append(b, "null"...)
	}
	b = append(b, `{"amount":"`...)
	b = append(b, m.Decimal()...)
	b = append(b, `","currency":"`...)
	b = append(b, m.Currency...)
	return append(b, '"', '}')
}

// appendRate appends percent as a number, 5 or 6.5.
func appendRate(b []byte, r model.Rate) []byte {
	s := r.String()
	return append(b, s[:len(s)-1]...)
}

// appendList appends a list of values.
func appendList[T any](b []byte, all []T, one func([]byte, T) []byte) []byte {
	b = append(b, '[')
	for _, v := range all {
		b = one(appendComma(b), v)
	}
	return append(b, ']')
}

// appendStrings appends a list of strings.
func appendStrings[S ~string](b []byte, all []S) []byte {
	return appendList(b, all, func(b []byte, s S) []byte { return appendString(b, string(s)) })
}
