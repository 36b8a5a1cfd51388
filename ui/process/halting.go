package process

import (
	"context"
	"errors"
	"time"

	"aeconnect/ui/cli"
	"aeconnect/ui/sshd/lobby"
)

// How long screens and a hub wait before they open a marketplace again that has stopped: a disk that was full is full for
// a while.
const (
	againSoon  = time.Second
	againLate  = 30 * time.Second
	longEnough = time.Minute // after that a stop is another one
)

// lasting runs a command line whose marketplace may stop under it, because a write could not be made sure of: such a one
// works only when it is opened again. Screens and a hub do that by themselves; a command has failed, and says so.
func (p *Process) lasting(ctx context.Context, args []string) int {
	pause := againSoon
	for {
		began := time.Now()
		code, halted := p.once(ctx, args)
		switch {
		case halted:
			p.again = true
		case !p.again || !p.serves || code != cli.ExitInternal || ctx.Err() != nil:
			return code
		}
		if time.Since(began) > longEnough {
			pause = againSoon
		}
		select {
		case <-ctx.Done():
			return code
		case <-time.After(pause):
		}
		pause = min(2*pause, againLate)
	}
}

// once runs a command line; halted tells that the marketplace stopped and that it is to be run again.
func (p *Process) once(ctx context.Context, args []string) (code int, halted bool) {
	run, halt := context.WithCancelCause(ctx)
	defer halt(nil)
	p.halt, p.away, p.trouble = halt, nil, nil
	code = p.carryOut(run, args)
	if !p.stays || !stopped(run) {
		return code, false
	}
	p.halted, p.cause = time.Now(), p.whyHalted()
	_ = p.Close() // it says what everybody knows by now
	return code, true
}

// whyHalted says why a marketplace that this process holds has stopped, "" where none has or says so.
func (p *Process) whyHalted() string {
	for _, h := range p.holdings {
		if health, err := h.keeper().Health(); err == nil && health.Stopped != "" {
			return health.Stopped
		}
	}
	return ""
}

// stopped tells whether a context ended because the marketplace stopped.
func stopped(ctx context.Context) bool { return errors.Is(context.Cause(ctx), lobby.ErrHalted) }

// watch ends what this process runs when the marketplace stops. Others who came in ask whoever opens it next.
func (h *holding) watch() {
	halt := h.process.halt
	if halt == nil || !h.process.stays {
		return
	}
	h.watching.Do(func() {
		halted := h.market.Halted()
		go func() {
			select {
			case <-halted:
				halt(lobby.ErrHalted)
			case <-h.over:
			}
		}()
	})
}
