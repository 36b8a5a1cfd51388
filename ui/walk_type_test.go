package ui

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"aeconnect/ui/screen/screentest"
)

// every is one place of each kind of all accounts.
func every(t *testing.T, c *screentest.Cast, each func(*place)) {
	seen := map[string]bool{}
	for _, handle := range walkers() {
		for _, p := range newGround(t, c.World).through(handle, screentest.Size{Width: 80, Height: 24}, nil) {
			if kind := fmt.Sprintf("%T %s %v", p.top(), numbers.ReplaceAllString(p.top().Title(), "#"), p.typing()); !seen[kind] {
				seen[kind] = true
				each(p)
			}
		}
	}
	if len(seen) < 60 {
		t.Fatalf("only %d kinds of places: the walk does not come far", len(seen))
	}
}

// heldDown checks a key that is held down: nothing breaks, nothing is done by moving about or by leaving, and the way back
// is there.
func heldDown(p *place) (wrong []string) {
	for _, key := range []string{"j", "k", "pgdown", "tab", "enter", "esc", "space", "a"} {
		next, uttered := p.fork(), len(p.market.uttered)
		next.trail = append(next.trail, key+" held")
		next.d.press(repeat(key, 50)...)
		for _, text := range append(fits(next), home(next.settle())...) {
			wrong = append(wrong, key+" held: "+text)
		}
		for _, done := range p.market.uttered[uttered:] {
			if !undoable()[done] || key != "a" && key != "enter" {
				wrong = append(wrong, key+" held does "+done)
			}
		}
	}
	return wrong
}

// undoable is what one key may do, because another takes it back or because nobody minds.
func undoable() map[string]bool {
	return map[string]bool{"application.approve": true, "news.seen": true}
}

// A key that is held down, or a cat on the keyboard.
func TestHeldKeys(t *testing.T) {
	every(t, screentest.NewCast(t), func(p *place) {
		for _, text := range heldDown(p) {
			t.Errorf("%s: %s", p, text)
		}
	})
}

// quiet checks that what is typed into an input is text and does nothing else.
func quiet(p *place) (wrong []string) {
	if !p.typing() {
		return nil
	}
	for r := '!'; r <= '~'; r++ {
		next, uttered := p.fork(), len(p.market.uttered)
		next.d.send(tea.KeyPressMsg{Code: r, Text: string(r)})
		pages, before := next.d.app.shell.Pages(), p.d.app.shell.Pages()
		if len(p.market.uttered) > uttered || len(pages) != len(before) || reflect.TypeOf(next.top()) != reflect.TypeOf(p.top()) {
			if _, help := any(p.top()).(interface{ Floating() bool }); help && r == '?' { // it closes the help that it opened
				continue
			}
			wrong = append(wrong, fmt.Sprintf("%q acts while one types", r))
		}
	}
	return wrong
}

func TestLettersAreText(t *testing.T) {
	every(t, screentest.NewCast(t), func(p *place) {
		for _, text := range quiet(p) {
			t.Errorf("%s: %s", p, text)
		}
	})
}

// pasted checks that a paste of 10,000 lines into each field is taken short and told, and that one can leave.
func pasted(p *place) (wrong []string) {
	if !p.typing() {
		return nil
	}
	text := strings.Repeat("a line of what somebody had in the clipboard\n", 10_000)
	for n := range 20 {
		at := p.fork()
		at.d.press(repeat("tab", n)...)
		if n > 0 && at.seen() == p.seen() { // round
			break
		}
		before, uttered := at.seen(), len(p.market.uttered)
		at.d.send(tea.PasteMsg{Content: text})
		at.trail = append(at.trail, fmt.Sprintf("tab %d, paste", n))
		at.settle()
		if frame := at.flat(); at.seen() != before && at.whole() && !strings.Contains(frame, "cut at") && !strings.Contains(frame, "✗") && !strings.Contains(frame, "▲") && !strings.Contains(frame, "!") {
			wrong = append(wrong, fmt.Sprintf("field %d takes a paste of 10,000 lines and says nothing:\n%s", n, at.d.frame()))
		}
		wrong = append(append(wrong, fits(at)...), home(at)...)
		if len(p.market.uttered) > uttered {
			wrong = append(wrong, "a paste does "+p.market.uttered[uttered])
		}
	}
	return wrong
}

// whole tells whether what is typed here becomes more than a search: those are cut to a line without a word.
func (p *place) whole() bool { return strings.Contains(fmt.Sprintf("%T", p.top()), "orm") || p.kept() }

func (p *place) kept() bool {
	for _, name := range []string{"sheetPage", "create", "viewName", "newAccount"} {
		if strings.Contains(fmt.Sprintf("%T", p.top()), name) {
			return true
		}
	}
	return false
}

func TestLongPastes(t *testing.T) {
	every(t, screentest.NewCast(t), func(p *place) {
		for _, text := range pasted(p) {
			t.Errorf("%s: %s", p, text)
		}
	})
}
