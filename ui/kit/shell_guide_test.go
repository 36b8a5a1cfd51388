package kit

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// leaf is a page of a guide.
type leaf struct{ name string }

func (l leaf) Init() tea.Cmd                    { return nil }
func (l leaf) Update(tea.Msg) (Screen, tea.Cmd) { return l, nil }
func (l leaf) View() string                     { return l.name }
func (l leaf) Title() string                    { return l.name }
func (l leaf) Actions() []Action                { return nil }

// guided is a screen that a page belongs to.
type guided struct{ leaf }

func (g guided) Guide() string                    { return "of " + g.name }
func (g guided) Update(tea.Msg) (Screen, tea.Cmd) { return g, nil }

func TestF1OpensTheGuideOfTheScreenInFront(t *testing.T) {
	for _, c := range []struct {
		name   string
		screen Screen
		want   string
	}{
		{"a page of its own", guided{leaf{"a"}}, "guide of a"},
		{"none: the contents", leaf{"b"}, "guide "},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := NewShell(ShellOptions{OpenGuide: func(page string) Screen { return leaf{"guide " + page} },
				Account: SetAccount{Menu: []MenuEntry{{Key: "x", Name: "x", Open: func() Screen { return c.screen }}}}})
			settle(s, s.Init())
			send(s, tea.WindowSizeMsg{Width: 80, Height: 24})
			keys(s, "f1")
			if top, _ := s.top(); top.screen.Title() != c.want {
				t.Errorf("f1 opens %q, want %q", top.screen.Title(), c.want)
			}
			keys(s, "f1")
			if top, _ := s.top(); top.screen.Title() != c.screen.Title() || len(s.stack()) != 1 {
				t.Errorf("f1 again leaves %q", top.screen.Title())
			}
		})
	}
}

func TestF1IsFreeWithoutGuides(t *testing.T) {
	for _, a := range newDemo(ThemeOptions{}, 80, 24).Everywhere() {
		if a.Matches("f1") {
			t.Error("f1 promises a guide that there is not")
		}
	}
}

// The help floats over a screen and offers the page of that screen; both come back to it.
func TestF1OverTheHelp(t *testing.T) {
	s := NewShell(ShellOptions{OpenGuide: func(page string) Screen { return leaf{"guide " + page} },
		Account: SetAccount{Menu: []MenuEntry{{Key: "x", Name: "x", Open: func() Screen { return guided{leaf{"a"}} }}}}})
	settle(s, s.Init())
	send(s, tea.WindowSizeMsg{Width: 80, Height: 24})
	keys(s, "?")
	if _, ok := ActionFor(s.Actions(), "f1"); !ok {
		t.Error("the help does not offer the guide")
	}
	keys(s, "f1")
	if top, _ := s.top(); top.screen.Title() != "guide of a" {
		t.Errorf("f1 opens %q", top.screen.Title())
	}
	keys(s, "f1", "esc", "ctrl+p", "'how do I", "enter")
	if top, _ := s.top(); top.screen.Title() != "guide /how do I" {
		t.Errorf("a question to the palette opens %q", top.screen.Title())
	}
	keys(s, "esc")
	if top, _ := s.top(); top.screen.Title() != "a" || len(s.stack()) != 1 {
		t.Errorf("one comes back to %q", top.screen.Title())
	}
}
