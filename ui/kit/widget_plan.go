package kit

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// PlanRow is one row of a batch: what would become of it, or why it would be
// refused.
type PlanRow struct {
	Key     string
	Name    string
	Effect  string // "awaiting sample, 1 piece"
	Refused string // the reason; "" when it can be done
}

// Plan shows a batch before it is applied: how many rows will be done and how
// many are refused, each row with its effect or the reason, the refused ones
// first since they are what one decides about, and the totals at the foot.
//
// A Plan is a value. Its screen gives it keys, clicks and the wheel, and adds
// Actions to its own.
type Plan struct {
	Title  string // "Approve 37 applications"
	Totals KeyValues
	Words  *Words

	rows    []PlanRow // the refused ones first
	refused int
	only    bool // only the refused ones are shown
	table   Table
	width   int
	height  int
	detail  int // lines below the table for what the columns cut of the current row
}

// NewPlan returns a plan of rows: those that are refused, then the others, both
// in their order.
func NewPlan(title string, rows []PlanRow, totals KeyValues) Plan {
	p := Plan{Title: title, Totals: totals, rows: slices.Clone(rows)}
	p.table = NewTable(Column{Width: 14, Flex: 2, Max: 36}, Column{Width: 16, Flex: 3})
	slices.SortStableFunc(p.rows, func(a, b PlanRow) int {
		switch able := func(r PlanRow) bool { return r.Refused == "" }; {
		case able(a) == able(b):
			return 0
		case able(a):
			return 1
		}
		return -1
	})
	for _, row := range rows {
		if row.Refused != "" {
			p.refused++
		}
	}
	return p
}

// Refused returns how many rows would be refused.
func (p Plan) Refused() int { return p.refused }

// Apply returns how many rows would be done.
func (p Plan) Apply() int { return len(p.rows) - p.refused }

// Able returns the keys of the rows that would be done: what is left of the
// batch without the refused ones.
func (p Plan) Able() []string {
	var keys []string
	for _, row := range p.rows {
		if row.Refused == "" {
			keys = append(keys, row.Key)
		}
	}
	return keys
}

// Again returns the plan of other rows at the same place, as when others have
// changed some: what is under the cursor stays there, at its line.
func (p Plan) Again(title string, rows []PlanRow, totals KeyValues) Plan {
	next := NewPlan(title, rows, totals)
	next.Words, next.only = p.Words, p.only && next.refused > 0
	next = next.Resize(p.width, p.height)
	current := p.table.CurrentKey()
	if at := slices.IndexFunc(next.table.rows, func(r Row) bool { return r.Key == current }); at >= 0 {
		next.table.offset, next.table.cursor = p.table.offset+at-p.table.cursor, at
		next.table = next.table.scrollToCursor()
	}
	return next
}

// planKey shows only the refused rows, or all of them.
func planKey(w *Words, only bool) key.Binding {
	if only {
		return bound(w.AllRows, "tab")
	}
	return bound(w.RefusedOnly, "tab")
}

// Actions returns what the plan's own keys do.
func (p Plan) Actions() []Action {
	w := p.Words.orEnglish()
	only := actionOf(planKey(w, p.only))
	if p.refused == 0 {
		only.Disabled = w.NoneRefused
	}
	p.table.Words = w
	return append([]Action{only}, p.table.TableActions()...)
}

// Update scrolls, and shows only the refused rows or all of them.
func (p Plan) Update(msg tea.Msg) (Plan, bool) {
	switch m := msg.(type) {
	case Click:
		m.Y -= len(p.head(Theme{}))
		msg = m
	case tea.KeyPressMsg:
		if key.Matches(m, planKey(p.Words.orEnglish(), p.only)) {
			if p.refused > 0 {
				p.only = !p.only
				p = p.fill()
			}
			return p, true
		}
	}
	table, _, used := p.table.Update(msg)
	p.table = table
	return p, used
}

// Resize returns the plan for a place of w columns and h lines.
func (p Plan) Resize(w, h int) Plan {
	p.width, p.height = max(w, 0), max(h, 0)
	return p.fill()
}

// fill gives the table its rows and its place.
func (p Plan) fill() Plan {
	p.detail = 0
	p.table = p.table.Resize(p.width, p.height)
	rows := make([]Row, 0, len(p.rows))
	widths := p.table.layout()
	for _, row := range p.rows {
		if p.only && row.Refused == "" {
			continue
		}
		rows = append(rows, row.cells())
		if p.height >= 12 && row.cut(widths) {
			_, _, parts := p.detailed(row)
			p.detail = max(p.detail, len(parts)+1)
		}
	}
	p.table = p.table.Resize(p.width, p.tableHeight()).SetRows(rows)
	return p
}

// tableHeight is what the head and the foot leave to the rows.
func (p Plan) tableHeight() int {
	return max(p.height-len(p.head(Theme{}))-len(p.foot(Theme{}))-p.detail, 1)
}
