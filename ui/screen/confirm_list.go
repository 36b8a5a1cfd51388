package screen

import (
	"strconv"

	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// NewConfirmList returns a seller's orders in review, what is confirmed by silence first on top. Enter opens the page
// on which content is compared with its brief.
func NewConfirmList(d Desk) kit.Screen {
	me := d.Actor.Account
	k := listKind{
		id: "confirm", rows: model.KindOrder, rising: true, columns: confirmColumns, cells: confirmCells, texts: orderTexts,
		tabs: []listTab{
			{key: "review", queries: []model.Query{model.OrdersOf(me, model.InReview)}, line: stateLine("order", model.InReview)},
			{key: "changes", queries: []model.Query{model.OrdersOf(me, model.ChangesAsked)}, line: stateLine("order", model.ChangesAsked)},
		},
		fields: ask.OrderFields(),
		sorts:  []listSort{{"fee", true, func(_ model.View, row model.Row) int64 { return orderRow(row).Terms.Fee.Minor }}},
		open:   func(d Desk, ref model.Ref) kit.Screen { return NewReview(d, ref.Key) },
	}
	return newList(d, k)
}

func confirmColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("square.head_task"), Width: 18, Flex: 5},
		{Head: s.Say("pending.head_creator"), Width: 10, Flex: 2, Max: 30},
		{Head: s.Say("confirm.head_version"), Width: 7, Priority: 3},
		{Head: s.Say("confirm.head_asked"), Width: 5, Priority: 4},
		{Head: s.Say("confirm.head_fee"), Width: 10, Right: true, Priority: 2},
		{Head: s.Say("list.head_left"), Width: 9, Right: true},
	}
}

func confirmCells(s speech, v model.View, row model.Row) []kit.Cell {
	o := orderRow(row)
	p := policyRow(v.Reader, o.Policy)
	left := kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	for _, c := range v.ClocksOn(o) {
		if c.Rule == model.ClockContentReview || c.Rule == model.ClockChanges {
			left = kit.TextCell(s.urgency(c.Due), s.left(c.Due))
		}
	}
	asked := strconv.Itoa(o.Asked)
	if p != nil {
		asked += "/" + strconv.FormatInt(p.Get(model.ContentModifications), 10)
	}
	fee := kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	if o.Terms.Earns() {
		fee = kit.TextCell(kit.Text, s.Money(o.Terms.Fee))
	}
	return []kit.Cell{
		kit.TextCell(kit.Text, o.Title), starredCell(kit.Text, s.creatorOf(v, o)), kit.TextCell(kit.Muted, "v"+strconv.Itoa(len(o.Versions))),
		kit.TextCell(kit.Muted, asked), fee, left,
	}
}

// orderRow returns a row as the order that it is; an empty one where it is none.
func orderRow(row model.Row) *model.Order {
	if o, ok := row.(*model.Order); ok {
		return o
	}
	return &model.Order{}
}

// orderTexts are what words of a filter are looked for in.
func orderTexts(v model.View, row model.Row) []string {
	o := orderRow(row)
	texts := []string{o.Title, string(o.ID), v.Handle(o.Creator)}
	if v.Who.Account != o.Seller {
		texts = append(texts, v.Handle(o.Seller))
	}
	if o.Agency != 0 {
		texts = append(texts, v.Handle(o.Agency))
	}
	return texts
}
