package kit

import (
	"slices"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// builtin returns the actions that every shell has, after those of its owner.
func (s *Shell) builtin() []Action {
	k, w := s.keys, s.words
	if s.mouseFree {
		k.mouse.SetHelp(k.mouse.Help().Key, w.TakeMouse)
	}
	action := func(b key.Binding, help string, do func() tea.Cmd) Action {
		a := actionOf(b)
		a.Help, a.Do = help, do
		return a
	}
	actions := []Action{
		action(k.commands, w.CommandsHelp, s.openPalette),
		action(k.help, w.HelpHelp, s.openHelp),
	}
	if s.guide != nil {
		actions = append(actions, action(k.guide, w.GuideHelp, s.openGuide))
	}
	return append(actions,
		action(k.mouse, w.MouseHelp, s.toggleMouse),
		action(k.quit, w.QuitHelp, func() tea.Cmd { return tea.Quit }))
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
		for _, name := range append([]string{a.Key}, a.Also...) {
			if seen[name] && i >= len(global) {
				clashes = append(clashes, name)
			}
			seen[name] = true
		}
	}
	return clashes
}

func (s *Shell) toggleMouse() tea.Cmd {
	s.mouseFree = !s.mouseFree
	s.toast = Toast{Good, s.words.MouseTaken}
	if s.mouseFree {
		s.toast.Text = s.words.MouseFreed
	}
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
	s.strike(msg)
	s.toast = Toast{}
	if msg.String() == "alt+shift+/" { // so some terminals say it, by the key and not by what is on it
		msg = tea.KeyPressMsg{Code: '?', Mod: tea.ModAlt}
	}
	pressed := stroke(msg.String())
	if key.Matches(pressed, s.keys.quit) {
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
		if a, ok := ActionFor(s.globals, pressed.String()); ok {
			return s.do(top, a, msg)
		}
		if a, ok := ActionFor(s.builtin(), pressed.String()); ok {
			return s.do(top, a, msg)
		}
		if n, err := strconv.Atoi(pressed.String()); err == nil && n >= 1 && n <= 9 {
			return s.digit(n)
		}
	} else if _, is := top.screen.(Guided); is && s.guide != nil && key.Matches(pressed, s.keys.guide) {
		return s.openGuide() // what floats and has a page of its own is looked up as well
	}
	return s.screenKey(top, msg)
}

// screenKey gives a key to the screen in front, by its table of actions first.
func (s *Shell) screenKey(top page, msg tea.KeyPressMsg) tea.Cmd {
	pressed := stroke(msg.String())
	if a, ok := ActionFor(top.screen.Actions(), pressed.String()); ok {
		if a.Once && s.struck.held {
			s.toast = s.struck.toast
			return nil
		}
		return s.do(top, a, msg)
	}
	if key.Matches(pressed, s.keys.back) && !isTyping(top.screen) && (len(s.stack()) > 1 || isFloating(top.screen)) {
		return s.pop()
	}
	return s.toTop(msg)
}

// digit opens the n-th menu entry; pressed on the entry in front it goes back
// to that entry's first screen.
func (s *Shell) digit(n int) tea.Cmd {
	at := slices.Index(s.digits(), n)
	if at < 0 {
		return nil
	}
	entry := s.menu[at].Key
	if entry != s.current {
		return s.open(entry, false)
	}
	if st := s.stack(); len(st) > 1 {
		s.stacks[entry] = st[:1:1]
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
	var press tea.KeyPressMsg
	for {
		mod, rest, more := strings.Cut(name, "+")
		if !more || rest == "" {
			break
		}
		switch mod {
		case "ctrl":
			press.Mod |= tea.ModCtrl
		case "alt":
			press.Mod |= tea.ModAlt
		case "shift":
			press.Mod |= tea.ModShift
		}
		name = rest
	}
	if code, ok := namedKey(name); ok {
		press.Code = code
	} else if runes := []rune(name); len(runes) > 0 {
		press.Code = runes[0]
		if press.Mod == 0 {
			press.Text = name
		}
	}
	if name == "space" && press.Mod == 0 {
		press.Text = " "
	}
	return press
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
	case "f1":
		return tea.KeyF1, true
	case "f2":
		return tea.KeyF2, true
	case "f3":
		return tea.KeyF3, true
	}
	return 0, false
}
