package screen

import (
	"aeconnect/assets"
	"aeconnect/ui/kit"
)

// formStage is what every form about several orders is made of: the form below a head, what was read of the orders so
// far, and what has happened to them meanwhile. What is asked and what follows is the page's own.
type formStage struct {
	form    kit.Form
	frame   kit.Frame
	ready   bool // the orders were read once
	failed  error
	resumed bool // begun with a draft
	moved   bool // an order of it changed while the form was open
}

// sized gives the form what a head of some lines leaves.
func (f formStage) sized(head int) formStage {
	f.form = f.form.Resize(f.frame.Width, max(f.frame.Height-head, 3))
	return f
}

// cursor is the form's, below a head of some lines.
func (f formStage) cursor(head int) (x, y int, ok bool) {
	x, y, ok = f.form.Cursor()
	return x, y + head, ok && f.ready
}

// head draws the heading, what else is to be said, and what has happened since the form was opened.
func (f formStage) head(s speech, title string, facts []kit.Fact, said ...string) []string {
	t, w := f.frame.Theme, max(f.frame.Width-4, 1)
	var lines []string
	if f.frame.Height >= 16 {
		lines = append(lines, "")
	}
	lines = append(lines, kit.Heading{Title: title, Facts: facts}.View(t, w, 2)...)
	lines = append(lines, said...)
	switch {
	case f.moved:
		lines = append(lines, kit.Notice{Role: kit.Warn, Text: s.Say("pending.moved")}.View(t, w)...)
	case f.resumed:
		lines = append(lines, t.Paint(kit.Muted, s.Say("act.resumed")))
	}
	return append(indented(lines, 2), "")
}

// view draws the form below its head, or why it is not there yet.
func (f formStage) view(s speech, head []string) string {
	t, w, h := f.frame.Theme, f.frame.Width, f.frame.Height
	switch {
	case f.failed != nil && !f.ready:
		return kit.Block(indented(wrapped(t, kit.Muted, s.Say("order.unread", assets.Text("error", f.failed.Error())), w-4), 2), w, h)
	case !f.ready:
		return kit.Block([]string{"", "  " + t.Paint(kit.Muted, s.Say("order.reading")+" "+t.Glyph(kit.Ellipsis))}, w, h)
	}
	return kit.Block(append(head, f.form.View(t)...), w, h)
}
