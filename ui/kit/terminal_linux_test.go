package kit

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/color"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// TestChild is not a test: it is the program, started by the tests in a pty.
func TestChild(t *testing.T) {
	if os.Getenv("KIT_CHILD") == "" {
		t.Skip("started by other tests")
	}
	_, err := Run(context.Background(), small{}, Options{})
	fmt.Printf("ended: %v\n", err)
	var s *SignalError
	switch {
	case errors.As(err, &s):
		os.Exit(s.ExitCode())
	case err != nil:
		os.Exit(3)
	}
	os.Exit(0)
}

// session is a program in a pty, whose terminal is emulated and answers.
type session struct {
	t      *testing.T
	cmd    *exec.Cmd
	ptm    *os.File
	pts    *os.File
	before *term.State
	closed string // file that the model writes when it is told to close

	mu    sync.Mutex
	emu   *vt.Emulator
	raw   bytes.Buffer
	modes map[ansi.Mode]bool
	alt   bool
	shown bool
	title string
}

func startSession(t *testing.T) *session {
	return startCommand(t, exec.Command(os.Args[0], "-test.run=^TestChild$"))
}

func startCommand(t *testing.T, cmd *exec.Cmd) *session {
	ptm, pts, err := pty.Open()
	if err != nil {
		t.Skip("no pty: ", err)
	}
	_ = pty.Setsize(ptm, &pty.Winsize{Rows: 20, Cols: 60})
	s := &session{t: t, ptm: ptm, pts: pts, modes: map[ansi.Mode]bool{}, shown: true, closed: t.TempDir() + "/closed"}
	s.before, _ = term.GetState(pts.Fd())
	s.emu = vt.NewEmulator(60, 20)
	s.emu.SetBackgroundColor(color.White)
	s.emu.SetCallbacks(vt.Callbacks{
		AltScreen: func(on bool) { s.alt = on }, CursorVisibility: func(on bool) { s.shown = on }, Title: func(title string) { s.title = title },
		EnableMode: func(m ansi.Mode) { s.modes[m] = true }, DisableMode: func(m ansi.Mode) { s.modes[m] = false },
	})
	s.cmd = cmd
	s.cmd.Env = append(os.Environ(), "KIT_CHILD=1", "TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=", "KIT_CLOSED="+s.closed)
	s.cmd.Stdin, s.cmd.Stdout, s.cmd.Stderr = pts, pts, pts
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(ptm, s.emu) }()
	go s.read()
	t.Cleanup(func() {
		_ = s.cmd.Process.Kill()
		_ = s.emu.InputPipe().(io.Closer).Close()
		ptm.Close()
		pts.Close()
	})
	return s
}

func (s *session) read() {
	buf := make([]byte, 1<<16)
	for {
		n, err := s.ptm.Read(buf)
		if err != nil {
			return
		}
		s.mu.Lock()
		s.raw.Write(buf[:n])
		_, _ = s.emu.Write(buf[:n])
		s.mu.Unlock()
	}
}

// screen returns the text on the screen.
func (s *session) screen() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.emu.String()
}

// until waits until something is so; a deadline only ends a test that fails.
func (s *session) until(what string, so func() bool) {
	s.t.Helper()
	for range 2000 {
		s.mu.Lock()
		ok := so()
		s.mu.Unlock()
		if ok {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	s.t.Fatalf("never: %s\nscreen:\n%s\nraw %q", what, s.screen(), s.raw.String())
}

// sees waits for a text on the screen.
func (s *session) sees(text string) {
	s.t.Helper()
	s.until("sees "+text, func() bool { return strings.Contains(s.emu.String(), text) })
}

func (s *session) types(keys string) { _, _ = s.ptm.WriteString(keys) }

// wait waits for the end and returns the exit code.
func (s *session) wait() int {
	_ = s.cmd.Wait()
	return s.cmd.ProcessState.ExitCode()
}

// whole checks that the terminal is as it was before.
func (s *session) whole() {
	s.t.Helper()
	s.until("the terminal is left", func() bool { return bytes.Contains(s.raw.Bytes(), []byte(titlePop)) && !s.alt })
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.alt || !s.shown {
		s.t.Errorf("alternate screen %v, cursor shown %v", s.alt, s.shown)
	}
	for m, on := range s.modes {
		if on != (m == ansi.ModeTextCursorEnable) && m != ansi.ModeAutoWrap {
			s.t.Errorf("mode %v is left %v", m, on)
		}
	}
	if bytes.Count(s.raw.Bytes(), []byte(titlePush)) != bytes.Count(s.raw.Bytes(), []byte(titlePop)) {
		s.t.Error("the title is not restored")
	}
	if !bytes.Contains(s.raw.Bytes(), []byte(shapeNormal)) {
		s.t.Error("the cursor's shape is not restored")
	}
	if now, _ := term.GetState(s.pts.Fd()); now == nil || *now != *s.before {
		s.t.Error("the tty is left raw")
	}
}

func TestProgramEndings(t *testing.T) {
	for _, c := range []struct {
		name, keys string
		signal     syscall.Signal
		code       int
		says       string
		told       bool // the model was told to close, and what it did was waited for
	}{
		{"quits", "q", 0, 0, "ended: <nil>", false},
		{"panics in Update", "p", 0, 3, "panic: in Update", false},
		{"panics in a command", "P", 0, 3, "panic: in a command", false},
		{"interrupts itself", "i", 0, 130, "ended by a signal: interrupt", false},
		{"SIGTERM", "", syscall.SIGTERM, 143, "ended by a signal: terminated", true},
		{"SIGHUP", "", syscall.SIGHUP, 129, "ended by a signal: hangup", true},
		{"SIGINT", "", syscall.SIGINT, 130, "ended by a signal: interrupt", true},
		{"SIGTERM while it hangs", "h", syscall.SIGTERM, -1, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := startSession(t)
			s.sees("ready 60x20 dark false")
			s.types("x")
			s.sees("key x")
			s.types(c.keys)
			if c.signal != 0 {
				time.Sleep(20 * time.Millisecond) // the key is on its way
				_ = s.cmd.Process.Signal(c.signal)
			}
			if code := s.wait(); code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			s.whole()
			s.until("says "+c.says, func() bool {
				_, after, _ := bytes.Cut(s.raw.Bytes(), []byte(titlePop)) // what is printed before is lost
				return bytes.Contains(after, []byte(c.says))
			})
			if _, err := os.Stat(s.closed); (err == nil) != c.told {
				t.Errorf("told to close: %v, want %v", err == nil, c.told)
			}
		})
	}
}

func TestProgramSpeaksWithItsTerminal(t *testing.T) {
	s := startSession(t)
	s.sees("ready 60x20 dark false")
	s.sees("TrueColor")
	s.until("modes", func() bool {
		return s.alt && s.shown && s.title == "small" && s.modes[ansi.ModeMouseButtonEvent] && s.modes[ansi.ModeMouseExtSgr] && s.modes[ansi.ModeBracketedPaste]
	})
	s.types("\x1b[200~two\nlines\x1b[201~\x1b[<0;5;7M")
	s.sees("paste two")
	s.sees("click 4,6")
	s.types("m")
	s.until("the mouse is free", func() bool { return !s.modes[ansi.ModeMouseButtonEvent] && !s.modes[ansi.ModeMouseExtSgr] })
	s.types("m")
	s.until("the mouse is back", func() bool { return s.modes[ansi.ModeMouseButtonEvent] && s.modes[ansi.ModeMouseExtSgr] })
	s.types("y")
	s.until("the clipboard is sent", func() bool { return bytes.Contains(s.raw.Bytes(), []byte(ansi.SetSystemClipboard("O-7Q2K-91MX"))) })
	s.types("b")
	s.sees("dark false")
	s.mu.Lock()
	s.emu.SetBackgroundColor(color.Black)
	s.mu.Unlock()
	s.types("\x1b[?997;1n") // the terminal turned dark
	s.sees("dark true")
	s.mu.Lock()
	s.emu.Resize(50, 12)
	s.mu.Unlock()
	_ = pty.Setsize(s.ptm, &pty.Winsize{Rows: 12, Cols: 50})
	s.sees("ready 50x12 dark true")
	s.types("q")
	if code := s.wait(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	s.whole()
}

// TestProgramIsSuspended runs the program as a job of a shell, which goes on when
// the program is stopped.
func TestProgramIsSuspended(t *testing.T) {
	s := startCommand(t, exec.Command("sh", "-c", `set -m; "$0" '-test.run=^TestChild$'; echo stopped; read x; fg >/dev/null`, os.Args[0]))
	s.sees("ready")
	s.types("\x1a")
	s.until("the shell goes on", func() bool {
		_, after, left := bytes.Cut(s.raw.Bytes(), []byte(titlePop))
		return left && bytes.Contains(after, []byte("stopped")) && !s.alt
	})
	if now, _ := term.GetState(s.pts.Fd()); *now != *s.before {
		t.Error("the tty is raw while the program is stopped")
	}
	s.types("\n")
	s.sees("resumed")
	s.until("back", func() bool { return s.alt && s.modes[ansi.ModeBracketedPaste] && s.modes[ansi.ModeMouseButtonEvent] })
	s.types("x")
	s.sees("key x")
	s.types("q")
	s.wait()
	s.whole()
}

// TestProgramIsNotSuspendedAlone: no shell waits, so ctrl+z is a key.
func TestProgramIsNotSuspendedAlone(t *testing.T) {
	s := startSession(t)
	s.sees("ready")
	s.types("\x1a")
	s.sees("key ctrl+z")
	s.types("q")
	s.wait()
	s.whole()
}

func TestProgramRefusesWhatCannotBeDrawnOn(t *testing.T) {
	var none *NoTerminalError
	for _, env := range [][]string{{"TERM=dumb"}, {}} {
		if _, err := Run(context.Background(), small{}, Options{In: strings.NewReader(""), Out: io.Discard, Env: env}); !errors.As(err, &none) {
			t.Errorf("%v: %v", env, err)
		}
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestChild$")
	cmd.Env = append(os.Environ(), "KIT_CHILD=1", "TERM=xterm-256color")
	b, _ := cmd.CombinedOutput() // a pipe
	if string(b) != "ended: standard output is not a terminal\n" || cmd.ProcessState.ExitCode() != 3 {
		t.Errorf("%d %q", cmd.ProcessState.ExitCode(), b)
	}
}
