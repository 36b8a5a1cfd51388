package kit

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// drawText generates what people write and what attackers do: words of many
// scripts, joined emoji, flags, towers of marks, controls, escapes, broken bytes.
func drawText(t *rapid.T, label string, most int) string {
	pieces := rapid.SliceOfN(rapid.OneOf(
		rapid.SampledFrom([]string{"a", "word ", "  ", "0123456789", "三国", "演义、", "하나", "Ж", "ی‌ک", "é", "ẍ̧̈", "👩‍👩‍👧‍👦", "🇩🇪", "🍵", "❤️", "ﷺ", "क्षि", "ก็",
			"\n", "\r\n", "\t", "\x1b[31mred\x1b[m", "\x1b]8;;http://x\x07", "\u202e", "\u200b", "\u009b31m", "\xff", "\x00", "─", strings.Repeat("long", 30), "x.", "/item/"}),
		rapid.StringN(0, 4, 12),
	), 0, most).Draw(t, label)
	return strings.Join(pieces, "")
}

// fits fails when lines do not fit into w x h cells or hold what a terminal must
// not get.
func fits(t *rapid.T, what string, lines []string, w, h int) {
	t.Helper()
	if len(lines) > h {
		t.Fatalf("%s: %d lines in %d (%d wide)", what, len(lines), h, w)
	}
	for i, line := range lines {
		if n := Width(line); n > w {
			t.Fatalf("%s: line %d has %d cells in %d: %q", what, i, n, w, line)
		}
		for _, r := range ansi.Strip(line) {
			if r < 0x20 || r >= 0x7f && r < 0xa0 {
				t.Fatalf("%s: line %d has the control %U: %q", what, i, r, line)
			}
		}
		if openAt(line) != "" {
			t.Fatalf("%s: line %d leaves a style open: %q", what, i, line)
		}
	}
}

func drawTheme(t *rapid.T) Theme {
	o := themeOptions(rapid.Bool().Draw(t, "dark"))
	o.ASCII = rapid.Bool().Draw(t, "ascii")
	if rapid.Bool().Draw(t, "plain") {
		return Theme{}
	}
	return NewTheme(o)
}

func drawRole(t *rapid.T) Role { return Role(rapid.IntRange(0, roles-1).Draw(t, "role")) }

// widgets draws each widget with random contents and gives its lines to check.
func widgets() map[string]func(t *rapid.T, th Theme, w, h int) []string {
	text := func(t *rapid.T, n int) string { return drawText(t, "text", n) }
	return map[string]func(t *rapid.T, th Theme, w, h int) []string{
		"heading": func(t *rapid.T, th Theme, w, h int) []string {
			return Heading{text(t, 6), []Fact{{text(t, 5), drawRole(t)}, {text(t, 5), Muted}, {text(t, 9), Bad}}}.View(th, w, h)
		},
		"section": func(t *rapid.T, th Theme, w, h int) []string { return []string{SectionHead(th, w, text(t, 5))} },
		"facts": func(t *rapid.T, th Theme, w, h int) []string {
			kv := KeyValues{{Label: text(t, 4), Value: text(t, 20)}, {Label: text(t, 4), Value: text(t, 3), Right: true}, {Label: "painted", Value: th.Paint(Bad, oneLine(text(t, 9))), Painted: true}}
			return clip(kv.View(th, w), w, h)
		},
		"stepper": func(t *rapid.T, th Theme, w, h int) []string {
			var st Stepper
			for i := range rapid.IntRange(0, 10).Draw(t, "steps") {
				st = append(st, Step{text(t, 4), StepState(i % 4)})
			}
			return st.View(th, w, h)
		},
		"timeline": func(t *rapid.T, th Theme, w, h int) []string {
			return clip(Timeline{{text(t, 3), text(t, 8), drawRole(t), text(t, 5)}, {"2 Nov", "content", Text, ""}}.View(th, w), w, h)
		},
		"notice": func(t *rapid.T, th Theme, w, h int) []string {
			return clip(Notice{drawRole(t), text(t, 12), "ctrl+f", text(t, 3)}.View(th, w), w, h)
		},
		"diff": func(t *rapid.T, th Theme, w, h int) []string {
			a, b := strings.Split(text(t, 10), "\n"), strings.Split(text(t, 10), "\n")
			return clip(DiffView(th, w, Diff(a, b)), w, h)
		},
		"bars": func(t *rapid.T, th Theme, w, h int) []string {
			values := rapid.SliceOf(rapid.Float64()).Draw(t, "values")
			p := Progress{Name: text(t, 4), Done: rapid.IntRange(-3, 300).Draw(t, "done"), Total: rapid.IntRange(-1, 200).Draw(t, "total"), Started: time.Unix(0, 0), Now: time.Unix(9, 0)}
			return clip([]string{p.View(th, w), ShareBar(th, w, rapid.Float64().Draw(t, "share")), Sparkline(th, w, values)}, w, h)
		},
		"tabs": func(t *rapid.T, th Theme, w, h int) []string {
			ts := Tabs{Current: rapid.IntRange(0, 7).Draw(t, "current")}
			for range rapid.IntRange(0, 8).Draw(t, "tabs") {
				ts.Items = append(ts.Items, Tab{Name: text(t, 3), Count: "1,204"})
			}
			return []string{ts.View(th, w)}
		},
		"filter": func(t *rapid.T, th Theme, w, h int) []string {
			f := NewFilter(text(t, 4)).Start()
			f, _, _ = f.Update(tea.PasteMsg{Content: text(t, 20)})
			f.Result = text(t, 4)
			if x := f.CursorX(w); x < 0 || x >= w {
				t.Fatalf("cursor at %d of %d", x, w)
			}
			return []string{f.View(th, w)}
		},
		"input": func(t *rapid.T, th Theme, w, h int) []string {
			in := NewInput(60).SetValue(text(t, 30))
			for _, key := range drawKeys(t) {
				in, _, _ = in.Update(keyPress(key))
			}
			if x := in.CursorX(w); x < 0 || x >= w {
				t.Fatalf("cursor at %d of %d", x, w)
			}
			if n := utf8.RuneCountInString(in.Value()); n > 60 {
				t.Fatalf("%d runes", n)
			}
			return []string{in.View(th, w, Strong)}
		},
		"area": func(t *rapid.T, th Theme, w, h int) []string {
			a := NewArea(200).SetWidth(w).SetValue(text(t, 40))
			for _, key := range drawKeys(t) {
				a, _, _ = a.Update(keyPress(key))
			}
			if x, y := a.Cursor(h); x < 0 || x >= max(w, 2) || y < 0 || y >= h {
				t.Fatalf("cursor at %d,%d of %dx%d", x, y, w, h)
			}
			return clip(a.View(th, h, Text, true), w, h)
		},
		"plan": func(t *rapid.T, th Theme, w, h int) []string {
			var rows []PlanRow
			for i := range rapid.IntRange(0, 40).Draw(t, "rows") {
				rows = append(rows, PlanRow{fmt.Sprint(i), text(t, 3), text(t, 5), text(t, 2)})
			}
			return NewPlan(text(t, 3), rows, KeyValues{{Label: text(t, 2), Value: text(t, 9)}}).Resize(w, h).View(th)
		},
		"viewport": func(t *rapid.T, th Theme, w, h int) []string {
			v := Viewport{}.SetHeight(h).SetLines(Wrap(oneLine(text(t, 80)), w))
			for _, key := range drawKeys(t) {
				v, _ = v.Update(keyPress(key))
			}
			return v.View(th, w)
		},
		"list page": func(t *rapid.T, th Theme, w, h int) []string {
			s, _ := newShelf(12).Update(tea.WindowSizeMsg{Width: w, Height: h + 5})
			s, _ = s.Update(Frame{Width: w, Height: h, Theme: th})
			for _, key := range drawKeys(t) {
				s, _ = s.Update(keyPress(key))
			}
			return viewLines(s)
		},
		"table": drawTable,
		"form":  drawForm,
		"split": func(t *rapid.T, th Theme, w, h int) []string {
			s := Split{Share: rapid.IntRange(0, 100).Draw(t, "share"), Focus: Pane(rapid.IntRange(0, 1).Draw(t, "focus"))}
			s, _ = s.Update(tea.WindowSizeMsg{Width: w + rapid.IntRange(0, 34).Draw(t, "menu"), Height: h + 5})
			s, _ = s.Update(Frame{Width: w, Height: h, Theme: th})
			return s.View(th, []string{oneLine(text(t, 30))}, Wrap(oneLine(text(t, 30)), max(s.Preview().Width, 1)))
		},
	}
}

func drawKeys(t *rapid.T) []string {
	return rapid.SliceOfN(rapid.SampledFrom([]string{"up", "down", "left", "right", "home", "end", "pgup", "pgdown", "ctrl+left", "ctrl+right", "backspace", "delete", "ctrl+w", "ctrl+u", "ctrl+k",
		"enter", "tab", "shift+tab", "space", "esc", "x", "7", "三", "/", "?", "alt+up", "alt+down", "ctrl+s", "ctrl+f", "ctrl+p", "alt+?", "f1", "ctrl+t"}), 0, 30).Draw(t, "keys")
}

func drawTable(t *rapid.T, th Theme, w, h int) []string {
	var columns []Column
	for range rapid.IntRange(1, 7).Draw(t, "columns") {
		columns = append(columns, Column{Head: drawText(t, "head", 2), Width: rapid.IntRange(0, 40).Draw(t, "width"), Flex: rapid.IntRange(0, 2).Draw(t, "flex"), Max: rapid.IntRange(0, 50).Draw(t, "max"),
			Right: rapid.Bool().Draw(t, "right"), Priority: rapid.IntRange(0, 4).Draw(t, "priority"), Order: Order(rapid.IntRange(0, 2).Draw(t, "order"))})
	}
	tb := NewTable(columns...)
	tb.Multi, tb.Empty = rapid.Bool().Draw(t, "multi"), drawText(t, "empty", 9)
	cell := func() Cell {
		c := Cell{Text: drawText(t, "cell", 4), Role: drawRole(t), Painted: rapid.Bool().Draw(t, "painted"), Match: rapid.SliceOfN(rapid.IntRange(0, 20), 0, 3).Draw(t, "match")}
		if text := c.Text; c.Painted {
			c.Text = th.Paint(c.Role, oneLine(text))
		} else if rapid.Bool().Draw(t, "drawn") {
			c.Draw = func(t Theme, w int) string { return t.Paint(Good, oneLine(text)) } // who paints cleans, as above
		}
		return c
	}
	var all []Row
	for i := range rapid.IntRange(0, 60).Draw(t, "rows") {
		all = append(all, Row{Key: fmt.Sprint(i), Cells: []Cell{cell(), cell(), cell()}[:rapid.IntRange(0, 3).Draw(t, "cells")]})
	}
	if rapid.Bool().Draw(t, "totals") {
		tb.Totals = []Cell{cell()}
	}
	tb = tb.Resize(w, h).SetRows(all)
	for _, key := range drawKeys(t) {
		tb, _, _ = tb.Update(keyPress(key))
	}
	tb = tb.Refuse(tb.CurrentKey(), drawText(t, "reason", 5))
	return tb.View(th)
}

func drawForm(t *rapid.T, th Theme, w, h int) []string {
	f := demoForm().Resize(w, h).SetValues(map[string]string{"title": drawText(t, "title", 9), "links": drawText(t, "links", 20), "about": drawText(t, "about", 40)})
	for _, key := range drawKeys(t) {
		f, _, _ = f.Update(keyPress(key))
	}
	f, _, _ = f.Update(tea.PasteMsg{Content: drawText(t, "paste", 20)})
	if rapid.Bool().Draw(t, "refused") {
		f = f.Refuse("title", drawText(t, "refusal", 9))
	}
	if x, y, ok := f.Cursor(); ok && (x < 0 || x >= w || y < 0 || y >= h) {
		t.Fatalf("cursor at %d,%d of %dx%d", x, y, w, h)
	}
	return append(f.View(th), clip([]string{f.Head(th, w)}, w, h-len(f.View(th)))...)
}

// TestEveryFrameFits is the one harness that all widgets and the shell go
// through: whatever they hold and however small their place is, they stay in it.
func TestEveryFrameFits(t *testing.T) {
	for name, draw := range widgets() {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				w, h := rapid.IntRange(1, 250).Draw(t, "w"), rapid.IntRange(1, 70).Draw(t, "h")
				fits(t, name, draw(t, drawTheme(t), w, h), w, h)
			})
		})
	}
	t.Run("shell", func(t *testing.T) { rapid.Check(t, playShell) })
}

// playShell presses, clicks, pastes and resizes at random.
func playShell(t *rapid.T) {
	w, h := rapid.IntRange(1, 250).Draw(t, "w"), rapid.IntRange(1, 70).Draw(t, "h")
	s := newDemo(themeOptions(true), w, h)
	if rapid.Bool().Draw(t, "strange names") {
		menu := demoMenu(9)
		for i := range menu {
			menu[i].Name, menu[i].Indent, menu[i].Group = drawText(t, "name", 4), rapid.IntRange(-1, 5).Draw(t, "indent"), rapid.IntRange(0, 3).Draw(t, "group")
		}
		send(s, SetAccount{Name: drawText(t, "account", 5), Roles: drawText(t, "roles", 5), Menu: menu}, Status{Link: Link(rapid.IntRange(0, 3).Draw(t, "link")), Where: drawText(t, "where", 5), Since: drawText(t, "since", 2), Note: drawText(t, "note", 5), Unread: 1234, Queued: 99})
	}
	for range rapid.IntRange(0, 12).Draw(t, "steps") {
		switch rapid.IntRange(0, 7).Draw(t, "step") {
		case 0:
			w, h = rapid.IntRange(1, 250).Draw(t, "w"), rapid.IntRange(1, 70).Draw(t, "h")
			send(s, tea.WindowSizeMsg{Width: w, Height: h})
		case 1:
			click(s, rapid.IntRange(0, w).Draw(t, "x"), rapid.IntRange(0, h).Draw(t, "y"))
		case 2:
			send(s, tea.MouseWheelMsg{X: w / 2, Y: h / 2, Button: rapid.SampledFrom([]tea.MouseButton{tea.MouseWheelUp, tea.MouseWheelDown}).Draw(t, "wheel")})
		case 3:
			send(s, tea.PasteMsg{Content: drawText(t, "paste", 9)})
		case 4:
			send(s, Toast{Bad, drawText(t, "toast", 30)})
		case 5:
			play := rapid.SampledFrom([]string{"list", "filter", "empty", "preview", "palette", "command", "help", "confirm", "chooser", "typed"}).Draw(t, "scene")
			scenes()[play](s)
		default:
			keys(s, drawKeys(t)...)
		}
		fits(t, "shell", s.Lines(), w, h)
		if v := s.View(); v.Cursor != nil && (v.Cursor.X < 0 || v.Cursor.X >= w || v.Cursor.Y < 0 || v.Cursor.Y >= h) {
			t.Fatalf("cursor at %d,%d of %dx%d", v.Cursor.X, v.Cursor.Y, w, h)
		}
	}
}
