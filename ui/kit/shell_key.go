package kit

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// builtin returns the actions that every shell has, after those of its owner.
func (s *Shell) builtin() []Action {
	w := s.words
	mouse := w.FreeMouse
	if s.mouseFree {
		mouse = w.TakeMouse
	}
	return []Action{
		{Key: "ctrl+p", Name: w.Commands, Help: w.CommandsHelp, Do: s.openPalette},
		{Key: "?", Name: w.Help, Help: w.HelpHelp, Do: s.openHelp},
		{Key: "ctrl+t", Name: mouse, Help: w.MouseHelp, Do: s.toggleMouse},
		{Key: "ctrl+c", Name: w.Quit, Help: w.QuitHelp, Do: func() tea.Cmd { return tea.Quit }},
	}
}

// Everywhere returns the actions that work on every screen, for tables of keys
// and for tests that no screen uses their keys.
func (s *Shell) Everywhere() []Action {
	return append(append([]Action(nil), s.globals...), s.builtin()...)
}

// Clashes returns the keys that more than one action of a screen has, or that a
// global action takes before it. A table of actions has none.
func Clashes(global, screen []Action) []string {
	var clashes []string
	seen := map[string]bool{}
	for i, a := range append(append([]Action(nil), global...), screen...) {
		for _, key := range append([]string{a.Key}, a.Also...) {
			if seen[key] && i >= len(global) {
				clashes = append(clashes, key)
			}
			seen[key] = true
		}
	}
	return clashes
}

func (s *Shell) toggleMouse() tea.Cmd {
	s.mouseFree = !s.mouseFree
	return nil
}

func isFloating(sc Screen) bool {
	f, ok := sc.(Floating)
	return ok && f.Floating()
}

func isTyping(sc Screen) bool {
	t, ok := sc.(Typing)
	return ok && t.Typing()
}

// key routes a key: global actions, digits of the menu, the screen's actions,
// the screen. A notice at the foot goes with the next key.
func (s *Shell) key(msg tea.KeyPressMsg) tea.Cmd {
	s.toast = Toast{}
	key := msg.String()
	if key == "ctrl+c" {
		return tea.Quit
	}
	top, ok := s.top()
	if !ok {
		return nil
	}
	if isTyping(top.screen) && isPrintable(msg) {
		return s.toTop(msg)
	}
	if !isFloating(top.screen) {
		if a, ok := ActionFor(s.globals, key); ok {
			return s.do(top, a, msg)
		}
		if a, ok := ActionFor(s.builtin(), key); ok {
			return s.do(top, a, msg)
		}
		if n, err := strconv.Atoi(key); err == nil && n >= 1 && n <= 9 {
			return s.digit(n)
		}
	}
	return s.screenKey(top, msg)
}

// screenKey gives a key to the screen in front, by its table of actions first.
func (s *Shell) screenKey(top page, msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	if a, ok := ActionFor(top.screen.Actions(), key); ok {
		return s.do(top, a, msg)
	}
	if key == "esc" && !isTyping(top.screen) && (len(s.stack()) > 1 || isFloating(top.screen)) {
		return s.pop()
	}
	return s.toTop(msg)
}

// digit opens the n-th menu entry; pressed on the entry in front it goes back
// to that entry's first screen.
func (s *Shell) digit(n int) tea.Cmd {
	if n > len(s.menu) {
		return nil
	}
	key := s.menu[n-1].Key
	if key != s.current {
		return s.open(key, false)
	}
	if st := s.stack(); len(st) > 1 {
		s.stacks[key] = st[:1:1]
		return s.toTop(Shown{})
	}
	return nil
}

// do carries an action out: by its function, or by giving its key to the screen.
// One that is not possible now answers with the reason.
func (s *Shell) do(top page, a Action, msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case a.Disabled != "":
		s.toast = Toast{Bad, a.Disabled}
		return nil
	case a.Do == nil:
		return s.toPage(top.id, msg)
	}
	return s.from(top.id, a.Do())
}

// act carries an action out that was chosen by name or with the mouse.
func (s *Shell) act(a Action) tea.Cmd {
	top, ok := s.top()
	if !ok {
		return nil
	}
	s.toast = Toast{}
	return s.do(top, a, keyPress(a.Key))
}

// keyPress returns the press of a key from its name, such as "ctrl+s".
func keyPress(name string) tea.KeyPressMsg {
	var key tea.KeyPressMsg
	for {
		mod, rest, more := strings.Cut(name, "+")
		if !more || rest == "" {
			break
		}
		switch mod {
		case "ctrl":
			key.Mod |= tea.ModCtrl
		case "alt":
			key.Mod |= tea.ModAlt
		case "shift":
			key.Mod |= tea.ModShift
		}
		name = rest
	}
	if code, ok := namedKey(name); ok {
		key.Code = code
	} else if runes := []rune(name); len(runes) > 0 {
		key.Code = runes[0]
		if key.Mod == 0 {
			key.Text = name
		}
	}
	if name == "space" && key.Mod == 0 {
		key.Text = " "
	}
	return key
}

func namedKey(name string) (rune, bool) {
	switch name {
	case "enter":
		return tea.KeyEnter, true
	case "esc":
		return tea.KeyEscape, true
	case "tab":
		return tea.KeyTab, true
	case "space":
		return tea.KeySpace, true
	case "backspace":
		return tea.KeyBackspace, true
	case "delete":
		return tea.KeyDelete, true
	case "up":
		return tea.KeyUp, true
	case "down":
		return tea.KeyDown, true
	case "left":
		return tea.KeyLeft, true
	case "right":
		return tea.KeyRight, true
	case "home":
		return tea.KeyHome, true
	case "end":
		return tea.KeyEnd, true
	case "pgup":
		return tea.KeyPgUp, true
	case "pgdown":
		return tea.KeyPgDown, true
	}
	return 0, false
}
