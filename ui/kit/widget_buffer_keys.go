package kit

import tea "charm.land/bubbletea/v2"

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
		return b.move(msg.String()) || b.erase(msg.String())
	}
	return false
}

func (b *buffer) move(key string) bool {
	switch key {
	case "left", "ctrl+b":
		b.pos = b.before(b.pos)
	case "right", "ctrl+f":
		b.pos = b.after(b.pos)
	case "ctrl+left", "alt+left", "alt+b":
		b.pos = b.wordBefore(b.pos)
	case "ctrl+right", "alt+right", "alt+f":
		b.pos = b.wordAfter(b.pos)
	case "home":
		b.pos = b.lineStart(b.pos)
	case "end", "ctrl+e":
		b.pos = b.lineEnd(b.pos)
	default:
		return false
	}
	return true
}

func (b *buffer) erase(key string) bool {
	switch key {
	case "backspace", "ctrl+h", "shift+backspace":
		b.remove(b.before(b.pos), b.pos)
	case "delete":
		b.remove(b.pos, b.after(b.pos))
	case "ctrl+w", "alt+backspace", "ctrl+backspace":
		b.remove(b.wordBefore(b.pos), b.pos)
	case "alt+d", "ctrl+delete":
		b.remove(b.pos, b.wordAfter(b.pos))
	case "ctrl+u":
		b.remove(b.lineStart(b.pos), b.pos)
	case "ctrl+k":
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
