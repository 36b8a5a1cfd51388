package kit

// Widths from which the labels of a form stand beside their fields.
const labelsBeside = 64

// column is the place of the fields.
type column struct {
	x, width int
	beside   bool // labels stand at the left, not above
}

// column returns the place of the fields: two cells from the left, or beside
// the widest label.
func (f Form) column() column {
	if f.width < labelsBeside {
		x := min(2, f.width-1)
		return column{x: x, width: max(f.width-x-2, 1)}
	}
	widest := 8
	for _, field := range f.fields {
		widest = max(widest, Width(oneLine(field.Label)))
	}
	x := 2 + min(widest, f.width/4) + 4
	return column{x: x, width: min(f.width-x-2, 96), beside: true}
}

// page is the whole form, drawn.
type formPage struct {
	lines []string
	from  []int // first line of each field, -1 for hidden ones
	input []int // first line of each field's editor
	end   []int // line after each field
	x, y  int   // the cursor
	over  []string
}

// draw draws all fields below each other.
func (f Form) draw(t Theme) formPage {
	c := f.column()
	p := formPage{from: make([]int, len(f.fields)), input: make([]int, len(f.fields)), end: make([]int, len(f.fields))}
	group, any := "", false
	for i, field := range f.fields {
		p.from[i] = -1
		if !f.shown(i) {
			continue
		}
		if any && f.roomy() {
			p.lines = append(p.lines, "")
		}
		if field.Group != group && len(f.groups()) > 1 && any {
			l := NewLine(t, f.width-2).Gap(2)
			p.lines = append(p.lines, l.Painted(SectionHead(t, l.Left(), field.Group)).String())
			if f.roomy() {
				p.lines = append(p.lines, "")
			}
		}
		group, any = field.Group, true
		p.field(f, t, c, i)
	}
	return p.notes(f, t)
}

// roomy reports whether there is place for blank lines between fields.
func (f Form) roomy() bool { return f.height >= 14 }

// field draws one field: its label, its editor, its notes or its hint.
func (p *formPage) field(f Form, t Theme, c column, i int) {
	field, focused := f.fields[i], i == f.focus
	p.from[i] = len(p.lines)
	label := NewLine(t, max(c.x-2, 0)).Gap(2)
	if !c.beside {
		label = NewLine(t, f.width).Gap(c.x)
	}
	if focused {
		label.Bold(Accent, oneLine(field.Label))
	} else {
		label.Put(Muted, oneLine(field.Label))
	}
	if !c.beside {
		p.lines = append(p.lines, label.String())
	}
	notes := f.notesOf(i)
	d := f.drawing(t, i, notes)
	box := f.editors[i].draw(d)
	p.input[i] = len(p.lines)
	if focused {
		p.x, p.y = c.x+min(box.x, max(c.width-1, 0)), len(p.lines)+box.y
		p.over = f.editors[i].offers(d)
	}
	lines := append(box.lines, f.below(t, c.width, field, notes)...)
	for j, line := range lines {
		l := NewLine(t, f.width)
		if j == 0 && c.beside {
			l.Painted(label.String())
		}
		p.lines = append(p.lines, l.To(c.x).Painted(fit(line, c.width)).String())
	}
	p.end[i] = len(p.lines)
}

func (f Form) drawing(t Theme, i int, notes []Note) drawing {
	return drawing{theme: t, words: f.Words, width: f.column().width, focused: i == f.focus, notes: notes}
}

// below returns what stands under an editor: notes of the whole field, or the
// hint when there are none.
func (f Form) below(t Theme, w int, field Field, notes []Note) []string {
	var lines []string
	for _, note := range notes {
		if note.Line == 0 || field.Kind != ListField {
			lines = append(lines, Notice{Role: note.Role, Text: note.Text}.View(t, w)...)
		}
	}
	if len(lines) == 0 && field.Hint != "" {
		for _, part := range Wrap(oneLine(field.Hint), w) {
			lines = append(lines, t.Paint(Muted, part))
		}
	}
	return lines
}

// notes draws what stands at the end of the form.
func (p formPage) notes(f Form, t Theme) formPage {
	for _, note := range f.endNotes() {
		if len(p.lines) > 0 && f.roomy() {
			p.lines = append(p.lines, "")
		}
		n := Notice{Role: note.Role, Text: note.Text, Key: note.Key, Name: note.Name}
		p.lines = append(p.lines, indent(n.View(t, max(min(f.width-4, 100), 1)), min(2, f.width-1))...)
	}
	return p
}
