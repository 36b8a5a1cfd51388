package lobby

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/market"
	"aeconnect/ui/screen"
	"aeconnect/ui/sshd"

	gossh "golang.org/x/crypto/ssh"
)

// shared is a marketplace as the composition hands it over.
type shared struct{ *market.Market }

// Search implements screen.Market; these tests look for nothing.
func (shared) Search() screen.Search { return nil }

// hub is a hub on a fresh marketplace with a seller and a creator.
type hub struct {
	t      *testing.T
	market *market.Market

	notebook *market.Notebook
	host     *sshd.Host
	house    *Lobby
	addr     string
}

func newHub(t *testing.T) *hub {
	t.Helper()
	dir := t.TempDir()
	m, err := market.Open(dir, market.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h := &hub{t: t, market: m, notebook: market.OpenNotebook(dir)}
	h.do(&model.AddAccount{Handle: "lumen", Role: model.Seller, Level: model.Levels()[0], Name: "Lumen Audio"})
	h.do(&model.AddAccount{Handle: "mia", Role: model.Creator, Kind: model.External, Name: "Mia Makes"})
	words := sshd.Words()
	house := New(Options{
		Market: shared{m}, Notebook: h.notebook, Dir: dir, Version: "1.2.3", Words: words,
		Changes: func(ctx context.Context) func() ([]model.Ref, bool, bool) {
			changed := m.Hub().Subscribe()
			context.AfterFunc(ctx, changed.Close)
			return func() ([]model.Ref, bool, bool) {
				select {
				case _, open := <-changed.Ready():
					n := changed.Take()
					return n.Rows, n.All, open
				case <-ctx.Done():
					return nil, false, false
				}
			}
		},
	})
	h.house = house
	key, err := sshd.HostKey(dir)
	if err != nil {
		t.Fatal(err)
	}
	if h.host, err = sshd.New(sshd.Options{House: house, HostKey: key, Limits: house.Limits, Words: words, Looks: Looks}); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	h.addr = l.Addr().String()
	served := make(chan error, 1)
	go func() { served <- h.host.Serve(l) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := errors.Join(h.host.Close(ctx), <-served, h.notebook.Close(), m.Close()); err != nil {
			t.Error(err)
		}
	})
	return h
}

func (h *hub) do(c model.Command) {
	h.t.Helper()
	d, err := h.market.Do(h.t.Context(), model.Actor{Operator: true}, c)
	if err != nil || d.Refusal != nil {
		h.t.Fatal(err, d.Refusal)
	}
}

// enter gives an account a new key and connects with it.
func (h *hub) enter(handle string, kind model.KeyKind) (*gossh.Client, string) {
	h.t.Helper()
	_, private, _ := ed25519.GenerateKey(rand.Reader)
	key, err := gossh.NewSignerFromKey(private)
	if err != nil {
		h.t.Fatal(err)
	}
	h.do(&model.AddKey{Handle: handle, Kind: kind, Text: string(gossh.MarshalAuthorizedKey(key.PublicKey()))})
	c, err := gossh.Dial("tcp", h.addr, &gossh.ClientConfig{Auth: []gossh.AuthMethod{gossh.PublicKeys(key)}, HostKeyCallback: gossh.InsecureIgnoreHostKey()})
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { c.Close() })
	return c, gossh.FingerprintSHA256(key.PublicKey())
}

func run(t *testing.T, c *gossh.Client, line, in string) (out, errs string, exit int) {
	t.Helper()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var o, e bytes.Buffer
	s.Stdin, s.Stdout, s.Stderr = strings.NewReader(in), &o, &e
	var ended *gossh.ExitError
	if err = s.Run(line); errors.As(err, &ended) {
		exit = ended.ExitStatus()
	} else if err != nil {
		t.Fatal(err)
	}
	return o.String(), e.String(), exit
}

func TestCommandsOfAKey(t *testing.T) {
	h := newHub(t)
	lumen, _ := h.enter("lumen", model.KeyFull)
	reader, _ := h.enter("lumen", model.KeyObserver)
	script, _ := h.enter("mia", model.KeyScript)
	address := `account address mia "Mia M., Hauptstr. 1, 10115 Berlin, DE, +49 30 000000"`
	for _, c := range []struct {
		name     string
		client   *gossh.Client
		line, in string
		exit     int
		says     string // on either stream
	}{
		{"a full key reads", lumen, "task ls --json", "", 0, ""},
		{"a full key changes", lumen, "portals join --rate 5", "", 0, "lumen"},
		{"a document on standard input", lumen, "task create -f - --json", "type = 'fixed_price'\ntitle = 'Ours'\n", 0, `"seller":"lumen"`},
		{"an observer reads", reader, "task ls --json", "", 0, `"Ours"`},
		{"an observer changes nothing", reader, "portals join --rate 6", "", 6, "key.observer"},
		{"a script changes", script, address, "", 0, "mia"},
		{"somebody else's draft is not there", script, "task ls --json", "", 0, ""},
		{"the operator's verbs are not a seller's", lumen, "policy set ssh.sessions.max 99", "", 6, "operator"},
		{"no other account", lumen, "task ls --as mia", "", 6, "hub.flag"},
		{"no other directory", lumen, "task ls --data /", "", 6, "hub.flag"},
		{"no file of the hub", lumen, "task lint -f /etc/passwd", "", 2, "usage.hub"},
		{"no look after the hub", lumen, "backup -", "", 6, "hub.verb"},
		{"no verb", lumen, "nonsense --json", "", 2, `"rule":"usage.verb"`},
		{"no other program", lumen, "/bin/sh id", "", 2, "usage.verb"},
		{"what there is none of", lumen, "order show O-0000", "", 4, ""},
		{"nothing", lumen, "", "", 2, "usage.terminal"},
	} {
		out, errs, exit := run(t, c.client, c.line, c.in)
		if exit != c.exit || !strings.Contains(out+errs, c.says) {
			t.Errorf("%s: exit %d, want %d with %q: %q, %q", c.name, exit, c.exit, c.says, out, errs)
		}
		if c.name == "somebody else's draft is not there" && strings.Contains(out, "Ours") {
			t.Errorf("a draft is seen: %q", out)
		}
	}
}

// TestStrangersLearnNothing: they may ask to be let in, and read what everybody may.
func TestStrangersLearnNothing(t *testing.T) {
	h := newHub(t)
	client, fingerprint := h.enter("lumen", model.KeyFull)
	if out, _, exit := run(t, client, "__complete account show ''", ""); exit != 0 || !strings.Contains(out, "mia") {
		t.Errorf("an account is offered %q, exit %d", out, exit)
	}
	h.do(&model.RevokeKey{Fingerprint: fingerprint}) // the connection stays, its next sessions are a stranger's
	for _, line := range []string{
		"task ls", "order ls", "clock ls", "account ls", "account show mia", "log", "data", "policy ls", "settings ls", "payment ls", "portals ls", "news ls",
		"account key ls", "undo", "__complete account show ''", "__complete task show ''", "__completeNoDesc order show ''", "message ls",
	} {
		out, errs, exit := run(t, client, line, "")
		if text := strings.ToLower(out + errs); exit == 0 && line != "policy ls" || strings.Contains(text, "lumen") || strings.Contains(text, "mia") && !strings.Contains(line, "mia") {
			t.Errorf("%s: exit %d, %q, %q", line, exit, out, errs)
		}
	}
	if _, _, exit := run(t, client, "help", ""); exit != 0 {
		t.Errorf("help: exit %d", exit)
	}
}

// screenText gathers what a session draws.
type screenText struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *screenText) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *screenText) sees(t *testing.T, text string) {
	t.Helper()
	for range 4000 {
		s.mu.Lock()
		ok := strings.Contains(s.b.String(), text)
		s.mu.Unlock()
		if ok {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("never: %s in %q", text, s.b.String())
}

func TestScreensOfAKey(t *testing.T) {
	h := newHub(t)
	client, fingerprint := h.enter("lumen", model.KeyFull)
	s, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	var out screenText
	s.Stdout = &out
	in, _ := s.StdinPipe()
	_ = s.RequestPty("xterm-256color", 24, 80, nil)
	if err := s.Shell(); err != nil {
		t.Fatal(err)
	}
	out.sees(t, "Lumen Audio")
	_, _ = io.WriteString(in, "2")
	out.sees(t, "Task Square")
	if n := h.host.Recheck(); n != 0 {
		t.Errorf("%d sessions ended for nothing", n)
	}
	h.do(&model.RevokeKey{Fingerprint: fingerprint})
	if n := h.host.Recheck(); n != 1 {
		t.Errorf("%d sessions ended with their key", n)
	}
	var ended *gossh.ExitError
	if err := s.Wait(); !errors.As(err, &ended) || ended.ExitStatus() != 6 {
		t.Errorf("ended with %v", err)
	}
	out.sees(t, "no longer opens this")
}

func TestLimitsAreThePolicys(t *testing.T) {
	h := newHub(t)
	house := New(Options{Market: shared{h.market}})
	want := sshd.Limits{Handshake: 10 * time.Second, Idle: 4 * time.Hour, Sessions: 4, Links: 20, Greeting: 65536, CommandBytes: 65536}
	if got := house.Limits(); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	h.do(&model.SetPolicy{Name: sessionsMax, Value: 2})
	if got := house.Limits().Sessions; got != 2 {
		t.Errorf("%d sessions after the policy was set", got)
	}
}
