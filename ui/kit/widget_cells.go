package kit

import "unicode/utf8"

// cells is Width, several times faster for what frames mostly consist of: ASCII,
// colours, rules, and letters that are one character each. A frame is measured
// a few times on its way to the terminal; this is what makes that cheap.
// Everything else is left to next, so that the two always agree.
func cells(s string) int {
	w := 0
	last, lastWidth := -1, 0 // the simple rune just before i, which a mark could still join
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x20 && c < 0x7f {
			last, lastWidth = i, 1
			w, i = w+1, i+1
			continue
		}
		if c == 0x1b && i+1 < len(s) && s[i+1] == '[' {
			i += csiLen(s[i:], 2)
			last = -1
			continue
		}
		if size, n := simple(s[i:]); n > 0 {
			last, lastWidth = i, n
			w, i = w+n, i+size
			continue
		}
		if last >= 0 {
			w, i = w-lastWidth, last
		}
		end, n, _ := next(s, i)
		w, i, last = w+n, end, -1
	}
	return w
}

// simple returns the first rune's length and how many cells it fills, 0 if that
// depends on more than the rune: marks, joiners, emoji and all that is rare.
func simple(s string) (size, width int) {
	if len(s) >= 3 && s[0] == 0xe2 && (s[1] == 0x94 || s[1] == 0x95) {
		return 3, 1 // rules and bars
	}
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r < 0xa1 || r == 0xad || r == 0xa9 || r == 0xae || r == utf8.RuneError:
		return size, 0
	case r < 0x300, r >= 0x370 && r <= 0x3ff, r >= 0x400 && r <= 0x482, r >= 0x48a && r <= 0x52f: // Latin, Greek, Cyrillic
		return size, 1
	case r >= 0x2010 && r <= 0x2027, r >= 0x2500 && r <= 0x25a9, r == '★', r == '✓', r == '✗', r == '●', r == '○', r == '◆', r == '◇', r == '›', r == '‹':
		return size, 1
	case r >= 0x3001 && r <= 0x3029, r >= 0x3041 && r <= 0x3096, r >= 0x30a1 && r <= 0x30fa, r >= 0x4e00 && r <= 0x9fff, r >= 0xac00 && r <= 0xd7a3, r >= 0xff01 && r <= 0xff60:
		return size, 2
	}
	return size, 0
}
