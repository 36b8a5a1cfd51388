package share

import (
	"bytes"
	"io"
	"sync"
)

// asideMost is how many pieces wait for a client that does not read; later ones are lost.
const asideMost = 1024

// aside is an output at which nobody waits: a holder's log must not stop because the terminal of a client did.
type aside struct {
	mu     sync.Mutex
	pieces chan []byte
	closed bool
}

func newAside(to io.Writer) *aside {
	a := &aside{pieces: make(chan []byte, asideMost)}
	go func() {
		for b := range a.pieces {
			_, _ = to.Write(b)
		}
	}()
	return a
}

// Write implements io.Writer.
func (a *aside) Write(b []byte) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.closed {
		select {
		case a.pieces <- bytes.Clone(b):
		default:
		}
	}
	return len(b), nil
}

func (a *aside) close() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.closed = true
	close(a.pieces)
}
