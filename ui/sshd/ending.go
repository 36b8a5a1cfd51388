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
	idle                    // {minutes}: no key was pressed
	stalled                 // {minutes}: a command waited for its client
	closed                  // the hub is
	revoked                 // {key}
	dismissed               // by an operator
	failed                  // our fault
	endings
)

// word is the sentence that is left with the visitor, "" for none.
func (e ending) word() string {
	return [endings]string{"", "ssh.idle", "ssh.stalled", "ssh.closed", "ssh.revoked", "ssh.ended", "ssh.failed"}[e]
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

// why tells in a word why a context ended, "done" when it did not.
func why(ctx context.Context) string {
	e := vanished
	if ctx.Err() == nil {
		return "done"
	}
	_ = errors.As(context.Cause(ctx), &e)
	return e.String()
}

// parting says why something was ended that was not done, and returns the exit code of the whole.
func (s *session) parting(c *channel, exit int) int {
	e := vanished
	if exit == 0 || !errors.As(context.Cause(c.ctx), &e) || e == vanished { // it was done before, or nobody is there
		return exit
	}
	return s.part(c, e)
}

// part leaves the sentence of an ending with the visitor.
func (s *session) part(c *channel, e ending) int {
	return s.say(c, e.exit(s.screens), e.word(), assets.Num("minutes", int64(c.link.limits.Idle.Minutes())), assets.Text("key", s.visitor.Key))
}
