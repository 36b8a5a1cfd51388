package kit

import (
	"image/color"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// Role is what a piece of text is for. Screens name roles, never colours.
type Role uint8

// The roles, from what is read to what is only felt. Colour never carries
// meaning alone: Good, Warn and Bad always stand beside a glyph or a word.
const (
	Text   Role = iota // what one reads
	Strong             // names, titles, the key in a hint
	Muted              // labels, heads, IDs, what others do
	Faint              // rules, empty marks, tracks of bars; never text that must be read
	Accent             // where I am, what I typed, what is selected
	Good               // done, whole, synced
	Warn               // due soon, defaults that will strike, counts that wait for me
	Bad                // late, refused, lost

	roles = int(Bad) + 1
)

// ThemeOptions says what a session's terminal can show.
type ThemeOptions struct {
	Dark    bool                 // the terminal's background is dark
	Profile colorprofile.Profile // how many colours it has; Unknown counts as none
	ASCII   bool                 // it shows nothing beyond ASCII

	// Unpainted leaves the current row without a background: its bar is then
	// all that moves, which is a fifth of the bytes. For slow lines.
	Unpainted bool

	// Still stops what moves by itself: it shows one picture.
	Still bool
}

// Theme is how one session looks. It is immutable and cheap to copy; the zero
// Theme has no colours and no bold, and the full set of glyphs.
type Theme struct {
	look *look
}

// look holds what a theme computed once: the sequences that open each role.
type look struct {
	options                ThemeOptions
	plain, bold, underline [roles]string
	selected               string
}

// reset ends a style. Every styled span is closed with it, so that a span can
// be cut out of a line and still stand for itself.
const reset = "\x1b[m"

// NewTheme computes a theme. It costs a few microseconds; make one per session
// and again when the terminal's background or profile becomes known.
func NewTheme(o ThemeOptions) Theme {
	l := &look{options: o}
	if o.Profile < colorprofile.Ascii {
		return Theme{look: l} // no terminal: not even bold
	}
	for r := Text; int(r) < roles; r++ {
		fg := palette(r, o.Dark).in(o.Profile)
		l.plain[r] = open(ansi.Style{}, fg)
		l.bold[r] = open(ansi.Style{}.Bold(), fg)
		l.underline[r] = open(ansi.Style{}.Underline(true), fg)
	}
	if o.Profile >= colorprofile.ANSI256 && !o.Unpainted {
		l.selected = ansi.Style{}.BackgroundColor(selected(o.Dark).in(o.Profile)).String()
	}
	return Theme{look: l}
}

// open returns the sequence that starts a span with these attributes in fg; nil
// is the terminal's own colour.
func open(s ansi.Style, fg color.Color) string {
	if fg != nil {
		s = s.ForegroundColor(fg)
	}
	if len(s) == 0 {
		return ""
	}
	return s.String()
}

// tone is a colour as terminals of 16 million, of 256 and of 16 colours have it.
// The smaller ones are chosen, not computed: the nearest of 256 to our red is a
// grey, and of 16 to our yellow a red.
type tone struct {
	rgb     string
	indexed uint8
	basic   int8 // own for the terminal's own text colour
}

const own = -1

// palette is the table of colours, and the only place where they are written.
func palette(r Role, dark bool) tone {
	pick := func(onDark, onLight tone) tone {
		if dark {
			return onDark
		}
		return onLight
	}
	switch r {
	case Strong:
		return pick(tone{"#FFFFFF", 231, 15}, tone{"#10131A", 233, 0})
	case Muted:
		return pick(tone{"#8B92A3", 247, 7}, tone{"#5F6675", 241, 8})
	case Faint:
		return pick(tone{"#454B59", 239, 8}, tone{"#C6CBD6", 251, 7})
	case Accent:
		return pick(tone{"#8FA0FF", 111, 12}, tone{"#4050D0", 61, 4})
	case Good:
		return pick(tone{"#5CCB95", 78, 10}, tone{"#147A4B", 22, 2})
	case Warn:
		return pick(tone{"#F2B84B", 215, 11}, tone{"#9A5B00", 94, 3})
	case Bad:
		return pick(tone{"#FF7A80", 210, 9}, tone{"#C62B36", 124, 1})
	default:
		return pick(tone{"#D9DCE3", 253, own}, tone{"#1F2430", 235, own})
	}
}

// selected is the background of the current row, the only painted background.
// It is the drawings' colour moved by two steps of 255: with theirs (#262C42,
// #E7EAFB) Muted on dark and Good on light fall just short of 4.5:1.
func selected(dark bool) tone {
	if dark {
		return tone{"#242A40", 236, own}
	}
	return tone{"#E8EBFC", 255, own}
}

// in returns the colour of a profile, nil for none.
func (t tone) in(p colorprofile.Profile) color.Color {
	switch {
	case p == colorprofile.TrueColor:
		return lipgloss.Color(t.rgb)
	case p == colorprofile.ANSI256:
		return ansi.IndexedColor(t.indexed)
	case p == colorprofile.ANSI && t.basic != own:
		return ansi.BasicColor(t.basic)
	}
	return nil
}

// Dark reports whether the theme is made for a dark background.
func (t Theme) Dark() bool { return t.look != nil && t.look.options.Dark }

// ASCII reports whether glyphs are limited to ASCII.
func (t Theme) ASCII() bool { return t.look != nil && t.look.options.ASCII }

// Profile returns how many colours the theme uses.
func (t Theme) Profile() colorprofile.Profile {
	if t.look == nil {
		return colorprofile.NoTTY
	}
	return t.look.options.Profile
}

// Color returns a role's colour for widgets that style themselves; nil when the
// session has none.
func (t Theme) Color(r Role) color.Color {
	return palette(r, t.Dark()).in(t.Profile())
}

// Style returns a role as a lipgloss style, for widgets of others. Own code
// paints with Paint, which is a hundred times cheaper.
func (t Theme) Style(r Role) lipgloss.Style {
	s := lipgloss.NewStyle()
	if c := t.Color(r); c != nil {
		s = s.Foreground(c)
	}
	return s
}

// Paint returns s as a span of role r. Spans stand beside each other and do not
// nest: the end of an inner one would end the outer one too.
func (t Theme) Paint(r Role, s string) string {
	if t.look == nil {
		return s
	}
	return span(t.look.plain[r], s)
}

// Bold is Paint in bold. Bold is also what remains of emphasis without colours.
func (t Theme) Bold(r Role, s string) string {
	if t.look == nil {
		return s
	}
	return span(t.look.bold[r], s)
}

// Underline is Paint with an underline: the current one of several tabs.
func (t Theme) Underline(r Role, s string) string {
	if t.look == nil {
		return s
	}
	return span(t.look.underline[r], s)
}

func span(open, s string) string {
	if open == "" || s == "" {
		return s
	}
	return open + s + reset
}
