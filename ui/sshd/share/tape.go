package share

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"sync"
)

// Tape is a command's standard input. What was read of it can be read again, until it is told that nobody will.
type Tape struct {
	from io.Reader

	mu    sync.Mutex
	kept  []byte
	ended bool
}

// NewTape returns a tape of a stream.
func NewTape(from io.Reader) *Tape { return &Tape{from: from} }

// End says that nobody will read from the beginning again.
func (t *Tape) End() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.ended = true
}

// View reads the tape from its beginning.
func (t *Tape) View() io.Reader { return &view{tape: t} }

type view struct {
	tape *Tape
	at   int
}

// Read implements io.Reader. It waits while another view waits: what comes is for both.
func (v *view) Read(b []byte) (n int, err error) {
	t := v.tape
	t.mu.Lock()
	defer t.mu.Unlock()
	if v.at < len(t.kept) {
		n = copy(b, t.kept[v.at:])
		v.at += n
		return n, nil
	}
	n, err = t.from.Read(b)
	if t.ended {
		return n, err
	}
	t.kept = append(t.kept, b[:n]...)
	v.at += n
	return n, err
}

// ErrChanged says that an output that came again was not the same as the first time as far as that had been passed on.
var ErrChanged = errors.New("the answer was cut off, and the rest would no longer fit what was printed: ask again")

// echo is an output that may come again from its beginning. What was passed on before is not passed on twice.
type echo struct {
	to     io.Writer
	passed int64 // bytes
	sum    hash.Hash
	skip   int64 // bytes that are still to come again
	again  hash.Hash
}

func newEcho(to io.Writer) *echo { return &echo{to: to, sum: sha256.New()} }

// rewind says that the output begins again.
func (e *echo) rewind() { e.skip, e.again = e.passed, sha256.New() }

// Write implements io.Writer.
func (e *echo) Write(b []byte) (int, error) {
	all := len(b)
	if n := min(e.skip, int64(len(b))); n > 0 {
		e.again.Write(b[:n])
		e.skip, b = e.skip-n, b[n:]
		if e.skip == 0 && !bytes.Equal(e.again.Sum(nil), e.sum.Sum(nil)) {
			return 0, ErrChanged
		}
	}
	n, err := e.to.Write(b)
	e.sum.Write(b[:n])
	e.passed += int64(n)
	if err != nil {
		return 0, err
	}
	return all, nil
}
