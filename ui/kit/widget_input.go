package kit

import tea "charm.land/bubbletea/v2"

// Input is one line of text that one edits: letters, paste, arrows, home, end,
// words with ctrl or alt, ctrl+w, ctrl+u, ctrl+k. A line longer than its place
// is shown from half a place before the cursor.
type Input struct{ buffer }

// NewInput returns an empty input that holds at most runes runes; 0 means 1,000.
func NewInput(runes int) Input { return Input{buffer{max: runes}} }

// Value returns the text.
func (in Input) Value() string { return in.text }

// SetValue returns the input with another text and the cursor behind it.
func (in Input) SetValue(s string) Input {
	in.set(s)
	return in
}

// Update applies a key or a paste; changed reports whether the text is another
// one, used whether the message meant anything.
func (in Input) Update(msg tea.Msg) (out Input, changed, used bool) {
	before := in.text
	used = in.update(msg)
	return in, in.text != before, used
}

// window returns the part of the text that is shown in w cells, whether more
// stands on either side, and the cursor's cell in it.
func (in Input) window(w int) (shown string, before, behind bool, cursor int) {
	at := Width(in.text[:in.pos])
	if total := Width(in.text); total < w || w < 4 && in.pos == 0 {
		return in.text, false, total > w, at
	}
	half := max((w-2)/2, 1)
	skip := max(0, (at/half-1)*half)
	start, cells := 0, 0
	for start < in.pos && cells < skip {
		end, n, _ := next(in.text, start)
		start, cells = end, cells+n
	}
	end, used := start, 0
	for end < len(in.text) {
		stop, n, _ := next(in.text, end)
		if used+n > w-2 {
			break
		}
		end, used = stop, used+n
	}
	lead := 0
	if start > 0 {
		lead = 1
	}
	return in.text[start:end], start > 0, end < len(in.text), min(at-cells+lead, w-1)
}

// View draws the text in a role, in at most w cells, the last of them free for
// the cursor.
func (in Input) View(t Theme, w int, r Role) string {
	if w <= 0 {
		return ""
	}
	shown, before, behind, _ := in.window(w)
	l := NewLine(t, w)
	if before {
		l.Glyph(Muted, Left)
	}
	l.Put(r, shown)
	if behind && l.Left() > 0 {
		l.Glyph(Muted, Right)
	}
	return l.String()
}

// CursorX returns the cursor's column in a View of w cells.
func (in Input) CursorX(w int) int {
	_, _, _, x := in.window(w)
	return max(min(x, w-1), 0)
}
