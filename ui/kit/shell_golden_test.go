package kit

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; look at it and run with -update\n--- got\n%s\n--- want\n%s", path, got, want)
	}
}

// plain is a frame as text, its lines without trailing blanks.
func plain(lines []string) string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = strings.TrimRight(ansi.Strip(line), " ")
	}
	return strings.Join(out, "\n") + "\n"
}

// sequence returns the commands of a tea.Sequence, whose message has no name.
func sequence(msg tea.Msg) ([]tea.Cmd, bool) {
	v := reflect.ValueOf(msg)
	if v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return nil, false
	}
	cmds := make([]tea.Cmd, v.Len())
	for i := range cmds {
		cmds[i] = v.Index(i).Interface().(tea.Cmd)
	}
	return cmds, true
}

// sizes are those at which every page is looked at.
func sizes() [][2]int { return [][2]int{{60, 20}, {80, 24}, {146, 36}} }

// scenes are the states of the demo that goldens keep.
func scenes() map[string]func(*Shell) {
	return map[string]func(*Shell){
		"list":    func(s *Shell) { keys(s, "down", "space", "down") },
		"filter":  func(s *Shell) { keys(s, "/", "'tele") },
		"empty":   func(s *Shell) { keys(s, "/", "'qqqq") },
		"preview": func(s *Shell) { keys(s, "tab") },
		"form": func(s *Shell) {
			keys(s, "3")
			fill(s)
		},
		"complete": func(s *Shell) { keys(s, "n", "tab", "tab", "tab", "tab", "'ge") },
		"palette":  func(s *Shell) { keys(s, "ctrl+p") },
		"command":  func(s *Shell) { keys(s, "ctrl+p", "'le") },
		"help":     func(s *Shell) { keys(s, "?") },
		"confirm":  func(s *Shell) { keys(s, "space", "a", "left") },
		"chooser":  func(s *Shell) { keys(s, "ctrl+a", "down", "down") },
		"toast":    func(s *Shell) { keys(s, "a") },
		"typed": func(s *Shell) {
			send(s, Push{NewConfirm(Confirm{Title: "Throw 312 books away", Text: "This cannot be taken back.", Facts: []string{"312 books"}, Yes: "Throw away", Typed: "B-0001"})})
			keys(s, "'b-00")
		},
		"lost": func(s *Shell) {
			send(s, Status{Link: LinkLost, Since: "14:02", Queued: 12, Unread: 3})
		},
	}
}

// fill puts values into the form in front.
func fill(s *Shell) {
	st := s.stack()
	e := st[len(st)-1].screen.(entry)
	w, h := e.form.width, e.form.height
	e.form = filledForm().Focus("links").Resize(w, h)
	st[len(st)-1].screen = e
}

func TestShellGolden(t *testing.T) {
	for name, play := range scenes() {
		for _, size := range sizes() {
			s := newDemo(ThemeOptions{}, size[0], size[1])
			play(s)
			golden(t, fmt.Sprintf("shell-%s-%dx%d", name, size[0], size[1]), plain(s.Lines()))
		}
	}
}

func TestShellGoldenStyled(t *testing.T) {
	s := newDemo(themeOptions(true), 110, 30)
	keys(s, "down", "space", "/", "'te")
	golden(t, "shell-styled-dark", strings.Join(s.Lines(), "\n")+"\n")
}

func TestShellASCII(t *testing.T) {
	s := newDemo(ThemeOptions{ASCII: true}, 80, 24)
	keys(s, "/", "'tele")
	golden(t, "shell-ascii", plain(s.Lines()))
}

// TestShot writes a styled frame to the file named by SHOT, to look at it as a
// picture: SHOT=x.ansi SCENE=list SIZE=146x36 LIGHT=1 go test -run TestShot
func TestShot(t *testing.T) {
	path := os.Getenv("SHOT")
	if path == "" {
		t.Skip("no SHOT")
	}
	var w, h int
	if _, err := fmt.Sscanf(os.Getenv("SIZE"), "%dx%d", &w, &h); err != nil {
		t.Fatal(err)
	}
	s := newDemo(themeOptions(os.Getenv("LIGHT") == ""), w, h)
	scenes()[os.Getenv("SCENE")](s)
	if err := os.WriteFile(path, []byte(strings.Join(s.Lines(), "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}
