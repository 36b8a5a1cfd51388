package model

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Trouble names what makes a text unfit to be kept or shown.
type Trouble string

// The troubles a text may have; each is a word of the catalogue ("trouble." before it).
const (
	NoTrouble        Trouble = ""
	InvalidEncoding  Trouble = "encoding"
	ControlCharacter Trouble = "control"
	BidiOverride     Trouble = "bidi"
	Invisible        Trouble = "invisible"
)

// TextTrouble finds the first trouble in s. Line breaks are allowed where multiline. Joiners inside words and
// emoji and plain direction marks are allowed (rule 14).
func TextTrouble(s string, multiline bool) Trouble {
	if !utf8.ValidString(s) {
		return InvalidEncoding
	}
	var prev rune
	for i, r := range s {
		next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		if t := runeTrouble(prev, r, next, multiline); t != NoTrouble {
			return t
		}
		prev = r
	}
	return NoTrouble
}

func runeTrouble(prev, r, next rune, multiline bool) Trouble {
	switch {
	case r == '\n' || r == '\t':
		if multiline {
			return NoTrouble
		}
		return ControlCharacter
	case unicode.IsControl(r) || r == 0x2028 || r == 0x2029 || r == utf8.RuneError:
		return ControlCharacter
	case r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069:
		return BidiOverride
	case r == 0x200E || r == 0x200F || r == 0x061C:
		return NoTrouble
	case r == 0x200C || r == 0x200D:
		if joins(prev) && joins(next) {
			return NoTrouble
		}
		return Invisible
	case r == 0xFE0F || r == 0xFE0E:
		if prev != 0 && !unicode.IsSpace(prev) {
			return NoTrouble
		}
		return Invisible
	case invisible(r):
		return Invisible
	}
	return NoTrouble
}

// joins tells whether a joiner beside r has something to join.
func joins(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || r == 0xFE0F || unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r) || r == 0x2640 || r == 0x2642
}

func invisible(r rune) bool {
	switch {
	case r == 0x00AD, r == 0x034F, r == 0x115F, r == 0x1160, r == 0x17B4, r == 0x17B5, r == 0x180E, r == 0x2800, r == 0x3164, r == 0xFFA0, r == 0xFEFF:
		return true
	case r >= 0x200B && r <= 0x200F, r >= 0x2060 && r <= 0x206F, r >= 0xFFF0 && r <= 0xFFFB:
		return true
	case r >= 0xE0000 && r <= 0xE0FFF, r >= 0xFE00 && r <= 0xFE0D, r >= 0x180B && r <= 0x180D, unicode.Is(unicode.Co, r):
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

// Safe returns s without anything that TextTrouble objects to, for text from elsewhere that is shown.
func Safe(s string) string {
	if TextTrouble(s, true) == NoTrouble {
		return s
	}
	var b strings.Builder
	s = strings.ToValidUTF8(s, "\uFFFD")
	var prev rune
	for i, r := range s {
		next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		if r == utf8.RuneError || runeTrouble(prev, r, next, true) == NoTrouble {
			b.WriteRune(r)
		}
		prev = r
	}
	return b.String()
}

// checkText refuses an unfit or too long text; the limit is a number of the policy, in characters.
func (d *deciding) checkText(field, s string, limit Number, multiline bool) *Refusal {
	if t := TextTrouble(s, multiline); t != NoTrouble {
		return refuse(RuleText, field, word("trouble", "trouble."+string(t)))
	}
	if most := d.policy().Get(limit); int64(utf8.RuneCountInString(s)) > most {
		return refuse(RuleTextLength, field, num("length", int64(utf8.RuneCountInString(s))), num("max", most))
	}
	return nil
}

// needText is checkText for a text that must not be empty.
func (d *deciding) needText(field, s string, limit Number, multiline bool) *Refusal {
	if strings.TrimSpace(s) == "" {
		return refuse(RuleRequired, field)
	}
	return d.checkText(field, s, limit, multiline)
}

// first returns the first refusal of several checks.
func first(all ...*Refusal) *Refusal {
	for _, r := range all {
		if r != nil {
			return r
		}
	}
	return nil
}
