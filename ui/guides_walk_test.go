package ui

import (
	"crypto/ed25519"
	"crypto/sha256"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/screen/screentest"

	"golang.org/x/crypto/ssh"
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
//	replica HANDLE  goes on in a copy that has lost its hub, with commands of each standing about an order of that account
//	pass MOMENT   moves the clock to a moment, with ctrl+g
//	keys N        so many keys were pressed since the step began, what was typed counted letter by letter
//	- TEXT        is a remark
type story struct {
	d *driver
	t *testing.T

	owner *driver              // who may move the clock
	keys  map[string]model.Key // everybody's own, who come by it; nil where one person plays them all
	at    places

	pressed int // keys since the step began, letters that were typed among them
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
					tell(t, file, size, false)
				})
			}
			t.Run("everybody by a key", func(t *testing.T) {
				t.Parallel()
				tell(t, file, screentest.Size{Width: 80, Height: 24}, true)
			})
		})
	}
}

// tell walks a file in a new marketplace whose people have not done anything yet: one person who plays them all, or
// everybody with a terminal of their own and a key, as in a hub.
func tell(t *testing.T, file string, size screentest.Size, keys bool) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	w := screentest.New(t)
	o := options(w, "lumen")
	o.Places = places{}
	s := &story{d: drive(t, w, o, size), t: t}
	if s.owner = s.d; keys {
		s.keys, s.at = map[string]model.Key{}, places{}
		s.enter("lumen")
	}
	s.walk(string(text))
}

// walk does the steps of a walk one after the other.
func (s *story) walk(text string) {
	t := s.t
	steps := strings.Split("\n"+text, "\n# ")
	for _, step := range steps[1:] {
		name, lines, _ := strings.Cut(step, "\n")
		told := t.Run(name, func(t *testing.T) {
			s.t, s.d.t, s.pressed = t, t, 0
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
		if s.keys != nil {
			s.enter(rest)
			break
		}
		s.d.press("ctrl+a")
		s.d.write(rest)
		s.d.press("enter")
		if me := s.d.app.me.handle; me != rest {
			s.t.Errorf("at work is %s, not %s", me, rest)
		}
	case "replica":
		s.replica(rest)
	case "go":
		s.pressed += 2 + len([]rune(rest))
		s.d.press("ctrl+p")
		s.d.write(rest)
		s.d.press("enter")
	case "keys":
		if got := strconv.Itoa(s.pressed); got != rest {
			s.t.Errorf("%s keys, not %s", got, rest)
		}
	case "press":
		s.press(strings.Fields(rest))
	case "type":
		s.pressed += len([]rune(rest))
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
		s.owner.press("ctrl+g")
		s.owner.write("to a moment")
		s.owner.press("enter")
		s.owner.write(rest)
		s.owner.press("ctrl+s", "left", "enter", "esc")
		s.d.send(committed{all: true})
	case "frame":
		s.t.Log("\n" + s.d.frame())
	default:
		s.t.Fatalf("no such verb: %q", line)
	}
}

// enter begins a session of a handle, who comes by a key.
func (s *story) enter(handle string) {
	s.t.Helper()
	w := s.owner.world
	if _, had := s.keys[handle]; !had {
		w.Must("", &model.AddKey{Handle: handle, Text: publicKey(s.t, handle), Kind: model.KeyFull})
		me := w.Account(handle).Key
		_ = w.View(model.Actor{System: true}, func(v model.View) {
			for _, row := range v.Rows(model.KeysOf(me), model.Place{}, false) {
				s.keys[handle] = row.(*model.AccountKey).Key
			}
		})
	}
	o := options(w, handle)
	o.Anyone, o.Key, o.Places = false, s.keys[handle], s.at
	s.d = drive(s.t, w, o, screentest.Size{Width: 80, Height: 24})
}

// publicKey is the line of a key that nobody else has.
func publicKey(t *testing.T, seed string) string {
	t.Helper()
	sum := sha256.Sum256([]byte(seed))
	public, err := ssh.NewPublicKey(ed25519.NewKeyFromSeed(sum[:]).Public())
	if err != nil {
		t.Fatal(err)
	}
	return string(ssh.MarshalAuthorizedKey(public))
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
		s.pressed += n
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
