package sshd

import (
	"context"

	gossh "golang.org/x/crypto/ssh"
)

// Subsystem serves a protocol that programs speak over a session, by the name that its clients ask for. It reads and
// writes the session's streams, bytes as they are, and returns the exit code. The context ends with the session: when
// the client leaves, its key is revoked or the host closes, which waits for no subsystem to come to its end by itself.
//
// The visitor is somebody whose key was proven: strangers never get here. What an observer or a script may do in it is
// for the subsystem to say. It counts as a session of its key and stands in the register and the log as one; how much
// it reads before it answers is bounded by the channel's window, what it keeps of that is its own to bound.
type Subsystem func(ctx context.Context, v Visitor, s Streams) (exit int)

// subsystem notes which subsystem is to run, if it is one of the host's.
func (c *channel) subsystem(payload []byte) bool {
	var asked struct{ Name string }
	if c.started || gossh.Unmarshal(payload, &asked) != nil || c.host.options.Subsystems[asked.Name] == nil {
		c.link.refuse(RefusedSubsystem)
		return false
	}
	c.named = asked.Name
	return true
}

// subsystem runs the subsystem of a session.
func (h *Host) subsystem(s *session, c *channel) int {
	if s.visitor.Kind == Stranger {
		return s.turnAway(c)
	}
	exit := h.options.Subsystems[s.subsystem](c.ctx, s.visitor, Streams{In: c, Out: c, Err: c.Stderr(), Env: c.env, Doing: s.do})
	return s.parting(c, exit)
}
