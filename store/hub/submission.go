package hub

import (
	"context"
	"errors"
	"fmt"

	"aeconnect/model"
	"aeconnect/store/journal"
)

// Submission is a command with who sends it. The actor is stamped by whoever knows the sender, never sent by a client.
type Submission struct {
	Actor   model.Actor
	Device  journal.Device // zero: the hub's own device, for callers within the process; the hub numbers it
	Counter uint64         // of Device, from 1 without gaps
	Command model.Command
	Secrets []model.Opened // the private values behind the command's commitments
	Rests   []uint64       // earlier counters of Device, as in remote.Parcel
}

// Outcome is what became of a submission. Exactly one of Events and Refusal says something.
type Outcome struct {
	Seq      uint64 // of the entry
	At       model.Moment
	Events   []model.Event
	Refusal  *model.Refusal
	Notes    []model.Note // of the decision; none when Repeated
	Repeated bool         // the device had sent this command before; this is what was decided then
}

// What a hub answers when it is not there to decide.
var (
	ErrClosed  = errors.New("the marketplace is closed")
	ErrStopped = errors.New("the marketplace stopped because it could not make sure of a write; open it again")
)

// GapError refuses a counter that is too high: commands before it are missing.
type GapError struct{ Expected uint64 }

// Error says which counter comes next.
func (e *GapError) Error() string {
	return fmt.Sprintf("a command of this device is missing: %d comes next", e.Expected)
}

// ForkedError refuses another command under a number that the device has used. Two copies of the device are at work:
// somebody has restored a backup of it.
type ForkedError struct {
	Device  journal.Device
	Counter uint64
}

// Error names device and number.
func (e *ForkedError) Error() string {
	return fmt.Sprintf("device %s has sent another command as its number %d: a restored copy of it must join anew", e.Device, e.Counter)
}

// request is a submission on its way through the decider.
type request struct {
	Submission
	bulk   func(*Bulk) error // instead of a submission
	body   body
	unread *model.Refusal // the command could not be read, and is refused by this
	answer chan answer    // buffered: the decider never waits for whoever asked
	call   *call          // that it came with; nil: it came alone
}

// call is what requests share that were sent in one: after one that cannot be decided none of the others is, for they may
// have been made in the belief that it was. It belongs to the decider.
type call struct{ broken bool }

var errBroken = errors.New("a command before this one could not be decided")

type answer struct {
	outcome Outcome
	err     error
}

func (r *request) reply(o Outcome, err error) { r.answer <- answer{o, err} }

// Submit has the command decided and returns when the outcome is durable. A refusal is an Outcome, not an error. Errors
// are GapError, ForkedError, journal.ErrTooLarge (nothing was kept), ErrClosed, and ErrStopped, after which it is not
// known whether the command was decided; asking again under the same device and counter, once the hub is open again,
// tells. The same holds when ctx ends before the answer. It may be called from any number of goroutines.
func (h *Hub) Submit(ctx context.Context, s Submission) (Outcome, error) {
	b, err := input(h.codec, h.registry, s.Command)
	if err != nil {
		return Outcome{}, err
	}
	r := &request{Submission: s, body: b, answer: make(chan answer, 1)}
	if err := h.hand(ctx, r); err != nil {
		return Outcome{}, err
	}
	return h.await(ctx, r)
}

// hand gives a request to the decider.
func (h *Hub) hand(ctx context.Context, r *request) error {
	select {
	case h.requests <- r:
		return nil
	case <-h.closing:
		return h.gone()
	case <-h.done:
		return h.gone()
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *Hub) await(ctx context.Context, r *request) (Outcome, error) {
	select {
	case a := <-r.answer:
		return a.outcome, a.err
	case <-ctx.Done():
		return Outcome{}, ctx.Err()
	case <-h.done: // the decider has gone; it may have answered first
		select {
		case a := <-r.answer:
			return a.outcome, a.err
		default:
			return Outcome{}, h.gone()
		}
	}
}

// Try decides a submission as it would be decided now and throws the outcome away: a plan. It writes nothing.
func (h *Hub) Try(s Submission) (o Outcome, err error) {
	err = h.view(func(r *reader) error {
		o.At = h.nowOver(r)
		decision, err := decide(r, s, o.At)
		o.Events, o.Refusal, o.Notes = decision.Events, decision.Refusal, decision.Notes
		return err
	})
	return o, err
}

// decide asks the model, with the submission's private values at hand. A panic of the model is an error of this one
// command: deciding changes nothing.
func decide(state model.Reader, s Submission, now model.Moment) (d model.Decision, err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case unreadable:
			panic(p)
		default:
			err = fmt.Errorf("deciding %s failed: %v", s.Command.Wire(), p)
		}
	}()
	if len(s.Secrets) > 0 {
		layer := model.NewOverlay(state)
		for _, secret := range s.Secrets {
			layer.Keep(secret)
		}
		state = layer
	}
	return model.Decide(state, s.Actor, now, s.Command), nil
}
