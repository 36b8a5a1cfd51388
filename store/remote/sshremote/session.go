package sshremote

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"aeconnect/store/remote"
	"aeconnect/store/remote/wire"

	"golang.org/x/crypto/ssh"
)

// forbidden is the exit code of a session whose key is nobody's, or was revoked (CLI.md).
const forbidden = 6

// stream is the session on which the protocol runs. Closing it closes the connection.
type stream struct {
	ssh.Channel
	conn ssh.Conn
	once sync.Once
	gone chan struct{}
	exit atomic.Uint32
	over chan struct{} // closed when the hub has said how the session ended
}

// session begins the protocol on a connection.
func session(conn ssh.Conn) (*stream, error) {
	channel, requests, err := conn.OpenChannel("session", nil)
	if err != nil {
		return nil, err
	}
	s := &stream{Channel: channel, conn: conn, gone: make(chan struct{}), over: make(chan struct{})}
	go s.heed(requests)
	go func() { _, _ = io.Copy(io.Discard, channel.Stderr()) }() // sentences for people; a full window would block
	ok, err := channel.SendRequest("subsystem", true, ssh.Marshal(struct{ Name string }{Subsystem}))
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, fmt.Errorf("the host does not offer %q: it is no hub that replicas can join", Subsystem)
	}
	return s, nil
}

// heed notes how the session ended.
func (s *stream) heed(requests <-chan *ssh.Request) {
	defer close(s.over)
	for r := range requests {
		var status struct{ Code uint32 }
		if r.Type == "exit-status" && ssh.Unmarshal(r.Payload, &status) == nil {
			s.exit.Store(status.Code)
		}
		if r.WantReply {
			_ = r.Reply(false, nil)
		}
	}
}

// Close implements io.Closer.
func (s *stream) Close() (err error) {
	s.once.Do(func() {
		close(s.gone)
		_ = s.Channel.Close()
		err = s.conn.Close()
	})
	return err
}

// keepalive asks now and then whether the hub is still there, and hangs up if it is not.
func (s *stream) keepalive(every time.Duration) {
	keepalive(s.conn, every, s.gone, func() { _ = s.Close() })
}

func keepalive(conn ssh.Conn, every time.Duration, gone <-chan struct{}, hangUp func()) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-gone:
			return
		case <-tick.C:
		}
		late := time.AfterFunc(every, hangUp)
		_, _, err := conn.SendRequest("keepalive@openssh.com", true, nil)
		late.Stop()
		if err != nil {
			hangUp()
			return
		}
	}
}

// hub is the remote.
type hub struct {
	*wire.Client
	session *stream
	at      address
	offered []string // fingerprints
}

// Greet implements remote.Remote. A hub ends the session of somebody whom it does not know; its exit code says so.
func (h *hub) Greet(ctx context.Context, hello remote.Hello) (remote.Welcome, error) {
	w, err := h.Client.Greet(ctx, hello)
	if !errors.Is(err, remote.ErrClosed) {
		return w, err
	}
	select {
	case <-h.session.over:
		if h.session.exit.Load() == forbidden {
			return w, &StrangerError{Address: h.at.String(), Offered: h.offered}
		}
	case <-ctx.Done():
	case <-time.After(time.Second):
	}
	return w, err
}

// Serve answers a session of the subsystem: in and out are its streams, the identity is what its key has proven. It
// returns when the session is over, and why, nil when the client left. Streams that can be closed are.
func Serve(ctx context.Context, a remote.Authority, id remote.Identity, in io.Reader, out io.Writer) error {
	return wire.Serve(ctx, a, id, &pair{in, out}, wire.Times{})
}

// pair is one stream of two.
type pair struct {
	io.Reader
	io.Writer
}

// Close implements io.Closer.
func (p *pair) Close() error {
	var all []error
	for _, end := range []any{p.Writer, p.Reader} {
		if c, ok := end.(io.Closer); ok {
			all = append(all, c.Close())
		}
	}
	return errors.Join(all...)
}
