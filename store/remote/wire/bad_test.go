package wire_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"aeconnect/store/remote"
	"aeconnect/store/remote/remotetest"
	"aeconnect/store/remote/wire"

	"github.com/fxamacker/cbor/v2"
)

// frame is one as it travels, whatever it holds.
func frame(version uint16, kind wire.Kind, id uint64, body []byte) []byte {
	raw := binary.BigEndian.AppendUint32(nil, uint32(12+len(body)))
	raw = binary.BigEndian.AppendUint16(raw, version)
	raw = append(raw, byte(kind), 0)
	return append(binary.BigEndian.AppendUint64(raw, id), body...)
}

// nested is CBOR of lists in lists.
func nested(depth int) []byte { return append(bytes.Repeat([]byte{0x81}, depth), 0x01) }

// hello is the body of a good greeting.
func hello(t testing.TB) []byte {
	return encode(t, map[int]any{1: map[int]any{1: remote.Version, 2: make([]byte, 16), 5: make([]byte, 16)}})
}

func encode(t testing.TB, v any) []byte {
	enc, err := cbor.CoreDetEncOptions().EncMode()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := enc.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// bad are things that are no questions, by what is wrong with them.
func bad(t testing.TB) map[string][]byte {
	good := hello(t)
	parcels := func(n, bytes int) []byte {
		var all []any
		for i := range n {
			all = append(all, map[int]any{1: i + 1, 2: "w", 3: make([]byte, bytes)})
		}
		return encode(t, map[int]any{1: all})
	}
	return map[string][]byte{
		"a length of nothing":        {0, 0, 0, 0},
		"a length below the head":    {0, 0, 0, 11, 0, 1, 1, 0},
		"a length beyond the frame":  {0, 16, 0, 1, 0, 1, 1, 0},
		"the longest length":         {0xff, 0xff, 0xff, 0xff},
		"kind 0":                     frame(remote.Version, 0, 1, good),
		"an unknown kind":            frame(remote.Version, 77, 1, good),
		"an answer from a client":    frame(remote.Version, wire.Answer, 1, nil),
		"no body":                    frame(remote.Version, wire.Greet, 1, nil),
		"number 0":                   frame(remote.Version, wire.Greet, 0, good),
		"a body cut off":             frame(remote.Version, wire.Greet, 1, good[:len(good)-1]),
		"a body that goes on":        frame(remote.Version, wire.Greet, 1, append(bytes.Clone(good), 0)),
		"another kind's body":        frame(remote.Version, wire.Pull, 1, good),
		"an unknown field":           frame(remote.Version, wire.Pull, 1, encode(t, map[int]any{1: []byte{}, 9: 1})),
		"a key twice":                frame(remote.Version, wire.Pull, 1, []byte{0xa2, 1, 0x40, 1, 0x40}),
		"keys in disorder":           frame(remote.Version, wire.Pull, 1, []byte{0xa2, 2, 1, 1, 0x40}),
		"a number written long":      frame(remote.Version, wire.Pull, 1, []byte{0xa2, 1, 0x40, 2, 0x18, 1}),
		"an indefinite length":       frame(remote.Version, wire.Pull, 1, []byte{0xbf, 1, 0x40, 0xff}),
		"a tag":                      frame(remote.Version, wire.Pull, 1, []byte{0xa1, 1, 0xc2, 0x40}),
		"deep nesting":               frame(remote.Version, wire.Send, 1, nested(5000)),
		"depth within a field":       frame(remote.Version, wire.Send, 1, append([]byte{0xa1, 1}, nested(8)...)),
		"a list without end":         frame(remote.Version, wire.Send, 1, []byte{0xa1, 1, 0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}),
		"a text without end":         frame(remote.Version, wire.Pull, 1, []byte{0xa1, 1, 0x5b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}),
		"a text that is no UTF-8":    frame(remote.Version, wire.Greet, 1, bytes.Replace(good, []byte{2, 0x50}, []byte{4, 0x61, 0xff, 2, 0x50}, 1)),
		"a cursor beyond its limit":  frame(remote.Version, wire.Pull, 1, encode(t, map[int]any{1: make([]byte, remote.MaxCursorBytes+1)})),
		"a command beyond its limit": frame(remote.Version, wire.Send, 1, parcels(1, remote.MaxCommandBytes+1)),
		"too many commands":          frame(remote.Version, wire.Send, 1, parcels(remote.MaxParcels+1, 1)),
		"a cancel with a body":       frame(remote.Version, wire.Cancel, 1, []byte{1}),
	}
}

// serve answers what is written to the pipe; the channel has why it ended.
func serve(t testing.TB, times wire.Times) (near net.Conn, ended chan error) {
	near, far := net.Pipe()
	ended = make(chan error, 1)
	w := remotetest.NewWorld("one")
	go func() {
		ended <- wire.Serve(context.Background(), w, remote.Identity{Fingerprint: "SHA256:one"}, far, times)
	}()
	t.Cleanup(func() { near.Close() })
	return near, ended
}

// exchange writes raw and reads what comes back until the server closes.
func exchange(t *testing.T, raw []byte) (frames []byte, why error) {
	near, ended := serve(t, wire.Times{})
	go func() { _, _ = near.Write(raw) }()
	_ = near.SetReadDeadline(time.Now().Add(10 * time.Second)) // a server that refuses nothing waits for more
	frames, _ = io.ReadAll(near)
	near.Close()
	return frames, <-ended
}

func TestServerRefusesBadFrames(t *testing.T) {
	for name, raw := range bad(t) {
		t.Run(name, func(t *testing.T) {
			frames, why := exchange(t, raw)
			if !errors.Is(why, remote.ErrRefused) {
				t.Errorf("the server ended with %v", why)
			}
			f, err := wire.Parse(frames)
			if err != nil || f.Kind != wire.Failure || f.ID != 0 {
				t.Errorf("the answer is %+v, %v", f, err)
			}
		})
	}
}

func TestServerEndsAtACut(t *testing.T) {
	whole := frame(remote.Version, wire.Greet, 1, hello(t))
	for n := range len(whole) {
		near, ended := serve(t, wire.Times{})
		_, _ = near.Write(whole[:n])
		near.Close()
		if why := <-ended; n > 0 != errors.Is(why, io.ErrUnexpectedEOF) || n == 0 && why != nil {
			t.Fatalf("after %d bytes the server ended with %v", n, why)
		}
	}
}

func TestQuestionsAreNumberedUpwards(t *testing.T) {
	near, ended := serve(t, wire.Times{})
	go func() {
		_, _ = near.Write(frame(remote.Version, wire.Greet, 5, hello(t)))
		_, _ = near.Write(frame(remote.Version, wire.Greet, 5, hello(t)))
	}()
	_ = near.SetReadDeadline(time.Now().Add(10 * time.Second))
	_, _ = io.ReadAll(near)
	near.Close()
	if why := <-ended; !errors.Is(why, remote.ErrRefused) {
		t.Errorf("the same question twice ended with %v", why)
	}
}

func TestNewerProtocolIsToldToBothSides(t *testing.T) {
	for _, version := range []uint16{remote.Version + 1, remote.Version - 1, 0xffff} {
		frames, why := exchange(t, frame(version, wire.Greet, 1, []byte{0xff}))
		var newer *remote.NewerError
		if !errors.As(why, &newer) || newer.Theirs != version || newer.Ours != remote.Version {
			t.Errorf("the server ended with %v", why)
		}
		if f, err := wire.Parse(frames); err != nil || f.Version != remote.Version {
			t.Errorf("it answered %+v, %v", f, err)
		}
		near, far := net.Pipe()
		client := wire.NewClient(near, wire.Times{})
		go func() {
			_, _ = io.ReadFull(far, make([]byte, 4))
			_, _ = far.Write(frame(version, wire.Failure, 0, nil))
			far.Close()
		}()
		_, err := client.Pull(t.Context(), nil, 0)
		if !errors.As(err, &newer) || newer.Theirs != version || newer.Ours != remote.Version {
			t.Errorf("the client got %v", err)
		}
	}
}

// answered returns what a client makes of raw bytes that answer its first question.
func answered(t testing.TB, raw []byte, ask func(*wire.Client) error) error {
	near, far := net.Pipe()
	defer far.Close()
	client := wire.NewClient(near, wire.Times{Stall: 10 * time.Second, Answer: 10 * time.Second})
	defer client.Close()
	go func() {
		from := make([]byte, 1<<16)
		for {
			if _, err := far.Read(from); err != nil {
				return
			}
			if raw != nil {
				_, _ = far.Write(raw)
				raw = nil
			}
		}
	}()
	return ask(client)
}

func TestClientRefusesBadAnswers(t *testing.T) {
	pull := func(c *wire.Client) error { _, err := c.Pull(context.Background(), nil, 0); return err }
	send := func(c *wire.Client) error {
		_, err := c.Send(context.Background(), []remote.Parcel{{Counter: 4}, {Counter: 5}})
		return err
	}
	answers := func(counters ...int) []byte {
		all := []any{}
		for _, c := range counters {
			all = append(all, map[int]any{1: c, 2: 1, 3: 1})
		}
		return encode(t, map[int]any{1: all})
	}
	tests := []struct {
		name string
		raw  []byte
		ask  func(*wire.Client) error
	}{
		{"a question", frame(remote.Version, wire.Pull, 1, nil), pull},
		{"no body", frame(remote.Version, wire.Answer, 1, nil), pull},
		{"an answer to what nobody asked", frame(remote.Version, wire.Answer, 2, nil), pull},
		{"a notice to a pull", frame(remote.Version, wire.Notice, 1, nil), pull},
		{"a page without an end", frame(remote.Version, wire.Answer, 1, encode(t, map[int]any{1: nil})), pull},
		{"deep nesting", frame(remote.Version, wire.Answer, 1, nested(500)), pull},
		{"a failure that says nothing", frame(remote.Version, wire.Failure, 1, nil), pull},
		{"a failure of the connection", frame(remote.Version, wire.Failure, 0, encode(t, map[int]any{1: 10})), pull},
		{"too few answers", frame(remote.Version, wire.Answer, 1, answers(4)), send},
		{"too many answers", frame(remote.Version, wire.Answer, 1, answers(4, 5, 6)), send},
		{"answers to other commands", frame(remote.Version, wire.Answer, 1, answers(5, 4)), send},
		{"a length beyond the frame", []byte{0xff, 0xff, 0xff, 0xff}, pull},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			begun := time.Now()
			if err := answered(t, tt.raw, tt.ask); !errors.Is(err, remote.ErrClosed) {
				t.Errorf("it gives %v", err)
			}
			if time.Since(begun) > 9*time.Second {
				t.Error("it was only noticed when the time was over")
			}
		})
	}
}

func TestStallsEndTheConnection(t *testing.T) {
	times := wire.Times{Stall: 20 * time.Millisecond, Answer: 20 * time.Millisecond}
	t.Run("half a question", func(t *testing.T) {
		near, ended := serve(t, times)
		_, _ = near.Write(frame(remote.Version, wire.Greet, 1, hello(t))[:20])
		if why := <-ended; why == nil {
			t.Error("the server waited in peace")
		}
	})
	t.Run("an answer that nobody takes", func(t *testing.T) {
		near, ended := serve(t, times)
		_, _ = near.Write(frame(remote.Version, wire.Greet, 1, hello(t)))
		<-ended
	})
	t.Run("a question that nobody answers", func(t *testing.T) {
		near, far := net.Pipe()
		go func() { _, _ = io.Copy(io.Discard, far) }()
		client := wire.NewClient(near, times)
		if _, err := client.Pull(context.Background(), nil, 0); !errors.Is(err, remote.ErrClosed) || !strings.Contains(err.Error(), "within") {
			t.Errorf("it gives %v", err)
		}
	})
	t.Run("a question that nobody takes, and whose asker leaves", func(t *testing.T) {
		near, _ := net.Pipe()
		client := wire.NewClient(near, wire.Times{Stall: time.Hour, Answer: time.Hour})
		ctx, cancel := context.WithTimeout(context.Background(), times.Stall)
		defer cancel()
		if _, err := client.Pull(ctx, nil, 0); err == nil {
			t.Error("it was answered")
		}
	})
	t.Run("idle is no stall", func(t *testing.T) {
		near, ended := serve(t, wire.Times{Stall: 200 * time.Millisecond})
		time.Sleep(300 * time.Millisecond)
		client := wire.NewClient(near, wire.Times{})
		if _, err := client.Greet(context.Background(), remote.Hello{Version: remote.Version}); err != nil {
			t.Error(err)
		}
		client.Close()
		<-ended
	})
}

// throwing is an authority that fails in every way.
type throwing struct{ remote.Remote }

func (t throwing) Receive(remote.Identity) remote.Remote { return t }
func (throwing) Close() error                            { return nil }
func (throwing) Greet(context.Context, remote.Hello) (remote.Welcome, error) {
	panic("a secret")
}
func (throwing) Pull(context.Context, remote.Cursor, int) (remote.Page, error) {
	return remote.Page{Next: make(remote.Cursor, 2<<20)}, nil
}
func (throwing) Send(context.Context, []remote.Parcel) ([]remote.Answer, error) { return nil, nil }
func (throwing) Watch(context.Context, remote.Cursor) error {
	return errors.New("a secret")
}

func TestAFailingAuthorityFailsOneCall(t *testing.T) {
	near, far := net.Pipe()
	go func() { _ = wire.Serve(context.Background(), throwing{}, remote.Identity{}, far, wire.Times{}) }()
	client := wire.NewClient(near, wire.Times{})
	defer client.Close()
	ctx := context.Background()
	_, greet := client.Greet(ctx, remote.Hello{Version: remote.Version})
	_, pull := client.Pull(ctx, nil, 0)
	_, send := client.Send(ctx, []remote.Parcel{{Counter: 1}})
	for name, err := range map[string]error{"a panic": greet, "no answers": send, "an unknown error": client.Watch(ctx, nil)} {
		if !errors.Is(err, remote.ErrFailed) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s gives %v", name, err)
		}
	}
	if !errors.Is(pull, remote.ErrTooLarge) {
		t.Errorf("a page that fits into no frame gives %v", pull)
	}
}
