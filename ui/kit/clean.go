package kit

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// marksMax is how many combining marks one character may carry. Real writing
// stays below it; towers of marks that run over the lines above do not.
const marksMax = 6

// Clean makes text that comes from elsewhere harmless for a line of cells:
// control characters and whole escape sequences, in their 7-bit and 8-bit
// forms, direction overrides, invisible characters, tags and stray joiners are
// taken out, line breaks and odd spaces become plain spaces, broken bytes and
// private characters become U+FFFD. What is left is what a reader sees. Clean
// of a clean text is that text.
func Clean(s string) string {
	if printableASCII(s) {
		return s
	}
	return clean(s, ' ')
}

// CleanLines is Clean for text of several lines: line breaks stay, as "\n".
func CleanLines(s string) string {
	if printableASCII(s) {
		return s
	}
	return clean(s, '\n')
}

func printableASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] >= 0x7f {
			return false
		}
	}
	return true
}

// cleaner is the text written so far and what the next rune is judged by.
type cleaner struct {
	out   strings.Builder
	last  rune // the last rune written
	base  rune // the last one that was no mark
	marks int  // marks written since base
}

func clean(s string, newline rune) string {
	var c cleaner
	c.out.Grow(len(s))
	for i := 0; i < len(s); {
		if n := sequenceLen(s[i:]); n > 0 {
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == '\r' && i < len(s) && s[i] == '\n':
		case r == '\n', r == '\r', r == '\u2028', r == '\u2029', r == '\u0085':
			c.write(newline)
		default:
			c.rune(r, s[i:])
		}
	}
	return c.out.String()
}

// sequenceLen returns the length of an escape sequence at the beginning of s,
// in its 7-bit form or with a C1 character, and 0 if there is none.
func sequenceLen(s string) int {
	if s[0] == 0x1b {
		return escapeLen(s)
	}
	switch {
	case strings.HasPrefix(s, "\u009b"):
		if n := csiLen(s, 2); n > 1 {
			return n
		}
	case strings.HasPrefix(s, "\u0090"), strings.HasPrefix(s, "\u0098"), strings.HasPrefix(s, "\u009d"),
		strings.HasPrefix(s, "\u009e"), strings.HasPrefix(s, "\u009f"):
		if n := stringLen(s, 2); n > 1 {
			return n
		}
	}
	return 0
}

// rune writes r, or what stands for it, or nothing. rest is the text after it.
func (c *cleaner) rune(r rune, rest string) {
	switch {
	case r == '\t', unicode.Is(unicode.Zs, r) && r != '\u3000':
		c.write(' ')
	case r == utf8.RuneError, unicode.Is(unicode.Co, r):
		c.write(utf8.RuneError)
	case r == '\u200c', r == '\u200d':
		if following, _ := utf8.DecodeRuneInString(rest); c.joins(following) {
			c.write(r)
		}
	case unicode.Is(unicode.Variation_Selector, r):
		if c.last == c.base && selects(c.base, r, rest) {
			c.mark(r)
		}
	case invisible(r):
	case unicode.Is(unicode.M, r):
		if c.base != 0 && c.base != '\n' && c.marks < marksMax {
			c.mark(r)
		}
	default:
		c.write(r)
	}
}

func (c *cleaner) write(r rune) {
	c.out.WriteRune(r)
	c.last = r
	if r != '\u200c' && r != '\u200d' {
		c.base, c.marks = r, 0
	}
}

func (c *cleaner) mark(r rune) {
	c.out.WriteRune(r)
	c.last = r
	c.marks++
}

// joins reports whether a joiner between what was written last and the next
// rune is spelling: within an emoji, or within a word of a script that uses
// joiners. Between other letters it is only a way to make two equal names.
func (c *cleaner) joins(following rune) bool {
	if c.last == '\u200c' || c.last == '\u200d' {
		return false
	}
	return pictograph(c.base) && pictograph(following) || joinedScript(c.base) && joinedScript(following)
}

// selects reports whether a variation selector after base picks a form that
// exists: the emoji or text form of a sign, a key cap, a variant of an ideograph.
// Elsewhere selectors are invisible, change what a text measures, and carry
// hidden messages.
func selects(base, selector rune, rest string) bool {
	switch {
	case selector != '\ufe0e' && selector != '\ufe0f':
		return unicode.In(base, unicode.Han, unicode.Mongolian)
	case base >= '0' && base <= '9' || base == '#' || base == '*':
		return strings.HasPrefix(rest, "\u20e3")
	}
	return pictograph(base) || base == '©' || base == '®' || base >= 0x203c && base <= 0x2139 || base >= 0x3030 && base <= 0x3299
}

// joinedScript reports whether a script's letters change shape at joiners.
func joinedScript(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Devanagari, unicode.Bengali,
		unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada,
		unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}

// pictograph reports whether r can be a part of a joined emoji.
func pictograph(r rune) bool {
	return r >= 0x1f000 && r <= 0x1faff || r >= 0x2190 && r <= 0x2bff
}

// invisible reports whether r is a control, a direction override, a tag or
// another character that is there and not seen.
func invisible(r rune) bool {
	switch {
	case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Noncharacter_Code_Point, r), unicode.Is(unicode.Cs, r):
		return true
	case unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r): // fillers that draw as blanks
		return true
	case unicode.Is(unicode.Cf, r):
		return !unicode.Is(unicode.Prepended_Concatenation_Mark, r) // visible number signs of Arabic
	}
	return r == '\u2800' // a braille cell without dots
}
