package ui

import (
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
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
