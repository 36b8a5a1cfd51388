package kit

import (
	"maps"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Update passes a message to the focused field and does what the form's own
// keys say. The command, if any, is for the shell.
func (f Form) Update(msg tea.Msg) (Form, FormEvent, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return f.key(msg)
	case tea.PasteMsg:
		f, event, _ := f.edit(msg)
		return f, event, nil
	case Wheel:
		f.offset += msg.Lines
		return f.clampOffset(), FormNone, nil
	case Click:
		f, event := f.click(msg)
		return f, event, nil
	case *Words:
		f.Words = msg
		return f.recheck(), FormNone, nil
	}
	return f, FormNone, nil
}

func (f Form) key(msg tea.KeyPressMsg) (Form, FormEvent, tea.Cmd) {
	if len(f.fields) == 0 {
		return f, FormNone, nil
	}
	pressed, k := stroke(msg.String()), newFormKeys(f.Words.orEnglish())
	switch {
	case key.Matches(pressed, k.submit):
		f, event := f.submit()
		return f, event, nil
	case key.Matches(pressed, k.leave):
		if e, closed := f.editors[f.focus].close(); closed {
			return f.with(f.focus, e), FormNone, nil
		}
		return f.leave()
	case key.Matches(pressed, k.previous) && f.focus == f.first():
		return f.focusOn(f.final()), FormNone, nil
	case key.Matches(pressed, k.previous):
		return f.step(-1), FormNone, nil
	case key.Matches(pressed, k.nextStep, k.previousStep):
		return f.group(key.Matches(pressed, k.nextStep)), FormNone, nil
	}
	if note, ok := f.remedy(pressed.String()); ok {
		return f.SetValues(note.Set), FormChanged, nil
	}
	f, event, used := f.edit(msg)
	switch {
	case used:
	case key.Matches(pressed, k.next) && f.focus == f.final():
		f = f.focusOn(f.first())
	case key.Matches(pressed, k.next, k.onward):
		f = f.step(1)
	case key.Matches(pressed, k.back):
		f = f.step(-1)
	}
	return f, event, nil
}

// with returns the form with one editor in another state.
func (f Form) with(i int, e editor) Form {
	f.editors = slices.Clone(f.editors)
	f.editors[i] = e
	return f
}

// edit gives a message to the focused field.
func (f Form) edit(msg tea.Msg) (out Form, event FormEvent, used bool) {
	if len(f.fields) == 0 {
		return f, FormNone, false
	}
	i := f.focus
	before, raw, at := f.editors[i].value(), "", 0
	if t, ok := f.editors[i].(typing); ok {
		raw, at = t.typed()
	}
	e, used := f.editors[i].update(msg)
	f = f.with(i, e)
	if e.value() == before {
		if t, ok := e.(typing); ok {
			if now, pos := t.typed(); now != raw || pos != at {
				return f.scroll(), FormChanged, used // not the value, but what a draft says of it
			}
		}
		return f.scroll(), FormNone, used
	}
	return f.changed(i).scroll(), FormChanged, used
}

// changed is what follows from another value of field i.
func (f Form) changed(i int) Form {
	f.touched = slices.Clone(f.touched)
	f.touched[i] = true
	if _, refused := f.refused[f.fields[i].ID]; refused || f.refused[""] != "" {
		f.refused = maps.Clone(f.refused)
		delete(f.refused, f.fields[i].ID)
		delete(f.refused, "")
	}
	return f.recheckField(i).recheckCross()
}

// step moves the focus by n fields that are shown, and stays at the ends.
func (f Form) step(n int) Form {
	for i := f.focus + n; i >= 0 && i < len(f.fields); i += n {
		if f.shown(i) {
			return f.focusOn(i)
		}
	}
	return f.scroll()
}

// focusOn moves the focus; a field that one leaves is judged also when empty.
func (f Form) focusOn(i int) Form {
	f.touched = slices.Clone(f.touched)
	f.touched[f.focus] = true
	f = f.with(f.focus, f.editors[f.focus].blur())
	f.focus = i
	return f.scroll()
}

// group moves the focus to the first field of the next or the previous step.
func (f Form) group(forward bool) Form {
	here := f.fields[f.focus].Group
	for i := f.focus; i >= 0 && i < len(f.fields); {
		if g := f.fields[i].Group; g != here && f.shown(i) {
			for !forward && i > 0 && f.fields[i-1].Group == g && f.shown(i-1) {
				i--
			}
			return f.focusOn(i)
		}
		if forward {
			i++
		} else {
			i--
		}
	}
	return f
}

// submit goes to the first field that keeps the form from being sent, if any.
func (f Form) submit() (Form, FormEvent) {
	f.pressed = true
	f = f.recheck()
	for i := range f.fields {
		if f.shown(i) && f.bad(i) {
			return f.focusOn(i), FormNone
		}
	}
	for _, note := range f.cross {
		if note.Role == Bad {
			return f.toEnd(), FormNone // it is under no field
		}
	}
	return f, FormSubmitted
}

// remedy returns the note that offers a key.
func (f Form) remedy(pressed string) (FormNote, bool) {
	for _, note := range f.cross {
		if note.Key != "" && note.Key == pressed {
			return note, true
		}
	}
	return FormNote{}, false
}

// Actions documents what a form's keys do; all of them are handled by Update.
func (f Form) Actions() []Action {
	k := newFormKeys(f.Words.orEnglish())
	if f.Submit != "" {
		k.submit.SetHelp(k.submit.Help().Key, f.Submit)
	}
	actions := []Action{actionOf(k.submit)}
	for _, note := range f.cross {
		if note.Key != "" {
			actions = append(actions, Action{Key: note.Key, Name: note.Name, Help: note.Text})
		}
	}
	if name := f.stepName(); name != "" {
		keys := newStepKeys(name)
		actions = append(actions, actionOf(keys.more, keys.less))
	}
	if f.several() {
		actions = append(actions, actionOf(k.next, k.previous))
	}
	if e, ok := f.focused().(choiceEditor); ok {
		actions = append(actions, e.action(f.Words.orEnglish().Choose))
	}
	return append(actions, actionOf(k.leave))
}

// first and final return the fields that tab goes around between: the first and the last one that are shown.
func (f Form) first() int {
	for i := range f.fields {
		if f.shown(i) {
			return i
		}
	}
	return f.focus
}

func (f Form) final() int {
	for i := len(f.fields) - 1; i >= 0; i-- {
		if f.shown(i) {
			return i
		}
	}
	return f.focus
}

// several reports whether there is another field to go to.
func (f Form) several() bool {
	shown := 0
	for i := range f.fields {
		if f.shown(i) {
			shown++
		}
	}
	return shown > 1
}

// focused returns the editor of the focused field, nil in a form without fields.
func (f Form) focused() editor {
	if len(f.fields) == 0 {
		return nil
	}
	return f.editors[f.focus]
}

// stepName returns what alt+up and alt+down do in the focused field, "" for
// nothing.
func (f Form) stepName() string {
	switch e := f.focused().(type) {
	case lineEditor:
		if e.step != nil {
			return f.Words.orEnglish().MoreLess
		}
	case listEditor:
		if len(e.lines) > 2 {
			return f.Words.orEnglish().MoveLine
		}
	}
	return ""
}
