package over

import (
	"context"
	"errors"
	"math/rand/v2"

	"aeconnect/store/remote"
	"aeconnect/store/remote/dial"
	"aeconnect/store/replica"
	"aeconnect/ui/cli"
	"aeconnect/ui/post"
)

// Run implements process.Replica.
func (f far) Run(ctx context.Context, a cli.Asking) error {
	return f.Replica.Run(ctx, func(ctx context.Context) (remote.Remote, error) { return f.dial(ctx, a) }, f.pace(a))
}

// Sync implements process.Replica.
func (f far) Sync(ctx context.Context, a cli.Asking) error {
	hub, err := f.dial(ctx, a)
	if err == nil {
		err = errors.Join(f.Replica.Sync(ctx, hub, f.pace(a)), hub.Close())
	}
	if errors.Is(err, replica.ErrOther) {
		return post.ErrOther
	}
	return Question(f.dir, f.URL(), err)
}

func (f far) pace(a cli.Asking) replica.Pace {
	return replica.Pace{As: a.As, Stay: a.Stay, Program: f.program, Chance: rand.Float64}
}

func (f far) dial(ctx context.Context, a cli.Asking) (remote.Remote, error) {
	return dial.Open(ctx, f.dir, f.URL(), dial.Options{Identity: f.Identity(), Trust: a.Trust, Passphrase: a.Passphrase})
}

// known are errors of the replica under the names that people's surroundings know them by.
func known(err error) error {
	for from, to := range map[error]error{
		replica.ErrNoItem: post.ErrNoItem, replica.ErrSent: post.ErrSent, replica.ErrOffline: post.ErrOffline, replica.ErrAsking: post.ErrPending,
		replica.ErrFull: post.ErrFull, replica.ErrForeign: post.ErrForeign,
	} {
		if errors.Is(err, from) {
			return to
		}
	}
	return err
}

// Question says what a person has to settle before the hub is reached.
func Question(dir, url string, err error) error {
	var q *dial.Question
	var newer *remote.NewerError
	own, _ := dial.Key(dir, url) // without one there is nothing to show
	p := &post.Question{Own: own, Err: err}
	switch {
	case err == nil:
		return nil
	case errors.As(err, &q):
		p.Why, p.Offered, p.Known, p.Where = string(q.Why), q.Offered, q.Known, q.Where
		if q.Why == dial.Unknown {
			p.Why = post.Unknown
		}
	case errors.As(err, &newer):
		p.Why = post.Update
	case replica.OutOfRoom(err):
		p.Why = post.Room
	case errors.Is(err, remote.ErrDevice), errors.Is(err, replica.ErrForeign):
		p.Why = post.Device
	case errors.Is(err, remote.ErrStranger):
		p.Why = post.Unknown
	case errors.Is(err, remote.ErrPending):
		return post.ErrPending
	default:
		return err
	}
	return p
}
