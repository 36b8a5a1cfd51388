package sshremote_test

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"aeconnect/store/journal"
	"aeconnect/store/remote"
	"aeconnect/store/remote/remotetest"
	"aeconnect/store/remote/sshremote"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// way leads to a world through a host.
type way struct {
	*host
	mu   sync.Mutex
	keys map[string]string
}

func (w *way) Connect(ctx context.Context, handle string) (remote.Remote, error) {
	if w.network == "unix" {
		r, err := sshremote.Open(ctx, w.url(), w.options())
		return &acting{r, handle}, err
	}
	w.mu.Lock()
	key := w.keys[handle]
	if key == "" {
		key = w.key(handle, "")
		w.keys[handle] = key
	}
	w.mu.Unlock()
	return sshremote.Open(ctx, w.url(), w.options(key))
}

func (w *way) Restart() error { w.stop(); w.start(); return nil }

// acting is an owner who acts for an account.
type acting struct {
	remote.Remote
	as string
}

func (a *acting) Greet(ctx context.Context, h remote.Hello) (remote.Welcome, error) {
	h.As = a.as
	return a.Remote.Greet(ctx, h)
}

func driver(network string) remotetest.Driver {
	return remotetest.Driver{
		Open: func(t testing.TB, w *remotetest.World) remotetest.Medium {
			return &way{host: newHost(t, w, network), keys: map[string]string{}}
		},
		Owner: network == "unix",
		Faults: []remotetest.Fault{
			remotetest.LostAnswer, remotetest.Duplicate, remotetest.Delay, remotetest.Reorder, remotetest.Cut, remotetest.Slow,
		},
	}
}

func TestOverTCP(t *testing.T)                     { remotetest.Run(t, driver("tcp")) }
func TestOverAUnixSocket(t *testing.T)             { remotetest.Run(t, driver("unix")) }
func hello() remote.Hello                          { return remote.Hello{Version: remote.Version, Device: journal.NewDevice()} }
func fingerprint(s ssh.Signer) string              { return ssh.FingerprintSHA256(s.PublicKey()) }
func none(context.Context, string) ([]byte, error) { return nil, errors.New("nobody there") }

func TestHostKeysArePinned(t *testing.T) {
	h := newHost(t, remotetest.NewWorld("one"), "tcp")
	o := h.options(h.key("one", ""))
	var asked []sshremote.NewHost
	trust := false
	o.Trust = func(_ context.Context, n sshremote.NewHost) (bool, error) {
		asked = append(asked, n)
		return trust, nil
	}

	_, err := sshremote.Open(t.Context(), h.url(), o)
	var untrusted *sshremote.UntrustedError
	if !errors.As(err, &untrusted) || len(asked) != 1 || asked[0].Fingerprint != fingerprint(h.signer) || untrusted.Fingerprint != asked[0].Fingerprint {
		t.Fatalf("an unknown host gives %v after %v", err, asked)
	}
	if _, err := os.Stat(o.KnownHosts); err == nil {
		t.Error("a key that nobody trusts was written down")
	}
	trust = true
	for range 2 {
		r, err := sshremote.Open(t.Context(), h.url(), o)
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	if len(asked) != 2 {
		t.Errorf("it was asked %d times", len(asked))
	}
	before := h.signer
	h.mu.Lock()
	h.signer, _ = newSigner(t, "")
	h.mu.Unlock()
	_, err = sshremote.Open(t.Context(), h.url(), o)
	var changed *sshremote.HostKeyError
	if !errors.As(err, &changed) || changed.Offered != fingerprint(h.signer) || !slices.Equal(changed.Known, []string{fingerprint(before)}) {
		t.Fatalf("a changed key gives %v", err)
	}
	for _, part := range []string{fingerprint(before), fingerprint(h.signer), o.KnownHosts + ":1"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("the sentence %q does not name %s", err, part)
		}
	}
	if len(asked) != 2 {
		t.Error("a changed key was asked about")
	}
	o.Trust, o.KnownHosts = nil, filepath.Join(t.TempDir(), "none")
	if _, err := sshremote.Open(t.Context(), h.url(), o); !errors.As(err, &untrusted) {
		t.Errorf("with nobody to ask an unknown host gives %v", err)
	}
}

func TestKeys(t *testing.T) {
	h := newHost(t, remotetest.NewWorld("one"), "tcp")
	plain, locked, stranger := h.key("one", ""), h.key("one", "sesame"), h.key("nobody", "")
	strangerLocked := h.key("nobody", "other")
	asked := 0
	phrase := func(word string) func(context.Context, string) ([]byte, error) {
		return func(context.Context, string) ([]byte, error) { asked++; return []byte(word), nil }
	}
	tests := []struct {
		name  string
		keys  []string
		ask   func(context.Context, string) ([]byte, error)
		ok    bool
		asked int
	}{
		{"a plain key", []string{plain}, nil, true, 0},
		{"files that are not there", []string{"/nowhere", plain}, nil, true, 0},
		{"a stranger's key before", []string{stranger, plain}, nil, true, 0},
		{"a key with a passphrase", []string{locked}, phrase("sesame"), true, 1},
		{"a wrong passphrase", []string{locked}, phrase("wrong"), false, 3},
		{"nobody to ask", []string{locked}, nil, false, 0},
		{"nobody answers", []string{locked}, none, false, 0},
		{"a key with a passphrase that the hub does not want", []string{strangerLocked, plain}, phrase("other"), true, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := h.options(tt.keys...)
			o.Passphrase, asked = tt.ask, 0
			r, err := sshremote.Open(t.Context(), h.url(), o)
			if err == nil {
				defer r.Close()
				_, err = r.Greet(t.Context(), hello())
			}
			if (err == nil) != tt.ok || asked != tt.asked {
				t.Errorf("it gives %v and asked %d times", err, asked)
			}
		})
	}
	_, err := sshremote.Open(t.Context(), h.url(), h.options(stranger))
	var refused *sshremote.StrangerError
	if !errors.As(err, &refused) || !errors.Is(err, remote.ErrStranger) || len(refused.Offered) != 1 || !strings.Contains(err.Error(), refused.Offered[0]) {
		t.Errorf("a stranger gets %v", err)
	}
}

func TestASlowPersonIsWaitedFor(t *testing.T) {
	h := newHost(t, remotetest.NewWorld("one"), "tcp")
	o := h.options(h.key("one", "sesame"))
	o.Handshake = 700 * time.Millisecond
	asked := 0
	o.Passphrase = func(context.Context, string) ([]byte, error) {
		asked++
		time.Sleep(2 * o.Handshake)
		return []byte("sesame"), nil
	}
	r, err := sshremote.Open(t.Context(), h.url(), o)
	if err != nil || asked != 1 {
		t.Fatalf("it gives %v and asked %d times", err, asked)
	}
	r.Close()
}

func TestTheAgentsKeysComeFirst(t *testing.T) {
	h := newHost(t, remotetest.NewWorld("one"), "tcp")
	text, err := os.ReadFile(h.key("one", ""))
	if err != nil {
		t.Fatal(err)
	}
	key, err := ssh.ParseRawPrivateKey(text)
	if err != nil {
		t.Fatal(err)
	}
	ring := agent.NewKeyring()
	if err := ring.Add(agent.AddedKey{PrivateKey: key}); err != nil {
		t.Fatal(err)
	}
	dir, _ := os.MkdirTemp("", "ae")
	defer os.RemoveAll(dir)
	l, err := net.Listen("unix", filepath.Join(dir, "a"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for c, err := l.Accept(); err == nil; c, err = l.Accept() {
			go func() { _ = agent.ServeAgent(ring, c) }()
		}
	}()
	o := h.options()
	if _, err := sshremote.Open(t.Context(), h.url(), o); !errors.Is(err, remote.ErrStranger) {
		t.Errorf("without a key it gives %v", err)
	}
	o.Agent = l.Addr().String()
	r, err := sshremote.Open(t.Context(), h.url(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if w, err := r.Greet(t.Context(), hello()); err != nil || w.Handle != "one" {
		t.Errorf("the agent's key gives %+v, %v", w, err)
	}
}

func TestASilentHostIsGivenUp(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() // it takes connections and says nothing
	o := sshremote.Options{Handshake: 50 * time.Millisecond, KnownHosts: filepath.Join(t.TempDir(), "k")}
	if _, err := sshremote.Open(t.Context(), "ssh://"+l.Addr().String(), o); err == nil {
		t.Error("it was connected")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	o.Handshake = time.Hour
	if _, err := sshremote.Open(ctx, "ssh://"+l.Addr().String(), o); err == nil {
		t.Error("it was connected")
	}
}

func TestKeepaliveNoticesADeadHub(t *testing.T) {
	h := newHost(t, remotetest.NewWorld("one"), "tcp")
	far, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer far.Close()
	dead := make(chan struct{})
	go relay(far, h.address, dead)
	o := h.options(h.key("one", ""))
	o.Keepalive = 400 * time.Millisecond
	r, err := sshremote.Open(t.Context(), "ssh://"+far.Addr().String(), o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Greet(t.Context(), hello()); err != nil {
		t.Fatal(err)
	}
	p, err := r.Pull(t.Context(), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	close(dead)
	if err := r.Watch(t.Context(), p.Next); !errors.Is(err, remote.ErrClosed) {
		t.Errorf("watching a dead hub gives %v", err)
	}
}

// relay passes bytes on until the way is dead, and then takes them and lets them vanish.
func relay(l net.Listener, to string, dead chan struct{}) {
	for {
		near, err := l.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", to)
		if err != nil {
			return
		}
		go pass(near, far, dead)
		go pass(far, near, dead)
	}
}

func pass(to, from net.Conn, dead chan struct{}) {
	buf := make([]byte, 32<<10)
	for {
		n, err := from.Read(buf)
		if err != nil {
			to.Close()
			return
		}
		select {
		case <-dead:
		default:
			_, _ = to.Write(buf[:n])
		}
	}
}

func TestAddresses(t *testing.T) {
	for url, ok := range map[string]bool{
		"ssh://hub.example": true, "ssh://mia@hub.example:22": true, "ssh://[::1]:2222": true, "unix:///run/a/hub.sock": true, "ssh://hub.example/": true,
		"ssh://": false, "ssh://hub/path": false, "ssh://a:b@hub": false, "ssh://-oProxyCommand=x": false, "unix://host/path": false,
		"unix://": false, "http://hub": false, "hub": false, "": false, "ssh://hub?x": false, "ssh://hub#x": false, "ssh://hub:port": false,
	} {
		if err := sshremote.Check(url); (err == nil) != ok {
			t.Errorf("%q gives %v", url, err)
		}
	}
}

func TestASocketOfOthersIsRefused(t *testing.T) {
	h := newHost(t, remotetest.NewWorld("one"), "unix")
	if err := os.Chmod(h.address, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := sshremote.Open(t.Context(), h.url(), h.options()); err == nil || !strings.Contains(err.Error(), "0600") {
		t.Errorf("a socket that all may use gives %v", err)
	}
	plain := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(plain, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := sshremote.Open(t.Context(), "unix://"+plain, h.options()); err == nil {
		t.Error("a file was taken for a socket")
	}
}
