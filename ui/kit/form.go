package kit

import (
	"maps"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"
)

// Form is a page of fields with labels, hints and notes. Checks run at each
// change and their notes stand under the field that they concern; nothing is
// refused while one types, only when one submits.
//
// A Form is a value. Its screen tells it its place with Resize and passes keys,
// pastes, clicks and the wheel on to Update, whose FormEvent says what has to
// be done: keep the draft, or send it off.
type Form struct {
	Check  func(get func(id string) string) []FormNote // notes that need several fields; may be nil
	Submit string                                      // the footer's word for ctrl+s, such as "publish"
	Words  *Words

	fields  []Field
	editors []editor
	notes   [][]Note // of each field's own check
	cross   []FormNote
	refused map[string]string // refusals from outside, by field, until it changes
	touched []bool
	initial map[string]string
	pressed bool // ctrl+s was pressed: fields left empty are pointed out too

	focus         int
	offset        int
	width, height int
}

// Kind is what a field holds and how it is edited.
type Kind uint8

// The kinds of field. Carriers, countries and the like are a LineField with
// Complete. What a date and an amount are is the business of Parse and Step.
const (
	LineField   Kind = iota // one line of text
	TextField               // several lines; enter breaks them
	NumberField             // one line, a whole number
	ChoiceField             // one of Options
	ManyField               // any of Options, in a grid; the value has one a line
	ListField               // lines, numbered, reordered with alt+up and alt+down
	DateField               // one line of at most 60 runes: a day, as people write it
	MoneyField              // one line of at most 60 runes: an amount
)

// Field describes one field. Functions are called in Update: they compute, they
// do no I/O. An empty value reaches neither Check nor Parse.
type Field struct {
	ID       string
	Label    string
	Hint     string // what is accepted, or what it is for
	Kind     Kind
	Group    string // the step that the field belongs to
	Required bool
	Max      int      // runes of the whole value, or of a line of a list; 0 means 1,000 or what the kind says
	Rows     int      // the most lines shown of a text, or held by a list; 0 means 8, or 50
	Mark     string   // stands before the number of a list's line: "R" for R1, R2
	Options  []Option // of ChoiceField and ManyField

	// Check judges a value.
	Check func(value string) []Note
	// Parse understands a value: the text says what was understood, such as the
	// exact moment; the error's text says what is accepted instead.
	Parse func(value string) (understood string, err error)
	// Step returns what a value is n steps further, such as days or units of money,
	// with alt+up and alt+down; ok is false where there is no such value. nil: no
	// steps, but those of a NumberField are ones.
	Step func(value string, n int) (next string, ok bool)
	// Complete offers values for what was typed so far, the best first.
	Complete func(text string) []Option
	// When hides the field while it returns false. Hidden values are kept.
	When func(get func(id string) string) bool
}

// Option is one of the values that a field offers.
type Option struct {
	Value  string
	Name   string // "" for the value itself
	Detail string
}

func (o Option) label() string {
	if o.Name == "" {
		return oneLine(o.Value)
	}
	return oneLine(o.Name)
}

// Note is a short text about a field. Bad ones keep the form from being
// submitted, Warn ones do not.
type Note struct {
	Role Role
	Text string
	Line int // line of a ListField that it concerns, counted from 1; 0 for the whole field
}

// FormNote is a note that a form's Check finds. One with a Key offers a remedy:
// that key, which must not be printable, puts the values of Set into the fields.
type FormNote struct {
	Note
	Field     string // the field that it stands under; "" for the end of the form
	Key, Name string
	Set       map[string]string
}

// FormEvent says what a message did to a form.
type FormEvent uint8

// The events of a form.
const (
	FormNone      FormEvent = iota
	FormChanged             // a value is another one: keep the draft
	FormSubmitted           // ctrl+s, and nothing is Bad: send Values off
	FormLeft                // esc, and nothing was changed; the command leaves
)

// NewForm returns a form of empty fields, the first one focused.
func NewForm(fields ...Field) Form {
	f := Form{fields: fields, width: 80, height: 24}
	for _, field := range fields {
		f.editors = append(f.editors, newEditor(field))
	}
	f.notes = make([][]Note, len(fields))
	f.touched = make([]bool, len(fields))
	f.initial = f.Values()
	return f.recheck()
}

// Resize returns the form for a place of w columns and h lines.
func (f Form) Resize(w, h int) Form {
	if w != f.width || h != f.height {
		f.offset = 0 // the way back from a small place leads to where one was
	}
	f.width, f.height = max(w, 1), max(h, 1)
	f.editors = slices.Clone(f.editors)
	for i, e := range f.editors {
		f.editors[i] = e.resize(f.column().width)
	}
	return f.scroll()
}

// Values returns all values by field ID, hidden ones included: what a draft
// keeps.
func (f Form) Values() map[string]string {
	values := make(map[string]string, len(f.fields))
	for i, field := range f.fields {
		values[field.ID] = f.editors[i].value()
	}
	return values
}

// Value returns one value.
func (f Form) Value(id string) string {
	if i := f.index(id); i >= 0 {
		return f.editors[i].value()
	}
	return ""
}

// Visible returns the values of the fields that are shown: what is submitted.
func (f Form) Visible() map[string]string {
	values := f.Values()
	for i, field := range f.fields {
		if !f.shown(i) {
			delete(values, field.ID)
		}
	}
	return values
}

// SetValues returns the form with other values, as from a draft. Fields that are
// not named keep theirs.
func (f Form) SetValues(values map[string]string) Form {
	f.editors, f.touched = slices.Clone(f.editors), slices.Clone(f.touched)
	for i, field := range f.fields {
		if v, ok := values[field.ID]; ok && v != f.editors[i].value() {
			f.editors[i] = f.editors[i].set(v)
			f.touched[i] = true
		}
	}
	if i := f.index(values[focusedValue]); i >= 0 {
		f.focus = i
		if t, ok := f.editors[i].(typing); ok {
			f.editors[i] = t.goOn(values[f.fields[i].ID], values[cursorValue])
		}
	}
	return f.recheck().scroll()
}

// What a draft says beside the values, under names that no field has: which field is focused, and where its cursor is.
const (
	focusedValue = "\x00focused"
	cursorValue  = "\x00cursor"
)

// typing is an editor in which text is typed: a draft keeps it as it stands, with the blank at its end.
type typing interface {
	typed() (text string, at int) // at is the byte offset of the cursor
	goOn(text, at string) editor  // as typed said it; another at leaves the cursor at the end
}

// Draft returns the values and where in which field one is, for SetValues of a form that goes on where this one is left.
// The text of that field stands as it was typed.
func (f Form) Draft() map[string]string {
	values := f.Values()
	values[focusedValue] = f.Focused()
	if t, ok := f.focused().(typing); ok {
		text, at := t.typed()
		values[f.Focused()], values[cursorValue] = text, strconv.Itoa(at)
	}
	return values
}

// SetInitial is SetValues for values that count as unchanged, such as those of
// what is being edited.
func (f Form) SetInitial(values map[string]string) Form {
	f = f.SetValues(values)
	f.initial = f.Values()
	return f
}

// Dirty reports whether any value differs from the initial ones.
func (f Form) Dirty() bool { return !maps.Equal(f.initial, f.Values()) }

// Focused returns the ID of the focused field.
func (f Form) Focused() string {
	if f.focus < len(f.fields) {
		return f.fields[f.focus].ID
	}
	return ""
}

// Focus returns the form with another field focused, if it is shown.
func (f Form) Focus(id string) Form {
	if i := f.index(id); i >= 0 && f.shown(i) {
		f.focus = i
	}
	return f.scroll()
}

// Refuse puts a refusal of what was submitted under the field that it concerns,
// until that field is changed, and goes there. An unknown field puts it at the
// end of the form.
func (f Form) Refuse(field, text string) Form {
	f.refused = maps.Clone(f.refused)
	if f.refused == nil {
		f.refused = map[string]string{}
	}
	if f.index(field) < 0 {
		field = ""
	}
	f.refused[field] = text
	if field == "" {
		return f.toEnd()
	}
	return f.Focus(field)
}

// Typing reports that a form takes printable keys.
func (f Form) Typing() bool { return len(f.fields) > 0 }

func (f Form) index(id string) int {
	return slices.IndexFunc(f.fields, func(field Field) bool { return field.ID == id })
}

func (f Form) shown(i int) bool {
	return f.fields[i].When == nil || f.fields[i].When(f.Value)
}

// leave is what esc does: go back, after a question if something was changed.
func (f Form) leave() (Form, FormEvent, tea.Cmd) {
	if !f.Dirty() {
		return f, FormLeft, Send(Pop{})
	}
	w := f.Words.orEnglish()
	return f, FormNone, Send(Push{NewConfirm(Confirm{
		Title: w.LeaveTitle, Text: w.LeaveText, Yes: w.LeaveYes, No: w.LeaveNo,
		Do: func() tea.Cmd { return Send(Pop{}) },
	})})
}
