package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"aeconnect/ui/kit"
	"aeconnect/ui/screen/screentest"
)

// planted is a screen with a fault that a check of the walk has to find.
type planted struct {
	frame   kit.Frame
	title   string
	help    string
	guide   string
	actions []kit.Action
	body    string
	typing  bool
	stuck   bool // it swallows esc
	tiny    *bool
	acts    func() // a letter does it
}

func (p planted) Init() tea.Cmd { return nil }

func (p planted) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		p.frame = msg
		if msg.Width < 30 && p.tiny != nil {
			p.title = "another"
		}
	case tea.KeyPressMsg:
		if p.acts != nil && msg.String() == "q" {
			p.acts()
		}
		if msg.String() == "esc" && !p.stuck {
			return p, kit.Send(kit.Pop{})
		}
	}
	return p, nil
}

func (p planted) View() string          { return p.body }
func (p planted) Title() string         { return p.title }
func (p planted) Help() string          { return p.help }
func (p planted) Guide() string         { return p.guide }
func (p planted) Typing() bool          { return p.typing }
func (p planted) Actions() []kit.Action { return p.actions }

// sound is a screen without a fault.
func sound() planted {
	say := func() tea.Cmd { return kit.Send(kit.Toast{Role: kit.Good, Text: "Done."}) }
	return planted{title: "Sound", help: "What it is for.", guide: "today", body: "  nothing", actions: []kit.Action{{Key: "a", Name: "approve", Help: "Approves.", Do: say}}}
}

// Every check finds the fault that is planted for it, and nothing where there is none.
func TestChecksFindFaults(t *testing.T) {
	c := screentest.NewCast(t)
	g := newGround(t, c.World)
	home0 := g.begin("lumen", screentest.Size{Width: 80, Height: 24})
	put := func(s planted) *place {
		p := home0.fork()
		p.d.send(kit.Push{Screen: s})
		return p.settle()
	}
	for name, check := range checks() {
		if wrong := check(put(sound())); len(wrong) > 0 {
			t.Errorf("%s finds %q in a sound screen", name, wrong)
		}
	}
	yes := true
	dead := func() tea.Cmd { return nil }
	for _, x := range []struct {
		fault string
		check func(*place) []string
		plant func(*planted)
		found string
	}{
		{"no title", told, func(s *planted) { s.title = " " }, "no title"},
		{"no help", told, func(s *planted) { s.help = "" }, "what it is for"},
		{"no guide", told, func(s *planted) { s.guide = "" }, "no page of the guide"},
		{"no name", told, func(s *planted) { s.actions[0].Name = "" }, "has no name"},
		{"two meanings", told, func(s *planted) { s.actions = append(s.actions, s.actions[0]) }, "several meanings"},
		{"a global key", told, func(s *planted) { s.actions[0].Key = "f1" }, "several meanings"},
		{"a digit", told, func(s *planted) { s.actions[0].Key = "7" }, "the menu's"},
		{"a dead key", alive, func(s *planted) { s.actions[0].Do = dead }, "does nothing"},
		{"a reason that is too long to be read", alive, func(s *planted) { s.actions[0].Disabled = strings.Repeat("because ", 200) }, "does not say why not"},
		{"a way that leads nowhere", home, func(s *planted) { s.stuck, s.typing = true, true }, "does not lead back"},
		{"a cut ID", uncut, func(s *planted) { s.body = "  O-7Q2K-9…  title" }, "cut: O-7Q2K-9"},
		{"a cut amount", uncut, func(s *planted) { s.body = "  title  120.0…" }, "cut: 120.0"},
		{"a cut time", uncut, func(s *planted) { s.body = "  3 h 1…  you" }, "cut: 3 h 1"},
		{"a cut date", uncut, func(s *planted) { s.body = "  Thu 24 Dec 1…  x" }, "cut: Thu 24 Dec 1"},
		{"a cut head", uncut, func(s *planted) { s.body = "  CREAT…  x" }, "cut: CREAT"},
		{"a cut number among facts", uncut, func(s *planted) { s.body = "  120.00 USD · mia.makes · 4…" }, "mia.makes · 4"},
		{"a cut state", uncut, func(s *planted) { s.body = "  awaiting sub…  x" }, "cut: awaiting sub"},
		{"a cut action", uncut, func(s *planted) { s.body = "  appr…  x" }, "cut: appr"},
		{"another place after a tiny window", shrunk, func(s *planted) { s.tiny = &yes }, "another place"},
		{"a letter that acts", quiet, func(s *planted) {
			s.typing, s.acts = true, func() { g.market.uttered = append(g.market.uttered, "x") }
		}, "acts while one types"},
	} {
		s := sound()
		x.plant(&s)
		wrong := strings.Join(x.check(put(s)), "\n")
		if x.found != "" && !strings.Contains(wrong, x.found) {
			t.Errorf("%s is not found: %q", x.fault, wrong)
		}
	}
}
