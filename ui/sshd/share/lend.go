package share

import (
	"context"
	"io"
)

// Lend lets somebody else's screens use the terminal until show returns: what is typed goes there unprocessed, and what they
// draw is drawn as it is. They put the terminal back themselves; where show returns an error they could not, and Give
// does. A signal ends the context and is then the error.
func (t *Terminal) Lend(ctx context.Context, show func(ctx context.Context, keys io.Reader, screen io.Writer, resized func() bool) (int, error)) (exit int, err error) {
	ctx = t.ending(ctx)
	over, end := context.WithCancel(ctx)
	defer end()
	t.far = true
	exit, err = show(ctx, t, t.out, func() bool {
		select {
		case <-t.resizes:
			return true
		case <-over.Done():
			return false
		}
	})
	switch {
	case err == nil:
		t.far = false
	case ctx.Err() != nil:
		err = context.Cause(ctx)
	}
	return exit, err
}
