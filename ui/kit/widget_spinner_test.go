package kit

import (
	tea "charm.land/bubbletea/v2"
	"testing"

	"charm.land/bubbles/v2/spinner"
)

func TestSpinnerStopsTicking(t *testing.T) {
	s, cmd := NewSpinner().Start()
	if cmd == nil {
		t.Fatal("no tick")
	}
	if _, more := s.Start(); more != nil {
		t.Error("started twice, it ticks twice")
	}
	tick := cmd().(spinner.TickMsg)
	moved, next := s.Update(tick)
	if next == nil || moved.View(Theme{}) == s.View(Theme{}) {
		t.Error("its own tick does not move it")
	}
	other, _ := NewSpinner().Start()
	if _, cmd := other.Update(tick); cmd != nil {
		t.Error("another spinner's tick goes on")
	}
	if _, cmd := moved.Stop().Update(tick); cmd != nil || moved.Stop().View(Theme{}) != " " {
		t.Error("it moves at rest")
	}
}

// TestSpinnerTicksOnce starts a spinner anew while a tick of the run before is
// still to come: only one of the two goes on.
func TestSpinnerTicksOnce(t *testing.T) {
	s, first := NewSpinner().Start()
	s, second := s.Update(first())
	if second == nil {
		t.Fatal("no tick")
	}
	s, again := s.Stop().Start()
	running := 0
	for _, cmd := range []func() any{func() any { return second() }, func() any { return again() }} {
		next, more := s.Update(cmd())
		if s = next; more != nil {
			running++
		}
	}
	if running != 1 {
		t.Errorf("%d runs go on", running)
	}
}

// TestSpinnerInEveryTheme draws all pictures with and without glyphs: bubbles
// shows "(error)" for a picture that it has not got.
func TestSpinnerInEveryTheme(t *testing.T) {
	s, _ := NewSpinner().Start()
	for step := range 50 {
		for _, ascii := range []bool{false, true} {
			th := NewTheme(ThemeOptions{ASCII: ascii})
			if got := s.View(th); got != th.Spinner(step) {
				t.Fatalf("%q instead of %q", got, th.Spinner(step))
			}
		}
		var cmd tea.Cmd
		if s, cmd = s.Update(s.model.Tick()); cmd == nil {
			t.Fatal("it stopped")
		}
	}
}
