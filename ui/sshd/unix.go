package sshd

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"syscall"
)

// ErrServed says that another process serves this socket.
var ErrServed = errors.New("another process serves this socket")

// ListenUnix listens on a socket that only processes of the same user reach. A socket that a process left behind when
// it was killed is taken away; one that is served is ErrServed. Two processes must not do this for one path at once:
// whoever holds the store may.
func ListenUnix(path string) (net.Listener, error) {
	if err := clear(path); err != nil {
		return nil, err
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	// Whoever slips in before the mode is set is looked at like everybody else.
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return &ownListener{l.(*net.UnixListener)}, nil
}

// clear makes sure that nothing stands where a socket is to be.
func clear(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode().Type() != fs.ModeSocket:
		return fmt.Errorf("%s is no socket", path)
	}
	c, err := net.Dial("unix", path)
	if err == nil {
		c.Close()
		return ErrServed
	}
	if !errors.Is(err, syscall.ECONNREFUSED) {
		return err
	}
	return os.Remove(path)
}

// ownListener lets in processes of its own user.
type ownListener struct{ *net.UnixListener }

// Accept implements net.Listener.
func (l *ownListener) Accept() (net.Conn, error) {
	for {
		c, err := l.AcceptUnix()
		if err != nil {
			return nil, err
		}
		if user, err := peer(c); err == nil && user == os.Geteuid() {
			return c, nil
		}
		_ = c.Close()
	}
}

// DialUnix connects to a socket that a process of the same user serves; it talks to nobody else.
func DialUnix(path string) (net.Conn, error) {
	c, err := net.Dial("unix", path)
	if err != nil {
		return nil, err
	}
	user, err := peer(c.(*net.UnixConn))
	if err == nil && user != os.Geteuid() {
		err = fmt.Errorf("%s belongs to somebody else", path)
	}
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}
