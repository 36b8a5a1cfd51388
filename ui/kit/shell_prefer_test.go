package kit

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// Who wants nothing to move sees one picture of a spinner, and the words and the mouse are changed while screens live.
func TestPreferences(t *testing.T) {
	still, moving := NewTheme(ThemeOptions{Still: true}), NewTheme(ThemeOptions{})
	if still.Spinner(3) != still.Spinner(0) || moving.Spinner(3) == moving.Spinner(0) {
		t.Error("motion is not what was set")
	}
	s := NewShell(ShellOptions{App: "A", Account: SetAccount{Menu: []MenuEntry{{Key: "x", Name: "X", Open: func() Screen { return dialog{} }}}}})
	s.Init()
	s.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.Update(SetMotion{Off: true})
	if s.theme.Spinner(3) != s.theme.Spinner(0) {
		t.Error("the shell's theme still moves")
	}
	s.Update(SetMouse{Off: true})
	if s.View().MouseMode != tea.MouseModeNone {
		t.Error("the terminal did not get the mouse")
	}
	words := English()
	words.Quit = "verlassen"
	s.Update(SetLanguage{App: "B", Words: words, Globals: []Action{{Key: "f2", Name: "hell"}}})
	all := s.Everywhere()
	if all[0].Name != "hell" || all[len(all)-1].Name != "verlassen" {
		t.Errorf("the frame says %q and %q", all[0].Name, all[len(all)-1].Name)
	}
	if n := len(s.Pages()); n != 1 {
		t.Errorf("%d pages", n)
	}
}
