package ui

import (
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
)

// menuOrder is what the menu of a role has, top down; the empty key parts the day's work, which has digits, from the
// rest. A key without a screen in [App.entries] is left out: every entry works.
func menuOrder(role model.Role) []string {
	switch role {
	case model.Seller:
		return []string{"today", "square", formEntry, "review", "pending", "confirm", "payments", "tasks", "orders", "", "activities", "promos", "profile", "news", "outbox", "settings", "guide"}
	case model.Operator:
		return []string{"today", "square", "hub", "people", formEntry, "tasks", "activities", "review", "pending", "confirm", "payments", "orders", "", "news", "outbox", "settings", "guide"}
	case model.Agency:
		return []string{"today", "square", "roster", "orders", "payments", "promos", "", "profile", "news", "outbox", "settings", "guide"}
	case model.Creator:
		return []string{"today", "square", "orders", "payments", "promos", "", "profile", "agencies", "news", "outbox", "settings", "guide"}
	case model.Support:
	}
	return []string{"today", "square", "payments", "people", "activities", "", "news", "outbox", "settings", "guide"}
}

// entries are the screens that the menu opens, by key.
func (a *App) entries(r reading) map[string]kit.MenuEntry {
	all := map[string]kit.MenuEntry{
		"today":      {Count: r.turns, CountWarns: true, Open: func() kit.Screen { return screen.NewToday(a.desk()) }},
		"square":     {Count: r.square, Open: func() kit.Screen { return screen.NewSquare(a.desk()) }},
		formEntry:    {Open: func() kit.Screen { return screen.NewCreate(a.desk()) }},
		"review":     {Count: r.waiting, CountWarns: true, Open: func() kit.Screen { return screen.NewToReview(a.desk()) }},
		"pending":    {Count: r.pending, Open: func() kit.Screen { return screen.NewPending(a.desk()) }},
		"confirm":    {Count: r.confirm, CountWarns: true, Open: func() kit.Screen { return screen.NewConfirmList(a.desk()) }},
		"payments":   {Count: r.money, Open: func() kit.Screen { return screen.NewPayments(a.desk(), a.me.role) }},
		"tasks":      {Count: r.tasks, Open: func() kit.Screen { return screen.NewMyTasks(a.desk()) }},
		"orders":     {Count: r.orders, Open: func() kit.Screen { return screen.NewMyOrders(a.desk(), a.me.role) }},
		"activities": {Count: r.activities, CountWarns: r.me.role == model.Operator, Open: func() kit.Screen { return screen.NewActivities(a.desk(), a.me.role) }},
		"people":     {Count: r.people, CountWarns: true, Open: func() kit.Screen { return screen.NewPeople(a.desk()) }},
		"news":       a.newsEntry(r),
		"profile":    a.profileEntry(),
		"roster":     {Count: r.roster, Open: func() kit.Screen { return screen.NewRoster(a.desk()) }},
		"agencies":   {Count: r.roster, Open: func() kit.Screen { return screen.NewAgencies(a.desk()) }},
		"promos":     {Count: r.promos, Open: func() kit.Screen { return screen.NewPromos(a.desk(), a.me.role) }},
		"settings":   {Open: func() kit.Screen { return screen.NewSettings(a.desk()) }},
		"guide":      {Open: func() kit.Screen { return screen.NewGuide(a.desk(), "") }},
	}
	if a.options.Keeper != nil && r.me.actor.Operator {
		all["hub"] = kit.MenuEntry{Open: func() kit.Screen { return screen.NewHub(a.desk()) }}
	}
	if r.roster == 0 && r.me.role == model.Creator { // most creators are with no agency
		delete(all, "agencies")
	}
	if r.afar.replica {
		all["outbox"] = a.outboxEntry(r)
	}
	if r.me.role == model.Operator && !r.sells() {
		for _, key := range []string{"review", "pending", "confirm", "payments", "orders"} {
			delete(all, key)
		}
	}
	return all
}

// sells tells that an operator's own tasks have orders or money to see to. A seller's lists come into the menu of an
// operator with the work, all at once and below what is always there, so that no digit changes its meaning.
func (r reading) sells() bool { return r.orders+r.money > 0 }

// menu returns the entries of the role at work, in their order.
func (a *App) menu(r reading) []kit.MenuEntry {
	if r.empty {
		return nil
	}
	all, plain, gap := a.entries(r), false, false
	var menu []kit.MenuEntry
	for _, key := range menuOrder(a.me.role) {
		e, ok := all[key]
		switch {
		case key == "":
			plain, gap = true, true
			continue
		case !ok:
			continue
		}
		e.Key, e.Plain, e.Gap, gap = key, plain, gap, false
		e.Name, e.Short = a.say("menu."+key), a.say("menu."+key+"_short")
		menu = append(menu, e)
	}
	return a.withViews(menu)
}
