package kit

import tea "charm.land/bubbletea/v2"

// Push puts a screen on top of the current one; esc comes back.
type Push struct{ Screen Screen }

// Pop takes the top screen away; the last one of a menu entry stays.
type Pop struct{}

// Replace puts a screen in the place of the top one.
type Replace struct{ Screen Screen }

// Go opens a menu entry, by its key, as it was left; Home begins it anew.
type Go struct {
	Entry string
	Home  bool
}

// Toast is a sentence at the foot of the screen that stays until the next key:
// what was just done, or why it was not.
type Toast struct {
	Role Role // Good, Bad, Warn or Muted
	Text string
}

// Shown tells a screen that it is on top again, after a Pop or a change of menu
// entry.
type Shown struct{}

// Self is a message that only the screen gets which it comes from: let an
// Action's command return it to change a screen that is a value.
type Self struct{ Msg tea.Msg }

// Click is a click at a cell of a screen's own body. Double is true for the
// second of two quick ones at the same place.
type Click struct {
	X, Y   int
	Double bool
}

// Wheel is a turn of the wheel over a cell of a screen's own body.
type Wheel struct {
	X, Y  int
	Lines int // how far to scroll, down is positive
}

// Send returns a command that delivers a message.
func Send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }
