//go:build darwin || freebsd

package sshd

import (
	"net"

	"golang.org/x/sys/unix"
)

// solLocal is SOL_LOCAL, the level at which these systems tell who is at the other end.
const solLocal = 0

// peer returns the user at the other end of a unix socket.
func peer(c *net.UnixConn) (user int, err error) {
	raw, err := c.SyscallConn()
	if err != nil {
		return 0, err
	}
	var who *unix.Xucred
	if failed := raw.Control(func(fd uintptr) { who, err = unix.GetsockoptXucred(int(fd), solLocal, unix.LOCAL_PEERCRED) }); failed != nil {
		return 0, failed
	}
	if err != nil {
		return 0, err
	}
	return int(who.Uid), nil
}
