package assets

import "strings"

// template is a text with arguments, cut into pieces once:
//
//	{name}                  the argument of that name
//	{name:days}             the same number spoken with its unit, "7 days"
//	{content.review.days}   a number of the policy, spoken with its unit; only such names hold a dot
//	[name?text|other]       text where the argument says something, else the other text, which may be left out;
//	                        an argument says nothing when it is missing, empty, zero, or the answer "no"
//
// A text or other text may hold arguments, but no further brackets.
type template []piece

// piece is literal text, a reference, or a choice.
type piece struct {
	literal string
	name    string // of the argument or number, "" for literal text
	unit    string // the word below "unit." that the number is spoken with

	choice     bool
	yes, other template
}

// parseTemplate cuts a text into pieces. A sign that is not closed stays as it stands.
func parseTemplate(s string) template {
	var t template
	for s != "" {
		at := strings.IndexAny(s, "{[")
		if at < 0 {
			return append(t, piece{literal: s})
		}
		end := strings.IndexByte(s, map[byte]byte{'{': '}', '[': ']'}[s[at]])
		if end < at {
			return append(t, piece{literal: s})
		}
		if at > 0 {
			t = append(t, piece{literal: s[:at]})
		}
		t = append(t, parsePiece(s[at], s[at+1:end]))
		s = s[end+1:]
	}
	return t
}

func parsePiece(open byte, inside string) piece {
	if open == '{' {
		name, unit, _ := strings.Cut(inside, ":")
		return piece{name: name, unit: unit}
	}
	name, texts, asked := strings.Cut(inside, "?")
	if !asked {
		return piece{literal: "[" + inside + "]"}
	}
	yes, other, _ := strings.Cut(texts, "|")
	return piece{name: name, choice: true, yes: parseTemplate(yes), other: parseTemplate(other)}
}

// static tells whether the text has no arguments.
func (t template) static() bool {
	return len(t) == 0 || len(t) == 1 && t[0].name == ""
}

// names returns every argument that the text refers to, numbers of the policy left out.
func (t template) names() []string {
	var all []string
	for _, p := range t {
		if p.name != "" && !p.isNumber() {
			all = append(all, p.name)
		}
		all = append(append(all, p.yes.names()...), p.other.names()...)
	}
	return all
}

// isNumber tells whether the piece is a number of the policy.
func (p piece) isNumber() bool { return strings.Contains(p.name, ".") }
