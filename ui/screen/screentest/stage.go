package screentest

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"

	"charm.land/bubbles/v2/spinner"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// Size is a terminal's size in cells.
type Size struct{ Width, Height int }

// String returns "80x24", as goldens are named.
func (s Size) String() string { return fmt.Sprintf("%dx%d", s.Width, s.Height) }

// Sizes returns the sizes at which every screen is looked at.
func Sizes() []Size { return []Size{{60, 20}, {80, 24}, {146, 36}} }

// Stage shows screens in a real shell of one size, as one account sees them. Everything sent to it is played to
// rest: commands run one after the other in the order in which they were returned, and what they change in the
// world comes back as screen.Changed, as the program's listener would bring it.
type Stage struct {
	World  *World
	Shell  *kit.Shell
	Copied []string // what was sent to the clipboard
	Quit   bool

	t     testing.TB
	queue []tea.Cmd
}

// NewStage opens the first of some menu entries for a handle's session.
func NewStage(w *World, handle string, size Size, entries ...kit.MenuEntry) *Stage {
	w.T.Helper()
	return NewThemedStage(w, handle, size, kit.ThemeOptions{}, entries...)
}

// NewThemedStage is NewStage with colours.
func NewThemedStage(w *World, handle string, size Size, theme kit.ThemeOptions, entries ...kit.MenuEntry) *Stage {
	w.T.Helper()
	a := w.Account(handle)
	roles := assets.NewWords("en").Say("role." + string(a.Role))
	if a.Level != "" {
		roles += " · " + string(a.Level)
	}
	s := &Stage{World: w, t: w.T}
	s.Shell = kit.NewShell(kit.ShellOptions{
		App: "AE Connect", Theme: theme, Account: kit.SetAccount{Name: a.Name, Roles: roles, Menu: entries}, Status: kit.Status{Where: "sample marketplace"},
	})
	w.Touched()
	s.run(s.Shell.Init())
	s.Send(tea.WindowSizeMsg{Width: size.Width, Height: size.Height})
	return s
}

// Colours returns the options of a terminal with every colour.
func Colours(dark bool) kit.ThemeOptions {
	return kit.ThemeOptions{Dark: dark, Profile: colorprofile.TrueColor}
}

// Entry makes a menu entry of a screen.
func Entry(key, name string, open func() kit.Screen) kit.MenuEntry {
	return kit.MenuEntry{Key: key, Name: name, Open: open}
}

// Send gives a message to the shell and plays what follows to rest.
func (s *Stage) Send(msg tea.Msg) {
	s.t.Helper()
	s.update(msg)
	s.rest()
}

// Press presses keys, named as tea.KeyPressMsg.String() says them: "enter", "ctrl+s", "a".
func (s *Stage) Press(keys ...string) {
	s.t.Helper()
	for _, key := range keys {
		s.Send(Key(key))
	}
}

// Type types a text, character by character.
func (s *Stage) Type(text string) {
	s.t.Helper()
	for _, r := range text {
		s.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// Paste pastes a text.
func (s *Stage) Paste(text string) {
	s.t.Helper()
	s.Send(tea.PasteMsg{Content: text})
}

// Click clicks at a cell of the terminal.
func (s *Stage) Click(x, y int) {
	s.t.Helper()
	s.Send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
}

// Painted returns the frame with its styles, a string a line.
func (s *Stage) Painted() []string { return s.Shell.Lines() }

// Frame returns the frame as plain text, lines without trailing blanks.
func (s *Stage) Frame() string {
	lines := s.Shell.Lines()
	for i, line := range lines {
		lines[i] = strings.TrimRight(ansi.Strip(line), " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// Sees tells whether a text stands in the frame, line breaks and columns aside.
func (s *Stage) Sees(text string) bool {
	flat := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	return strings.Contains(flat(s.Frame()), flat(text))
}

// Expect fails the test where a text does not stand in the frame.
func (s *Stage) Expect(texts ...string) {
	s.t.Helper()
	for _, text := range texts {
		if !s.Sees(text) {
			s.t.Errorf("%q is not seen in\n%s", text, s.Frame())
		}
	}
}

// Refuse fails the test where a text stands in the frame.
func (s *Stage) Refuse(texts ...string) {
	s.t.Helper()
	for _, text := range texts {
		if s.Sees(text) {
			s.t.Errorf("%q is seen in\n%s", text, s.Frame())
		}
	}
}

func (s *Stage) update(msg tea.Msg) {
	_, cmd := s.Shell.Update(msg)
	s.run(cmd)
}

func (s *Stage) run(cmd tea.Cmd) {
	if cmd != nil {
		s.queue = append(s.queue, cmd)
	}
}

// rest runs commands, and what others see of their effects, until nothing moves. A run that does not end is a
// mistake of a screen: something ticks or asks itself again and again.
func (s *Stage) rest() {
	s.t.Helper()
	for n := 0; ; n++ {
		if n > 10_000 {
			s.t.Fatal("the screen does not come to rest")
		}
		if len(s.queue) > 0 {
			cmd := s.queue[0]
			s.queue = s.queue[1:]
			s.play(cmd())
			continue
		}
		changed, any := s.World.Touched()
		if !any {
			return
		}
		s.update(changed)
	}
}

// play delivers what a command returned. The messages of the clipboard and of sequences have no exported name.
func (s *Stage) play(msg tea.Msg) {
	if msg == nil {
		return
	}
	if _, quit := msg.(tea.QuitMsg); quit {
		s.Quit = true
		return
	}
	if _, tick := msg.(spinner.TickMsg); tick {
		return // what spins would never rest
	}
	v := reflect.ValueOf(msg)
	switch {
	case v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]():
		for i := range v.Len() {
			s.run(v.Index(i).Interface().(tea.Cmd))
		}
	case v.Kind() == reflect.String && v.Type().Name() == "setClipboardMsg":
		s.Copied = append(s.Copied, v.String())
	default:
		s.update(msg)
	}
}

// Act utters a command as somebody else while the stage is looked at, and plays what the screen hears of it.
func (s *Stage) Act(handle string, c model.Command, private ...model.Opened) {
	s.t.Helper()
	s.World.Must(handle, c, private...)
	s.rest()
}
