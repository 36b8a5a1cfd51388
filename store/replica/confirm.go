package replica

import (
	"context"
	"errors"

	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// confirm asks the hub whether it still has what it said it had carried out, where no page of it has come yet: the
// connection broke between the two, and a hub that was put back in the meantime may have given the numbers to another
// copy of this device, so that neither its head nor its counters show that anything is missing. It returns the keys of
// the items that the hub has forgotten. Those of which it says nothing now stay in the outbox until it does.
func (r *Replica) confirm(ctx context.Context, hub remote.Remote, hello remote.Hello, w remote.Welcome) (map[uint64]bool, error) {
	open := r.unconfirmed(w)
	forgotten, name := map[uint64]bool{}, hello.Device
	for _, it := range open {
		of := it.Of
		if of == (journal.Device{}) {
			of = hello.Device
		}
		if of != name { // it was sent under a name that the device had before
			as := hello
			as.Device, name = of, of
			if _, err := hub.Greet(ctx, as); errors.Is(err, remote.ErrPending) {
				name = journal.Device{}
				r.gate.change(func() { r.sure[it.Key] = true }) // see the package comment
				continue
			} else if err != nil {
				return nil, err
			}
		}
		if of == hello.Device && w.Next != 0 && it.Counter >= w.Next {
			forgotten[it.Key] = true
		} else if err := r.askAgain(ctx, hub, it, forgotten); err != nil {
			return nil, err
		}
	}
	if name != hello.Device {
		_, err := hub.Greet(ctx, hello)
		return forgotten, err
	}
	return forgotten, nil
}

// unconfirmed begins a connection, in which nothing was confirmed yet. It returns what has to be, none at a hub of
// another marketplace.
func (r *Replica) unconfirmed(w remote.Welcome) (open []*Item) {
	r.gate.change(func() {
		r.sure = map[uint64]bool{}
		for _, it := range r.items {
			if it.Seq != 0 && w.Epoch == r.meta.Epoch && w.Account == r.meta.Account {
				open = append(open, it)
			}
		}
	})
	return open
}

// askAgain sends an item once more that was carried out: the hub has it where it was, or something else, or nothing. A hub
// that has nothing may decide it now.
func (r *Replica) askAgain(ctx context.Context, hub remote.Remote, it *Item, forgotten map[uint64]bool) error {
	answers, err := hub.Send(ctx, []remote.Parcel{it.parcel(it.Rests)})
	var gap *remote.GapError
	var forked *remote.ForkedError
	switch {
	case len(answers) == 1 && answers[0].Counter == it.Counter:
		return own(r.answeredAs(func(other *Item) (remote.Answer, bool) { return answers[0], other.Key == it.Key }))
	case errors.As(err, &gap), errors.As(err, &forked):
		forgotten[it.Key] = true
		return nil
	case errors.Is(err, remote.ErrPending):
		return nil
	case err == nil:
		err = remote.ErrFailed
	}
	return err
}
