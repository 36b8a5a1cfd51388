package kit

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// kind is what next found.
type kind uint8

const (
	printed kind = iota // a cluster that is seen
	escape              // an escape sequence: no cells
	control             // a control character: no cells, never sent on
)

// next returns where the piece of s that begins at i ends, how many cells it
// fills and what it is. It is the one place where text is taken apart, so that
// what is measured, cut and drawn always agree.
func next(s string, i int) (end, width int, k kind) {
	c := s[i]
	switch {
	case c == 0x1b:
		return i + escapeLen(s[i:]), 0, escape
	case c < 0x20 || c == 0x7f:
		return i + 1, 0, control
	case c < utf8.RuneSelf && (i+1 == len(s) || s[i+1] < utf8.RuneSelf):
		return i + 1, 1, printed
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	if r == utf8.RuneError && size <= 1 {
		return i + 1, 1, printed // an invalid byte, drawn as U+FFFD
	}
	if r >= 0x80 && r < 0xa0 {
		return i + size, 0, control
	}
	cluster, width := ansi.FirstGraphemeCluster(s[i:], ansi.GraphemeWidth)
	if len(cluster) == 0 {
		return i + size, 0, control
	}
	return i + len(cluster), min(width, 2), printed
}

// escapeLen returns the length of the escape sequence that s begins with. An
// unfinished one is only its first byte: the rest is then text.
func escapeLen(s string) int {
	if len(s) < 2 {
		return 1
	}
	switch c := s[1]; {
	case c == '[':
		return csiLen(s, 2)
	case strings.IndexByte("]PX^_", c) >= 0:
		return stringLen(s, 2)
	case c >= 0x20 && c < 0x30: // with intermediates, such as a character set
		i := 2
		for i < len(s) && s[i] >= 0x20 && s[i] < 0x30 {
			i++
		}
		return min(i+1, len(s))
	case c >= 0x30 && c < 0x7f:
		return 2
	default:
		return 1
	}
}

// csiLen returns where the control sequence ends whose parameters begin at i.
func csiLen(s string, i int) int {
	for ; i < len(s); i++ {
		if c := s[i]; c >= 0x40 && c < 0x7f {
			return i + 1
		} else if c < 0x20 || c >= 0x7f {
			return 1
		}
	}
	return 1
}

// stringLen returns where the control string ends whose text begins at i.
func stringLen(s string, i int) int {
	for ; i < len(s); i++ {
		switch {
		case s[i] == 0x07:
			return i + 1
		case s[i] == 0x1b && i+1 < len(s) && s[i+1] == '\\':
			return i + 2
		case strings.HasPrefix(s[i:], "\u009c"):
			return i + 2
		}
	}
	return 1
}

// isSGR reports whether a sequence sets colours and attributes.
func isSGR(seq string) bool {
	return len(seq) >= 3 && seq[0] == 0x1b && seq[1] == '[' && seq[len(seq)-1] == 'm'
}

// isReset reports whether a sequence ends all colours and attributes.
func isReset(seq string) bool { return seq == "\x1b[m" || seq == "\x1b[0m" }

// Width returns how many cells s fills. Escape sequences and control
// characters fill none; a cluster fills one or two, as a whole.
func Width(s string) int { return cells(s) }

// Cut returns s if it fits into w cells, else its beginning and an ellipsis,
// together at most w cells. A cluster is never split, and a style that the cut
// leaves open is closed. (A terminal that knows only ASCII gets the ellipsis as
// a tilde from the Canvas.)
func Cut(s string, w int) string {
	if w <= 0 {
		return ""
	}
	if len(s) <= w && !strings.Contains(s, "\x1b") && isASCII(s) {
		return s
	}
	cut, open := 0, false // where the ellipsis would go, and whether in a style
	for i, at, styled := 0, 0, false; i < len(s); {
		end, cells, k := next(s, i)
		if at+cells > w {
			return s[:cut] + "…" + closing(open)
		}
		if k == escape && isSGR(s[i:end]) {
			styled = !isReset(s[i:end])
		}
		at, i = at+cells, end
		if at < w {
			cut, open = i, styled
		}
	}
	return s
}

func closing(open bool) string {
	if open {
		return reset
	}
	return ""
}

// Fit returns s with exactly w cells: cut, or padded on the right.
func Fit(s string, w int) string {
	s = Cut(s, w)
	return s + Spaces(w-Width(s))
}

// FitRight returns s with exactly w cells: cut, or padded on the left, as
// numbers are.
func FitRight(s string, w int) string {
	s = Cut(s, w)
	return Spaces(w-Width(s)) + s
}

// Spaces returns n spaces; none when n is negative.
func Spaces(n int) string {
	const blank = "                                                                                "
	if n <= 0 {
		return ""
	}
	if n <= len(blank) {
		return blank[:n]
	}
	return strings.Repeat(" ", n)
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
