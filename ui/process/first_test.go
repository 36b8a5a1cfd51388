package process_test

import (
	"os"
	"path/filepath"
	"testing"
)

// Whoever begins where there is nobody yet can try the sample: the first to come, those that the first one draws for, and
// those who find the sample open in another window already.
func TestEverybodyIsOfferedTheSample(t *testing.T) {
	w := &town{t: t, dir: t.TempDir(), program: built(t)}
	var windows []*window
	for range 3 {
		win := w.open()
		win.sees(t, "Try the sample")
		windows = append(windows, win)
	}
	for i, at := range []int{1, 2, 0} { // the first one last: it finds the sample open
		win := windows[at]
		win.clear()
		win.types("s")
		win.sees(t, "Lumen Audio")
		if i == 0 {
			if _, err := os.Stat(filepath.Join(w.dir, "aeconnect", "sample", "market.lock")); err != nil {
				t.Error("no sample where it should be:", err)
			}
		}
		win.clear()
		win.types("2") // another page of the sample
		win.sees(t, "\x1b[")
	}
	for _, win := range windows {
		win.types("\x03")
		<-win.over
		if code := win.cmd.ProcessState.ExitCode(); code != 0 {
			t.Errorf("exit %d: %q", code, tail(win.text()))
		}
	}
}
