package folder_test

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"aeconnect/store/journal"
	"aeconnect/store/remote"
	"aeconnect/store/remote/folder"
	"aeconnect/store/remote/remotetest"
)

func hello() remote.Hello {
	return remote.Hello{Version: remote.Version, Device: journal.Device{1}}
}

func line(counter uint64, text string) remote.Parcel {
	return remote.Parcel{Counter: counter, Wire: "toy.line", Body: []byte(text)}
}

// journey is a folder that a person carries: nothing happens by itself.
type journey struct {
	*post
	hub    *folder.Office
	device *folder.Device
	dir    string // the device's
}

// newJourney has a device that has been welcomed.
func newJourney(t *testing.T) *journey { return newJourneyAt(t, t.TempDir()) }

func newJourneyAt(t *testing.T, dir string) *journey {
	j := &journey{post: newPostAt(t, remotetest.NewWorld("one", "two"), dir)}
	j.hub, j.dir = j.office(), j.post.device("one")
	j.open()
	j.hello()
	return j
}

// open is another process of the device.
func (j *journey) open() {
	j.t.Helper()
	o := j.options(j.dir)
	o.Patience = -1
	d, err := folder.Open(context.Background(), j.url(), o)
	if err != nil {
		j.t.Fatal(err)
	}
	j.device = d
}

// carry is a journey to the hub and back.
func (j *journey) carry() {
	j.t.Helper()
	if err := j.hub.Sweep(context.Background()); err != nil {
		j.t.Fatal(err)
	}
}

func (j *journey) hello() {
	j.t.Helper()
	j.until("a greeting", func() error { _, err := j.device.Greet(context.Background(), hello()); return err })
}

// until repeats a call with journeys between until it is answered.
func (j *journey) until(what string, call func() error) {
	j.t.Helper()
	for range 20 {
		err := call()
		if err == nil {
			return
		}
		if !errors.Is(err, remote.ErrPending) {
			j.t.Fatalf("%s: %v", what, err)
		}
		j.carry()
	}
	j.t.Fatalf("%s is not answered; the hub met %+v, the device %+v", what, j.hub.Counts(), j.device.Counts())
}

// send sends lines until they are answered.
func (j *journey) send(first uint64, lines ...string) (answers []remote.Answer) {
	j.t.Helper()
	var parcels []remote.Parcel
	for i, text := range lines {
		parcels = append(parcels, line(first+uint64(i), text))
	}
	j.until("a Send", func() (err error) {
		some, err := j.device.Send(context.Background(), parcels[len(answers):])
		answers = append(answers, some...)
		return err
	})
	if len(answers) != len(lines) {
		j.t.Fatalf("%d lines have %d answers", len(lines), len(answers))
	}
	return answers
}

// pending puts a Send into the folder.
func (j *journey) pending(parcels ...remote.Parcel) {
	j.t.Helper()
	if answers, err := j.device.Send(context.Background(), parcels); !errors.Is(err, remote.ErrPending) || len(answers) > 0 {
		j.t.Fatalf("a Send gives %v, %v", answers, err)
	}
}

// decided demands what the hub has decided.
func (j *journey) decided(want int) {
	j.t.Helper()
	if got := j.world.Decided(hello().Device); len(got) != want {
		j.t.Errorf("decided was %q, want %d commands", got, want)
	}
}

// copyDir makes dir what from is.
func copyDir(t testing.TB, dir, from string) {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	time.Sleep(2 * time.Millisecond) // mailboxes are told apart by the moment of their birth
}
