package share

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"sync"
)

// kind says what a frame is.
type kind byte

// Frames of a client.
const (
	kindAsk    kind = 'a' // [Ask], the first
	kindInput  kind = 'i' // bytes of standard input or of the keyboard
	kindEnd    kind = 'e' // of standard input
	kindSize   kind = 'z' // [size] of the terminal
	kindEdited kind = 'd' // [edited]
	kindPing   kind = 'p' // are you there
	kindBack   kind = 'b' // the terminal is the screens' again; what it shows is unknown
)

// Frames of a holder.
const (
	kindOut    kind = 'o' // bytes for standard output, or for the screen
	kindErr    kind = 'x' // bytes for standard error
	kindLog    kind = 'l' // bytes for standard error that are no part of the answer
	kindWant   kind = 'w' // a piece of standard input is wanted
	kindMemory kind = 'm' // [Note]
	kindEdit   kind = 'v' // [edit]
	kindExit   kind = 'q' // [Exit], the last
	kindPong   kind = 'P'
	kindSleep  kind = 's' // the terminal is put back: its shell may have it
)

// size is a terminal's, in cells.
type size struct{ Width, Height int }

// edit asks for an editor on the client's terminal.
type edit struct{ Editor, File string }

// edited says how the editor ended, "" for well.
type edited struct{ Failure string }

const (
	frameMax = 64 << 20 // a memory holds whole drafts
	pieceMax = 32 << 10 // bytes of a stream in one frame
)

var errFrame = errors.New("what came is no frame")

// wire is one end of a session. Frames may be written from any number of goroutines and are read by one.
type wire struct {
	r  io.Reader
	mu sync.Mutex
	w  io.Writer
}

// write sends one frame.
func (w *wire) write(k kind, payload []byte) error {
	b := make([]byte, 0, 5+len(payload))
	b = append(binary.BigEndian.AppendUint32(append(b, byte(k)), uint32(len(payload))), payload...)
	w.mu.Lock()
	defer w.mu.Unlock()
	_, err := w.w.Write(b)
	return err
}

// tell sends a value.
func (w *wire) tell(k kind, value any) error {
	b, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return w.write(k, b)
}

// read waits for the next frame.
func (w *wire) read() (kind, []byte, error) {
	var head [5]byte
	if _, err := io.ReadFull(w.r, head[:]); err != nil {
		return 0, nil, err
	}
	n := binary.BigEndian.Uint32(head[1:])
	if n > frameMax {
		return 0, nil, errFrame
	}
	payload := make([]byte, n)
	_, err := io.ReadFull(w.r, payload)
	return kind(head[0]), payload, err
}

// stream is a stream of bytes in frames of a kind. While quiet says so nothing is written, and nobody is told.
type stream struct {
	wire  *wire
	kind  kind
	quiet func() bool
}

// Write implements io.Writer.
func (s stream) Write(b []byte) (n int, err error) {
	for n < len(b) && err == nil {
		if s.quiet() {
			return len(b), nil
		}
		piece := b[n:min(len(b), n+pieceMax)]
		err = s.wire.write(s.kind, piece)
		n += len(piece)
	}
	return n, err
}
