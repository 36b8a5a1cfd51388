package remotetest

import (
	"context"
	"fmt"
	"maps"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// patience is how long something may take that will surely come; only a failing test waits so long.
const patience = 20 * time.Second

// scene is a test's world and the way to it.
type scene struct {
	t      *testing.T
	world  *World
	medium Medium
	driver Driver
}

// connect returns a remote that has not been greeted with yet.
func (s *scene) connect(handle string) remote.Remote {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	r, err := s.medium.Connect(ctx, handle)
	if err != nil {
		s.t.Fatalf("connecting as %s: %v", handle, err)
	}
	s.t.Cleanup(func() { _ = r.Close() })
	return r
}

// greet returns a replica that has said hello.
func (s *scene) greet(handle string) *replica {
	s.t.Helper()
	r := &replica{scene: s, remote: s.connect(handle), handle: handle, device: journal.NewDevice(), rows: map[model.Ref]string{}}
	if _, err := r.hello(); err != nil {
		s.t.Fatalf("greeting as %s: %v", handle, err)
	}
	return r
}

// replica is a small one: it keeps rows and a cursor.
type replica struct {
	*scene
	remote  remote.Remote
	handle  string
	device  journal.Device
	next    uint64
	rows    map[model.Ref]string
	secrets []model.Opened
	cursor  remote.Cursor
}

// within gives a call its time.
func within(fn func(ctx context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return fn(ctx)
}

func (r *replica) hello() (w remote.Welcome, err error) {
	err = within(func(ctx context.Context) (err error) {
		w, err = r.remote.Greet(ctx, remote.Hello{Version: remote.Version, Device: r.device})
		return err
	})
	if err == nil {
		r.next = w.Next
	}
	return w, err
}

func parcel(counter uint64, line string) remote.Parcel {
	return remote.Parcel{Counter: counter, Wire: "toy.line", Body: []byte(line)}
}

func (r *replica) send(parcels ...remote.Parcel) (answers []remote.Answer, err error) {
	err = within(func(ctx context.Context) (err error) { answers, err = r.remote.Send(ctx, parcels); return err })
	return answers, err
}

// do sends lines that must be decided.
func (r *replica) do(lines ...string) []remote.Answer {
	r.t.Helper()
	var parcels []remote.Parcel
	for _, line := range lines {
		parcels = append(parcels, parcel(r.next, line))
		r.next++
	}
	answers, err := r.send(parcels...)
	if err != nil || len(answers) != len(lines) {
		r.t.Fatalf("sending %d lines: %d answers, %v", len(lines), len(answers), err)
	}
	return answers
}

// pull takes one page.
func (r *replica) pull(limit int) (p remote.Page, err error) {
	err = within(func(ctx context.Context) (err error) { p, err = r.remote.Pull(ctx, r.cursor, limit); return err })
	if err == nil {
		r.apply(p)
	}
	return p, err
}

func (r *replica) apply(p remote.Page) {
	for _, ref := range p.Forget {
		delete(r.rows, ref)
	}
	for _, put := range p.Put {
		r.rows[put.Ref] = string(put.Row)
	}
	r.secrets = append(r.secrets, p.Secrets...)
	r.cursor = p.Next
}

// sync pulls until there is no more, and returns how many rows came.
func (r *replica) sync() (rows int) {
	r.t.Helper()
	for {
		p, err := r.pull(0)
		if err != nil {
			r.t.Fatalf("pulling: %v", err)
		}
		if rows += len(p.Put) + len(p.Forget); !p.More {
			return rows
		}
	}
}

// agrees demands that the rows are exactly what the account sees.
func (r *replica) agrees() {
	r.t.Helper()
	mine := map[model.Key]string{}
	for ref, text := range r.rows {
		mine[ref.Key] = text
	}
	if want := r.world.Seen(r.handle); !maps.Equal(mine, want) {
		r.t.Errorf("the replica of %s sees %d rows and the world shows %d: %s", r.handle, len(mine), len(want), differs(mine, want))
	}
}

func differs(mine, want map[model.Key]string) string {
	for key, text := range want {
		if mine[key] != text {
			return fmt.Sprintf("row %d is %q, want %q", key, mine[key], text)
		}
	}
	for key := range mine {
		if _, ok := want[key]; !ok {
			return fmt.Sprintf("row %d should not be seen", key)
		}
	}
	return "nothing differs"
}
