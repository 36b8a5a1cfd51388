package hub_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aeconnect/store/hub"
)

// TestDamagedWords opens files that are not whole. People are told the file and what to do, and no decoder's text.
func TestDamagedWords(t *testing.T) {
	for name, content := range map[string]string{"short": "x", "empty": "", "text": strings.Repeat("not a database. ", 2000), "zeros": strings.Repeat("\x00", 65536)} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, hub.FileName), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := hub.Open(dir, hub.Options{})
		var damaged *hub.DamagedError
		if !errors.As(err, &damaged) || damaged.File != hub.FileName {
			t.Errorf("%s: %v, want a DamagedError", name, err)
			continue
		}
		if s := err.Error(); !strings.Contains(s, "market.db; doctor says") || strings.Contains(s, "invalid") || strings.Contains(s, "too small") {
			t.Errorf("%s: %q", name, s)
		}
	}
	dir := crashed(t)
	tail := filepath.Join(dir, hub.FileName+"-tail-0")
	raw, err := os.ReadFile(tail)
	if err != nil {
		t.Fatal(err)
	}
	raw[20] ^= 1
	if err := os.WriteFile(tail, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = hub.Open(dir, hub.Options{})
	var damaged *hub.DamagedError
	if !errors.As(err, &damaged) || damaged.File != "market.db-tail-0" || damaged.Seq != 1 {
		t.Errorf("a flipped bit in the tail: %#v (%v)", damaged, err)
	}
}
