package kit

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// Frame is the message that carries a screen's size and theme. A screen gets
// one before its first View, at every resize and when the theme changes; it
// builds nothing that depends on size before.
type Frame struct {
	Width, Height int // cells that belong to the screen, not to the whole terminal
	Theme         Theme
}

// Screen is one page. Screens are values on a stack: Update returns the screen
// that takes its place.
//
// Update and View never wait and never do I/O: what takes time is a command.
// View returns at most Frame.Height lines, joined by "\n", each of at most
// Frame.Width cells and each ending its own styles.
type Screen interface {
	Init() tea.Cmd
	Update(tea.Msg) (Screen, tea.Cmd)
	View() string
	// Title says where one is, in a word or three.
	Title() string
	// Actions is the one table of what can be done here, most useful first.
	Actions() []Action
}

// Action is one thing that can be done on a screen. Keys, footer, help, palette
// and the printed table of keys are all read from it.
type Action struct {
	Key      string         // as tea.KeyPressMsg.String() says it: "enter", "a", "ctrl+s", "space"
	Also     []string       // other keys for the same thing
	Name     string         // the footer's word or two
	Help     string         // the help page's sentence
	Group    string         // help and palette put actions of one group together
	Disabled string         // why it cannot be done now; "" when it can
	Hidden   bool           // works and stands in help, but not in the footer
	Once     bool           // a key that is held down does it once, because it would go on with what comes next
	Do       func() tea.Cmd // called on the screen's behalf, outside Update of others
}

// Matches reports whether key, as tea.KeyPressMsg.String() says it, is one of
// the action's keys.
func (a Action) Matches(key string) bool {
	return key != "" && (a.Key == key || slices.Contains(a.Also, key))
}

// ActionFor returns the action of a key, the first that has it.
func ActionFor(actions []Action, key string) (Action, bool) {
	i := slices.IndexFunc(actions, func(a Action) bool { return a.Matches(key) })
	if i < 0 {
		return Action{}, false
	}
	return actions[i], true
}

// shows returns a cursor's place, ok only if it lies within the frame.
func (f Frame) shows(x, y int) (cx, cy int, ok bool) {
	return x, y, x >= 0 && y >= 0 && x < f.Width && y < f.Height
}

// Typing is a screen that can take printable keys as text. While Typing
// returns true no action and no global fires on a printable key.
type Typing interface{ Typing() bool }

// Floating is a screen that is drawn over the one below it: a dialog.
type Floating interface{ Floating() bool }

// Guided is a screen that a page of the guides belongs to. Guide returns the
// page's name as ShellOptions.OpenGuide takes it, "" for the contents.
type Guided interface{ Guide() string }

// Cursored is a screen that shows the terminal's cursor. x and y count cells
// from the screen's own top left corner; ok is false when there is none.
type Cursored interface{ Cursor() (x, y int, ok bool) }
