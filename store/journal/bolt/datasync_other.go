//go:build !linux

package bolt

import "os"

// dataSync makes the file durable.
func dataSync(f *os.File) error { return f.Sync() }
