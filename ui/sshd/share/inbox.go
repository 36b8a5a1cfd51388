package share

import (
	"io"
	"sync"
)

// inbox is what came from a client and was not read yet. It can be closed from the other side while somebody reads.
type inbox struct {
	mu    sync.Mutex
	some  sync.Cond
	bytes []byte
	ended bool
	want  func() // called before it is waited for more; nil: what comes comes by itself
}

func newInbox(want func()) *inbox {
	b := &inbox{want: want}
	b.some.L = &b.mu
	return b
}

// Read implements io.Reader.
func (b *inbox) Read(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.bytes) == 0 && !b.ended && b.want != nil {
		b.want()
	}
	for len(b.bytes) == 0 {
		if b.ended {
			return 0, io.EOF
		}
		b.some.Wait()
	}
	n := copy(p, b.bytes)
	b.bytes = b.bytes[n:]
	return n, nil
}

func (b *inbox) put(more []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.bytes = append(b.bytes, more...)
	b.some.Broadcast()
}

func (b *inbox) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ended = true
	b.some.Broadcast()
}
