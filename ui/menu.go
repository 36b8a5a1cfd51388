package ui

import (
	"cmp"
	"reflect"
	"slices"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"

	tea "charm.land/bubbletea/v2"
)

// reading is what the frame shows of the marketplace: who is at work, and the counts of the menu.
type reading struct {
	me         who
	virtual    bool
	now        model.Moment
	turns      int // clocks whose turn it is
	square     int // published tasks
	tasks      int // a seller's own
	waiting    int // applications that wait for a seller
	pending    int // samples to send and parcels on the way
	confirm    int // orders in review
	money      int // orders with money that this account has to do something about; for support payments in suspense
	orders     int // that this account is a party of and that are not settled
	people     int // applications for access that wait, for whoever is staff
	promos     int // promo codes of a seller; codes that a creator or an agency got
	news       int // orders in which others did something that is unread
	answer     answer
	roster     int // creators of an agency; agencies of a creator
	activities int // whose registration is open; for the operator entries and exposure that wait
	empty      bool
	afar       afar // how a replica stands

	start string       // menu entry that the account was at, "" for none
	pages []kit.Screen // and what was open on top of it
}

// read looks at the marketplace as an account; with "" it looks as the operator, or as the only account.
func (a *App) read(handle string) reading {
	actor := model.Actor{Operator: a.options.Anyone}
	r := reading{afar: a.readPost()}
	if r.afar.replica {
		handle = r.afar.state.Account
	}
	_ = a.options.Market.View(actor, func(v model.View) {
		r.now = v.Now
		if m := model.MarketOf(v.Reader); m != nil {
			r.virtual = m.Virtual
		}
		me := model.AccountByHandle(v.Reader, handle)
		if me == nil && !r.afar.replica {
			me = anybody(v)
		}
		if me == nil {
			r.empty = true
			return
		}
		r.me = a.person(v, me)
		r.turns = v.Count(model.TurnsOf(me.Key))
		r.square = v.Count(model.Square(0))
		r.tasks = v.Count(model.TasksOf(me.Key, 0))
		r.news, r.answer = unread(v, me), answered(v, me)
		r.promos = v.Count(model.CodesOf(me.Key))
		if me.Role == model.Seller {
			r.promos = v.Count(model.PromosOf(me.Key))
		}
		switch me.Role {
		case model.Agency:
			r.roster = v.Count(model.RosterOf(me.Key))
		case model.Creator:
			r.roster = v.Count(model.ContractsOf(me.Key))
		}
		if me.Role == model.Seller || me.Role == model.Operator {
			r.waiting = v.Count(model.OrdersOf(me.Key, model.Applied))
		}
		r.activities = v.Count(model.Activities(model.PhaseRegistration))
		if me.Role == model.Operator {
			r.activities = v.Count(model.EntriesToReview()) + v.Count(model.ExposurePromised())
		}
		r.desk(v, me)
		if me.Role == model.Support || me.Role == model.Operator {
			r.people = v.Count(model.AdmissionsIn(model.AccessWaiting))
		}
		for _, state := range model.OrderStates() {
			if !state.Settled() {
				r.orders += v.Count(model.OrdersOf(me.Key, state))
			}
		}
	})
	return r
}

// desk counts what a seller ships, confirms and pays, and what a creator's money waits for.
func (r *reading) desk(v model.View, me *model.Account) {
	switch me.Role {
	case model.Seller, model.Operator:
		r.pending = v.Count(model.ToDeliver(me.Key, model.AwaitingSample)) + v.Count(model.ToDeliver(me.Key, model.OnTheWay))
		r.confirm = v.Count(model.OrdersOf(me.Key, model.InReview))
		r.money = v.Count(model.DebtsOf(me.Key, model.DebtOwed)) + v.Count(model.DebtsOf(me.Key, model.DebtLate))
	case model.Support:
		r.money = v.Count(model.Suspended())
	default:
		r.money = v.Count(model.DebtsOf(me.Key, model.DebtRecorded))
	}
}

// anybody returns the first account that has work to do.
func anybody(v model.View) *model.Account {
	for _, role := range model.Roles() {
		for _, row := range v.Rows(model.People(role), model.Place{}, false) {
			return row.(*model.Account)
		}
	}
	return nil
}

// person says who somebody is. A name that anybody may choose never stands without the handle.
func (a *App) person(v model.View, me *model.Account) who {
	w := who{actor: model.Actor{Account: me.Key, Operator: me.Role == model.Operator, Key: a.options.Key}, handle: me.Handle, name: me.Name, role: me.Role}
	switch {
	case me.Role == model.Seller:
		w.roles = a.say("app.seller", assets.Word("level", "level."+string(me.Level)))
	case me.Influencer(model.PolicyNow(v.Reader)):
		w.roles = a.say("app.badge", assets.Text("followers", a.desk().Followers(me.Followers())))
	case me.Role == model.Agency:
		w.roles = a.say("app.agency")
	default:
		w.roles = a.say("role." + string(me.Role))
	}
	w.roles = a.say("app.who_is", assets.Text("handle", me.Handle), assets.Text("roles", w.roles))
	return w
}

// withViews puts each saved view below the screen that it is of. Views have no digits: those of the screens stay.
func (a *App) withViews(entries []kit.MenuEntry) []kit.MenuEntry {
	views := screen.Views(a.desk())
	slices.Reverse(views) // each goes directly below its screen
	for _, v := range views {
		at := slices.IndexFunc(entries, func(e kit.MenuEntry) bool { return e.Key == v.Entry() })
		if at < 0 {
			continue
		}
		entries = slices.Insert(entries, at+1, kit.MenuEntry{
			Key: viewEntry + v.Name, Name: a.say("menu.view", assets.Text("name", v.Name)), Short: v.Name, Plain: true,
			Open: func() kit.Screen { return screen.OpenView(a.desk(), v) },
		})
	}
	return entries
}

// status is the right side of the head line.
func (a *App) status(r reading) kit.Status {
	s := kit.Status{Link: kit.LinkLocal, Where: a.say("app.here"), Unread: r.news}
	if a.options.ByKey {
		s.Where = cmp.Or(a.options.Hub, a.say("porch.where"))
	}
	if r.virtual {
		s.Where = a.say("app.sample")
		s.Note = a.say("app.time", assets.When("now", r.now))
	}
	if note := a.growthNote(); note != "" {
		s.Note = note
	}
	if r.afar.replica {
		s = a.link(s, r.afar)
	}
	return s
}

// reread looks again beside the loop.
func (a *App) reread() tea.Cmd {
	handle := a.me.handle
	return func() tea.Msg { return a.read(handle) }
}

// same tells that two readings look the same in the frame.
func (r reading) same(other reading) bool {
	r.start, r.pages, other.start, other.pages = "", nil, "", nil
	return reflect.DeepEqual(r, other)
}

// show puts new counts into the frame.
func (a *App) show(r reading) tea.Cmd {
	if r.me.handle != a.me.handle {
		if a.me.handle == "" && !r.empty { // the first account was made
			return a.enter(r)
		}
		return nil
	}
	told, marks, answer := a.told(r), a.marked(r), a.answered(r.answer, a.shown.answer)
	a.virtual, a.shown = r.virtual, r
	return tea.Batch(told, marks, answer, a.loading(r), a.toShell(kit.SetMenu{Entries: a.menu(r)}), a.toShell(a.status(r)))
}
