package kit

import (
	"slices"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// listEditor edits lines that have numbers: R1, R2 and so on. The last line is
// always an empty one to add to, until the list is full.
type listEditor struct {
	mark  string
	runes int
	rows  int
	lines []Input // at least one; never changed in place
	at    int
	cut   bool // what was put in last did not fit whole

	cutLines bool // there were too many lines of it
}

func (e listEditor) wasCut() bool            { return e.cut }
func (e listEditor) blur() editor            { return e }
func (e listEditor) close() (editor, bool)   { return e, false }
func (e listEditor) resize(int) editor       { return e }
func (e listEditor) offers(drawing) []string { return nil }

func (e listEditor) value() string {
	var values []string
	for _, in := range e.lines {
		if s := trimmed(in.Value()); s != "" {
			values = append(values, s)
		}
	}
	return strings.Join(values, "\n")
}

func (e listEditor) set(value string) editor {
	e.lines, e.at, e.cut, e.cutLines = []Input{NewInput(e.runes)}, 0, false, false
	return e.insert(value).normal()
}

// insert puts text at the cursor; its line breaks begin new lines of the list.
// What exceeds the list's bounds is dropped unread.
func (e listEditor) insert(text string) listEditor {
	e.lines = slices.Clone(e.lines)
	rest, more := text, true
	for first := true; more; first = false {
		var part string
		part, rest, more = strings.Cut(rest, "\n")
		if !first {
			if part = strings.TrimSuffix(part, "\r"); strings.TrimSpace(firstRunes(part, 64)) == "" && len(part) < 64 {
				continue
			}
			if len(e.lines) >= e.rows && e.lines[len(e.lines)-1].Value() != "" || e.at+1 >= e.rows {
				e.cut, e.cutLines = true, true
				return e
			}
			e.at++
			e.lines = slices.Insert(e.lines, e.at, NewInput(e.runes))
		}
		e.lines[e.at].insert(part)
		e.cut = e.cut || e.lines[e.at].cut
	}
	return e
}

// normal returns the list with one empty line at its end, if there is room.
func (e listEditor) normal() listEditor {
	if last := e.lines[len(e.lines)-1]; last.Value() != "" && len(e.lines) < e.rows {
		e.lines = append(slices.Clone(e.lines), NewInput(e.runes))
	}
	if len(e.lines) > e.rows {
		e.lines = e.lines[:e.rows]
	}
	e.at = max(0, min(e.at, len(e.lines)-1))
	return e
}

func (e listEditor) update(msg tea.Msg) (editor, bool) {
	e.cut, e.cutLines = false, false
	switch msg := msg.(type) {
	case tea.PasteMsg:
		return e.insert(msg.Content).normal(), true
	case tea.KeyPressMsg:
		if out, used, ok := e.key(stroke(msg.String())); ok {
			return out, used
		}
	}
	in, _, used := e.lines[e.at].Update(msg)
	e.lines = slices.Clone(e.lines)
	e.lines[e.at] = in
	return e.normal(), used
}

// key does what is a matter of lines; ok is false for keys within a line.
func (e listEditor) key(pressed stroke) (out listEditor, used, ok bool) {
	switch k := newListKeys(); {
	case key.Matches(pressed, k.up):
		return e.step(-1)
	case key.Matches(pressed, k.down):
		return e.step(1)
	case key.Matches(pressed, k.raise):
		return e.swap(-1), true, true
	case key.Matches(pressed, k.lower):
		return e.swap(1), true, true
	case key.Matches(pressed, k.enter):
		return e.enter()
	case key.Matches(pressed, k.join):
		if e.lines[e.at].Value() != "" || len(e.lines) == 1 {
			return e, false, false
		}
		e.lines = slices.Delete(slices.Clone(e.lines), e.at, e.at+1)
		e.at = max(e.at-1, 0)
		return e.normal(), true, true
	}
	return e, false, false
}

// step goes to another line; at the ends it leaves the list.
func (e listEditor) step(n int) (listEditor, bool, bool) {
	if to := e.at + n; to >= 0 && to < len(e.lines) {
		e.at = to
		return e, true, true
	}
	return e, false, true
}

// enter goes to the next line, or begins one; on an empty line it leaves the
// list.
func (e listEditor) enter() (listEditor, bool, bool) {
	if e.lines[e.at].Value() == "" {
		return e, false, true
	}
	if e.at+1 < len(e.lines) {
		e.at++
		if e.lines[e.at].Value() != "" && len(e.lines) <= e.rows {
			e.lines = slices.Insert(slices.Clone(e.lines), e.at, NewInput(e.runes))
			e = e.normal()
		}
		return e, true, true
	}
	return e, false, true
}

// swap moves the line under the cursor by one place.
func (e listEditor) swap(step int) listEditor {
	to := e.at + step
	if to < 0 || to >= len(e.lines) || e.lines[e.at].Value() == "" || e.lines[to].Value() == "" {
		return e
	}
	e.lines = slices.Clone(e.lines)
	e.lines[e.at], e.lines[to] = e.lines[to], e.lines[e.at]
	e.at = to
	return e
}

func (e listEditor) number(i int) string { return e.mark + strconv.Itoa(i+1) }

// indent is the column of the texts.
func (e listEditor) indent() int { return Width(e.number(len(e.lines)-1)) + 1 }

func (e listEditor) click(x, y int, d drawing) editor {
	line := 0
	for i := range e.lines {
		height := 1 + len(e.noteLines(d, i))
		if y >= line && y < line+height {
			e.at = i
			e.lines = slices.Clone(e.lines)
			inner := lineEditor{input: e.lines[i]}
			d.width = max(d.width-e.indent(), 1)
			e.lines[i] = inner.click(x-e.indent(), 0, d).(lineEditor).input
		}
		line += height
	}
	return e
}

func (e listEditor) draw(d drawing) drawn {
	var out drawn
	indent := e.indent()
	room := max(d.width-indent, 1)
	filled := 0 // notes count the lines of the value, which leaves out empty ones
	for i, in := range e.lines {
		l := NewLine(d.theme, d.width).Put(Muted, e.number(i)).To(indent)
		focused := d.focused && i == e.at
		switch {
		case focused:
			out.x, out.y = indent+in.CursorX(room), len(out.lines)
			l.Painted(in.View(d.theme, room, Strong))
		case in.Value() == "":
			l.Put(Muted, d.words.orEnglish().AddLine)
		default:
			l.Put(Text, Cut(in.Value(), room))
		}
		out.lines = append(out.lines, l.String())
		if trimmed(in.Value()) != "" {
			filled++
			out.lines = append(out.lines, e.noteLinesOf(d, filled)...)
		}
	}
	out.x = min(out.x, max(d.width-1, 0))
	return out
}

// noteLines returns what stands under line i of the list.
func (e listEditor) noteLines(d drawing, i int) []string {
	if trimmed(e.lines[i].Value()) == "" {
		return nil
	}
	filled := 0
	for _, in := range e.lines[:i+1] {
		if trimmed(in.Value()) != "" {
			filled++
		}
	}
	return e.noteLinesOf(d, filled)
}

func (e listEditor) noteLinesOf(d drawing, line int) []string {
	var lines []string
	for _, note := range d.notes {
		if note.Line == line {
			lines = append(lines, indent(Notice{Role: note.Role, Text: note.Text}.View(d.theme, max(d.width-e.indent(), 1)), e.indent())...)
		}
	}
	return lines
}
