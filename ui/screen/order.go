package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// orderPage is one order with all that can be done to it: where it stands, until when whose turn it is, the
// brief, the versions, parcels, money, what was proposed, and what happened.
type orderPage struct {
	desk  Desk
	say   speech
	key   model.Key
	frame kit.Frame

	file    *orderFile // nil until it was read
	gone    bool       // there is no such order, or not for this account
	failed  error      // the marketplace did not answer
	request uint64     // of the newest reading
	actions []kit.Action
	last    string // the command line of what was done last
	refused string // why the last thing was not done

	layout orderLayout
	focus  string // the section that keys scroll
}

// NewOrder returns the page of an order.
func NewOrder(d Desk, order model.Key) kit.Screen {
	return orderPage{desk: d, say: newSpeech(d.Session), key: order}
}

// orderRead is an order as it was read.
type orderRead struct {
	request uint64
	file    orderFile
	found   bool
	err     error
}

// loadOrder reads an order beside the loop; the answer finds back to the screen that asked.
func loadOrder(s Session, key model.Key, request uint64) tea.Cmd {
	return func() tea.Msg {
		file, found, err := readOrder(s, key)
		return kit.Self{Msg: orderRead{request, file, found, err}}
	}
}

// Init implements kit.Screen.
func (p orderPage) Init() tea.Cmd { return loadOrder(p.desk.Session, p.key, 0) }

// Title implements kit.Screen.
func (p orderPage) Title() string {
	if p.file == nil {
		return p.say.Say("order.title")
	}
	return string(p.file.order.ID)
}

// Help implements kit.Helper.
func (p orderPage) Help() string { return p.say.Say("order.help") }

// Update implements kit.Screen.
func (p orderPage) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		p.frame = msg
		return p.laidOut(), nil
	case orderRead:
		return p.read(msg), nil
	case Changed:
		return p.changed(msg)
	case Minute:
		return p.reload()
	case acted:
		return p.done(msg)
	case kit.Click:
		return p.click(msg), nil
	case kit.Wheel:
		p.layout = p.layout.wheel(msg)
		return p, nil
	case focusNext:
		return p.step(int(msg)), nil
	case copyLast:
		return p, copyText(p.say, p.file.commandFor(p.desk, p.say, p.last))
	case tea.KeyPressMsg:
		return p.pressed(msg), nil
	}
	return p, nil
}

// changed reads the order again when a commit touched it, its task or one of its payments.
func (p orderPage) changed(msg Changed) (kit.Screen, tea.Cmd) {
	refs := []model.Ref{{Kind: model.KindOrder, Key: p.key}, {Kind: model.KindMarket, Key: 1}}
	if p.file != nil {
		refs = append(refs, model.Ref{Kind: model.KindTask, Key: p.file.order.Task}, model.Ref{Kind: model.KindAccount, Key: p.file.order.Creator})
	}
	for _, ref := range refs {
		if msg.Touches(ref) {
			return p.reload()
		}
	}
	return p, nil
}

func (p orderPage) reload() (kit.Screen, tea.Cmd) {
	p.request++
	return p, loadOrder(p.desk.Session, p.key, p.request)
}

// read takes a reading, unless a newer one was asked for meanwhile. What was shown stays where none came.
func (p orderPage) read(msg orderRead) orderPage {
	if msg.request != p.request {
		return p
	}
	p.failed, p.gone = msg.err, msg.err == nil && !msg.found
	if msg.err != nil || !msg.found {
		return p
	}
	p.file = &msg.file
	p.key = p.file.order.Key // one that waited for the hub has got another key from it
	p.say = p.file.speech(p.say)
	p.actions = p.pageActions()
	return p.laidOut()
}

// done says what became of a verb and reads anew where it was refused: the page showed what is no longer so.
func (p orderPage) done(msg acted) (kit.Screen, tea.Cmd) {
	p.last, p.refused = msg.line, ""
	toast := msg.toast(p.say)
	if msg.err != nil || msg.decision.Refusal != nil {
		p.refused = toast.Text
		page, cmd := p.laidOut().reload()
		return page, cmd
	}
	p = p.laidOut()
	return p, kit.Send(toast)
}

// Actions implements kit.Screen.
func (p orderPage) Actions() []kit.Action { return p.actions }

func (p orderPage) pageActions() []kit.Action {
	f, s := p.file, p.say
	moves := s.Say("order.group_read")
	return p.desk.orderActions(f, s, "").around(
		kit.Action{Key: "w", Name: s.Say("order.why"), Help: s.Say("order.why_help"), Group: moves, Do: func() tea.Cmd { return openWhy(f, s) }},
		profileAction(p.desk, f.across(), ""),
		kit.Action{Key: "tab", Name: s.Say("order.next"), Help: s.Say("order.next_help"), Group: moves, Do: asksSelf(focusNext(1))},
		kit.Action{Key: "shift+tab", Name: s.Say("order.back"), Group: moves, Hidden: true, Do: asksSelf(focusNext(-1))},
		kit.Action{Key: "y", Name: s.Say("order.copy_id"), Help: s.Say("order.copy_id_help"), Group: moves, Do: func() tea.Cmd { return copyText(s, string(f.order.ID)) }},
		kit.Action{Key: "Y", Name: s.Say("order.copy_line"), Help: s.Say("order.copy_line_help"), Group: moves, Do: asksSelf(copyLast{})},
	)
}

// asksSelf makes what an action does out of a message to its own page: pages are values and change in Update only.
func asksSelf(msg tea.Msg) func() tea.Cmd {
	return func() tea.Cmd { return kit.Send(kit.Self{Msg: msg}) }
}

// focusNext asks a page to go to another section.
type focusNext int

// copyLast asks a page for the command line of what was done last, or could be done first.
type copyLast struct{}

// openWhy floats the explanation of an order.
func openWhy(f *orderFile, s speech) tea.Cmd {
	title := s.Say("why_page.title", assets.Text("id", string(f.order.ID)))
	return kit.Send(kit.Push{Screen: newWhy(s, f.policy, title, f.reasons)})
}

// commandFor returns the command line of what was done last, else of the first verb that needs no values, else
// the one that shows the order.
func (f *orderFile) commandFor(d Desk, s speech, last string) string {
	if last != "" {
		return last
	}
	for _, v := range f.verbs() {
		if f.possible(v) && v.fields == nil {
			return v.line(deed{file: f, market: d.Market, say: s, get: noValues})
		}
	}
	as := ""
	if f.me != nil {
		as = f.me.Handle
	}
	return s.commandLine([]string{"order", "show", string(f.order.ID)}, as)
}
