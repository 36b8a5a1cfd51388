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
	Facts []string // what it touches, one a line: "37 applications", "12 samples"; many of them scroll
	Yes   string   // the verb, such as "Reject 37"
	No    string   // "" for Cancel
	Typed string   // text that has to be typed before Yes works, such as an ID, for what touches many
	Do    func() tea.Cmd
	Words *Words
}

// dialog is a Confirm as a floating screen.
type dialog struct {
	Confirm
	frame Frame
	yes   bool // the cursor is on Yes
	input Input
	view  Viewport // of the text and the facts
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
	actions := []Action{take, actionOf(k.other), actionOf(k.leave)}
	if d.Typed != "" {
		take.Disabled = d.missing()
		actions = []Action{take, actionOf(k.leave)}
	}
	if d.view.Offset() > 0 || !d.view.AtEnd() {
		actions = append(actions, actionOf(k.read))
	}
	return actions
}

// keys are called what they answer now.
func (d dialog) keys() dialogKeys {
	take := d.answer()
	if d.Typed != "" {
		take = d.Yes
	}
	w := d.Words.orEnglish()
	return newDialogKeys(take, w.Other, d.no(), w.ScrollFacts)
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
		return d.fill(), nil
	case Wheel:
		d.view = d.view.Scroll(msg.Lines)
	case *Words:
		if d.Words == nil {
			d.Words = msg
		}
		return d.fill(), nil
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
	case key.Matches(pressed, k.read):
		d.view, _ = d.view.Update(msg)
		return d, nil
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

// popThen takes the dialog away and then does what was agreed to, on behalf of
// the screen below.
type popThen struct{ do func() tea.Cmd }
