package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// taskDone is what became of a command about the task.
type taskDone struct {
	refusal *model.Refusal
	err     error
	said    string // what to say when it was done
	gone    bool   // the task is no longer there
}

func (p taskPage) done(msg taskDone) (kit.Screen, tea.Cmd) {
	switch {
	case msg.err != nil:
		return p, failed(p.desk.Session, msg.err)
	case msg.refusal != nil:
		return p, kit.Send(kit.Toast{Role: kit.Bad, Text: p.speech().refusal(msg.refusal)})
	}
	toast := kit.Send(kit.Toast{Role: kit.Good, Text: p.desk.Words.Say(msg.said, textArg("id", p.card.task.ID), assets.Num("count", int64(p.card.task.Waiting)))})
	if msg.gone {
		return p, tea.Sequence(kit.Send(kit.Pop{}), toast)
	}
	next, cmd := p.again()
	return next, tea.Batch(cmd, toast)
}

// scrolled gives the wheel to the list or to the text.
func (p taskPage) scrolled(msg kit.Wheel) (kit.Screen, tea.Cmd) {
	if p.listing() {
		return p.withPeople(p.people.update(msg))
	}
	p.view = p.view.Scroll(msg.Lines)
	return p, nil
}

// click goes to a tab or to a row; a second one opens the row.
func (p taskPage) click(msg kit.Click) (kit.Screen, tea.Cmd) {
	if msg.Y == p.tabLine() && len(p.tabs.Items) > 1 {
		if i, ok := p.tabs.Hit(msg.X-2, p.frame.Width-4); ok && i != p.tabs.Current {
			p.tabs.Current = i
			return p.list()
		}
		return p, nil
	}
	if !p.listing() {
		return p, nil
	}
	a, cmd := p.people.update(msg)
	p.people = a
	if msg.Double {
		return p, tea.Batch(cmd, a.open())
	}
	return p, cmd
}

// pressed does what a key says that no action has taken.
func (p taskPage) pressed(msg tea.KeyPressMsg) (kit.Screen, tea.Cmd) {
	switch msg.String() {
	case "tab", "right":
		return p.step(1)
	case "shift+tab", "left":
		return p.step(-1)
	}
	if p.listing() {
		return p.withPeople(p.people.update(msg))
	}
	p.view, _ = p.view.Update(msg)
	return p, nil
}
