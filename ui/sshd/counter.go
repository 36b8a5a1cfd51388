package sshd

import "sync/atomic"

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
	RefusedEnv                      // variables other than TERM, COLORTERM and LANG
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

// tally is what was counted.
type tally [counters]atomic.Int64

// Count returns how often something happened since the host began.
func (h *Host) Count(c Counter) int64 { return h.tally[c].Load() }

func (h *Host) count(c Counter) { h.tally[c].Add(1) }
