//go:build unix

package share

import (
	"os"
	"syscall"
)

// ends are the signals that end a program on a terminal.
func ends() []os.Signal {
	return []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT}
}

// continued tells whether a signal says that the process was stopped and goes on.
func continued(s os.Signal) bool { return s == syscall.SIGCONT }

// stop stops this process and those that a shell started with it.
func stop() { _ = syscall.Kill(0, syscall.SIGTSTP) }

// resized are the signals after which a terminal may have another size.
func resized() []os.Signal { return []os.Signal{syscall.SIGWINCH, syscall.SIGCONT} }
