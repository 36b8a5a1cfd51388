//go:build unix

package market

import "golang.org/x/sys/unix"

// freeBytes returns what is left to this user on the disk of a directory, -1 where nobody can say.
func freeBytes(dir string) int64 {
	var fs unix.Statfs_t
	if err := unix.Statfs(dir, &fs); err != nil {
		return -1
	}
	return int64(fs.Bavail) * int64(fs.Bsize) //nolint:unconvert // their types differ from system to system
}
