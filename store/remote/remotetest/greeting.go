package remotetest

import (
	"context"
	"errors"
	"testing"

	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

func greeting(t *testing.T, s *scene) {
	r := s.greet("two")
	r.do("set 1 a", "set 2 b")
	w, err := r.hello()
	if err != nil || w.Account != 2 || w.Handle != "two" || w.Next != 3 || w.Version != remote.Version || w.Now == 0 || w.Epoch == (journal.Epoch{}) {
		t.Errorf("the welcome is %+v, %v", w, err)
	}
	other := s.connect("two")
	if w, err := other.Greet(t.Context(), remote.Hello{Version: remote.Version, Device: r.device}); err != nil || w.Next != 3 {
		t.Errorf("over another connection the welcome is %+v, %v", w, err)
	}
}

func stranger(t *testing.T, s *scene) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	r, err := s.medium.Connect(ctx, "nobody")
	if err == nil {
		defer func() { _ = r.Close() }()
		_, err = r.Greet(ctx, remote.Hello{Version: remote.Version, Device: journal.NewDevice()})
	}
	if !errors.Is(err, remote.ErrStranger) {
		t.Errorf("a stranger gets %v", err)
	}
}

func foreignDevice(t *testing.T, s *scene) {
	r := s.greet("one")
	r.do("set 1 a")
	other := s.connect("two")
	_, err := other.Greet(t.Context(), remote.Hello{Version: remote.Version, Device: r.device})
	if !errors.Is(err, remote.ErrDevice) {
		t.Errorf("another account with the device gets %v", err)
	}
	if _, err := other.Send(t.Context(), []remote.Parcel{parcel(2, "set 1 b")}); err == nil {
		t.Error("it may send all the same")
	}
	if _, err := r.send(parcel(2, "set 1 c")); err != nil {
		t.Errorf("the one whose device it is gets %v", err)
	}
}

func newer(t *testing.T, s *scene) {
	for _, version := range []uint16{remote.Version + 1, remote.Version - 1} {
		_, err := s.connect("one").Greet(t.Context(), remote.Hello{Version: version, Device: journal.NewDevice()})
		var newer *remote.NewerError
		if !errors.As(err, &newer) || newer.Ours != version || newer.Theirs != remote.Version {
			t.Errorf("protocol %d gets %v", version, err)
		}
	}
}

func ungreeted(t *testing.T, s *scene) {
	r := s.connect("one")
	if answers, err := r.Send(t.Context(), []remote.Parcel{parcel(1, "set 1 a")}); err == nil || len(answers) > 0 {
		t.Errorf("sending gives %v, %v", answers, err)
	}
	if _, err := r.Pull(t.Context(), nil, 0); err == nil {
		t.Error("pulling gives a page")
	}
	if err := r.Watch(t.Context(), nil); err == nil {
		t.Error("watching is possible")
	}
}

func revoked(t *testing.T, s *scene) {
	if s.driver.Owner {
		t.Skip("an owner's key is none")
	}
	r := s.greet("one")
	r.do("set 1 a")
	s.world.Revoke("one")
	if answers, err := r.send(parcel(2, "set 1 b")); len(answers) > 0 || err == nil {
		t.Errorf("a revoked key sends: %v, %v", answers, err)
	}
	if _, err := r.pull(0); err == nil {
		t.Error("a revoked key pulls")
	}
	if got := len(s.world.Decided(r.device)); got != 1 {
		t.Errorf("%d commands were decided", got)
	}
}
