//go:build !unix

package share

import "os"

// ends are the signals that end a program on a terminal.
func ends() []os.Signal { return []os.Signal{os.Interrupt} }

// continued tells whether a signal says that the process was stopped and goes on.
func continued(os.Signal) bool { return false }

// stop does nothing: no process can be stopped here.
func stop() {}

// resized are the signals after which a terminal may have another size.
func resized() []os.Signal { return nil }
