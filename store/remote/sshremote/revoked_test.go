package sshremote

import (
	"context"
	"errors"
	"io"
	"net"
	"testing"

	"aeconnect/store/remote"
	"aeconnect/store/remote/wire"
)

// A hub that ends the session of a key which was taken from its account is told of with that key, not as if there were
// none.
func TestARevokedKeyIsNamed(t *testing.T) {
	near, far := net.Pipe()
	over := make(chan struct{})
	close(over)
	s := &stream{over: over}
	s.exit.Store(forbidden)
	h := &hub{Client: wire.NewClient(near, wire.Times{}), session: s, at: address{network: "tcp", dial: "hub:2222"}, offered: []string{"SHA256:mine"}}
	go func() {
		_, _ = io.ReadFull(far, make([]byte, 4))
		far.Close()
	}()
	_, err := h.Greet(context.Background(), remote.Hello{Version: remote.Version})
	var stranger *StrangerError
	if !errors.As(err, &stranger) || len(stranger.Offered) != 1 || stranger.Offered[0] != "SHA256:mine" {
		t.Errorf("it is told as %v", err)
	}
}
