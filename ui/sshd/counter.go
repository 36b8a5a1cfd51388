package sshd

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"charm.land/ssh"
)

// Counter names something that happened at the host's door.
type Counter int

// What is counted since the host began.
const (
	Connected        Counter = iota // links
	TooManyLinks                    // refused: so many of one address already
	TooSlow                         // no session began in time
	TooMuch                         // too many bytes before a session
	Unproven                        // ended before a key was proven
	Strangers                       // sessions of unknown keys
	Sessions                        // sessions of known keys, and of the owner
	TooManySessions                 // refused: so many of one key already
	RefusedEnv                      // variables other than TERM, COLORTERM, LANG and TZ
	RefusedAgent                    // forwarding of an agent
	RefusedX11                      // forwarding of windows
	RefusedForward                  // forwarding of ports, either way
	RefusedSubsystem                // subsystems
	RefusedOther                    // other requests and channels
	Panics                          // sessions that ended by a fault of ours
	counters
)

// String returns the counter's name in logs and tables, in snake_case.
func (c Counter) String() string {
	return [counters]string{
		"connected", "too_many_connections", "too_slow", "too_much", "unproven", "strangers", "sessions", "too_many_sessions",
		"refused_env", "refused_agent", "refused_x11", "refused_forward", "refused_subsystem", "refused_other", "panics",
	}[c]
}

// Counters returns every counter.
func Counters() []Counter {
	all := make([]Counter, counters)
	for i := range all {
		all[i] = Counter(i)
	}
	return all
}

// Limit tells that the counter counts what was refused because a limit was hit.
func (c Counter) Limit() bool {
	return c == TooManyLinks || c == TooSlow || c == TooMuch || c == TooManySessions
}

// level is how loud a refusal is in the log. Usual clients send variables that nobody asked for.
func (c Counter) level() slog.Level {
	switch {
	case c == RefusedEnv:
		return slog.LevelDebug
	case c.Limit():
		return slog.LevelWarn
	}
	return slog.LevelInfo
}

// tally is what was counted, and what of it the log was told.
type tally [counters]struct{ n, told, at atomic.Int64 }

// Count returns how often something happened since the host began.
func (h *Host) Count(c Counter) int64 { return h.tally[c].n.Load() }

func (h *Host) count(c Counter) { h.tally[c].n.Add(1) }

// tellEvery is how often the log is told of refusals of one kind: who is refused a thousand times a second fills no
// disk. The next line says how many there were meanwhile.
const tellEvery = time.Second

// refuse counts a refusal and tells the log where it was asked from, at most once in a while.
func (h *Host) refuse(c Counter, address string) {
	h.count(c)
	t, now := &h.tally[c], time.Now().UnixNano()
	last := t.at.Load()
	if now-last < int64(tellEvery) || !t.at.CompareAndSwap(last, now) {
		return
	}
	n := t.n.Load()
	h.options.Log.Log(context.Background(), c.level(), "refused", "what", c.String(), "address", address, "times", n-t.told.Swap(n))
}

func (l *link) refuse(c Counter) { l.host.refuse(c, l.address) }

// addressIn returns where the connection of a context comes from, "" for the owner.
func addressIn(ctx ssh.Context) string {
	if l, ok := ctx.Value(linkKey{}).(*link); ok {
		return l.address
	}
	return ""
}
