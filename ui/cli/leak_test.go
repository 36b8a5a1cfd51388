package cli

import (
	"runtime"
	"testing"
)

// A hub carries out command lines for months: none of them leaves anything in its memory.
func TestALineLeavesNothing(t *testing.T) {
	w := newTown(t)
	lines := [][]string{{"order", "ls"}, {"__complete", "task", "ls", "--state", ""}, {"__complete", "--as", ""}}
	used := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for _, line := range lines {
		w.run(line...)
		before := used()
		const times = 100
		for range times {
			w.run(line...)
		}
		if after := used(); after > before && (after-before)/times > 20<<10 {
			t.Errorf("%v leaves %d bytes each time", line, (after-before)/times)
		}
	}
	if out, _, _ := w.run("__complete", "task", "ls", "--state", "o"); out == "" {
		t.Error("the values of a flag are not completed")
	}
}
