package hub_test

import (
	"context"
	"errors"
	"testing"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// After a command whose number is taken by another, none of the same call is decided, although their numbers come next:
// the device sends all of them again under another name, and they would be done twice.
func TestNothingIsDecidedBehindAFork(t *testing.T) {
	h := memHub(t)
	defer h.Close()
	w := newWorld(t, h).found(true)
	desk := h.Receive(remote.Identity{Owner: true})
	defer desk.Close()
	parcel := func(counter uint64) remote.Parcel {
		body, err := journal.NewCodec().Encode(&model.CloseTask{ID: w.id(model.TaskLetter)})
		if err != nil {
			t.Fatal(err)
		}
		return remote.Parcel{Counter: counter, Wire: "task.close", Body: body}
	}
	hello := remote.Hello{Version: remote.Version, Device: journal.Device{9}, As: "lumen"}
	if _, err := desk.Greet(context.Background(), hello); err != nil {
		t.Fatal(err)
	}
	if _, err := desk.Send(context.Background(), []remote.Parcel{parcel(1)}); err != nil {
		t.Fatal(err)
	}
	head := h.Head().Seq
	answers, err := desk.Send(context.Background(), []remote.Parcel{parcel(1), parcel(2), parcel(3)})
	var forked *remote.ForkedError
	if len(answers) != 0 || !errors.As(err, &forked) {
		t.Errorf("%d answers, %v", len(answers), err)
	}
	if got := h.Head().Seq; got != head {
		t.Errorf("%d commands behind the fork were decided", got-head)
	}
}
