package screen

import (
	"strings"

	"aeconnect/ui/kit"
)

// Sentences come whole out of the catalogue, so that every language orders them as it likes; which part of one
// is coloured travels within it, as marks around an argument that no text of people can hold.
const (
	markOpen  = "\x02"
	markClose = "\x03"
)

// mark lets a part of a sentence stand in a role of its own.
func mark(r kit.Role, s string) string {
	return markOpen + string(rune('0'+r)) + kit.Clean(s) + markClose
}

// paint returns a sentence in a role, its marked parts in theirs.
func paint(t kit.Theme, base kit.Role, s string) string {
	var b strings.Builder
	for s != "" {
		plain, rest, marked := strings.Cut(s, markOpen)
		b.WriteString(t.Paint(base, kit.Clean(plain)))
		if !marked || rest == "" {
			break
		}
		inner, after, _ := strings.Cut(rest[1:], markClose)
		b.WriteString(t.Paint(kit.Role(rest[0]-'0'), inner))
		s = after
	}
	return b.String()
}

// wrapped is paint in lines of at most w cells.
func wrapped(t kit.Theme, base kit.Role, s string, w int) []string {
	return kit.Wrap(paint(t, base, s), max(w, 1))
}

// plainMarks returns a sentence without its marks, for where it stands in one role.
func plainMarks(s string) string {
	var b strings.Builder
	for s != "" {
		plain, rest, marked := strings.Cut(s, markOpen)
		b.WriteString(plain)
		if !marked || rest == "" {
			break
		}
		inner, after, _ := strings.Cut(rest[1:], markClose)
		b.WriteString(inner)
		s = after
	}
	return b.String()
}

// starred paints a name; the badge behind it is in Accent.
func starred(t kit.Theme, r kit.Role, name string) string {
	if handle, ok := cutStar(t, name); ok {
		star := kit.Accent
		if r == kit.Muted { // a row of others is muted as a whole
			star = kit.Muted
		}
		return t.Paint(r, kit.Clean(handle)+" ") + t.Paint(star, t.Glyph(kit.Star))
	}
	return t.Paint(r, kit.Clean(name))
}

// mcnMark is what the name of an agency ends with, in every language.
const mcnMark = " MCN"

// namedCell is the name of an account as a cell; the mark of an agency stays where the name is cut.
func namedCell(r kit.Role, name string) kit.Cell {
	if strings.HasSuffix(name, mcnMark) {
		return starredCell(r, name)
	}
	return kit.TextCell(r, name)
}

// starredCell is starred as a cell; where it is narrow the name is cut and the badge stays.
func starredCell(r kit.Role, name string) kit.Cell {
	return kit.DrawnCell(func(t kit.Theme, w int) string {
		if handle, ok := strings.CutSuffix(name, mcnMark); ok && w > 2*len(mcnMark) {
			return t.Paint(r, kit.Cut(kit.Clean(handle), w-len(mcnMark))) + t.Paint(kit.Accent, mcnMark)
		}
		if handle, ok := cutStar(t, name); ok && w > 4 {
			return starred(t, r, kit.Cut(handle, w-2)+" "+t.Glyph(kit.Star))
		}
		return t.Paint(r, kit.Cut(kit.Clean(name), w))
	})
}

// cutStar takes the badge off a name, as a theme or as none writes it.
func cutStar(t kit.Theme, name string) (string, bool) {
	if handle, ok := strings.CutSuffix(name, " "+t.Glyph(kit.Star)); ok {
		return handle, true
	}
	return strings.CutSuffix(name, " "+kit.Theme{}.Glyph(kit.Star))
}
