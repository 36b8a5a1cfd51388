package screentest

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// Key returns the press of a key from its name, such as "ctrl+s", "space" or "a".
func Key(name string) tea.KeyPressMsg {
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
	if code, ok := named(name); ok {
		key.Code = code
	} else {
		key.Code, _ = utf8.DecodeRuneInString(name)
		if key.Mod == 0 {
			key.Text = name
		}
	}
	if name == "space" && key.Mod == 0 {
		key.Text = " "
	}
	return key
}

func named(name string) (rune, bool) {
	names := map[string]rune{
		"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
		"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3,
	}
	code, ok := names[name]
	return code, ok
}
