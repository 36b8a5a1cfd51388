package sshd

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"aeconnect/ui/kit"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"
)

// newKey returns a fresh key.
func newKey(t testing.TB) gossh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

// given is a house for tests: its keys are a table.
type given struct {
	mu     sync.Mutex
	keys   map[string]account
	opened []Visitor
	broken error // why the house cannot tell whose a key is
	over   int   // screens that were closed
	told   int   // models that were told to close
	taken  []string
}

type account struct {
	handle string
	kind   Kind
}

func (g *given) give(key gossh.Signer, handle string, kind Kind) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.keys[gossh.FingerprintSHA256(key.PublicKey())] = account{handle, kind}
}

func (g *given) revoke(key gossh.Signer) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.keys, gossh.FingerprintSHA256(key.PublicKey()))
}

func (g *given) breaks(err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.broken = err
}

func (g *given) FindKey(fingerprint string) (string, Kind, bool, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	a, ok := g.keys[fingerprint]
	return a.handle, a.kind, ok, g.broken
}

func (g *given) Open(_ context.Context, v Visitor, t Terminal) (Screens, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.opened = append(g.opened, v)
	m := page{house: g, visitor: v, env: strings.Join(t.Env, " ")}
	return Screens{Model: m, Close: func() error { g.mu.Lock(); defer g.mu.Unlock(); g.over++; return nil }}, nil
}

// Run knows a few commands that do what tests look at.
func (g *given) Run(ctx context.Context, v Visitor, args []string, s Streams) int {
	if len(args) == 0 {
		fmt.Fprintln(s.Err, "usage")
		return 2
	}
	switch args[0] {
	case "who":
		fmt.Fprintf(s.Out, "%s %s %q %s\n", v.Handle, v.Kind, args[1:], strings.Join(s.Env, " "))
	case "exit":
		fmt.Fprintln(s.Err, "no")
		return len(args[1])
	case "cat":
		if _, err := io.Copy(s.Out, s.In); err != nil {
			return 1
		}
	case "take":
		text, err := io.ReadAll(s.In)
		g.mu.Lock()
		defer g.mu.Unlock()
		g.taken = append(g.taken, fmt.Sprintf("%s %v", text, err))
		if err != nil {
			return 1
		}
	case "flood":
		most := 1 << 30
		if len(args) > 1 {
			most, _ = strconv.Atoi(args[1])
		}
		for range most {
			if _, err := io.WriteString(s.Out, strings.Repeat("flood", 1000)); err != nil {
				return 1
			}
		}
	case "panic":
		panic("a private text")
	case "wait":
		fmt.Fprintln(s.Out, "waiting")
		<-ctx.Done()
		return 7
	}
	return 0
}

// page is a screen that tells what it knows.
type page struct {
	house         *given
	visitor       Visitor
	env, last     string
	toast, fill   string
	width, height int
}

func (page) Init() tea.Cmd { return nil }

func (m page) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case kit.Closing:
		m.house.mu.Lock()
		m.house.told++
		m.house.mu.Unlock()
	case kit.Toast:
		m.toast = msg.Text
	case tea.KeyPressMsg:
		m.last = msg.String()
		switch m.last {
		case "f": // every frame is another one from now on, and large
			m.fill = "f"
		case "q":
			return m, tea.Quit
		case "p":
			panic("a private text")
		}
	}
	return m, nil
}

func (m page) View() tea.View {
	if m.fill != "" {
		return tea.NewView(strings.Repeat(strings.Repeat(string('!'+rune(m.width+m.height)%90), m.width)+"\n", m.height))
	}
	return tea.NewView(fmt.Sprintf("hello %s\nsize %dx%d\nenv %s\nkey %s.\n%s", m.visitor.Handle, m.width, m.height, m.env, m.last, m.toast))
}

// generous limits do not get in the way.
func generous() Limits {
	return Limits{Handshake: time.Minute, Idle: time.Hour, Sessions: 4, Links: 20, Greeting: 64 << 10, CommandBytes: 64 << 10}
}

// hut is a host under test that listens on loopback.
type hut struct {
	*Host
	t      testing.TB
	house  *given
	addr   string
	key    gossh.PublicKey
	log    *safeBuffer
	limits atomic.Pointer[Limits] // of links to come
}

// safeBuffer may be written and read at once.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *safeBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *safeBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

func start(t testing.TB, limits Limits) *hut {
	t.Helper()
	h := &hut{t: t, house: &given{keys: map[string]account{}}, log: &safeBuffer{}}
	h.listen(h.house, limits)
	return h
}

// listen starts the host over a house.
func (h *hut) listen(house House, limits Limits) {
	h.t.Helper()
	key := newKey(h.t)
	h.limits.Store(&limits)
	host, err := New(Options{House: house, HostKey: key, Limits: func() Limits { return *h.limits.Load() },
		Subsystems: map[string]Subsystem{"echo": echo}, Log: slog.New(slog.NewTextHandler(h.log, nil))})
	if err != nil {
		h.t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		h.t.Fatal(err)
	}
	h.Host, h.addr, h.key = host, l.Addr().String(), key.PublicKey()
	served := make(chan error, 1)
	go func() { served <- host.Serve(l) }()
	h.t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = waits(h.t, func() error { return host.Close(ctx) })
		if err := within(h.t, "the end of serving", served); err != nil {
			h.t.Error("serve: ", err)
		}
	})
}

// config is a client's, with ways to prove who it is, tried one after the other.
func (h *hut) config(user string, ways ...gossh.AuthMethod) *gossh.ClientConfig {
	return &gossh.ClientConfig{
		User: user, HostKeyCallback: gossh.FixedHostKey(h.key),
		AuthCallback: func(*gossh.ClientAuthContext) (gossh.AuthMethod, error) {
			if len(ways) == 0 {
				return nil, errors.New("no way left")
			}
			way := ways[0]
			ways = ways[1:]
			return way, nil
		},
	}
}

func (h *hut) dial(keys ...gossh.Signer) *gossh.Client {
	h.t.Helper()
	config := h.config("anybody", gossh.PublicKeys(keys...))
	config.Timeout = 20 * time.Second
	c, err := gossh.Dial("tcp", h.addr, config)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { c.Close() })
	return c
}

// run runs a command on a new session and returns what it wrote and its exit code.
func run(t testing.TB, c *gossh.Client, line, in string) (out, errs string, exit int) {
	t.Helper()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var o, e bytes.Buffer
	s.Stdin, s.Stdout, s.Stderr = strings.NewReader(in), &o, &e
	err = waits(t, func() error { return s.Run(line) })
	return o.String(), e.String(), code(t, err)
}

// code returns the exit code that a client saw.
func code(t testing.TB, err error) int {
	t.Helper()
	var exit *gossh.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitStatus()
	}
	t.Fatal(err)
	return -1
}

// until waits until something is so; the deadline only ends a test that fails.
func until(t testing.TB, what string, so func() bool) {
	t.Helper()
	for range 4000 {
		if so() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("never: " + what)
}

// within takes what comes over a channel; the deadline only ends a test that fails.
func within[T any](t testing.TB, what string, c <-chan T) (v T) {
	t.Helper()
	select {
	case v = <-c:
	case <-time.After(20 * time.Second):
		t.Fatal("never: " + what)
	}
	return v
}

// waits does something that must come to an end.
func waits(t testing.TB, what func() error) error {
	t.Helper()
	over := make(chan error, 1)
	go func() { over <- what() }()
	return within(t, "the end", over)
}

// stranger connects with a key that is not known and was refused before.
func (h *hut) stranger(key gossh.Signer) *gossh.Client {
	h.t.Helper()
	if c, err := gossh.Dial("tcp", h.addr, h.config("x", gossh.PublicKeys(key))); err == nil {
		c.Close()
		h.t.Fatal("an unknown key was let in at once")
	}
	until(h.t, "the host expects the key", func() bool { return h.strangers.expects("127.0.0.1", gossh.FingerprintSHA256(key.PublicKey())) })
	return h.dial(key)
}

// window is a session with a terminal.
type window struct {
	*gossh.Session
	t    testing.TB
	in   io.WriteCloser
	out  safeBuffer
	over chan error
	last atomic.Bool // its client hangs up when it is over, as the usual one does
}

func (h *hut) window(c *gossh.Client, width, height int, env ...string) *window {
	h.t.Helper()
	s, err := c.NewSession()
	if err != nil {
		h.t.Fatal(err)
	}
	w := &window{Session: s, t: h.t, over: make(chan error, 1)}
	w.in, _ = s.StdinPipe()
	s.Stdout, s.Stderr = &w.out, &w.out
	for i := 0; i < len(env); i += 2 {
		_ = s.Setenv(env[i], env[i+1])
	}
	if err := s.RequestPty("xterm-256color", height, width, nil); err != nil {
		h.t.Fatal(err)
	}
	if err := s.Shell(); err != nil {
		h.t.Fatal(err)
	}
	go func() {
		err := s.Wait()
		if w.last.Load() {
			c.Close()
		}
		w.over <- err
	}()
	return w
}

// ends returns the exit code.
func (w *window) ends() int {
	w.t.Helper()
	return code(w.t, within(w.t, "the end of a session in "+fmt.Sprintf("%q", w.out.String()), w.over))
}

func (w *window) types(keys string) { _, _ = io.WriteString(w.in, keys) }

func (w *window) sees(text string) {
	w.t.Helper()
	until(w.t, "sees "+text+" in "+fmt.Sprintf("%q", w.out.String()), func() bool { return strings.Contains(w.out.String(), text) })
}

// whole checks that the terminal was left, and that a sentence stands after that.
func (w *window) whole(sentence string) {
	w.t.Helper()
	_, after, left := strings.Cut(w.out.String(), "\x1b[?1049l")
	told := strings.Join(strings.Fields(after), " ") // a sentence is wrapped where the window ends
	if !left || !strings.Contains(told, strings.Join(strings.Fields(sentence), " ")) || strings.Contains(after, "\x1b[?1049h") {
		w.t.Errorf("the terminal is not left with %q: %q", sentence, w.out.String())
	}
}
