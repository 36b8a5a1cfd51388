package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// splitsAction opens what each creator earned and how it was parted.
func splitsAction(l list) kit.Action {
	s := newSpeech(l.desk.Session)
	return kit.Action{Key: "$", Name: s.Say("roster.act_splits"), Help: s.Say("roster.help_splits"), Do: func() tea.Cmd {
		return kit.Send(kit.Push{Screen: newSplits(l.desk)})
	}}
}

// newSplits returns the statement of an agency by creators: what was paid, which share it keeps, which part is the
// creator's. Who was paid most stands on top.
func newSplits(d Desk) kit.Screen {
	l := newList(d, listKind{
		id: "splits", rows: model.KindContract, rising: true, columns: splitColumns, cells: splitCells, texts: rosterTexts, fields: ask.RosterFields(),
		sorts: []listSort{
			{id: "paid", most: true, by: func(_ model.View, row model.Row) int64 { return paidSum(row) }},
			bySort("done", true, ask.RosterFields()),
		},
		tabs: []listTab{{key: "all", queries: []model.Query{model.RosterOf(d.Actor.Account)}, line: []string{"payment", "statement"}}},
		open: func(d Desk, ref model.Ref) kit.Screen { return newList(d, splitOrders(ref.Key)) },
		look: rosterLook, facts: splitFacts,
	}).(list)
	if d.draft(memoryName(l.kind.id, l.kind.of)) == nil {
		l.sorted = 1
	}
	return l.pointed()
}

// paidSum orders creators by what was paid, in smallest units of the currency that most is paid in.
func paidSum(row model.Row) int64 {
	if c, ok := row.(*model.Contract); ok && len(c.Paid) > 0 {
		return c.Paid[0].Minor
	}
	return 0
}

func splitColumns(s speech) []kit.Column {
	money := func(id string, priority int) kit.Column {
		return kit.Column{Head: s.Say("roster.head_" + id), Width: widest(12, s.Say("roster.head_"+id)), Right: true, Priority: priority}
	}
	return []kit.Column{
		{Head: s.Say("roster.head_creator"), Width: 14, Flex: 2, Max: 30}, money("paid", 0),
		{Head: s.Say("roster.head_share"), Width: widest(6, s.Say("roster.head_share")), Right: true, Priority: 1}, money("kept", 0), money("onward", 2),
	}
}

// splitCells draws one creator's sums.
func splitCells(s speech, v model.View, row model.Row) []kit.Cell {
	c, ok := row.(*model.Contract)
	if !ok {
		return nil
	}
	return []kit.Cell{
		kit.TextCell(kit.Text, v.Handle(c.Creator)), s.sumCell(kit.Text, c.Paid), kit.TextCell(kit.Muted, c.Share.String()),
		s.sumCell(kit.Good, c.Kept), s.sumCell(kit.Muted, lessMoney(c.Paid, c.Kept)),
	}
}

// sumCell is a sum of money: the amount in the currency that stands first; a plus stands for others.
func (s speech) sumCell(role kit.Role, all []model.Money) kit.Cell {
	if len(all) == 0 {
		return kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	}
	text := s.Money(all[0])
	if len(all) > 1 {
		text += " +"
	}
	return kit.TextCell(role, text)
}

// lessMoney takes sums off others, by currency.
func lessMoney(whole, part []model.Money) []model.Money {
	all := make([]model.Money, 0, len(whole))
	for _, m := range whole {
		for _, p := range part {
			if p.Currency == m.Currency {
				m.Minor -= p.Minor
			}
		}
		all = append(all, m)
	}
	return all
}

// splitFacts are the sums of the whole roster.
func splitFacts(s speech, v model.View) []kit.Fact {
	var paid, kept []model.Money
	for _, row := range v.Rows(model.RosterOf(v.Who.Account), model.Place{}, false) {
		if c, ok := row.(*model.Contract); ok {
			for _, m := range c.Paid {
				paid = addMoney(paid, m)
			}
			for _, m := range c.Kept {
				kept = addMoney(kept, m)
			}
		}
	}
	if len(paid) == 0 {
		return kit.Facts(s.Say("roster.none_paid"))
	}
	return append(kit.Facts(s.Say("roster.sum_paid", assets.Text("sum", s.sums(paid)))),
		kit.Fact{Role: kit.Good, Text: s.Say("roster.sum_kept", assets.Text("sum", s.sums(kept)))},
		kit.Fact{Role: kit.Muted, Text: s.Say("roster.sum_onward", assets.Text("sum", s.sums(lessMoney(paid, kept))))})
}

// splitOrders lists the orders of a creator that were paid, each with its parts.
func splitOrders(contract model.Key) listKind {
	k := rosterOrders(contract)
	k.id, k.columns, k.cells, k.sorts, k.fields = "split_orders", partColumns, partCells, nil, nil
	k.tabs = []listTab{{key: "all", queries: []model.Query{model.OrdersUnder(contract, model.Completed), model.OrdersUnder(contract, model.Paid)}}}
	return k
}

func partColumns(s speech) []kit.Column {
	all := []kit.Column{
		{Head: s.Say("payments.head_date"), Width: 6, Right: true, Priority: 2},
		{Head: s.Say("payments.head_order"), Width: 11},
		{Head: s.Say("square.head_task"), Width: 14, Flex: 3, Max: 44, Priority: 3},
	}
	return append(all, splitColumns(s)[1:]...)
}

// partCells draws the parts of one payment.
func partCells(s speech, _ model.View, row model.Row) []kit.Cell {
	o, ok := row.(*model.Order)
	if !ok {
		return nil
	}
	var paid, kept, onward []model.Money
	day := ""
	if o.Pay != nil {
		a, c := model.Split(o.Pay.Amount, o.Share)
		paid, kept, onward, day = []model.Money{o.Pay.Amount}, []model.Money{a}, []model.Money{c}, s.day(o.Pay.At)
	}
	return []kit.Cell{
		kit.TextCell(kit.Muted, day), kit.TextCell(kit.Text, string(o.ID)), kit.TextCell(kit.Muted, o.Title),
		s.sumCell(kit.Text, paid), kit.TextCell(kit.Muted, o.Share.String()), s.sumCell(kit.Good, kept), s.sumCell(kit.Muted, onward),
	}
}
