package kit

import (
	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/viewport"
	tea "charm.land/bubbletea/v2"
)

// Viewport shows a part of a text that is longer than its place. The lines are
// given ready: wrapped, painted, each closing its styles.
//
// Where it stands and how far it goes is a bubbles/viewport's matter. That one
// counts lines only: given their text it would measure all of them at every
// change, and its View lays out anew what was laid out before it came here,
// which costs more than all the rest of a frame.
type Viewport struct {
	lines  []string
	scroll *viewport.Model // of as many blank lines; nil is at the top, and never changed in place
}

// SetLines returns the viewport with other lines, at the same place as far as
// there still is one.
func (v Viewport) SetLines(lines []string) Viewport {
	changed := len(lines) != len(v.lines)
	v.lines = lines
	if !changed {
		return v
	}
	return v.moved(func(m *viewport.Model) { m.SetContentLines(make([]string, len(lines))) })
}

// SetHeight returns the viewport for h visible lines.
func (v Viewport) SetHeight(h int) Viewport {
	if h = max(h, 0); h == v.height() {
		return v
	}
	return v.moved(func(m *viewport.Model) {
		m.SetHeight(h)
		m.SetYOffset(m.YOffset()) // in more room the end may have come too far up
	})
}

// Top returns the viewport at the beginning of its lines.
func (v Viewport) Top() Viewport {
	if v.scroll == nil || v.scroll.YOffset() == 0 {
		return v
	}
	return v.moved(func(m *viewport.Model) { m.SetYOffset(0) })
}

// moved returns the viewport after a change of its place. Copies of a viewport
// share it until then: it is of some size, and screens are values.
func (v Viewport) moved(change func(*viewport.Model)) Viewport {
	m := v.model()
	change(&m)
	v.scroll = &m
	return v
}

// model returns a copy of the place.
func (v Viewport) model() viewport.Model {
	if v.scroll == nil {
		return viewport.New()
	}
	return *v.scroll
}

// height returns how many lines are visible at most.
func (v Viewport) height() int {
	if v.scroll == nil {
		return 0
	}
	return v.scroll.Height()
}

// Offset returns the first visible line, counted from 0.
func (v Viewport) Offset() int {
	if v.scroll == nil {
		return 0
	}
	return v.scroll.YOffset()
}

// AtEnd reports whether the last line is seen.
func (v Viewport) AtEnd() bool { return v.Offset() >= len(v.lines)-v.height() }

// Scroll returns the viewport n lines further down.
func (v Viewport) Scroll(n int) Viewport {
	return v.moved(func(m *viewport.Model) { m.SetYOffset(m.YOffset() + n) })
}

// Update scrolls with the arrows, j and k, page keys, home and end, and the
// wheel; used is false for every other message.
func (v Viewport) Update(msg tea.Msg) (out Viewport, used bool) {
	switch msg := msg.(type) {
	case Wheel:
		return v.Scroll(msg.Lines), true
	case tea.KeyPressMsg:
		return v.key(stroke(msg.String()))
	}
	return v, false
}

// key scrolls; a page keeps one line of the page before.
func (v Viewport) key(pressed stroke) (out Viewport, used bool) {
	page := max(v.height(), 2) - 1
	switch k := newMoveKeys(new(Words)); {
	case key.Matches(pressed, k.up):
		return v.Scroll(-1), true
	case key.Matches(pressed, k.down):
		return v.Scroll(1), true
	case key.Matches(pressed, k.pageUp):
		return v.Scroll(-page), true
	case key.Matches(pressed, k.pageDown):
		return v.Scroll(page), true
	case key.Matches(pressed, k.home):
		return v.moved(func(m *viewport.Model) { m.GotoTop() }), true
	case key.Matches(pressed, k.end):
		return v.moved(func(m *viewport.Model) { m.GotoBottom() }), true
	}
	return v, false
}

// View returns the visible lines, each cut to w cells. Where more lines stand
// above or below, a visible one says so at its right end: the first or the last
// that is short enough, so that no sign covers a text.
func (v Viewport) View(t Theme, w int) []string {
	first := min(v.Offset(), len(v.lines))
	end := min(first+v.height(), len(v.lines))
	shown := make([]string, 0, end-first)
	for _, line := range v.lines[first:end] {
		shown = append(shown, fit(line, w))
	}
	if w < 4 || len(shown) < 2 {
		return shown
	}
	half := len(shown) / 2
	if first > 0 {
		markMore(t, shown[:half], 0, 1, w, Up)
	}
	if end < len(v.lines) {
		markMore(t, shown[half:], len(shown)-half-1, -1, w, Down)
	}
	return shown
}

// markMore puts a sign at the end of the first line from one on, step by step,
// that has room for it.
func markMore(t Theme, lines []string, from, step, w int, g Glyph) {
	for i := from; i >= 0 && i < len(lines); i += step {
		if n := cells(lines[i]); n <= w-2 {
			lines[i] += Spaces(w-1-n) + t.Paint(Muted, t.Glyph(g))
			return
		}
	}
}
