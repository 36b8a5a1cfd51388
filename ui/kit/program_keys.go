package kit

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// keyboard turns what a terminal far away sends into messages. It does what the
// framework's own reader does, which makes a table of 137 KiB for each program
// and reads with two goroutines; this one keeps a few bytes between two keys.
// What a terminal sends without an end is bounded here too.
type keyboard struct {
	send    func(tea.Msg)
	flood   func(on bool)       // nothing is drawn while so many keys come that nobody can see each
	rest    func(time.Duration) // lets others have their turn
	wait    time.Duration       // how long an escape may be the beginning of a sequence
	decoder uv.EventDecoder

	mu      sync.Mutex
	sent    uint64      // messages so far
	pending []byte      // what may be the beginning of something
	pasting bool        // between the brackets of a paste
	paste   []byte      // so far
	timer   *time.Timer // ends the wait for the rest; nil: nothing has waited yet
}

const (
	// escapeWait is the framework's own patience with an escape.
	escapeWait = 50 * time.Millisecond
	// pendingMost bounds a sequence; what is longer is none.
	pendingMost = 64 << 10
	// pasteMost bounds a paste in bytes; the rest of it is left out.
	pasteMost = 1 << 20
	// keysAtOnce is how much is read at once, in bytes. Hands do not fill it: whoever does sends a flood.
	keysAtOnce = 256
	// floodRest is how long a flood waits after each time that much was read, so that one session's never takes a core
	// from the others. A paste is one message, and does not wait.
	floodRest = 10 * time.Millisecond

	pasteEnd = "\x1b[201~"
)

// read reads until the terminal is gone.
func (k *keyboard) read(from io.Reader) {
	defer k.stop()
	buf := make([]byte, keysAtOnce)
	for {
		n, err := from.Read(buf)
		switch {
		case n == len(buf):
			k.pour(buf)
		case n > 0:
			k.feed(buf[:n])
		}
		if err != nil {
			return
		}
	}
}

// pour takes a part of a flood: the screen is drawn once for all of it.
func (k *keyboard) pour(b []byte) {
	k.flood(true)
	before := k.count()
	k.feed(b)
	k.flood(false)
	if k.count() == before {
		return // a paste is on its way
	}
	k.send(drained{})
	k.rest(floodRest)
}

// count returns how many messages were sent so far.
func (k *keyboard) count() uint64 {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.sent
}

// feed takes what was read.
func (k *keyboard) feed(b []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.pending = append(k.pending, b...)
	k.scan(len(k.pending) > pendingMost)
	if len(k.pending) == 0 {
		k.pending = nil
		return
	}
	if k.timer == nil {
		k.timer = time.AfterFunc(k.wait, k.expire)
	} else {
		k.timer.Reset(k.wait)
	}
}

// expire takes what waits for what it is.
func (k *keyboard) expire() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.scan(true)
	k.pending = nil
}

func (k *keyboard) stop() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.timer != nil {
		k.timer.Stop()
	}
}

// scan sends what is whole; with late also what is not, as it is.
func (k *keyboard) scan(late bool) {
	for len(k.pending) > 0 {
		if k.pasting {
			if !k.pasted(late) {
				return
			}
			continue
		}
		if !late && cut(k.pending) {
			return
		}
		n, event := k.decoder.Decode(k.pending)
		if _, unknown := event.(uv.UnknownEvent); !late && (unknown || k.pending[0] == '\x1b' && n <= 2) {
			return // the rest may be on its way
		}
		k.pending = k.pending[max(n, 1):]
		k.deliver(event)
	}
}

// cut tells that an answer of the terminal may lack the second half of its end,
// for which the framework would not wait.
func cut(b []byte) bool {
	return len(b) > 2 && b[0] == '\x1b' && strings.IndexByte("]P_^X", b[1]) >= 0 && b[len(b)-1] == '\x1b'
}

func (k *keyboard) deliver(event uv.Event) {
	switch event := event.(type) {
	case nil, uv.UnknownEvent, uv.CursorPositionEvent: // nobody asks where the cursor is: f3 with shift says the same
	case uv.PasteStartEvent:
		k.pasting = true
	case uv.PasteEndEvent:
	case uv.MultiEvent:
		for _, e := range event {
			k.deliver(e)
		}
	default:
		k.sent++
		k.send(event)
	}
}

// pasted gathers a paste, and sends it when it is whole; it returns false when
// more has to come.
func (k *keyboard) pasted(late bool) bool {
	at := bytes.Index(k.pending, []byte(pasteEnd))
	if at < 0 {
		// Its end may have been cut in two.
		whole := max(0, len(k.pending)-len(pasteEnd)+1)
		if late && k.pending[len(k.pending)-1] != '\x1b' {
			whole = len(k.pending)
		}
		k.gather(k.pending[:whole])
		k.pending = k.pending[whole:]
		return false
	}
	k.gather(k.pending[:at])
	k.pending = k.pending[at+len(pasteEnd):]
	text := strings.ToValidUTF8(string(k.paste), "")
	k.pasting, k.paste = false, nil
	k.sent++
	k.send(uv.PasteEvent{Content: text})
	return true
}

func (k *keyboard) gather(b []byte) {
	k.paste = append(k.paste, b[:min(len(b), max(0, pasteMost-len(k.paste)))]...)
}
