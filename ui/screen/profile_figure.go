package screen

import (
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"

	tea "charm.land/bubbletea/v2"
)

// profileColumns are the columns of a tab.
func profileColumns(w *assets.Words, tab string) []kit.Column {
	head := func(name string) string { return w.Say("profile.head_" + name) }
	switch tab {
	case tabFigures:
		return []kit.Column{
			{Head: head("figure"), Width: 22}, {Head: head("value"), Width: 6, Right: true}, {Width: 8, Priority: 2},
			{Head: head("formula"), Width: 18, Flex: 1, Priority: 1},
		}
	case tabOpen:
		return []kit.Column{
			{Head: head("task"), Width: 22, Flex: 1}, {Head: w.Say("square.head_type"), Width: 7, Priority: 3},
			{Head: w.Say("news.head_reward"), Width: rewardCells, Right: true, Priority: 2}, {Head: w.Say("square.head_closes"), Width: 6, Right: true, Priority: 1},
		}
	}
	return orderRowColumns(w, w.Say("profile.head_changed"))
}

// orderRowColumns are those of orders with somebody; the last says what the list is about.
func orderRowColumns(w *assets.Words, last string) []kit.Column {
	return []kit.Column{
		{Head: w.Say("profile.head_task"), Width: 22, Flex: 3}, {Head: w.Say("profile.head_with"), Width: 12, Flex: 1, Max: 20, Priority: 3},
		{Head: w.Say("profile.head_state"), Width: 19, Priority: 2}, {Head: last, Width: agoCells(w, 13, 23*time.Hour+12*time.Minute), Right: true, Priority: 1},
	}
}

// rows are what a tab lists.
func (f *profileFile) rows(s speech, tab string) (rows []kit.Row) {
	switch tab {
	case tabFigures:
		for _, m := range f.measures {
			rows = append(rows, kit.Row{Key: string(m.Figure), Cells: measureCells(s, m)})
		}
	case tabTogether:
		for _, o := range f.together[:min(len(f.together), profileRows)] {
			rows = append(rows, f.orderRow(s, o, kit.TextCell(kit.Muted, s.ago(o.Since))))
		}
	case tabOpen:
		for _, t := range f.tasks {
			rows = append(rows, kit.Row{Key: rowKey(t.Ref()), Cells: []kit.Cell{
				kit.TextCell(kit.Text, t.Title), kit.TextCell(kit.Muted, typeShort(s.Words, t)), kit.TextCell(kit.Text, rewardShort(s.Words, t.Terms)),
				closesCell(s.Words, s.now, t.Terms.ApplyBy),
			}})
		}
	}
	return rows
}

func (f *profileFile) orderRow(s speech, o *model.Order, last kit.Cell) kit.Row {
	return kit.Row{Key: rowKey(o.Ref()), Cells: []kit.Cell{
		kit.TextCell(kit.Text, o.Title), namedCell(kit.Text, f.with(o)), kit.TextCell(kit.Muted, s.Say("state."+o.State.String())), last,
	}}
}

// measureCells draws a figure: its name, the number, the share as a bar, and the formula with its inputs.
func measureCells(s speech, m model.Measure) []kit.Cell {
	said := s.Measure(m)
	value := kit.Cell{Text: said.Value, Role: kit.Strong, Bold: true}
	if said.Value == "" {
		value = kit.DrawnCell(func(t kit.Theme, w int) string { return t.Paint(kit.Muted, kit.FitRight(t.Glyph(kit.Dash), w)) })
	}
	bar := kit.Cell{}
	if share, ok := m.Share(); ok {
		bar = kit.BarCell(float64(share) / 10000)
	}
	return []kit.Cell{kit.TextCell(kit.Text, said.Name), value, bar, kit.TextCell(kit.Muted, said.Formula)}
}

// openWhy floats the rule and the arithmetic of every figure.
func (f *profileFile) openWhy(s speech) tea.Cmd {
	var reasons []model.Reason
	for _, m := range f.measures {
		said := s.Measure(m)
		reasons = append(reasons, model.Reason{Subject: "figure", Rule: m.Figure.Rule(), Args: []model.Arg{
			assets.Text("name", said.Name), assets.Text("formula", said.Formula), assets.Text("value", said.Value),
		}})
	}
	return kit.Send(kit.Push{Screen: newWhy(s, f.policy, s.Say("profile.why_title", assets.Text("handle", f.who.Handle)), reasons)})
}

// countsAs says what an order gives to a figure.
func countsAs(s speech, figure model.Figure, o *model.Order, account model.Key) kit.Cell {
	_, counts := figure.Behind(o, account)
	yes, no := "profile.yes_"+string(figure), "profile.no_"+string(figure)
	switch figure {
	case model.FigureOnTime, model.FigureFirstTime:
		if counts {
			return kit.TextCell(kit.Good, s.Say(yes))
		}
		return kit.TextCell(kit.Warn, s.Say(no, assets.Num("count", int64(o.Asked))))
	case model.FigureLate:
		if counts {
			return kit.TextCell(kit.Warn, s.Say(yes))
		}
		return kit.TextCell(kit.Good, s.Say(no))
	case model.FigureChanges:
		return kit.TextCell(kit.Text, s.Say("profile.asked", assets.Num("count", int64(o.Asked))))
	case model.FigureLead, model.FigureReview:
		d, _ := figure.Time(o)
		return kit.TextCell(kit.Text, s.Measure(model.Measure{Figure: figure, Of: 1, Median: d}).Value)
	}
	return kit.TextCell(kit.Muted, s.ago(o.Since))
}
