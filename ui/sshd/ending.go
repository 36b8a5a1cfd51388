package sshd

import (
	"context"
	"errors"
	"strings"

	"aeconnect/assets"
)

// ending is why a session ended that its visitor did not end.
type ending int

// The endings.
const (
	vanished  ending = iota // nobody is there to read a sentence
	idle                    // {count} minutes: no key was pressed
	stalled                 // {count} minutes: a command waited for its client
	closed                  // the hub is
	halted                  // the hub can go on only when it is opened again
	revoked                 // {key}
	dismissed               // by an operator
	failed                  // our fault
	endings
)

// word is the sentence that is left with the visitor, "" for none.
func (e ending) word() string {
	return [endings]string{"", "ssh.idle", "ssh.stalled", "ssh.closed", "ssh.stopped", "ssh.revoked", "ssh.ended", "ssh.failed"}[e]
}

// exit returns the exit code. Screens that were left for good reasons did nothing wrong; a command that was cut off must
// not look as if it were done.
func (e ending) exit(screens bool) int {
	switch {
	case e == revoked || e == dismissed:
		return forbidden
	case e == failed:
		return internalExit
	case screens:
		return 0
	}
	return unreachable
}

// Error implements error.
func (e ending) Error() string { return "ended: " + e.String() }

// String returns the ending's name in logs.
func (e ending) String() string {
	if e == vanished {
		return "vanished"
	}
	return strings.TrimPrefix(e.word(), "ssh.")
}

// endingOf returns why a session's context ended; without a reason of ours its connection is gone.
func endingOf(ctx context.Context) ending {
	e := vanished
	_ = errors.As(context.Cause(ctx), &e)
	return e
}

// why tells it in a word, "done" when the context has not ended.
func why(ctx context.Context) string {
	if ctx.Err() == nil {
		return "done"
	}
	return endingOf(ctx).String()
}

// parting says why something was ended that was not done, and returns the exit code of the whole.
func (s *session) parting(c *channel, exit int) int {
	if e := endingOf(c.ctx); exit != 0 && e != vanished { // else it was done before, or nobody is there
		return s.part(c, e)
	}
	return exit
}

// part leaves the sentence of an ending with the visitor.
func (s *session) part(c *channel, e ending) int {
	return s.say(c, e.exit(s.screens), e.word(), assets.Num("count", int64(c.link.limits.Idle.Minutes())), assets.Text("key", s.visitor.Key))
}
