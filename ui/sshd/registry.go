package sshd

import (
	"cmp"
	"errors"
	"slices"
	"time"
)

// Session is one session as an operator sees it. What is done in it is nobody else's affair.
type Session struct {
	Number  uint64 // counted from the host's beginning
	Visitor Visitor
	Since   time.Time
	LastKey time.Time // of screens; of a command its beginning
	Screens bool
	// Subsystem is the name of the subsystem that runs, "" for screens and commands.
	Subsystem string
	// Doing is the name of the screen that is looked at, or of the verb that runs; "" while nobody has said so.
	Doing   string
	In, Out int64 // bytes that came from the visitor and went to it
}

// Sessions returns the sessions that run, the oldest first.
func (h *Host) Sessions() []Session {
	h.mu.Lock()
	all := make([]Session, 0, len(h.sessions))
	for s := range h.sessions {
		all = append(all, Session{Number: s.number, Visitor: s.visitor, Since: s.since, LastKey: time.Unix(0, s.lastKey.Load()), Screens: s.screens, Subsystem: s.subsystem, Doing: s.at(), In: s.traffic.in.Load(), Out: s.traffic.out.Load()})
	}
	h.mu.Unlock()
	slices.SortFunc(all, func(a, b Session) int { return cmp.Compare(a.Number, b.Number) })
	return all
}

// End ends the sessions of a key, by its fingerprint, and returns how many they are. Each is told so, and is gone
// within five seconds whatever it does.
func (h *Host) End(fingerprint string) int {
	return h.endAll(revoked, func(s *session) bool { return s.visitor.Key == fingerprint && s.visitor.Kind != Owner })
}

// EndSession ends one session by its number, as an operator may; false where it is over already.
func (h *Host) EndSession(number uint64) bool {
	return h.endAll(dismissed, func(s *session) bool { return s.number == number }) > 0
}

// Used returns when the last session of a key began, by its fingerprint; the zero time where none did since the host
// began.
func (h *Host) Used(fingerprint string) time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.used[fingerprint]
}

// stir tells whoever wants to know that the register is another one.
func (h *Host) stir() {
	if h.options.Stir != nil {
		h.options.Stir()
	}
}

// Recheck asks the house about the key of every session again and ends those whose key is no longer what it was when
// they began: revoked, given to somebody else, of another kind. It is to be called when keys have changed.
func (h *Host) Recheck() int {
	return h.endAll(revoked, func(s *session) bool {
		v := s.visitor
		if v.Kind == Owner || v.Kind == Stranger {
			return false
		}
		handle, kind, known, err := h.options.House.FindKey(v.Key)
		return err == nil && (!known || handle != v.Handle || kind != v.Kind)
	})
}

// Halt tells every session that what it works on has stopped, and ends it. Whoever comes later is told so too, as long as
// the house says that it cannot tell whose a key is.
func (h *Host) Halt() int { return h.endAll(halted, func(*session) bool { return true }) }

// endAll ends the sessions that match.
func (h *Host) endAll(why ending, match func(*session) bool) int {
	h.mu.Lock()
	all := make([]*session, 0, len(h.sessions))
	for s := range h.sessions {
		all = append(all, s)
	}
	h.mu.Unlock()
	n := 0
	for _, s := range all {
		if match(s) { // it may look into the store: not while everybody waits for the register
			s.cancel(why)
			n++
		}
	}
	return n
}

// enter counts a session that is about to begin. One that comes while the host closes is told so by register.
func (h *Host) enter() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.running++
}

// leave counts a session that is over, with everything that it held.
func (h *Host) leave() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.running--; h.running == 0 && h.quiet != nil {
		close(h.quiet)
		h.quiet = nil
	}
}

// over returns what is closed when no session runs.
func (h *Host) over() <-chan struct{} {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.quiet == nil {
		h.quiet = make(chan struct{})
	}
	quiet := h.quiet
	if h.running == 0 {
		close(quiet)
		h.quiet = nil
	}
	return quiet
}

var errMany = errors.New("so many sessions of one key already")

// register writes a session down, or says why not.
func (h *Host) register(s *session, most int) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closing {
		return closed
	}
	if s.visitor.Kind != Owner && most > 0 {
		n := 0
		for other := range h.sessions {
			if other.visitor.Key == s.visitor.Key {
				n++
			}
		}
		if n >= most {
			h.refuse(TooManySessions, s.visitor.Address)
			return errMany
		}
	}
	h.last++
	s.number = h.last
	h.sessions[s] = struct{}{}
	if s.visitor.Kind != Stranger && s.visitor.Kind != Owner { // strangers have as many keys as they like
		h.used[s.visitor.Key] = s.since
	}
	h.stir()
	return nil
}

func (h *Host) forget(s *session) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.sessions, s)
	h.stir()
}
