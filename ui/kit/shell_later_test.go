package kit

import (
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// ripple is a message that waits; of several, what they carry is added up.
type ripple int

func (r ripple) After(earlier tea.Msg) tea.Msg { return earlier.(ripple) + r }

// shore notes the ripples that reach it.
type shore struct {
	name string
	seen *[]ripple
}

func (s shore) Init() tea.Cmd     { return nil }
func (s shore) View() string      { return s.name }
func (s shore) Title() string     { return s.name }
func (s shore) Actions() []Action { return nil }
func (s shore) Update(msg tea.Msg) (Screen, tea.Cmd) {
	if r, ok := msg.(ripple); ok {
		*s.seen = append(*s.seen, r)
	}
	return s, nil
}

// floatingShore is drawn over the one below it.
type floatingShore struct{ shore }

func (floatingShore) Floating() bool { return true }
func (s floatingShore) Update(msg tea.Msg) (Screen, tea.Cmd) {
	_, cmd := s.shore.Update(msg)
	return s, cmd
}

// TestShellKeepsForLaterWhatNobodySees: a screen that is covered is given once, when it is shown, what several messages
// say together; one below a dialog is seen and does not wait.
func TestShellKeepsForLaterWhatNobodySees(t *testing.T) {
	var home, other, page, over []ripple
	entry := func(key string, seen *[]ripple) MenuEntry {
		return MenuEntry{Key: key, Name: key, Open: func() Screen { return shore{key, seen} }}
	}
	s := NewShell(ShellOptions{Account: SetAccount{Menu: []MenuEntry{entry("home", &home), entry("other", &other)}}})
	s.Init()
	for _, msg := range []tea.Msg{
		tea.WindowSizeMsg{Width: 80, Height: 24},
		ripple(1),
		Push{Screen: shore{"page", &page}}, ripple(2), ripple(3),
		Push{Screen: floatingShore{shore{"over", &over}}}, ripple(4), Pop{},
		Pop{}, ripple(5),
		Go{Entry: "other"}, ripple(6), ripple(7), Go{Entry: "home"},
	} {
		s.Update(msg)
	}
	for _, c := range []struct {
		name      string
		got, want []ripple
	}{
		{"home", home, []ripple{1, 9, 5, 13}}, {"page", page, []ripple{2, 3, 4}},
		{"over", over, []ripple{4}}, {"other", other, []ripple{6, 7}},
	} {
		if !slices.Equal(c.got, c.want) {
			t.Errorf("%s is given %v, want %v", c.name, c.got, c.want)
		}
	}
}
