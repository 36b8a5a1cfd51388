package wire_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
	"aeconnect/store/remote/remotetest"
	"aeconnect/store/remote/wire"
)

// recorded are both sides of a conversation as they travel.
func recorded(f *testing.F) (questions, answers []byte) {
	f.Helper()
	near, far := net.Pipe()
	w := remotetest.NewWorld("one")
	w.Fill(3, 8)
	var asked, told bytes.Buffer
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = wire.Serve(context.Background(), w, remote.Identity{Fingerprint: "SHA256:one"}, &tap{far, &asked, &told}, wire.Times{})
	}()
	c := wire.NewClient(near, wire.Times{})
	ctx := context.Background()
	_, _ = c.Greet(ctx, remote.Hello{Version: remote.Version, Device: journal.Device{1}})
	_, _ = c.Send(ctx, []remote.Parcel{
		{Counter: 1, Wire: "toy.line", Body: []byte("own 2 x"), Secrets: []model.Opened{{Value: "street"}}}, {Counter: 2, Wire: "toy.line", Body: []byte("sing")},
	})
	_, _ = c.Send(ctx, []remote.Parcel{{Counter: 9, Wire: "toy.line"}})
	_, _ = c.Pull(ctx, nil, 0)
	_ = c.Watch(ctx, nil)
	_ = c.Close()
	<-done
	return asked.Bytes(), told.Bytes()
}

// tap writes down what passes.
type tap struct {
	io.ReadWriteCloser
	read, written *bytes.Buffer
}

func (t *tap) Read(p []byte) (int, error) {
	n, err := t.ReadWriteCloser.Read(p)
	t.read.Write(p[:n])
	return n, err
}

func (t *tap) Write(p []byte) (int, error) {
	t.written.Write(p)
	return t.ReadWriteCloser.Write(p)
}

// FuzzServer lets a server read whatever comes. It must not panic, hang, or have a command decided that is not whole.
func FuzzServer(f *testing.F) {
	questions, _ := recorded(f)
	f.Add(questions)
	for _, raw := range bad(f) {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		w := remotetest.NewWorld("one")
		s := &script{in: bytes.NewReader(raw)}
		_ = wire.Serve(context.Background(), w, remote.Identity{Fingerprint: "SHA256:one"}, s, wire.Times{})
		if w.Open() != 0 {
			t.Error("a connection is left at the hub")
		}
	})
}

// FuzzClient lets a client read whatever comes. It must not panic, hang, or take an answer that is not one.
func FuzzClient(f *testing.F) {
	_, answers := recorded(f)
	f.Add(answers)
	for _, raw := range bad(f) {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		c := wire.NewClient(&script{in: bytes.NewReader(raw)}, wire.Times{Stall: time.Second, Answer: time.Second})
		defer c.Close()
		ctx := context.Background()
		_, _ = c.Greet(ctx, remote.Hello{Version: remote.Version})
		parcels := []remote.Parcel{{Counter: 1}, {Counter: 2}}
		answers, err := c.Send(ctx, parcels)
		if len(answers) > 2 || err == nil && len(answers) < 2 {
			t.Errorf("2 commands have %d answers, %v", len(answers), err)
		}
		for i, a := range answers {
			if a.Counter != parcels[i].Counter {
				t.Errorf("command %d was answered by %+v", parcels[i].Counter, a)
			}
		}
		_, _ = c.Pull(ctx, nil, 0)
	})
}

// script is a stream on which everything has been said already.
type script struct{ in io.Reader }

func (s *script) Read(p []byte) (int, error)  { return s.in.Read(p) }
func (s *script) Write(p []byte) (int, error) { return len(p), nil }
func (s *script) Close() error                { return nil }

// FuzzFrame reads one frame and writes it again.
func FuzzFrame(f *testing.F) {
	for _, raw := range bad(f) {
		f.Add(raw)
	}
	f.Add(frame(remote.Version, wire.Greet, 1, hello(f)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		parsed, err := wire.Parse(raw)
		if err != nil {
			return
		}
		again, err := parsed.Append(nil)
		if err != nil {
			t.Fatal(err)
		}
		if parsed.Version == remote.Version && !bytes.Equal(raw, again) {
			t.Errorf("%x became %x", raw, again)
		}
	})
}
