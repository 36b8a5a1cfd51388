package kit

import tea "charm.land/bubbletea/v2"

// Viewport shows a part of a text that is longer than its place. The lines are
// given ready: wrapped, painted, each closing its styles.
type Viewport struct {
	lines  []string
	offset int
	height int // of the last SetSize; how far a page goes
}

// SetLines returns the viewport with other lines, at the same place as far as
// there still is one.
func (v Viewport) SetLines(lines []string) Viewport {
	v.lines = lines
	return v.clamp()
}

// SetHeight returns the viewport for h visible lines.
func (v Viewport) SetHeight(h int) Viewport {
	v.height = max(h, 0)
	return v.clamp()
}

// Offset returns the first visible line, counted from 0.
func (v Viewport) Offset() int { return v.offset }

// AtEnd reports whether the last line is seen.
func (v Viewport) AtEnd() bool { return v.offset >= len(v.lines)-v.height }

// Scroll returns the viewport n lines further down.
func (v Viewport) Scroll(n int) Viewport {
	v.offset += n
	return v.clamp()
}

func (v Viewport) clamp() Viewport {
	v.offset = max(0, min(v.offset, len(v.lines)-v.height))
	return v
}

// Update scrolls with the arrows, j and k, page keys, home and end, and the
// wheel; used is false for every other message.
func (v Viewport) Update(msg tea.Msg) (out Viewport, used bool) {
	switch msg := msg.(type) {
	case Wheel:
		return v.Scroll(msg.Lines), true
	case tea.KeyPressMsg:
		switch msg.String() {
		case "up", "k":
			return v.Scroll(-1), true
		case "down", "j":
			return v.Scroll(1), true
		case "pgup":
			return v.Scroll(1 - max(v.height, 2)), true
		case "pgdown":
			return v.Scroll(max(v.height, 2) - 1), true
		case "home":
			return v.Scroll(-len(v.lines)), true
		case "end":
			return v.Scroll(len(v.lines)), true
		}
	}
	return v, false
}

// View returns the visible lines, each cut to w cells. Where more lines stand
// above or below, the first or last visible one says so at its right end.
func (v Viewport) View(t Theme, w int) []string {
	v = v.clamp()
	end := min(v.offset+v.height, len(v.lines))
	shown := make([]string, 0, end-v.offset)
	for _, line := range v.lines[v.offset:end] {
		shown = append(shown, fit(line, w))
	}
	if w < 4 || len(shown) < 2 {
		return shown
	}
	if v.offset > 0 {
		shown[0] = pad(shown[0], w-2) + " " + t.Paint(Muted, t.Glyph(Up))
	}
	if end < len(v.lines) {
		shown[len(shown)-1] = pad(shown[len(shown)-1], w-2) + " " + t.Paint(Muted, t.Glyph(Down))
	}
	return shown
}
