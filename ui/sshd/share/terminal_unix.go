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

// resized are the signals after which a terminal may have another size.
func resized() []os.Signal { return []os.Signal{syscall.SIGWINCH, syscall.SIGCONT} }
