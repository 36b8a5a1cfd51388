package ui

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"

	tea "charm.land/bubbletea/v2"
)

// switched says that this person is somebody else now.
type switched struct{ reading }

// choosable bounds how many accounts of a role the chooser lists.
const choosable = 300

// globals are the actions that work on every screen.
func (a *App) globals() []kit.Action {
	var all []kit.Action
	if a.options.Anyone {
		all = append(all, kit.Action{
			Key: "ctrl+a", Name: a.say("app.switch"), Help: a.say("app.switch_help"), Hidden: true, Do: func() tea.Cmd { return a.chooseAccount },
		})
	}
	if a.virtual && a.options.Anyone { // a clock that others look at too is moved by nobody
		all = append(all, kit.Action{
			Key: "ctrl+g", Name: a.say("app.move"), Help: a.say("app.move_help"), Hidden: true, Do: func() tea.Cmd { return screen.Rehearse(a.desk()) },
		})
	}
	all = append(all, a.afarActions()...)
	if a.options.Growing != nil {
		all = append(all, kit.Action{
			Key: "f3", Name: a.say("app.progress"), Help: a.say("app.progress_help"), Hidden: true,
			Do: func() tea.Cmd { return kit.Send(kit.Push{Screen: screen.NewGrowth(a.desk(), a.growth)}) },
		})
	}
	return append(all, kit.Action{
		Key: "f2", Name: a.say("app.light"), Help: a.say("app.light_help"), Hidden: true, Do: a.toggleTheme,
	})
}

// chooseAccount lists the accounts by role.
func (a *App) chooseAccount() tea.Msg {
	c := kit.Chooser{Name: a.say("app.who"), Current: a.me.handle}
	c.Choices = []kit.Choice{{
		Key: "+", Name: a.say("app.add"), Detail: a.say("app.add_detail"), Group: a.say("app.somebody"),
		Do: func() tea.Cmd { return kit.Send(kit.Push{Screen: a.newAccount(false)}) },
	}}
	_ = a.options.Market.View(model.Actor{Operator: true}, func(v model.View) {
		for _, role := range model.Roles() {
			n := 0
			for _, row := range v.Rows(model.People(role), model.Place{}, false) {
				c.Choices = append(c.Choices, a.choice(v, row.(*model.Account)))
				if n++; n == choosable {
					break
				}
			}
		}
	})
	return kit.Push{Screen: kit.NewChooser(c)}
}

func (a *App) choice(v model.View, acc *model.Account) kit.Choice {
	handle := acc.Handle
	return kit.Choice{
		Key: handle, Name: handle, Detail: model.Safe(acc.Name), Hint: a.standing(v, acc), Group: a.say("role." + string(acc.Role)),
		Do: func() tea.Cmd { return func() tea.Msg { return switched{a.arrive(handle)} } },
	}
}

// standing is what tells accounts of a role apart: a seller's level, a creator's followers.
func (a *App) standing(v model.View, acc *model.Account) string {
	switch {
	case acc.Role == model.Seller:
		return a.say("level." + string(acc.Level))
	case acc.Influencer(model.PolicyNow(v.Reader)):
		return a.say("app.followers_star", assets.Text("followers", a.desk().Followers(acc.Followers())))
	case acc.Followers() > 0:
		return a.desk().Followers(acc.Followers())
	}
	return ""
}
