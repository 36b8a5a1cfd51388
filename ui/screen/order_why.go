package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// why floats over a page and explains what it shows: for each reason the facts, the arithmetic, the rule and
// where the rule is from.
type why struct {
	say     speech
	title   string
	reasons []assets.Explanation
	text    string // in place of reasons, where no rule stands behind it
	frame   kit.Frame
	view    kit.Viewport
}

// newWhy returns the explanation of some reasons as a floating screen. The policy is the one they count by.
func newWhy(s speech, p *model.Policy, title string, reasons []model.Reason) kit.Screen {
	words := s.Words
	if p != nil {
		words = words.Under(p)
	}
	w := why{say: s, title: title}
	for _, r := range reasons {
		w.reasons = append(w.reasons, words.Explain(r))
	}
	return w
}

// newWhyText returns an explanation of one text as a floating screen.
func newWhyText(s speech, title, text string) kit.Screen {
	return why{say: s, title: title, text: text}
}

// Init implements kit.Screen.
func (w why) Init() tea.Cmd { return nil }

// Title implements kit.Screen.
func (w why) Title() string { return w.title }

// Floating implements kit.Floating.
func (w why) Floating() bool { return true }

// Actions implements kit.Screen.
func (w why) Actions() []kit.Action {
	return []kit.Action{
		{Key: "up", Also: []string{"down", "pgup", "pgdown", "home", "end"}, Name: w.say.Say("why_page.scroll")},
		{Key: "w", Also: []string{"enter", "q"}, Name: w.say.Say("why_page.close"), Do: func() tea.Cmd { return kit.Send(kit.Pop{}) }},
	}
}

// Update implements kit.Screen.
func (w why) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	if frame, ok := msg.(kit.Frame); ok {
		w.frame = frame
		lines := w.lines(frame.Theme, w.width())
		w.view = w.view.SetHeight(min(len(lines), max(frame.Height-2, 1))).SetLines(lines)
		return w, nil
	}
	w.view, _ = w.view.Update(msg)
	return w, nil
}

// width is that of a page that is read, not scanned.
func (w why) width() int { return max(min(w.frame.Width, 84), 1) }

// View implements kit.Screen.
func (w why) View() string {
	t := w.frame.Theme
	lines := []string{kit.NewLine(t, w.width()).Bold(kit.Strong, w.title).Fill().String(), ""}
	return kit.Block(append(lines, w.view.View(t, w.width())...), w.frame.Width, w.frame.Height)
}

func (w why) lines(t kit.Theme, width int) []string {
	if w.text != "" {
		return wrapped(t, kit.Text, kit.Clean(w.text), width)
	}
	var lines []string
	for i, e := range w.reasons {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, wrapped(t, kit.Text, mark(kit.Strong, e.Facts), width)...)
		if e.Arithmetic != "" {
			lines = append(lines, indented(wrapped(t, kit.Accent, e.Arithmetic, width-2), 2)...)
		}
		lines = append(lines, indented(wrapped(t, kit.Text, e.Rule.Sentence, width-2), 2)...)
		source := w.say.Say("why_page.source", assets.Text("rule", string(e.Rule.ID)), assets.Text("title", e.Rule.Title), assets.Text("source", e.Rule.Source))
		if e.Rule.Source == "ours" {
			source = w.say.Say("why_page.ours", assets.Text("rule", string(e.Rule.ID)), assets.Text("title", e.Rule.Title))
		}
		lines = append(lines, indented(wrapped(t, kit.Muted, source, width-2), 2)...)
	}
	lines = append(lines, "")
	return append(lines, wrapped(t, kit.Muted, w.say.Say("guide.why_link"), width)...)
}
