package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// reviewPage is where a seller compares content with its brief: the clauses to tick, the links, how this version
// differs from the one before, and what was asked for already. What is ticked is kept for each version, so that one
// may leave in the middle. After a decision the next order of the queue takes the place of this one.
type reviewPage struct {
	desk  Desk
	say   speech
	key   model.Key
	frame kit.Frame

	file    *orderFile // nil until it was read
	queue   reviewQueue
	gone    bool
	failed  error
	request uint64 // of the newest reading

	ticks   map[int]bool // by number of the clause, counted from 1
	version int          // that the ticks are about
	cursor  int          // clause, counted from 0
	last    string       // the command line of what was done last
	refused string       // why the last thing was not done
	left    kit.Viewport // clauses, and in one column all
	right   kit.Viewport // content
}

// NewReview returns the page on which the content of an order is confirmed or sent back.
func NewReview(d Desk, order model.Key) kit.Screen {
	return reviewPage{desk: d, say: newSpeech(d.Session), key: order}
}

// reviewRead is an order in review as it was read, with its neighbours.
type reviewRead struct {
	orderRead
	queue reviewQueue
}

// loadReview reads an order and where it stands in the queue. place is where it stood before, should it have left.
func loadReview(s Session, key model.Key, place model.Place, request uint64) tea.Cmd {
	return func() tea.Msg {
		file, found, err := readOrder(s, key)
		read := reviewRead{orderRead: orderRead{request, file, found, err}}
		if err == nil && found {
			read.queue, read.err = readQueue(s, file.order, place)
		}
		return kit.Self{Msg: read}
	}
}

// Init implements kit.Screen.
func (p reviewPage) Init() tea.Cmd {
	return loadReview(p.desk.Session, p.key, model.Place{}, p.request)
}

// Title implements kit.Screen.
func (p reviewPage) Title() string {
	if p.file == nil {
		return p.say.Say("confirm.title")
	}
	return string(p.file.order.ID)
}

// Help implements kit.Helper.
func (p reviewPage) Help() string { return p.say.Say("confirm.help") }

// Update implements kit.Screen.
func (p reviewPage) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		p.frame = msg
		return p.drawn(), nil
	case reviewRead:
		return p.read(msg), nil
	case Changed:
		if !slices.ContainsFunc(msg.Refs, func(r model.Ref) bool { return r.Kind == model.KindOrder || r.Kind == model.KindMarket }) {
			return p, nil
		}
		return p.reload()
	case Minute, kit.Shown:
		return p.reload()
	case acted:
		return p.decided(msg)
	case tickClause:
		return p.tick(), nil
	case stepQueue:
		return p.step(int(msg))
	case copyLast:
		return p, copyText(p.say, p.line())
	case kit.Wheel:
		p.right, p.left = p.scrolled(msg.X, msg.Lines)
		return p, nil
	case kit.Click:
		return p.click(msg), nil
	case tea.KeyPressMsg:
		return p.pressed(msg), nil
	}
	return p, nil
}

func (p reviewPage) reload() (kit.Screen, tea.Cmd) {
	p.request++
	return p, loadReview(p.desk.Session, p.key, p.queue.place, p.request)
}

// read takes a reading, unless a newer one was asked for meanwhile. A new version begins with nothing ticked.
func (p reviewPage) read(msg reviewRead) reviewPage {
	if msg.request != p.request {
		return p
	}
	p.failed, p.gone = msg.err, msg.err == nil && !msg.found
	if msg.err != nil || !msg.found {
		return p
	}
	p.file, p.queue = &msg.file, msg.queue
	p.say = p.file.speech(p.say)
	if n := len(p.file.order.Versions); n != p.version || p.ticks == nil {
		p.version, p.cursor = n, 0
		p.ticks = ticksOf(p.desk.draft(p.draftName()))
	}
	p.cursor = min(p.cursor, max(len(p.file.order.Terms.Brief)-1, 0))
	return p.drawn()
}

// decided goes on to the next order of the queue, or says why nothing was done and reads what is so now.
func (p reviewPage) decided(msg acted) (kit.Screen, tea.Cmd) {
	p.last, p.refused = msg.line, ""
	toast := msg.toast(p.say)
	if msg.err != nil || msg.decision.Refusal != nil {
		p.refused = toast.Text
		page, cmd := p.drawn().reload()
		return page, cmd
	}
	p.desk.keep(p.draftName(), nil)
	next := p.queue.next
	if next == 0 {
		next = p.queue.first
	}
	if next == 0 {
		return p, tea.Sequence(kit.Send(kit.Pop{}), kit.Send(toast))
	}
	page, cmd := p.at(next)
	return page, tea.Batch(cmd, kit.Send(toast))
}

// at turns to another order of the queue.
func (p reviewPage) at(key model.Key) (reviewPage, tea.Cmd) {
	p.key, p.ticks, p.version, p.refused = key, nil, 0, ""
	p.left, p.right = kit.Viewport{}, kit.Viewport{}
	p.request++
	return p, loadReview(p.desk.Session, key, model.Place{}, p.request)
}

// stepQueue asks a page to turn to the next order of the queue, or with -1 to the one before.
type stepQueue int

func (p reviewPage) step(by int) (kit.Screen, tea.Cmd) {
	to := p.queue.next
	if by < 0 {
		to = p.queue.before
	}
	if to == 0 {
		return p, nil
	}
	return p.at(to)
}

// Guide implements kit.Guided.
func (p reviewPage) Guide() string { return guidePage("confirm") }
