package replica_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal"
	"aeconnect/store/journal/mem"
	"aeconnect/store/remote"
	"aeconnect/store/replica"
)

func task(l *laptop) *model.CreateTask {
	return &model.CreateTask{ID: l.Mint(model.TaskLetter), Publish: true, Fields: fields(start())}
}

// A device that was restored from a backup sends other commands under numbers that are taken. It gets a new name, and
// nothing of what waits is dropped.
func TestForkedDevice(t *testing.T) {
	h := memHub(t)
	w := newWorld(t, h).found(true)
	l := join(t, h, "lumen", 3)
	l.sync()
	l.Close()
	file := filepath.Join(l.dir, replica.FileName)
	backup, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	l.restart()
	kept := task(l)
	l.do(kept)
	l.do(task(l))
	l.sync()
	l.Close()
	if err := os.WriteFile(file, backup, 0o600); err != nil {
		t.Fatal(err)
	}
	l.restart()
	var made []model.ID
	for range 4 {
		c := task(l)
		made = append(made, c.ID)
		l.do(c)
	}
	l.sync()
	if s := l.State(); len(s.Alarms) != 1 || s.Alarms[0].Kind != replica.AlarmForked || s.Alarms[0].Count != 4 {
		t.Errorf("alarms %+v", s.Alarms)
	}
	_ = h.View(func(r model.Reader) error {
		for _, id := range append(made, kept.ID) {
			if model.TaskByID(r, id) == nil {
				t.Errorf("%s is lost", id)
			}
		}
		return nil
	})
	if n := len(l.Outbox()); n > 0 {
		t.Errorf("%d commands still wait", n)
	}
	if err := w.same(l); err != nil {
		t.Error(err)
	}
}

// A hub that was restored from yesterday has forgotten what it answered. The replica says so, shows what the hub knows
// now, and sends what it still has.
func TestRestoredHub(t *testing.T) {
	h := memHub(t)
	newWorld(t, h).found(true)
	l := join(t, h, "lumen", 3)
	l.sync()
	gone := task(l)
	l.do(gone)
	l.sync()
	yesterday := memHub(t)
	w := newWorld(t, yesterday).found(true)
	waits := task(l)
	l.do(waits)
	l.hub = yesterday
	l.sync()
	if s := l.State(); len(s.Alarms) != 1 || s.Alarms[0].Kind != replica.AlarmRestored || !slices.Equal(s.Alarms[0].Gone, []model.ID{gone.ID}) || s.Alarms[0].More != 0 {
		t.Errorf("alarms %+v, not of %s", s.Alarms, gone.ID)
	}
	_ = yesterday.View(func(r model.Reader) error {
		if model.TaskByID(r, waits.ID) == nil {
			t.Error("what waited is lost")
		}
		return nil
	})
	if err := w.same(l); err != nil {
		t.Error(err)
	}
}

// Of what a restored hub has forgotten, own tasks and orders are named, a few of many; not what is there still, nor
// what others lost.
func TestWhatARestoredHubForgotIsNamed(t *testing.T) {
	h, yesterday := memHub(t), memHub(t)
	w, before := newWorld(t, h).found(true), newWorld(t, yesterday).found(true)
	stays := w.publish("lumen")
	if id := before.publish("lumen"); id != stays {
		t.Fatalf("two worlds make %s and %s", stays, id)
	}
	seller, creator := join(t, h, "lumen", 3), join(t, h, "mia", 9)
	var tasks []model.ID
	for range 24 {
		tasks = append(tasks, w.publish("lumen"))
	}
	orders := []model.ID{w.apply(stays, "mia")}
	for _, l := range []*laptop{seller, creator} {
		l.sync()
		l.hub = yesterday
		l.sync()
	}
	named := func(l *laptop) replica.Alarm {
		t.Helper()
		all := l.State().Alarms
		if len(all) != 1 || all[0].Kind != replica.AlarmRestored {
			t.Fatalf("alarms %+v", all)
		}
		return all[0]
	}
	slices.Reverse(tasks) // the newest first
	if a := named(seller); !slices.Equal(a.Gone, tasks[:20]) || a.More != 5 {
		t.Errorf("the seller is told of %v and %d more, not of %v", a.Gone, a.More, tasks[:20])
	}
	if a := named(creator); !slices.Equal(a.Gone, orders) || a.More != 0 {
		t.Errorf("the creator is told of %v and %d more, not of %v", a.Gone, a.More, orders)
	}
	seller.restart()
	if a := named(seller); len(a.Gone) != 20 || a.More != 5 {
		t.Errorf("a new process has forgotten: %+v", a)
	}
}

// Another marketplace at the same place: the view is loaded anew, the outbox survives.
func TestForeignHub(t *testing.T) {
	h := memHub(t)
	newWorld(t, h).found(true)
	l := join(t, h, "lumen", 3)
	l.sync()
	l.do(task(l))
	other, err := hub.New(mem.New(journal.Epoch{2}), hub.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	w := newWorld(t, other).found(true)
	l.hub = other
	stay, way := l.pace(), l.remote()
	stay.Stay = true
	if err := l.Sync(context.Background(), way, stay); !errors.Is(err, replica.ErrOther) || len(l.Outbox()) != 1 || len(l.State().Alarms) > 0 {
		t.Errorf("whoever is to stay: %v, %d wait, %v", err, len(l.Outbox()), l.State().Alarms)
	}
	way.Close()
	l.sync()
	if s := l.State(); len(s.Alarms) != 1 || s.Alarms[0].Kind != replica.AlarmForeign {
		t.Errorf("alarms %+v", s.Alarms)
	}
	if n := len(l.Outbox()); n > 0 {
		t.Errorf("%d commands still wait", n)
	}
	if err := w.same(l); err != nil {
		t.Error(err)
	}
}

// A key of another account does not send what waits here, and gets no view.
func TestForeignAccount(t *testing.T) {
	h := memHub(t)
	w := newWorld(t, h).found(true)
	l := join(t, h, "lumen", 3)
	l.sync()
	l.do(task(l))
	l.handle = "mia"
	if err := l.syncOver(l.remote()); !errors.Is(err, replica.ErrForeign) && !errors.Is(err, remote.ErrDevice) {
		t.Errorf("as another account: %v", err)
	}
	if n := len(l.Outbox()); n != 1 {
		t.Errorf("%d commands wait", n)
	}
	if _, err := l.Do(context.Background(), w.actor("mia"), task(l)); !errors.Is(err, replica.ErrForeign) {
		t.Errorf("a command of another account: %v", err)
	}
}

// What the hub refuses is kept with its reason; it can be sent again otherwise, or dropped, and by nothing else goes away.
func TestRefusedIsKept(t *testing.T) {
	h := memHub(t)
	w := newWorld(t, h).found(true)
	l := join(t, h, "lumen", 3)
	l.sync()
	id := w.publish("lumen")
	l.sync()
	w.do("lumen", &model.CloseTask{ID: id}) // the second device was first
	l.do(&model.CloseTask{ID: id})
	l.sync()
	refused, err := l.Refusals()
	if err != nil || len(refused) != 1 || refused[0].Refusal == nil || refused[0].Standing() != replica.Refused {
		t.Fatalf("refused %+v (%v)", refused, err)
	}
	l.restart()
	if _, err := l.Again(context.Background(), refused[0].Key, task(l)); err != nil {
		t.Fatal(err)
	}
	if left, _ := l.Refusals(); len(left) != 0 || len(l.Outbox()) != 1 {
		t.Errorf("%d refused, %d wait", len(left), len(l.Outbox()))
	}
	first := l.Outbox()[0].Key
	l.do(task(l))
	if err := l.Drop(first); err != nil {
		t.Error(err)
	}
	l.sync()
	if n := len(l.Outbox()); n != 0 {
		t.Errorf("%d still wait", n)
	}
	if err := l.Drop(first); !errors.Is(err, replica.ErrNoItem) {
		t.Errorf("dropped twice: %v", err)
	}
	if err := w.same(l); err != nil {
		t.Error(err)
	}
}

// counted counts the calls that reach the hub.
type counted struct {
	remote.Remote
	calls *atomic.Int64
	lost  *atomic.Bool // the answer of the next Send is lost
}

func (c *counted) Pull(ctx context.Context, at remote.Cursor, n int) (remote.Page, error) {
	c.calls.Add(1)
	return c.Remote.Pull(ctx, at, n)
}

func (c *counted) Send(ctx context.Context, all []remote.Parcel) ([]remote.Answer, error) {
	c.calls.Add(1)
	answers, err := c.Remote.Send(ctx, all)
	if c.lost.Swap(false) {
		return nil, errCut
	}
	return answers, err
}

func until(t *testing.T, l *laptop, what string, fn func() bool) {
	t.Helper()
	for {
		changed := l.Changed()
		if fn() {
			return
		}
		select {
		case <-changed:
		case <-time.After(20 * time.Second):
			t.Fatal("it never happened: " + what)
		}
	}
}

// Run brings what changes and sends what is made; while nothing happens nothing is asked. A payment waits for the hub's
// word, even when the answer is lost on the way; without a connection it is not made.
func TestRun(t *testing.T) {
	h := memHub(t)
	w := newWorld(t, h).found(true)
	id := w.id(model.TaskLetter)
	w.do("lumen", &model.CreateTask{ID: id, Publish: true, Fields: fields(start())})
	order := w.apply(id, "mia")
	l := join(t, h, "lumen", 3)
	l.sync()
	pay := &model.RecordPayment{ID: l.Mint(model.PaymentLetter), Order: order, Method: model.PayPal, Amount: model.Money{Minor: 12000, Currency: "USD"}, Reference: "r1", Date: start()}
	if _, err := l.Do(context.Background(), l.actor, pay); !errors.Is(err, replica.ErrOffline) {
		t.Errorf("a payment without a connection: %v", err)
	}
	if n := len(l.Outbox()); n != 0 {
		t.Errorf("%d commands wait", n)
	}
	var calls atomic.Int64
	var lost atomic.Bool
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	pace := l.pace()
	pace.Wait = func(context.Context, time.Duration, <-chan struct{}) {}
	go func() {
		ended <- l.Run(ctx, func(context.Context) (remote.Remote, error) { return &counted{l.remote(), &calls, &lost}, nil }, pace)
	}()
	until(t, l, "connected", func() bool { return l.State().Connected() })
	l.do(&model.ApproveApplications{Orders: []model.Picked{{ID: order}}})
	until(t, l, "sent", func() bool { return len(l.Outbox()) == 0 })
	o := w.do("mia", &model.SubmitContent{Order: order, Type: "video", Links: []string{"https://vk.com/1"}})
	until(t, l, "shown", func() bool { return l.Head() >= o.Seq })
	if d, err := l.Do(context.Background(), l.actor, &model.ConfirmContent{Order: order}); err != nil || len(d.Events) == 0 {
		t.Errorf("confirmed: %+v %v", d, err)
	}
	lost.Store(true)
	d, err := l.Do(context.Background(), l.actor, pay)
	if err != nil || d.Refusal != nil || len(d.Events) == 0 {
		t.Errorf("the payment: %+v %v", d, err)
	}
	all, err := l.History(l.actor, w.order(order).Ref(), 0)
	if err != nil || len(all) < 4 {
		t.Errorf("%d happenings (%v)", len(all), err)
	}
	until(t, l, "quiet", func() bool { return len(l.Outbox()) == 0 && l.State().Connected() })
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	paid := 0
	_ = h.View(func(r model.Reader) error {
		for key := model.Key(1); key < r.Next(model.KindPayment); key++ {
			paid++
		}
		return nil
	})
	if paid != 1 || w.order(order).State != model.Paid {
		t.Errorf("paid %d times", paid)
	}
	if err := w.same(l); err != nil {
		t.Error(err)
	}
}

// Opening is refused where there is nothing, or something else.
func TestOpenAndJoin(t *testing.T) {
	dir := t.TempDir()
	if _, err := replica.Open(dir, replica.Options{}); !errors.Is(err, replica.ErrNone) {
		t.Error(err)
	}
	r, err := replica.Join(dir, "ssh://hub.example", replica.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := replica.Open(dir, replica.Options{}); !errors.Is(err, replica.ErrHeld) {
		t.Error(err)
	}
	if _, err := replica.Join(dir, "ssh://hub.example", replica.Options{}); !errors.Is(err, replica.ErrExists) {
		t.Error(err)
	}
	if handle, _ := r.Who(); handle != "" || r.State().Loaded {
		t.Errorf("it knows %q before the hub was reached", handle)
	}
}
