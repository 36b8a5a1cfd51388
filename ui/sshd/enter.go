package sshd

import (
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
)

// GoIn is the message by which the screens of a [Porch] ask that their visitor goes on as whoever the proven key belongs
// to by now. Nothing happens while it belongs to nobody.
type GoIn struct{}

// doorway is the model of a stranger, who may be let in while it runs and then goes in on the same terminal. Who goes in
// is asked of the house anew, by the key that was proven, and becomes a session of its own in the register: it ends with
// its key as every other one does.
type doorway struct {
	tea.Model
	host    *Host
	channel *channel
	came    *session // as whom the visitor came
	inside  *inside
	told    []tea.Msg // what the terminal said of itself, for the screens inside
}

// inside is what has to be given back when the terminal is left.
type inside struct {
	mu      sync.Mutex
	session *session
	close   func() error
	left    bool
}

// entered brings the screens of whoever went in.
type entered struct {
	session *session
	screens Screens
}

// Update implements tea.Model.
func (d doorway) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case GoIn:
		if d.inside.is() {
			return d, nil
		}
		return d, d.goIn
	case entered:
		return d.enter(msg)
	case heard:
		model, cmd := d.Model.Update(msg.msg)
		d.Model = model
		return d, tea.Batch(cmd, d.listen(msg.from))
	case tea.WindowSizeMsg, tea.ColorProfileMsg, tea.BackgroundColorMsg:
		if !d.inside.is() {
			d.told = append(d.told[:len(d.told):len(d.told)], msg)
		}
	case tea.KeyPressMsg, tea.PasteMsg, tea.MouseClickMsg, tea.MouseWheelMsg:
		d.inside.touch()
	}
	model, cmd := d.Model.Update(msg)
	d.Model = model
	return d, cmd
}

// goIn registers a session of whoever the key belongs to now and opens its screens. It reads the house: a command.
func (d doorway) goIn() tea.Msg {
	h, c := d.host, d.channel
	visitor, err := h.visitor(c.link, c.proof)
	if err != nil {
		return nil
	}
	next := &session{
		visitor: visitor, since: time.Now(), screens: true, raw: true, cancel: c.cancel, traffic: &c.traffic, stir: h.stir,
		words: d.came.words,
	}
	next.touch()
	if next.visitor.Kind == Stranger || next.visitor.Kind == Script {
		return nil
	}
	most := c.link.limits.Sessions
	if most > 0 {
		most++ // as whom one came counts too, until it is forgotten
	}
	if h.register(next, most) != nil {
		return nil
	}
	h.forget(d.came)
	terminal := *c.terminal
	terminal.Doing = next.do
	shown, err := h.open(c.ctx, next.visitor, terminal)
	if err != nil || shown.Model == nil {
		h.forget(next)
		if err != nil {
			h.options.Log.Error("open", "session", next.number, "error", err)
		}
		return nil
	}
	if !d.inside.take(next, shown.Close) {
		h.forget(next)
		return nil
	}
	h.count(Sessions)
	h.log("begin", next)
	return entered{next, shown}
}

// enter lets the screens inside take the place of those of the porch.
func (d doorway) enter(e entered) (tea.Model, tea.Cmd) {
	d.Model = e.screens.Model
	cmd := d.Model.Init()
	for _, msg := range d.told {
		model, more := d.Model.Update(msg)
		d.Model, cmd = model, tea.Batch(cmd, more)
	}
	d.told = nil
	return d, tea.Batch(cmd, d.listen(e.screens.Messages))
}

// heard is a word that the house had for the screens inside.
type heard struct {
	msg  tea.Msg
	from <-chan tea.Msg
}

// listen waits for the next word of the house: the terminal listens to the words for those who came, not for those who
// went in.
func (d doorway) listen(from <-chan tea.Msg) tea.Cmd {
	if from == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case msg := <-from:
			return heard{msg, from}
		case <-d.channel.ctx.Done():
			return nil
		}
	}
}

// is tells whether somebody went in.
func (i *inside) is() bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.session != nil
}

// take keeps what has to be given back; false where nobody is at the terminal any more, or somebody is in already.
func (i *inside) take(s *session, close func() error) bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.left || i.session != nil {
		return false
	}
	i.session, i.close = s, close
	return true
}

func (i *inside) touch() {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.session != nil {
		i.session.touch()
	}
}

// leave gives back what whoever went in had open.
func (i *inside) leave(h *Host) {
	i.mu.Lock()
	s, closing := i.session, i.close
	i.left = true
	i.mu.Unlock()
	if s == nil {
		return
	}
	h.forget(s)
	h.log("end", s)
	if closing != nil {
		if err := closing(); err != nil {
			h.options.Log.Error("close", "session", s.number, "error", err)
		}
	}
}
