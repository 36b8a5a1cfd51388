package kit

import tea "charm.land/bubbletea/v2"

// SetMouse gives the mouse to the terminal, which selects and copies with it, or takes it back, as the key does.
type SetMouse struct{ Off bool }

// SetMotion stops everything that moves by itself, such as the sign of work under way, or lets it move again.
type SetMotion struct{ Off bool }

// SetLanguage tells the shell and every screen alive other words. What the menu and the account are called comes with
// SetMenu and SetAccount.
type SetLanguage struct {
	App     string
	Words   *Words
	Globals []Action
}

// prefer does what a person set for all screens.
func (s *Shell) prefer(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case SetMouse:
		s.mouseFree = msg.Off
	case SetMotion:
		if s.options.Still != msg.Off {
			s.options.Still = msg.Off
			return s.retheme()
		}
	case SetLanguage:
		s.app, s.globals = msg.App, msg.Globals
		s.words = msg.Words.orEnglish()
		s.keys = newShellKeys(s.words)
		s.version++
		return s.toAll(s.words)
	}
	return nil
}
