package sshd

import (
	"sync"
	"time"
)

// expected is how long the host remembers a stranger who was turned away, and strangersMax how many.
const (
	expected     = 10 * time.Minute
	strangersMax = 1024
)

// strangers are keys that were refused lately. Who comes again from the same address with the same keys is let as far
// as the porch: only the last of them is taken, because before it the client has offered all others, and none was known.
type strangers struct {
	mu    sync.Mutex
	until map[stranger]time.Time
}

type stranger struct{ address, key string }

// expect remembers the last key of a client that proved none.
func (s *strangers) expect(address string, keys []string) {
	if len(keys) == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if s.until == nil {
		s.until = map[stranger]time.Time{}
	}
	if len(s.until) >= strangersMax {
		for who, until := range s.until {
			if until.Before(now) {
				delete(s.until, who)
			}
		}
	}
	if len(s.until) < strangersMax {
		s.until[stranger{address, keys[len(keys)-1]}] = now.Add(expected)
	}
}

// expects tells whether a key was turned away lately.
func (s *strangers) expects(address, key string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.until[stranger{address, key}].After(time.Now())
}

// forget lets a key be one of many again: next time its owner may have a key that is known.
func (s *strangers) forget(address, key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.until, stranger{address, key})
}
