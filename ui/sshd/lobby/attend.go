package lobby

import (
	"context"
	"errors"
	"net"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"aeconnect/model"
	"aeconnect/ui/sshd"
)

// leave is how long a hub that is told to end waits for commands under way: less than other processes of the directory
// wait for its holder.
const leave = 2 * time.Second

// ErrHalted is the cause of a context that ended because the marketplace stopped: it has to be opened again.
var ErrHalted = errors.New("the marketplace has stopped")

// Attend serves a listener until the context ends or a signal comes, then lets nobody in and ends the sessions. Where the
// context's cause is [ErrHalted] they are told so, and so is whoever called. changed
// waits for commits, as [Options].Changes does: a key that was changed counts at once. ready is called when people may
// come. It returns what went wrong with the serving; that a command had to be cut off is no error.
func Attend(ctx context.Context, host *sshd.Host, l net.Listener, changed func() ([]model.Ref, bool, bool), ready func()) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	served := make(chan error, 1)
	go func() { served <- host.Serve(l) }()
	go func() {
		for refs, all, ok := changed(); ok; refs, all, ok = changed() {
			if all || slices.ContainsFunc(refs, func(r model.Ref) bool { return r.Kind == model.KindKey }) {
				host.Recheck()
			}
		}
	}()
	ready()
	var err error
	select {
	case err = <-served:
	case <-ctx.Done():
	}
	if cause := context.Cause(ctx); errors.Is(cause, ErrHalted) {
		err = errors.Join(err, cause)
		host.Halt()
	}
	stop() // a second signal ends the process
	over, cancel := context.WithTimeout(context.Background(), leave)
	defer cancel()
	if closing := host.Close(over); !errors.Is(closing, context.DeadlineExceeded) {
		err = errors.Join(err, closing)
	}
	return err
}
