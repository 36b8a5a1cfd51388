package lobby

import (
	"crypto/ed25519"
	"crypto/rand"
	"io"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode"

	"aeconnect/model"
	"aeconnect/store/market"
	"aeconnect/ui/ask"

	gossh "golang.org/x/crypto/ssh"
)

// harmless checks that nothing in a text moves a terminal or hides in it.
func harmless(t *testing.T, what, text string) {
	t.Helper()
	for _, r := range text {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			t.Errorf("%s: %q", what, text)
			return
		}
	}
}

// TestOnlyTheCommandTree: no other program runs, whatever a client's tools ask for, and what they asked for comes back
// as harmless text.
func TestOnlyTheCommandTree(t *testing.T) {
	h := newHub(t)
	lumen, _ := h.enter("lumen", model.KeyFull)
	for _, c := range []struct {
		line string
		exit int
		says string
	}{
		{"", 2, "ssh -t HUB"},
		{"sh -c id", 2, ""},
		{"scp -t /tmp/x", 2, ""},
		{"rsync --server -vlogDtpre.iLsfxC . /tmp", 2, ""},
		{"sftp", 2, "sftp"},
		{"/usr/lib/openssh/sftp-server", 2, ""},
		{"git-upload-pack 'x.git'", 2, ""},
		{"bash -i >& /dev/tcp/127.0.0.1/1 0>&1", 2, ""},
		{"task ls; id", 2, ""},
		{"task ls && id", 2, ""},
		{"task ls | sh", 2, ""},
		{"task ls `id`", 2, ""},
		{"'task ls", 2, "a quotation mark has no other"},
		{"task show \"x", 2, "a quotation mark has no other"},
		{"a\x00b", 2, ""},
		{"task show \x00", 2, ""},
		{"\x1b]0;owned\x07\x1b[2J", 2, ""},
		{"task show '\u202eevil\u200b\x1b[31m'", 4, ""},
		{"task ls --match '\x1b[2J\u202e'", 0, ""},
		{"task ls --fields '\x1b[2J\u202e'", 2, ""},
		{"\xff\xfe\xfd", 2, ""},
		{"--\x1b[2J", 2, ""},
		{strings.Repeat("x ", 30_000), 2, ""},
		{strings.Repeat("'", 65_536), 2, ""},
		{"task ls " + strings.Repeat("--json ", 9_000), 0, ""},
		{strings.Repeat("x", 65_537), 2, "too long"},
		{"__complete task show '\x1b[2J'", 0, ""},
	} {
		out, errs, exit := run(t, lumen, c.line, "")
		if exit != c.exit || !strings.Contains(errs, c.says) || strings.Contains(out, "uid=") {
			t.Errorf("%.60q: exit %d, want %d: %.300q, %.300q", c.line, exit, c.exit, out, errs)
		}
		harmless(t, c.line[:min(len(c.line), 60)], out+errs)
	}
}

// TestRefusedThroughAHub: what belongs to the hub's own computer, for people and for programs.
func TestRefusedThroughAHub(t *testing.T) {
	h := newHub(t)
	lumen, _ := h.enter("lumen", model.KeyFull)
	for _, line := range []string{
		"restore x", "doctor", "serve", "serve --listen :1", "join ssh://x", "demo", "demo --empty", "time show", "time advance 5d",
		"task ls --data /tmp", "--data /tmp task ls", "task ls --remote ssh://x", "order ls --as mia", "--as=mia order ls",
	} {
		out, errs, exit := run(t, lumen, line, "")
		if exit != 6 || out != "" || !strings.Contains(errs, "not possible through a hub") {
			t.Errorf("%s: exit %d, %q, %q", line, exit, out, errs)
		}
		if _, errs, exit = run(t, lumen, line+" --json", ""); exit != 6 || !strings.Contains(errs, `{"error":{"code":`) || !strings.Contains(errs, `"rule":"hub.`) {
			t.Errorf("%s --json: exit %d, %q", line, exit, errs)
		}
	}
	for _, line := range []string{
		"task create -f /etc/passwd", "task create -f ../x", "task lint -f /etc/passwd", "task edit T-0000 -f /etc/passwd",
	} {
		out, errs, exit := run(t, lumen, line, "")
		if exit != 2 && exit != 4 || strings.Contains(out+errs, "root:") || exit == 2 && !strings.Contains(errs, "-") {
			t.Errorf("%s: exit %d, %q, %q", line, exit, out, errs)
		}
	}
}

// TestKeyComments: a comment is somebody's text, and shown to others.
func TestKeyComments(t *testing.T) {
	h := newHub(t)
	lumen, _ := h.enter("lumen", model.KeyFull)
	key := strings.TrimSpace(string(gossh.MarshalAuthorizedKey(newPublic(t))))
	for n, comment := range []string{"\x1b[2J\x1b]0;owned\x07", "\u202eevil\u200b", "a\x00b", "line\none more", strings.Repeat("long ", 1000)} {
		out, errs, _ := run(t, lumen, "account key add lumen -", key+" "+comment+"\n")
		harmless(t, comment, out+errs)
		for _, line := range []string{"account key ls", "log --limit 3", "account key ls --json", "log --limit 3 --json"} {
			if out, errs, exit := run(t, lumen, line, ""); exit != 0 {
				t.Errorf("%d: %s: exit %d, %q", n, line, exit, errs)
			} else {
				harmless(t, line, out+errs)
			}
		}
	}
}

func newPublic(t *testing.T) gossh.PublicKey {
	t.Helper()
	public, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := gossh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// TestRevokedInUse: screens, a command that follows, a command that waits for its document: all are ended at once, and
// say why; nothing of the document is kept.
func TestRevokedInUse(t *testing.T) {
	h := newHub(t)
	client, fingerprint := h.enter("lumen", model.KeyFull)
	other, _ := h.enter("mia", model.KeyFull)
	begin := func(tty bool, line string) (*gossh.Session, io.Writer, *screenText) {
		s, err := client.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		out := &screenText{}
		s.Stdout, s.Stderr = out, out
		in, _ := s.StdinPipe()
		if tty {
			_ = s.RequestPty("xterm-256color", 24, 80, nil)
			err = s.Shell()
		} else {
			err = s.Start(line)
		}
		if err != nil {
			t.Fatal(err)
		}
		return s, in, out
	}
	screens, _, shown := begin(true, "")
	shown.sees(t, "Lumen Audio")
	follow, _, lines := begin(false, "log --follow --json")
	lines.sees(t, `{`)
	document, in, said := begin(false, "task create -f -")
	_, _ = io.WriteString(in, "type = 'fixed_price'\ntitle = 'Half'\n")
	h.do(&model.RevokeKey{Fingerprint: fingerprint})
	revoked := time.Now()
	if n := h.host.Recheck(); n != 3 {
		t.Errorf("%d sessions ended", n)
	}
	for n, s := range []*gossh.Session{screens, follow, document} {
		over := make(chan error, 1)
		go func() { over <- s.Wait() }()
		select {
		case err := <-over:
			if ended, is := err.(*gossh.ExitError); !is || ended.ExitStatus() != 6 {
				t.Errorf("session %d: %v", n, err)
			}
		case <-time.After(20 * time.Second):
			t.Fatal("never ended: ", n)
		}
	}
	if lasted := time.Since(revoked); lasted > 5*time.Second {
		t.Errorf("the last one ended after %v", lasted)
	}
	for _, text := range []*screenText{shown, lines, said} {
		text.sees(t, "no longer opens")
	}
	if out, _, exit := run(t, other, "task ls --json", ""); exit != 0 || strings.Contains(out, "Half") {
		t.Errorf("somebody else: exit %d, %q", exit, out)
	}
}

// endless is a document without an end; it counts what was taken of it.
type endless struct{ n atomic.Int64 }

func (e *endless) Read(b []byte) (int, error) {
	if e.n.Load() > 256<<20 {
		return 0, io.EOF
	}
	for n := range b {
		b[n] = 'a'
	}
	e.n.Add(int64(len(b)))
	return len(b), nil
}

// TestDocumentsWithoutEnd are refused when they are too large, and not read to their end.
func TestDocumentsWithoutEnd(t *testing.T) {
	h := newHub(t)
	lumen, _ := h.enter("lumen", model.KeyFull)
	for _, line := range []string{"task create -f -", "order approve -", "message send O-0000 -"} {
		s, err := lumen.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		document, errs := &endless{}, &screenText{}
		s.Stdin, s.Stderr = document, errs
		over := make(chan error, 1)
		go func() { over <- s.Run(line) }()
		select {
		case err = <-over:
		case <-time.After(20 * time.Second):
			t.Fatal("never ended: ", line)
		}
		if ended, is := err.(*gossh.ExitError); !is || ended.ExitStatus() < 2 || ended.ExitStatus() > 4 {
			t.Errorf("%s: %v, %q", line, err, errs.b.String())
		}
		if n := document.n.Load(); n > 64<<20 {
			t.Errorf("%s: %d bytes were taken", line, n)
		}
	}
	if _, _, exit := run(t, lumen, "task ls", ""); exit != 0 {
		t.Errorf("the connection afterwards: exit %d", exit)
	}
}

// TestEachSessionHasItsOwn colours, theme and time zone, at once with others.
func TestEachSessionHasItsOwn(t *testing.T) {
	h := newHub(t)
	lumen, _ := h.enter("lumen", model.KeyFull)
	mia, _ := h.enter("mia", model.KeyFull)
	open := func(c *gossh.Client, term string, env ...string) *screenText {
		s, err := c.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		for n := 0; n < len(env); n += 2 {
			if err := s.Setenv(env[n], env[n+1]); err != nil {
				t.Errorf("%s is refused: %v", env[n], err)
			}
		}
		out := &screenText{}
		s.Stdout = out
		_, _ = s.StdinPipe()
		_ = s.RequestPty(term, 24, 80, nil)
		if err := s.Shell(); err != nil {
			t.Fatal(err)
		}
		return out
	}
	rich := open(lumen, "xterm-256color", "COLORTERM", "truecolor", "LANG", "de_DE.UTF-8", "TZ", "Europe/Berlin")
	poor := open(mia, "xterm-16color", "LANG", "xx")
	plain := open(mia, "vt100")
	rich.sees(t, "Lumen Audio") // in English: there is no German yet
	poor.sees(t, "Mia Makes")
	plain.sees(t, "Mia Makes")
	coloured := regexp.MustCompile("\x1b\\[[0-9;]*3[0-7]m")
	for _, c := range []struct {
		out                 *screenText
		rich, indexed, some bool
	}{{rich, true, false, true}, {poor, false, false, true}, {plain, false, false, false}} {
		c.out.mu.Lock()
		text := c.out.b.String()
		c.out.mu.Unlock()
		if strings.Contains(text, "8;2;") != c.rich || strings.Contains(text, "8;5;") != c.indexed || !c.some && coloured.MatchString(text) {
			t.Errorf("colours of another terminal: %q", text)
		}
	}
}

// TestTimeZones: a person's setting, else what the client has sent, else UTC; never the hub's own, never a file.
func TestTimeZones(t *testing.T) {
	notebook := market.OpenNotebook(t.TempDir())
	notebook.SetPreference("lumen", ask.SettingZone, "Asia/Tokyo")
	house := &Lobby{options: Options{Notebook: notebook}}
	for _, c := range []struct {
		handle, zone string
		env          []string
	}{
		{"lumen", "Asia/Tokyo", nil},
		{"lumen", "Asia/Tokyo", []string{"TZ=Europe/Berlin"}},
		{"mia", "Europe/Berlin", []string{"LANG=C", "TZ=Europe/Berlin"}},
		{"mia", "UTC", nil},
		{"mia", "UTC", []string{"TZ="}},
		{"mia", "UTC", []string{"TZ=Local"}},
		{"mia", "UTC", []string{"TZ=../../etc/passwd"}},
		{"mia", "UTC", []string{"TZ=/etc/localtime"}},
		{"mia", "UTC", []string{"TZ=Nowhere"}},
	} {
		if got := house.zone(c.handle, c.env).String(); got != c.zone {
			t.Errorf("%s with %q: %s, want %s", c.handle, c.env, got, c.zone)
		}
	}
}
