package ui

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"

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
	if a.virtual {
		all = append(all, kit.Action{
			Key: "ctrl+f", Name: a.say("app.move"), Help: a.say("app.move_help"), Hidden: true, Do: func() tea.Cmd { return a.chooseTime },
		})
	}
	return append(all, kit.Action{
		Key: "ctrl+l", Name: a.say("app.light"), Help: a.say("app.light_help"), Hidden: true, Do: a.toggleTheme,
	})
}

func (a *App) toggleTheme() tea.Cmd {
	a.options.Theme.Dark = !a.options.Theme.Dark
	return kit.Send(kit.SetTheme{Dark: a.options.Theme.Dark})
}

// chooseAccount lists the accounts by role.
func (a *App) chooseAccount() tea.Msg {
	c := kit.Chooser{Name: a.say("app.switch"), Current: a.me.handle}
	_ = a.options.Market.View(model.Actor{Operator: true}, func(v model.View) {
		for _, role := range model.Roles() {
			n := 0
			for _, row := range v.Rows(model.People(role), model.Place{}, false) {
				c.Choices = append(c.Choices, a.choice(row.(*model.Account)))
				if n++; n == choosable {
					break
				}
			}
		}
	})
	return kit.Push{Screen: kit.NewChooser(c)}
}

func (a *App) choice(acc *model.Account) kit.Choice {
	handle := acc.Handle
	return kit.Choice{
		Key: handle, Name: handle, Detail: model.Safe(acc.Name), Group: a.say("role." + string(acc.Role)),
		Do: func() tea.Cmd { return func() tea.Msg { return switched{a.read(handle)} } },
	}
}

func kitWords(w *assets.Words) *kit.Words {
	words := kit.English()
	for id, into := range map[string]*string{
		"kit.commands": &words.Commands, "kit.help": &words.Help, "kit.quit": &words.Quit, "kit.back": &words.Back,
	} {
		if w.Has(id) {
			*into = w.Say(id)
		}
	}
	return words
}
