package bolt

import (
	"syscall"

	"go.etcd.io/bbolt"
)

// relieve takes the pages of the file that were looked at out of this process. They stay in the system's cache, and come
// back as they are looked at again.
func relieve(b *bbolt.Tx) {
	// The mapping cannot move while the transaction is open. A system that refuses the advice loses nothing.
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, b.DB().Info().Data, uintptr(b.Size()), syscall.MADV_DONTNEED)
}
