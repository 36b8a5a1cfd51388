package kit

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Rect is a place within a screen's body, in cells.
type Rect struct{ X, Y, Width, Height int }

// Contains reports whether a cell lies within.
func (r Rect) Contains(x, y int) bool {
	return x >= r.X && x < r.X+r.Width && y >= r.Y && y < r.Y+r.Height
}

// Pane is one of the two parts of a Split.
type Pane uint8

// The parts of a split.
const (
	ListPane Pane = iota
	PreviewPane
)

// Widths and heights of the whole terminal at which the layout changes.
const (
	besideColumns = 110 // from here on the preview stands beside the list
	menuColumns   = 100 // from here on the menu stands at the left
	previewRows   = 24  // from here on there is a preview at all
)

// Split is a list with a preview of its current row: beside it on wide
// terminals, below it on narrower ones, and in its place, when tab asks for it,
// on low ones. Forward every message to Update: it needs tea.WindowSizeMsg as
// well as Frame, because what counts is the terminal's size, not the body's.
type Split struct {
	Share int // percent of the width that belongs to the list when side by side; 0 means 64
	Top   int // lines of the body above the split: title, tabs, filter
	Focus Pane
	term  tea.WindowSizeMsg
	body  Frame
}

// Update learns the sizes, and moves the focus with tab. used is true for tab.
func (s Split) Update(msg tea.Msg) (out Split, used bool) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.term = msg
	case Frame:
		s.body = msg
	case tea.KeyPressMsg:
		if key.Matches(msg, splitKey(new(Words))) {
			s.Focus = 1 - s.Focus
			return s, true
		}
	}
	return s, false
}

// Beside reports whether the two stand side by side.
func (s Split) Beside() bool {
	return s.term.Width >= besideColumns && s.body.Width >= 60 && s.body.Height-s.Top >= 3
}

// Below reports whether the preview stands below the list.
func (s Split) Below() bool {
	return !s.Beside() && s.term.Height >= previewRows && s.body.Height-s.Top >= 11
}

// List returns the list's place; it is empty when the preview stands in it.
func (s Split) List() Rect {
	r := s.area()
	switch {
	case s.Beside():
		r.Width = s.listWidth()
	case s.Below():
		r.Height = s.listHeight()
	case s.Focus == PreviewPane:
		return Rect{}
	}
	return r
}

// Preview returns the preview's place; it is empty when it is closed.
func (s Split) Preview() Rect {
	r := s.area()
	switch {
	case s.Beside():
		at := s.listWidth() + 3
		return Rect{X: at, Y: r.Y, Width: max(r.Width-at-1, 0), Height: r.Height}
	case s.Below():
		at := s.listHeight() + 1
		return Rect{X: 2, Y: r.Y + at, Width: max(r.Width-4, 0), Height: r.Height - at}
	case s.Focus == PreviewPane:
		return Rect{X: 2, Y: r.Y, Width: max(r.Width-4, 0), Height: r.Height}
	}
	return Rect{}
}

func (s Split) area() Rect {
	return Rect{Y: s.Top, Width: max(s.body.Width, 0), Height: max(s.body.Height-s.Top, 0)}
}

func (s Split) listWidth() int {
	share := s.Share
	if share <= 0 {
		share = 64
	}
	return min(max(s.body.Width*share/100, 30), s.body.Width-28)
}

func (s Split) listHeight() int { return max((s.body.Height-s.Top)*11/20, 5) }

// Hit returns the pane at a cell of the body, and the cell within that pane.
func (s Split) Hit(x, y int) (pane Pane, px, py int, ok bool) {
	if r := s.List(); r.Contains(x, y) {
		return ListPane, x - r.X, y - r.Y, true
	}
	if r := s.Preview(); r.Contains(x, y) {
		return PreviewPane, x - r.X, y - r.Y, true
	}
	return 0, 0, 0, false
}

// View joins the lines of the list and of the preview, drawn for the places
// above. The rule between them is in Accent while the preview has the focus.
func (s Split) View(t Theme, list, preview []string) []string {
	lr, pr := s.List(), s.Preview()
	list, preview = list[:min(len(list), lr.Height)], preview[:min(len(preview), pr.Height)]
	role := Faint
	if s.Focus == PreviewPane {
		role = Accent
	}
	switch {
	case s.Beside():
		return s.beside(t.Paint(role, t.Glyph(VLine)), list, preview, lr, pr)
	case s.Below():
		list = clip(list, lr.Width, lr.Height)
		for len(list) < lr.Height {
			list = append(list, "")
		}
		l := NewLine(t, s.body.Width-2).Gap(2)
		list = append(list, l.Painted(ruleOf(t, role, l.Left())).String())
		return append(list, indent(clip(preview, pr.Width, pr.Height), 2)...)
	case s.Focus == PreviewPane:
		return indent(clip(preview, pr.Width, pr.Height), 2)
	}
	return clip(list, lr.Width, lr.Height)
}

func (s Split) beside(bar string, list, preview []string, lr, pr Rect) []string {
	height := lr.Height
	if n := max(len(list), len(preview)); n < height {
		height = n
	}
	lines := make([]string, 0, height)
	for i := range height {
		left, right := "", ""
		if i < len(list) {
			left = list[i]
		}
		if i < len(preview) {
			right = fit(preview[i], pr.Width)
		}
		if len(preview) == 0 {
			lines = append(lines, fit(left, lr.Width))
			continue
		}
		lines = append(lines, pad(left, lr.Width)+" "+bar+" "+right)
	}
	return lines
}

// indent puts n blanks before every line that is not empty.
func indent(lines []string, n int) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		if line != "" {
			out[i] = Spaces(n) + line
		}
	}
	return out
}
