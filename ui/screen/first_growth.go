package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"aeconnect/ui/kit"
)

// Growth tells every screen how far a sample marketplace is made behind them.
type Growth struct {
	Done, Total int
	Started     time.Time // when nothing was done yet
	Now         time.Time // when Done was counted
	Over        bool      // the world is whole
}

// growth floats and shows how far the world is.
type growth struct {
	desk  Desk
	frame kit.Frame
	last  Growth
	words *kit.Words
}

// NewGrowth returns the progress of a sample marketplace that is being made; work goes on below it.
func NewGrowth(d Desk, g Growth) kit.Screen { return growth{desk: d, last: g} }

// Init implements kit.Screen.
func (g growth) Init() tea.Cmd { return nil }

// Title implements kit.Screen.
func (g growth) Title() string { return g.desk.Words.Say("first.growing") }

// Floating implements kit.Floating.
func (g growth) Floating() bool { return true }

// Update implements kit.Screen.
func (g growth) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		g.frame = msg
	case *kit.Words:
		g.words = msg
	case Growth:
		g.last = msg
	case tea.KeyPressMsg:
		if key := msg.String(); key == "enter" || key == "esc" {
			return g, kit.Send(kit.Pop{})
		}
	}
	return g, nil
}

// Actions implements kit.Screen.
func (g growth) Actions() []kit.Action {
	w := g.desk.Words
	return []kit.Action{{Key: "esc", Also: []string{"enter"}, Name: w.Say("first.act_go_on"), Help: w.Say("first.help_go_on")}}
}

// View implements kit.Screen.
func (g growth) View() string {
	t, w := g.frame.Theme, max(min(g.frame.Width, 84), 1)
	words := g.desk.Words
	lines := []string{kit.NewLine(t, w).Bold(kit.Strong, g.Title()).Fill().String(), ""}
	if g.last.Over {
		lines = append(lines, kit.Notice{Role: kit.Good, Text: words.Say("first.grown")}.View(t, w)...)
		return kit.Block(lines, g.frame.Width, g.frame.Height)
	}
	p := kit.Progress{Done: g.last.Done, Total: g.last.Total, Started: g.last.Started, Now: g.last.Now, Words: g.words}
	lines = append(lines, p.View(t, w), "")
	for _, part := range kit.Wrap(words.Say("first.growing_text"), w) {
		lines = append(lines, t.Paint(kit.Muted, part))
	}
	return kit.Block(lines, g.frame.Width, g.frame.Height)
}
