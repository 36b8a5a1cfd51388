package market_test

import (
	"path/filepath"
	"testing"

	"aeconnect/store/market"
)

// A directory may be called whatever a directory can be called.
func TestDirectoryNamedLikeAPattern(t *testing.T) {
	for _, name := range []string{"q[x]", "a*", "b?", "[", `c\`} {
		dir := filepath.Join(t.TempDir(), name)
		m, err := market.Open(dir, market.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if h, err := m.Health(); err != nil || h.FileBytes == 0 {
			t.Errorf("%s: %+v, %v", name, h, err)
		}
		if err := m.Close(); err != nil {
			t.Fatal(err)
		}
		if !market.Exists(dir) {
			t.Errorf("there is nothing in %s", name)
		}
		if err := market.Remove(dir); err != nil || market.Exists(dir) {
			t.Errorf("%s is still there (%v)", name, err)
		}
	}
}
