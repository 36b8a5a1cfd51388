package process_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

var (
	long  = flag.Duration("share.long", 0, "how long processes share a directory; no wait may be longer than a second then")
	tasks = flag.Int("share.tasks", 0, "how many tasks the marketplace has that they share; 0: none")
)

// TestMain takes away the program that tests have built.
func TestMain(m *testing.M) {
	exit := m.Run()
	if program.dir != "" {
		_ = os.RemoveAll(program.dir)
	}
	os.Exit(exit)
}

// program is the program itself, built for the tests that run it as processes.
var program struct {
	once sync.Once
	dir  string
	err  error
}

// built returns the program's file.
func built(t *testing.T) string {
	t.Helper()
	program.once.Do(func() {
		if program.dir, program.err = os.MkdirTemp("", "aeconnect-*"); program.err != nil {
			return
		}
		c := exec.Command("go", "build", "-buildvcs=false", "-o", filepath.Join(program.dir, "aeconnect"), "aeconnect")
		if out, err := c.CombinedOutput(); err != nil {
			program.err = fmt.Errorf("%w: %s", err, out)
		}
	})
	if program.err != nil {
		t.Fatal(program.err)
	}
	return filepath.Join(program.dir, "aeconnect")
}

// town is a data directory that processes use.
type town struct {
	t       *testing.T
	dir     string
	program string // its file

	mu    sync.Mutex
	waits []wait
}

// wait is how long a command took.
type wait struct {
	time.Duration
	verb string
}

func newTown(t *testing.T) *town {
	t.Helper()
	w := &town{t: t, dir: t.TempDir(), program: built(t)}
	if *tasks > 0 { // the sample's people are there
		w.do("demo", "--no-open", "--tasks", strconv.Itoa(*tasks))
		w.waits = nil
		return w
	}
	w.do("account", "add", "lumen", "--role", "seller", "--level", "senior", "--name", "Lumen Audio")
	return w
}

func (w *town) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, w.program, args...)
	c.Env = append(os.Environ(), "AECONNECT_DATA="+w.dir, "TERM=xterm-256color", "LANG=C.UTF-8", "XDG_DATA_HOME="+w.dir)
	return c
}

// run runs a command to its end.
func (w *town) run(in string, args ...string) (out, errs string, exit int) {
	began := time.Now()
	c := w.command(w.t.Context(), args...)
	var o, e bytes.Buffer
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader(in), &o, &e
	_ = c.Run()
	w.mu.Lock()
	w.waits = append(w.waits, wait{time.Since(began), args[0]})
	w.mu.Unlock()
	return o.String(), e.String(), c.ProcessState.ExitCode()
}

// do runs a command that has to succeed.
func (w *town) do(args ...string) string {
	w.t.Helper()
	out, errs, exit := w.run("", args...)
	if exit != 0 {
		w.t.Errorf("%q: exit %d: %s%s", args, exit, out, errs)
	}
	return out
}

// window is a terminal with screens on it.
type window struct {
	cmd  *exec.Cmd
	tty  *os.File
	over chan struct{}

	mu  sync.Mutex
	out bytes.Buffer
}

func (w *town) open(args ...string) *window {
	w.t.Helper()
	return w.start(w.command(context.Background(), args...))
}

// start starts a command in a window of its own.
func (w *town) start(c *exec.Cmd) *window {
	w.t.Helper()
	win := &window{cmd: c, over: make(chan struct{})}
	tty, err := pty.StartWithSize(win.cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		w.t.Fatal(err)
	}
	win.tty = tty
	go func() {
		defer close(win.over)
		b := make([]byte, 32<<10)
		for {
			n, err := tty.Read(b)
			win.mu.Lock()
			win.out.Write(b[:n])
			win.mu.Unlock()
			if err != nil {
				_ = win.cmd.Wait()
				return
			}
		}
	}()
	w.t.Cleanup(func() { _ = win.cmd.Process.Kill(); <-win.over; tty.Close() })
	return win
}

// sees waits until something was drawn since the window was last cleared.
func (win *window) sees(t *testing.T, text string) {
	t.Helper()
	for range 2000 {
		win.mu.Lock()
		found := strings.Contains(win.out.String(), text)
		win.mu.Unlock()
		if found {
			return
		}
		select {
		case <-win.over:
			if strings.Contains(win.text(), text) {
				return
			}
			t.Fatalf("the window closed before %q; it showed %q", text, win.text())
		case <-time.After(5 * time.Millisecond):
		}
	}
	t.Fatalf("never: %q in %q", text, win.text())
}

func (win *window) text() string {
	win.mu.Lock()
	defer win.mu.Unlock()
	return win.out.String()
}

func (win *window) clear() {
	win.mu.Lock()
	defer win.mu.Unlock()
	win.out.Reset()
}

func (win *window) types(keys string) { _, _ = win.tty.WriteString(keys) }

// holder returns who holds the directory.
func (w *town) holder() (pid int) {
	var h struct{ PID int }
	raw, _ := os.ReadFile(filepath.Join(w.dir, "market.lock"))
	_ = json.Unmarshal(raw, &h)
	return h.PID
}

func TestSecondProcessIsAClient(t *testing.T) {
	w := newTown(t)
	first := w.open("--as", "lumen")
	first.sees(t, "Lumen Audio")
	t.Run("commands", func(t *testing.T) {
		for _, c := range []struct {
			name string
			in   string
			args []string
			exit int
			says string
		}{
			{"it reads", "", []string{"account", "ls", "--json"}, 0, `"lumen"`},
			{"as the operator it writes", "", []string{"account", "add", "mia", "--role", "creator", "--kind", "external", "--name", "Mia Makes"}, 0, "mia"},
			{"as another account", "", []string{"account", "paypal", "mia", "mia@example.com", "--as", "mia"}, 0, ""},
			{"standard input", "type = 'fixed_price'\ntitle = 'From a pipe'\n", []string{"task", "create", "-f", "-", "--as", "lumen", "--json"}, 0, "From a pipe"},
			{"an exit code", "", []string{"order", "show", "O-0000", "--as", "lumen", "--json"}, 4, "not_found"},
			{"words are completed", "", []string{"__complete", "account", "show", ""}, 0, "mia"},
			{"a doctor", "", []string{"doctor"}, 0, "Whole"},
			{"a backup to a pipe", "", []string{"backup", "-"}, 0, ""},
			{"no restore over it", "", []string{"restore", "/nowhere"}, 3, "restore.exists"},
			{"a real marketplace's clock stands", "", []string{"time", "advance", "5d"}, 3, ""},
			{"no sample over it", "", []string{"demo", "--no-open"}, 3, "demo.real"},
			{"settings", "", []string{"settings", "ls", "--as", "lumen"}, 0, ""},
		} {
			if out, errs, exit := w.run(c.in, c.args...); exit != c.exit || !strings.Contains(out+errs, c.says) {
				t.Errorf("%s: exit %d, want %d and %q: %.300s%.300s", c.name, exit, c.exit, c.says, out, errs)
			}
		}
	})
	t.Run("files are those of the client's directory", func(t *testing.T) {
		here := t.TempDir()
		if err := os.WriteFile(filepath.Join(here, "task.toml"), []byte("type = 'fixed_price'\ntitle = 'From a file'\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{"task create -f task.toml --as lumen", "backup copy"} {
			c := w.command(t.Context(), strings.Fields(line)...)
			c.Dir = here
			if out, err := c.CombinedOutput(); err != nil {
				t.Errorf("%s: %v: %s", line, err, out)
			}
		}
		if _, err := os.Stat(filepath.Join(here, "copy")); err != nil {
			t.Error(err)
		}
	})
	first.types("\x03")
	<-first.over
	if code := first.cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("the first leaves with %d", code)
	}
}

func TestScreensGoOnWhenTheirHolderDies(t *testing.T) {
	w := newTown(t)
	first := w.open("--as", "lumen")
	first.sees(t, "Lumen Audio")
	second := w.open("--as", "lumen")
	second.sees(t, "Lumen Audio")
	second.types("3")
	second.sees(t, "Goods and content")
	time.Sleep(200 * time.Millisecond)
	second.types("\r")
	time.Sleep(200 * time.Millisecond)
	second.types("\x1b[200~Half a title\x1b[201~") // drawn at once
	second.sees(t, "Half a title")
	time.Sleep(1100 * time.Millisecond) // a holder that leaves at once is not worth a word
	second.clear()
	if err := first.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	second.sees(t, "Half a title")
	second.sees(t, "has left; this one goes on")
	second.types("\x1b[200~zzz more\x1b[201~") // into the same field
	second.sees(t, "zzz more")
	if pid := w.holder(); pid != second.cmd.Process.Pid {
		t.Errorf("process %d holds the directory, not the second", pid)
	}
	_ = second.cmd.Process.Signal(syscall.SIGTERM)
	<-second.over
	if code := second.cmd.ProcessState.ExitCode(); code != 128+int(syscall.SIGTERM) || !strings.Contains(second.text(), "\x1b[?1049l") {
		t.Errorf("exit %d, and the terminal was left as %q", code, tail(second.text()))
	}
}

func TestClientLeavesItsTerminalWhole(t *testing.T) {
	w := newTown(t)
	first := w.open("--as", "lumen")
	first.sees(t, "Lumen Audio")
	for _, how := range []struct {
		name string
		do   func(*window)
		code int
	}{
		{"quitting", func(win *window) { win.types("\x03") }, 0},
		{"a signal", func(win *window) { _ = win.cmd.Process.Signal(syscall.SIGTERM) }, 128 + int(syscall.SIGTERM)},
	} {
		second := w.open("--as", "lumen")
		second.sees(t, "Lumen Audio")
		how.do(second)
		<-second.over
		if code := second.cmd.ProcessState.ExitCode(); code != how.code || !strings.Contains(second.text(), "\x1b[?1049l") || !strings.Contains(second.text(), "\x1b[?2004l") {
			t.Errorf("%s: exit %d, the terminal was left as %q", how.name, code, tail(second.text()))
		}
	}
}

func tail(s string) string { return s[max(0, len(s)-200):] }

// TestEverybodyAtOnce has screens, scripts and backups share a directory while whoever holds it is killed.
func TestEverybodyAtOnce(t *testing.T) {
	w := newTown(t)
	before := w.accounts()
	lasting, kills := 3*time.Second, 2
	if *long > 0 {
		lasting, kills = *long, int(*long/(3*time.Second))
	}
	ctx, cancel := context.WithTimeout(t.Context(), lasting)
	defer cancel()
	windows := []*window{w.open("--as", "lumen"), w.open("--as", "lumen")}
	var loops sync.WaitGroup
	added := map[string]bool{}
	loops.Go(func() { // a script that writes
		for i := 0; ctx.Err() == nil; i++ {
			handle := fmt.Sprintf("c%04d", i)
			w.do("account", "add", handle, "--role", "creator", "--kind", "external", "--name", handle)
			added[handle] = true
		}
	})
	loops.Go(func() { // one that reads
		for ctx.Err() == nil {
			w.do("order", "ls", "--as", "lumen")
		}
	})
	loops.Go(func() {
		for i := 0; ctx.Err() == nil; i++ {
			name := filepath.Join(w.dir, fmt.Sprintf("copy%d", i))
			w.do("backup", name)
			_ = os.Remove(name)
			time.Sleep(50 * time.Millisecond)
		}
	})
	for range kills {
		time.Sleep(lasting / time.Duration(kills+1))
		for i, win := range windows {
			if win.cmd.Process.Pid == w.holder() {
				_ = win.cmd.Process.Kill()
				<-win.over
				windows[i] = w.open("--as", "lumen")
				break
			}
		}
	}
	loops.Wait()
	for _, win := range windows {
		win.sees(t, "Lumen Audio")
		win.clear()
		win.types("2") // it still listens
		win.sees(t, "\x1b[")
	}
	w.count(before, added)
	w.report(len(added))
}

// accounts returns how often each handle is there.
func (w *town) accounts() map[string]int {
	seen := map[string]int{}
	for line := range strings.Lines(w.do("account", "ls", "--json", "--limit", "0")) {
		var a struct{ Handle string }
		if json.Unmarshal([]byte(line), &a) == nil {
			seen[a.Handle]++
		}
	}
	return seen
}

// count makes sure that everything that was acknowledged is there, once.
func (w *town) count(before map[string]int, added map[string]bool) {
	seen := w.accounts()
	for handle := range added {
		if seen[handle] != 1 {
			w.t.Errorf("%s is there %d times", handle, seen[handle])
		}
	}
	if len(seen) != len(before)+len(added) {
		w.t.Errorf("%d accounts, of whom %d were added to %d", len(seen), len(added), len(before))
	}
}

// report says how long the commands took, verb by verb.
func (w *town) report(added int) {
	byVerb := map[string][]time.Duration{}
	for _, d := range w.waits {
		byVerb[d.verb] = append(byVerb[d.verb], d.Duration)
	}
	w.t.Logf("%d commands, %d accounts added", len(w.waits), added)
	for _, verb := range slices.Sorted(maps.Keys(byVerb)) {
		took := byVerb[verb]
		slices.Sort(took)
		most := took[len(took)-1]
		w.t.Logf("%4d of %-8s median %v, 99%% within %v, longest %v", len(took), verb, took[len(took)/2], took[len(took)*99/100], most)
		if *long > 0 && most > time.Second {
			w.t.Errorf("%s waited for %v", verb, most)
		}
	}
}
