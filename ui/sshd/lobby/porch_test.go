package lobby

import (
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/ui/screen"
	"aeconnect/ui/sshd"

	gossh "golang.org/x/crypto/ssh"
)

// knock comes as a stranger: refused at first, let as far as the porch the second time.
func (h *hub) knock() (*gossh.Client, string) {
	h.t.Helper()
	_, private, _ := ed25519.GenerateKey(rand.Reader)
	key, err := gossh.NewSignerFromKey(private)
	if err != nil {
		h.t.Fatal(err)
	}
	told := ""
	ask := func(_, instruction string, _ []string, _ []bool) ([]string, error) {
		told += instruction
		return nil, nil
	}
	config := &gossh.ClientConfig{
		Auth:            []gossh.AuthMethod{gossh.PublicKeys(key), gossh.KeyboardInteractive(ask)},
		HostKeyCallback: gossh.InsecureIgnoreHostKey(),
	}
	if _, err := gossh.Dial("tcp", h.addr, config); err == nil || !strings.Contains(told, gossh.FingerprintSHA256(key.PublicKey())) {
		h.t.Fatalf("the first time: %v, told %q", err, told)
	}
	if !strings.Contains(told, "ssh HUB account access apply") {
		h.t.Errorf("told nothing of how to ask: %q", told)
	}
	c, err := gossh.Dial("tcp", h.addr, config)
	for range 200 { // the hub notes who was turned away when the connection is gone
		if err == nil {
			break
		}
		time.Sleep(5 * time.Millisecond)
		c, err = gossh.Dial("tcp", h.addr, config)
	}
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { c.Close() })
	return c, gossh.FingerprintSHA256(key.PublicKey())
}

// shell begins a session on a terminal.
func shell(t *testing.T, c *gossh.Client) (*gossh.Session, io.Writer, *screenText) {
	t.Helper()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	out := &screenText{}
	s.Stdout = out
	in, err := s.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	_ = s.RequestPty("xterm-256color", 24, 80, nil)
	if err := s.Shell(); err != nil {
		t.Fatal(err)
	}
	return s, in, out
}

// A stranger without a terminal is told what to type, asks, reads what becomes of it, takes it back.
func TestStrangerByCommands(t *testing.T) {
	h := newHub(t)
	h.do(&model.AddAccount{Handle: "sam", Role: model.Support})
	c, _ := h.knock()
	for _, line := range []string{"", "task ls", "order ls --json"} {
		if out, errs, exit := run(t, c, line, ""); exit == 0 || !strings.Contains(out+errs, "ssh HUB account access apply HANDLE") {
			t.Errorf("%q: exit %d, %q, %q", line, exit, out, errs)
		}
	}
	for _, x := range []struct {
		line string
		exit int
		says string
	}{
		{"account access show", 4, "not_found"},
		{"account access apply newbie --role support", 3, "access.role"},
		{"account access apply newbie --role agency --name 'New Bie' --note 'at the fair' --json", 0, `"state":"waiting"`},
		{"account access apply newbie --role agency", 3, "access.waiting"},
		{"account access show", 0, "at the fair"},
		{"account access withdraw --json", 0, `"state":"withdrawn"`},
		{"account access withdraw", 3, "access.decided"},
		{"account access show --json", 0, `"state":"withdrawn"`},
		{"account access apply newbie --role agency --json", 0, `"state":"waiting"`},
		{"account access admit J-0000-0000", 6, "access.stranger"},
	} {
		if out, errs, exit := run(t, c, x.line, ""); exit != x.exit || !strings.Contains(out+errs, x.says) {
			t.Errorf("%s: exit %d, want %d with %q: %q, %q", x.line, exit, x.exit, x.says, out, errs)
		}
	}
}

// Who is let in while the page is open reads it there and goes in on the same terminal, as whoever the key belongs to;
// the session ends with the key like every other one, reads and all.
func TestStrangerIsLetIn(t *testing.T) {
	h := newHub(t)
	c, fingerprint := h.knock()
	s, in, out := shell(t, c)
	out.sees(t, "You are not known here yet")
	if kind := h.host.Sessions()[0].Visitor.Kind; kind != "stranger" {
		t.Errorf("on the porch as %q", kind)
	}
	if n := h.host.Recheck(); n != 0 {
		t.Errorf("%d sessions ended for nothing", n)
	}
	_, _ = io.WriteString(in, "n")
	out.sees(t, "Only support reads what you enter")
	_, _ = io.WriteString(in, "\t")
	_, _ = io.WriteString(in, "newbie")
	_, _ = io.WriteString(in, "\x13") // ctrl+s
	out.sees(t, "You have asked to be let in")
	_, _ = io.WriteString(in, "\r") // goes nowhere yet
	var id model.ID
	_ = h.market.View(model.Actor{Operator: true}, func(v model.View) {
		for _, row := range v.Rows(model.AccessIn(model.AccessWaiting), model.Place{}, false) {
			id = row.(*model.Access).ID
		}
	})
	h.do(&model.AdmitAccess{ID: id})
	out.sees(t, "You are in: newbie")
	_, _ = io.WriteString(in, "\r")
	out.sees(t, "Task Square")
	sessions := h.host.Sessions()
	if len(sessions) != 1 || sessions[0].Visitor.Handle != "newbie" || sessions[0].Visitor.Kind != "full" {
		t.Errorf("inside: %+v", sessions)
	}
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
	out.sees(t, "no longer opens")
	if n := len(h.host.Sessions()); n != 0 {
		t.Errorf("%d sessions are left", n)
	}
}

// A key that is revoked ends reads too: a list that is followed, and what comes next on the same connection.
func TestRevokedKeyReadsNothing(t *testing.T) {
	h := newHub(t)
	c, fingerprint := h.enter("lumen", model.KeyObserver)
	if _, _, exit := run(t, c, "task ls", ""); exit != 0 {
		t.Fatalf("before: exit %d", exit)
	}
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	var out screenText
	s.Stdout, s.Stderr = &out, &out
	if err := s.Start("log --follow --json"); err != nil {
		t.Fatal(err)
	}
	out.sees(t, "account.added")
	h.do(&model.RevokeKey{Fingerprint: fingerprint})
	if n := h.host.Recheck(); n != 1 {
		t.Errorf("%d sessions ended with their key", n)
	}
	var ended *gossh.ExitError
	if err := s.Wait(); !errors.As(err, &ended) || ended.ExitStatus() != 6 {
		t.Errorf("the log that was followed ended with %v", err)
	}
	for _, line := range []string{"account show lumen", "log"} {
		if o, e, exit := run(t, c, line, ""); exit == 0 || strings.Contains(o+e, "Lumen") {
			t.Errorf("%s after it was revoked: exit %d, %q %q", line, exit, o, e)
		}
	}
}

// It is noted when a key was used and from where; what a stranger uses is not.
func TestKeysAreSeen(t *testing.T) {
	h := newHub(t)
	c, fingerprint := h.enter("mia", model.KeyScript)
	stranger, _ := h.knock()
	for _, client := range []*gossh.Client{c, stranger} {
		run(t, client, "task ls", "")
	}
	seen := h.notebook.Draft("mia/" + screen.SeenKeys)
	if at, from, _ := strings.Cut(seen[fingerprint], " "); len(seen) != 1 || from != "127.0.0.1" || at == "" {
		t.Errorf("seen: %v", seen)
	}
	if seen := h.notebook.Draft("/" + screen.SeenKeys); seen != nil {
		t.Errorf("of strangers: %v", seen)
	}
}

// Whoever comes in reads that somebody else added a key meanwhile; what one added oneself is no news, and none is said
// twice.
func TestKeysAreNews(t *testing.T) {
	h := newHub(t)
	_, first := h.enter("mia", model.KeyFull)
	_, second := h.enter("mia", model.KeyFull)
	words := sshd.Words()("")
	house := New(Options{Market: shared{h.market}, Notebook: h.notebook})
	mia := sshd.Visitor{Handle: "mia", Key: first, Kind: sshd.Full}
	other := sshd.Visitor{Handle: "mia", Key: second, Kind: sshd.Full}
	house.news(mia, words)
	if said := house.news(mia, words); said != "" {
		t.Errorf("before anything happened: %q", said)
	}
	time.Sleep(2 * time.Millisecond) // moments of a marketplace are whole milliseconds
	c, added := h.enter("mia", model.KeyFull)
	run(t, c, "task ls", "") // whoever it is uses it at once, and opens screens
	house.news(sshd.Visitor{Handle: "mia", Key: added, Kind: sshd.Full}, words)
	for name, v := range map[string]sshd.Visitor{"who was here": mia, "who never was": other} {
		if said := house.news(v, words); !strings.Contains(said, "added the SSH key "+added) {
			t.Errorf("%s reads after %s was added: %q", name, added, said)
		}
		if said := house.news(v, words); said != "" {
			t.Errorf("said twice: %q", said)
		}
	}
	time.Sleep(2 * time.Millisecond)
	h.do(&model.RevokeKey{Fingerprint: added})
	if said := house.news(mia, words); !strings.Contains(said, "revoked the SSH key "+added) {
		t.Errorf("after it was revoked: %q", said)
	}
}

// An observer's screens keep nothing for its account, and find again what they were told themselves.
func TestObserversWriteNothing(t *testing.T) {
	h := newHub(t)
	h.notebook.Keep("mia/apply", map[string]string{"text": "hers"})
	house := New(Options{Market: shared{h.market}, Notebook: h.notebook})
	n := house.notebook(sshd.Visitor{Handle: "mia", Kind: sshd.Observer})
	if n.Draft("mia/apply")["text"] != "hers" {
		t.Error("an observer does not see what is there")
	}
	n.Keep("mia/apply", map[string]string{"text": "another's"})
	n.SetPlace("mia", "orders")
	n.SetPreference("mia", "theme", "light")
	if n.Draft("mia/apply")["text"] != "another's" || n.Place("mia") != "orders" || n.Preference("mia", "theme") != "light" {
		t.Error("an observer's own session forgets")
	}
	c, _ := h.enter("mia", model.KeyObserver)
	if _, errs, exit := run(t, c, "settings set theme=light", ""); exit != 6 {
		t.Errorf("settings set: exit %d, %s", exit, errs)
	}
	if h.notebook.Draft("mia/apply")["text"] != "hers" || h.notebook.Place("mia") != "" || h.notebook.Preference("mia", "theme") != "" {
		t.Error("an observer wrote")
	}
	if full := house.notebook(sshd.Visitor{Handle: "mia", Kind: sshd.Full}); full != Notebook(h.notebook) {
		t.Error("a full key does not write")
	}
}
