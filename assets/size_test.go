package assets

import "testing"

func TestSize(t *testing.T) {
	w := NewWords("en")
	for n, want := range map[int64]string{
		0: "0 B", 999: "999 B", 1000: "1.0 kB", 99_949: "99.9 kB", 99_950: "100 kB", 999_499: "999 kB", 999_500: "1.0 MB",
		12_345_678: "12.3 MB", 5_000_000_000: "5.0 GB", 7_777_000_000_000_000: "7777 TB",
	} {
		if got := w.Size(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
