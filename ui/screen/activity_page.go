package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// activityPage is the page of an official activity.
type activityPage struct {
	desk    Desk
	key     model.Key
	frame   kit.Frame
	file    *activityFile
	gone    bool
	request uint64
	view    kit.Viewport
}

// activityRead is the answer to a reading.
type activityRead struct {
	request uint64
	file    *activityFile
	failed  error
}

// newActivityPage returns the page of an activity.
func newActivityPage(d Desk, key model.Key) kit.Screen { return activityPage{desk: d, key: key} }

// Init implements kit.Screen.
func (p activityPage) Init() tea.Cmd { return p.reading() }

func (p activityPage) reading() tea.Cmd {
	s, key, request := p.desk.Session, p.key, p.request
	return func() tea.Msg {
		f, err := readActivity(s, key)
		return kit.Self{Msg: activityRead{request, f, err}}
	}
}

// Title implements kit.Screen.
func (p activityPage) Title() string {
	if p.file == nil {
		return p.desk.Words.Say("list.activities")
	}
	return p.file.a.Name
}

// Help implements kit.Helper.
func (p activityPage) Help() string { return p.desk.Words.Say("list.activities_help") }

// Guide implements kit.Guided.
func (p activityPage) Guide() string { return guidePage("activities") }

// Update implements kit.Screen.
func (p activityPage) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		p.frame = msg
		return p.drawn(), nil
	case activityRead:
		if msg.request != p.request {
			return p, nil
		}
		p.file, p.gone = msg.file, msg.failed == nil && msg.file == nil
		return p.drawn(), failed(p.desk.Session, msg.failed)
	case Changed:
		if msg.Touches(model.Ref{Kind: model.KindActivity, Key: p.key}) || msg.Touches(model.Ref{Kind: model.KindMarket, Key: 1}) {
			return p.again()
		}
		return p, nil
	case Minute, kit.Shown:
		return p.again()
	}
	p.view, _ = p.view.Update(msg)
	return p, nil
}

func (p activityPage) again() (kit.Screen, tea.Cmd) {
	p.request++
	return p, p.reading()
}

func (p activityPage) drawn() activityPage {
	t, w := p.frame.Theme, max(min(p.frame.Width-4, 110), 1)
	var lines []string
	switch {
	case p.gone:
		lines = []string{t.Paint(kit.Muted, p.desk.Words.Say("activity.gone"))}
	case p.file == nil:
		lines = []string{t.Paint(kit.Muted, p.desk.Words.Say("porch.reading")+" "+t.Glyph(kit.Ellipsis))}
	default:
		lines = p.file.lines(t, p.file.speech(p.desk.Session).with(t), w)
	}
	p.view = p.view.SetHeight(p.frame.Height).SetLines(append([]string{""}, indented(lines, 2)...))
	return p
}

// View implements kit.Screen.
func (p activityPage) View() string {
	if p.frame.Width <= 0 {
		return ""
	}
	return kit.Block(p.view.View(p.frame.Theme, p.frame.Width), p.frame.Width, p.frame.Height)
}

// Actions implements kit.Screen.
func (p activityPage) Actions() []kit.Action {
	none := ""
	if p.file == nil {
		none = p.desk.Words.Say("porch.reading")
	}
	return activityActions(p.desk, p.key, none)
}
