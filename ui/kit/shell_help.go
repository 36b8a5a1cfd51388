package kit

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Helper is a screen that says what it is for: a few sentences, paragraphs
// parted by "\n". They stand at the head of its help.
type Helper interface{ Help() string }

// help is the floating page of a screen's purpose and keys. What one types
// narrows the keys.
type help struct {
	about   string
	title   string
	guide   string         // the page of the guides that belongs to the screen
	open    func() tea.Cmd // opens that page; nil where there are no guides
	actions []Action
	words   *Words
	frame   Frame
	input   Input
	view    Viewport
}

// newHelp returns the help of a screen with its own actions and the global ones.
func newHelp(s Screen, own, global []Action, words *Words) help {
	h := help{title: s.Title(), words: words, input: NewInput(100)}
	if helper, ok := s.(Helper); ok {
		h.about = helper.Help()
	}
	if g, ok := s.(Guided); ok {
		h.guide = g.Guide()
	}
	for _, a := range own {
		if a.Group == "" {
			a.Group = s.Title()
		}
		h.actions = append(h.actions, a)
	}
	for _, a := range global {
		if a.Group == "" {
			a.Group = words.Everywhere
		}
		h.actions = append(h.actions, a)
	}
	return h
}

func (h help) Init() tea.Cmd  { return nil }
func (h help) Title() string  { return fmt.Sprintf(h.words.KeysOf, h.title) }
func (h help) Floating() bool { return true }
func (h help) Typing() bool   { return true }

func (h help) Actions() []Action {
	k := newHelpKeys(h.words)
	actions := []Action{actionOf(k.scroll), actionOf(k.close)}
	if h.open != nil {
		guide := actionOf(newShellKeys(h.words).guide)
		guide.Do = h.open
		actions = append(actions, guide)
	}
	return actions
}

// Guide implements Guided: over the help the guides open where they would over
// the screen that it is of.
func (h help) Guide() string { return h.guide }

func (h help) Update(msg tea.Msg) (Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case Frame:
		h.frame = msg
		return h.fill(), nil
	case Wheel:
		h.view = h.view.Scroll(msg.Lines)
	case tea.PasteMsg:
		h.input, _, _ = h.input.Update(msg)
		return h.fill(), nil
	case tea.KeyPressMsg:
		return h.key(msg)
	}
	return h, nil
}

func (h help) key(msg tea.KeyPressMsg) (Screen, tea.Cmd) {
	pressed, k := stroke(msg.String()), newHelpKeys(h.words)
	if key.Matches(pressed, k.close) || key.Matches(pressed, k.again) && h.input.Value() == "" {
		return h, Send(Pop{})
	}
	if !isPrintable(msg) {
		if view, used := h.view.Update(msg); used {
			h.view = view
			return h, nil
		}
	}
	h.input, _, _ = h.input.Update(msg)
	return h.fill(), nil
}

func (h help) width() int { return max(min(76, h.frame.Width), 1) }

// fill computes the lines that scroll.
func (h help) fill() help {
	t, w := h.frame.Theme, h.width()
	var lines []string
	search := strings.ToLower(strings.TrimSpace(h.input.Value()))
	if search == "" && h.about != "" {
		for _, part := range Wrap(CleanLines(h.about), w) {
			lines = append(lines, t.Paint(Text, part))
		}
		lines = append(lines, "")
	}
	keys := h.matching(search)
	if len(keys) == 0 {
		for _, part := range Wrap(h.words.NoMatch, w) {
			lines = append(lines, t.Paint(Muted, part))
		}
	}
	lines = append(lines, keyTable(t, w, keys)...)
	h.view = h.view.SetHeight(max(min(h.frame.Height-chooserHead, 26), 1)).SetLines(lines)
	return h
}

// matching returns the actions whose key, name or sentence contains a text.
func (h help) matching(search string) []Action {
	if search == "" {
		return h.actions
	}
	var found []Action
	for _, a := range h.actions {
		text := strings.ToLower(a.Name + "\n" + a.Help + "\n" + keysOf(a))
		if strings.Contains(text, search) {
			found = append(found, a)
		}
	}
	return found
}

// keysOf writes an action's keys: "enter", "up down k j".
func keysOf(a Action) string { return strings.Join(append([]string{a.Key}, a.Also...), " ") }

// keyTable draws actions in groups: keys, name, sentence, and why an action is
// not possible now.
func keyTable(t Theme, w int, actions []Action) []string {
	var groups []string
	keys, names := 0, 0
	for _, a := range actions {
		keys, names = max(keys, Width(keysOf(a))), max(names, Width(oneLine(a.Name)))
		if !slices.Contains(groups, a.Group) {
			groups = append(groups, a.Group)
		}
	}
	keys, names = min(keys, max(w/4, 6)), min(names, max(w/3, 8))
	var lines []string
	for i, group := range groups {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, SectionHead(t, w, group))
		for _, a := range actions {
			if a.Group == group {
				lines = append(lines, keyRow(t, w, keys, names, a)...)
			}
		}
	}
	return lines
}

// keyRow draws an action in as many lines as its keys, its name or its sentence need: nothing of them is cut.
func keyRow(t Theme, w, keys, names int, a Action) []string {
	role := Strong
	if a.Disabled != "" {
		role = Muted
	}
	text := oneLine(a.Help)
	if a.Disabled != "" {
		text = t.Glyph(Refused) + " " + oneLine(a.Disabled)
	}
	at := keys + names + 4
	beside := w-at >= 16 // else the sentence goes below
	left, middle := Wrap(keysOf(a), keys), Wrap(oneLine(a.Name), names)
	var right []string
	if beside {
		right = Wrap(text, w-at)
	}
	var lines []string
	for i := range max(len(left), len(middle), len(right)) {
		l := NewLine(t, w).Bold(role, nth(left, i)).To(keys+2).Put(Text, nth(middle, i))
		lines = append(lines, l.To(at).Put(Muted, nth(right, i)).String())
	}
	if text == "" || beside {
		return lines
	}
	for _, part := range Wrap(text, max(w-2, 1)) {
		lines = append(lines, NewLine(t, w).Gap(2).Put(Muted, part).String())
	}
	return lines
}

// nth returns a line of a column, "" below its end.
func nth(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

func (h help) View() string {
	t, w := h.frame.Theme, h.width()
	title := NewLine(t, w).Bold(Strong, oneLine(h.Title())).Fill()
	in := NewLine(t, w).Glyph(Accent, Right).Gap(1)
	if h.input.Value() == "" {
		in.Gap(1).Put(Muted, h.words.Search)
	} else {
		in.Painted(h.input.View(t, in.Left(), Strong))
	}
	lines := append([]string{title.String(), in.String(), ""}, h.view.View(t, w)...)
	return Block(lines, h.frame.Width, h.frame.Height)
}

// Cursor stands behind what was typed.
func (h help) Cursor() (x, y int, ok bool) {
	return h.frame.shows(min(2+h.input.CursorX(max(h.width()-2, 1)), max(h.width()-1, 0)), 1)
}
