package sshremote

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"time"

	"aeconnect/store/remote"
	"aeconnect/store/remote/wire"

	"golang.org/x/crypto/ssh"
)

// StrangerError says that a hub took none of the keys. It is remote.ErrStranger.
type StrangerError struct {
	Address string
	Offered []string // fingerprints
}

// Error names the keys that were offered.
func (e *StrangerError) Error() string {
	if len(e.Offered) == 0 {
		return fmt.Sprintf("%s wants a key, and there is none", e.Address)
	}
	return fmt.Sprintf("%s knows none of these keys: %s", e.Address, strings.Join(e.Offered, ", "))
}

// Is makes it remote.ErrStranger.
func (e *StrangerError) Is(target error) bool { return target == remote.ErrStranger }

// Open connects to the hub of a URL. Errors are HostKeyError, UntrustedError, StrangerError and LockedError, which need a
// person, and those of the network, after which it may be tried again later.
func Open(ctx context.Context, url string, o Options) (remote.Remote, error) {
	o = o.usual()
	return reach(ctx, url, o, func(c *caller) (remote.Remote, error) {
		s, err := session(c.Conn)
		if err != nil {
			return nil, err
		}
		if o.Keepalive > 0 {
			go s.keepalive(o.Keepalive)
		}
		return &hub{Client: wire.NewClient(s, o.Times), session: s, at: c.at, offered: c.offered}, nil
	})
}

// caller is a connection on which nothing runs yet.
type caller struct {
	ssh.Conn
	at      address
	offered []string // fingerprints of the keys, of which the host took one
}

// reach connects to the hub of a URL and begins there what it is reached for.
func reach[T any](ctx context.Context, url string, o Options, begin func(*caller) (T, error)) (none T, err error) {
	at, err := parse(url)
	if err != nil {
		return none, err
	}
	if at.network == "unix" {
		if err := ownSocket(at.dial); err != nil {
			return none, err
		}
		// Nobody but this user could have made the socket: there is no key to pin.
		return connect(ctx, at, o, &ssh.ClientConfig{User: "owner", HostKeyCallback: ssh.InsecureIgnoreHostKey()}, begin)
	}
	return overInternet(ctx, at, o, begin)
}

// ownSocket demands that a socket can only be this user's.
func ownSocket(path string) error {
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return err
	case info.Mode().Type() != os.ModeSocket:
		return fmt.Errorf("%s is no socket", path)
	case info.Mode().Perm()&0o077 != 0:
		return fmt.Errorf("others may use the socket %s: it should have mode 0600", path)
	}
	return nil
}

// overInternet connects, and does so again when a person has vouched for a host key or opened a key meanwhile: handshakes
// do not wait for people.
func overInternet[T any](ctx context.Context, at address, o Options, begin func(*caller) (T, error)) (none T, err error) {
	known, err := openHosts(o)
	if err != nil {
		return none, err
	}
	k := openKeys(ctx, o)
	defer k.close()
	for {
		opened := k.opened
		r, err := connect(ctx, at, o, &ssh.ClientConfig{
			User: at.user, Auth: []ssh.AuthMethod{ssh.PublicKeys(k.signers...)},
			HostKeyCallback: known.callback, HostKeyAlgorithms: known.algorithms(at.dial),
		}, func(c *caller) (T, error) { c.offered = k.offered; return begin(c) })
		var new *unseen
		switch {
		case err == nil:
			return r, nil
		case errors.As(err, &new):
			if err := known.pin(ctx, o, at.dial, new); err != nil {
				return none, err
			}
			if known, err = openHosts(o); err != nil {
				return none, err
			}
		case strings.Contains(err.Error(), "ssh: unable to authenticate") && len(k.locked) > 0: // one of them may be the right one
			return none, &LockedError{Files: k.locked}
		case strings.Contains(err.Error(), "ssh: unable to authenticate"): // the library has no name for it
			return none, &StrangerError{at.String(), k.offered}
		case k.opened == opened || ctx.Err() != nil:
			return none, err
		}
	}
}

// connect makes one connection.
func connect[T any](ctx context.Context, at address, o Options, c *ssh.ClientConfig, begin func(*caller) (T, error)) (none T, err error) {
	dialer := net.Dialer{Timeout: o.Dial}
	raw, err := dialer.DialContext(ctx, at.network, at.dial)
	if err != nil {
		return none, err
	}
	end := context.AfterFunc(ctx, func() { _ = raw.Close() })
	defer end()
	_ = raw.SetDeadline(time.Now().Add(o.Handshake))
	conn, channels, requests, err := ssh.NewClientConn(raw, at.dial, c)
	if err != nil {
		_ = raw.Close()
		return none, err
	}
	go ssh.DiscardRequests(requests)
	go refuse(channels)
	begun, err := begin(&caller{Conn: conn, at: at})
	if err != nil {
		_ = conn.Close()
		return none, err
	}
	_ = raw.SetDeadline(time.Time{})
	return begun, nil
}

// refuse refuses what a hub would open on its own: it has no reason to.
func refuse(channels <-chan ssh.NewChannel) {
	for c := range channels {
		_ = c.Reject(ssh.Prohibited, "")
	}
}
