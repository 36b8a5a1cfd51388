package kit

import "charm.land/bubbles/v2/key"

// shellKeys work on every screen that does not float.
type shellKeys struct{ commands, help, guide, mouse, quit, back key.Binding }

func newShellKeys(w *Words) shellKeys {
	return shellKeys{
		commands: bound(w.Commands, "ctrl+p"),
		help:     bound(w.Help, "?", "alt+?"), // the first is text while one types
		guide:    bound(w.Guide, "f1"),
		mouse:    bound(w.FreeMouse, "ctrl+t"),
		quit:     bound(w.Quit, "ctrl+c"),
		back:     bound(w.Back, "esc"),
	}
}

// chooserKeys are those of a list that one narrows by typing. What opened the
// palette closes it too.
type chooserKeys struct{ take, up, down, pageUp, pageDown, close key.Binding }

func newChooserKeys(w *Words) chooserKeys {
	return chooserKeys{
		take:     bound(w.Open, "enter"),
		up:       bound(w.Move, "up", "shift+tab"),
		down:     bound(w.Move, "down", "tab", "ctrl+n"),
		pageUp:   bound(w.Page, "pgup"),
		pageDown: bound(w.Page, "pgdown"),
		close:    bound(w.Back, "esc", "ctrl+p"),
	}
}

// dialogKeys are those of a question. The other answer is for questions that
// are not answered by typing.
type dialogKeys struct{ take, other, leave, read key.Binding }

func newDialogKeys(take, other, leave, read string) dialogKeys {
	return dialogKeys{
		take:  bound(take, "enter"),
		other: bound(other, "tab", "shift+tab", "left", "right"), // no letter: whoever types on must not agree
		leave: bound(leave, "esc"),
		read:  bound(read, "down", "up", "pgdown", "pgup"),
	}
}

// helpKeys are those of the help page. The last of them closes it only as long
// as nothing is searched for: it is also a letter.
type helpKeys struct{ scroll, close, again key.Binding }

func newHelpKeys(w *Words) helpKeys {
	return helpKeys{
		scroll: bound(w.Move, "up", "down", "pgup", "pgdown"),
		close:  bound(w.Back, "esc", "enter"),
		again:  bound(w.Back, "?"),
	}
}
