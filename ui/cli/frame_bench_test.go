package cli_test

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/creack/pty"
)

var worldTasks = flag.Int("tasks", 100_000, "how many tasks BenchmarkFirstFrame's world has")

// BenchmarkFirstFrame starts the program on a sample marketplace of many tasks, in a terminal of 146x36, and waits
// for the footer of its first whole frame. The world is made once, before; it takes some twenty seconds.
func BenchmarkFirstFrame(b *testing.B) {
	bin, data := filepath.Join(programDir(b), "aeconnect"), b.TempDir()
	if out, err := exec.Command(bin, "demo", "--no-open", "--tasks", strconv.Itoa(*worldTasks), "--data", data).CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for b.Loop() {
		c := exec.Command(bin, "demo", "--data", data)
		c.Env = append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor")
		screen, err := pty.StartWithSize(c, &pty.Winsize{Rows: 36, Cols: 146})
		if err != nil {
			b.Fatal(err)
		}
		var seen bytes.Buffer
		piece := make([]byte, 16<<10)
		for !bytes.Contains(seen.Bytes(), []byte("ctrl+p")) {
			n, err := screen.Read(piece)
			if err != nil {
				b.Fatalf("no first frame: %v", err)
			}
			seen.Write(piece[:n])
		}
		_ = c.Process.Kill()
		_ = c.Wait()
		_ = screen.Close()
	}
}
