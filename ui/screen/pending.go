package screen

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// NewPending returns a seller's Pending Tasks: samples to send and parcels on the way, what waits longest first. One
// shipping form serves all chosen rows.
func NewPending(d Desk) kit.Screen {
	me := d.Actor.Account
	send, way := model.ToDeliver(me, model.AwaitingSample), model.ToDeliver(me, model.OnTheWay)
	k := listKind{
		id: "pending", rows: model.KindOrder, rising: true, columns: pendingColumns, cells: pendingCells, texts: orderTexts,
		tabs: []listTab{
			{key: "send", queries: []model.Query{send}, line: stateLine("ship", model.AwaitingSample)},
			{key: "way", queries: []model.Query{way}, line: stateLine("ship", model.OnTheWay)},
			{key: "all", queries: []model.Query{send, way}, line: stateLine[model.OrderState]("ship")},
		},
		fields:  ask.OrderFields(),
		batches: []listBatch{sendBatch()},
		actions: pendingActions,
		beside:  pendingBeside,
	}
	return newList(d, k)
}

// sendBatch is Send samples. Its form asks for a tracking number by address, so it is a page of its own.
func sendBatch() listBatch {
	return listBatch{
		id: "send", key: "p", verb: "send",
		begin: beginSending,
		args: func(x batchDeed) []string {
			return append([]string{"ship", "send"}, x.ids()...)
		},
	}
}

// beginSending opens the shipping form, unless every address is still on its way here.
func beginSending(d Desk, keys []string) tea.Cmd {
	return func() tea.Msg {
		what, err := readSending(d.Session, keys)
		coming := err == nil && len(what.rows) > 0
		for _, row := range what.rows {
			coming = coming && row.coming
		}
		if coming {
			return kit.Toast{Role: kit.Bad, Text: d.Words.Say("order.address_coming")}
		}
		return kit.Push{Screen: newSendForm(d, keys)}
	}
}

func pendingColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("square.head_task"), Width: 16, Flex: 4},
		{Head: s.Say("pending.head_creator"), Width: 12, Flex: 2, Max: 30},
		{Head: s.Say("pending.head_pieces"), Width: 3, Right: true, Priority: 3},
		{Head: s.Say("pending.head_address"), Width: 7},
		{Head: s.Say("list.head_left"), Width: 9, Right: true},
		{Head: s.Say("pending.head_then"), Width: 22, Flex: 2, Max: 34, Priority: 4},
	}
}

// pendingCells draws an order to ship or on the way: who gets what, whether there is an address, the time left and
// what follows.
func pendingCells(s speech, v model.View, row model.Row) []kit.Cell {
	o := orderRow(row)
	address := kit.MarkedCell(kit.Good, kit.Done, s.Say("pending.address_yes"))
	switch {
	case addressComes(v, o):
		address = kit.MarkedCell(kit.Muted, kit.Up, s.Say("pending.address_coming"))
	case model.ShippingAddress(v.Reader, v.Who, o) == "":
		address = kit.MarkedCell(kit.Bad, kit.Refused, s.Say("pending.address_no"))
	}
	left, then := kit.TextCell(kit.Faint, s.sign(kit.Nothing)), kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	if c, ok := pendingClock(v, o); ok {
		role := kit.Muted
		if c.Turn == v.Who.Account {
			role = s.urgency(c.Due)
		}
		left, then = kit.TextCell(role, s.left(c.Due)), kit.TextCell(kit.Muted, s.Default(c))
		if o.State == model.AwaitingSample && o.ShipLate { // the days to ship are over; what is left is another clock's
			left = kit.TextCell(kit.Bad, s.Say("pending.late"))
		}
	}
	pieces := max(o.Terms.Samples, 1)
	if p := o.Shipping(); p != nil && o.State == model.OnTheWay {
		pieces = p.Pieces
	}
	return []kit.Cell{
		kit.TextCell(kit.Text, o.Title), starredCell(kit.Text, s.creatorOf(v, o)), kit.TextCell(kit.Muted, strconv.Itoa(pieces)), address, left, then,
	}
}

// pendingClock returns the nearest clock of a sample.
func pendingClock(v model.View, o *model.Order) (model.Clock, bool) {
	best, found := model.Clock{}, false
	for _, c := range v.ClocksOn(o) {
		switch c.Rule {
		case model.ClockShip, model.ClockNever, model.ClockReceive:
			if !found || c.Due < best.Due {
				best, found = c, true
			}
		}
	}
	return best, found
}

// pendingActions correct a parcel and copy the address for its label.
func pendingActions(l list) []kit.Action {
	s, f := newSpeech(l.desk.Session), l.current()
	why := l.none()
	if why == "" && f == nil {
		why = s.Say("create.reading")
	}
	act := func(key, name string) kit.Action {
		return kit.Action{Key: key, Name: s.Say("pending.act_" + name), Help: s.Say("pending.help_" + name), Disabled: why}
	}
	modify, label := act("e", "modify"), act("l", "label")
	if why != "" {
		return []kit.Action{modify, label}
	}
	s = f.speech(s)
	if v, ok := f.verb("modify"); ok && f.possible(v) {
		modify.Do = func() tea.Cmd { return l.desk.begin(f, s, v) }
	} else {
		modify.Disabled = s.Say("list.not_yours")
		if r := f.chance["modify"].refusal; r != nil {
			modify.Disabled = s.refusal(r)
		}
	}
	label.Do = func() tea.Cmd { return copyText(s, f.address) }
	if f.address == "" {
		label.Disabled = s.Say("order.address_missing")
		if f.coming {
			label.Disabled = s.Say("order.address_coming")
		}
	}
	return []kit.Action{modify, label}
}

// pendingBeside draws an order beside its row: where it goes, what is in it, the clock, every parcel so far.
func pendingBeside(f *orderFile, s speech, t kit.Theme, w int) []string {
	lines := orderPage{file: f, say: s}.titleLines(t, w)
	lines = append(append(lines, ""), wrapped(t, kit.Muted, f.standsAt(s, model.ClockShip), w)...)
	if f.order.State == model.AwaitingSample {
		b := facts{s: s}
		b.add("samples", s.samples(f.order.Terms), kit.Text)
		lines = append(append(lines, ""), b.kv.View(t, w)...)
	}
	return append(append(lines, ""), f.sampleLines(t, s, w)...)
}
