package remotetest

import (
	"io"
	"math/rand/v2"
	"sync"
	"time"
)

// Trouble is what goes wrong on streams. One may be shared by all streams of a way.
type Trouble struct {
	Strikes
	mu     sync.Mutex
	fault  Fault
	chance *rand.Rand
}

// Disturb says what goes wrong from now on.
func (t *Trouble) Disturb(f Fault, seed uint64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.fault, t.chance = f, rand.New(rand.NewPCG(seed, 3))
}

// strikes tells what goes wrong with this write or read, and where within n bytes.
func (t *Trouble) strikes(n int) (Fault, int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.fault == Calm || t.fault != Slow && t.chance.IntN(5) != 0 {
		return Calm, 0
	}
	return t.fault, t.chance.IntN(max(1, n))
}

// Stream wraps the hub's end of a connection; what goes wrong, goes wrong with what passes here: answers as they are
// written, and questions as they are read.
func (t *Trouble) Stream(s io.ReadWriteCloser) io.ReadWriteCloser {
	return &stream{ReadWriteCloser: s, trouble: t}
}

type stream struct {
	io.ReadWriteCloser
	trouble *Trouble
	mu      sync.Mutex
	held    []byte
}

// Read implements io.Reader. A slow reader takes a few bytes at a time.
func (s *stream) Read(p []byte) (int, error) {
	if f, n := s.trouble.strikes(64); f == Slow {
		s.trouble.Strike(f)
		p = p[:min(len(p), n+1)]
	}
	return s.ReadWriteCloser.Read(p)
}

// Write implements io.Writer.
func (s *stream) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, at := s.trouble.strikes(len(p))
	if f != Reorder {
		s.trouble.Strike(f)
	}
	switch f {
	case LostAnswer:
		_ = s.Close()
		return len(p), nil
	case Cut:
		_, _ = s.ReadWriteCloser.Write(p[:at])
		_ = s.Close()
		return len(p), nil
	case Duplicate:
		if n, err := s.ReadWriteCloser.Write(p); err != nil {
			return n, err
		}
	case Delay:
		time.Sleep(time.Millisecond)
	case Reorder:
		if s.held == nil {
			s.trouble.Strike(f)
			s.held = append([]byte(nil), p...)
			time.AfterFunc(5*time.Millisecond, s.release)
			return len(p), nil
		}
	case Slow:
		return s.trickle(p)
	}
	return s.ReadWriteCloser.Write(p)
}

// release lets what was held back go.
func (s *stream) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, _ = s.ReadWriteCloser.Write(s.held)
	s.held = nil
}

// trickle writes in small pieces.
func (s *stream) trickle(p []byte) (n int, err error) {
	for n < len(p) && err == nil {
		var m int
		m, err = s.ReadWriteCloser.Write(p[n:min(len(p), n+97)])
		n += m
	}
	return n, err
}
