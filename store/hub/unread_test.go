package hub_test

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"aeconnect/model"
	"aeconnect/store/hub/hubtest"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// Two accounts greet with the same new device: it is whose command comes first.
func TestDeviceOfAnother(t *testing.T) {
	h := memHub(t)
	defer h.Close()
	w := newWorld(t, h).found(true)
	ctx := context.Background()
	desks := map[string]remote.Remote{"lumen": h.Receive(remote.Identity{Owner: true}), "mia": h.Receive(remote.Identity{Owner: true})}
	for handle, r := range desks {
		defer r.Close()
		if _, err := r.Greet(ctx, remote.Hello{Version: remote.Version, Device: journal.Device{7}, As: handle}); err != nil {
			t.Fatal(err)
		}
	}
	parcel := func(n uint64) []remote.Parcel {
		body, err := journal.NewCodec().Encode(&model.CloseTask{ID: w.id(model.TaskLetter)})
		if err != nil {
			t.Fatal(err)
		}
		return []remote.Parcel{{Counter: n, Wire: "task.close", Body: body}}
	}
	if _, err := desks["lumen"].Send(ctx, parcel(1)); err != nil {
		t.Fatal(err)
	}
	if answers, err := desks["mia"].Send(ctx, parcel(2)); !errors.Is(err, remote.ErrDevice) || len(answers) > 0 {
		t.Errorf("another's device: %v, %v", answers, err)
	}
	if _, err := desks["lumen"].Send(ctx, parcel(2)); err != nil {
		t.Errorf("one's own: %v", err)
	}
}

// What a hub cannot read it refuses as the command that it is: the number is used, what stands behind it is decided, and asked
// again it says the same.
func TestUnreadIsRefused(t *testing.T) {
	h := memHub(t)
	defer h.Close()
	w := newWorld(t, h).found(true)
	r := h.Receive(remote.Identity{Owner: true})
	defer r.Close()
	ctx := context.Background()
	if _, err := r.Greet(ctx, remote.Hello{Version: remote.Version, Device: journal.Device{7}, As: "lumen"}); err != nil {
		t.Fatal(err)
	}
	id := w.id(model.TaskLetter)
	good, err := journal.NewCodec().Encode(&model.CreateTask{ID: id, Fields: hubtest.Earbuds(start())})
	if err != nil {
		t.Fatal(err)
	}
	all := []remote.Parcel{
		{Wire: "task.levitate", Body: good},
		{Wire: "task.create", Body: []byte{0xa1, 0x18, 0xf0, 0x01}}, // a field of later
		{Wire: "task.create", Body: bytes.Repeat([]byte{0x01}, remote.MaxCommandBytes+1)},
		{Wire: "task.create", Body: []byte("no command")},
		{Wire: "\x1b[2J\n", Body: nil},
		{Wire: "task.create", Body: good},
	}
	want := []model.Rule{model.RuleHubOlder, model.RuleHubOlder, model.RuleHubLarge, model.RuleHubFailed, model.RuleHubOlder, ""}
	for i := range all {
		all[i].Counter = uint64(i) + 1
	}
	for _, again := range []bool{false, true} {
		answers, err := r.Send(ctx, all)
		if err != nil || len(answers) != len(all) {
			t.Fatal(answers, err)
		}
		for i, a := range answers {
			var got model.Rule
			if a.Refusal != nil {
				got = a.Refusal.Rule
			}
			if got != want[i] || a.Repeated != again || a.Counter != all[i].Counter {
				t.Errorf("command %d, again %v: %+v", i+1, again, a)
			}
		}
	}
	var forked *remote.ForkedError
	if _, err := r.Send(ctx, []remote.Parcel{{Counter: 1, Wire: "task.create", Body: good}}); !errors.As(err, &forked) {
		t.Errorf("another command under the number: %v", err)
	}
	for _, e := range log(t, h) {
		if e.Name == "\x1b[2J\n" {
			t.Error("what calls itself a command is kept as it came")
		}
	}
}
