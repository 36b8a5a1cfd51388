package screen

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
)

// JoinAsking is what joining a hub asks of a person, and tells it. The functions wait for the answer; they are called
// beside the screens.
type JoinAsking struct {
	Trust      func(ctx context.Context, fingerprint string) (bool, error)
	Passphrase func(ctx context.Context, file string) ([]byte, error)
	Told       func(post.State)
}

// Joining is what the page needs that joins a hub.
type Joining struct {
	// Go begins to join the hub at a URL and returns what waits for the next thing to happen: a [JoinTrust], a [JoinPhrase],
	// a [JoinTold] or a [JoinOver], after which it is not asked again. When ctx ends everything is as it was.
	Go func(ctx context.Context, url string) (next func() tea.Msg)
	// NewKey makes an SSH key where there is none; nil: it cannot be done here.
	NewKey func() (file, public string, err error)
}

// JoinTrust asks whether a key that was never seen is the hub's.
type JoinTrust struct {
	Fingerprint string
	Answer      func(bool)
}

// JoinPhrase asks for the passphrase of a key file.
type JoinPhrase struct {
	File   string
	Answer func(phrase []byte, given bool)
}

// JoinTold says how far the first load is.
type JoinTold struct{ Loading }

// JoinOver is the end: what the program goes on with, or why there is nothing to go on with.
type JoinOver struct {
	Go  tea.Msg
	Err error
}

// joinStage is what the page is at.
type joinStage uint8

const (
	joinTyping joinStage = iota // the address is typed
	joinGoing                   // the hub is asked
	joinTrusting
	joinPhrasing
	joinStuck // something is in the way that the person has to settle
)

// join is the page that makes this directory a copy of a hub's marketplace, one question at a time.
type join struct {
	desk    Desk
	joining Joining
	frame   kit.Frame
	words   *kit.Words
	stage   joinStage
	address kit.Input
	phrase  kit.Input
	spinner kit.Spinner

	run     uint64 // which attempt it is; what comes of an earlier one is not heard
	cancel  context.CancelFunc
	next    func() tea.Msg
	trust   JoinTrust
	locked  JoinPhrase
	load    loadBar
	why     post.Question // of joinStuck
	keyFile string        // that was made here
	wrong   string        // said below the address
}

// joinEvent is what happened in an attempt.
type joinEvent struct {
	run uint64
	msg tea.Msg
}

// joinDraft is the name under which the address is kept.
const joinDraft = "join"

// joinChars bounds an address.
const joinChars = 300

// NewJoin returns the page that joins a hub. Its desk needs words only.
func NewJoin(d Desk, j Joining) kit.Screen {
	p := join{desk: d, joining: j, address: kit.NewInput(joinChars), phrase: kit.NewInput(joinChars), spinner: kit.NewSpinner()}
	p.address = p.address.SetValue(d.draft(joinDraft)["url"])
	return p
}

// Init implements kit.Screen.
func (p join) Init() tea.Cmd { return nil }

// Title implements kit.Screen.
func (p join) Title() string { return p.desk.Words.Say("joining.title") }

// Help implements kit.Helper.
func (p join) Help() string { return p.desk.Words.Say("joining.help") }

// Guide implements kit.Guided.
func (p join) Guide() string { return guidePage("join") }

// Typing implements kit.Typing.
func (p join) Typing() bool { return p.stage == joinTyping || p.stage == joinPhrasing }

// Update implements kit.Screen.
func (p join) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		p.frame = msg
	case *kit.Words:
		p.words = msg
	case joinEvent:
		if msg.run == p.run {
			return p.happened(msg.msg)
		}
	case joinKey:
		return p.keyed(msg)
	case tea.KeyPressMsg:
		return p.key(msg)
	case tea.PasteMsg:
		return p.typed(msg)
	default:
		var tick tea.Cmd
		p.spinner, tick = p.spinner.Update(msg)
		return p, tick
	}
	return p, nil
}

// typed edits the line that is asked for.
func (p join) typed(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch p.stage {
	case joinTyping:
		var changed bool
		if p.address, changed, _ = p.address.Update(msg); changed {
			p.wrong = ""
			p.desk.keep(joinDraft, map[string]string{"url": p.address.Value()})
		}
	case joinPhrasing:
		p.phrase, _, _ = p.phrase.Update(msg)
	}
	return p, nil
}

// begin asks the hub at the address that was typed.
func (p join) begin() (kit.Screen, tea.Cmd) {
	url := post.URL(p.address.Value())
	if url == "" {
		p.wrong = p.desk.Words.Say("joining.no_address")
		return p, nil
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.run++
	p.stage, p.cancel, p.load, p.wrong, p.why = joinGoing, cancel, loadBar{}, "", post.Question{}
	var tick tea.Cmd
	p.spinner, tick = p.spinner.Start()
	p.next = p.joining.Go(ctx, url)
	return p, tea.Batch(tick, p.listen())
}

// listen waits for what happens next.
func (p join) listen() tea.Cmd {
	next, run := p.next, p.run
	return func() tea.Msg {
		msg := next()
		if msg == nil {
			return nil
		}
		return kit.Self{Msg: joinEvent{run, msg}}
	}
}

// leave gives the attempt up; the address is there again.
func (p join) leave() (kit.Screen, tea.Cmd) {
	if p.cancel != nil {
		p.cancel()
	}
	p.run++
	p.stage, p.cancel, p.spinner, p.phrase = joinTyping, nil, p.spinner.Stop(), p.phrase.SetValue("")
	return p, nil
}

// happened goes on with what came of the attempt.
func (p join) happened(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case JoinTrust:
		p.stage, p.trust = joinTrusting, msg
		return p, nil // the next comes after the answer
	case JoinPhrase:
		p.stage, p.locked, p.phrase = joinPhrasing, msg, p.phrase.SetValue("")
		return p, nil
	case JoinTold:
		p.load = p.load.at(msg.Loading)
	case JoinOver:
		p.cancel, p.spinner = nil, p.spinner.Stop()
		if msg.Err == nil {
			p.desk.keep(joinDraft, nil)
			return p, kit.Send(msg.Go)
		}
		return p.stuck(msg.Err), nil
	}
	return p, p.listen()
}

// loadBar is a first load as it is drawn.
type loadBar struct {
	last    Loading
	started time.Time
}

// at is the bar with another state.
func (b loadBar) at(l Loading) loadBar {
	if b.last = l; b.started.IsZero() && l.State.Got > 0 {
		b.started = l.Now
	}
	return b
}

// line draws the bar, "" before anything has come.
func (b loadBar) line(t kit.Theme, words *kit.Words, w int) string {
	s := b.last.State
	if s.Got == 0 {
		return ""
	}
	return kit.Progress{Done: int(s.Got), Total: int(s.Got + s.Left), Started: b.started, Now: b.last.Now, Words: words}.View(t, w)
}

// hub names the hub that is asked.
func (p join) hub() string { return post.Host(post.URL(p.address.Value())) }

// say says a sentence of this page about the hub and what is in the way.
func (p join) say(word string, args ...model.Arg) string {
	all := append([]model.Arg{
		assets.Text("hub", model.Safe(p.hub())), assets.Text("key", p.why.Offered), assets.Text("known", p.why.Known), assets.Text("where", model.Safe(p.why.Where)),
	}, args...)
	return p.desk.Words.Say("joining."+word, all...)
}
