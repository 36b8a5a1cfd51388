package replica_test

import (
	"context"
	"errors"
	"testing"

	"aeconnect/model"
	"aeconnect/store/remote"
)

// A first load that breaks anywhere goes on where it was, and nothing of it is shown before it is whole; what was shown
// before a reset stays until then.
func TestFirstLoadBreaks(t *testing.T) {
	h := memHub(t)
	w := newWorld(t, h).found(true)
	for range 40 {
		w.apply(w.publish("lumen"), "mia")
	}
	l := join(t, h, "lumen", 3)
	tries := 0
	for cut := 1; !l.State().Loaded; cut++ {
		if err := l.syncOver(&fickle{l.remote(), cut}); err == nil {
			break
		}
		if tries++; tries > 200 {
			t.Fatal("it never ends")
		}
		if len(l.orders(t)) > 0 && !l.State().Loaded {
			t.Fatal("a part is shown")
		}
		if tries%3 == 0 {
			l.restart()
		}
		w.publish("lumen")
	}
	l.sync()
	if err := w.same(l); err != nil {
		t.Error(err)
	}
	if tries < 3 {
		t.Errorf("it broke %d times", tries)
	}
	shown := len(l.orders(t))
	if err := l.syncOver(&resetting{l.remote(), 2}); err == nil {
		t.Fatal("the line did not break")
	}
	if n := len(l.orders(t)); n != shown {
		t.Errorf("%d things are shown while all is loaded anew, %d before", n, shown)
	}
	l.do(task(l))
	l.sync()
	if err := w.same(l); err != nil {
		t.Error(err)
	}
}

// resetting says that the cursor is of no use, once, and breaks after so many pages.
type resetting struct {
	remote.Remote
	left int
}

func (r *resetting) Pull(ctx context.Context, c remote.Cursor, limit int) (remote.Page, error) {
	if r.left--; r.left == 1 {
		return remote.Page{}, remote.ErrReset
	} else if r.left < 0 {
		return remote.Page{}, errCut
	}
	return r.Remote.Pull(ctx, c, 900)
}

// newer adds to each page what a later version of the hub might send.
type newer struct {
	remote.Remote
	with []remote.Put
}

func (n *newer) Pull(ctx context.Context, c remote.Cursor, limit int) (remote.Page, error) {
	p, err := n.Remote.Pull(ctx, c, limit)
	p.Put = append(p.Put, n.with...)
	p.Happened = append(p.Happened, remote.Happening{About: []model.Ref{{Kind: model.KindMarket, Key: 1}}, Seq: 1, Index: 9, Wire: "thing.of_tomorrow", Body: []byte{0xa0}})
	return p, err
}

// Rows and events of a newer version are passed over, all else goes on, and the person is told that an update is needed.
// Once the program knows them, they are shown.
func TestNewer(t *testing.T) {
	h := memHub(t)
	w := newWorld(t, h).found(true)
	l := join(t, h, "lumen", 3)
	future := []remote.Put{
		{Ref: model.Ref{Kind: 60, Key: 1}, Row: []byte{0xa0}}, {Ref: model.Ref{Kind: model.KindTask, Key: 900}, Row: []byte{0xa2, 0x01, 0x19, 0x03, 0x84, 0x18, 0xfa, 0x01}},
	}
	if err := l.syncOver(&newer{l.remote(), future}); err != nil {
		t.Fatal(err)
	}
	if s := l.State(); !s.Newer || !s.Loaded {
		t.Errorf("state %+v", s)
	}
	l.restart()
	if s := l.State(); !s.Newer {
		t.Error("forgotten")
	}
	if err := w.same(l); err != nil {
		t.Error(err)
	}
	err := l.Events(context.Background(), l.actor, 1, false, func(e model.Happening) error {
		if e.Event == nil {
			return errors.New("an event that nobody knows")
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
