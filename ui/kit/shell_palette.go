package kit

import (
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"
)

// openPalette floats the list of everything that can be done: the screen's
// actions, the menu, the global actions. Those that are not possible now stand
// there too, with the reason.
func (s *Shell) openPalette() tea.Cmd {
	top, ok := s.top()
	if !ok {
		return nil
	}
	var choices []Choice
	for _, a := range top.screen.Actions() {
		if a.Do == nil && (a.Hidden || isTyping(top.screen) && a.keyWhileTyping() == "") {
			continue // keys that only mean something as keys, such as the arrows, or would be typed
		}
		choices = append(choices, s.command(a, top.screen.Title()))
	}
	digits := s.digits()
	for i, e := range s.menu {
		choices = append(choices, s.menuCommand(digits[i], e))
	}
	for _, a := range s.Everywhere() {
		if !a.Matches(s.keys.commands.Help().Key) { // the list that is being opened
			choices = append(choices, s.command(a, s.words.Everywhere))
		}
	}
	return s.push(NewChooser(Chooser{Name: s.words.Palette, Choices: choices, Typed: s.lookUp, Words: s.words}))
}

// lookUp offers to look for what was typed in the guides, where there are any.
func (s *Shell) lookUp(text string) []Choice {
	if s.guide == nil {
		return nil
	}
	return []Choice{{Key: "look_up", Name: fmt.Sprintf(s.words.LookUp, text), Do: func() tea.Cmd { return s.push(s.guide("/" + text)) }}}
}

// command is an action as an entry of the palette.
func (s *Shell) command(a Action, group string) Choice {
	if a.Group != "" {
		group = a.Group
	}
	a.Group = group
	return Choice{
		Key: a.Key, Name: a.Name, Detail: a.Help, Hint: a.Key, Group: group, Disabled: a.Disabled,
		Do: func() tea.Cmd { return s.act(a) },
	}
}

func (s *Shell) menuCommand(digit int, e MenuEntry) Choice {
	hint := ""
	if digit > 0 {
		hint = strconv.Itoa(digit)
	}
	return Choice{
		Key: e.Key, Name: e.Name, Also: e.Short, Hint: hint, Group: s.words.Menu,
		Do: func() tea.Cmd { return s.open(e.Key, false) },
	}
}

// openHelp floats the help of the screen in front.
func (s *Shell) openHelp() tea.Cmd {
	top, ok := s.top()
	if !ok {
		return nil
	}
	h := newHelp(top.screen, top.screen.Actions(), s.Everywhere(), s.words)
	if s.guide != nil {
		h.open = s.openGuide
	}
	return s.push(h)
}
