package kit

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// doer counts what its keys do.
type doer struct {
	leaf
	done map[string]int
}

func (d doer) Update(tea.Msg) (Screen, tea.Cmd) { return d, nil }

func (d doer) Actions() []Action {
	act := func(key string, once bool) Action {
		return Action{Key: key, Name: key, Help: key, Once: once, Do: func() tea.Cmd { d.done[key]++; return nil }}
	}
	return []Action{act("a", true), act("b", false)}
}

// A key that is held down does once what would go on with the next row, whatever else it repeats.
func TestHeldKeyDoesOnce(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	d := doer{leaf{"rows"}, map[string]int{}}
	s := NewShell(ShellOptions{
		Now:     func() time.Time { return now },
		Account: SetAccount{Menu: []MenuEntry{{Key: "rows", Name: "Rows", Open: func() Screen { return d }}}},
	})
	settle(s, s.Init())
	send(s, tea.WindowSizeMsg{Width: 80, Height: 24})
	press := func(name string, after time.Duration) {
		now = now.Add(after)
		keys(s, name)
	}
	for range 30 { // faster than fingers
		press("a", 33*time.Millisecond)
		press("b", 33*time.Millisecond)
	}
	if d.done["a"] != 30 || d.done["b"] != 30 {
		t.Errorf("two keys in turn did %v", d.done)
	}
	clear(d.done)
	press("a", time.Second)
	s.toast = Toast{Good, "done"}
	for range 30 {
		press("a", 33*time.Millisecond)
	}
	if d.done["a"] != 1 || s.toast.Text != "done" {
		t.Errorf("a key that was held did it %d times and says %q", d.done["a"], s.toast.Text)
	}
	press("a", 300*time.Millisecond)
	repeat := keyPress("a")
	repeat.IsRepeat = true
	now = now.Add(time.Second)
	send(s, repeat)
	if d.done["a"] != 2 {
		t.Errorf("pressed twice, and once said to be held: done %d times", d.done["a"])
	}
	for range 3 {
		press("b", 33*time.Millisecond)
	}
	if d.done["b"] != 3 {
		t.Errorf("a key that may repeat did it %d times", d.done["b"])
	}
}
