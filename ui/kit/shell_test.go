package kit

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// probe is a screen that writes down what reaches it.
type probe struct {
	name     string
	typing   bool
	floating bool
	actions  []Action
	more     string // what else it shows
	x, y     int    // its cursor
	got      *[]string
	frame    *Frame
}

func newProbe(name string) *probe { return &probe{name: name, got: new([]string), frame: new(Frame)} }

func (p *probe) Init() tea.Cmd { return nil }
func (p *probe) Title() string { return p.name }
func (p *probe) View() string  { return p.name + " body" + p.more }
func (p *probe) Cursor() (x, y int, ok bool) {
	return p.x, p.y, true
}
func (p *probe) Actions() []Action { return p.actions }
func (p *probe) Typing() bool      { return p.typing }
func (p *probe) Floating() bool    { return p.floating }

type note string

func (p *probe) Update(msg tea.Msg) (Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case Frame:
		*p.frame = msg
	case tea.KeyPressMsg:
		*p.got = append(*p.got, msg.String())
	case tea.PasteMsg:
		*p.got = append(*p.got, "paste "+msg.Content)
	case note:
		*p.got = append(*p.got, "note "+string(msg))
	case Shown:
		*p.got = append(*p.got, "shown")
	case Click:
		*p.got = append(*p.got, "click")
	}
	return p, nil
}

func (p *probe) took() []string {
	got := *p.got
	*p.got = nil
	return got
}

// newProbes returns a shell of two entries and their screens.
func newProbes() (*Shell, *probe, *probe) {
	a, b := newProbe("a"), newProbe("b")
	s := NewShell(ShellOptions{App: "Probe", Theme: themeOptions(true), Account: SetAccount{Name: "Mia", Menu: []MenuEntry{
		{Key: "a", Name: "First", Open: func() Screen { return a }},
		{Key: "b", Name: "Second", Open: func() Screen { return b }},
	}}})
	settle(s, s.Init())
	send(s, tea.WindowSizeMsg{Width: 120, Height: 30})
	return s, a, b
}

func TestShellTellsANewScreenItsSizeAtOnce(t *testing.T) {
	s, a, b := newProbes()
	if body := s.bodyRect(); a.frame.Width != body.Width || a.frame.Height != body.Height || a.frame.Width != 92 || a.frame.Height != 26 {
		t.Errorf("the first screen was told %v of %v", *a.frame, body)
	}
	keys(s, "2")
	if b.frame.Width != 92 {
		t.Errorf("the second screen was told %v", *b.frame)
	}
	send(s, tea.WindowSizeMsg{Width: 80, Height: 24})
	if a.frame.Width != 80 || b.frame.Width != 80 || a.frame.Height != 19 {
		t.Errorf("after a resize they were told %v and %v", *a.frame, *b.frame)
	}
	float := newProbe("float")
	float.floating = true
	send(s, Push{float})
	if float.frame.Width != 72 || float.frame.Height != 19 {
		t.Errorf("a floating screen was told %v", *float.frame)
	}
}

func TestShellRoutesKeys(t *testing.T) {
	s, a, b := newProbes()
	done := ""
	s.globals = []Action{{Key: "ctrl+g", Name: "global", Do: func() tea.Cmd { done += "g"; return nil }}}
	a.actions = []Action{
		{Key: "x", Name: "do", Do: func() tea.Cmd { done += "x"; return nil }},
		{Key: "ctrl+g", Name: "never", Do: func() tea.Cmd { done += "!"; return nil }},
		{Key: "d", Name: "disabled", Disabled: "not on Sundays", Do: func() tea.Cmd { done += "!"; return nil }},
		{Key: "k", Name: "by key"},
	}
	keys(s, "x", "ctrl+g", "d", "k", "z")
	if done != "xg" {
		t.Errorf("done %q", done)
	}
	if got := a.took(); !slices.Equal(got, []string{"k", "z"}) {
		t.Errorf("the screen got %v", got)
	}
	a.typing = true
	keys(s, "x", "2", "?", "space", "ctrl+g")
	if got := a.took(); !slices.Equal(got, []string{"x", "2", "?", "space"}) || done != "xgg" {
		t.Errorf("while typing the screen got %v, done %q", got, done)
	}
	a.typing = false
	keys(s, "2", "9")
	if got := b.took(); s.current != "b" || len(got) != 0 {
		t.Errorf("2 opened %s, 9 was given on: %v", s.current, got)
	}
}

func TestShellShowsWhyAnActionIsNotPossible(t *testing.T) {
	s, a, _ := newProbes()
	a.actions = []Action{{Key: "d", Name: "decide", Disabled: "not on Sundays"}}
	keys(s, "d")
	if foot := plain(s.Lines()[28:]); !strings.Contains(foot, "✗ not on Sundays") || !strings.Contains(foot, "d decide") {
		t.Errorf("the foot says %q", foot)
	}
	keys(s, "z")
	if foot := plain(s.Lines()[29:]); !strings.Contains(foot, "d decide") {
		t.Errorf("after the next key the foot says %q", foot)
	}
	keys(s, "ctrl+p")
	if frame := plain(s.Lines()); !strings.Contains(frame, "✗ decide  not on Sundays") {
		t.Errorf("the palette says\n%s", frame)
	}
}

func TestShellRoutesMessages(t *testing.T) {
	s, a, b := newProbes()
	keys(s, "2", "1")
	a.took()
	b.took()
	send(s, tea.PasteMsg{Content: "text"})
	if got := a.took(); !slices.Equal(got, []string{"paste text"}) || len(b.took()) != 0 {
		t.Errorf("a paste reached %v", got)
	}
	send(s, note("news"))
	if x, y := a.took(), b.took(); !slices.Equal(x, []string{"note news"}) || !slices.Equal(y, x) {
		t.Errorf("news reached %v and %v", x, y)
	}
	a.actions = []Action{{Key: "x", Do: func() tea.Cmd { return tea.Batch(Send(Self{note("mine")}), Send(Self{note("too")})) }}}
	keys(s, "x")
	if x, y := a.took(), b.took(); !slices.Equal(x, []string{"note mine", "note too"}) || len(y) != 0 {
		t.Errorf("a message to itself reached %v and %v", x, y)
	}
	cmd := s.from(s.stacks["a"][0].id, Send(Self{note("late")}))
	keys(s, "2")
	b.took()
	settle(s, cmd)
	if x, y := a.took(), b.took(); !slices.Equal(x, []string{"note late"}) || len(y) != 0 {
		t.Errorf("a late message to itself reached %v and %v", x, y)
	}
}

func TestShellStacks(t *testing.T) {
	s, a, _ := newProbes()
	deep := newProbe("deep")
	send(s, Push{deep})
	keys(s, "2", "1")
	if top, _ := s.top(); top.screen != deep {
		t.Error("an entry does not come back as it was left")
	}
	keys(s, "1")
	if top, _ := s.top(); top.screen != a {
		t.Error("its digit again should go to the entry's first screen")
	}
	send(s, Push{deep})
	a.took()
	keys(s, "esc")
	if top, _ := s.top(); top.screen != a || !slices.Equal(a.took(), []string{"shown"}) {
		t.Error("esc should go back and say so")
	}
	keys(s, "esc")
	if got := a.took(); !slices.Equal(got, []string{"esc"}) {
		t.Errorf("esc on the first screen is the screen's: %v", got)
	}
	other := newProbe("other")
	send(s, Replace{other})
	if top, _ := s.top(); top.screen != other || len(s.stack()) != 1 {
		t.Error("replace should leave one screen")
	}
	keys(s, "2")
	send(s, Pop{})
	if s.current != "a" || len(s.stacks["b"]) != 0 {
		t.Error("leaving the last screen of an entry should go to the entry before")
	}
	send(s, Go{Entry: "a", Home: true})
	if top, _ := s.top(); top.screen != a {
		t.Error("home should open the entry anew")
	}
}

func TestShellMenu(t *testing.T) {
	s, _, b := newProbes()
	keys(s, "2")
	menu := append([]MenuEntry(nil), s.menu...)
	menu[1].Count, menu[1].CountWarns = 37, true
	menu = append(menu, MenuEntry{Key: "view", Name: "My saved view", Gap: true, Open: func() Screen { return newProbe("view") }})
	send(s, SetMenu{menu})
	if top, _ := s.top(); top.screen != b {
		t.Error("new counts closed a screen")
	}
	frame := plain(s.Lines())
	if !strings.Contains(frame, "▌2 Second               37 │") || !strings.Contains(frame, "\n 3 My saved view") {
		t.Errorf("the menu is\n%s", frame)
	}
	click(s, 5, 5)
	if s.current != "view" {
		t.Errorf("a click opened %s", s.current)
	}
	send(s, tea.WindowSizeMsg{Width: 80, Height: 24})
	click(s, 3, 1)
	if s.current != "a" {
		t.Errorf("a click in the line opened %s", s.current)
	}
	send(s, SetAccount{Name: "Sam", Menu: menu[:1]})
	if len(s.stacks) != 1 || !strings.Contains(plain(s.Lines()), "Sam") {
		t.Error("another account should begin with nothing open")
	}
}

func TestShellMouse(t *testing.T) {
	s, a, _ := newProbes()
	pressed := false
	a.actions = []Action{{Key: "x", Name: "do it", Do: func() tea.Cmd { pressed = true; return nil }}}
	click(s, 3, 29)
	if !pressed {
		t.Error("a click on the footer's action did nothing")
	}
	click(s, 40, 10)
	if got := a.took(); !slices.Equal(got, []string{"click"}) {
		t.Errorf("a click in the body reached %v", got)
	}
	if x, y, ok := s.within(28, 2); x != 0 || y != 0 || !ok {
		t.Errorf("the body begins at %d,%d %v", x, y, ok)
	}
	keys(s, "ctrl+t")
	click(s, 40, 10)
	if len(a.took()) != 0 || s.View().MouseMode != tea.MouseModeNone {
		t.Error("the mouse was not freed")
	}
	now := time.Unix(0, 0)
	s.now = func() time.Time { now = now.Add(100 * time.Millisecond); return now }
	if s.double(1, 1) || !s.double(1, 1) || s.double(1, 1) || s.double(2, 1) {
		t.Error("double clicks are told wrongly")
	}
}

func TestShellPaletteDoesWhatTheKeyDoes(t *testing.T) {
	s, a, _ := newProbes()
	done := ""
	a.actions = []Action{{Key: "x", Name: "export as a file", Do: func() tea.Cmd { done += "x"; return nil }}, {Key: "k", Name: "keep"}}
	keys(s, "ctrl+p", "'export", "enter")
	if done != "x" || len(s.stack()) != 1 {
		t.Errorf("done %q with %d screens", done, len(s.stack()))
	}
	keys(s, "ctrl+p", "'keep", "enter")
	if got := a.took(); !slices.Contains(got, "k") {
		t.Errorf("an action by key reached %v", got)
	}
	keys(s, "ctrl+p", "'second", "enter")
	if s.current != "b" {
		t.Errorf("the palette opened %s", s.current)
	}
	keys(s, "ctrl+p", "esc", "ctrl+p", "ctrl+p")
	if len(s.stack()) != 1 {
		t.Error("the palette does not close")
	}
	s.menu[1].Short = "2nd"
	keys(s, "1", "ctrl+p", "'2nd", "enter")
	if s.current != "b" {
		t.Errorf("the palette opened %s by the name in the menu", s.current)
	}
	keys(s, "1", "ctrl+p", "'help", "enter")
	if !strings.Contains(plain(s.Lines()), "Keys of a") {
		t.Error("a global action from the palette concerns the palette")
	}
}

func TestShellHelp(t *testing.T) {
	s := newDemo(ThemeOptions{}, 120, 50)
	keys(s, "?")
	frame := plain(s.Lines())
	for _, want := range []string{"All books there are", "enter", "✗ no book is chosen", "ctrl+a", "ctrl+c"} {
		if !strings.Contains(frame, want) {
			t.Errorf("the help lacks %q", want)
		}
	}
	keys(s, "'quit")
	if frame = plain(s.Lines()); !strings.Contains(frame, "ctrl+c") || strings.Contains(frame, "another reader") {
		t.Errorf("searching shows\n%s", frame)
	}
	keys(s, "esc")
	if len(s.stack()) != 1 {
		t.Error("esc does not close the help")
	}
}

func TestConfirm(t *testing.T) {
	for _, c := range []struct {
		typed string
		keys  []string
		want  bool
	}{
		{"", []string{"enter"}, false},
		{"", []string{"esc"}, false},
		{"", []string{"tab", "enter"}, true},
		{"", []string{"tab", "tab", "enter"}, false},
		{"", []string{"'h", "enter"}, false}, // whoever types on agrees to nothing
		{"", []string{"'l", "enter"}, false},
		{"T-1", []string{"enter"}, false},
		{"T-1", []string{"'T-", "enter"}, false},
		{"T-1", []string{"'t-1", "enter"}, true},
	} {
		s, a, _ := newProbes()
		done := false
		send(s, Push{NewConfirm(Confirm{Title: "Sure?", Yes: "Yes", Typed: c.typed, Do: func() tea.Cmd { done = true; return Send(Self{note("done")}) }})})
		keys(s, c.keys...)
		if done != c.want {
			t.Errorf("%q %v: done %v", c.typed, c.keys, done)
		}
		if got := a.took(); done && !slices.Contains(got, "note done") {
			t.Errorf("the screen below got %v", got)
		}
	}
}

func TestConfirmByMouse(t *testing.T) {
	s, _, _ := newProbes()
	done := false
	send(s, Push{NewConfirm(Confirm{Title: "Sure?", Yes: "Do it", Do: func() tea.Cmd { done = true; return nil }})})
	lines := strings.Split(plain(s.Lines()), "\n")
	y := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, "Do it") && strings.Contains(l, "Cancel") })
	click(s, Width(lines[y][:strings.Index(lines[y], "Do it")])+1, y)
	if !done || len(s.stack()) != 1 {
		t.Error("a click on the answer did nothing")
	}
}

func TestShellFollowsTheBackground(t *testing.T) {
	s, a, b := newProbes()
	keys(s, "2")
	send(s, SetTheme{Dark: false})
	if a.frame.Theme.Dark() || b.frame.Theme.Dark() || s.theme.Dark() {
		t.Error("screens were not told the theme")
	}
	send(s, tea.BackgroundColorMsg{}) // black
	if s.theme.Dark() {
		t.Error("a fixed theme followed the terminal")
	}
}

func TestShellIsCalmWhenTooSmall(t *testing.T) {
	s := newDemo(ThemeOptions{}, 30, 8)
	if got := plain(s.Lines()); !strings.Contains(got, "40 columns") {
		t.Errorf("it says %q", got)
	}
	send(s, tea.WindowSizeMsg{Width: 40, Height: 10})
	if got := plain(s.Lines()); !strings.Contains(got, "Catalogue") {
		t.Errorf("at 40x10 it says %q", got)
	}
	send(s, tea.WindowSizeMsg{Width: 20, Height: 5}, tea.WindowSizeMsg{Width: 146, Height: 36})
	if got := len(s.Lines()); got != 36 {
		t.Errorf("back at 146x36 there are %d lines", got)
	}
}

func TestShellHoldsAScreenInItsPlace(t *testing.T) {
	s, a, _ := newProbes()
	a.more = strings.Repeat("wide", 50) + strings.Repeat("\nlong", 90)
	for i, line := range s.Lines() {
		if i >= 30 || Width(line) > 120 {
			t.Errorf("line %d has %d cells", i, Width(line))
		}
	}
	for _, c := range []struct {
		x, y int
		in   bool
	}{{0, 0, true}, {91, 25, true}, {92, 0, false}, {0, 26, false}, {-1, 0, false}} {
		a.x, a.y = c.x, c.y
		if v := s.View(); (v.Cursor != nil) != c.in || c.in && (v.Cursor.X != c.x+28 || v.Cursor.Y != c.y+2) {
			t.Errorf("a cursor at %d,%d stands at %v", c.x, c.y, v.Cursor)
		}
	}
}

func TestKeyPressNamesAreTheirOwn(t *testing.T) {
	for _, name := range []string{"a", "A", "?", "/", "+", "space", "enter", "esc", "tab", "shift+tab", "ctrl+s", "ctrl+p", "alt+up", "pgdown", "home", "backspace", "1", "三"} {
		if got := keyPress(name).String(); got != name {
			t.Errorf("%s is pressed as %s", name, got)
		}
	}
}

func TestDemoHasNoClashes(t *testing.T) {
	s := newDemo(ThemeOptions{}, 120, 40)
	for _, screen := range []Screen{s.stack()[0].screen, newEntry()} {
		if got := Clashes(s.Everywhere(), screen.Actions()); len(got) > 0 {
			t.Errorf("%s: clashing keys %v", screen.Title(), got)
		}
	}
	if got := Clashes(s.Everywhere(), []Action{{Key: "a"}, {Key: "?"}, {Key: "b", Also: []string{"a"}}}); !slices.Equal(got, []string{"?", "a"}) {
		t.Errorf("clashes are %v", got)
	}
}

func TestListPageRoutes(t *testing.T) {
	s := newDemo(ThemeOptions{}, 146, 36)
	page := func() ListPage { return s.stack()[0].screen.(shelf).page }
	keys(s, "/", "'tele", "down")
	if p := page(); p.Filter.Value() != "tele" || p.Table.CurrentKey() != "B-0008" || !p.Typing() {
		t.Errorf("while filtering: %q at %s", p.Filter.Value(), p.Table.CurrentKey())
	}
	keys(s, "enter", "down", "esc")
	if p := page(); p.Filter.Shown() || p.Table.Len() != 300 || p.Table.CurrentKey() != "B-0000" {
		t.Errorf("esc leaves %q with %d rows", p.Filter.Value(), p.Table.Len())
	}
	keys(s, "right", "right")
	if key := page().Tabs.Key(); key != "travel" {
		t.Errorf("right goes to %s", key)
	}
	lines := strings.Split(plain(s.Lines()), "\n")
	at := func(want string) (x, y int) {
		y = slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, want) })
		return Width(lines[y][:strings.Index(lines[y], want)]), y
	}
	x, y := at("Technology")
	if click(s, x, y); page().Tabs.Key() != "tech" {
		t.Errorf("a click on a tab goes to %s", page().Tabs.Key())
	}
	x, y = at("B-0003")
	if click(s, x, y); page().Table.CurrentKey() != "B-0003" {
		t.Errorf("a click on a row goes to %s", page().Table.CurrentKey())
	}
	if x, y = at("1,840 pages"); page().Split.Focus != ListPane {
		t.Error("the preview has the focus too early")
	}
	if click(s, x, y); page().Split.Focus != PreviewPane {
		t.Error("a click on the preview does not go there")
	}
	if keys(s, "tab"); page().Split.Focus != ListPane {
		t.Error("tab does not come back")
	}
}

func TestRankPutsTheExactFirst(t *testing.T) {
	names := []string{"t_e_l_e", "Wireless TELegraph", "tele", "talc elevator"}
	var got []string
	for _, r := range rank("tel", names) {
		got = append(got, names[r.index])
	}
	if len(got) != 4 || got[0] != "tele" || got[1] != "Wireless TELegraph" {
		t.Errorf("ranked %v", got)
	}
	if r := rank("tel", names)[1]; !slices.Equal(r.match, []int{9, 10, 11}) {
		t.Errorf("matched at %v", r.match)
	}
}
