package simulation_test

import (
	"context"
	"errors"
	"math/rand/v2"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/journal/mem"
	"aeconnect/store/remote"
	"aeconnect/store/simulation"
)

// wrong is a remote of which some calls are made otherwise.
type wrong struct {
	remote.Remote
	greet func(ctx context.Context, hub remote.Remote, h remote.Hello) (remote.Welcome, error)
	send  func(ctx context.Context, hub remote.Remote, all []remote.Parcel) ([]remote.Answer, error)
	pull  func(ctx context.Context, hub remote.Remote, after remote.Cursor, limit int) (remote.Page, error)
	hello remote.Hello
}

// Greet implements remote.Remote.
func (w *wrong) Greet(ctx context.Context, h remote.Hello) (remote.Welcome, error) {
	w.hello = h
	if w.greet == nil {
		return w.Remote.Greet(ctx, h)
	}
	return w.greet(ctx, w.Remote, h)
}

// Send implements remote.Remote.
func (w *wrong) Send(ctx context.Context, all []remote.Parcel) ([]remote.Answer, error) {
	if w.send == nil {
		return w.Remote.Send(ctx, all)
	}
	return w.send(ctx, w.Remote, all)
}

// Pull implements remote.Remote.
func (w *wrong) Pull(ctx context.Context, after remote.Cursor, limit int) (remote.Page, error) {
	if w.pull == nil {
		return w.Remote.Pull(ctx, after, limit)
	}
	return w.pull(ctx, w.Remote, after, limit)
}

// at makes replicas call the hub in a wrong way.
func at(plant func(w *wrong, chance *rand.Rand)) simulation.Parts {
	return simulation.Parts{Remote: func(hub remote.Remote, chance *rand.Rand) remote.Remote {
		w := &wrong{Remote: hub}
		plant(w, chance)
		return w
	}}
}

// served makes the hub answer in a wrong way.
func served(plant func(w *wrong, hub remote.Authority, id remote.Identity)) simulation.Parts {
	return simulation.Parts{Authority: func(hub remote.Authority) remote.Authority {
		return authority(func(id remote.Identity) remote.Remote {
			w := &wrong{Remote: hub.Receive(id)}
			plant(w, hub, id)
			return w
		})
	}}
}

type authority func(remote.Identity) remote.Remote

// Receive implements remote.Authority.
func (a authority) Receive(id remote.Identity) remote.Remote { return a(id) }

// liar is a journal that says an entry is kept when it is not.
type liar struct {
	journal.Journal
	before *mem.Journal // the last append
}

func lying(j journal.Journal) journal.Journal { return &liar{Journal: j} }

// Append implements journal.Journal.
func (l *liar) Append(ctx context.Context, head journal.Head, group []journal.Entry, with func(journal.Tx) error) (journal.Head, error) {
	l.before = l.Journal.(interface{ Fork() *mem.Journal }).Fork()
	return l.Journal.Append(ctx, head, group, with)
}

// Crash is what is left.
func (l *liar) Crash() *mem.Journal {
	if l.before == nil {
		return l.Journal.(interface{ Fork() *mem.Journal }).Fork()
	}
	return l.before
}

// torn is a journal that takes the half of an append for the whole: the entry is there, and what it changes in part.
type torn struct {
	journal.Journal
	n int
}

// Append implements journal.Journal.
func (t *torn) Append(ctx context.Context, head journal.Head, group []journal.Entry, with func(journal.Tx) error) (journal.Head, error) {
	if t.n++; t.n%5 != 0 || with == nil {
		return t.Journal.Append(ctx, head, group, with)
	}
	return t.Journal.Append(ctx, head, group, func(tx journal.Tx) error { return with(&half{Tx: tx}) })
}

type half struct {
	journal.Tx
	n int
}

// Put implements journal.Tx.
func (h *half) Put(room journal.Room, key, value []byte) error {
	if h.n++; h.n == 3 {
		return nil
	}
	return h.Tx.Put(room, key, value)
}

// again sends parcels under a name that no device has.
func again(ctx context.Context, hub remote.Remote, hello remote.Hello, all []remote.Parcel, chance *rand.Rand) error {
	other := hello
	for i := range other.Device {
		other.Device[i] = byte(chance.Uint32())
	}
	if _, err := hub.Greet(ctx, other); err != nil {
		return err
	}
	for i := range all {
		all[i].Counter = uint64(i + 1)
	}
	_, err := hub.Send(ctx, all)
	_, back := hub.Greet(ctx, hello)
	return errors.Join(err, back)
}

// stale shows what was shown the time before.
func stale() func(string, map[model.ID]string) map[model.ID]string {
	last := map[string]map[model.ID]string{}
	return func(device string, shown map[model.ID]string) map[model.ID]string {
		before := last[device]
		if last[device] = shown; before == nil {
			return shown
		}
		return before
	}
}
