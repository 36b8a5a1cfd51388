package kit

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Tab is one of several lists of which one is shown.
type Tab struct {
	Key   string // stable name
	Name  string
	Count string // as it is shown, such as "1,204"; "" for none
}

// Tabs is a line of tabs, the current one in Accent and underlined. When the
// line is too short it scrolls so far that the current one is whole.
type Tabs struct {
	Items   []Tab
	Current int
}

// Key returns the current tab's key, "" when there are no tabs.
func (ts Tabs) Key() string {
	if ts.Current < 0 || ts.Current >= len(ts.Items) {
		return ""
	}
	return ts.Items[ts.Current].Key
}

// Select returns the tabs with another one current; an unknown key changes
// nothing.
func (ts Tabs) Select(key string) Tabs {
	for i, tab := range ts.Items {
		if tab.Key == key {
			ts.Current = i
		}
	}
	return ts
}

// Step returns the tabs with the n-th next one current, around the ends.
func (ts Tabs) Step(n int) Tabs {
	if len(ts.Items) > 0 {
		ts.Current = ((ts.Current+n)%len(ts.Items) + len(ts.Items)) % len(ts.Items)
	}
	return ts
}

// Update goes to the tab at the left or at the right with those keys; changed
// reports whether another tab is current.
func (ts Tabs) Update(msg tea.Msg) (out Tabs, changed bool) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok || len(ts.Items) < 2 {
		return ts, false
	}
	pressed, k := stroke(press.String()), newTabKeys(new(Words))
	switch {
	case key.Matches(pressed, k.left):
		return ts.Step(-1), true
	case key.Matches(pressed, k.right):
		return ts.Step(1), true
	}
	return ts, false
}

const tabGap = 3

func (tab Tab) label() string {
	if tab.Count == "" {
		return oneLine(tab.Name)
	}
	return oneLine(tab.Name) + " " + tab.Count
}

// first returns the first tab shown in w cells: the earliest one with which the
// current tab is whole.
func (ts Tabs) first(w int) int {
	if w <= 0 || len(ts.Items) == 0 {
		return 0
	}
	total := -tabGap
	for _, tab := range ts.Items {
		total += Width(tab.label()) + tabGap
	}
	if total <= w {
		return 0
	}
	current := min(max(ts.Current, 0), len(ts.Items)-1)
	room := w - 2 // the marks of what is cut at either side
	if current < len(ts.Items)-1 {
		room -= 2
	}
	first, used := current, Width(ts.Items[current].label())
	for first > 0 {
		used += Width(ts.Items[first-1].label()) + tabGap
		if used > room {
			break
		}
		first--
	}
	return first
}

// View draws the line in at most w cells.
func (ts Tabs) View(t Theme, w int) string {
	l := NewLine(t, w)
	first := ts.first(w)
	if first > 0 {
		l.Glyph(Muted, Left).Gap(1)
	}
	for i := first; i < len(ts.Items); i++ {
		if i > first {
			l.Gap(tabGap)
		}
		label := ts.Items[i].label()
		last := i == len(ts.Items)-1
		if i > first && (Width(label) > l.Left() || !last && Width(label)+2 > l.Left()) {
			return trimGap(l, t)
		}
		if i == ts.Current {
			l.Underline(Accent, label)
		} else {
			l.Put(Muted, label)
		}
	}
	return l.String()
}

// trimGap ends a line of tabs that is cut with the mark of more at the right.
func trimGap(l *Line, t Theme) string {
	s := strings.TrimRight(l.String(), " ")
	if Width(s)+2 <= l.width {
		s += " " + t.Paint(Muted, t.Glyph(Right))
	}
	return s
}

// Hit returns the tab at column x of a View of w cells.
func (ts Tabs) Hit(x, w int) (tab int, ok bool) {
	first, at := ts.first(w), 0
	if first > 0 {
		at = 2
	}
	for i := first; i < len(ts.Items); i++ {
		end := at + Width(ts.Items[i].label())
		if x >= at && x < end && x < w {
			return i, true
		}
		at = end + tabGap
	}
	return 0, false
}
