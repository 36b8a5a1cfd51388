package replica_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal"
	"aeconnect/store/journal/mem"
	"aeconnect/store/remote"
	"aeconnect/store/remote/loop"
	"aeconnect/store/replica"
)

func memHub(t testing.TB) *hub.Hub {
	h, err := hub.New(mem.New(journal.Epoch{1}), hub.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close() })
	return h
}

// laptop is a replica with the way to its hub.
type laptop struct {
	*replica.Replica
	t      testing.TB
	handle string
	hub    *hub.Hub
	actor  model.Actor
	dir    string
	seed   uint64
	with   replica.Options // beside Rand
}

func join(t testing.TB, h *hub.Hub, handle string, seed uint64) *laptop {
	t.Helper()
	return joinWith(t, h, handle, seed, replica.Options{Relaxed: true})
}

func joinWith(t testing.TB, h *hub.Hub, handle string, seed uint64, with replica.Options) *laptop {
	t.Helper()
	l := &laptop{t: t, handle: handle, hub: h, dir: filepath.Join(t.TempDir(), fmt.Sprint("l", seed)), seed: seed, with: with}
	r, err := replica.Join(l.dir, "loop:", l.options())
	if err != nil {
		t.Fatal(err)
	}
	l.Replica = r
	t.Cleanup(func() { l.Replica.Close() })
	return l
}

func (l *laptop) options() replica.Options {
	l.seed++
	var s [32]byte
	copy(s[:], fmt.Sprint("seed ", l.seed))
	o := l.with
	o.Rand = rand.NewChaCha8(s)
	return o
}

// restart closes the replica and opens it again, as after a crash: what is not in its file is gone.
func (l *laptop) restart() {
	l.t.Helper()
	l.Replica.Close()
	r, err := replica.Open(l.dir, l.options())
	if err != nil {
		l.t.Fatal(err)
	}
	l.Replica = r
}

func (l *laptop) remote() remote.Remote { return loop.Open(l.hub, remote.Identity{Owner: true}) }

func (l *laptop) pace() replica.Pace { return replica.Pace{As: l.handle} }

func (l *laptop) sync() {
	l.t.Helper()
	if err := l.syncOver(l.remote()); err != nil {
		l.t.Fatal(err)
	}
}

func (l *laptop) syncOver(hub remote.Remote) error {
	defer hub.Close()
	err := l.Sync(context.Background(), hub, l.pace())
	_, l.actor = l.Who()
	return err
}

func (l *laptop) do(c model.Command, private ...model.Opened) model.Decision {
	l.t.Helper()
	d, err := l.Do(context.Background(), l.actor, c, private...)
	if err != nil {
		l.t.Fatal(err)
	}
	return d
}

// rows is what a reader knows of every kind, as far as the viewer sees it, by where it stands.
func rows(r model.Reader, who model.Viewer, next func(model.Kind) model.Key) (all map[model.Ref]string, open map[string]bool) {
	all, open = map[model.Ref]string{}, map[string]bool{}
	codec := journal.NewCodec()
	for kind := model.KindMarket; kind <= model.KindMark; kind++ {
		for key := model.Key(1); key < next(kind); key++ {
			row, presence := r.Get(model.Ref{Kind: kind, Key: key})
			if presence != model.Known {
				continue
			}
			shown, secrets := model.Carry(r, who, row)
			if shown == nil {
				continue
			}
			raw, _ := codec.Encode(shown)
			all[row.Ref()] = string(raw)
			for _, o := range secrets {
				open[o.Value] = true
			}
		}
	}
	return all, open
}

// same compares what a replica shows with what its account sees at the hub.
func (w *world) same(l *laptop) error {
	var want, got map[model.Ref]string
	var open, kept map[string]bool
	var lists map[string]int
	next := map[model.Kind]model.Key{}
	err := w.hub.View(func(r model.Reader) error {
		for kind := model.KindMarket; kind <= model.KindMark; kind++ {
			next[kind] = r.Next(kind)
		}
		want, open = rows(r, model.ViewerOf(r, l.actor), r.Next)
		return nil
	})
	if err != nil {
		return err
	}
	err = l.Confirmed(l.actor, func(v model.View) {
		got, kept = rows(v.Reader, v.Who, func(k model.Kind) model.Key { return next[k] })
		lists = counts(v.Reader, next)
		for list, n := range lists {
			var l model.List
			var group string
			fmt.Sscanf(list, "%d %q", &l, &group)
			if l.Counted() && v.Reader.Count(l, group) != n {
				err = fmt.Errorf("list %s has %d entries, counted %d", list, n, v.Reader.Count(l, group))
			}
			scanned := 0
			for range v.Reader.Scan(l, group, model.Place{}, true) {
				scanned++
			}
			if scanned != n {
				err = fmt.Errorf("list %s has %d entries, scanned %d", list, n, scanned)
			}
		}
	})
	if err != nil {
		return fmt.Errorf("%s: %w", l.handle, err)
	}
	for ref, raw := range want {
		if got[ref] != raw {
			return fmt.Errorf("%s: row %v is %x, want %x", l.handle, ref, got[ref], raw)
		}
	}
	for ref := range got {
		if want[ref] == "" {
			return fmt.Errorf("%s: row %v is still there", l.handle, ref)
		}
	}
	for value := range open {
		if !kept[value] {
			return fmt.Errorf("%s: the private text %q is missing", l.handle, value)
		}
	}
	secrets, err := l.Secrets()
	for _, o := range secrets {
		if !open[o.Value] {
			return fmt.Errorf("%s: the private text %q is still there", l.handle, o.Value)
		}
	}
	return err
}

func counts(r model.Reader, next map[model.Kind]model.Key) map[string]int {
	all := map[string]int{}
	for kind := model.KindMarket; kind <= model.KindMark; kind++ {
		for key := model.Key(1); key < next[kind]; key++ {
			if row, presence := r.Get(model.Ref{Kind: kind, Key: key}); presence == model.Known {
				for _, e := range model.EntriesOf(r, row) {
					all[fmt.Sprintf("%d %q", e.List, e.Group)]++
				}
			}
		}
	}
	return all
}

// Whatever happens at a hub, and whenever replicas of whatever accounts come and go: what each shows is the projection of
// the hub's state, with its lists, counts and private texts, and nothing else.
func TestViewIsTheProjection(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		h := memHub(t)
		r := newRabble(t, h)
		var all []*laptop
		for round := range rapid.IntRange(1, 20).Draw(rt, "rounds") {
			for range rapid.IntRange(1, 10).Draw(rt, "steps") {
				r.step(rt)
			}
			if len(all) < 4 && rapid.Bool().Draw(rt, "joins") {
				all = append(all, join(t, h, rapid.SampledFrom(r.Everybody()).Draw(rt, "who"), uint64(round+1)*100))
			}
			for _, l := range all {
				switch rapid.IntRange(0, 3).Draw(rt, "laptop") {
				case 0, 1:
					l.sync()
				case 2:
					l.restart()
				}
			}
		}
		for _, l := range all {
			l.sync()
			if err := r.same(l); err != nil {
				rt.Fatal(err)
			}
			l.Replica.Close()
		}
	})
}

// What a seller does without a network, when nobody else does anything, is what the hub makes of it.
func TestOverlayIsWhatTheHubDecides(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		h := memHub(t)
		r := newRabble(t, h)
		for range 30 {
			r.step(rt)
		}
		l := join(t, h, "lumen", 7)
		l.sync()
		r.Sellers = []string{"lumen"}
		r.send = func(s hub.Submission) (hub.Outcome, error) {
			if s.Actor.Account != l.actor.Account {
				return hub.Outcome{Refusal: &model.Refusal{}}, nil
			}
			d, err := l.Do(context.Background(), l.actor, s.Command, s.Secrets...)
			if errors.Is(err, replica.ErrOffline) {
				err = nil
			}
			return hub.Outcome{Refusal: d.Refusal, Events: d.Events}, err
		}
		made := rapid.IntRange(1, 25).Draw(rt, "commands")
		for range made {
			r.step(rt)
		}
		before := l.orders(rt)
		l.sync()
		refused, _ := l.Refusals()
		for _, it := range refused {
			if it.Refusal.Answer != model.ByAbsence { // what this account does not see is queued, for the hub to say
				rt.Fatalf("%s was refused: %v", it.Wire, it.Refusal)
			}
		}
		if waiting := l.Outbox(); len(waiting) > 0 {
			rt.Fatalf("%d commands still wait", len(waiting))
		}
		after := l.orders(rt)
		for id, was := range before {
			// An address that becomes visible with a command comes from the hub alone.
			if after[id] != was && !(was[1] == "" && after[id][0] == was[0]) {
				rt.Fatalf("%s was shown as\n%s\nand is\n%s", id, was, after[id])
			}
		}
		if len(before) != len(after) {
			rt.Fatalf("%d things were shown, there are %d", len(before), len(after))
		}
	})
}

// orders prints every task and order that the laptop shows, without the numbers that the hub gives.
func (l *laptop) orders(rt rapid.TB) map[model.ID][2]string {
	all := map[model.ID][2]string{}
	err := l.View(l.actor, func(v model.View) {
		for _, row := range v.Rows(model.OrdersOf(l.actor.Account, 0), model.Place{}, false) {
			o := *row.(*model.Order)
			task := v.Task(o.Task)
			text := fmt.Sprint(task.ID, o.State, o.Since, o.Rev, o.Timers, o.Terms, o.Rejection, len(o.Shipments), o.Hidden, o.News, v.Count(model.OrdersOf(l.actor.Account, o.State)))
			all[o.ID] = [2]string{text, model.ShippingAddress(v.Reader, v.Who, &o) + model.PayoutAddress(v.Reader, v.Who, &o)}
		}
		for _, row := range v.Rows(model.TasksOf(l.actor.Account, 0), model.Place{}, false) {
			t := *row.(*model.Task)
			t.Key = 0
			all[t.ID] = [2]string{fmt.Sprintf("%+v", t)}
		}
	})
	if err != nil {
		rt.Fatal(err)
	}
	return all
}

// fickle fails at the n-th step: before a call reaches the hub, or after it did.
type fickle struct {
	remote.Remote
	left int
}

var errCut = errors.New("the line was cut")

func (f *fickle) step() error {
	if f.left--; f.left < 0 {
		return errCut
	}
	return nil
}

func (f *fickle) Greet(ctx context.Context, h remote.Hello) (w remote.Welcome, err error) {
	if err = f.step(); err == nil {
		w, err = f.Remote.Greet(ctx, h)
	}
	return w, errors.Join(err, f.step())
}

func (f *fickle) Send(ctx context.Context, all []remote.Parcel) (answers []remote.Answer, err error) {
	if err = f.step(); err == nil {
		answers, err = f.Remote.Send(ctx, all)
	}
	if cut := f.step(); cut != nil { // decided, and the answer is lost, or a part of it
		return answers[:len(answers)/2], cut
	}
	return answers, err
}

func (f *fickle) Pull(ctx context.Context, c remote.Cursor, limit int) (p remote.Page, err error) {
	if err = f.step(); err == nil {
		p, err = f.Remote.Pull(ctx, c, 700)
	}
	if cut := f.step(); cut != nil {
		return remote.Page{}, cut
	}
	return p, err
}

// The line may break at any step, the program may end there, and answers may be lost: each command is decided once or
// waits still, and in the end all is as if nothing had happened.
func TestNothingIsLostWhereverItBreaks(t *testing.T) {
	h := memHub(t)
	w := newWorld(t, h).found(true)
	l := join(t, h, "lumen", 3)
	l.sync()
	mint := rand.New(rand.NewPCG(1, 2))
	var made []model.ID
	for cut := range 60 {
		for range 3 {
			id := model.MintID(model.TaskLetter, mint.Uint64())
			made = append(made, id)
			l.do(&model.CreateTask{ID: id, Publish: true, Fields: fields(start())})
		}
		w.publish("lumen") // the second device
		_ = l.syncOver(&fickle{l.remote(), cut % 23})
		if cut%2 == 0 {
			l.restart()
		}
	}
	l.sync()
	if waiting := l.Outbox(); len(waiting) > 0 {
		t.Errorf("%d commands still wait", len(waiting))
	}
	if refused, _ := l.Refusals(); len(refused) > 0 {
		t.Errorf("%s was refused: %v", refused[0].Wire, refused[0].Refusal)
	}
	_ = h.View(func(r model.Reader) error {
		for _, id := range made {
			if model.TaskByID(r, id) == nil {
				t.Errorf("%s was lost", id)
			}
		}
		return nil
	})
	if s := l.State(); len(s.Alarms) > 0 {
		t.Errorf("alarms: %v", s.Alarms)
	}
	if err := w.same(l); err != nil {
		t.Error(err)
	}
}

func fields(now model.Moment) model.TaskFields {
	return model.TaskFields{
		Type: model.FixedPrice, Title: "Earbuds", Content: []model.ContentType{"video"}, Languages: []string{"en"}, Description: "30 h battery, fits small ears, show the case in daylight",
		Links: []string{"https://www.aliexpress.com/item/1005006123456789.html"}, Brief: []string{"Show the case"}, Fee: &model.Money{Minor: 12000, Currency: "USD"},
		ApplyBy: now.Add(10 * day), SubmitBy: now.Add(60 * day),
	}
}
