package kit

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// Table is a list of rows in columns, of any length: it holds a window of rows
// around the cursor and asks its Source for another one when the cursor comes
// near an edge. The cursor belongs to a row, not to a place: when others change
// the list, the row stays under the cursor and at its line of the screen.
//
// A Table is a value; its screen forwards Frame-sized Resize calls, keys, Click,
// Wheel and Loaded to it and puts View's lines where it wants them.
type Table struct {
	Columns []Column
	Source  Source // nil for a table that is given all its rows by SetRows
	Multi   bool   // rows can be chosen with space
	Empty   string // what to do when there are no rows; lines parted by "\n"
	Totals  []Cell // a last line below a rule; nil for none
	Blurred bool   // another pane has the focus: the cursor's row is not painted
	Words   *Words

	id            *tableID
	width, height int

	rows    []Row // a run of consecutive rows of the list
	first   int   // index of rows[0] in the list, -1 when the source cannot tell
	total   int   // rows of the list, -1 when unknown
	top     bool  // nothing stands before rows[0]
	bottom  bool  // nothing stands after the last of rows
	cursor  int   // index in rows
	offset  int   // index in rows of the first visible one
	request uint64
	waiting bool // the answer to request is still to come
	pending int  // steps that the cursor wanted to go beyond the window

	chosen  []string        // keys, in the order in which they were chosen
	isOn    map[string]bool // the same as a set; never changed in place
	refused map[string]string
}

// tableID tells one table's answers from another's; its size makes addresses
// differ.
type tableID struct{ _ byte }

// NewTable returns an empty table of columns.
func NewTable(columns ...Column) Table {
	return Table{Columns: columns, id: new(tableID), total: -1, first: -1}
}

// Row is one row of a table.
type Row struct {
	Key   string // identity: what stays the same when the row moves or changes
	Cells []Cell // one for each column
	Muted bool   // concerns somebody else: Text cells are drawn in Muted
}

// Cell is the text of one row in one column.
type Cell struct {
	Text    string
	Match   []int // byte offsets of the characters of Text that a search matched
	Role    Role
	Bold    bool
	Painted bool // Text carries its own styles, each closed, and nothing of others

	// Signed puts a glyph before the cell, such as of a row that waits to be sent.
	Signed   bool
	Sign     Glyph
	SignRole Role

	// Draw paints the cell in the theme at hand, in at most w cells, instead of
	// Text: a name with a star, a bar. It is called for visible rows only.
	Draw func(t Theme, w int) string
}

// TextCell returns a plain cell.
func TextCell(r Role, s string) Cell { return Cell{Text: s, Role: r} }

// DrawnCell returns a cell that paints itself.
func DrawnCell(draw func(t Theme, w int) string) Cell { return Cell{Draw: draw} }

// BarCell returns a cell that shows a share of 0..1 as a bar.
func BarCell(share float64) Cell {
	return DrawnCell(func(t Theme, w int) string { return ShareBar(t, w, share) })
}

// MarkedCell returns a cell of text with a glyph before it, such as a count that
// is late.
func MarkedCell(r Role, g Glyph, s string) Cell {
	return DrawnCell(func(t Theme, w int) string { return NewLine(t, w).Glyph(r, g).Gap(1).Put(r, s).String() })
}

// Resize returns the table for a place of w columns and h lines, head included.
func (t Table) Resize(w, h int) Table {
	t.width, t.height = max(w, 0), max(h, 0)
	return t.scrollToCursor()
}

// SetRows gives a table without a Source all its rows. The cursor stays on its
// row; if that is gone, at its place.
func (t Table) SetRows(rows []Row) Table {
	return t.take(Loaded{Rows: rows, Total: len(rows), Top: true, Bottom: true})
}

// Current returns the row under the cursor.
func (t Table) Current() (Row, bool) {
	if t.cursor < 0 || t.cursor >= len(t.rows) {
		return Row{}, false
	}
	return t.rows[t.cursor], true
}

// CurrentKey returns the key of the row under the cursor, "" when there is none.
func (t Table) CurrentKey() string {
	row, _ := t.Current()
	return row.Key
}

// Position returns the cursor's place counted from 1 and the number of rows;
// either is 0 when it is not known.
func (t Table) Position() (at, total int) {
	if len(t.rows) > 0 && t.first >= 0 {
		at = t.first + t.cursor + 1
	}
	return at, max(t.total, 0)
}

// Len returns how many rows the table holds now; the list may have more.
func (t Table) Len() int { return len(t.rows) }

// Chosen returns the keys of the chosen rows, in the order of choosing.
func (t Table) Chosen() []string { return slices.Clone(t.chosen) }

// Targets returns what an action concerns: the chosen rows, or, when none is
// chosen, the one under the cursor.
func (t Table) Targets() []string {
	if len(t.chosen) > 0 {
		return t.Chosen()
	}
	if key := t.CurrentKey(); key != "" {
		return []string{key}
	}
	return nil
}

// Choose returns the table with exactly these rows chosen.
func (t Table) Choose(keys ...string) Table {
	t.chosen, t.isOn = nil, make(map[string]bool, len(keys))
	for _, key := range keys {
		if key != "" && !t.isOn[key] {
			t.chosen, t.isOn[key] = append(t.chosen, key), true
		}
	}
	return t
}

// Toggle returns the table with a row chosen that was not, or the reverse.
func (t Table) Toggle(key string) Table {
	if t.isOn[key] {
		return t.Choose(slices.DeleteFunc(slices.Clone(t.chosen), func(k string) bool { return k == key })...)
	}
	return t.Choose(append(slices.Clone(t.chosen), key)...)
}

// ToggleAll chooses all rows that the table holds, or none if all are chosen.
func (t Table) ToggleAll() Table {
	all := slices.Clone(t.chosen)
	for _, row := range t.rows {
		if !t.isOn[row.Key] {
			all = append(all, row.Key)
		}
	}
	if len(all) == len(t.chosen) {
		all = nil
	}
	return t.Choose(all...)
}

// Refuse puts the reason why something was not done with a row at its end,
// until the next key that the table gets.
func (t Table) Refuse(key, reason string) Table {
	refused := map[string]string{key: reason}
	for k, v := range t.refused {
		if k != key {
			refused[k] = v
		}
	}
	t.refused = refused
	return t
}

// Init asks for the first rows of a table with a Source.
func (t Table) Init() (Table, tea.Cmd) { return t.Refresh() }
