package kit

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// A form that goes on from a draft has the same text, with the blank at its end, and the cursor where it was.
func TestDraftGoesOn(t *testing.T) {
	fields := []Field{{ID: "title", Label: "Title"}, {ID: "note", Label: "Note", Kind: TextField, Rows: 3}}
	for _, id := range []string{"title", "note"} {
		f := NewForm(fields...).Focus(id)
		send := func(f Form, msg tea.Msg) (Form, FormEvent) {
			f, event, _ := f.Update(msg)
			return f, event
		}
		kept := map[string]string{}
		for _, r := range "one 家 " {
			var event FormEvent
			if f, event = send(f, tea.KeyPressMsg{Code: r, Text: string(r)}); event == FormChanged {
				kept = f.Draft()
			}
		}
		g := NewForm(fields...).SetValues(kept)
		for _, r := range "two" {
			g, _ = send(g, tea.KeyPressMsg{Code: r, Text: string(r)})
		}
		if got := g.Value(id); got != "one 家 two" {
			t.Errorf("%s: %q", id, got)
		}
		var event FormEvent
		for range 4 {
			if g, event = send(g, tea.KeyPressMsg{Code: tea.KeyLeft}); event == FormChanged {
				kept = g.Draft()
			}
		}
		h := NewForm(fields...).SetValues(kept)
		h, _ = send(h, tea.KeyPressMsg{Code: 'X', Text: "X"})
		if got := h.Value(id); got != "one 家X two" {
			t.Errorf("%s: %q", id, got)
		}
	}
}
