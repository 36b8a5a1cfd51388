package screen

import (
	"strconv"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// row draws a clock as a row of Today. Clocks that wait for me are coloured by how near they are and by what
// follows, those of others are muted.
func (f todayFeed) row(v model.View, c todayClock) kit.Row {
	k := c.clock
	if me := v.Me(); me != nil && me.Role == model.Creator {
		k = toCreator(k)
	}
	what := f.what(v, k)
	left, text, then := kit.Muted, kit.Muted, kit.Muted
	if c.mine {
		left, text, then = f.say.urgency(k.Due), kit.Text, defaultRole(k.Default)
	}
	remains := f.say.left(k.Due)
	if c.late {
		left, remains = kit.Bad, f.say.Say("today.late")
	}
	turn := f.say.turn(k, v.Who.Account, f.say.namer(v))
	if c.mine {
		turn = f.say.Say("say.you")
	}
	return kit.Row{Key: clockKey(k), Cells: []kit.Cell{
		{Text: remains, Role: left, Bold: c.mine && left == kit.Bad},
		namedCell(text, turn),
		f.session.waiting().sign(kit.TextCell(text, what.what), what.id),
		kit.TextCell(kit.Muted, string(what.id)),
		starredCell(text, what.with),
		f.followsCell(k, then),
	}}
}

// follows says what follows if nobody acts; how many applications there are stands in the row already.
func (f todayFeed) follows(c model.Clock) string {
	if c.Rule == model.ClockReview {
		return f.say.Say("today.not_reviewed")
	}
	return f.say.Default(c)
}

// followsCell says what follows in fewer words where the whole of it finds no room.
func (f todayFeed) followsCell(c model.Clock, role kit.Role) kit.Cell {
	whole := f.follows(c)
	short := whole
	if id := "today.then_" + c.Default; f.say.Has(id) {
		short = f.say.Say(id, c.Args...)
	}
	return kit.Cell{Text: whole, Draw: func(t kit.Theme, w int) string {
		if kit.Width(whole) <= w {
			return t.Paint(role, whole)
		}
		return t.Paint(role, kit.Cut(short, w))
	}}
}

// todayWhat is what a row says of the row that its clock is of.
type todayWhat struct {
	what, with, title string
	id                model.ID
}

// what reads what a clock is about.
func (f todayFeed) what(v model.View, c model.Clock) todayWhat {
	switch c.Of.Kind {
	case model.KindOrder:
		return f.ofOrder(v, c)
	case model.KindTask:
		return f.ofTask(v, c)
	case model.KindEntry:
		if n, _ := seen(v, c.Of).(*model.ActivityEntry); n != nil {
			return f.ofEntry(v, c, n)
		}
	case model.KindAccess, model.KindRequest:
		if row := seen(v, c.Of); row != nil {
			a, form, _ := askedOf(v, row)
			what := todayWhat{what: f.say.What(c), id: a.ID, with: form.Handle, title: form.Name}
			if q, request := row.(*model.Request); request {
				what.what = f.say.Say("verify.decide_" + q.For.String())
				if q.Account == v.Who.Account { // support it is that has to act
					what.with = ""
				}
			}
			return what
		}
	case model.KindContract:
		if c, ok := seen(v, c.Of).(*model.Contract); ok {
			other := c.Agency
			if other == v.Who.Account {
				other = c.Creator
			}
			return todayWhat{what: f.say.Say("what." + string(model.ClockInvite)), with: f.say.who(v.Account(other), model.PolicyNow(v.Reader))}
		}
	case model.KindPayment:
		if p := model.PaymentOf(v.Reader, c.Of.Key); p != nil {
			other := p.Seller
			if other == v.Who.Account {
				other = p.Creator
			}
			return todayWhat{what: f.say.Say("today.suspense"), id: p.ID, with: f.say.who(v.Account(other), policyRow(v.Reader, p.Policy))}
		}
	}
	return todayWhat{what: f.say.What(c)}
}

func (f todayFeed) ofOrder(v model.View, c model.Clock) todayWhat {
	o := v.Order(c.Of.Key)
	if o == nil {
		return todayWhat{what: f.say.What(c)}
	}
	w := todayWhat{what: f.say.What(c), id: o.ID, title: o.Title}
	if c.Rule == model.ClockContentReview {
		w.what = f.say.Say("today.content", assets.Text("version", strconv.Itoa(len(o.Versions))))
	}
	other := o.Acting(model.CreatorSide)
	if o.SideOf(v.Who.Account) == model.CreatorSide {
		other = o.Seller
	}
	if v.Who.Account == o.Agency && o.Creator != o.Agency { // an agency asks first of all whose order it is
		other = o.Creator
	}
	w.with = f.say.who(v.Account(other), policyRow(v.Reader, o.Policy))
	return w
}

func (f todayFeed) ofTask(v model.View, c model.Clock) todayWhat {
	t := v.Task(c.Of.Key)
	if t == nil {
		return todayWhat{what: f.say.What(c)}
	}
	w := todayWhat{what: f.say.Say("today.applied"), id: t.ID, title: t.Title}
	people := t.Applied
	if c.Rule == model.ClockExposure {
		w.what = f.say.What(c)
	}
	if c.Rule == model.ClockReview {
		people = t.Waiting
		w.what = f.say.Say("today.review", assets.Num("count", int64(t.Waiting)))
	}
	w.with = f.say.Say("today.people", assets.Num("count", int64(people)))
	return w
}

// ofEntry says what a task in an activity waits for.
func (f todayFeed) ofEntry(v model.View, c model.Clock, n *model.ActivityEntry) todayWhat {
	w := todayWhat{what: f.say.What(c)}
	if t := v.Task(n.Task); t != nil {
		w.id, w.title = t.ID, t.Title
	}
	if a := model.ActivityOf(v.Reader, n.Activity); a != nil {
		w.with = a.Name
	}
	return w
}

// searched is what a filter looks at: all that the row shows, and the title.
func (f todayFeed) searched(v model.View, c todayClock, row kit.Row) string {
	var parts []string
	for _, cell := range row.Cells[1:] {
		parts = append(parts, cell.Text)
	}
	what := f.what(v, c.clock)
	return strings.Join(append(parts, what.with, what.title), " ")
}
