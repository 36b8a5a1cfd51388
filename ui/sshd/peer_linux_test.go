package sshd

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// asAnother does something on a thread that is another user's, which ends with it.
func asAnother(t *testing.T, do func()) {
	t.Helper()
	const nobody, asItIs = 65534, ^uintptr(0)
	done := make(chan unix.Errno)
	go func() {
		runtime.LockOSThread() // for ever: the thread is not used again
		_, _, err := unix.RawSyscall(unix.SYS_SETRESUID, asItIs, nobody, asItIs)
		if err == 0 {
			do()
		}
		done <- err
	}()
	if err := <-done; err != 0 {
		t.Skip("root may not be somebody else here:", err)
	}
}

// Neither somebody else's process is let in, whatever the rights of the file are, nor is it talked to.
func TestSocketsOfOtherUsers(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can be somebody else")
	}
	dir, err := os.MkdirTemp("", "aeconnect-*")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "own.sock")
	l, err := ListenUnix(path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if err := os.Chmod(path, 0o666); err != nil {
		t.Fatal(err)
	}
	come := make(chan net.Conn, 2)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			come <- c
		}
	}()
	asAnother(t, func() {
		c, err := net.Dial("unix", path)
		if err != nil {
			t.Error(err)
			return
		}
		defer c.Close()
		_ = c.SetReadDeadline(time.Now().Add(5 * time.Second))
		if n, err := c.Read(make([]byte, 1)); err == nil || errors.Is(err, os.ErrDeadlineExceeded) { // not hung up
			t.Errorf("somebody else reads %d bytes, %v", n, err)
		}
	})
	c, err := DialUnix(path)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	(<-come).Close() // the owner, who came later, is the first
	if len(come) > 0 {
		t.Error("somebody else was let in")
	}

	theirs := filepath.Join(dir, "theirs.sock")
	var other net.Listener
	asAnother(t, func() { other, err = net.Listen("unix", theirs) })
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if c, err := DialUnix(theirs); err == nil {
		c.Close()
		t.Error("somebody else's process is talked to")
	}
}
