package replica_test

import (
	"context"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/remote"
)

// held is a connection whose pages do not come before the gate is open.
type held struct {
	remote.Remote
	open chan struct{}
}

func (h *held) Pull(ctx context.Context, c remote.Cursor, limit int) (remote.Page, error) {
	select {
	case <-h.open:
	case <-ctx.Done():
		return remote.Page{}, ctx.Err()
	}
	return h.Remote.Pull(ctx, c, limit)
}

// Nothing that needs the hub's word is refused by a copy that has not heard yet what the hub knows.
func TestOldCopyDoesNotRefuse(t *testing.T) {
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
	ctx, cancel := context.WithCancel(context.Background())
	ended, open := make(chan error, 1), make(chan struct{})
	go func() {
		ended <- l.Run(ctx, func(context.Context) (remote.Remote, error) { return &held{l.remote(), open}, nil }, l.pace())
	}()
	until(t, l, "connected", func() bool { return l.State().Connected() })
	if l.State().Fresh {
		t.Error("fresh before a page came")
	}
	got := make(chan model.Decision, 1)
	go func() {
		d, err := l.Do(ctx, l.actor, &model.ConfirmContent{Order: order})
		if err != nil {
			t.Error(err)
		}
		got <- d
	}()
	select {
	case d := <-got:
		t.Fatalf("answered by the old copy: %v", d.Refusal)
	case <-time.After(50 * time.Millisecond):
	}
	close(open)
	if d := <-got; d.Refusal != nil || len(d.Events) == 0 {
		t.Errorf("%v, %v", d.Events, d.Refusal)
	}
	if !l.State().Fresh {
		t.Error("not fresh although all has come")
	}
	d, err := l.Do(ctx, l.actor, &model.ConfirmContent{Order: order})
	if err != nil || d.Refusal == nil {
		t.Errorf("confirmed twice: %v, %v", d.Refusal, err)
	}
	cancel()
	<-ended
	if l.State().Fresh && !l.State().Connected() {
		t.Error("fresh without a connection")
	}
}
