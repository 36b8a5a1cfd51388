package kit

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// BenchmarkCursorMove is what one key costs before anything is written: the
// message through the shell, the screen and the table, and the whole frame.
func BenchmarkCursorMove(b *testing.B) {
	for _, name := range []string{"list", "palette"} {
		b.Run(name, func(b *testing.B) {
			s := newDemo(themeOptions(true), 146, 36)
			scenes()[name](s)
			down, up := keyPress("down"), keyPress("up")
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				msg := down
				if i%40 >= 20 {
					msg = up
				}
				s.Update(msg)
				s.View()
			}
		})
	}
}

// BenchmarkTyping is one letter in a field of a form of nine fields.
func BenchmarkTyping(b *testing.B) {
	s := newDemo(themeOptions(true), 146, 36)
	keys(s, "3")
	fill(s)
	letter, back := keyPress("x"), keyPress("backspace")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		msg := letter
		if i%2 == 1 {
			msg = back
		}
		s.Update(msg)
		s.View()
	}
}

// BenchmarkPaste is 10,000 lines pasted into the largest field.
func BenchmarkPaste(b *testing.B) {
	paste := tea.PasteMsg{Content: strings.Repeat("三国演义 and eighty characters of text that nobody wanted to have in this field\n", 10_000)}
	form := demoForm().Resize(100, 30).Focus("about")
	b.ReportAllocs()
	for b.Loop() {
		f, _, _ := form.Update(paste)
		f.View(Theme{})
	}
}
