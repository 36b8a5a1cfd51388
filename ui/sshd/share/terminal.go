package share

import (
	"context"
	"io"
	"os"
	"os/signal"
	"sync"

	"aeconnect/ui/kit"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
)

// Terminal is a client's own, between Take and Give: keys come from it unprocessed, and go to whoever shows the screens
// at the moment. It stays taken while one holder follows another, so that the shell never shows in between.
type Terminal struct {
	in      *os.File
	out     *os.File
	env     []string
	saved   *term.State
	keys    chan []byte
	resizes chan tea.WindowSizeMsg
	signals chan os.Signal
	sizes   chan os.Signal
	resumed chan struct{}
	far     bool // a holder has begun to draw, and has not put the terminal back

	mu   sync.Mutex
	rest []byte // keys that nobody took
}

// Take takes the terminal of this process over.
func Take(in, out *os.File, env []string) (*Terminal, error) {
	saved, err := term.MakeRaw(in.Fd())
	if err != nil {
		return nil, err
	}
	t := &Terminal{
		in: in, out: out, env: env, saved: saved, keys: make(chan []byte), resizes: make(chan tea.WindowSizeMsg, 1),
		signals: make(chan os.Signal, 1), sizes: make(chan os.Signal, 1), resumed: make(chan struct{}, 1),
	}
	signal.Notify(t.signals, ends()...)
	if changes := resized(); len(changes) > 0 { // of none the package means all
		signal.Notify(t.sizes, changes...)
	}
	go t.read()
	go t.watch()
	return t, nil
}

// whole ends whatever a frame that was cut off has begun, and every mode that screens switch on.
const whole = "\x1b[?2026l\x1b[0m\x1b[?69l\x1b[r\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?2027l\x1b[0 q\x1b[?2031l\x1b[?2004l\x1b[?25h\x1b[?1049l\x1b[23;0t"

// cut ends whatever a frame that was cut off has begun; the screens stay where they are.
const cut = "\x1b[?2026l\x1b[0m\x1b[?69l\x1b[r\x1b[23;0t"

// settle readies the terminal for the next holder.
func (t *Terminal) settle() { _, _ = io.WriteString(t.out, cut) }

// Give gives the terminal back. It is whole afterwards also if the screens could not see to it.
func (t *Terminal) Give() error {
	signal.Stop(t.signals)
	signal.Stop(t.sizes)
	close(t.sizes)
	if t.far {
		_, _ = io.WriteString(t.out, whole)
	}
	return term.Restore(t.in.Fd(), t.saved)
}

// Size returns the terminal's size in cells, 0 where it is unknown.
func (t *Terminal) Size() (width, height int) {
	width, height, err := term.GetSize(t.out.Fd())
	if err != nil {
		return 0, 0
	}
	return width, height
}

// ending returns a context that ends with a signal, which is then its cause.
func (t *Terminal) ending(ctx context.Context) context.Context {
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		select {
		case s := <-t.signals:
			cancel(&kit.SignalError{Signal: s})
		case <-ctx.Done():
		}
	}()
	return ctx
}

// read passes keys on until the terminal is closed.
func (t *Terminal) read() {
	defer close(t.keys)
	for {
		b := make([]byte, 4096)
		n, err := t.in.Read(b)
		if n > 0 {
			t.keys <- b[:n]
		}
		if err != nil {
			return
		}
	}
}

// watch passes sizes on, and that this process was stopped and goes on.
func (t *Terminal) watch() {
	for s := range t.sizes {
		if continued(s) {
			_, _ = term.MakeRaw(t.in.Fd())
			latest(t.resumed, struct{}{})
		}
		width, height := t.Size()
		latest(t.resizes, tea.WindowSizeMsg{Width: width, Height: height})
	}
}

// sleep stops this process when its terminal has been put back. Watch hears when it goes on.
func (t *Terminal) sleep() {
	_ = term.Restore(t.in.Fd(), t.saved)
	stop()
}

// unread gives keys back that could not be sent.
func (t *Terminal) unread(keys []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rest = append(t.rest, keys...)
}

// untaken returns the keys that nobody took, and forgets them.
func (t *Terminal) untaken() []byte {
	t.mu.Lock()
	defer t.mu.Unlock()
	keys := t.rest
	t.rest = nil
	return keys
}

// Read implements io.Reader: this process shows the screens itself.
func (t *Terminal) Read(b []byte) (int, error) {
	t.mu.Lock()
	if len(t.rest) == 0 {
		t.mu.Unlock()
		keys, open := <-t.keys
		if !open {
			return 0, io.EOF
		}
		t.mu.Lock()
		t.rest = append(t.rest, keys...)
	}
	defer t.mu.Unlock()
	n := copy(b, t.rest)
	t.rest = t.rest[n:]
	return n, nil
}
