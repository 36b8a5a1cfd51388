package kit

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Update moves the cursor, chooses rows, scrolls with the wheel, takes clicks
// relative to the table's own place, and takes Loaded. used is false for
// messages that mean nothing to a table.
func (t Table) Update(msg tea.Msg) (out Table, cmd tea.Cmd, used bool) {
	switch msg := msg.(type) {
	case *Words:
		t.Words = msg
		return t, nil, true
	case Loaded:
		t, cmd = t.answer(msg)
		return t, cmd, true
	case tea.KeyPressMsg:
		return t.key(stroke(msg.String()))
	case Wheel:
		t, cmd = t.wheel(msg.Lines).near()
		return t, cmd, true
	case Click:
		return t.click(msg)
	}
	return t, nil, false
}

func (t Table) key(pressed stroke) (Table, tea.Cmd, bool) {
	t.refused = nil
	page := max(t.page()-1, 1)
	step := 0
	switch k := newTableKeys(t.Words.orEnglish()); {
	case key.Matches(pressed, k.up):
		step = -1
	case key.Matches(pressed, k.down):
		step = 1
	case key.Matches(pressed, k.pageUp):
		step = -page
	case key.Matches(pressed, k.pageDown):
		step = page
	case key.Matches(pressed, k.home):
		return t.jump(AtStart)
	case key.Matches(pressed, k.end):
		return t.jump(AtEnd)
	case t.Multi && key.Matches(pressed, k.choose):
		return t.Toggle(t.CurrentKey()), nil, true
	default:
		return t, nil, false
	}
	t, cmd := t.move(step).near()
	return t, cmd, true
}

// jump goes to the first or the last row of the list, which may be far outside
// the window.
func (t Table) jump(to Place) (Table, tea.Cmd, bool) {
	t.pending = 0
	if to == AtStart && !t.top || to == AtEnd && !t.bottom {
		t, cmd := t.ask(NeedRows{Place: to})
		return t, cmd, true
	}
	step := len(t.rows)
	if to == AtStart {
		step = -step
	}
	t, cmd := t.move(step).near()
	return t, cmd, true
}

// move moves the cursor by rows. Steps beyond the window are kept until more
// rows have come, those beyond the list are dropped.
func (t Table) move(step int) Table {
	if len(t.rows) == 0 {
		return t
	}
	to := t.cursor + step
	t.cursor = max(0, min(to, len(t.rows)-1))
	beyond := to - t.cursor
	if beyond < 0 && !t.top || beyond > 0 && !t.bottom {
		limit := 4 * max(t.page(), 1) // a held key must not run on for pages
		t.pending = max(-limit, min(t.pending+beyond, limit))
	}
	return t.scrollToCursor()
}

// wheel scrolls the view; the cursor goes along only as far as it must to stay
// within.
func (t Table) wheel(lines int) Table {
	page := t.page()
	t.offset = max(0, min(t.offset+lines, len(t.rows)-page))
	t.cursor = max(t.offset, min(t.cursor, t.offset+page-1))
	t.cursor = max(0, min(t.cursor, len(t.rows)-1))
	return t
}

// click puts the cursor on a row; a click on the sign of choice also chooses.
func (t Table) click(c Click) (Table, tea.Cmd, bool) {
	i, ok := t.rowAt(c.Y)
	if !ok || c.X < 0 || c.X >= t.width {
		return t, nil, false
	}
	t.refused = nil
	t.cursor = i
	if t.Multi && c.X < t.margin() {
		t = t.Toggle(t.CurrentKey())
	}
	t, cmd := t.scrollToCursor().near()
	return t, cmd, true
}

// Hit returns the key of the row at line y of the table's View.
func (t Table) Hit(y int) (key string, ok bool) {
	i, ok := t.rowAt(y)
	if !ok {
		return "", false
	}
	return t.rows[i].Key, true
}

func (t Table) rowAt(y int) (int, bool) {
	line := y - t.headLines()
	i := t.offset + line
	if line < 0 || line >= t.page() || i >= len(t.rows) {
		return 0, false
	}
	return i, true
}

// headLines is the line of column heads, if there are any and room for them.
func (t Table) headLines() int {
	if t.height < 3 || !slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Head != "" }) {
		return 0
	}
	return 1
}

// page returns how many rows are visible.
func (t Table) page() int {
	lines := t.height - t.headLines()
	if t.Totals != nil && t.height >= 5 {
		lines -= 2
	}
	return max(lines, 0)
}

// scrollToCursor moves the view as little as possible so that the cursor's row
// is in it and no place below the last row stays empty.
func (t Table) scrollToCursor() Table {
	page := t.page()
	if page == 0 {
		return t
	}
	t.offset = min(t.offset, len(t.rows)-page)
	t.offset = max(0, min(t.offset, t.cursor))
	if t.cursor >= t.offset+page {
		t.offset = t.cursor - page + 1
	}
	return t
}

// TableActions documents the keys that a table understands, for a screen's own
// list of actions; they are shown by help, not in the footer.
func (t Table) TableActions() []Action {
	w := t.Words.orEnglish()
	k := newTableKeys(w)
	actions := []Action{actionOf(k.up, k.down), actionOf(k.pageUp, k.pageDown), actionOf(k.home, k.end)}
	for i := range actions {
		actions[i].Hidden = true
	}
	if t.Multi {
		actions = append(actions, actionOf(k.choose))
	}
	return withGroup(w.Moving, actions)
}
