package lobby

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"flag"
	"strings"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/market"
	"aeconnect/ui/canary"
	"aeconnect/ui/screen/screentest"
	"aeconnect/ui/sshd"

	gossh "golang.org/x/crypto/ssh"
)

var long = flag.Bool("canaries", false, "ask at every stage of the canaries' story, in every form")

// rehearsed is a marketplace in which everything is decided and nothing happens, so that every verb can be tried.
type rehearsed struct{ searched }

// Do implements Market.
func (r rehearsed) Do(_ context.Context, actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	return r.Plan(actor, c, private...)
}

// Advance implements Market.
func (rehearsed) Advance(context.Context, model.Moment) error { return nil }

// hall is a lobby on a marketplace on disk, and everybody's visitor.
type hall struct {
	t        *testing.T
	market   *market.Market
	house    *Lobby
	dir      string
	visitors map[string]sshd.Visitor
	signers  map[string]gossh.Signer
}

// stranger is how the tests call somebody whose key nobody knows.
const stranger = "stranger"

func newHall(t *testing.T) *hall {
	t.Helper()
	dir := t.TempDir()
	m, err := market.OpenSample(dir, market.Options{Command: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Close() })
	if err := m.BeginSample(screentest.Start()); err != nil {
		t.Fatal(err)
	}
	h := &hall{t: t, market: m, dir: dir, visitors: map[string]sshd.Visitor{}, signers: map[string]gossh.Signer{}}
	for _, p := range screentest.People() {
		h.do(p)
	}
	notebook := market.OpenNotebook(dir)
	t.Cleanup(func() { _ = notebook.Close() }) // what is written late would find no directory
	h.house = New(Options{
		Market: rehearsed{searched{m}}, Notebook: notebook, Dir: dir, Version: "1.2.3", Words: sshd.Words(),
		Changes: func(ctx context.Context) func() ([]model.Ref, bool, bool) {
			return func() ([]model.Ref, bool, bool) { <-ctx.Done(); return nil, false, false }
		},
	})
	for _, reader := range canary.Readers() {
		h.admit(reader, reader, model.KeyFull)
	}
	h.admit(stranger, "", "")
	return h
}

func (h *hall) do(c model.Command) {
	h.t.Helper()
	if d, err := h.market.Do(h.t.Context(), model.Actor{Operator: true}, c); err != nil || d.Refusal != nil {
		h.t.Fatal(err, d.Refusal)
	}
}

// admit gives an account a new key; whoever has none stays a stranger.
func (h *hall) admit(name, handle string, kind model.KeyKind) {
	h.t.Helper()
	seed := sha256.Sum256([]byte(name)) // the same each time: what a key is called by chance may begin like a canary
	private := ed25519.NewKeyFromSeed(seed[:])
	key, err := gossh.NewSignerFromKey(private)
	if err != nil {
		h.t.Fatal(err)
	}
	text := strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key.PublicKey())))
	if handle != "" {
		h.do(&model.AddKey{Handle: handle, Kind: kind, Text: text})
	}
	h.signers[name] = key
	h.visitors[name] = sshd.Visitor{Handle: handle, Kind: sshd.Kind(kind), Key: gossh.FingerprintSHA256(key.PublicKey()), Public: text}
}

// spoken is what a command line said.
type spoken struct {
	out, errs string
	exit      int
}

// says runs a command line for a visitor, as the host does.
func (h *hall) says(reader string, args ...string) spoken {
	var out, errs bytes.Buffer
	s := sshd.Streams{In: strings.NewReader(""), Out: &out, Err: &errs, Env: []string{"LANG=en_US.UTF-8"}, Doing: func(string) {}}
	ctx, cancel := context.WithTimeout(h.t.Context(), time.Minute)
	defer cancel()
	run := h.house.Run
	if reader == stranger {
		run = h.house.RunPorch
	}
	exit := run(ctx, h.visitors[reader], args, s)
	return spoken{out.String(), errs.String(), exit}
}

// No command of the tree says anything to somebody for whom it is not meant, at each stage of the story; and what one may
// not see is not told apart from what there is none of, by word or by exit code.
func TestCanariesInCommands(t *testing.T) {
	h := newHall(t)
	tree := verbs(func(args ...string) spoken { return h.says(canary.Ops, args...) })
	if len(tree) < 40 {
		t.Fatalf("only %d verbs were found", len(tree))
	}
	var last *canary.Story
	canary.Tell(t, h.market, func(s *canary.Story) {
		last = s
		t.Run(s.Stage, func(t *testing.T) {
			for _, reader := range append(canary.Readers(), stranger) {
				if !*long && !canary.Matters(s.Stage, reader) {
					continue
				}
				t.Run(reader, func(t *testing.T) {
					t.Parallel()
					q := &questioner{t: t, hall: h, story: s, reader: reader, said: map[string]bool{}, none: map[string]spoken{}, tried: map[string]bool{}}
					for _, v := range tree {
						q.ask(v)
					}
					q.log()
					t.Logf("%d command lines", q.lines)
				})
			}
		})
	})
	for _, name := range last.Mute(canary.Readers()) {
		t.Errorf("no command said %s to whom it is meant, so nothing is known of the others", name)
	}
}
