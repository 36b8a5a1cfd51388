package simulation

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
	"aeconnect/store/replica"
)

// way is how a session reaches the hub.
type way interface {
	remote.Remote
	hangUp() // it has been long enough
}

// session is one connection of a device, as the replica and the checks see it.
type session struct {
	remote.Remote
	line   way
	device *device
	limit  int
	newer  bool   // rows of a newer version come
	pay    func() // what a person does while there is a connection; nil: nothing
	name   journal.Device
	loads  bool // the view is loaded anew
	ended  bool
	forked bool
	whole  bool // everything was taken
}

// connect runs one session. It ends when the replica has sent and taken everything, or something breaks.
func (s *run) connect(d *device, rough bool, pay func()) error {
	here := &session{device: d, limit: []int{0, 2000, 6000}[s.chance.IntN(3)], newer: rough && s.chance.IntN(8) == 0}
	if s.post != nil {
		here.newer = false
	}
	if d.State().Loaded {
		here.pay = pay
	}
	sky := storm(s.chance, rough)
	if rough {
		switch n := s.chance.IntN(24); {
		case n < 8:
			d.power.left = s.chance.IntN(7)
		case n == 8:
			d.power.full.Store(true)
		}
	}
	wrong := rand.New(rand.NewPCG(s.chance.Uint64(), 3))
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	err := d.Run(ctx, func(context.Context) (remote.Remote, error) {
		if s.post != nil {
			m, err := s.post.way(d, rough)
			if err != nil {
				return nil, err
			}
			here.line = m
		} else {
			here.line = s.net.connect(d.id(), sky)
		}
		here.Remote = here.line
		if s.parts.Remote != nil {
			here.Remote = s.parts.Remote(here.line, wrong)
		}
		return here, nil
	}, replica.Pace{Wait: func(context.Context, time.Duration, <-chan struct{}) { cancel() }})
	s.note("%s: session rough=%v whole=%v power=%v: %v %v", d.name, rough, here.whole, !d.power.failed(), err, d.State().Why)
	died, failed := d.recover()
	s.cutShort(here, err)
	if failed != nil || died {
		return failed
	}
	if errors.Is(err, errFull) {
		return d.restart(nil) // there is room again
	}
	if !errors.Is(err, context.Canceled) {
		return fmt.Errorf("%s: %w", d.name, err)
	}
	if !here.whole && s.chance.IntN(3) == 0 {
		return d.restart(nil) // its person gives up
	}
	if s.post != nil {
		return nil // what it was told may be old
	}
	if err := d.checkAlarms(); here.whole && err != nil {
		return s.breaks(Alarmed, err)
	}
	if here.whole && !here.newer && s.chance.IntN(4) == 0 {
		return s.breaks(Projected, s.same(d))
	}
	return nil
}

// cutShort counts what did not come to its end.
func (s *run) cutShort(h *session, err error) {
	switch {
	case h.whole:
	case h.loads && err != nil:
		s.tally.add("first load cut")
	default:
		s.tally.add("session broken")
	}
	if h.newer && h.whole {
		s.tally.add("row of a newer version")
	}
}

// Greet implements remote.Remote.
func (h *session) Greet(ctx context.Context, hello remote.Hello) (remote.Welcome, error) {
	if h.device.power.failed() {
		return remote.Welcome{}, errPower
	}
	w, err := h.Remote.Greet(ctx, hello)
	h.device.run.note("  %s greets as %x: next %d head %d: %v", h.device.name, hello.Device[:3], w.Next, w.Head, err)
	if err == nil {
		h.name = hello.Device
		h.device.names = append(h.device.names, hello.Device)
	}
	return w, err
}

// Send implements remote.Remote.
func (h *session) Send(ctx context.Context, all []remote.Parcel) ([]remote.Answer, error) {
	if h.device.power.failed() {
		return nil, errPower
	}
	answers, err := h.Remote.Send(ctx, all)
	for _, p := range all {
		h.device.run.note("  %s sends %d %s", h.device.name, p.Counter, p.Wire)
	}
	for i, a := range answers {
		h.device.run.note("  %d: %d %v repeated=%v", a.Counter, a.Seq, a.Refusal, a.Repeated)
		h.device.run.book.told(h.device, h.name, all[i], a)
	}
	var forked *remote.ForkedError
	if errors.As(err, &forked) && !h.forked {
		h.forked = true // a letter may say it once more
		h.device.forks = h.device.alarmed() + 1
	}
	return answers, err
}

// Pull implements remote.Remote.
func (h *session) Pull(ctx context.Context, after remote.Cursor, _ int) (remote.Page, error) {
	h.loads = h.loads || len(after) == 0
	if h.device.power.failed() {
		return remote.Page{}, errPower
	}
	p, err := h.Remote.Pull(ctx, after, h.limit)
	h.device.run.note("  %s pulls: head %d, %d rows, more %v: %v", h.device.name, p.Head, len(p.Put), p.More, err)
	if err != nil {
		return p, err
	}
	if h.device.run.post == nil {
		h.device.run.overhear(h.device, p)
	}
	if h.newer {
		p.Put = append(p.Put, remote.Put{Ref: model.Ref{Kind: 60, Key: 1}, Row: []byte{0xa0}})
	}
	if !p.More {
		h.rest()
	}
	return p, nil
}

// rest is when everything has come: the time to pay, and then to end.
func (h *session) rest() {
	pay := h.pay
	if m, ok := h.line.(*mailman); ok && m.pending {
		pay = nil
	}
	if h.pay = nil; pay != nil && !h.loads && !h.ended {
		if pay(); h.unsent() {
			return
		}
	}
	h.ended, h.whole = true, true
	h.line.hangUp()
}

func (h *session) unsent() bool {
	for _, it := range h.device.Outbox() {
		if it.Seq == 0 {
			return true
		}
	}
	return false
}
