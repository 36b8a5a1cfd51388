package kit

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// remote is a terminal at the other end of a connection: no tty, no signals.
type remote struct {
	*emulator
	mu   sync.Mutex
	keys *io.PipeWriter
	in   *io.PipeReader
}

func newRemote(t *testing.T, w, h int) *remote {
	r := &remote{emulator: newEmulator(t, w, h)}
	r.in, r.keys = io.Pipe()
	return r
}

func (r *remote) Write(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.emulator.Write(b)
}

func (r *remote) until(t *testing.T, what string, so func() bool) {
	t.Helper()
	for range 2000 {
		r.mu.Lock()
		ok := so()
		r.mu.Unlock()
		if ok {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("never: %s\n%s", what, r.String())
}

func (r *remote) sees(t *testing.T, text string) {
	t.Helper()
	r.until(t, "sees "+text, func() bool { return strings.Contains(r.emulator.String(), text) })
}

// start runs the program and returns where its error comes.
func (r *remote) start(ctx context.Context, resizes <-chan tea.WindowSizeMsg, model tea.Model) <-chan error {
	ended := make(chan error, 1)
	go func() {
		_, err := Run(ctx, model, Options{In: r.in, Out: r, Env: []string{"TERM=xterm-256color"}, Width: 40, Height: 8, Resizes: resizes, Scratch: &Scratch{}})
		ended <- err
	}()
	return ended
}

func TestRunOverAConnection(t *testing.T) {
	r, resizes := newRemote(t, 40, 8), make(chan tea.WindowSizeMsg)
	ended := r.start(t.Context(), resizes, small{})
	r.sees(t, "ready 40x8")
	r.sees(t, "ANSI256")
	r.mu.Lock()
	r.Resize(30, 6)
	r.mu.Unlock()
	resizes <- tea.WindowSizeMsg{Width: 30, Height: 6}
	r.sees(t, "ready 30x6")
	close(resizes)
	_, _ = r.keys.Write([]byte("x\x1a"))
	r.sees(t, "key ctrl+z") // nobody can suspend from afar
	_, _ = r.keys.Write([]byte("q"))
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if r.IsAltScreen() || !r.visible {
		t.Error("the terminal is not left")
	}
}

// teller says when it was told to close.
type teller struct {
	small
	told chan struct{}
}

func (m teller) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(Closing); ok {
		return m, func() tea.Msg { close(m.told); return nil }
	}
	inner, cmd := m.small.Update(msg)
	m.small = inner.(small)
	return m, cmd
}

func TestRunEndsWithItsConnection(t *testing.T) {
	for _, c := range []struct {
		name string
		end  func(r *remote, cancel context.CancelFunc)
		want error
	}{
		{"the input ends", func(r *remote, _ context.CancelFunc) { r.keys.Close() }, ErrInputClosed},
		{"the input breaks", func(r *remote, _ context.CancelFunc) { r.keys.CloseWithError(errors.New("reset by peer")) }, ErrInputClosed},
		{"the host ends it", func(_ *remote, cancel context.CancelFunc) { cancel() }, context.Canceled},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, told := newRemote(t, 40, 8), make(chan struct{})
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			ended := r.start(ctx, nil, teller{told: told})
			r.sees(t, "ready 40x8")
			c.end(r, cancel)
			if err := <-ended; !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			select {
			case <-told:
			default:
				t.Error("the model was not told")
			}
			if r.IsAltScreen() || !r.visible {
				t.Error("the terminal is not left")
			}
		})
	}
}

// TestPanicsStayInTheirSession: what one session's model does wrong ends that
// session alone.
func TestPanicsStayInTheirSession(t *testing.T) {
	for _, key := range []string{"p", "P", "v"} {
		r := newRemote(t, 40, 8)
		ended := r.start(t.Context(), nil, small{})
		r.sees(t, "ready")
		_, _ = r.keys.Write([]byte(key))
		var p *PanicError
		if err := <-ended; !errors.As(err, &p) || !strings.Contains(string(p.Stack), "program") {
			t.Errorf("%q: %v", key, err)
		}
		if r.IsAltScreen() || !r.visible {
			t.Error("the terminal is not left")
		}
	}
}

// panicky panics before it has shown anything.
type panicky struct{ small }

func (panicky) Init() tea.Cmd { panic("in Init") }

func TestPanicInInit(t *testing.T) {
	r := newRemote(t, 40, 8)
	var p *PanicError
	if err := <-r.start(t.Context(), nil, panicky{}); !errors.As(err, &p) || p.Value != "in Init" {
		t.Error(err)
	}
}

func TestRunLearnsWhatItsTerminalCan(t *testing.T) {
	var b strings.Builder
	in, keys := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		_, err := Run(t.Context(), small{}, Options{In: in, Out: &b, Env: []string{"TERM=xterm"}, Width: 30, Height: 5})
		ended <- err
	}()
	for _, s := range []string{"\x1b[?2027;2$y", "\x1b[?69;0$y", "c", "q"} {
		if s == "c" || s == "q" {
			// The first frame is held back for what the terminal answers, and a command runs beside the loop.
			time.Sleep(300 * time.Millisecond)
		}
		_, _ = keys.Write([]byte(s))
	}
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	out := b.String()
	if strings.Count(out, unicodeOn) != 1 || strings.Index(out, unicodeOff) < strings.Index(out, unicodeOn) {
		t.Errorf("clusters: %q", out)
	}
	if n := strings.Count(out, "\x1b[H\x1b[J"); n != 2 {
		t.Errorf("the screen was cleared %d times: %q", n, out)
	}
}

func TestRunWithoutKeys(t *testing.T) {
	r := newRemote(t, 40, 8)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		_, err := Run(ctx, small{}, Options{Out: r, Env: []string{"TERM=xterm"}})
		ended <- err
	}()
	r.sees(t, "ready 80x24")
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestSuspendsFromAfar: whoever has the terminal is told to let its shell have it, and says when it is back.
func TestSuspendsFromAfar(t *testing.T) {
	r, resumed, told, ended := newRemote(t, 40, 8), make(chan struct{}), make(chan struct{}, 1), make(chan error, 1)
	go func() {
		_, err := Run(t.Context(), small{}, Options{
			In: r.in, Out: r, Env: []string{"TERM=xterm-256color"}, Width: 40, Height: 8, Suspend: func() { told <- struct{}{} }, Resumed: resumed,
		})
		ended <- err
	}()
	r.sees(t, "ready 40x8")
	_, _ = r.keys.Write([]byte("\x1a"))
	<-told
	r.mu.Lock()
	if r.IsAltScreen() || !r.visible {
		t.Error("the shell gets a terminal that is not whole")
	}
	r.mu.Unlock()
	_, _ = r.keys.Write([]byte("x")) // nothing is drawn meanwhile
	time.Sleep(20 * time.Millisecond)
	r.mu.Lock()
	if strings.Contains(r.emulator.String(), "key x") {
		t.Error("drawn on a terminal that is with its shell")
	}
	r.mu.Unlock()
	resumed <- struct{}{}
	r.sees(t, "key x")
	r.until(t, "back", func() bool { return r.IsAltScreen() })
	_, _ = r.keys.Write([]byte("q"))
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
