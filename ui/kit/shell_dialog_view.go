package kit

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// titleMost is how many lines the question itself takes at most.
const titleMost = 3

// parts are the lines of a dialog: the question, what scrolls, the answers.
func (d dialog) parts() (title, body, foot []string) {
	t, w := d.frame.Theme, d.width()
	title = Wrap(oneLine(d.Confirm.Title), w)
	title = title[:min(len(title), titleMost)]
	for i, part := range title {
		title[i] = NewLine(t, w).Bold(Strong, part).Fill().String()
	}
	room := max(w-2, 1) // the rest is for the signs of more
	if d.Text != "" {
		for _, part := range Wrap(CleanLines(d.Text), room) {
			body = append(body, t.Paint(Text, part))
		}
	}
	if len(d.Facts) > 0 && d.Text != "" {
		body = append(body, "")
	}
	for _, fact := range d.Facts {
		for i, part := range Wrap(oneLine(fact), max(room-2, 1)) {
			l := NewLine(t, w)
			if i == 0 {
				l.Glyph(Muted, Nothing)
			}
			body = append(body, l.To(2).Put(Text, part).String())
		}
	}
	return title, body, d.foot(t, w)
}

// foot draws the answers, or what has to be typed.
func (d dialog) foot(t Theme, w int) []string {
	if d.Typed != "" {
		return d.typedLines(t, w)
	}
	l := NewLine(t, w)
	d.button(l, d.no(), !d.yes, Accent)
	if d.stacked(w) {
		no := l.String()
		l = NewLine(t, w)
		d.button(l, d.Yes, d.yes, Bad)
		return []string{no, l.String()}
	}
	l.Gap(3)
	d.button(l, d.Yes, d.yes, Bad)
	return []string{l.String()}
}

// stacked reports whether the answers stand below each other.
func (d dialog) stacked(w int) bool { return Width(d.no())+Width(d.Yes)+7 > w }

// fill gives the text and the facts the lines that the question and the answers
// leave, which must be seen.
func (d dialog) fill() dialog {
	title, body, foot := d.parts()
	d.view = d.view.SetHeight(max(d.frame.Height-len(title)-len(foot)-2, 1)).SetLines(body)
	return d
}

func (d dialog) lines() []string {
	title, _, foot := d.parts()
	lines := append(title, "")
	lines = append(lines, d.view.View(d.frame.Theme, d.width())...)
	if room := max(d.frame.Height-len(foot), 0); len(lines) >= room {
		return append(lines[:room:room], foot...)
	}
	return append(append(lines, ""), foot...)
}

func (d dialog) View() string {
	return Block(d.lines(), d.frame.Width, d.frame.Height)
}

// click answers: the answers stand on the last lines.
func (d dialog) click(c Click) (Screen, tea.Cmd) {
	row := c.Y - len(d.lines())
	if d.Typed != "" || c.X < 0 {
		return d, nil
	}
	no, yes := Width(d.no())+2, Width(d.Yes)+2
	at := no + 3 // where Yes begins
	if d.stacked(d.width()) {
		at = 0
		if row == -2 && c.X < no {
			return d, Send(Pop{})
		}
	} else if row == -1 && c.X < no {
		return d, Send(Pop{})
	}
	if row == -1 && c.X >= at && c.X < at+yes {
		return d, Send(popThen{d.Do})
	}
	return d, nil
}

func (d dialog) typedLines(t Theme, w int) []string {
	ask := NewLine(t, w)
	before, after, _ := strings.Cut(d.Words.orEnglish().TypeToConfirm, "%s")
	ask.Put(Muted, before).Bold(Strong, oneLine(d.Typed)).Put(Muted, after)
	in := NewLine(t, w).Glyph(Accent, Right).Gap(1)
	in.Painted(d.input.View(t, in.Left(), Strong))
	return []string{ask.String(), in.String()}
}

// button writes an answer; the one under the cursor has a bar and is bold, so
// that it is seen without colours too.
func (d dialog) button(l *Line, name string, on bool, r Role) {
	if !on {
		l.Gap(2).Put(Muted, name)
		return
	}
	l.Glyph(r, Bar).Gap(1).Bold(r, name)
}

// width is as wide as the texts need, within the frame.
func (d dialog) width() int {
	w := max(Width(d.Yes)+Width(d.no())+7, 36)
	for _, s := range append([]string{d.Confirm.Title, d.Text}, d.Facts...) {
		w = max(w, min(Width(s)+4, 60))
	}
	return max(min(w, d.frame.Width), 1)
}

// Cursor stands in the line to type in.
func (d dialog) Cursor() (x, y int, ok bool) {
	if d.Typed == "" {
		return 0, 0, false
	}
	return d.frame.shows(min(2+d.input.CursorX(max(d.width()-2, 1)), d.width()-1), min(len(d.lines()), d.frame.Height)-1)
}
