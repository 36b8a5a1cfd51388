package kit

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// cursorKeys move within a text.
type cursorKeys struct{ left, right, wordLeft, wordRight, start, end key.Binding }

func newCursorKeys() cursorKeys {
	return cursorKeys{
		left:      bound("", "left", "ctrl+b"),
		right:     bound("", "right", "ctrl+f"),
		wordLeft:  bound("", "ctrl+left", "alt+left", "alt+b"),
		wordRight: bound("", "ctrl+right", "alt+right", "alt+f"),
		start:     bound("", "home"),
		end:       bound("", "end", "ctrl+e"),
	}
}

// eraseKeys delete from the cursor: to the left, to the right.
type eraseKeys struct{ left, right, wordLeft, wordRight, start, end key.Binding }

func newEraseKeys() eraseKeys {
	return eraseKeys{
		left:      bound("", "backspace", "ctrl+h", "shift+backspace"),
		right:     bound("", "delete"),
		wordLeft:  bound("", "ctrl+w", "alt+backspace", "ctrl+backspace"),
		wordRight: bound("", "alt+d", "ctrl+delete"),
		start:     bound("", "ctrl+u"),
		end:       bound("", "ctrl+k"),
	}
}

// lineKeys are what a text of several lines adds.
type lineKeys struct{ newline, up, down key.Binding }

func newLineKeys() lineKeys {
	return lineKeys{newline: bound("", "enter", "shift+enter", "ctrl+j"), up: bound("", "up"), down: bound("", "down")}
}

// update applies an editing key or a paste. used is false for a message that
// means nothing to a text.
func (b *buffer) update(msg tea.Msg) (used bool) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		b.insert(msg.Content)
		return true
	case tea.KeyPressMsg:
		b.cut = false
		if isPrintable(msg) {
			b.insert(msg.Text)
			return true
		}
		pressed := stroke(msg.String())
		return b.move(pressed) || b.erase(pressed)
	}
	return false
}

func (b *buffer) move(pressed stroke) bool {
	switch k := newCursorKeys(); {
	case key.Matches(pressed, k.left):
		b.pos = b.before(b.pos)
	case key.Matches(pressed, k.right):
		b.pos = b.after(b.pos)
	case key.Matches(pressed, k.wordLeft):
		b.pos = b.wordBefore(b.pos)
	case key.Matches(pressed, k.wordRight):
		b.pos = b.wordAfter(b.pos)
	case key.Matches(pressed, k.start):
		b.pos = b.lineStart(b.pos)
	case key.Matches(pressed, k.end):
		b.pos = b.lineEnd(b.pos)
	default:
		return false
	}
	return true
}

func (b *buffer) erase(pressed stroke) bool {
	switch k := newEraseKeys(); {
	case key.Matches(pressed, k.left):
		b.remove(b.before(b.pos), b.pos)
	case key.Matches(pressed, k.right):
		b.remove(b.pos, b.after(b.pos))
	case key.Matches(pressed, k.wordLeft):
		b.remove(b.wordBefore(b.pos), b.pos)
	case key.Matches(pressed, k.wordRight):
		b.remove(b.pos, b.wordAfter(b.pos))
	case key.Matches(pressed, k.start):
		b.remove(b.lineStart(b.pos), b.pos)
	case key.Matches(pressed, k.end):
		b.remove(b.pos, b.lineEnd(b.pos))
	default:
		return false
	}
	return true
}

// isPrintable reports whether a key writes text.
func isPrintable(msg tea.KeyPressMsg) bool {
	return msg.Text != "" && msg.Mod&^(tea.ModShift|tea.ModCapsLock|tea.ModNumLock|tea.ModScrollLock) == 0
}
