package kit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// recheck judges all fields.
func (f Form) recheck() Form {
	for i := range f.fields {
		f = f.recheckField(i)
	}
	return f.recheckCross()
}

func (f Form) recheckCross() Form {
	f.cross = nil
	if f.Check != nil {
		f.cross = f.Check(f.Value)
	}
	return f
}

// recheckField judges one field on its own.
func (f Form) recheckField(i int) Form {
	f.notes = slices.Clone(f.notes)
	f.notes[i] = f.judge(f.fields[i], f.editors[i])
	return f
}

func (f Form) judge(field Field, e editor) []Note {
	words := f.Words.orEnglish()
	value := e.value()
	var notes []Note
	if e.wasCut() {
		text := fmt.Sprintf(words.CutAt, words.Count(field.runes()))
		if list, ok := e.(listEditor); ok && list.cutLines {
			text = fmt.Sprintf(words.CutLines, words.Count(list.rows))
		}
		notes = append(notes, Note{Role: Warn, Text: text})
	}
	if strings.TrimSpace(value) == "" {
		if field.Required {
			notes = append(notes, Note{Role: Bad, Text: words.Required})
		}
		return notes
	}
	if field.Kind == NumberField {
		if _, err := strconv.ParseInt(strings.TrimSpace(value), 10, 64); err != nil {
			return append(notes, Note{Role: Bad, Text: words.NotANumber})
		}
	}
	if field.Parse != nil {
		understood, err := field.Parse(value)
		if err != nil {
			return append(notes, Note{Role: Bad, Text: err.Error()})
		}
		if understood != "" {
			notes = append(notes, Note{Role: Good, Text: understood})
		}
	}
	if field.Check != nil {
		notes = append(notes, field.Check(value)...)
	}
	return notes
}

// notesOf returns what stands under a field now. That something is needed is
// not said before one has been there.
func (f Form) notesOf(i int) []Note {
	var notes []Note
	if text := f.refused[f.fields[i].ID]; text != "" {
		notes = append(notes, Note{Role: Bad, Text: text})
	}
	empty := strings.TrimSpace(f.editors[i].value()) == ""
	for _, note := range f.notes[i] {
		if !empty || f.pressed || f.touched[i] && i != f.focus {
			notes = append(notes, note)
		}
	}
	for _, note := range f.cross {
		if note.Field == f.fields[i].ID {
			notes = append(notes, note.Note)
		}
	}
	return notes
}

// bad reports whether a field keeps the form from being submitted.
func (f Form) bad(i int) bool {
	isBad := func(n Note) bool { return n.Role == Bad }
	return slices.ContainsFunc(f.notes[i], isBad) || slices.ContainsFunc(f.cross, func(n FormNote) bool {
		return n.Role == Bad && n.Field == f.fields[i].ID
	})
}

// endNotes returns what stands at the end of the form.
func (f Form) endNotes() []FormNote {
	var notes []FormNote
	if text := f.refused[""]; text != "" {
		notes = append(notes, FormNote{Note: Note{Role: Bad, Text: text}})
	}
	for _, note := range f.cross {
		if note.Field == "" || f.index(note.Field) < 0 {
			notes = append(notes, note)
		} else if note.Key != "" { // a remedy stands where it can be seen with its key
			notes = append(notes, FormNote{Note: Note{Role: Warn, Text: note.Text}, Key: note.Key, Name: note.Name})
		}
	}
	return notes
}

// Steps returns the groups of the form as the steps of a course: done when
// nothing in them is needed or wrong.
func (f Form) Steps() Stepper {
	var steps Stepper
	for _, name := range f.groups() {
		state := StepDone
		for i, field := range f.fields {
			if field.Group == name && f.shown(i) && (f.bad(i) || f.untouched(i)) {
				state = StepTodo
			}
		}
		if len(f.fields) > 0 && f.fields[f.focus].Group == name {
			state = StepNow
		}
		steps = append(steps, Step{Name: name, State: state})
	}
	return steps
}

// untouched reports whether nobody has been at a field: an optional one that is
// still to come does not count as done.
func (f Form) untouched(i int) bool { return !f.touched[i] && f.editors[i].value() == "" }

// groups returns the names of the steps that have a field to show, in order.
func (f Form) groups() []string {
	var names []string
	for i, field := range f.fields {
		if field.Group != "" && f.shown(i) && !slices.Contains(names, field.Group) {
			names = append(names, field.Group)
		}
	}
	return names
}

// of writes "2 of 4".
func (f Form) of(at, total int) string {
	w := f.Words.orEnglish()
	return fmt.Sprintf(w.Of, w.Count(at), w.Count(total))
}
