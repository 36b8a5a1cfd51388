package share

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"
)

// Waiting for a holder that does not listen: it is over in a few milliseconds, or it is none of ours.
const (
	patience  = 3 * time.Second
	pauseMost = 5 * time.Millisecond
	pauseLess = 500 * time.Microsecond
)

// Enter opens a directory or, where another process holds it, connects to that: try opens it, and held tells whether
// its error says that another holds it. Without a client and an error the directory is this process's own. The error of
// a holder that cannot be talked to is that of try, joined with [ErrMute] or [ErrOther] where one of them is why.
func Enter(ctx context.Context, dir string, try func() error, held func(error) bool) (*Client, error) {
	began := time.Now()
	for {
		err := try()
		if err == nil || !held(err) {
			return nil, err
		}
		asked := time.Now()
		client, failed := connect(ctx, dir)
		began = began.Add(time.Since(asked)) // a holder that was reached and is gone by now has left the directory free
		switch {
		case failed == nil:
			return client, nil
		case errors.Is(failed, ErrMute), errors.Is(failed, ErrOther):
			return nil, errors.Join(failed, err)
		case time.Since(began) > patience:
			return nil, err
		}
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-time.After(pause(time.Since(began))):
		}
	}
}

// pause is how long to wait before asking again. It is never the same, so that those who began to wait at once do not
// ask at once, and gets shorter with the time: who came first shall not be the last.
func pause(waited time.Duration) time.Duration {
	most := max(pauseLess, pauseMost-waited/40)
	return most/2 + rand.N(most)
}
