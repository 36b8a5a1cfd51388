package kit

import tea "charm.land/bubbletea/v2"

// Source is where the rows of a long table come from. It returns a command that
// reads them, outside the event loop, and answers with Loaded.
type Source func(NeedRows) tea.Cmd

// Place says where in a list wanted rows stand.
type Place uint8

// The places of a NeedRows.
const (
	AtStart  Place = iota // the first rows
	AtEnd                 // the last rows
	AtAnchor              // around the row whose key is Anchor
)

// NeedRows asks for a window of a list: up to Before rows before the anchor, the
// anchor, and up to After rows after it. At the start or the end of the list
// Before+After+1 rows count from there. If the anchor is no longer in the list,
// Index, where it stood last, says which rows to send instead.
type NeedRows struct {
	Place  Place
	Anchor string
	Index  int // of the anchor in the list, -1 when unknown
	Before int
	After  int

	table   *tableID
	request uint64
	jump    bool // the cursor goes to the anchor; otherwise it stays where it is
}

// Count returns how many rows are wanted at most.
func (n NeedRows) Count() int { return n.Before + n.After + 1 }

// Loaded answers a NeedRows. An answer to anything but the table's latest
// question is ignored, so sources need not keep an order.
type Loaded struct {
	Need        NeedRows // as it was asked
	Rows        []Row
	First       int  // index of Rows[0] in the list, -1 when unknown
	Total       int  // rows of the list, -1 when unknown
	Top, Bottom bool // nothing stands before, nothing stands after
	Failed      bool // they could not be read; the table keeps what it has
}

// Slice returns a source over rows that are all at hand, for lists that are
// short or are kept elsewhere. rows is called for each question.
func Slice(rows func() []Row) Source {
	return func(need NeedRows) tea.Cmd {
		return func() tea.Msg { return window(need, rows()) }
	}
}

// window cuts the answer to a question out of all rows.
func window(need NeedRows, all []Row) Loaded {
	from := 0
	switch need.Place {
	case AtEnd:
		from = len(all) - need.Count()
	case AtAnchor:
		at := need.Index
		for i := range all {
			if all[i].Key == need.Anchor {
				at = i
				break
			}
		}
		from = at - need.Before
	}
	from = max(0, min(from, len(all)-need.Count()))
	to := min(from+need.Count(), len(all))
	return Loaded{Need: need, Rows: all[from:to], First: from, Total: len(all), Top: from == 0, Bottom: to == len(all)}
}

// Refresh asks again for the rows around the cursor, as after a change by
// others, or for the first ones when there are none.
func (t Table) Refresh() (Table, tea.Cmd) {
	if row, ok := t.Current(); ok {
		index := -1
		if t.first >= 0 {
			index = t.first + t.cursor
		}
		return t.ask(NeedRows{Place: AtAnchor, Anchor: row.Key, Index: index})
	}
	return t.ask(NeedRows{Place: AtStart})
}

// Restart asks for the first rows, as after another filter or order, and puts
// the cursor on the first. The rows at hand stay until the answer comes.
func (t Table) Restart() (Table, tea.Cmd) {
	t.pending = 0
	return t.ask(NeedRows{Place: AtStart})
}

// At asks for the rows around a key, as when one comes back to a screen.
func (t Table) At(key string) (Table, tea.Cmd) {
	return t.ask(NeedRows{Place: AtAnchor, Anchor: key, Index: -1, jump: true})
}

// ask sends a question and forgets the one before. Windows are wide enough that
// a page in either direction needs no waiting.
func (t Table) ask(need NeedRows) (Table, tea.Cmd) {
	if t.Source == nil {
		return t, nil
	}
	page := max(t.page(), 20)
	need.Before, need.After = 2*page, 3*page
	t.request++
	t.waiting = true
	need.table, need.request = t.id, t.request
	return t, t.Source(need)
}

// near asks for more rows when fewer than a page are left towards an edge of
// the window that is not an edge of the list.
func (t Table) near() (Table, tea.Cmd) {
	if t.waiting || t.Source == nil || len(t.rows) == 0 {
		return t, nil
	}
	page := max(t.page(), 10)
	if !t.top && t.cursor < page || !t.bottom && t.cursor >= len(t.rows)-page {
		return t.Refresh()
	}
	return t, nil
}

// Show gives the table rows that its screen has at hand, without a question: a
// window such as the best 200 of a search, with the number of all. A question
// that is under way is no longer waited for.
func (t Table) Show(rows Loaded) Table {
	t.request++
	t.waiting = false
	rows.Need = NeedRows{}
	return t.take(rows)
}

// Home returns the table with the cursor on its first row at hand, as when
// another search has just been answered.
func (t Table) Home() Table {
	t.pending, t.cursor, t.offset = 0, 0, 0
	return t
}

// answer takes a Loaded if it answers this table's latest question.
func (t Table) answer(msg Loaded) (Table, tea.Cmd) {
	if msg.Need.table != t.id || msg.Need.request != t.request || !t.waiting {
		return t, nil
	}
	t.waiting = false
	if msg.Failed {
		return t, nil
	}
	ahead := t.pending != 0 // only then may the new window be short again at once
	t = t.take(msg)
	if ahead {
		return t.near()
	}
	return t, nil
}

// take puts a window in the place of the one at hand.
func (t Table) take(msg Loaded) Table {
	line := t.cursor - t.offset
	key, at := t.CurrentKey(), -1
	for i := range msg.Rows {
		if key != "" && msg.Rows[i].Key == key {
			at = i
			break
		}
	}
	switch {
	case msg.Need.Place == AtStart && msg.Need.table != nil:
		at, line = 0, 0
	case msg.Need.Place == AtEnd && msg.Need.table != nil:
		at, line = len(msg.Rows)-1, t.page()-1
	case msg.Need.jump:
		at, line = indexOf(msg.Rows, msg.Need.Anchor), t.page()/3
	}
	if at < 0 {
		at = t.lostPlace(msg)
	}
	t.rows, t.first, t.total, t.top, t.bottom = cleanRows(msg.Rows), msg.First, msg.Total, msg.Top, msg.Bottom
	t.cursor = max(0, min(at, len(t.rows)-1))
	t.offset = t.cursor - line
	pending := t.pending
	t.pending = 0
	return t.scrollToCursor().move(pending)
}

func indexOf(rows []Row, key string) int {
	for i := range rows {
		if rows[i].Key == key {
			return i
		}
	}
	return -1
}

// lostPlace returns where the cursor goes when its row is gone: to the row that
// now stands at its place.
func (t Table) lostPlace(msg Loaded) int {
	if t.first >= 0 && msg.First >= 0 {
		return t.first + t.cursor - msg.First
	}
	return t.cursor
}

// cleanRows returns rows whose plain texts are harmless. Offsets of matches
// mean nothing in a text that had to be changed.
func cleanRows(rows []Row) []Row {
	out := make([]Row, len(rows))
	for i, row := range rows {
		cells := make([]Cell, len(row.Cells))
		for j, c := range row.Cells {
			if c.Painted {
				c.Text = oneLinePainted(c.Text)
			} else if text := oneLine(c.Text); text != c.Text {
				c.Text, c.Match = text, nil
			}
			cells[j] = c
		}
		row.Cells = cells
		out[i] = row
	}
	return out
}
