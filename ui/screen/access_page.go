package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// accessPage is the page of an application for access or of a request.
type accessPage struct {
	desk    Desk
	ref     model.Ref
	frame   kit.Frame
	file    *accessFile
	gone    bool
	request uint64
	view    kit.Viewport
}

// accessRead is the answer to a reading.
type accessRead struct {
	request uint64
	file    *accessFile
	failed  error
}

// newAccessPage returns the page of an application for access or of a request.
func newAccessPage(d Desk, ref model.Ref) kit.Screen { return accessPage{desk: d, ref: ref} }

// Init implements kit.Screen.
func (p accessPage) Init() tea.Cmd { return p.reading() }

func (p accessPage) reading() tea.Cmd { return loadAccess(p.desk.Session, p.ref, p.request) }

// loadAccess reads an application for access or a request; it is answered by an accessRead.
func loadAccess(s Session, ref model.Ref, request uint64) tea.Cmd {
	return func() tea.Msg {
		f, err := readAccess(s, ref)
		return kit.Self{Msg: accessRead{request, f, err}}
	}
}

// Title implements kit.Screen.
func (p accessPage) Title() string {
	if p.file == nil {
		return p.desk.Words.Say("people.access_title")
	}
	return string(p.file.access.ID)
}

// Help implements kit.Helper.
func (p accessPage) Help() string { return p.desk.Words.Say("people.access_help") }

// Guide implements kit.Guided.
func (p accessPage) Guide() string { return guidePage("people") }

// Update implements kit.Screen.
func (p accessPage) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		p.frame = msg
		return p.drawn(), nil
	case accessRead:
		if msg.request != p.request {
			return p, nil
		}
		p.file, p.gone = msg.file, msg.failed == nil && msg.file == nil
		return p.drawn(), failed(p.desk.Session, msg.failed)
	case Changed:
		if msg.Touches(p.ref) || msg.Touches(model.Ref{Kind: model.KindMarket, Key: 1}) {
			return p.again()
		}
		return p, nil
	case Minute, kit.Shown:
		return p.again()
	}
	p.view, _ = p.view.Update(msg)
	return p, nil
}

func (p accessPage) again() (kit.Screen, tea.Cmd) {
	p.request++
	return p, p.reading()
}

func (p accessPage) drawn() accessPage {
	t, w := p.frame.Theme, max(min(p.frame.Width-4, porchWide), 1)
	var lines []string
	switch {
	case p.gone:
		lines = []string{t.Paint(kit.Muted, p.desk.Words.Say("people.gone"))}
	case p.file == nil:
		lines = []string{t.Paint(kit.Muted, p.desk.Words.Say("porch.reading")+" "+t.Glyph(kit.Ellipsis))}
	default:
		lines = p.file.lines(t, p.file.speech(p.desk.Session).with(t), w)
	}
	p.view = p.view.SetHeight(p.frame.Height).SetLines(append([]string{""}, indented(lines, 2)...))
	return p
}

// View implements kit.Screen.
func (p accessPage) View() string {
	if p.frame.Width <= 0 {
		return ""
	}
	return kit.Block(p.view.View(p.frame.Theme, p.frame.Width), p.frame.Width, p.frame.Height)
}

// Actions implements kit.Screen.
func (p accessPage) Actions() []kit.Action {
	none, decided := "", ""
	switch {
	case p.file == nil:
		none = p.desk.Words.Say("porch.reading")
		decided = none
	case p.file.access.State != model.AccessWaiting:
		decided = p.desk.Words.Say("people.decided")
	}
	actions := accessDecisions(p.desk, p.ref, none, decided)
	made := model.Key(0)
	if p.file != nil {
		made = p.file.access.Account
	}
	return append(actions, profileAction(p.desk, made, none))
}
