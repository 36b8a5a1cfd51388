//go:build unix

package kit

import (
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/sys/unix"
)

// canSuspend reports whether a shell waits that could continue the program once
// ctrl+z has stopped it. In the session's first process group there is none, as
// in "ssh -t host program" or a window opened for the program alone: the system
// then ignores the stop, and the program would wait for ever to be continued.
func canSuspend() bool {
	session, err := unix.Getsid(0)
	return err == nil && unix.Getpgrp() != session
}

// listen asks for the signals that concern a terminal: those that end the
// program, and those after which the screen has to be looked at again.
func listen() (ending, changed chan os.Signal) {
	ending, changed = make(chan os.Signal, 1), make(chan os.Signal, 1)
	signal.Notify(ending, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	signal.Notify(changed, syscall.SIGWINCH, syscall.SIGCONT)
	return ending, changed
}

// continued reports whether a signal says that the program was stopped and goes
// on: what the terminal shows is then unknown.
func continued(s os.Signal) bool { return s == syscall.SIGCONT }

// signalNumber returns a signal's number.
func signalNumber(s os.Signal) int {
	if n, ok := s.(syscall.Signal); ok {
		return int(n)
	}
	return 0
}

// dieOf ends the process as the signal does when nobody listens.
func dieOf(s os.Signal) {
	signal.Reset(s)
	_ = syscall.Kill(os.Getpid(), s.(syscall.Signal))
}
