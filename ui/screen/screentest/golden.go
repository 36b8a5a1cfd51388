package screentest

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

// updating tells whether -update was given. The flag is made by the first golden comparison's test binary through
// RegisterUpdate, because a package that only offers help must not add flags to a binary by being imported.
func updating() bool {
	f := flag.Lookup("update")
	return f != nil && f.Value.String() == "true"
}

// Golden compares a text with testdata/NAME.golden. A test package declares the flag itself, once:
//
//	var _ = flag.Bool("update", false, "write the golden files anew")
func Golden(t testing.TB, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if updating() {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; look at the frame and run with -update\n%s", err, got)
	}
	if got != string(want) {
		t.Errorf("%s differs; look at it and run with -update\n--- got\n%s\n--- want\n%s", path, got, want)
	}
}
