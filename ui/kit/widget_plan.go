package kit

import (
	"fmt"

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

// Plan shows a batch before it is applied: each row with its effect, those that
// would be refused with the reason, and the totals at the foot.
type Plan struct {
	Title  string // "Approve 37 applications"
	Totals KeyValues
	Words  *Words

	rows    []PlanRow
	refused int
	table   Table
	width   int
	height  int
}

// NewPlan returns a plan of rows, in their order.
func NewPlan(title string, rows []PlanRow, totals KeyValues) Plan {
	p := Plan{Title: title, Totals: totals, rows: rows}
	p.table = NewTable(Column{Width: 14, Flex: 2, Max: 36}, Column{Width: 16, Flex: 3})
	for _, row := range rows {
		if row.Refused != "" {
			p.refused++
		}
	}
	return p
}

// Again returns the plan of other rows, as when others have changed some: the
// cursor stays on its row.
func (p Plan) Again(title string, rows []PlanRow, totals KeyValues) Plan {
	next := NewPlan(title, rows, totals)
	next.Words = p.Words
	if len(p.table.Columns) > 0 {
		next.table = p.table
	}
	return next.Resize(p.width, p.height)
}

// Refused returns how many rows would be refused.
func (p Plan) Refused() int { return p.refused }

// Apply returns how many rows would be done.
func (p Plan) Apply() int { return len(p.rows) - p.refused }

// Update scrolls.
func (p Plan) Update(msg tea.Msg) (Plan, bool) {
	if click, ok := msg.(Click); ok {
		click.Y -= 2
		msg = click
	}
	table, _, used := p.table.Update(msg)
	p.table = table
	return p, used
}

// Resize returns the plan for a place of w columns and h lines.
func (p Plan) Resize(w, h int) Plan {
	p.width, p.height = w, h
	rows := make([]Row, len(p.rows))
	for i, row := range p.rows {
		rows[i] = row.cells()
	}
	p.table = p.table.Resize(w, max(h-p.headLines()-len(p.foot(Theme{})), 1)).SetRows(rows)
	return p
}

func (row PlanRow) cells() Row {
	sign, name, glyph := Good, Text, Done
	effect := TextCell(Muted, row.Effect)
	if row.Refused != "" {
		sign, name, glyph = Bad, Muted, Refused
		effect = TextCell(Bad, row.Refused)
	}
	return Row{Key: row.Key, Cells: []Cell{DrawnCell(func(t Theme, w int) string {
		return NewLine(t, w).Glyph(sign, glyph).Gap(1).Put(name, row.Name).String()
	}), effect}}
}

// headLines is the title and, where there is room, a blank line.
func (p Plan) headLines() int { return min(2, max(p.height-1, 0)) }

// foot draws the totals below a rule, in at most half of the height.
func (p Plan) foot(t Theme) []string {
	if len(p.Totals) == 0 || p.height < 6 {
		return nil
	}
	lines := append([]string{rule(t, p.width-4)}, p.Totals.View(t, max(p.width-4, 1))...)
	return indent(lines[:min(len(lines), p.height/2)], 2)
}

// View draws the plan.
func (p Plan) View(t Theme) []string {
	words := p.Words.orEnglish()
	head := NewLine(t, p.width).Gap(2).Bold(Strong, oneLine(p.Title)).Gap(3)
	if p.refused > 0 {
		head.Glyph(Bad, Refused).Gap(1).Put(Bad, fmt.Sprintf(words.Refused, words.Count(p.refused)))
	} else {
		head.Glyph(Good, Done).Gap(1).Put(Muted, words.NoneRefused)
	}
	lines := []string{head.String(), ""}[:p.headLines()]
	lines = append(lines, p.table.View(t)...)
	foot := p.foot(t)
	for len(lines) < p.height-len(foot) {
		lines = append(lines, "")
	}
	return clip(append(lines, foot...), p.width, p.height)
}
