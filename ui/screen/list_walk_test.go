package screen_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// walker drives one screen without a shell and keeps what it asks the shell for.
type walker struct {
	screen kit.Screen
	theme  kit.Theme
	pushed []kit.Screen
	copied []string
	toasts []kit.Toast
	popped int
	ran    int // commands so far: a screen that never comes to rest is a mistake
}

func walk(s kit.Screen, w, h int) *walker {
	k := &walker{screen: s, theme: kit.NewTheme(screentest.Colours(true))}
	k.run(s.Init())
	k.send(kit.English())
	k.size(w, h)
	return k
}

// size tells the screen a terminal's size; its own place is what a shell with a menu leaves.
func (k *walker) size(w, h int) {
	k.send(tea.WindowSizeMsg{Width: w, Height: h})
	body := w
	if w >= 100 {
		body -= 28
	}
	k.send(kit.Frame{Width: body, Height: max(h-4, 0), Theme: k.theme})
}

func (k *walker) send(msg tea.Msg) {
	next, cmd := k.screen.Update(msg)
	k.screen = next
	k.run(cmd)
}

func (k *walker) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if k.ran++; k.ran > 5000 {
		panic("the screen does not come to rest")
	}
	switch msg := cmd().(type) {
	case nil:
	case kit.Self:
		k.send(msg.Msg)
	case kit.Push:
		k.pushed = append(k.pushed, msg.Screen)
	case kit.Replace:
		k.pushed = append(k.pushed, msg.Screen)
	case kit.Pop:
		k.popped++
	case kit.Toast:
		k.toasts = append(k.toasts, msg)
	default:
		k.unnamed(msg)
	}
}

// unnamed takes batches, sequences and the clipboard, whose messages have no name here.
func (k *walker) unnamed(msg tea.Msg) {
	v := reflect.ValueOf(msg)
	switch {
	case v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]():
		for i := range v.Len() {
			k.run(v.Index(i).Interface().(tea.Cmd))
		}
	case v.Kind() == reflect.String && v.Type().Name() == "setClipboardMsg":
		k.copied = append(k.copied, v.String())
	case strings.Contains(v.Type().Name(), "Tick"):
	default:
		k.send(msg)
	}
}

// press does what a shell does with a key: the action's function, else the key to the screen.
func (k *walker) press(key string) {
	if a, ok := kit.ActionFor(k.screen.Actions(), key); ok && !typing(k.screen, key) {
		if a.Disabled != "" {
			return
		}
		if a.Do != nil {
			k.run(a.Do())
			return
		}
	}
	k.send(screentest.Key(key))
}

func typing(s kit.Screen, key string) bool {
	t, ok := s.(kit.Typing)
	return ok && t.Typing() && len([]rune(key)) == 1
}

// seen is all that a key can change.
func (k *walker) seen() string {
	x, y := 0, 0
	if c, ok := k.screen.(kit.Cursored); ok {
		x, y, _ = c.Cursor()
	}
	return fmt.Sprint(k.screen.View(), x, y, len(k.pushed), len(k.copied), len(k.toasts), k.popped, typing(k.screen, "a"))
}

// place is a screen in a state, by what leads there.
type place struct {
	name string
	open func(*screentest.Cast) kit.Screen
	keys []string
}

// places are the screens of this part in the states that matter.
func places() []place {
	desk := func(c *screentest.Cast, handle string) screen.Desk { return deskOf(c.World, handle) }
	task := func(c *screentest.Cast, handle, name string) kit.Screen {
		return screen.NewTask(desk(c, handle), c.Task(c.Tasks[name]).Key)
	}
	square := func(handle string) func(*screentest.Cast) kit.Screen {
		return func(c *screentest.Cast) kit.Screen { return screen.NewSquare(desk(c, handle)) }
	}
	create := func(c *screentest.Cast) kit.Screen { return screen.NewCreate(desk(c, "lumen")) }
	return []place{
		{"square of a creator", square("hana"), nil},
		{"square of a seller", square("lumen"), nil},
		{"square, a type", square("hana"), []string{"tab", "tab", "tab"}},
		{"square, found", square("hana"), []string{"/", "e", "a", "enter"}},
		{"square, finding", square("hana"), []string{"/", "e", "a"}},
		{"task of a creator", func(c *screentest.Cast) kit.Screen { return task(c, "mia.makes", "kids") }, nil},
		{"task of its seller", func(c *screentest.Cast) kit.Screen { return task(c, "lumen", "kids") }, nil},
		{"task, waiting", func(c *screentest.Cast) kit.Screen { return task(c, "lumen", "kids") }, []string{"tab"}},
		{"task, all orders", func(c *screentest.Cast) kit.Screen { return task(c, "lumen", "kids") }, []string{"tab", "tab"}},
		{"my tasks", func(c *screentest.Cast) kit.Screen { return screen.NewMyTasks(desk(c, "lumen")) }, nil},
		{"my orders of a seller", func(c *screentest.Cast) kit.Screen { return screen.NewMyOrders(desk(c, "lumen"), model.Seller) }, []string{"right"}},
		{"my orders of a creator", func(c *screentest.Cast) kit.Screen { return screen.NewMyOrders(desk(c, "mia.makes"), model.Creator) }, []string{"right"}},
		{"create", create, nil},
		{"create, typed", create, []string{"down", "space", "tab", "T", "i", "tab", "x", "tab", "space"}},
		{"create, looked at", create, []string{"ctrl+r"}},
		{"first run", func(c *screentest.Cast) kit.Screen {
			return screen.NewFirst(desk(c, "lumen"), screen.Beginning{Sample: toastCmd, Own: toastCmd})
		}, nil},
		{"new account", func(c *screentest.Cast) kit.Screen {
			return screen.NewAccount(desk(c, "lumen"), true, func(screen.Newcomer) (*model.Refusal, error) { return nil, nil })
		}, nil},
	}
}

func toastCmd() tea.Cmd { return kit.Send(kit.Toast{Text: "chosen"}) }

func (p place) walk(c *screentest.Cast, w, h int) *walker {
	k := walk(p.open(c), w, h)
	for _, key := range p.keys {
		k.press(key)
	}
	return k
}

// Every action has a name, a sentence and keys of its own; one that is possible does something, and one that is not
// says why.
func TestSquareActionsAreAlive(t *testing.T) {
	c := screentest.NewCast(t)
	globals := []kit.Action{{Key: "ctrl+a"}, {Key: "ctrl+g"}, {Key: "f2"}, {Key: "f3"}, {Key: "ctrl+p"}, {Key: "?"}, {Key: "ctrl+t"}, {Key: "ctrl+c"}}
	for _, p := range places() {
		for _, size := range []screentest.Size{{Width: 80, Height: 24}, {Width: 146, Height: 36}} {
			actions := p.walk(c, size.Width, size.Height).screen.Actions()
			if clashes := kit.Clashes(globals, actions); len(clashes) > 0 {
				t.Errorf("%s at %s: %v have several meanings", p.name, size, clashes)
			}
			if len(actions) == 0 {
				t.Errorf("%s at %s has no actions", p.name, size)
			}
			for _, a := range actions {
				if a.Name == "" {
					t.Errorf("%s at %s: %q has no name", p.name, size, a.Key)
				}
				if a.Disabled == "" && !restless(p, a) {
					p.tryAction(t, c, size, a)
				}
			}
		}
	}
}

// restless tells that a key needs another state than the walk's to do anything.
func restless(p place, a kit.Action) bool {
	switch a.Key {
	case "ctrl+s", "ctrl+d": // they send something off: other tests do
		return true
	case "a": // it approves at once: other tests do
		return p.name == "task, waiting"
	case "up": // the first row
		return true
	case "down": // nothing to scroll, or the form's own
		return strings.HasPrefix(p.name, "task of") || strings.HasPrefix(p.name, "create")
	case "pgup", "home":
		return true
	case "ctrl+l":
		return len(p.keys) < 3
	}
	return false
}

func (p place) tryAction(t *testing.T, c *screentest.Cast, size screentest.Size, a kit.Action) {
	t.Helper()
	k := p.walk(c, size.Width, size.Height)
	before := k.seen()
	k.press(a.Key)
	if k.seen() == before {
		t.Errorf("%s at %s: %q (%s) does nothing in\n%s", p.name, size, a.Key, a.Name, ansi.Strip(k.screen.View()))
	}
}

// Every frame fits its place: whatever the size and whatever one presses on the way.
func TestSquareFramesFit(t *testing.T) {
	c := screentest.NewCast(t)
	all := places()
	keys := []string{"tab", "right", "left", "down", "up", "pgdown", "end", "home", "/", "e", "ctrl+r", "esc", "s", "space", "enter"}
	rapid.Check(t, func(rt *rapid.T) {
		p := all[rapid.IntRange(0, len(all)-1).Draw(rt, "place")]
		w, h := rapid.IntRange(40, 200).Draw(rt, "width"), rapid.IntRange(10, 60).Draw(rt, "height")
		k := p.walk(c, 120, 40)
		for _, key := range rapid.SliceOfN(rapid.SampledFrom(keys), 0, 6).Draw(rt, "keys") {
			k.press(key)
		}
		k.size(w, h)
		body := w
		if w >= 100 {
			body -= 28
		}
		fitsPlace(rt, p.name, k.screen.View(), body, h-4)
	})
}

func fitsPlace(t rapid.TB, name, view string, w, h int) {
	lines := strings.Split(view, "\n")
	if len(lines) > h {
		t.Errorf("%s at %dx%d has %d lines", name, w, h, len(lines))
	}
	for i, line := range lines {
		if n := kit.Width(line); n > w {
			t.Errorf("%s at %dx%d: line %d has %d cells: %q", name, w, h, i, n, ansi.Strip(line))
		}
	}
}
