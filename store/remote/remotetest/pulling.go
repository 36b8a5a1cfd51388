package remotetest

import (
	"context"
	"errors"
	"testing"
	"time"

	"aeconnect/store/remote"
)

func firstLoad(t *testing.T, s *scene) {
	s.world.Fill(500, 100)
	r := s.greet("one")
	pages := 0
	for more := true; more; pages++ {
		p, err := r.pull(8 << 10)
		if err != nil {
			t.Fatal(err)
		}
		if size := p.Bytes(); size > 9<<10 {
			t.Errorf("a page has %d bytes", size)
		}
		if pages == 0 && (p.Left == 0 || p.Left > 500) {
			t.Errorf("after page %d there are %d rows left", pages, p.Left)
		}
		if more = p.More; pages == 1 {
			s.world.Put(1, "changed meanwhile")
			s.world.Put(501, "new meanwhile")
		}
		if pages > 100 {
			t.Fatal("it does not end")
		}
	}
	if pages < 5 {
		t.Errorf("500 rows came in %d pages", pages)
	}
	if s.driver.Carried { // pages that were sent ahead are as old as they are
		r.sync()
	}
	r.agrees()
}

func onlyChanges(t *testing.T, s *scene) {
	s.world.Fill(300, 10)
	r := s.greet("one")
	r.sync()
	if n := r.sync(); n != 0 {
		t.Errorf("nothing changed and %d rows came", n)
	}
	s.world.Put(7, "a")
	s.world.Put(7, "b")
	s.world.Put(9, "c")
	if n := r.sync(); n != 2 {
		t.Errorf("2 rows changed and %d came", n)
	}
	r.agrees()
}

func forgotten(t *testing.T, s *scene) {
	one, two := s.greet("one"), s.greet("two")
	one.do("set 1 a", "set 2 b", "set 3 c")
	one.sync()
	two.sync()
	one.do("hide 1", "own 2 mine", "hide 3", "set 3 d")
	for _, r := range []*replica{one, two} {
		r.sync()
		r.agrees()
	}
}

func reset(t *testing.T, s *scene) {
	one, two := s.greet("one"), s.greet("two")
	one.do("set 1 a")
	one.sync()
	for name, cursor := range map[string]remote.Cursor{
		"nonsense": remote.Cursor("nonsense"), "cut off": one.cursor[:len(one.cursor)-1],
		"much too long": make(remote.Cursor, remote.MaxCursorBytes+1),
	} {
		other := *one
		other.cursor = cursor
		if _, err := other.pull(0); !errors.Is(err, remote.ErrReset) {
			t.Errorf("a cursor that is %s gives %v", name, err)
		}
	}
	two.cursor = one.cursor
	if _, err := two.pull(0); !errors.Is(err, remote.ErrReset) {
		t.Errorf("another account's cursor gives %v", err)
	}
	s.world.Renew()
	if _, err := one.pull(0); !errors.Is(err, remote.ErrReset) {
		t.Errorf("a cursor of another epoch gives %v", err)
	}
	if err := within(func(ctx context.Context) error { return one.remote.Watch(ctx, one.cursor) }); !errors.Is(err, remote.ErrReset) {
		t.Errorf("watching from a cursor of another epoch gives %v", err)
	}
	one.cursor = nil
	one.sync()
	one.agrees()
}

// watched starts a Watch and returns where its end arrives.
func (r *replica) watched(ctx context.Context) chan error {
	done := make(chan error, 1)
	cursor := r.cursor
	go func() { done <- r.remote.Watch(ctx, cursor) }()
	return done
}

// soon takes what must come.
func soon(t *testing.T, what string, done chan error) error {
	t.Helper()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		t.Fatalf("%s does not end", what)
		return nil
	}
}

func watchWakes(t *testing.T, s *scene) {
	r := s.greet("one")
	for i := range 5 {
		r.sync()
		done := r.watched(t.Context())
		s.world.Put(1, string(rune('a'+i)))
		if err := soon(t, "watching", done); err != nil {
			t.Fatalf("watching gives %v", err)
		}
	}
	r.sync()
	r.agrees()
}

func watchOld(t *testing.T, s *scene) {
	r := s.greet("one")
	r.sync()
	s.world.Put(1, "a")
	if err := soon(t, "watching", r.watched(t.Context())); err != nil {
		t.Errorf("watching gives %v", err)
	}
}

func watchCancelled(t *testing.T, s *scene) {
	r := s.greet("one")
	r.sync()
	ctx, cancel := context.WithCancel(t.Context())
	done := r.watched(ctx)
	cancel()
	if err := soon(t, "a watch that is given up", done); !errors.Is(err, context.Canceled) {
		t.Errorf("it gives %v", err)
	}
	if err := r.remote.Watch(ctx, r.cursor); !errors.Is(err, context.Canceled) {
		t.Errorf("a watch that was given up before gives %v", err)
	}
	r.do("set 1 a")
	r.sync()
	r.agrees()
	watchWakes(t, s)
}

func watchBeside(t *testing.T, s *scene) {
	r := s.greet("one")
	r.sync()
	done := r.watched(t.Context())
	for range 3 {
		r.do("sing")
		if _, err := r.hello(); err != nil {
			t.Fatal(err)
		}
	}
	r.do("set 1 a")
	if err := soon(t, "watching", done); err != nil {
		t.Errorf("watching gives %v", err)
	}
	r.sync()
	r.agrees()
}

func closing(t *testing.T, s *scene) {
	r := s.greet("one")
	r.sync()
	done := r.watched(t.Context())
	if err := r.remote.Close(); err != nil {
		t.Errorf("closing gives %v", err)
	}
	if err := soon(t, "a watch of a closed remote", done); !errors.Is(err, remote.ErrClosed) {
		t.Errorf("it gives %v", err)
	}
	if _, err := r.pull(0); !errors.Is(err, remote.ErrClosed) {
		t.Errorf("pulling from a closed remote gives %v", err)
	}
	if err := r.remote.Close(); err != nil {
		t.Errorf("closing twice gives %v", err)
	}
}
