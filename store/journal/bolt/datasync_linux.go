package bolt

import (
	"os"
	"syscall"
)

// dataSync makes the file's content durable. Its times may be lost, which spares a write elsewhere.
func dataSync(f *os.File) error {
	for {
		if err := syscall.Fdatasync(int(f.Fd())); err != syscall.EINTR {
			return err
		}
	}
}
