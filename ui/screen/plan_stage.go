package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/ui/kit"
)

// planStage is what every page of a plan is made of: the plan, what is said above it, and the place of both. What is
// planned, and how it is applied, is the page's own.
type planStage struct {
	plan   kit.Plan
	ready  bool   // the plan was made
	notice string // what has changed since it was seen, or what became of it
	frame  kit.Frame
	words  *kit.Words
}

// routed takes what concerns the drawing; used is false for what is the page's own to do.
func (p planStage) routed(msg tea.Msg) (out planStage, used bool) {
	switch msg := msg.(type) {
	case *kit.Words:
		p.words = msg
		p.plan.Words = msg
		return p, true
	case kit.Frame:
		p.frame = msg
		return p.placed(), true
	}
	return p, false
}

// moved scrolls the plan, or chooses one of its rows.
func (p planStage) moved(msg tea.Msg) planStage {
	if click, ok := msg.(kit.Click); ok {
		click.Y -= len(p.top())
		msg = click
	}
	p.plan, _ = p.plan.Update(msg)
	return p
}

// shows puts another plan in its place.
func (p planStage) shows(plan kit.Plan) planStage {
	plan.Words = p.words
	p.plan = plan
	return p.placed()
}

// says puts a notice above the plan; "" takes it away.
func (p planStage) says(notice string) planStage {
	p.notice = notice
	return p.placed()
}

func (p planStage) placed() planStage {
	p.plan = p.plan.Resize(p.frame.Width, max(p.frame.Height-len(p.top()), 1))
	return p
}

// top is what stands above the plan.
func (p planStage) top() []string {
	var lines []string
	if p.frame.Height >= 17 {
		lines = append(lines, "")
	}
	if p.notice != "" {
		lines = append(lines, indented(kit.Notice{Role: kit.Warn, Text: p.notice}.View(p.frame.Theme, max(p.frame.Width-4, 1)), 2)...)
	}
	return lines
}

// view draws the plan, or the title of what is still being planned.
func (p planStage) view(title, making string) string {
	lines := p.top()
	if p.ready {
		lines = append(lines, p.plan.View(p.frame.Theme)...)
	} else {
		lines = append(lines, kit.NewLine(p.frame.Theme, p.frame.Width).Gap(2).Bold(kit.Strong, title).Gap(3).Put(kit.Muted, making).String())
	}
	return kit.Block(lines, p.frame.Width, p.frame.Height)
}
