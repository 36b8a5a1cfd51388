package ui

import (
	"cmp"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"

	tea "charm.land/bubbletea/v2"
)

// PorchOptions are the surroundings of a stranger's screens.
type PorchOptions struct {
	Market  screen.Market
	Who     screen.Stranger
	Words   *assets.Words // of the session's language
	Theme   kit.ThemeOptions
	Changes func() (refs []model.Ref, all, ok bool) // see [Options.Changes]
	Now     func() time.Time                        // see [Options.Now]
	Hub     string                                  // see [Options.Hub]
}

// Porch is what somebody sees who has no account: one page, on which one asks to be let in and reads what becomes of
// it. It is a tea.Model around the kit's shell.
type Porch struct {
	options PorchOptions
	shell   *kit.Shell
	drafts  screen.Drafts
	tick    func(time.Duration, func(time.Time) tea.Msg) tea.Cmd // tea.Tick, but in tests, which never wait
}

// NewPorch returns the screens of a stranger. Nothing that is typed here outlives the session: strangers cost nothing,
// so nothing is kept for them but what they send.
func NewPorch(o PorchOptions) *Porch {
	return &Porch{options: o, drafts: screen.NewDrafts(nil, nil), tick: tea.Tick}
}

// Init opens the page.
func (p *Porch) Init() tea.Cmd {
	w := p.options.Words
	theme := kit.Action{Key: "f2", Name: w.Say("app.light"), Help: w.Say("app.light_help"), Hidden: true, Do: p.toggle}
	p.shell = kit.NewShell(kit.ShellOptions{
		App: w.Say("app.name"), Account: kit.SetAccount{Name: w.Say("porch.nobody"), Roles: w.Say("porch.nobody_role")},
		Status: kit.Status{Link: kit.LinkLocal, Where: cmp.Or(p.options.Hub, w.Say("porch.where"))}, Globals: []kit.Action{theme}, Theme: p.options.Theme,
		Words: kitWords(w), Now: p.options.Now, OpenGuide: func(page string) kit.Screen { return screen.NewGuide(p.desk(), page) },
	})
	return tea.Batch(p.shell.Init(), kit.Send(kit.Push{Screen: screen.NewPorch(p.desk(), p.options.Who)}), p.listen(), p.minute())
}

// desk is what the screens share. Nobody but the proven key acts.
func (p *Porch) desk() screen.Desk {
	actor := model.Actor{Proven: p.options.Who.Fingerprint}
	return screen.Desk{Session: screen.Session{Market: p.options.Market, Actor: actor, Words: p.options.Words, Zone: time.UTC}, Drafts: p.drafts}
}

// Update names the messages that are the program's own; all others are the shell's.
func (p *Porch) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.BackgroundColorMsg:
		p.options.Theme.Dark = msg.IsDark()
	case committed:
		return p, tea.Batch(p.toShell(msg.changed()), p.listen())
	case minute:
		return p, tea.Batch(p.toShell(screen.Minute{}), p.minute())
	}
	return p, p.toShell(msg)
}

func (p *Porch) toShell(msg tea.Msg) tea.Cmd {
	_, cmd := p.shell.Update(msg)
	return cmd
}

// View implements tea.Model.
func (p *Porch) View() tea.View { return p.shell.View() }

func (p *Porch) toggle() tea.Cmd {
	p.options.Theme.Dark = !p.options.Theme.Dark
	return kit.Send(kit.SetTheme{Dark: p.options.Theme.Dark})
}

// listen waits for the next commits; it is armed again after each answer.
func (p *Porch) listen() tea.Cmd {
	if p.options.Changes == nil {
		return nil
	}
	return func() tea.Msg {
		refs, all, ok := p.options.Changes()
		if !ok {
			return nil
		}
		return committed{refs, all}
	}
}

func (p *Porch) minute() tea.Cmd {
	if p.options.Now == nil {
		return nil
	}
	return p.tick(time.Minute, func(time.Time) tea.Msg { return minute{} })
}
