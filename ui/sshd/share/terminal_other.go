//go:build !unix

package share

import "os"

// ends are the signals that end a program on a terminal.
func ends() []os.Signal { return []os.Signal{os.Interrupt} }

// resized are the signals after which a terminal may have another size.
func resized() []os.Signal { return nil }
