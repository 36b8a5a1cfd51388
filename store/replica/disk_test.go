package replica_test

import (
	"context"
	"errors"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/remote"
	"aeconnect/store/replica"
)

// fullDisk takes so many changes and no more.
type fullDisk struct{ left atomic.Int64 }

var errFull = errors.New("no space left on device")

func (d *fullDisk) Begin() error {
	if d.left.Add(-1) < 0 {
		return errFull
	}
	return nil
}
func (d *fullDisk) End() {}

// A disk that is full in the middle of a first load: Run says so and ends, what was loaded is kept, and the load goes on
// where it was once there is room.
func TestFullDiskInAFirstLoad(t *testing.T) {
	h := memHub(t)
	w := newWorld(t, h).found(true)
	for range 1500 {
		w.publish("lumen")
	}
	disk := &fullDisk{}
	disk.left.Store(1 << 30)
	o := replica.Options{Relaxed: true, Writes: disk}
	l := &laptop{t: t, handle: "mia", hub: h, dir: t.TempDir(), seed: 3, with: o}
	r, err := replica.Join(l.dir, "loop:", o)
	if err != nil {
		t.Fatal(err)
	}
	l.Replica = r
	pulls := new(atomic.Int64)
	dial := func(context.Context) (remote.Remote, error) {
		return &counted{l.remote(), pulls, new(atomic.Bool)}, nil
	}
	disk.left.Store(2) // the greeting, and the empty generation
	if err := l.Run(context.Background(), dial, l.pace()); !errors.Is(err, errFull) {
		t.Fatalf("with a full disk: %v", err)
	}
	if l.State().Loaded {
		t.Error("half a load is shown")
	}
	disk.left.Store(1 << 30)
	l.sync()
	if err := w.same(l); err != nil {
		t.Error(err)
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
}

// A connected replica to which nothing happens makes no call, writes nothing and wakes nobody.
func TestIdleReplicaDoesNothing(t *testing.T) {
	h := memHub(t)
	w := newWorld(t, h).found(true)
	disk := &fullDisk{}
	disk.left.Store(1 << 30)
	l := &laptop{t: t, handle: "mia", hub: h, dir: filepath.Join(t.TempDir(), "l"), seed: 3}
	r, err := replica.Join(l.dir, "loop:", replica.Options{Relaxed: true, Writes: disk})
	if err != nil {
		t.Fatal(err)
	}
	l.Replica = r
	defer r.Close()
	calls := new(atomic.Int64)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	watched := make(chan struct{}, 100)
	go func() {
		ended <- r.Run(ctx, func(context.Context) (remote.Remote, error) {
			return &watching{counted{l.remote(), calls, new(atomic.Bool)}, watched}, nil
		}, l.pace())
	}()
	<-watched
	made, wrote, bell := calls.Load(), disk.left.Load(), r.Changed()
	for range 50 { // things that are none of mia's business
		w.do("lumen", &model.CreateTask{ID: w.id(model.TaskLetter), Fields: fields(start())})
	}
	select {
	case <-bell:
		t.Error("somebody was woken for nothing")
	case <-time.After(20 * time.Millisecond):
	}
	if calls.Load() != made || disk.left.Load() != wrote || len(watched) > 0 {
		t.Errorf("%d calls, %d writes, %d watches more", calls.Load()-made, wrote-disk.left.Load(), len(watched))
	}
	w.publish("lumen")
	<-bell // and it still listens
	cancel()
	<-ended
}

// watching tells when a watch has begun.
type watching struct {
	counted
	begun chan struct{}
}

func (w *watching) Watch(ctx context.Context, at remote.Cursor) error {
	w.begun <- struct{}{}
	return w.Remote.Watch(ctx, at)
}
