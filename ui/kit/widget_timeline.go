package kit

// Moment is one thing that happened or will.
type Moment struct {
	When   string // as it is shown: "2 Nov", "in 3 h"
	Text   string
	Role   Role   // of Text
	Detail string // stands in Muted after the text, or below it
}

// Timeline is a list of moments in the order in which they are given.
type Timeline []Moment

// View draws the list in lines of at most w cells: the times in a column of
// their own, the details in a second one where all fit beside the texts.
func (tl Timeline) View(t Theme, w int) []string {
	if w <= 0 {
		return nil
	}
	when, text := tl.columns(w)
	room := max(w-when, 1)
	var lines []string
	for _, m := range tl {
		l := NewLine(t, w)
		l.Put(Muted, Cut(oneLine(m.When), when-1)).To(when)
		if text > 0 {
			l.Put(m.Role, oneLine(m.Text))
			if m.Detail != "" {
				l.To(when+text).Put(Muted, oneLine(m.Detail))
			}
			lines = append(lines, l.String())
			continue
		}
		lines = append(lines, m.stacked(t, l, when, room, w)...)
	}
	return lines
}

// stacked draws one moment with its detail below its text.
func (m Moment) stacked(t Theme, l *Line, when, room, w int) []string {
	var lines []string
	draw := func(r Role, s string) {
		for _, part := range Wrap(oneLine(s), room) {
			lines = append(lines, l.To(when).Put(r, part).String())
			l = NewLine(t, w)
		}
	}
	draw(m.Role, m.Text)
	if m.Detail != "" {
		draw(Muted, m.Detail)
	}
	return lines
}

// columns returns the width of the times and of the texts, gaps included; 0 for
// the latter when details have to stand below.
func (tl Timeline) columns(w int) (when, text int) {
	widest := 0
	for _, m := range tl {
		when = max(when, Width(oneLine(m.When))+2)
		text = max(text, Width(oneLine(m.Text))+3)
		widest = max(widest, Width(oneLine(m.Detail)))
	}
	when = min(when, max(w/3, 2))
	if when+text+widest > w {
		text = 0
	}
	return when, text
}
