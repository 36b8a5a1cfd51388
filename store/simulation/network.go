package simulation

import (
	"context"
	"errors"
	"math/rand/v2"

	"aeconnect/store/remote"
	"aeconnect/store/remote/wire"
)

// fault is what befalls one frame.
type fault int

const (
	calm         fault = iota
	lostQuestion       // it does not arrive
	cutQuestion        // a part of it does
	lateQuestion       // it arrives when nobody waits any more
	doubled            // it arrives twice
	lostAnswer
	cutAnswer
	hubDies // after it has decided some of what was sent
	faults
)

// String is the fault's name.
func (f fault) String() string {
	return "weather " + [...]string{"calm", "question lost", "question cut", "question late", "question doubled", "answer lost", "answer cut", "hub dies while it decides"}[f]
}

// weather is what a connection will meet, drawn before it begins.
type weather struct {
	plan   []fault
	chance *rand.Rand
}

// storm draws the weather of a connection.
func storm(chance *rand.Rand, rough bool) weather {
	w := weather{chance: rand.New(rand.NewPCG(chance.Uint64(), 1))}
	if rough {
		for range 12 {
			f := calm
			if chance.IntN(4) == 0 {
				f = fault(chance.IntN(int(faults)))
			}
			w.plan = append(w.plan, f)
		}
	}
	return w
}

// network carries frames, and keeps those that come late.
type network struct {
	machine *machine
	note    func(format string, args ...any)
	tally   *Tally
	late    []func()
	wrong   []error // a frame was taken for what it is not
}

// deliver lets what was late arrive.
func (n *network) deliver() {
	late := n.late
	n.late = nil
	for _, arrive := range late {
		n.tally.add("late question delivered")
		arrive()
	}
}

// line is one connection. It is a remote.Remote over frames.
type line struct {
	*wire.Exchange
	net     *network
	desk    remote.Remote
	sky     weather
	calls   int
	cut     bool
	replier wire.Replier
	over    chan struct{} // closed when the connection has to end
	ended   bool
}

var errCut = errors.New("the line was cut")

func (n *network) connect(id remote.Identity, sky weather) *line {
	l := &line{net: n, desk: n.machine.serves.Receive(id), sky: sky, replier: wire.NewReplier(), over: make(chan struct{})}
	l.Exchange = wire.NewExchange(l.carry)
	return l
}

// Watch implements remote.Remote: it waits until the session has been long enough.
func (l *line) Watch(ctx context.Context, _ remote.Cursor) error {
	select {
	case <-l.over:
		return errCut
	case <-ctx.Done():
		return ctx.Err()
	}
}

// hangUp ends the connection.
func (l *line) hangUp() {
	if !l.ended {
		l.ended = true
		close(l.over)
	}
}

// Close implements remote.Remote.
func (l *line) Close() error { return nil } // the desk stays open for what comes late

// carry brings one frame there and one back, or what the weather leaves of them.
func (l *line) carry(ctx context.Context, _ wire.Kind, question []byte) ([]byte, error) {
	if l.cut {
		return nil, errCut
	}
	f := calm
	if l.calls < len(l.sky.plan) {
		f = l.sky.plan[l.calls]
	}
	l.calls++
	l.net.note(" %s", f)
	l.net.tally.add(f.String())
	l.cut = f != calm && f != doubled
	switch f {
	case lostQuestion:
		return nil, errCut
	case cutQuestion:
		if _, _, err := l.replier.Read(question[:l.sky.chance.IntN(len(question))]); err == nil {
			l.net.wrong = append(l.net.wrong, errors.New("a part of a frame was taken for a frame"))
		}
		return nil, errCut
	case lateQuestion:
		l.net.late = append(l.net.late, func() { _, _ = l.ask(context.Background(), question) })
		return nil, errCut
	case doubled:
		if _, err := l.ask(ctx, question); err != nil {
			return nil, err
		}
	case hubDies:
		l.desk = &dying{Remote: l.desk, chance: l.sky.chance}
	}
	answer, err := l.ask(ctx, question)
	switch {
	case f == hubDies:
		l.net.die()
		return nil, errCut
	case err != nil || f == lostAnswer:
		return nil, errors.Join(err, errIf(f == lostAnswer))
	case f == cutAnswer:
		return answer[:l.sky.chance.IntN(len(answer))], nil
	}
	return answer, nil
}

func errIf(cut bool) error {
	if cut {
		return errCut
	}
	return nil
}

func (l *line) ask(ctx context.Context, question []byte) ([]byte, error) {
	q, refusal, err := l.replier.Read(question)
	if err != nil {
		return refusal, nil
	}
	answer, _, err := l.replier.Answer(ctx, l.desk, q)
	return answer, err
}

// die ends the hub's process and starts it again.
func (n *network) die() {
	if err := n.machine.crash(); err != nil {
		n.wrong = append(n.wrong, err)
	}
}

// dying is a hub that decides some of what it gets and then no more.
type dying struct {
	remote.Remote
	chance *rand.Rand
}

// Send implements remote.Remote.
func (d *dying) Send(ctx context.Context, all []remote.Parcel) ([]remote.Answer, error) {
	_, _ = d.Remote.Send(ctx, all[:d.chance.IntN(len(all)+1)])
	return nil, errCut
}
