package sshd

import (
	"slices"
	"sync"
	"time"
)

// expected is how long the host remembers a stranger who was turned away, strangersMax how many, and strangersOfOne how
// many of one address.
const (
	expected       = 10 * time.Minute
	strangersMax   = 1024
	strangersOfOne = 16
)

// strangers are keys that were refused lately. Who comes again from the same address with the same keys is let as far
// as the porch: only the last of them is taken, because before it the client has offered all others, and none was known.
// There is always room for one more: an address that sends many forgets its own first.
type strangers struct {
	mu  sync.Mutex
	of  map[string][]stranger // by address, the oldest first; none is empty
	all int
}

type stranger struct {
	key   string
	until time.Time
}

// expect remembers the last key of a client that proved none.
func (s *strangers) expect(address string, keys []string) {
	if len(keys) == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now, key := time.Now(), keys[len(keys)-1]
	s.drop(address, func(o stranger) bool { return o.key == key || o.until.Before(now) })
	if s.of == nil {
		s.of = map[string][]stranger{}
	}
	if len(s.of[address]) >= strangersOfOne {
		s.forgetFirst(address)
	}
	if s.all >= strangersMax {
		for other := range s.of {
			s.drop(other, func(o stranger) bool { return o.until.Before(now) })
		}
	}
	if s.all >= strangersMax {
		s.forgetFirst(s.crowded())
	}
	s.of[address] = append(s.of[address], stranger{key, now.Add(expected)})
	s.all++
}

// crowded returns the address that has most strangers, of several the one whose first came first.
func (s *strangers) crowded() (most string) {
	for address, all := range s.of {
		first := s.of[most]
		if len(all) > len(first) || len(all) == len(first) && all[0].until.Before(first[0].until) {
			most = address
		}
	}
	return most
}

func (s *strangers) forgetFirst(address string) {
	first := s.of[address][0]
	s.drop(address, func(o stranger) bool { return o == first })
}

// drop forgets those of an address that match.
func (s *strangers) drop(address string, match func(stranger) bool) {
	all, is := s.of[address]
	if !is {
		return
	}
	left := slices.DeleteFunc(all, match)
	s.all -= len(all) - len(left)
	if s.of[address] = left; len(left) == 0 {
		delete(s.of, address)
	}
}

// expects tells whether a key was turned away lately.
func (s *strangers) expects(address, key string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	return slices.ContainsFunc(s.of[address], func(o stranger) bool { return o.key == key && o.until.After(now) })
}

// forget lets a key be one of many again: next time its owner may have a key that is known.
func (s *strangers) forget(address, key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drop(address, func(o stranger) bool { return o.key == key })
}
