package guide

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"aeconnect/assets"
	"aeconnect/ui/kit"
)

// Measure is the widest that text is set, in cells; wider lines are hard to read.
const Measure = 72

// Look is how a page is drawn.
type Look struct {
	Theme kit.Theme
	Width int      // cells; text is set no wider than [Measure]
	Marks []string // texts to mark wherever they stand
	Link  int      // which link is chosen, counted from 1; 0 for none
}

// Link is a link as it was drawn.
type Link struct {
	Page string
	Line int // the first line of the block that it stands in
}

// Drawn is a page in lines.
type Drawn struct {
	Lines   []string // painted, each of at most Look.Width cells
	Links   []Link
	Matches []int // the lines in which marks stand, growing
}

// Draw draws a page: its title, then its blocks.
func Draw(p assets.Page, look Look) Drawn {
	d := drawing{look: look, width: max(min(look.Width, Measure), 8)}
	d.add("", "", kit.Wrap(d.text(p.Title, bold(kit.Strong)), d.width))
	d.out.Lines = append(d.out.Lines, "")
	for i, b := range p.Blocks {
		if i > 0 && parted(p.Blocks[i-1].Kind, b.Kind) {
			d.out.Lines = append(d.out.Lines, "")
		}
		d.block(b)
	}
	return d.out
}

// parted tells whether a blank line stands between two blocks.
func parted(before, now assets.BlockKind) bool {
	return before != assets.Heading && (before != now || now == assets.Paragraph || now == assets.Heading)
}

// drawing is a page under way.
type drawing struct {
	look  Look
	width int
	out   Drawn
}

func (d *drawing) block(b assets.Block) {
	t := d.look.Theme
	lead := ""
	switch b.Kind {
	case assets.Step:
		lead = b.Number + ". "
	case assets.Point:
		lead = t.Glyph(kit.Nothing) + " "
	case assets.CommandLine:
		lead = "  $ "
	case assets.Heading, assets.Paragraph:
	}
	var text strings.Builder
	for i, s := range b.Spans {
		if s.Text == " " && i > 0 && b.Spans[i-1].Kind == assets.LinkSpan {
			s.Text = "  " // links in a row stand apart
		}
		text.WriteString(d.span(b.Kind, s))
	}
	d.add(t.Paint(kit.Muted, lead), kit.Spaces(kit.Width(lead)), kit.Wrap(text.String(), max(d.width-kit.Width(lead), 1)))
}

// add appends the lines of a block, the first with its sign, and notes where marks stand.
func (d *drawing) add(lead, hang string, lines []string) {
	first, found := len(d.out.Lines), false
	for i, line := range lines {
		if i > 0 {
			lead = hang
		}
		if d.marked(line) {
			d.out.Matches, found = append(d.out.Matches, first+i), true
		}
		d.out.Lines = append(d.out.Lines, lead+line)
	}
	if !found && d.marked(strings.Join(lines, " ")) { // it stands across the end of a line
		d.out.Matches = append(d.out.Matches, first)
	}
}

func (d *drawing) marked(line string) bool {
	if len(d.look.Marks) == 0 {
		return false
	}
	line = ansi.Strip(line)
	for _, m := range d.look.Marks {
		if Index(line, m) >= 0 {
			return true
		}
	}
	return false
}

// paint is how a piece of text is painted.
type paint func(t kit.Theme, s string) string

func plain(r kit.Role) paint { return func(t kit.Theme, s string) string { return t.Paint(r, s) } }
func bold(r kit.Role) paint  { return func(t kit.Theme, s string) string { return t.Bold(r, s) } }

func (d *drawing) span(of assets.BlockKind, s assets.Span) string {
	switch {
	case of == assets.Heading, s.Kind == assets.StrongSpan:
		return d.text(s.Text, bold(kit.Strong))
	case of == assets.CommandLine:
		return d.text(s.Text, plain(kit.Accent))
	case s.Kind == assets.CodeSpan && d.look.Theme.Color(kit.Accent) == nil: // no colour tells a key from a word
		return d.text("`"+s.Text+"`", plain(kit.Accent))
	case s.Kind == assets.CodeSpan:
		return d.text(s.Text, plain(kit.Accent))
	case s.Kind == assets.LinkSpan:
		return d.link(s)
	}
	return d.text(s.Text, plain(kit.Text))
}

// link draws a link with an arrow before it; the chosen one has a sign of its own and is bold.
func (d *drawing) link(s assets.Span) string {
	t := d.look.Theme
	d.out.Links = append(d.out.Links, Link{Page: s.Page, Line: len(d.out.Lines)})
	if d.look.Link == len(d.out.Links) {
		return t.Bold(kit.Accent, t.Glyph(kit.Chosen)) + " " + d.text(s.Text, bold(kit.Accent))
	}
	return t.Paint(kit.Muted, t.Glyph(kit.Arrow)) + " " + d.text(s.Text, plain(kit.Accent))
}

// text paints a text, what is to be marked in it underlined.
func (d *drawing) text(s string, as paint) string { return Marked(d.look.Theme, s, d.look.Marks, as) }

// Marked paints a text in a way, and underlines what is to be marked in it.
func Marked(t kit.Theme, s string, marks []string, as func(kit.Theme, string) string) string {
	var b strings.Builder
	for s != "" {
		at, n := len(s), 0
		for _, m := range marks {
			if i := Index(s, m); i >= 0 && (i < at || i == at && len(m) > n) {
				at, n = i, len(m)
			}
		}
		if at > 0 {
			b.WriteString(as(t, s[:at]))
		}
		if n > 0 {
			b.WriteString(t.Underline(kit.Accent, s[at:at+n]))
		}
		s = s[at+n:]
	}
	return b.String()
}
