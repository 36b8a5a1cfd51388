package ui

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"

	tea "charm.land/bubbletea/v2"
)

// newsMost is from how many on what is unread is said to be "99+": counting costs no more than this.
const newsMost = 100

// newsEntry is the menu entry of what others did.
func (a *App) newsEntry(r reading) kit.MenuEntry {
	return kit.MenuEntry{Count: min(r.news, newsMost-1), CountWarns: true, Open: func() kit.Screen { return screen.NewNews(a.desk()) }}
}

// profileEntry is the menu entry of oneself.
func (a *App) profileEntry() kit.MenuEntry {
	return kit.MenuEntry{Open: func() kit.Screen { return screen.NewProfile(a.desk(), 0) }}
}

// unread counts the orders with news for an account, and the new tasks that fit it.
func unread(v model.View, me *model.Account) int {
	v.Who = model.Viewer{Account: me.Key, Role: me.Role}
	n := v.CountUnread(newsMost)
	return min(n+v.CountFresh(newsMost), newsMost)
}

// answer is what support decided last about what an account asked for, while that is unread.
type answer struct {
	id    model.ID
	asks  model.Asks
	state model.AccessState
}

// answered reads it; it is empty where there is none.
func answered(v model.View, me *model.Account) (last answer) {
	if me.Role != model.Creator {
		return last
	}
	v.Who = model.Viewer{Account: me.Key, Role: me.Role}
	looked := 0
	v.Unread(func(row model.Newsworthy) bool {
		if q, ok := row.(*model.Request); ok {
			last = answer{q.ID, q.For, q.State}
		}
		looked++
		return last.id == "" && looked < newsMost
	})
	return last
}

// answered says what support decided, once, to whoever looks or comes.
func (a *App) answered(now, before answer) tea.Cmd {
	if now == (answer{}) || now == before {
		return nil
	}
	role := kit.Good
	if now.state == model.AccessDenied {
		role = kit.Warn
	}
	what := a.say("asks." + now.asks.String())
	return kit.Send(kit.Toast{Role: role, Text: a.say("verify.toast_"+now.state.String(), assets.Text("request", string(now.id)), assets.Text("what", what))})
}
