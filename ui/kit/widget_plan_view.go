package kit

import "fmt"

// planDetail is the most lines that say in full what the columns cut. As many as
// the longest row needs are kept free, so that nothing jumps while one moves.
const planDetail = 4

// text is what stands behind a row's name.
func (row PlanRow) text() string {
	if row.Refused != "" {
		return oneLine(row.Refused)
	}
	return oneLine(row.Effect)
}

// cut reports whether the columns are too narrow for a row.
func (row PlanRow) cut(widths []int) bool {
	return Width(oneLine(row.Name))+2 > widths[0] || Width(row.text()) > widths[1]
}

func (row PlanRow) cells() Row {
	sign, name, glyph, effect := Good, Text, Done, Muted
	if row.Refused != "" {
		sign, name, glyph, effect = Bad, Muted, Refused, Bad
	}
	return Row{Key: row.Key, Cells: []Cell{DrawnCell(func(t Theme, w int) string {
		return NewLine(t, w).Glyph(sign, glyph).Gap(1).Put(name, oneLine(row.Name)).String()
	}), TextCell(effect, row.text())}}
}

// counts draws how many rows will be done and how many are refused.
func (p Plan) counts(t Theme, w int) *Line {
	words := p.Words.orEnglish()
	l := NewLine(t, w)
	if p.Apply() > 0 || p.refused == 0 {
		l.Glyph(Good, Done).Gap(1).Put(Text, fmt.Sprintf(words.WillBeDone, words.Count(p.Apply()))).Gap(3)
	}
	if p.refused > 0 {
		l.Glyph(Bad, Refused).Gap(1).Put(Bad, fmt.Sprintf(words.Refused, words.Count(p.refused)))
	} else {
		l.Put(Muted, words.NoneRefused)
	}
	return l
}

// position says which rows are seen, "" when all of them are.
func (p Plan) position() string {
	words, page := p.Words.orEnglish(), p.table.page()
	if p.only {
		return words.RefusedOnly
	}
	if len(p.table.rows) <= page || page <= 0 {
		return ""
	}
	return p.between(p.table.offset+1, min(p.table.offset+page, len(p.table.rows)))
}

func (p Plan) between(from, to int) string {
	words := p.Words.orEnglish()
	return fmt.Sprintf(words.Range, words.Count(from), words.Count(to), words.Count(len(p.rows)))
}

// head draws the title, the counts and which rows are seen, in one line where
// that has room for them, and a blank line where there is one.
func (p Plan) head(t Theme) []string {
	w := max(p.width-2, 1)
	title := NewLine(t, w).Gap(2).Bold(Strong, oneLine(p.Title))
	counts, at := p.counts(t, w), p.position()
	lines := make([]string, 0, 3)
	line := title.Gap(3)
	if widest := Width(p.between(len(p.rows), len(p.rows))); title.Left() < counts.Used()+widest+3 {
		lines = append(lines, title.String())
		line = NewLine(t, w).Gap(2)
	}
	line.Painted(counts.String())
	if line.Left() >= Width(at)+3 {
		line.To(w-Width(at)).Put(Muted, at)
	}
	lines = append(lines, line.String(), "")
	return lines[:max(min(len(lines), p.height-2), min(1, p.height))]
}

// foot draws the totals below a rule, figures right-aligned below each other,
// as far as they leave the rows three lines.
func (p Plan) foot(t Theme) []string {
	if len(p.Totals) == 0 || p.height < 6 {
		return nil
	}
	w, label, figure := max(p.width-4, 1), 0, 0
	for _, pair := range p.Totals {
		label, figure = max(label, Width(oneLine(pair.Label))), max(figure, Width(oneLinePainted(pair.Value)))
	}
	figure = min(figure, w*2/3)
	label = min(label, max(w-figure-2, 0))
	lines := []string{rule(t, w)}
	for _, pair := range p.Totals {
		value := fit(oneLinePainted(pair.Value), figure)
		if !pair.Painted {
			value = t.Paint(pair.Role, Cut(oneLine(pair.Value), figure))
		}
		l := NewLine(t, w).Put(Muted, Cut(oneLine(pair.Label), label)).To(label + 2 + figure - Width(value))
		lines = append(lines, l.Painted(value).String())
	}
	return indent(lines[:min(len(lines), max(p.height-6, p.height/2))], 2)
}

// detailed wraps what the columns cut of a row, and says where it begins.
func (p Plan) detailed(row PlanRow) (name string, at int, parts []string) {
	name = Cut(oneLine(row.Name), p.width/3)
	at = 2 + Width(name) + 2
	if at > p.width/2 { // below the name there is more room than beside it
		at = 2
	}
	parts = Wrap(row.text(), max(p.width-at-2, 1))
	if at == 2 {
		parts = append([]string{""}, parts...)
	}
	if len(parts) > planDetail {
		parts = parts[:planDetail]
		parts[planDetail-1] = Cut(parts[planDetail-1], max(p.width-at-3, 1)) + "…"
	}
	return name, at, parts
}

// details says in full what the columns cut of the current row.
func (p Plan) details(t Theme) []string {
	lines := make([]string, p.detail)
	current := p.table.CurrentKey()
	for _, row := range p.rows {
		if p.detail == 0 || row.Key != current || !row.cut(p.table.layout()) {
			continue
		}
		role := Muted
		if row.Refused != "" {
			role = Bad
		}
		name, at, parts := p.detailed(row)
		l := NewLine(t, p.width).Gap(2).Bold(Strong, name)
		for i, part := range parts[:min(len(parts), len(lines)-1)] {
			lines[i+1] = l.To(at).Put(role, part).String()
			l = NewLine(t, p.width)
		}
		break
	}
	return lines
}

// View draws the plan.
func (p Plan) View(t Theme) []string {
	lines := p.head(t)
	lines = append(lines, p.table.View(t)...)
	below := append(p.details(t), p.foot(t)...)
	for len(lines) < p.height-len(below) {
		lines = append(lines, "")
	}
	return clip(append(lines, below...), p.width, p.height)
}
