package ui

import (
	"context"
	"errors"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"

	tea "charm.land/bubbletea/v2"
)

// begun says that another marketplace takes this one's place: the sample that was chosen at the first run.
type begun struct{ options Options }

// first opens what a marketplace without accounts begins with: the choice of the sample or, where there is none to
// choose, the form of the first account.
func (a *App) first() tea.Cmd {
	if a.options.Post != nil {
		return kit.Send(kit.Push{Screen: screen.NewLoading(a.desk(), a.loadingNow(reading{afar: a.readPost()}))})
	}
	if a.options.Sample == nil {
		return kit.Send(kit.Push{Screen: a.newAccount(true)})
	}
	b := screen.Beginning{
		Sample: func() tea.Cmd { return a.openSample },
		Own:    func() tea.Cmd { return kit.Send(kit.Push{Screen: a.newAccount(true)}) },
	}
	if a.options.Join != nil {
		b.Join = func() tea.Cmd { return kit.Send(kit.Push{Screen: screen.NewJoin(a.desk(), a.joining())}) }
	}
	return kit.Send(kit.Push{Screen: screen.NewFirst(a.desk(), b)})
}

// openSample opens the sample marketplace. It waits: what the first screen needs is made before it is shown.
func (a *App) openSample() tea.Msg {
	o, err := a.options.Sample(context.Background())
	if errors.Is(err, ErrLeave) {
		return tea.QuitMsg{}
	}
	if err != nil {
		return screen.FirstFailed{Text: a.say("first.failed", assets.Text("error", model.Safe(err.Error())))}
	}
	return begun{o}
}

// begin goes on with another marketplace, on the same terminal and in the same words.
func (a *App) begin(o Options) tea.Cmd {
	o.Words, o.Zone, o.Theme = a.options.Words, a.local, a.options.Theme
	o.Speak, o.Languages = a.options.Speak, a.options.Languages
	if o.Preferences == nil {
		o.Preferences = a.options.Preferences
	}
	a.options, a.me, a.current = o, who{}, ""
	cmd := a.Init()
	for _, msg := range []tea.Msg{tea.ColorProfileMsg{Profile: o.Theme.Profile}, tea.WindowSizeMsg{Width: a.size.Width, Height: a.size.Height}} {
		cmd = tea.Batch(cmd, a.toShell(msg))
	}
	return cmd
}

// newAccount is the form of somebody new, whom the operator of this marketplace admits.
func (a *App) newAccount(first bool) kit.Screen {
	m := a.options.Market
	return screen.NewAccount(a.desk(), first, func(n screen.Newcomer) (*model.Refusal, error) {
		ctx := context.Background()
		d, err := m.Do(ctx, model.Actor{Operator: true}, n.Account)
		if err != nil || d.Refusal != nil {
			return d.Refusal, err
		}
		var key model.Key
		err = m.View(model.Actor{Operator: true}, func(v model.View) {
			if added := model.AccountByHandle(v.Reader, n.Account.Handle); added != nil {
				key = added.Key
			}
		})
		own, private := n.Commands(m.Seal)
		for i := 0; i < len(own) && err == nil && d.Refusal == nil; i++ {
			d, err = m.Do(ctx, model.Actor{Account: key}, own[i], private[i]...)
		}
		return d.Refusal, err
	})
}
