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
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain builds the program once for the journeys; they are skipped while there is none to build.
func TestMain(m *testing.M) {
	code, err := withProgram(m.Run)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// programDir names the environment variable with the directory that holds the built program.
const programDir = "AECONNECT_TEST_BIN"

func withProgram(run func() int) (int, error) {
	root := filepath.Join("..", "..")
	if _, err := os.Stat(filepath.Join(root, "main.go")); err != nil {
		return run(), nil
	}
	dir, err := os.MkdirTemp("", "aeconnect")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	build := exec.Command("go", "build", "-o", filepath.Join(dir, "aeconnect"), ".")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return 1, fmt.Errorf("the program cannot be built: %w\n%s", err, out)
	}
	if err := os.Setenv(programDir, dir); err != nil {
		return 1, err
	}
	return run(), nil
}

// The journeys of testdata run the real program on the real store.
func TestJourneys(t *testing.T) {
	bin := os.Getenv(programDir)
	if bin == "" {
		t.Skip("there is no main.go to build the program from")
	}
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
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"exits": exits, "capture": capture},
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
