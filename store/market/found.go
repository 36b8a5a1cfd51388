package market

import (
	"os"
	"path/filepath"
)

// found returns what lies in a folder under names of a pattern, in order; nothing where the folder cannot be read. The
// folder is taken as it is: whatever of a pattern's signs stands in its own name means itself.
func found(folder, pattern string) (all []string) {
	entries, _ := os.ReadDir(folder) // what could be read of it
	for _, e := range entries {
		if ok, err := filepath.Match(pattern, e.Name()); ok && err == nil {
			all = append(all, filepath.Join(folder, e.Name()))
		}
	}
	return all
}
