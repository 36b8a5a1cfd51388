package folder

import (
	"context"
	"errors"
	"slices"

	"aeconnect/store/remote"
	"aeconnect/store/remote/wire"
)

// Send implements remote.Remote. What was asked before is asked in the same portions, so that the answers are found also
// when there are more commands by now.
func (d *Device) Send(ctx context.Context, parcels []remote.Parcel) (all []remote.Answer, err error) {
	waiting := error(nil)
	if len(parcels) > 0 {
		d.mu.Lock()
		d.oldest = parcels[0].Counter
		d.mu.Unlock()
	}
	for chunks := 0; len(parcels) > 0 && chunks < maxChunks; chunks++ {
		n, err := d.portion(parcels)
		if err != nil {
			return all, errors.Join(waiting, err)
		}
		answers, err := d.sendSome(ctx, parcels[:n], waiting != nil)
		if waiting == nil {
			all = append(all, answers...)
		}
		if errors.Is(err, remote.ErrPending) {
			waiting = err // the others may travel beside it
		} else if err != nil {
			return all, err
		}
		parcels = parcels[n:]
	}
	if waiting == nil && len(parcels) > 0 {
		rest, err := d.Send(ctx, parcels)
		return append(all, rest...), err
	}
	return all, waiting
}

// portion returns how many of the parcels make the next question.
func (d *Device) portion(parcels []remote.Parcel) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.greeted {
		return 0, remote.ErrRefused
	}
	for _, p := range d.state.Pending {
		if p.Kind == wire.Send && p.First == parcels[0].Counter && p.Count <= uint64(len(parcels)) {
			return int(p.Count), nil
		}
	}
	n, err := wire.Fitting(parcels)
	for _, p := range d.state.Pending { // not into what is on its way
		if p.Kind == wire.Send && p.First > parcels[0].Counter && p.First-parcels[0].Counter < uint64(n) {
			n = int(p.First - parcels[0].Counter)
		}
	}
	return n, err
}

// sendSome sends one portion; quietly, it does not wait for the answer, and takes none that is there: the answers before
// it are missing.
func (d *Device) sendSome(ctx context.Context, parcels []remote.Parcel, quietly bool) ([]remote.Answer, error) {
	d.mu.Lock()
	d.sending = pending{First: parcels[0].Counter, Count: uint64(len(parcels))}
	d.mu.Unlock()
	if quietly {
		return nil, d.post(ctx, parcels)
	}
	d.mu.Lock()
	later, passed := d.state.Later, d.state.Passed
	d.mu.Unlock()
	answers, err := d.Exchange.Send(ctx, parcels)
	var gap *remote.GapError
	var forked *remote.ForkedError
	if len(answers) > 0 || !errors.As(err, &gap) && !errors.As(err, &forked) {
		return answers, err
	}
	d.mu.Lock() // nothing was decided: what a greeting says that was asked before is as true as it was
	defer d.mu.Unlock()
	d.state.Later, d.state.Passed = later, passed
	return nil, errors.Join(err, d.keep())
}

// underWay tells that commands lie in the folder which the hub may have decided since it wrote its welcome, or will: one
// that was put back and forgot them decides them in their old places. Whoever sent them again in others, because the
// welcome says that they are forgotten, would have them decided twice.
func (d *Device) underWay() bool {
	return slices.ContainsFunc(d.state.Pending, func(p pending) bool {
		if p.Kind != wire.Send {
			return false
		}
		answer, err := d.answered.get(p.Key)
		return err != nil || answer == nil || !decidesNothing(answer, p.First)
	})
}

// decidesNothing tells that an answer refuses all commands, of which the first has the counter, because of their numbers.
func decidesNothing(answer []byte, first uint64) bool {
	e := wire.NewExchange(func(context.Context, wire.Kind, []byte) ([]byte, error) { return answer, nil })
	answers, err := e.Send(context.Background(), []remote.Parcel{{Counter: first}})
	var gap *remote.GapError
	var forked *remote.ForkedError
	return len(answers) == 0 && (errors.As(err, &gap) || errors.As(err, &forked))
}

// post puts the question of a Send into the folder without waiting.
func (d *Device) post(ctx context.Context, parcels []remote.Parcel) error {
	_, err := wire.NewExchange(func(_ context.Context, kind wire.Kind, question []byte) ([]byte, error) {
		d.mu.Lock()
		defer d.mu.Unlock()
		question = named{d.greeting, question}.text()
		k := keyOf(question)
		if d.known(k) >= 0 {
			return nil, remote.ErrPending
		}
		if err := d.ask(kind, k, question); err != nil {
			return nil, err
		}
		return nil, remote.ErrPending
	}).Send(ctx, parcels)
	return err
}
