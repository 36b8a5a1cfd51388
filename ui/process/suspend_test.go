package process_test

import (
	"context"
	"os/exec"
	"strings"
	"testing"
)

// A client's screens are suspended as those of a holder are: the terminal is whole while its shell has it, and shows the
// screens again afterwards, also with another holder.
func TestClientIsSuspended(t *testing.T) {
	w := newTown(t)
	first := w.open("--as", "lumen")
	first.sees(t, "Lumen Audio")
	shell := w.command(context.Background())
	shell.Path, shell.Args = "/bin/sh", []string{"sh", "-c", `set -m; "$0" --as lumen; while echo stopped: $(stty -a | grep -o -- '-*icanon'); read x; do fg >/dev/null; done`, w.program}
	if path, err := exec.LookPath("sh"); err == nil {
		shell.Path = path
	}
	second := w.start(shell)
	second.sees(t, "Lumen Audio")
	for _, holder := range []string{"another", "another, that died meanwhile", "itself"} {
		second.clear()
		second.types("\x1a")
		second.sees(t, "stopped: icanon") // the terminal waits for lines
		if before, _, _ := strings.Cut(second.text(), "stopped:"); !strings.Contains(before, "\x1b[?1049l") || !strings.Contains(before, "\x1b[?2004l") {
			t.Errorf("%s: the shell gets the terminal as %q", holder, tail(before))
		}
		if strings.Contains(holder, "died") {
			_ = first.cmd.Process.Kill()
			<-first.over
		}
		second.clear()
		second.types("\n")
		second.sees(t, "\x1b[?1049h")
		second.sees(t, "Lumen Audio")
	}
	second.types("\x03")
	second.sees(t, "stopped:") // the loop of the shell: the program has ended
}
