package kit

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Filter is the line in which one types what to look for, above a list:
//
//	/ earb   38 of 1,204 · 2 ms
//
// It takes keys only while Typing: from "/" until enter, which keeps the text,
// or esc, which clears it.
type Filter struct {
	input  Input
	typing bool
	Hint   string // stands in an empty line: what can be typed here
	Result string // how many of how many, and how long it took
}

// NewFilter returns an empty filter.
func NewFilter(hint string) Filter { return Filter{input: NewInput(200), Hint: hint} }

// Value returns what is being looked for.
func (f Filter) Value() string { return f.input.Value() }

// Typing reports whether the filter takes printable keys.
func (f Filter) Typing() bool { return f.typing }

// Shown reports whether the line has anything to show; a list need not keep a
// line for it otherwise.
func (f Filter) Shown() bool { return f.typing || f.input.Value() != "" }

// SetValue returns the filter with another text, as when one comes back to a
// screen.
func (f Filter) SetValue(s string) Filter {
	f.input = f.input.SetValue(s)
	return f
}

// Start returns the filter taking keys.
func (f Filter) Start() Filter {
	f.typing = true
	return f
}

// Clear returns the filter empty and at rest.
func (f Filter) Clear() Filter {
	f.input, f.typing = f.input.SetValue(""), false
	return f
}

// Update takes a key or a paste while typing. changed reports whether the text
// is another one; used is false for keys that belong to the list, such as up
// and down.
func (f Filter) Update(msg tea.Msg) (out Filter, changed, used bool) {
	if !f.typing {
		return f, false, false
	}
	if press, ok := msg.(tea.KeyPressMsg); ok {
		pressed, k := stroke(press.String()), newFilterKeys()
		switch {
		case key.Matches(pressed, k.keep):
			f.typing = false
			return f, false, true
		case key.Matches(pressed, k.clear):
			had := f.input.Value() != ""
			return f.Clear(), had, true
		case key.Matches(pressed, k.list):
			return f, false, false
		}
	}
	f.input, changed, used = f.input.Update(msg)
	return f, changed, used
}

// View draws the line in at most w cells.
func (f Filter) View(t Theme, w int) string {
	l := NewLine(t, w)
	l.Glyph(Accent, Prompt).Gap(1)
	if f.input.Value() == "" {
		l.Gap(1).Put(Muted, f.Hint)
		return l.String()
	}
	role := Accent
	if f.typing {
		role = Strong
	}
	l.Painted(f.input.View(t, f.inputWidth(w), role))
	if f.Result != "" {
		l.Gap(4).Put(Muted, f.Result)
	}
	return l.String()
}

// inputWidth leaves room for the result, as long as the text has enough itself.
func (f Filter) inputWidth(w int) int {
	return max(min(Width(f.input.Value())+1, w-2-4-Width(f.Result)), min(w-2, 12))
}

// CursorX returns the cursor's column in a View of w cells.
func (f Filter) CursorX(w int) int { return min(2+f.input.CursorX(f.inputWidth(w)), max(w-1, 0)) }
