package screen

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
)

// waiting is what waits to be sent to a hub elsewhere, or was refused there, as screens mark it beside what it is about:
// one glyph and one word for each standing, the same as in the Outbox.
type waiting struct {
	all  post.Waits
	here []post.Wait // about one thing
}

// waiting returns what waits now; it waits for nothing.
func (s Session) waiting() waiting {
	if s.Waits == nil {
		return waiting{}
	}
	return waiting{all: s.Waits()}
}

// about is what waits about one thing.
func (w waiting) about(id model.ID) waiting {
	w.here = w.all[id]
	return w
}

// sign puts the glyph of what waits about a thing before a cell.
func (w waiting) sign(c kit.Cell, id model.ID) kit.Cell {
	if s := w.all.Of(id); s != "" {
		c.SignRole, c.Sign = itemLook(s)
		c.Signed = true
	}
	return c
}

// mark signs the first cell of a row in a list.
func (w waiting) mark(cells []kit.Cell, row model.Row) []kit.Cell {
	if len(w.all) == 0 || len(cells) == 0 {
		return cells
	}
	switch row := row.(type) {
	case *model.Order:
		cells[0] = w.sign(cells[0], row.ID)
	case *model.Task:
		cells[0] = w.sign(cells[0], row.ID)
	}
	return cells
}

// lines say below the head of a page what waits about it.
func (w waiting) lines(t kit.Theme, s speech, width int) (lines []string) {
	for _, one := range w.here {
		role, glyph := itemLook(one.Standing)
		text := s.Say("waiting.line_"+string(one.Standing), assets.Text("what", one.What), assets.Text("why", one.Why), dueArg(s, one.Strikes))
		for i, part := range kit.Wrap(text, max(width-2, 1)) {
			l := kit.NewLine(t, width)
			if i == 0 {
				l.Glyph(role, glyph)
			}
			lines = append(lines, l.To(2).Put(kit.Muted, part).String())
		}
	}
	return lines
}

func dueArg(s speech, due model.Moment) model.Arg {
	if due == 0 {
		return assets.Text("due", "")
	}
	return assets.Text("due", s.exact(due))
}

// timeline are the steps that are not in the history yet, the last made first.
func (w waiting) timeline(s speech) (tl kit.Timeline) {
	for i := len(w.here) - 1; i >= 0; i-- {
		one := w.here[i]
		role, glyph := itemLook(one.Standing)
		tl = append(tl, kit.Moment{Role: role, When: s.sign(glyph) + " " + s.Say("outbox.standing_"+string(one.Standing)), Text: one.What, Detail: s.Say("waiting." + string(one.Standing))})
	}
	return tl
}
