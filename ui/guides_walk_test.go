package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aeconnect/ui/screen/screentest"
)

// The guides are walked as people walk them: by keys alone, step by step, one person after the other. A walk is a file
// in testdata/walk. A line "# NAME" begins a step of the guide, which is a test of that name; other lines are
//
//	as HANDLE     switches to an account with ctrl+a
//	go ENTRY      opens a menu entry by its name, from the list of commands
//	press KEYS    presses keys: tab, ctrl+s, a; "down*3" three times
//	type TEXT     types a text
//	see TEXT      the text is seen; line breaks and columns do not matter
//	not TEXT      it is not
//	pass MOMENT   moves the clock to a moment, with ctrl+g
//	- TEXT        is a remark
type story struct {
	d *driver
	t *testing.T
}

func TestGuidesWalked(t *testing.T) {
	files, err := filepath.Glob(walks())
	if err != nil || len(files) == 0 {
		t.Fatal("no walks", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".walk"), func(t *testing.T) {
			for _, size := range []screentest.Size{{Width: 80, Height: 24}, {Width: 146, Height: 36}} {
				t.Run(size.String(), func(t *testing.T) {
					t.Parallel()
					tell(t, file, size)
				})
			}
		})
	}
}

// tell walks a file in a new marketplace whose people have not done anything yet.
func tell(t *testing.T, file string, size screentest.Size) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	w := screentest.New(t)
	o := options(w, "lumen")
	o.Places = places{}
	s := &story{d: drive(t, w, o, size), t: t}
	steps := strings.Split("\n"+string(text), "\n# ")
	for _, step := range steps[1:] {
		name, lines, _ := strings.Cut(step, "\n")
		told := t.Run(name, func(t *testing.T) {
			s.t, s.d.t = t, t
			for _, line := range strings.Split(lines, "\n") {
				if s.line(strings.TrimSpace(line)); t.Failed() {
					t.Fatalf("at %q", line)
				}
			}
		})
		if !told {
			t.FailNow() // what follows builds on it
		}
	}
}

// line does what a line of a walk says.
func (s *story) line(line string) {
	s.t.Helper()
	verb, rest, _ := strings.Cut(line, " ")
	switch verb {
	case "", "-":
	case "as":
		s.d.press("ctrl+a")
		s.d.write(rest)
		s.d.press("enter")
		if me := s.d.app.me.handle; me != rest {
			s.t.Errorf("at work is %s, not %s", me, rest)
		}
	case "go":
		s.d.press("ctrl+p")
		s.d.write(rest)
		s.d.press("enter")
	case "press":
		s.press(strings.Fields(rest))
	case "type":
		s.d.write(rest)
	case "see":
		if !strings.Contains(unbroken(s.d.frame()), unbroken(rest)) {
			s.t.Errorf("%q is not seen in\n%s", rest, s.d.frame())
		}
	case "not":
		if strings.Contains(unbroken(s.d.frame()), unbroken(rest)) {
			s.t.Errorf("%q is seen in\n%s", rest, s.d.frame())
		}
	case "pass":
		s.d.press("ctrl+g")
		s.d.write("to a moment")
		s.d.press("enter")
		s.d.write(rest)
		s.d.press("ctrl+s", "left", "enter", "esc")
	case "frame":
		s.t.Log("\n" + s.d.frame())
	default:
		s.t.Fatalf("no such verb: %q", line)
	}
}

func (s *story) press(keys []string) {
	s.t.Helper()
	for _, key := range keys {
		name, times, many := strings.Cut(key, "*")
		n := 1
		if many && len(times) == 1 && name != "" {
			n = int(times[0] - '0')
		}
		if !many || name == "" {
			name = key
		}
		s.d.press(repeat(name, n)...)
	}
}

// walks is where the walks stand; one that is being written may stand elsewhere.
func walks() string {
	if file := os.Getenv("AECONNECT_WALK"); file != "" {
		return file
	}
	return "testdata/walk/*.walk"
}
