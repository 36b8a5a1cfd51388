package share

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aeconnect/ui/sshd"

	gossh "golang.org/x/crypto/ssh"
)

// hut is a house for tests.
type hut struct {
	name    string
	asked   chan Ask                                         // what was carried out
	command func(ctx context.Context, a Ask, s Streams) Exit // nil: it says its name
}

func (h *hut) Run(ctx context.Context, a Ask, s Streams) Exit {
	if h.asked != nil {
		h.asked <- a
	}
	if h.command != nil {
		return h.command(ctx, a, s)
	}
	fmt.Fprintln(s.Out, h.name)
	return Exit{}
}

func (h *hut) Open(context.Context, Ask, *Memory) (Shown, error) { return Shown{}, nil }

// nobody is the rest of a host.
type nobody struct{}

func (nobody) FindKey(string) (string, sshd.Kind, bool, error) { return "", "", false, nil }
func (nobody) Open(context.Context, sshd.Visitor, sshd.Terminal) (sshd.Screens, error) {
	return sshd.Screens{}, nil
}
func (nobody) Run(context.Context, sshd.Visitor, []string, sshd.Streams) int { return 0 }

var errHeld = errors.New("held")

func isHeld(err error) bool { return errors.Is(err, errHeld) }

// serve lets clients of a directory in; what it returns ends that, as a holder that is killed does.
func serve(t *testing.T, dir string, h House, version string) (die func()) {
	t.Helper()
	_, private, _ := ed25519.GenerateKey(rand.Reader)
	key, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	host, err := sshd.New(sshd.Options{
		House: nobody{}, HostKey: key, Limits: func() sshd.Limits { return sshd.Limits{} },
		Subsystems: map[string]sshd.Subsystem{Subsystem: NewServer(h, version).Serve},
	})
	if err != nil {
		t.Fatal(err)
	}
	l, err := Listen(dir)
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = host.Serve(l) }()
	over := false
	die = func() {
		if over {
			return
		}
		over = true
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		_ = host.Close(ctx)
	}
	t.Cleanup(die)
	return die
}

// visiting is a visit of a directory that never becomes this process's own.
func visiting(dir string, args ...string) *Visit {
	return &Visit{
		Dir: dir, Ask: Ask{Protocol: Protocol, Version: "1", Key: NewKey(), Args: args}, Held: isHeld,
		Try: func() (House, error) { return nil, errHeld },
	}
}

func TestCommandOfAClient(t *testing.T) {
	dir := t.TempDir()
	serve(t, dir, &hut{command: func(ctx context.Context, a Ask, s Streams) Exit {
		in, _ := io.ReadAll(s.In)
		err := s.Edit(ctx, "ed", "file")
		fmt.Fprintf(s.Out, "%s %s %s %q", strings.Join(a.Args, "|"), a.Dir, in, a.Env)
		fmt.Fprint(s.Err, err)
		return Exit{Code: 4}
	}}, "1")
	v := visiting(dir, "order", "show", "a b")
	v.Ask.Dir, v.Ask.Env = "/here", []string{"LANG=de"}
	var out, errs bytes.Buffer
	exit, err := v.Command(t.Context(), NewTape(strings.NewReader("typed")), Streams{Out: &out, Err: &errs, Edit: func(_ context.Context, editor, file string) error {
		return errors.New(editor + " " + file)
	}})
	if err != nil || exit.Code != 4 || out.String() != `order|show|a b /here typed ["LANG=de"]` || errs.String() != "ed file" {
		t.Errorf("%+v, %v: %q, %q", exit, err, out.String(), errs.String())
	}
}

// A command that reads nothing leaves its standard input to whoever comes after it.
func TestInputIsReadOnlyWhenItIsAskedFor(t *testing.T) {
	dir := t.TempDir()
	serve(t, dir, &hut{name: "first"}, "1")
	in := strings.NewReader("the next line of a script")
	if _, err := visiting(dir).Command(t.Context(), NewTape(in), Streams{Out: io.Discard, Err: io.Discard}); err != nil {
		t.Fatal(err)
	}
	if in.Len() != len("the next line of a script") {
		t.Error("what was not asked for was read")
	}
}

func TestCommandWhoseHolderDies(t *testing.T) {
	dir := t.TempDir()
	began := make(chan Ask, 1)
	die := serve(t, dir, &hut{asked: began, command: func(ctx context.Context, _ Ask, s Streams) Exit {
		b := make([]byte, 3)
		_, _ = io.ReadFull(s.In, b)
		fmt.Fprint(s.Out, "half")
		<-ctx.Done()
		fmt.Fprint(s.Out, "nobody reads this")
		return Exit{Code: 9}
	}}, "1")
	v := visiting(dir, "x")
	var heir *hut
	v.Try = func() (House, error) {
		if heir == nil {
			return nil, errHeld
		}
		return heir, nil
	}
	var out bytes.Buffer
	var asked Ask
	half := make(chan struct{})
	go func() {
		asked = <-began
		<-half
		heir = &hut{asked: make(chan Ask, 1), command: func(_ context.Context, a Ask, s Streams) Exit {
			in, _ := io.ReadAll(s.In)
			fmt.Fprintf(s.Out, "half and half: %s", in)
			return Exit{Code: 3}
		}}
		die()
	}()
	exit, err := v.Command(t.Context(), NewTape(strings.NewReader("everything")), Streams{Out: &signalled{&out, half}, Err: io.Discard})
	if err != nil || exit.Code != 3 || out.String() != "half and half: everything" {
		t.Errorf("%+v, %v: %q", exit, err, out.String())
	}
	if again := <-heir.asked; !again.Again || again.Key != asked.Key || asked.Again {
		t.Errorf("first %+v, then %+v", asked, again)
	}
}

// signalled closes a channel with the first write.
type signalled struct {
	to    io.Writer
	first chan struct{}
}

func (s *signalled) Write(b []byte) (int, error) {
	if s.first != nil {
		defer func() { close(s.first); s.first = nil }()
	}
	return s.to.Write(b)
}

func TestOtherVersionIsSentAway(t *testing.T) {
	dir := t.TempDir()
	serve(t, dir, &hut{}, "2")
	if _, err := visiting(dir).Command(t.Context(), NewTape(strings.NewReader("")), Streams{}); !errors.Is(err, ErrOther) {
		t.Error(err)
	}
}

// A holder that has no socket, or whose program is older than sockets, is waited for, but not for ever.
func TestHolderWithoutASocket(t *testing.T) {
	tries := 0
	if _, err := Enter(t.Context(), t.TempDir(), func() error { tries++; return errHeld }, isHeld); !isHeld(err) || tries < 10 {
		t.Errorf("%v after %d tries", err, tries)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Enter(ctx, t.TempDir(), func() error { return errHeld }, isHeld); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// Who has waited long asks more often than who has just come.
func TestPause(t *testing.T) {
	if least, most := pause(0), pause(patience); most >= least || most <= 0 {
		t.Errorf("%v at first, %v in the end", least, most)
	}
}

func TestSocketsOfLongPaths(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	dir := filepath.Join(t.TempDir(), strings.Repeat("long/", 30))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	serve(t, dir, &hut{name: "far away"}, "1")
	var out bytes.Buffer
	if _, err := visiting(dir).Command(t.Context(), NewTape(strings.NewReader("")), Streams{Out: &out, Err: io.Discard}); err != nil || out.String() != "far away\n" {
		t.Errorf("%v: %q", err, out.String())
	}
}

func TestMemory(t *testing.T) {
	book := &book{drafts: map[string]map[string]string{"other": {"a": "shared"}}, places: map[string]string{"mia": "square"}}
	var told []Note
	first := NewMemory(Kept{}, func(n Note) { told = append(told, n) }).Over(book, book)
	first.Keep("form", map[string]string{"title": "x", "\x00focused": "title"})
	first.SetPlace("lumen", "create")
	far := NewMemory(Kept{}, nil)
	for _, n := range told {
		far.Note(n)
	}
	book.SetPlace("lumen", "elsewhere") // another window of the same account
	book.Keep("form", nil)
	second := NewMemory(far.Kept(), nil).Over(book, book)
	if second.Place("lumen") != "create" || second.Place("mia") != "square" || second.Draft("other")["a"] != "shared" {
		t.Error("places and drafts of a session are not found again")
	}
	if d := second.Draft("form"); d["title"] != "x" || d["\x00focused"] != "title" {
		t.Errorf("%q", d)
	}
	if d := second.Draft("form"); d["\x00focused"] != "" {
		t.Error("a form that is opened again does not begin at its top")
	}
	if book.places["lumen"] != "create" || book.drafts["form"]["title"] != "x" {
		t.Error("the notebook was not told")
	}
}

type book struct {
	drafts map[string]map[string]string
	places map[string]string
}

func (b *book) Draft(name string) map[string]string        { return b.drafts[name] }
func (b *book) Keep(name string, values map[string]string) { b.drafts[name] = values }
func (b *book) Place(handle string) string                 { return b.places[handle] }
func (b *book) SetPlace(handle, place string)              { b.places[handle] = place }

func TestEcho(t *testing.T) {
	for _, c := range []struct{ first, again, out string }{
		{"abc", "abcdef", "abcdef"}, {"", "abc", "abc"}, {"abc", "abc", "abc"}, {"abc", "abXdef", ""},
	} {
		var out bytes.Buffer
		e := newEcho(&out)
		_, _ = io.WriteString(e, c.first)
		e.rewind()
		var err error
		for i := range len(c.again) { // byte by byte: pieces come as they like
			if err == nil {
				_, err = io.WriteString(e, c.again[i:i+1])
			}
		}
		if c.out == "" && !errors.Is(err, ErrChanged) || c.out != "" && (err != nil || out.String() != c.out) {
			t.Errorf("%q and %q: %q, %v", c.first, c.again, out.String(), err)
		}
	}
}

func TestTape(t *testing.T) {
	tape := NewTape(strings.NewReader("abcdef"))
	b := make([]byte, 3)
	_, _ = io.ReadFull(tape.View(), b)
	if again, _ := io.ReadAll(tape.View()); string(again) != "abcdef" {
		t.Errorf("%q", again)
	}
}

func TestMuteHolder(t *testing.T) {
	near, far := net.Pipe()
	defer far.Close()
	_ = near.SetDeadline(time.Now().Add(-time.Second))
	if _, err := greet(near); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error(err)
	}
}

// Who leaves waits for what is under way, but not for ever: whoever is cut off asks the next holder.
func TestDrain(t *testing.T) {
	begun, proceed := make(chan struct{}), make(chan struct{})
	s := NewServer(&hut{command: func(context.Context, Ask, Streams) Exit { close(begun); <-proceed; return Exit{} }}, "v")
	theirs, ours := net.Pipe()
	defer theirs.Close()
	go s.Serve(t.Context(), sshd.Visitor{Kind: sshd.Owner}, sshd.Streams{In: ours, Out: ours})
	client := wire{r: theirs, w: theirs}
	if err := client.tell(kindAsk, Ask{Protocol: Protocol, Version: "v"}); err != nil {
		t.Fatal(err)
	}
	<-begun
	s.Drain(time.Millisecond) // not for ever
	answered := make(chan kind, 1)
	go func() { k, _, _ := client.read(); answered <- k }()
	drained := make(chan struct{})
	go func() { s.Drain(time.Minute); close(drained) }()
	select {
	case <-drained:
		t.Fatal("it did not wait")
	case <-time.After(20 * time.Millisecond):
	}
	close(proceed)
	<-drained
	if k := <-answered; k != kindExit {
		t.Errorf("answered with %q", k)
	}
}
