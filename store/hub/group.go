package hub

import (
	"bytes"
	"errors"
	"fmt"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// Bounds of a group. What people wait for is kept small; the bytes leave room for one more entry of the largest size.
const (
	maxGroupCommands = 256
	maxGroupFired    = 256 // due clocks (DESIGN.md, Hub)
	maxGroupBytes    = journal.MaxGroupBytes - journal.MaxRecordBytes
)

// group is what is decided over one overlay and made durable by one append.
type group struct {
	hub     *Hub
	state   *model.Overlay
	now     model.Moment // of the last decision
	entries []journal.Entry
	decided []Entry // the same, as the model means them
	bytes   int
	fired   int // clocks
	last    map[journal.Device]uint64
	owners  map[journal.Device]uint64 // accounts, of devices that have sent something
	replies []func(err error)         // to be called after the append
}

func (h *Hub) newGroup() *group {
	return &group{hub: h, state: model.NewOverlay(h.reader), now: h.now, last: map[journal.Device]uint64{}, owners: map[journal.Device]uint64{}}
}

func (g *group) full() bool {
	return len(g.entries) >= maxGroupCommands+maxGroupFired || g.bytes >= maxGroupBytes
}

// moment is `now` for the next decision: never earlier than the one before. A virtual marketplace says itself what
// time it is.
func (g *group) moment() model.Moment { return max(g.now, g.hub.wall(g.state)) }

// take decides a request, or answers it from what was decided before.
func (g *group) take(r *request) {
	if r.call != nil && r.call.broken {
		g.reply(r, Outcome{}, errBroken)
		return
	}
	if known, err := g.known(r); known || err != nil {
		return
	}
	now := g.moment()
	if open, ok := r.Command.(*model.OpenMarket); ok && open.Virtual && model.MarketOf(g.state) == nil {
		now = max(g.now, open.Start) // the first moment of a virtual clock is the one it is set to
	}
	outcome, err := g.outcome(r, now)
	g.reply(r, outcome, err)
}

// outcome decides a request. One with a number of a device that cannot be decided is refused, and uses its number: asked
// again it could be decided no better, and whatever stands behind it would wait for ever.
func (g *group) outcome(r *request, now model.Moment) (Outcome, error) {
	if r.unread != nil {
		return g.turnDown(r, now, r.unread)
	}
	if why, err := g.rests(r.Submission); err != nil || why != nil {
		if err != nil {
			return Outcome{}, err
		}
		return g.turnDown(r, now, why)
	}
	o, err := g.decide(r.Submission, r.body, now)
	if err == nil || r.Device == (journal.Device{}) {
		return o, err
	}
	g.hub.log.Error("a command could not be decided", "command", r.body.Command, "error", err)
	rule := model.RuleHubFailed
	if errors.Is(err, journal.ErrTooLarge) {
		rule = model.RuleHubLarge
	}
	return g.turnDown(r, now, remote.Refuse(rule, r.body.Command))
}

// reply answers r after the append, or with the append's error.
func (g *group) reply(r *request, o Outcome, err error) {
	if err != nil && r.call != nil {
		r.call.broken = true
	}
	g.replies = append(g.replies, func(failed error) {
		if failed != nil {
			o, err = Outcome{}, failed
		}
		r.reply(o, err)
	})
}

// known answers a request whose number is not the next one of its device.
func (g *group) known(r *request) (bool, error) {
	if r.Device == (journal.Device{}) {
		return false, nil
	}
	last := g.lastCounter(r.Device)
	switch {
	case r.Counter == last+1:
		err := g.owned(r, last)
		if err != nil {
			g.reply(r, Outcome{}, err)
		}
		return false, err
	case r.Counter > last || r.Counter == 0:
		err := &GapError{Expected: last + 1}
		g.reply(r, Outcome{}, err)
		return true, err
	}
	outcome, err := g.repeated(r)
	g.reply(r, outcome, err)
	return true, err
}

// repeated finds what was decided for a number that the device has used.
func (g *group) repeated(r *request) (Outcome, error) {
	entry, err := g.find(r.Device, r.Counter)
	if err != nil {
		return Outcome{}, err
	}
	var b body
	if err := g.hub.codec.Decode(entry.Body, &b); err != nil {
		return Outcome{}, err
	}
	if !b.same(r.body) || entry.Actor != actorOf(r.Actor) {
		return Outcome{}, &ForkedError{r.Device, r.Counter}
	}
	e, err := decodeEntry(g.hub.codec, g.hub.registry, entry)
	return Outcome{Seq: e.Seq, At: e.At, Events: e.Events, Refusal: e.Refusal, Repeated: true}, err
}

// find returns the entry of a device's number, from this group or from the journal.
func (g *group) find(device journal.Device, counter uint64) (found journal.Entry, err error) {
	for _, e := range g.entries {
		if e.Device == device && e.Counter == counter {
			return e, nil
		}
	}
	g.hub.reader.read(func(v journal.Reader) error {
		seq, ok := readNumber(v.Get(roomDevice, deviceKey(device, counter)))
		if !ok || seq == 0 {
			return journal.Damaged(0, "number %d of device %s is missing", counter, device)
		}
		record, err := v.Record(seq)
		found = record.Entry
		found.Body = bytes.Clone(found.Body)
		return err
	})
	return found, nil
}

func (g *group) lastCounter(device journal.Device) uint64 {
	if last, ok := g.last[device]; ok {
		return last
	}
	last := uint64(0)
	g.hub.reader.read(func(v journal.Reader) error {
		for key := range v.Descend(roomDevice, journal.Next(device[:])) {
			if bytes.HasPrefix(key, device[:]) {
				last, _ = readNumber(key[len(device):])
			}
			break
		}
		return nil
	})
	g.last[device] = last
	return last
}

// nobody tells that a command is uttered by somebody who has no account, and under no number of its own. What such a one
// is refused stands nowhere: people who have no account have as many keys as they like, and the journal is for ever.
func (s Submission) nobody() bool {
	a := s.Actor
	return a.Account == 0 && !a.Operator && !a.System && s.Device == journal.Device{}
}

// decide has the model decide and takes the outcome into the group. An error means that nothing was taken.
func (g *group) decide(s Submission, b body, now model.Moment) (Outcome, error) {
	decision, err := decide(g.state, s, now)
	if err != nil {
		return Outcome{}, err
	}
	if decision.Refusal != nil && s.nobody() {
		g.hub.log.Info("refused", "actor", "a stranger", "key", s.Actor.Proven, "command", b.Command, "rule", string(decision.Refusal.Rule))
		return Outcome{At: now, Refusal: decision.Refusal, Notes: decision.Notes}, nil
	}
	b.Refusal = decision.Refusal
	if err := b.carry(g.hub.codec, decision.Events); err != nil {
		return Outcome{}, err
	}
	if b.Unkept != nil && b.Refusal == nil {
		return Outcome{}, fmt.Errorf("command %s: %w", b.Command, journal.ErrTooLarge)
	}
	e := Entry{
		Seq: g.hub.head.Seq + uint64(len(g.entries)) + 1, At: now, Actor: s.Actor, Device: s.Device, Counter: s.Counter,
		Command: s.Command, Name: b.Command, Refusal: b.Refusal, Events: decision.Events, raw: b.Events,
	}
	if err := g.add(&e, b); err != nil {
		return Outcome{}, err
	}
	if decision.Refusal == nil {
		g.keep(s.Secrets, b)
		g.decided[len(g.decided)-1].told = fold(g.state, e)
	}
	return Outcome{Seq: e.Seq, At: now, Events: decision.Events, Refusal: decision.Refusal, Notes: decision.Notes}, nil
}

// add numbers the entry and puts it into the group.
func (g *group) add(e *Entry, b body) error {
	raw, err := g.hub.codec.Encode(b)
	if err != nil {
		return err
	}
	if len(raw) > journal.MaxBodyBytes {
		return fmt.Errorf("command %s and its events take %d bytes: %w", b.Command, len(raw), journal.ErrTooLarge)
	}
	if e.Device == (journal.Device{}) {
		e.Device = g.hub.device
		e.Counter = g.lastCounter(e.Device) + 1
	}
	g.last[e.Device] = e.Counter
	g.entries = append(g.entries, journal.Entry{
		Seq: e.Seq, At: int64(e.At), Actor: actorOf(e.Actor), Device: e.Device, Counter: e.Counter, Body: raw,
	})
	g.decided = append(g.decided, *e)
	g.bytes += len(raw) + journal.MaxRecordBytes - journal.MaxBodyBytes
	g.now = e.At
	return nil
}

// keep keeps those private values that the events commit to. Others were sent for nothing and are forgotten.
func (g *group) keep(secrets []model.Opened, b body) {
	for _, secret := range secrets {
		c := secret.Commit()
		for _, w := range b.Events {
			if bytes.Contains(w.Body, c[:]) {
				g.state.Keep(secret)
				break
			}
		}
	}
}

// fold applies an entry's events and returns whom it has to tell of what. An event that finds no row is corruption in a
// hub, and there is nothing sensible to go on with.
func fold(state *model.Overlay, e Entry) *notices {
	w := &witness{Overlay: state, before: map[model.Ref]model.Row{}}
	for _, event := range e.Events {
		if !model.Apply(w, e.Meta(), event) {
			panic(unreadable{journal.Damaged(e.Seq, "event %s is about a row that is not there", event.Wire())})
		}
	}
	return w.notices(e)
}
