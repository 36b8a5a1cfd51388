package kit

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"
)

// screens makes each widget that is a screen, with random contents.
func screens() map[string]func(t *rapid.T) Screen {
	text := func(t *rapid.T, n int) string { return drawText(t, "text", n) }
	texts := func(t *rapid.T, n int) []string {
		var all []string
		for range rapid.IntRange(0, n).Draw(t, "lines") {
			all = append(all, text(t, 6))
		}
		return all
	}
	return map[string]func(t *rapid.T) Screen{
		"confirm": func(t *rapid.T) Screen {
			c := Confirm{Title: text(t, 9), Text: text(t, 20), Facts: texts(t, 30), Yes: text(t, 4), No: text(t, 4)}
			if rapid.Bool().Draw(t, "typed") {
				c.Typed = text(t, 3)
			}
			return NewConfirm(c)
		},
		"chooser": func(t *rapid.T) Screen {
			var choices []Choice
			for i, name := range texts(t, 30) {
				choices = append(choices, Choice{Key: fmt.Sprint(i), Name: name, Detail: text(t, 4), Hint: text(t, 2), Group: rapid.SampledFrom([]string{"", "a", "三国"}).Draw(t, "group"), Disabled: rapid.SampledFrom([]string{"", "not now"}).Draw(t, "disabled")})
			}
			return NewChooser(Chooser{Name: text(t, 4), Choices: choices, Current: "3"})
		},
		"help": func(t *rapid.T) Screen {
			var actions []Action
			for _, name := range texts(t, 20) {
				actions = append(actions, Action{Key: "ctrl+x", Also: []string{"x"}, Name: name, Help: text(t, 9), Group: text(t, 2), Disabled: rapid.SampledFrom([]string{"", "not now"}).Draw(t, "disabled")})
			}
			return newHelp(newShelf(3), actions, demoGlobals(), English())
		},
		"form": func(t *rapid.T) Screen {
			e := entry{form: everyKind()}
			if rapid.Bool().Draw(t, "filled") {
				e.form = e.form.SetValues(everyValue())
			}
			return e
		},
		"list page": func(t *rapid.T) Screen { return newShelf(rapid.IntRange(0, 40).Draw(t, "rows")) },
	}
}

func demoGlobals() []Action { return []Action{{Key: "f2", Name: "light or dark"}} }

// TestEveryScreenFits plays keys, held keys, clicks, the wheel, pastes and new
// sizes on each screen: it stays in its place, and so does its cursor.
func TestEveryScreenFits(t *testing.T) {
	for name, make := range screens() {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				w, h := drawSize(t)
				theme := drawTheme(t)
				s, _ := make(t).Update(tea.WindowSizeMsg{Width: w, Height: h + 5})
				s, _ = s.Update(Frame{Width: w, Height: h, Theme: theme})
				for range rapid.IntRange(0, 8).Draw(t, "steps") {
					for _, msg := range drawMessages(t, &w, &h, theme) {
						s, _ = s.Update(msg)
					}
					fits(t, name, strings.Split(s.View(), "\n"), w, h)
					cursorFits(t, name, s, w, h)
					for _, a := range s.Actions() {
						if a.Key == "" {
							t.Fatalf("%s has an action without a key: %q", name, a.Name)
						}
					}
				}
			})
		})
	}
}

func cursorFits(t *rapid.T, name string, s Screen, w, h int) {
	if c, ok := s.(Cursored); ok {
		if x, y, shown := c.Cursor(); shown && (x < 0 || x >= w || y < 0 || y >= h) {
			t.Fatalf("%s: cursor at %d,%d of %dx%d", name, x, y, w, h)
		}
	}
}

func drawSize(t *rapid.T) (w, h int) {
	return rapid.IntRange(1, 200).Draw(t, "w"), rapid.IntRange(1, 60).Draw(t, "h")
}

// drawMessages is one thing that people do.
func drawMessages(t *rapid.T, w, h *int, theme Theme) []tea.Msg {
	switch rapid.IntRange(0, 6).Draw(t, "step") {
	case 0:
		*w, *h = drawSize(t)
		return []tea.Msg{tea.WindowSizeMsg{Width: *w, Height: *h + 5}, Frame{Width: *w, Height: *h, Theme: theme}}
	case 1:
		return []tea.Msg{tea.PasteMsg{Content: drawText(t, "paste", 30)}}
	case 2:
		return []tea.Msg{Click{X: rapid.IntRange(0, *w).Draw(t, "x"), Y: rapid.IntRange(0, *h).Draw(t, "y"), Double: rapid.Bool().Draw(t, "double")}}
	case 3:
		return []tea.Msg{Wheel{X: *w / 2, Y: *h / 2, Lines: rapid.IntRange(-9, 9).Draw(t, "lines")}}
	case 4: // a key is held
		var held []tea.Msg
		key := rapid.SampledFrom([]string{"down", "up", "right", "left", "backspace", "x", "三", "enter", "tab", "alt+up", "alt+down", "pgdown"}).Draw(t, "key")
		for range rapid.IntRange(1, 40).Draw(t, "times") {
			held = append(held, keyPress(key))
		}
		return held
	}
	var msgs []tea.Msg
	for _, key := range drawKeys(t) {
		msgs = append(msgs, keyPress(key))
	}
	return msgs
}
