package kit

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"
)

// typeIn gives keys to a form; a name in quotes is typed letter by letter.
func typeIn(f Form, names ...string) (Form, FormEvent, tea.Cmd) {
	var event FormEvent
	var cmd tea.Cmd
	for _, name := range names {
		if text, ok := strings.CutPrefix(name, "'"); ok {
			for _, r := range text {
				f, event, cmd = f.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
			}
			continue
		}
		f, event, cmd = f.Update(keyPress(name))
	}
	return f, event, cmd
}

func TestFormWalksItsFields(t *testing.T) {
	f := demoForm().Resize(100, 40)
	for _, want := range []string{"title", "links", "form", "country", "copies", "price", "back", "about", "kind", "title"} {
		if f, _, _ = typeIn(f, "tab"); f.Focused() != want {
			t.Fatalf("tab goes to %s, want %s", f.Focused(), want)
		}
	}
	if f, _, _ = typeIn(f, "shift+tab", "shift+tab"); f.Focused() != "about" {
		t.Fatalf("back from the first field goes to %s", f.Focused())
	}
	if f, _, _ = typeIn(f, "shift+tab", "up"); f.Focused() != "price" {
		t.Errorf("back goes to %s", f.Focused())
	}
	if f, _, _ = typeIn(f, "pgdown"); f.Focused() != "back" {
		t.Errorf("the next step begins with %s", f.Focused())
	}
	if f, _, _ = typeIn(f, "pgup", "pgup"); f.Focused() != "title" {
		t.Errorf("two steps back is %s", f.Focused())
	}
}

func TestFormChoices(t *testing.T) {
	f := demoForm().Resize(100, 40)
	if f, _, _ = typeIn(f, "tab", "shift+tab"); f.Value("kind") != "" {
		t.Error("passing through a choice chose something")
	}
	f, event, _ := typeIn(f, "down")
	if f.Value("kind") != "travel" || event != FormChanged {
		t.Errorf("the cursor stands on travel, and %q is chosen", f.Value("kind"))
	}
	if f, _, _ = typeIn(f, "space"); f.Value("kind") != "travel" {
		t.Errorf("space to be sure made %q of it", f.Value("kind"))
	}
	if f, _, _ = typeIn(f, "1", "2"); f.Value("kind") != "travel" {
		t.Errorf("its number chose %q", f.Value("kind"))
	}
	if f, _, _ = typeIn(f, "left"); f.Value("kind") == "travel" || f.Value("kind") == "" {
		t.Errorf("before the first option there is %q, want the last one", f.Value("kind"))
	}
	if f, _, _ = typeIn(f, "backspace"); f.Value("kind") != "" {
		t.Errorf("taken back, it is %q", f.Value("kind"))
	}
	f = f.Focus("form")
	f, _, _ = typeIn(f, "space", "right", "right", "space")
	if got := f.Value("form"); got != "video\narticle" {
		t.Errorf("chose %q", got)
	}
	f, _, _ = typeIn(f, "'t", "space")
	if got := f.Value("form"); got != "video\narticle\ntranslation" {
		t.Errorf("a letter leads to %q", got)
	}
}

func TestFormList(t *testing.T) {
	f := demoForm().Resize(100, 40).Focus("links")
	f, _, _ = typeIn(f, "'one", "enter", "'two", "enter", "'three")
	if got := f.Value("links"); got != "one\ntwo\nthree" {
		t.Fatalf("the list is %q", got)
	}
	f, _, _ = typeIn(f, "alt+up", "alt+up")
	if got := f.Value("links"); got != "three\none\ntwo" {
		t.Errorf("moved up it is %q", got)
	}
	f, _, _ = typeIn(f, "ctrl+u", "backspace")
	if got := f.Value("links"); got != "one\ntwo" {
		t.Errorf("after taking one out it is %q", got)
	}
	f, _, _ = f.Update(tea.PasteMsg{Content: " and\r\nmore\n\nlines"})
	if got := f.Value("links"); got != "one and\nmore\nlines\ntwo" {
		t.Errorf("after a paste it is %q", got)
	}
	f, _, _ = typeIn(f, "tab")
	if f.Focused() != "form" {
		t.Errorf("tab goes to %s", f.Focused())
	}
}

func TestFormChecksAsOneTypes(t *testing.T) {
	f := demoForm().Resize(100, 40)
	shows := func(want string) {
		t.Helper()
		if got := plain(f.Resize(100, 60).View(Theme{})); !strings.Contains(got, want) {
			t.Errorf("lacks %q:\n%s", want, got)
		}
	}
	if got := plain(f.View(Theme{})); strings.Contains(got, "needed") {
		t.Error("an untouched form complains")
	}
	f = f.Focus("price")
	f, _, _ = typeIn(f, "'120")
	shows("✗ an amount and a currency")
	f, _, _ = typeIn(f, "' USD")
	shows("120 USD")
	f = f.Focus("back")
	f, _, _ = typeIn(f, "'2026-12-2")
	shows("✗ no such day")
	f, _, _ = typeIn(f, "'0")
	shows("✓ Sun 20 Dec 2026 00:00 UTC")
	shows("▲ Back by 20 Dec")
	f, event, _ := typeIn(f, "ctrl+f")
	if f.Value("back") != "2027-01-14" || event != FormChanged {
		t.Errorf("the remedy gave %q", f.Value("back"))
	}
	f = f.Focus("copies")
	f, _, _ = typeIn(f, "'2x", "tab")
	shows("✗ not a number")
	f = f.Focus("title")
	f, _, _ = typeIn(f, "tab")
	shows("✗ needed")
}

func TestFormSubmit(t *testing.T) {
	f := demoForm().Resize(100, 40)
	f, event, _ := typeIn(f, "tab", "tab", "ctrl+s")
	if event == FormSubmitted || f.Focused() != "kind" {
		t.Errorf("an empty form: event %v at %s", event, f.Focused())
	}
	f = filledForm().Resize(100, 40)
	f, event, _ = typeIn(f, "ctrl+s")
	if event == FormSubmitted || f.Focused() != "links" {
		t.Errorf("a wrong link: event %v at %s", event, f.Focused())
	}
	f = f.SetValues(map[string]string{"links": "x/item/1"})
	f, event, _ = typeIn(f, "ctrl+s")
	if event != FormSubmitted || f.Visible()["title"] != "Wireless telegraphy" {
		t.Errorf("a whole form: event %v, %v", event, f.Visible())
	}
	f = f.Refuse("title", "this title is taken")
	if f.Focused() != "title" || !strings.Contains(plain(f.View(Theme{})), "✗ this title is taken") {
		t.Error("the refusal is not shown at its field")
	}
	f, _, _ = typeIn(f, "'x")
	if strings.Contains(plain(f.View(Theme{})), "taken") {
		t.Error("the refusal stays after a change")
	}
}

func TestFormLeavesAfterAQuestionOnly(t *testing.T) {
	f := demoForm().Resize(100, 40)
	_, event, cmd := typeIn(f, "esc")
	if _, ok := cmd().(Pop); !ok || event != FormLeft {
		t.Errorf("an unchanged form answers esc with %T", cmd())
	}
	f, _, _ = typeIn(f, "tab", "'x")
	if !f.Dirty() {
		t.Error("a changed form is not dirty")
	}
	_, event, cmd = typeIn(f, "esc")
	if _, ok := cmd().(Push); !ok || event != FormNone {
		t.Errorf("a changed form answers esc with %T", cmd())
	}
	if f, _, _ = typeIn(f, "backspace"); f.Dirty() {
		t.Error("a form with nothing changed is dirty")
	}
}

func TestFormDraftsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := demoForm().Resize(80, 24)
		for range rapid.IntRange(0, 6).Draw(t, "rounds") {
			f, _, _ = typeIn(f, drawKeys(t)...)
			f, _, _ = f.Update(tea.PasteMsg{Content: drawText(t, "paste", 9)})
		}
		draft := f.Values()
		if again := demoForm().SetValues(draft).Values(); !mapsEqual(again, draft) {
			t.Fatalf("a draft of %q comes back as %q", draft, again)
		}
	})
}

// A mark on a blank goes with it, and so does a blank behind that.
func TestFormTrimsMarkedBlanks(t *testing.T) {
	f := NewForm(Field{ID: "x", Label: "X"}).Resize(80, 24)
	f, _, _ = f.Update(tea.PasteMsg{Content: " \u0300"})
	f, _, _ = f.Update(tea.PasteMsg{Content: " A"})
	if got := f.Value("x"); got != "A" {
		t.Errorf("the value is %q", got)
	}
}

func mapsEqual(a, b map[string]string) bool {
	for k := range a {
		if a[k] != b[k] {
			return false
		}
	}
	return len(a) == len(b)
}

func TestFormHidesFields(t *testing.T) {
	f := NewForm(
		Field{ID: "gift", Label: "Gift", Kind: ChoiceField, Options: []Option{{Value: "yes"}, {Value: "no"}}},
		Field{ID: "for", Label: "For whom", Required: true, When: func(get func(string) string) bool { return get("gift") == "yes" }},
		Field{ID: "note", Label: "Note"},
	).Resize(80, 24).SetValues(map[string]string{"gift": "yes", "for": "Mia"})
	if f, _, _ = typeIn(f, "tab"); f.Focused() != "for" {
		t.Fatalf("tab goes to %s", f.Focused())
	}
	f = f.SetValues(map[string]string{"gift": "no"})
	if f.Focused() == "for" {
		t.Error("the focus is on a field that is not shown")
	}
	if _, shown := f.Visible()["for"]; shown || f.Value("for") != "Mia" {
		t.Error("what was typed should be kept, and not submitted")
	}
	if _, event, _ := typeIn(f.SetValues(map[string]string{"for": ""}), "ctrl+s"); event != FormSubmitted {
		t.Error("a field that is not shown keeps the form back")
	}
}

func TestFormCompletes(t *testing.T) {
	f := demoForm().Resize(100, 40).Focus("country")
	f, _, _ = typeIn(f, "'ge")
	if got := plain(f.View(Theme{})); !strings.Contains(got, "▌ Germany  country") || !strings.Contains(got, "Georgia") {
		t.Errorf("offers\n%s", got)
	}
	f, _, _ = typeIn(f, "down", "enter")
	if f.Value("country") != "Georgia" || f.Focused() != "country" {
		t.Errorf("enter took %q and went to %s", f.Value("country"), f.Focused())
	}
	f, _, cmd := typeIn(f, "backspace", "esc")
	if cmd != nil || strings.Contains(plain(f.View(Theme{})), "▌") {
		t.Error("esc should close the offers before it leaves")
	}
}

// TestFormPasteStaysBounded: nothing that is pasted makes a field longer than it
// may be, whatever the field.
func TestFormPasteStaysBounded(t *testing.T) {
	paste := tea.PasteMsg{Content: strings.Repeat("三国演义 line of a large paste\r\n", 10_000)}
	for _, field := range demoForm().fields {
		f, _, _ := demoForm().Resize(80, 24).Focus(field.ID).Update(paste)
		limit := max(field.Max, defaultRunes)
		if field.Kind == ListField {
			limit = field.Rows * (field.Max + 1)
		}
		value := f.Value(field.ID)
		if n := utf8.RuneCountInString(value); n > limit {
			t.Errorf("%s holds %d characters of at most %d", field.ID, n, limit)
		}
		if cut := strings.Contains(plain(f.Resize(80, 70).View(Theme{})), "cut at"); cut != (value != "") {
			t.Errorf("%s says that it was cut: %v", field.ID, cut)
		}
	}
}

func TestFormClicks(t *testing.T) {
	f := filledForm().Resize(100, 60)
	lines := strings.Split(plain(f.View(Theme{})), "\n")
	y := slices.IndexFunc(lines, func(s string) bool { return strings.Contains(s, "live stream") })
	x := Width(lines[y][:strings.Index(lines[y], "live stream")])
	f, event, _ := f.Update(Click{X: x, Y: y})
	if event != FormChanged || !strings.Contains(f.Value("form"), "live") || f.Focused() != "form" {
		t.Errorf("a click on an option: %v, %q", event, f.Value("form"))
	}
	y = slices.IndexFunc(lines, func(s string) bool { return strings.Contains(s, "Wireless") })
	f, _, _ = f.Update(Click{X: Width(lines[y][:strings.Index(lines[y], "less")]), Y: y})
	if f, _, _ = typeIn(f, "'X"); f.Value("title") != "WireXless telegraphy" {
		t.Errorf("typing after a click gives %q", f.Value("title"))
	}
}

func TestFormShowsItsFocus(t *testing.T) {
	for _, size := range [][2]int{{40, 6}, {60, 12}, {100, 20}} {
		f := filledForm().Resize(size[0], size[1])
		for range 9 {
			f, _, _ = typeIn(f, "tab")
			if _, _, ok := f.Cursor(); !ok {
				t.Errorf("%v: the cursor in %s is out of sight", size, f.Focused())
			}
		}
	}
}

// TestFormSaysThatThereIsMore: a form that is longer than its place has a sign at the lower right, until one is at its end.
func TestFormSaysThatThereIsMore(t *testing.T) {
	th := Theme{}
	var fields []Field
	for i := range 12 {
		fields = append(fields, Field{ID: fmt.Sprint("f", i), Label: fmt.Sprint("Field ", i)})
	}
	marked := func(f Form) bool {
		lines := f.View(th)
		return len(lines) == 8 && strings.HasSuffix(strings.TrimRight(lines[7], " "), th.Glyph(Down)) && Width(lines[7]) <= 40
	}
	f := NewForm(fields...).Resize(40, 8)
	if !marked(f) {
		t.Errorf("at the beginning:\n%s", strings.Join(f.View(th), "\n"))
	}
	if f = f.toEnd(); marked(f) {
		t.Errorf("at the end:\n%s", strings.Join(f.View(th), "\n"))
	}
	if short := NewForm(fields[:1]...).Resize(40, 8); strings.Contains(strings.Join(short.View(th), ""), th.Glyph(Down)) {
		t.Error("a form that is whole has the sign")
	}
}
