package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// debtKind is the list of orders by where they stand with money, what is due first on top.
func debtKind(d Desk, role model.Role, tabs []listTab) listKind {
	k := listKind{
		id: "payments", rows: model.KindOrder, rising: true, columns: debtColumns, cells: debtCells, texts: debtTexts, tabs: tabs,
		fields:  ask.OrderFields(),
		sorts:   []listSort{{"amount", true, func(_ model.View, row model.Row) int64 { return orderRow(row).Owed.Minor }}},
		facts:   debtFacts,
		role:    role,
		batches: []listBatch{recordBatch()},
		actions: debtActions,
		beside:  debtBeside,
	}
	if role == model.Creator || role == model.Agency {
		k.batches = []listBatch{acknowledgeBatch()}
	}
	return k
}

// recordBatch is Record payment: a form, a plan, a question, and one payment after the other.
func recordBatch() listBatch {
	return listBatch{
		id: "record", key: "r", asks: true, single: true, tabs: []string{"owed", "late"},
		begin: func(d Desk, keys []string) tea.Cmd { return kit.Send(kit.Push{Screen: newRecordForm(d, keys)}) },
		args:  func(x batchDeed) []string { return append([]string{"payment", "record"}, x.ids()...) },
	}
}

// acknowledgeBatch says of payments that the money came.
func acknowledgeBatch() listBatch {
	b := listBatch{id: "acknowledge", key: "a", asks: true, tabs: []string{"recorded"}}
	b.args = func(x batchDeed) []string { return append([]string{"payment", "acknowledge"}, x.ids()...) }
	b.begin = func(d Desk, keys []string) tea.Cmd {
		return kit.Send(kit.Push{Screen: stepsPage{desk: d, say: newSpeech(d.Session), id: "acknowledge", make: acknowledgeSteps(keys), batch: listBatch{id: "acknowledge", asks: true}}})
	}
	return b
}

func debtColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("square.head_task"), Width: 14, Flex: 4},
		{Head: s.Say("list.head_with"), Width: 13, Flex: 3, Max: 26},
		{Head: s.Say("payments.head_amount"), Width: 10, Right: true},
		{Head: s.Say("payments.head_standing"), Width: 18, Flex: 2, Max: 40, Priority: 2},
		{Head: s.Say("list.head_left"), Width: 9, Right: true},
	}
}

// debtCells draws an order as whoever pays or is paid reads it: with whom, how much, where it stands, until when.
func debtCells(s speech, v model.View, row model.Row) []kit.Cell {
	o := orderRow(row)
	with := s.creatorOf(v, o)
	if v.Who.Account != o.Seller {
		with = s.who(v.Account(o.Seller), nil)
	}
	left := kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	for _, c := range v.ClocksOn(o) {
		if c.Rule == model.ClockRecord || c.Rule == model.ClockEscalate || c.Rule == model.ClockAcknowledge {
			role := kit.Muted
			if c.Turn == v.Who.Account {
				role = s.urgency(c.Due)
			}
			left = kit.TextCell(role, s.left(c.Due))
		}
	}
	return []kit.Cell{
		kit.TextCell(kit.Text, o.Title), starredCell(kit.Text, with), {Text: s.Money(o.Owed), Role: kit.Text, Bold: o.PayLate && o.Pay == nil},
		s.standing(o), left,
	}
}

// standing says where an order stands with money.
func (s speech) standing(o *model.Order) kit.Cell {
	switch {
	case o.Debt() == model.DebtLate && o.Escalated:
		return kit.MarkedCell(kit.Bad, kit.Refused, s.Say("order.escalated"))
	case o.Debt() == model.DebtLate:
		return kit.MarkedCell(kit.Bad, kit.Refused, s.Say("payments.late", assets.Text("left", s.Left(o.Timers.Late, s.now))))
	case o.Pay != nil:
		return kit.TextCell(kit.Muted, s.Say("payments.paid", assets.Word("method", "method."+string(o.Pay.Method)), assets.Text("reference", o.Pay.Reference)))
	}
	return kit.TextCell(kit.Muted, s.Say("payments.since", assets.Text("day", s.day(o.ConfirmedAt))))
}

func debtTexts(v model.View, row model.Row) []string {
	texts := orderTexts(v, row)
	if p := orderRow(row).Pay; p != nil {
		texts = append(texts, p.Reference)
	}
	return texts
}

// lateMost bounds how many late payments are added up for the head; with more the sum is said to be a part.
const lateMost = 1000

// debtFacts are the sums in the head, by currency: what is owed is the balance of the ledger, what of it is late is
// added up from its list.
func debtFacts(s speech, v model.View) []kit.Fact {
	if v.Who.Role == model.Support { // owes nothing and is owed nothing: what matters is what is to be looked at
		return kit.Facts(s.Say("payments.fact_suspense", assets.Num("count", int64(v.Count(model.Suspended())))))
	}
	var owed, late []model.Money
	for _, b := range model.Balances(v.Reader, v.Who.Account) {
		if b.Book == model.BookDue && b.Minor != 0 {
			owed = addMoney(owed, model.Money{Minor: -b.Minor, Currency: b.Currency})
		}
	}
	n := 0
	for _, row := range v.Rows(model.DebtsOf(v.Who.Account, model.DebtLate), model.Place{}, false) {
		if n++; n > lateMost {
			break
		}
		late = addMoney(late, orderRow(row).Owed)
	}
	if len(owed) == 0 {
		return kit.Facts(s.Say("payments.fact_none"))
	}
	me := "payments.fact_owed"
	if a := v.Me(); a != nil && a.Role != model.Seller && a.Role != model.Operator {
		me = "payments.fact_owed_you"
	}
	facts := []kit.Fact{{Text: s.Say(me, assets.Text("sum", s.sums(owed))), Role: kit.Text}}
	if len(late) > 0 {
		args := []model.Arg{assets.Text("sum", s.sums(late))}
		if n > lateMost {
			args = append(args, assets.Word("part", "answer.yes"))
		}
		facts = append(facts, kit.Fact{Text: s.sign(kit.Refused) + " " + s.Say("payments.fact_late", args...), Role: kit.Bad})
	}
	return facts
}

// debtActions copy the PayPal address.
func debtActions(l list) []kit.Action {
	s, f := newSpeech(l.desk.Session), l.current()
	a := kit.Action{Key: "l", Name: s.Say("payments.act_payout"), Help: s.Say("payments.help_payout"), Disabled: l.none()}
	switch {
	case a.Disabled != "":
	case f == nil:
		a.Disabled = s.Say("create.reading")
	case f.payout == "":
		a.Disabled = s.Say("payments.no_payout")
	default:
		a.Do = func() tea.Cmd { return copyText(s, f.payout) }
	}
	return []kit.Action{a}
}

// debtBeside draws an order's money: where it stands, until when, what was paid, and what can be done when it is late.
func debtBeside(f *orderFile, s speech, t kit.Theme, w int) []string {
	lines := orderPage{file: f, say: s}.titleLines(t, w)
	lines = append(append(lines, ""), wrapped(t, kit.Muted, f.standsAt(s, model.ClockRecord), w)...)
	if f.side == model.CreatorSide && f.order.Debt() == model.DebtLate {
		args := []model.Arg{assets.Text("seller", mark(kit.Text, s.who(f.seller, f.policy)))}
		if c, ok := f.clock(model.ClockEscalate); ok {
			args = append(args, assets.Text("due", mark(kit.Strong, s.exact(c.Due))))
		}
		lines = append(append(lines, ""), wrapped(t, kit.Muted, s.Say("payments.late_help", args...), w)...)
	}
	return append(append(lines, ""), f.paymentLines(t, s, w)...)
}

// suspenseKind is the list of payments that match nothing, the latest first.
func suspenseKind(_ Desk, tabs []listTab) listKind {
	return listKind{
		id: "suspense", rows: model.KindPayment, tabs: tabs, columns: suspenseColumns, cells: suspenseCells, facts: debtFacts,
		texts: func(v model.View, row model.Row) []string {
			p, ok := row.(*model.Payment)
			if !ok {
				return nil
			}
			return []string{p.Reference, string(p.ID), v.Handle(p.Seller), v.Handle(p.Creator)}
		},
		open: func(d Desk, ref model.Ref) kit.Screen { return newPaymentOrder(d, ref.Key) },
		look: suspenseLook,
	}
}

func suspenseColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("list.head_with"), Width: 13, Flex: 2, Max: 30},
		{Head: s.Say("payments.head_amount"), Width: 12, Right: true},
		{Head: s.Say("payments.head_owed"), Width: 12, Right: true, Priority: 2},
		{Head: s.Say("payments.head_why"), Width: 32, Flex: 3, Max: 40},
		{Head: s.Say("payments.head_reference"), Width: 12, Flex: 2, Max: 24, Priority: 1},
		{Head: s.Say("payments.head_date"), Width: 6, Right: true, Priority: 3},
	}
}

func suspenseCells(s speech, v model.View, row model.Row) []kit.Cell {
	p, ok := row.(*model.Payment)
	if !ok {
		return nil
	}
	with := p.Seller
	if v.Who.Account == p.Seller {
		with = p.Creator
	}
	owed := kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	if o := v.Order(p.Order); o != nil {
		owed = kit.TextCell(kit.Muted, s.Money(o.Owed))
	}
	return []kit.Cell{
		starredCell(kit.Text, s.who(v.Account(with), model.PolicyNow(v.Reader))), kit.TextCell(kit.Strong, s.Money(p.Amount)), owed,
		kit.MarkedCell(kit.Warn, kit.Warning, s.Say("suspense."+string(p.Suspense))), kit.TextCell(kit.Muted, p.Reference), kit.TextCell(kit.Muted, s.day(p.Date)),
	}
}

// suspenseLook draws a payment that matches nothing: what it is, why, and the order it was recorded for.
func suspenseLook(session Session, ref model.Ref) (listPreview, error) {
	var p *model.Payment
	var o *model.Order
	var s speech
	var due model.Moment
	err := session.Market.View(session.Actor, func(v model.View) {
		p = paymentRow(v, ref.Key)
		s = newSpeech(session).at(v.Now)
		if p == nil {
			return
		}
		o = v.Order(p.Order)
		for _, c := range v.ClocksOn(p) {
			due = c.Due
		}
	})
	if err != nil || p == nil || o == nil {
		return func(kit.Theme, int, int) []string { return nil }, err
	}
	return func(t kit.Theme, w, _ int) []string {
		b := facts{s: s.with(t)}
		b.add("paid", s.Money(p.Amount)+", "+s.Say("method."+string(p.Method)), kit.Strong)
		b.add("reference", p.Reference, kit.Text)
		b.add("paid_on", s.exact(p.Date), kit.Text)
		b.add("owed", s.Money(o.Owed), kit.Text)
		lines := []string{kit.NewLine(t, w).Bold(kit.Strong, string(p.ID)).Gap(2).Put(kit.Muted, string(o.ID)+"  "+kit.Clean(o.Title)).String(), ""}
		args := []model.Arg{assets.Word("reason", "suspense."+string(p.Suspense))}
		if due != 0 {
			args = append(args, assets.Text("due", s.exact(due)))
		}
		lines = append(append(lines, wrapped(t, kit.Muted, s.Say("payments.suspense", args...), w)...), "")
		return append(lines, b.kv.View(t, w)...)
	}, nil
}

// paymentRow returns a payment as this account sees it.
func paymentRow(v model.View, key model.Key) *model.Payment {
	p, _ := seen(v, model.Ref{Kind: model.KindPayment, Key: key}).(*model.Payment)
	return p
}

// paymentOrder finds the order that a payment was recorded for, and gives its place to the page of that.
type paymentOrder struct {
	desk Desk
	key  model.Key
}

func newPaymentOrder(d Desk, payment model.Key) kit.Screen { return paymentOrder{d, payment} }

// Init implements kit.Screen.
func (p paymentOrder) Init() tea.Cmd {
	d, key := p.desk, p.key
	return func() tea.Msg {
		var order model.Key
		err := d.Market.View(d.Actor, func(v model.View) {
			if row := paymentRow(v, key); row != nil {
				order = row.Order
			}
		})
		if err != nil {
			return failure(d.Session, err)
		}
		return kit.Replace{Screen: NewOrder(d, order)}
	}
}

// Title implements kit.Screen.
func (p paymentOrder) Title() string { return p.desk.Words.Say("order.title") }

// View implements kit.Screen.
func (p paymentOrder) View() string { return "" }

// Actions implements kit.Screen.
func (p paymentOrder) Actions() []kit.Action { return nil }

// Update implements kit.Screen.
func (p paymentOrder) Update(tea.Msg) (kit.Screen, tea.Cmd) { return p, nil }

// Guide implements kit.Guided.
func (p paymentOrder) Guide() string { return guidePage("payments") }
