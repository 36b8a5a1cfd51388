package replica_test

import (
	"context"
	"errors"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/remote"
	"aeconnect/store/replica"
)

// A disk that is really full in the middle of a first load. The replica says so and waits; what it has, and what waits to
// be sent, stays; once there is room the load goes on where it was, and what waited is carried out once.
func TestReallyFullDisk(t *testing.T) {
	h := memHub(t)
	w := newWorld(t, h).found(true)
	long := strings.Repeat("30 h battery, fits small ears. ", 160)
	for range 5_500 {
		f := fields(start())
		f.Description = long
		w.do("lumen", &model.CreateTask{ID: w.id(model.TaskLetter), Publish: true, Fields: f})
	}
	t.Run("a file system without room", func(t *testing.T) {
		dir := t.TempDir()
		if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=20m"); err != nil {
			t.Skipf("this may not mount anything: %v", err)
		}
		t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
		fullLoad(t, w, h, filepath.Join(dir, "l"), func() error { return syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=400m") })
	})
	t.Run("a file that must not grow", func(t *testing.T) {
		var was syscall.Rlimit
		if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
			t.Skip(err)
		}
		signal.Ignore(syscall.SIGXFSZ)
		t.Cleanup(func() { signal.Reset(syscall.SIGXFSZ) })
		limit := syscall.Rlimit{Cur: 28 << 20, Max: was.Max}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			t.Skip(err)
		}
		t.Cleanup(func() { _ = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was) })
		fullLoad(t, w, h, filepath.Join(t.TempDir(), "l"), func() error { return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was) })
	})
}

// fullLoad loads a replica on a disk that is too small until room makes it larger.
func fullLoad(t *testing.T, w *world, h *hub.Hub, dir string, room func() error) {
	o := replica.Options{Relaxed: true}
	r, err := replica.Join(dir, "loop:", o)
	if err != nil {
		t.Fatal(err)
	}
	l := &laptop{t: t, handle: "lumen", hub: h, dir: dir, seed: 3, with: o, Replica: r}
	defer func() { _ = l.Close() }()
	if err := l.greeted(); err != nil {
		t.Fatal(err)
	}
	made := task(l)
	l.do(made)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	log := &pulls{}
	pace, full := l.pace(), 0
	pace.Wait = func(context.Context, time.Duration, <-chan struct{}) {
		s := l.State()
		if full++; s.Line != replica.Full || !replica.OutOfRoom(s.Why) || s.Loaded {
			t.Errorf("on a full disk: %+v", s)
		}
		if n := len(l.Outbox()); n > 1 {
			t.Errorf("%d commands wait", n)
		}
		log.again = len(log.at)
		if err := room(); err != nil {
			t.Error(err)
			cancel()
		}
	}
	go func() {
		for changed := l.Changed(); !l.State().Loaded && ctx.Err() == nil; changed = l.Changed() {
			select {
			case <-changed:
			case <-time.After(time.Second):
			}
		}
		cancel()
	}()
	err = l.Run(ctx, func(context.Context) (remote.Remote, error) { return &logged{l.remote(), log}, nil }, pace)
	if !errors.Is(err, context.Canceled) || full != 1 {
		t.Fatalf("full %d times, ended with %v", full, err)
	}
	if log.again < 2 || len(log.at) <= log.again || len(log.at[log.again]) == 0 {
		t.Errorf("%d pages before the disk was full, and then from the beginning", log.again)
	}
	l.sync()
	if err := w.same(l); err != nil {
		t.Error(err)
	}
	if n := len(l.Outbox()); n != 0 {
		t.Errorf("%d commands still wait", n)
	}
	_ = h.View(func(r model.Reader) error {
		if model.TaskByID(r, made.ID) == nil {
			t.Error("what waited was lost")
		}
		return nil
	})
}

// greeted has the hub spoken to once, so that the account is known, and no more.
func (l *laptop) greeted() error {
	err := l.syncOver(&fickle{l.remote(), 2})
	if errors.Is(err, errCut) {
		return nil
	}
	return err
}

// pulls is from where pages were asked for.
type pulls struct {
	at    []remote.Cursor
	again int
}

type logged struct {
	remote.Remote
	log *pulls
}

func (l *logged) Pull(ctx context.Context, at remote.Cursor, limit int) (remote.Page, error) {
	l.log.at = append(l.log.at, at)
	return l.Remote.Pull(ctx, at, limit)
}
