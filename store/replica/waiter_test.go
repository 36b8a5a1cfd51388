package replica_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/remote"
	"aeconnect/store/replica"
)

// meddled is a connection in which something is done to the first commands that are sent.
type meddled struct {
	remote.Remote
	with *func([]remote.Parcel)
}

func (m *meddled) Send(ctx context.Context, all []remote.Parcel) ([]remote.Answer, error) {
	if with := *m.with; with != nil {
		*m.with = nil
		with(all)
	}
	return m.Remote.Send(ctx, all)
}

// The device is copied, and the copy uses the number of a confirmation that is being asked: the confirmation goes on under
// another number, and whoever waits for it is told what became of it, and of nothing else.
func TestWhoWaitsIsToldOfTheirOwn(t *testing.T) {
	h := memHub(t)
	w := newWorld(t, h).found(true)
	id := w.id(model.TaskLetter)
	w.do("lumen", &model.CreateTask{ID: id, Publish: true, Fields: fields(start())})
	order := w.apply(id, "mia")
	l := join(t, h, "lumen", 3)
	l.sync()
	l.do(&model.ApproveApplications{Orders: []model.Picked{{ID: order}}})
	l.sync()
	w.do("mia", &model.SubmitContent{Order: order, Type: "video", Links: []string{"https://vk.com/1"}})
	l.sync()
	l.Close()
	copied := join(t, h, "lumen", 50)
	copied.Close()
	raw, err := os.ReadFile(filepath.Join(l.dir, replica.FileName))
	if err != nil || os.WriteFile(filepath.Join(copied.dir, replica.FileName), raw, 0o600) != nil {
		t.Fatal(err)
	}
	l.restart()
	copied.restart()
	first := func([]remote.Parcel) {
		copied.do(task(copied))
		copied.sync()
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	pace := l.pace()
	pace.Wait = func(context.Context, time.Duration, <-chan struct{}) {}
	go func() {
		ended <- l.Run(ctx, func(context.Context) (remote.Remote, error) { return &meddled{l.remote(), &first}, nil }, pace)
	}()
	until(t, l, "connected", func() bool { return l.State().Connected() })
	asked, stop := context.WithTimeout(ctx, 30*time.Second)
	defer stop()
	d, err := l.Do(asked, l.actor, &model.ConfirmContent{Order: order})
	if err != nil || d.Refusal != nil || len(d.Events) == 0 {
		t.Errorf("events %v, refusal %v, %v", d.Events, d.Refusal, err)
	}
	for _, e := range d.Events {
		if e.Wire() == "task.drafted" {
			t.Errorf("told of another command: %v", e.Wire())
		}
	}
	if s := l.State(); len(s.Alarms) != 1 || s.Alarms[0].Kind != replica.AlarmForked {
		t.Errorf("alarms %+v", s.Alarms)
	}
	cancel()
	<-ended
}

// A hub that is older than the replica refuses what it does not know; nothing behind it waits for that.
func TestOlderHubRefuses(t *testing.T) {
	h := memHub(t)
	newWorld(t, h).found(true)
	l := join(t, h, "lumen", 3)
	l.sync()
	unknown, known := task(l), task(l)
	l.do(unknown)
	l.do(known)
	newer := func(all []remote.Parcel) { all[0].Wire = "task.newer" }
	if err := l.syncOver(&meddled{l.remote(), &newer}); err != nil {
		t.Fatal(err)
	}
	refused, err := l.Refusals()
	if err != nil || len(refused) != 1 || refused[0].Refusal.Rule != model.RuleHubOlder || len(l.Outbox()) > 0 {
		t.Fatalf("refused %+v, %d wait, %v", refused, len(l.Outbox()), err)
	}
	_ = h.View(func(r model.Reader) error {
		if model.TaskByID(r, known.ID) == nil || model.TaskByID(r, unknown.ID) != nil {
			t.Error("the wrong one was carried out")
		}
		return nil
	})
	if err := l.Drop(refused[0].Key); err != nil {
		t.Error(err)
	}
}

// What could never be sent is not kept, for everything made later would stand behind it.
func TestUnsendableIsNotKept(t *testing.T) {
	h := memHub(t)
	newWorld(t, h).found(true)
	l := join(t, h, "lumen", 3)
	l.sync()
	huge := model.Opened{Value: string(make([]byte, 100<<10))}
	if _, err := l.Do(context.Background(), l.actor, task(l), huge); err == nil || len(l.Outbox()) > 0 {
		t.Errorf("%d wait, %v", len(l.Outbox()), err)
	}
}
