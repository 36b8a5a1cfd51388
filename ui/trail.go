package ui

import (
	"strings"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"

	tea "charm.land/bubbletea/v2"
)

// place says where the account at work is: the menu entry in front and, a line each, the pages on top of it. It ends
// at a page that cannot be come back to; what floats is no place.
func (a *App) place() string {
	at := a.shell.Current()
	for i, page := range a.shell.Pages() {
		if f, floats := page.(kit.Floating); i == 0 || floats && f.Floating() {
			continue
		}
		w, ok := page.(screen.Whereabouts)
		if !ok || w.Whereabouts() == "" {
			break
		}
		at += "\n" + w.Whereabouts()
	}
	return at
}

// remember keeps where this account is, for the next time.
func (a *App) remember() {
	if a.options.Places == nil || a.me.handle == "" || a.arriving {
		return
	}
	if a.last != a.me.handle && a.options.Anyone {
		a.last = a.me.handle
		a.options.Places.SetPlace(whoWasLast, a.last)
	}
	if at := a.place(); at != a.current {
		a.current = at
		a.options.Places.SetPlace(a.me.handle, at)
	}
}

// report tells which entry of the menu is open. The name of a saved view is its owner's own.
func (a *App) report() {
	at := a.shell.Current()
	if strings.HasPrefix(at, viewEntry) {
		at = strings.TrimSuffix(viewEntry, "/")
	}
	if a.options.Doing != nil && at != a.reported {
		a.reported = at
		a.options.Doing(at)
	}
}

// viewEntry begins the keys of the menu's entries that are saved views.
const viewEntry = "view/"

// whoWasLast is the handle under whose place the one stands who worked last: no account has it.
const whoWasLast = ""

// whoFirst is whose screens open first: whoever is named, else whoever worked here last.
func (a *App) whoFirst() string {
	if a.options.Handle != "" || a.options.Places == nil || !a.options.Anyone {
		return a.options.Handle
	}
	return a.options.Places.Place(whoWasLast)
}

// formEntry is the menu entry that nobody begins at alone: a form has no way back where nothing was before it.
const formEntry = "create"

// arrive reads who somebody is and opens the pages that they were at, in their language and zone. It waits: only
// commands and Init call it.
func (a *App) arrive(handle string) reading {
	as := *a // what is at work meanwhile stays as it is
	r := as.read(handle)
	if as.speak(r.me.handle) {
		r = as.read(r.me.handle)
	}
	as.me = r.me
	if a.options.Places == nil || r.me.handle == "" {
		return r
	}
	trail := strings.Split(a.options.Places.Place(r.me.handle), "\n")
	r.start = trail[0]
	for _, at := range trail[1:] {
		page, ok := as.reopen(at)
		if !ok { // what was on top of it stood there for its sake
			break
		}
		r.pages = append(r.pages, page)
	}
	return r
}

func (a *App) reopen(at string) (kit.Screen, bool) {
	if at == screen.WhereAccount {
		return a.newAccount(false), a.options.Anyone
	}
	return screen.Reopen(a.desk(), at)
}

// goBack opens what an account was at, page upon page. Behind a form that is an entry of its own stands the first
// entry, so that one can leave it.
func (a *App) goBack(r reading) tea.Cmd {
	var cmds []tea.Cmd
	if r.start == formEntry {
		cmds = append(cmds, a.toShell(kit.Go{Entry: formEntry}))
	}
	for _, page := range r.pages {
		cmds = append(cmds, a.toShell(kit.Push{Screen: page}))
	}
	return tea.Batch(cmds...)
}

// account is what the shell is told of whoever is at work.
func (a *App) account(r reading) kit.SetAccount {
	a.shown = r
	s := kit.SetAccount{Name: a.me.name, Roles: a.me.roles, Menu: a.menu(r)}
	if a.options.ReadsOnly {
		s.Roles = strings.TrimPrefix(s.Roles+" · "+a.say("app.reads_only"), " · ")
	}
	if r.start != formEntry {
		s.Start = r.start
	}
	return s
}

// enter begins to work as another account, or anew as the same, where that account was.
func (a *App) enter(r reading) tea.Cmd {
	a.me, a.virtual = r.me, r.virtual
	a.speak(r.me.handle)
	a.arriving = true
	cmds := []tea.Cmd{a.spoken(), a.toShell(a.account(r)), a.toShell(a.status(r)), a.look(r.me.handle), a.goBack(r), a.answered(r.answer, answer{})}
	a.arriving = false
	a.remember()
	return tea.Batch(cmds...)
}

// deskOf is what the screens of an account share.
func (a *App) deskOf(me who) screen.Desk {
	market, typed := a.options.Market, drafts{all: a.options.Drafts, handle: me.handle}
	if a.options.Post != nil {
		market, typed.typed = posting{market, a.options.Post, a.origins}, a.origins
	}
	d := screen.Desk{
		Session: screen.Session{Market: market, Actor: me.actor, Words: a.options.Words, Zone: a.options.Zone, DataFlag: a.options.DataFlag, ByKey: a.options.ByKey, Waits: a.waiting()},
		Drafts:  typed, Preferences: preferences{a.options.Preferences, me.handle}, Local: a.local, Hub: a.options.Keeper, Post: a.options.Post,
	}
	d.Page = func(ref model.Ref) (kit.Screen, bool) {
		switch ref.Kind {
		case model.KindTask:
			return screen.NewTask(d, ref.Key), true
		case model.KindOrder:
			return screen.NewOrder(d, ref.Key), true
		}
		return nil, false
	}
	return d
}
