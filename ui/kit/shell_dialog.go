package kit

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Confirm is a question before something that undo does not take back. The
// answer under the cursor is No, so that enter alone harms nothing.
type Confirm struct {
	Title string
	Text  string   // what will happen; lines parted by "\n"
	Facts []string // what it touches, one a line: "37 applications", "12 samples"
	Yes   string   // the verb, such as "Reject 37"
	No    string   // "" for Cancel
	Typed string   // text that has to be typed before Yes works, for what touches many
	Do    func() tea.Cmd
	Words *Words
}

// dialog is a Confirm as a floating screen.
type dialog struct {
	Confirm
	frame Frame
	yes   bool // the cursor is on Yes
	input Input
}

// NewConfirm returns the question as a floating screen to Push.
func NewConfirm(c Confirm) Screen {
	return dialog{Confirm: c, input: NewInput(100)}
}

func (d dialog) Init() tea.Cmd  { return nil }
func (d dialog) Title() string  { return d.Confirm.Title }
func (d dialog) Floating() bool { return true }
func (d dialog) Typing() bool   { return d.Typed != "" }

func (d dialog) Actions() []Action {
	k := d.keys()
	take := actionOf(k.take)
	if d.Typed != "" {
		take.Disabled = d.missing()
		return []Action{take, actionOf(k.leave)}
	}
	return []Action{take, actionOf(k.other), actionOf(k.leave)}
}

// keys are called what they answer now.
func (d dialog) keys() dialogKeys {
	take := d.answer()
	if d.Typed != "" {
		take = d.Yes
	}
	return newDialogKeys(take, d.Words.orEnglish().Other, d.no())
}

func (d dialog) no() string {
	if d.No == "" {
		return d.Words.orEnglish().Cancel
	}
	return d.No
}

func (d dialog) answer() string {
	if d.yes {
		return d.Yes
	}
	return d.no()
}

// missing says what still has to be typed, "" when it has been.
func (d dialog) missing() string {
	if d.Typed == "" || strings.EqualFold(strings.TrimSpace(d.input.Value()), d.Typed) {
		return ""
	}
	return fmt.Sprintf(d.Words.orEnglish().TypeToConfirm, d.Typed)
}

func (d dialog) Update(msg tea.Msg) (Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case Frame:
		d.frame = msg
	case *Words:
		if d.Words == nil {
			d.Words = msg
		}
	case Click:
		return d.click(msg)
	case tea.PasteMsg:
		d.input, _, _ = d.input.Update(msg)
	case tea.KeyPressMsg:
		return d.key(msg)
	}
	return d, nil
}

func (d dialog) key(msg tea.KeyPressMsg) (Screen, tea.Cmd) {
	pressed, k := stroke(msg.String()), d.keys()
	switch {
	case key.Matches(pressed, k.leave):
		return d, Send(Pop{})
	case key.Matches(pressed, k.take):
		if d.Typed != "" && d.missing() != "" {
			return d, nil
		}
		if d.Typed != "" || d.yes {
			return d, Send(popThen{d.Do})
		}
		return d, Send(Pop{})
	}
	if d.Typed != "" {
		d.input, _, _ = d.input.Update(msg)
		return d, nil
	}
	if key.Matches(pressed, k.other) {
		d.yes = !d.yes
	}
	return d, nil
}

// click answers: the answers stand on the last line.
func (d dialog) click(c Click) (Screen, tea.Cmd) {
	lines := d.lines()
	if d.Typed != "" || c.Y != len(lines)-1 || c.X < 0 {
		return d, nil
	}
	no := Width(d.no()) + 2
	switch {
	case c.X < no:
		return d, Send(Pop{})
	case c.X >= no+3 && c.X < no+3+Width(d.Yes)+2:
		return d, Send(popThen{d.Do})
	}
	return d, nil
}

func (d dialog) View() string {
	return Block(d.lines(), d.frame.Width, d.frame.Height)
}

func (d dialog) lines() []string {
	t, w := d.frame.Theme, d.width()
	lines := []string{NewLine(t, w).Bold(Strong, oneLine(d.Confirm.Title)).Fill().String(), ""}
	for _, part := range Wrap(CleanLines(d.Text), w) {
		lines = append(lines, t.Paint(Text, part))
	}
	if len(d.Facts) > 0 {
		lines = append(lines, "")
	}
	for _, fact := range d.Facts {
		lines = append(lines, NewLine(t, w).Glyph(Muted, Nothing).Gap(1).Put(Text, oneLine(fact)).String())
	}
	if room := d.frame.Height - 3; len(lines) > room { // the answers must be seen
		lines = lines[:max(room, 0)]
	}
	lines = append(lines, "")
	if d.Typed != "" {
		return append(lines, d.typedLines(t, w)...)
	}
	l := NewLine(t, w)
	d.button(l, d.no(), !d.yes, Accent)
	l.Gap(3)
	d.button(l, d.Yes, d.yes, Bad)
	return append(lines, l.String())
}

func (d dialog) typedLines(t Theme, w int) []string {
	ask := NewLine(t, w)
	before, after, _ := strings.Cut(d.Words.orEnglish().TypeToConfirm, "%s")
	ask.Put(Muted, before).Bold(Strong, d.Typed).Put(Muted, after)
	in := NewLine(t, w).Glyph(Accent, Right).Gap(1)
	in.Painted(d.input.View(t, in.Left(), Strong))
	return []string{ask.String(), in.String()}
}

// button writes an answer; the one under the cursor has a bar and is bold, so
// that it is seen without colours too.
func (d dialog) button(l *Line, name string, on bool, r Role) {
	if !on {
		l.Gap(2).Put(Muted, name)
		return
	}
	l.Glyph(r, Bar).Gap(1).Bold(r, name)
}

// width is as wide as the text needs, within the frame.
func (d dialog) width() int {
	w := max(Width(d.Confirm.Title), Width(d.Yes)+Width(d.no())+7, 36)
	if Width(d.Text) > w {
		w = 60
	}
	return max(min(w, d.frame.Width), 1)
}

// Cursor stands in the line to type in.
func (d dialog) Cursor() (x, y int, ok bool) {
	if d.Typed == "" {
		return 0, 0, false
	}
	return 2 + d.input.CursorX(max(d.width()-2, 1)), len(d.lines()) - 1, true
}

// popThen takes the dialog away and then does what was agreed to, on behalf of
// the screen below.
type popThen struct{ do func() tea.Cmd }
