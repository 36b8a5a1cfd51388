package lobby

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/market"
	"aeconnect/ui/keep"
	"aeconnect/ui/sshd"

	gossh "golang.org/x/crypto/ssh"
)

// files looks after the files of a marketplace as the composition does.
type files struct{ *market.Market }

func (f files) Health() (keep.Health, error) {
	h, err := f.Market.Health()
	return keep.Health{
		Entries: h.Entries, Hash: h.Hash, Epoch: h.Epoch, Last: h.Last, Stopped: h.Stopped, Next: h.Next, Due: h.Due, Stuck: h.Stuck,
		FileBytes: h.FileBytes, TailBytes: h.TailBytes, FreeBytes: h.FreeBytes, Started: h.Started,
	}, err
}

func (f files) Checked() keep.Check { return keep.Check(market.LastCheck(f.Dir())) }

func (f files) Backups() (all []keep.Backup) {
	for _, b := range market.Backups(f.Dir()) {
		all = append(all, keep.Backup(b))
	}
	return all
}

func (f files) Check(ctx context.Context, told func(bool, uint64, uint64)) error {
	_, err := f.Market.Check(ctx, told)
	return err
}

func (f files) BackUp(ctx context.Context, most int, told func(bool, uint64, uint64)) error {
	_, err := f.Market.BackUp(ctx, most, told)
	return err
}

// logged is a log that many write to.
type logged struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (w *logged) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.Write(b)
}

func (w *logged) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.String()
}

// keptHub is a hub with a keeper that logs everything as JSON.
func keptHub(t *testing.T) (*hub, *Keeper, *logged) {
	t.Helper()
	dir, log := t.TempDir(), &logged{}
	k := NewKeeper(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}), slog.LevelDebug)
	m, err := market.Open(dir, market.Options{Log: k.Logger()})
	if err != nil {
		t.Fatal(err)
	}
	k.Keep(shared{m}, files{m})
	h := &hub{t: t, market: m}
	h.do(&model.AddAccount{Handle: "ops", Role: model.Operator, Name: "Olga Operator"})
	h.do(&model.AddAccount{Handle: "lumen", Role: model.Seller, Level: model.Levels()[0], Name: "Lumen Audio"})
	h.do(&model.AddAccount{Handle: "mia", Role: model.Creator, Kind: model.External, Name: "Mia Makes"})
	words, notebook := sshd.Words(), market.OpenNotebook(dir)
	t.Cleanup(func() { _ = notebook.Close() })
	h.house = New(Options{
		Market: shared{m}, Notebook: notebook, Dir: dir, Version: "1.2.3", Words: words, Keeper: k,
		Changes: func(ctx context.Context) func() ([]model.Ref, bool, bool) {
			return func() ([]model.Ref, bool, bool) { <-ctx.Done(); return nil, false, false }
		},
	})
	key, err := sshd.HostKey(dir)
	if err != nil {
		t.Fatal(err)
	}
	if h.host, err = sshd.New(sshd.Options{House: h.house, HostKey: key, Limits: h.house.Limits, Words: words, Log: k.Logger(), Stir: k.Stir}); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	h.addr = l.Addr().String()
	served := make(chan error, 1)
	go func() { served <- h.host.Serve(l) }()
	k.Serve(h.host, keep.Served{Since: time.Now(), Address: h.addr, Fingerprint: gossh.FingerprintSHA256(key.PublicKey())})
	end := k.Attending()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		closed := h.host.Close(ctx)
		end()
		if err := errors.Join(closed, <-served, m.Close()); err != nil {
			t.Error(err)
		}
	})
	return h, k, log
}

func TestOperatorThroughSSH(t *testing.T) {
	h, k, _ := keptHub(t)
	ops, print := h.enter("ops", model.KeyFull)
	reader, _ := h.enter("ops", model.KeyObserver)
	lumen, _ := h.enter("lumen", model.KeyFull)
	out, _, exit := run(t, ops, "hub people --json", "")
	var p struct {
		Account, Key, Doing string
		Screens             bool
	}
	if err := json.Unmarshal([]byte(out), &p); err != nil || exit != 0 || p.Account != "ops" || p.Key != print || p.Doing != "hub people" || p.Screens {
		t.Errorf("exit %d, %q, %+v: %v", exit, out, p, err)
	}
	if k.Used(print).IsZero() {
		t.Error("the key counts as unused")
	}
	for _, c := range []struct {
		name   string
		client *gossh.Client
		line   string
		exit   int
		says   string
	}{
		{"health", ops, "hub health --json", 0, `"stopped":null`},
		{"a check", ops, "hub check --json", 0, `"findings":[]`},
		{"a backup in the hub's own folder", ops, "hub backup --json", 0, `"whole":true`},
		{"the list of them", ops, "hub backups --json", 0, `"own":true`},
		{"limits", ops, "hub limits --csv", 0, "ssh.sessions.max,4,count,too_many_sessions"},
		{"the log", ops, "hub log --json --limit 0", 0, `"what":"begin"`},
		{"no session of that number", ops, "hub end 4711", 4, "hub.session"},
		{"a file of the hub's machine", ops, "backup x", 6, "hub.verb"},
		{"the doctor", ops, "doctor", 6, "hub.verb"},
		{"an observer looks", reader, "hub show --json", 0, `"serving":true`},
		{"an observer makes nothing", reader, "hub backup", 6, "key.observer"},
		{"an observer checks nothing", reader, "hub check", 6, "key.observer"},
		{"an observer ends nobody", reader, "hub end 1", 6, "key.observer"},
		{"a seller sees nobody", lumen, "hub people", 6, ""},
		{"a seller sees no log", lumen, "hub log", 6, ""},
		{"a seller makes nothing", lumen, "hub backup", 6, ""},
	} {
		out, errs, exit := run(t, c.client, c.line, "")
		if exit != c.exit || !strings.Contains(out+errs, c.says) {
			t.Errorf("%s: exit %d, want %d with %q: %q, %q", c.name, exit, c.exit, c.says, out, errs)
		}
	}
}

// An operator ends a session; who sat there reads why.
func TestEndSession(t *testing.T) {
	h, k, _ := keptHub(t)
	ops, _ := h.enter("ops", model.KeyFull)
	lumen, _ := h.enter("lumen", model.KeyFull)
	s, err := lumen.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	s.Stderr = &errs
	if err := s.Start("log --follow"); err != nil {
		t.Fatal(err)
	}
	var number uint64
	for turn := uint64(0); number == 0; {
		turn = k.Wait(t.Context(), turn)
		for _, p := range k.People() {
			if p.Handle == "lumen" && p.Doing == "log" {
				number = p.Number
			}
		}
	}
	if out, _, exit := run(t, ops, "hub end "+jsonNumber(number), ""); exit != 0 || !strings.Contains(out, "told to end") {
		t.Errorf("exit %d, %q", exit, out)
	}
	if err := s.Wait(); err == nil || !strings.Contains(errs.String(), "operator has ended") {
		t.Errorf("%v, %q", err, errs.String())
	}
}

func jsonNumber(n uint64) string {
	b, _ := json.Marshal(n)
	return string(b)
}

// TestLogTellsNothingPrivate: after everything that people do, nothing that they typed stands in the log, and what an
// operator needs does.
func TestLogTellsNothingPrivate(t *testing.T) {
	h, k, log := keptHub(t)
	lumen, _ := h.enter("lumen", model.KeyFull)
	mia, print := h.enter("mia", model.KeyScript)
	secrets := []string{
		"Hauptstr", "Geheimgasse", "paypal-secret", "TitelGeheim", "NoteGeheim", "BriefGeheim", "HandleGeheim", "FileGeheim", "Lumen Audio", "Mia Makes", "Olga",
		"LabelGeheim", "ValueGeheim", "nonsenseGeheim",
	}
	document := "type = 'fixed_price'\ntitle = 'TitelGeheim'\ndescription = 'BriefGeheim'\n"
	for _, c := range []struct {
		client   *gossh.Client
		line, in string
	}{
		{mia, `account address mia "Mia M., Hauptstr. 1, 10115 Berlin, DE, +49 30 000000"`, ""},
		{mia, `account address mia -`, "Mia M., Geheimgasse 2, 10115 Berlin, DE, +49 30 000000\n"},
		{mia, `account paypal mia paypal-secret@example.com`, ""},
		{lumen, `portals join --rate 5`, ""},
		{lumen, `task create -f -`, document},
		{lumen, `task create --type fixed_price --title TitelGeheim`, ""},
		{lumen, `task ls --match TitelGeheim`, ""},
		{mia, `order apply T-0000 --note "NoteGeheim and more"`, ""},
		{lumen, `order show HandleGeheim`, ""},
		{lumen, `task lint -f /FileGeheim`, ""},
		{lumen, `account key add lumen - --label LabelGeheim`, "ssh-ed25519 nothing\n"},
		{lumen, `policy set ValueGeheim 1`, ""},
		{lumen, `nonsenseGeheim --json`, ""},
		{lumen, `order nonsenseGeheim`, ""},
		{lumen, `--as HandleGeheim order ls`, ""},
		{lumen, `guide "BriefGeheim`, ""},
		{lumen, `undo HandleGeheim`, ""},
		{lumen, `__complete order show HandleGeheim`, ""},
	} {
		run(t, c.client, c.line, c.in)
	}
	s, _ := lumen.NewSession()
	_ = s.Setenv("LANG", "ValueGeheim")
	_ = s.Setenv("SECRET", "ValueGeheim")
	_, _, _ = lumen.SendRequest("nonsenseGeheim", true, nil)
	_ = s.Close()
	if _, err := gossh.Dial("tcp", h.addr, &gossh.ClientConfig{User: "HandleGeheim", HostKeyCallback: gossh.InsecureIgnoreHostKey()}); err == nil {
		t.Error("somebody without a key was let in")
	}
	if err := k.Begin(keep.BackUp); err != nil {
		t.Fatal(err)
	}
	for turn := uint64(0); k.Working().Running; {
		turn = k.Wait(t.Context(), turn)
	}
	remembered := ""
	for _, l := range k.Log() {
		remembered += l.What + " " + l.Facts + "\n"
	}
	for name, text := range map[string]string{"written": log.String(), "remembered": remembered} {
		for _, secret := range secrets {
			if i := strings.Index(text, secret); i >= 0 {
				t.Errorf("the %s log tells %q: %s", name, secret, text[max(0, i-200):min(len(text), i+60)])
			}
		}
		for _, wanted := range []string{"started", "connected", "begin", "end", "account paypal", "task create", "order apply", "refused", "refused_env", "unproven", "backup", "mia", print} {
			if !strings.Contains(text, wanted) {
				t.Errorf("the %s log does not tell of %q", name, wanted)
			}
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(log.String()), "\n") {
		if !json.Valid([]byte(line)) {
			t.Errorf("no JSON: %s", line)
		}
	}
}

// Backups are made when the policy says so, not before, and not again right after one failed.
func TestBackupsAreDue(t *testing.T) {
	_, k, _ := keptHub(t)
	now := time.Now()
	if !k.due(now) {
		t.Error("without any, one is due")
	}
	if err := k.Begin(keep.BackUp); err != nil {
		t.Fatal(err)
	}
	if err := k.Begin(keep.Examine); err == nil {
		t.Error("two works at once")
	}
	for turn := uint64(0); k.Working().Running; {
		turn = k.Wait(t.Context(), turn)
	}
	if k.due(now.Add(time.Hour)) || !k.due(now.Add(25*time.Hour)) {
		t.Error("the next one is due a day later")
	}
	care := k.care
	k.care = broken{care}
	if k.due(now.Add(time.Hour)) || !k.due(now.Add(25*time.Hour)) {
		t.Error("after one that is not whole the next is due a day later too")
	}
	k.care = care
	k.mu.Lock()
	k.work.Err = errors.New("no room")
	k.mu.Unlock()
	if k.due(k.work.Now.Add(time.Minute)) {
		t.Error("it is tried again at once")
	}
}

// broken is a care whose backups are not whole.
type broken struct{ Care }

func (b broken) Backups() []keep.Backup {
	all := b.Care.Backups()
	for i := range all {
		all[i].Whole = false
	}
	return all
}

// The last of those who serve is told of, and none that has left.
func TestServedIsTakenBack(t *testing.T) {
	k := NewKeeper(nil, slog.LevelInfo)
	said := func() string { at, _ := k.Served(); return at.Address }
	k.Serve(nil, keep.Served{Address: "one"})
	k.Serve(nil, keep.Served{Address: "two"})
	if said() != "two" {
		t.Error(said())
	}
	if k.Left("two"); said() != "one" {
		t.Error(said())
	}
	if k.Left("one"); said() != "" {
		t.Error(said())
	}
}

// Who only looks on, and would for ever, does not keep a hub from ending.
func TestClosingDoesNotWaitForThoseWhoLookOn(t *testing.T) {
	h := newHub(t)
	c, _ := h.enter("lumen", model.KeyFull)
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	s.Stderr = &errs
	if err := s.Start("log --follow"); err != nil {
		t.Fatal(err)
	}
	for len(h.host.Sessions()) == 0 {
		time.Sleep(time.Millisecond)
	}
	over, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := h.host.Close(over); err != nil {
		t.Error(err)
	}
	if err := s.Wait(); err == nil || !strings.Contains(errs.String(), "shut down") {
		t.Errorf("%v, %q", err, errs.String())
	}
}

// Who attends a hub whose marketplace has stopped is told so, and so is everybody who is there.
func TestAttendEndsWhenTheMarketplaceStops(t *testing.T) {
	h := newHub(t)
	c, _ := h.enter("lumen", model.KeyFull)
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	s.Stderr = &errs
	if err := s.Start("log --follow"); err != nil {
		t.Fatal(err)
	}
	for len(h.host.Sessions()) == 0 {
		time.Sleep(time.Millisecond)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, halt := context.WithCancelCause(t.Context())
	nothing := func() ([]model.Ref, bool, bool) { return nil, false, false }
	if err := Attend(ctx, h.host, l, nothing, func() { halt(ErrHalted) }); !errors.Is(err, ErrHalted) {
		t.Error(err)
	}
	if err := s.Wait(); err == nil || !strings.Contains(errs.String(), "The hub has stopped") {
		t.Errorf("%v, %q", err, errs.String())
	}
}
