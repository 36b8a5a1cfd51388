package screentest

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

// update is the flag of every test binary that compares goldens; no test package declares it itself.
var update = flag.Bool("update", false, "write the golden files anew")

// Golden compares a text with testdata/NAME.golden of the test's package, or writes that file where -update is given.
func Golden(t testing.TB, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
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
