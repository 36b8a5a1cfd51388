package ask

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is one part of a filter: a bare word, or a name, what compares, and a value.
type token struct {
	not   bool
	name  string // "" for a bare word
	op    string
	value string
}

// tokens cuts what was typed at blanks outside quotes. A quote that is never closed runs to the end.
func tokens(typed string) []token {
	if len(typed) > maxFilter {
		typed = strings.ToValidUTF8(typed[:maxFilter], "")
	}
	var all []token
	for typed = strings.TrimLeftFunc(typed, unicode.IsSpace); typed != ""; typed = strings.TrimLeftFunc(typed, unicode.IsSpace) {
		var t token
		if rest, ok := strings.CutPrefix(typed, "-"); ok && rest != "" && !blank(rest) {
			t.not, typed = true, rest
		}
		if n := nameLen(typed); n > 0 {
			t.name, typed = typed[:n], typed[n:]
			t.op, typed = operator(typed)
		}
		t.value, typed = text(typed)
		all = append(all, t)
	}
	return all
}

func blank(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

// nameLen returns how many bytes of a name stand before something that compares, 0 where there is none: names are
// letters and underscores.
func nameLen(s string) int {
	for i, r := range s {
		switch {
		case r == ':' || r == '<' || r == '>' || r == '=':
			return i
		case r != '_' && (r > unicode.MaxASCII || !unicode.IsLetter(r)):
			return 0
		}
	}
	return 0
}

func operator(s string) (op, rest string) {
	for _, op := range []string{">=", "<=", ">", "<", ":", "="} {
		if rest, ok := strings.CutPrefix(s, op); ok {
			if op == "=" {
				op = ":"
			}
			return op, rest
		}
	}
	return "", s
}

// text reads a word, or what stands in quotes. Quotes may begin within a word: creator:"two words".
func text(s string) (value, rest string) {
	var b strings.Builder
	quoted := false
	for i, r := range s {
		switch {
		case r == '"':
			quoted = !quoted
		case unicode.IsSpace(r) && !quoted:
			return b.String(), s[i:]
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), ""
}
