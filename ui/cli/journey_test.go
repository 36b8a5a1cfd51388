package cli_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain takes away the program that the journeys have built.
func TestMain(m *testing.M) {
	exit := m.Run()
	if program.dir != "" {
		_ = os.RemoveAll(program.dir)
	}
	os.Exit(exit)
}

// program is the program itself, built when the first journey begins: the other tests do not wait for it.
var program struct {
	once sync.Once
	dir  string
	err  error
}

// programDir returns the directory with the built program.
func programDir(t testing.TB) string {
	t.Helper()
	program.once.Do(func() {
		if program.dir, program.err = os.MkdirTemp("", "aeconnect"); program.err != nil {
			return
		}
		build := exec.Command("go", "build", "-buildvcs=false", "-o", filepath.Join(program.dir, "aeconnect"), "aeconnect")
		if out, err := build.CombinedOutput(); err != nil {
			program.err = fmt.Errorf("the program cannot be built: %w\n%s", err, out)
		}
	})
	if program.err != nil {
		t.Fatal(program.err)
	}
	return program.dir
}

// The journeys of testdata run the real program on the real store.
func TestJourneys(t *testing.T) {
	bin := programDir(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", bin+string(os.PathListSeparator)+env.Getenv("PATH"))
			env.Setenv("AECONNECT_DATA", filepath.Join(env.WorkDir, "data"))
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "xdg"))
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("LANG", "en_US.UTF-8")
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"exits": exits, "capture": capture, "fill": fill},
	})
}

// exits runs a command that must end with an exit code: exits 3 aeconnect ...
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("%s: exit %d, want %d\n%s%s", strings.Join(args[1:], " "), got, want, ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

// fill puts what was captured into files: fill FILE... replaces $NAME.
func fill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: fill FILE...")
	}
	for _, name := range args {
		text := os.Expand(ts.ReadFile(name), ts.Getenv)
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o600))
	}
}

// capture keeps a key of the JSON object that the last command printed: capture ORDER id
func capture(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: capture NAME KEY")
	}
	var row map[string]any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &row))
	text, ok := row[args[1]].(string)
	if !ok {
		ts.Fatalf("there is no text %q in %s", args[1], ts.ReadFile("stdout"))
	}
	ts.Setenv(args[0], text)
}
