package kit

import (
	"time"

	"charm.land/bubbles/v2/spinner"
	tea "charm.land/bubbletea/v2"
)

// Spinner is work under way of which one does not know how much there is. It
// ticks only between Start and Stop: nothing moves when nothing is at work.
type Spinner struct {
	model spinner.Model // tells its own ticks from those of others and of earlier runs
	on    bool
}

// NewSpinner returns a spinner at rest.
func NewSpinner() Spinner {
	return Spinner{model: spinner.New(spinner.WithSpinner(pictures(Theme{})))}
}

// pictures are the signs of a theme. All themes have as many, so that a spinner
// can be drawn in any: 20 is a multiple of what each has.
func pictures(t Theme) spinner.Spinner {
	p := spinner.Spinner{FPS: 120 * time.Millisecond}
	for step := range 20 {
		p.Frames = append(p.Frames, t.Spinner(step))
	}
	return p
}

// Start sets the spinner going; the command is its first tick.
func (s Spinner) Start() (Spinner, tea.Cmd) {
	if s.on {
		return s, nil
	}
	s.on = true
	return s, s.model.Tick
}

// Stop brings it to rest.
func (s Spinner) Stop() Spinner {
	s.on = false
	return s
}

// Update moves it at its own ticks and ignores everything else.
func (s Spinner) Update(msg tea.Msg) (Spinner, tea.Cmd) {
	if !s.on {
		return s, nil
	}
	var cmd tea.Cmd
	s.model, cmd = s.model.Update(msg)
	return s, cmd
}

// View draws one cell: the spinner, or a blank at rest.
func (s Spinner) View(t Theme) string {
	if !s.on {
		return " "
	}
	s.model.Spinner = pictures(t)
	return t.Paint(Accent, s.model.View())
}
