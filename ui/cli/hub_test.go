package cli

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/ui/keep"
)

// fakeKeeper is a hub with two people and a backup.
type fakeKeeper struct {
	served  bool
	ended   []uint64
	work    keep.Progress
	refuse  error
	fails   error
	found   []string
	backups []keep.Backup
}

func when(minutes int) time.Time {
	return time.Date(2026, 11, 21, 15, 0, 0, 0, time.UTC).Add(time.Duration(minutes) * time.Minute)
}

func (k *fakeKeeper) Now() time.Time { return when(0) }
func (k *fakeKeeper) Served() (keep.Served, bool) {
	if !k.served {
		return keep.Served{}, false
	}
	return keep.Served{Since: when(-3000), Address: "[::]:2222", Fingerprint: "SHA256:host"}, true
}
func (k *fakeKeeper) People() []keep.Person {
	if !k.served {
		return nil
	}
	return []keep.Person{
		{Number: 7, Handle: "lumen", Role: model.Seller, Kind: "full", Fingerprint: "SHA256:aaa", Address: "192.0.2.7", Since: when(-125), LastKey: when(-2), Screens: true, Doing: "orders", In: 812, Out: 1_234_567},
		{Number: 9, Kind: "stranger", Fingerprint: "SHA256:bbb", Address: "2001:db8::/64", Since: when(0), LastKey: when(0), Screens: true},
		{Number: 12, Handle: "mia", Role: model.Creator, Kind: "script", Fingerprint: "SHA256:ccc", Address: "192.0.2.9", Since: when(-1), LastKey: when(-1), Doing: "order ls"},
	}
}
func (k *fakeKeeper) Used(string) time.Time { return time.Time{} }
func (k *fakeKeeper) End(n uint64) (bool, error) {
	k.ended = append(k.ended, n)
	return n == 7, k.refuse
}
func (k *fakeKeeper) Refused() []keep.Refused {
	return []keep.Refused{{Name: "connected", Count: 40, Served: true}, {Name: "too_slow", Count: 3, Limit: "ssh.handshake.seconds"}, {Name: "refused_x11", Count: 1}}
}
func (k *fakeKeeper) Log() []keep.Line {
	return []keep.Line{
		{Number: 1, At: when(-10), What: "started", Facts: "address=[::]:2222"},
		{Number: 2, At: when(-9), Level: slog.LevelWarn, What: "refused", Facts: "what=too_slow address=192.0.2.7 times=3"},
		{Number: 3, At: when(-8), What: "end", Facts: `session=4 account=mia verb="order ls"`},
	}
}
func (k *fakeKeeper) Health() (keep.Health, error) {
	return keep.Health{
		Entries: 81234, Hash: strings.Repeat("ab", 32), Epoch: strings.Repeat("01", 16), Last: model.At(when(-1)), Next: model.At(when(600)),
		FileBytes: 48_300_000, TailBytes: 120_000, FreeBytes: 90_000_000_000, Started: model.At(when(-3000)),
	}, nil
}
func (k *fakeKeeper) Checked() keep.Check {
	return keep.Check{At: model.At(when(-1440)), Took: 4200, Entries: 80000, Rows: 120345, Findings: k.found}
}
func (k *fakeKeeper) Backups() []keep.Backup { return k.backups }
func (k *fakeKeeper) Begin(w keep.Work) error {
	if k.refuse == nil {
		k.work = keep.Progress{Work: w, Running: true, Total: 10}
	}
	return k.refuse
}
func (k *fakeKeeper) Stop() error            { return k.refuse }
func (k *fakeKeeper) Working() keep.Progress { return k.work }
func (k *fakeKeeper) Wait(context.Context, uint64) uint64 {
	k.work.Running, k.work.Err = false, k.fails
	k.backups = []keep.Backup{{At: model.At(when(0)), File: "/data/backups/new.backup", Bytes: 48_300_000, Entries: 81234, Own: true, Verified: model.At(when(0)), Whole: true}}
	return 1
}

func hubTown(t *testing.T) (*town, *fakeKeeper) {
	w, k := newTown(t).settle(), &fakeKeeper{served: true}
	w.app.Keeper = func(Market, string) keep.Keeper { return k }
	return w, k
}

func TestHubVerbs(t *testing.T) {
	w, k := hubTown(t)
	k.backups = []keep.Backup{
		{At: model.At(when(-60)), File: "/data/backups/a.backup", Bytes: 48_000_000, Entries: 81000, Own: true, Verified: model.At(when(-60)), Whole: true},
		{At: model.At(when(-9000)), File: "/mnt/usb/b", Bytes: 40_000_000},
		{At: model.At(when(-9100)), File: "/data/backups/c.backup", Bytes: 1, Own: true, Verified: model.At(when(-9100))},
		{At: model.At(when(-9200)), File: "/data/backups/d.backup", Gone: true},
	}
	var b strings.Builder
	for _, line := range [][]string{
		{"hub", "show"}, {"hub", "people"}, {"hub", "people", "--json"}, {"hub", "people", "--csv", "--match", "stranger"}, {"hub", "health"}, {"hub", "health", "--json"},
		{"hub", "backups"}, {"hub", "backups", "--json"}, {"hub", "limits"}, {"hub", "limits", "--csv"}, {"hub", "log"}, {"hub", "log", "--level", "warn", "--json"},
		{"hub", "log", "--limit", "1", "--fields", "number,what"}, {"hub", "show", "--json"},
	} {
		b.WriteString("$ aeconnect " + strings.Join(line, " ") + "\n" + w.do(line...) + "\n")
	}
	golden(t, "hub.txt", b.String())
}

func TestHubEnd(t *testing.T) {
	w, k := hubTown(t)
	if got := w.json("hub", "end", "7"); got["ended"] != true || len(k.ended) != 1 {
		t.Errorf("%v, %v", got, k.ended)
	}
	if got := w.fails(4, "hub", "end", "8"); got.Rule != "hub.session" {
		t.Errorf("%+v", got)
	}
	if got := w.fails(2, "hub", "end", "x"); got.Field != "session" {
		t.Errorf("%+v", got)
	}
	if got := w.fails(6, "hub", "people", "--as", "lumen"); got.Code != "forbidden" {
		t.Errorf("a seller: %+v", got)
	}
	w.through("lumen")
	for _, verb := range []string{"show", "people", "health", "check", "backups", "backup", "limits", "log"} {
		if got := w.fails(6, "hub", verb); got.Code != "forbidden" {
			t.Errorf("a seller through SSH: %s: %+v", verb, got)
		}
	}
	if len(k.ended) != 2 || k.work.Work != "" {
		t.Errorf("a seller did something: %v, %v", k.ended, k.work)
	}
}

// A keeper that is not an operator's is none.
func TestHubWorks(t *testing.T) {
	w, k := hubTown(t)
	if got := w.json("hub", "check"); got["entries"] != 80000.0 {
		t.Errorf("%v", got)
	}
	k.found = []string{"entry 7 is not what was written", "the file is short"}
	if got := w.fails(8, "hub", "check"); got.Rule != "hub.unsound" {
		t.Errorf("%+v", got)
	}
	if got := w.json("hub", "backup"); got["whole"] != true || got["bytes"] != 48300000.0 {
		t.Errorf("%v", got)
	}
	k.fails = context.Canceled
	if got := w.fails(3, "hub", "backup"); got.Rule != "hub.work" {
		t.Errorf("%+v", got)
	}
	k.fails = errors.New("the disk is full")
	w.fails(1, "hub", "backup")
	k.refuse = &model.Refusal{Answer: model.ByRight, Rule: model.RuleKeyObserver, Field: "as"}
	if got := w.fails(6, "hub", "check"); got.Rule != "key.observer" {
		t.Errorf("%+v", got)
	}
}

func TestHubUnserved(t *testing.T) {
	w, k := hubTown(t)
	k.served = false
	for _, line := range [][]string{{"hub", "people", "--json"}, {"hub", "people"}} {
		if out := w.do(line...); out != "" {
			t.Errorf("%v: %q", line, out)
		}
	}
	w.person = true
	if out := w.do("hub", "people"); !strings.Contains(out, "serves nobody") {
		t.Errorf("%q", out)
	}
	if got := w.json("hub", "show"); got["serving"] != false || got["address"] != nil {
		t.Errorf("%v", got)
	}
}

func TestServeLogFlags(t *testing.T) {
	w := newTown(t).settle()
	var got ServeOptions
	w.app.Serve = func(_ context.Context, _ string, o ServeOptions) error { got = o; return nil }
	w.do("serve")
	if got.LogJSON || got.LogLevel != slog.LevelInfo {
		t.Errorf("%+v", got)
	}
	w.do("serve", "--log", "json", "--log-level", "warn")
	if !got.LogJSON || got.LogLevel != slog.LevelWarn {
		t.Errorf("%+v", got)
	}
	if got := w.fails(2, "serve", "--log", "xml"); got.Field != "log" {
		t.Errorf("%+v", got)
	}
	if got := w.fails(2, "serve", "--log-level", "loud"); got.Field != "log_level" {
		t.Errorf("%+v", got)
	}
}

// What a line names as its verb is told, and nothing that was typed behind it.
func TestDoingIsAVerb(t *testing.T) {
	w := newTown(t).settle()
	var told []string
	w.app.Doing = func(verb string) { told = append(told, verb) }
	w.do("task", "ls", "--match", "secret", "--as", "lumen")
	w.fails(4, "order", "show", "O-SECRET", "--as", "lumen")
	w.fails(2, "secret", "secret")
	w.fails(2, "order", "secret")
	w.fails(2, "--secret")
	if got := strings.Join(told, "|"); got != "task ls|order show||order|" {
		t.Errorf("%q", got)
	}
}
