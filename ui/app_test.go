package ui

import (
	"context"
	"errors"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// driver plays the program to rest without a terminal.
type driver struct {
	t     *testing.T
	world *screentest.World
	app   *App
	queue []tea.Cmd

	copied []string // what was sent to the clipboard
}

// places remembers in a map.
type places map[string]string

func (p places) Place(handle string) string    { return p[handle] }
func (p places) SetPlace(handle, entry string) { p[handle] = entry }

func options(w *screentest.World, handle string) Options {
	return Options{Market: w, Handle: handle, Anyone: true, Words: assets.NewWords("en"), Drafts: screen.NewDrafts(nil, nil)}
}

func drive(t *testing.T, w *screentest.World, o Options, size screentest.Size) *driver {
	t.Helper()
	d := &driver{t: t, world: w, app: New(o)}
	d.app.tick = func(time.Duration, func(time.Time) tea.Msg) tea.Cmd { return nil } // no test waits
	w.Touched()
	d.run(d.app.Init())
	d.send(tea.ColorProfileMsg{Profile: colorprofile.Ascii})
	d.send(tea.WindowSizeMsg{Width: size.Width, Height: size.Height})
	return d
}

func (d *driver) send(msg tea.Msg) {
	d.t.Helper()
	_, cmd := d.app.Update(msg)
	d.run(cmd)
	for n := 0; len(d.queue) > 0; n++ {
		if n > 5000 {
			d.t.Fatal("the program does not come to rest")
		}
		next := d.queue[0]
		d.queue = d.queue[1:]
		d.play(next())
		if changed, any := d.world.Touched(); any {
			_, cmd := d.app.Update(committed{refs: changed.Refs})
			d.run(cmd)
		}
	}
}

func (d *driver) run(cmd tea.Cmd) {
	if cmd != nil {
		d.queue = append(d.queue, cmd)
	}
}

func (d *driver) play(msg tea.Msg) {
	if v := reflect.ValueOf(msg); v.IsValid() && v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		for i := range v.Len() {
			d.run(v.Index(i).Interface().(tea.Cmd))
		}
		return
	} else if v.IsValid() && v.Kind() == reflect.String && v.Type().Name() == "setClipboardMsg" {
		d.copied = append(d.copied, v.String())
	}
	if msg != nil {
		_, cmd := d.app.Update(msg)
		d.run(cmd)
	}
}

func (d *driver) press(keys ...string) {
	d.t.Helper()
	for _, key := range keys {
		d.send(screentest.Key(key))
	}
}

func (d *driver) write(text string) {
	d.t.Helper()
	for _, r := range text {
		d.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func (d *driver) frame() string {
	lines := strings.Split(ansi.Strip(d.app.View().Content), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

func (d *driver) expect(texts ...string) {
	d.t.Helper()
	flat := strings.Join(strings.Fields(d.frame()), " ")
	for _, text := range texts {
		if !strings.Contains(flat, strings.Join(strings.Fields(text), " ")) {
			d.t.Errorf("%q is not seen in\n%s", text, d.frame())
		}
	}
}

func (d *driver) refuse(text string) {
	d.t.Helper()
	if strings.Contains(d.frame(), text) {
		d.t.Errorf("%q is seen in\n%s", text, d.frame())
	}
}

func TestAppGolden(t *testing.T) {
	c := screentest.NewCast(t)
	for _, handle := range []string{"lumen", "mia.makes", "northlight", "sam", "ops"} {
		for _, size := range screentest.Sizes() {
			d := drive(t, c.World, options(c.World, handle), size)
			d.press("2")
			screentest.Golden(t, "app_"+handle+"_"+size.String(), d.frame())
		}
	}
}

// The menu has what a role can do and nothing else, and every entry opens a page of its own.
func TestMenuByRole(t *testing.T) {
	c := screentest.NewCast(t)
	for handle, want := range map[string]string{
		"lumen":      "1 Today, 2 Task Square, 3 Create new task, 4 Task to be reviewed, 5 Pending Tasks, 6 Task to be confirmed, 7 Payments, 8 My tasks, 9 My orders, Activities, Promo codes, Profile, Notifications, Settings, Help",
		"mia.makes":  "1 Today, 2 Task Square, 3 My orders, 4 Payments, 5 Promo codes, Profile, Notifications, Settings, Help",
		"northlight": "1 Today, 2 Task Square, 3 Roster board, 4 My orders, 5 Payments, 6 Promo codes, Profile, Notifications, Settings, Help",
		"sam":        "1 Today, 2 Task Square, 3 Payments, 4 People, 5 Activities, Notifications, Settings, Help",
		"ops":        "1 Today, 2 Task Square, 3 People, 4 Create new task, 5 My tasks, 6 Activities, Notifications, Settings, Help",
	} {
		d := drive(t, c.World, options(c.World, handle), screentest.Size{Width: 146, Height: 36})
		var names []string
		for i, e := range d.app.menu(d.app.read(handle)) {
			name := e.Name
			if !e.Plain {
				name = strconv.Itoa(i+1) + " " + name
			}
			names = append(names, name)
			d.send(kit.Go{Entry: e.Key})
			d.expect(e.Name)
			if d.app.shell.Current() != e.Key {
				t.Errorf("%s: entry %d is not in front", handle, i+1)
			}
		}
		if got := strings.Join(names, ", "); got != want {
			t.Errorf("%s has %s, want %s", handle, got, want)
		}
	}
}

// Another account is another menu and other screens, at the place where that account was.
func TestSwitchAccount(t *testing.T) {
	c := screentest.NewCast(t)
	o, remembered := options(c.World, "lumen"), places{}
	o.Places = remembered
	d := drive(t, c.World, o, screentest.Size{Width: 146, Height: 36})
	d.press("8")
	d.press("ctrl+a")
	d.expect("Who is at work?", "Add an account")
	d.write("mia")
	d.press("enter")
	d.expect("Mia Makes", "Influencer", "My orders")
	d.refuse("Create new task")
	d.press("2")
	if remembered["lumen"] != "tasks" || remembered["mia.makes"] != "square" {
		t.Errorf("remembered %v", remembered)
	}
	d.press("ctrl+a")
	d.write("lumen")
	d.press("enter")
	d.expect("Lumen Audio", "My tasks All 12")
	d.press("3", "down", "space", "tab")
	if remembered["lumen"] != "create" {
		t.Errorf("lumen is remembered at %q", remembered["lumen"])
	}
	again := drive(t, c.World, o, screentest.Size{Width: 146, Height: 36})
	again.expect("Create new task 1 of 4")
	again.press("esc")
	again.expect("Lumen Audio", "Today")
	if remembered["lumen"] != "today" {
		t.Errorf("lumen left the form for %q", remembered["lumen"])
	}
}

// What others do is counted in the menu as it happens.
func TestMenuCountsAreLive(t *testing.T) {
	c := screentest.NewCast(t)
	d := drive(t, c.World, options(c.World, "mia.makes"), screentest.Size{Width: 146, Height: 36})
	d.expect("2 Task Square 9")
	c.Publish("lumen", c.FixedPrice())
	refs, _ := c.World.Touched()
	d.send(committed{refs: refs.Refs})
	d.expect("2 Task Square 10")
	c.Publish("lumen", c.FixedPrice())
	c.World.Touched()
	d.send(committed{all: true})
	d.expect("2 Task Square 11")
}

func TestClockMovesEverything(t *testing.T) {
	c := screentest.NewCast(t)
	d := drive(t, c.World, options(c.World, "lumen"), screentest.Size{Width: 146, Height: 36})
	d.expect("sample marketplace", "19 Nov 2026 09:12")
	d.press("ctrl+g")
	d.write("five")
	d.press("enter")
	d.expect("Move the clock to Tue 24 Nov 09:12?")
	d.press("left", "enter")
	d.expect("5 d later", "24 Nov 2026 09:12")
	d.press("enter")
	d.press("f2")
	if !d.app.options.Theme.Dark {
		t.Error("f2 does not switch between light and dark")
	}
}

// A marketplace without accounts begins with a choice; the first account is at work as soon as it is there.
func TestFirstRun(t *testing.T) {
	sample := screentest.NewCast(t)
	failures := 1
	begin := func() (*bare, *driver) {
		w := newBare(t)
		o := options(sample.World, "")
		o.Market = w
		o.Sample = func(context.Context) (Options, error) {
			if failures > 0 {
				failures--
				return Options{}, errors.New("no room left")
			}
			return options(sample.World, "mia.makes"), nil
		}
		return w, drive(t, sample.World, o, screentest.Size{Width: 100, Height: 30})
	}
	w, d := begin()
	d.expect("Try the sample marketplace", "Start my own")
	d.press("s")
	d.expect("That did not work: no room left")
	d.press("n")
	d.expect("This is the first account")
	d.press("tab")
	d.write("lumen")
	d.press("tab", "tab", "tab")
	d.write("5")
	d.press("ctrl+s")
	d.expect("lumen takes part now")
	d.send(committed{refs: []model.Ref{{Kind: model.KindAccount, Key: 1}}})
	d.expect("1 Today", "3 Create new task", "this computer")
	if w.account("lumen").InPortals == 0 {
		t.Error("the shop is not in the affiliate programme")
	}
	_, d = begin()
	d.press("s")
	d.expect("Mia Makes", "sample marketplace", "1 Today")
}

func TestGrowthIsTold(t *testing.T) {
	c := screentest.NewCast(t)
	o := options(c.World, "lumen")
	done := 0
	o.Growing = func() (int, int, bool) { done += 500; return done, 1000, done < 1000 }
	d := drive(t, c.World, o, screentest.Size{Width: 146, Height: 36})
	d.app.Update(growing{done: 500, total: 1000, more: true, at: time.Unix(100, 0)})
	d.send(growing{done: 500, total: 1000, more: true, at: time.Unix(101, 0)})
	d.press("f3")
	d.expect("Making the sample marketplace")
	d.send(growing{done: 1000, total: 1000, at: time.Unix(102, 0)})
	d.expect("The sample marketplace is whole", "19 Nov 2026")
}

// No global key is taken from a screen, and every action of the frame has a name and a sentence.
func TestGlobalKeys(t *testing.T) {
	c := screentest.NewCast(t)
	o := options(c.World, "lumen")
	o.Growing = func() (int, int, bool) { return 1, 2, false }
	d := drive(t, c.World, o, screentest.Size{Width: 146, Height: 36})
	all := d.app.shell.Everywhere()
	if clashes := kit.Clashes(nil, all); len(clashes) > 0 {
		t.Errorf("keys with several meanings: %v", clashes)
	}
	for _, a := range all {
		if a.Name == "" || a.Help == "" || a.Do == nil {
			t.Errorf("%q says or does nothing", a.Key)
		}
	}
}
