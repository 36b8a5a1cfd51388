package ui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"aeconnect/ui/kit"
	"aeconnect/ui/screen/screentest"

	tea "charm.land/bubbletea/v2"
)

// A check returns what is wrong with a place, a sentence each; nothing is right.

// told checks that a screen says what it is, what it is for and what can be done, and that no key has two meanings.
func told(p *place) (wrong []string) {
	top, floats := p.top(), p.floats()
	if strings.TrimSpace(top.Title()) == "" {
		wrong = append(wrong, "it has no title")
	}
	if h, ok := top.(kit.Helper); !floats && (!ok || strings.TrimSpace(h.Help()) == "") {
		wrong = append(wrong, "it does not say what it is for")
	}
	if g, ok := top.(kit.Guided); !floats && (!ok || g.Guide() == "") {
		wrong = append(wrong, "no page of the guide belongs to it")
	}
	global := p.d.app.shell.Everywhere()
	if floats {
		global = nil
	}
	for _, key := range kit.Clashes(global, top.Actions()) {
		if key == "" { // what only the palette has
			continue
		}
		wrong = append(wrong, key+" has several meanings")
	}
	for _, a := range top.Actions() {
		if a.Name == "" && !(floats && a.Do == nil) {
			wrong = append(wrong, a.Key+" has no name")
		}
		if strings.Contains(a.Name, "act_") || strings.Contains(a.Help, "help_") {
			wrong = append(wrong, a.Key+" is told by a word that the catalogue lacks: "+a.Name+", "+a.Help)
		}
		if !a.Hidden && len([]rune(a.Key)) == 1 && a.Key >= "1" && a.Key <= "9" && !floats {
			wrong = append(wrong, a.Key+" is the menu's")
		}
	}
	return wrong
}

// moves are actions that only move about: at the end of what there is they rightly do nothing.
func moves(a kit.Action) bool {
	return slices.Contains([]string{"up", "down", "pgup", "pgdown", "home", "end", "left", "right", "alt+up", "ctrl+up"}, a.Key)
}

// alive checks every action: one that is possible does something or says something, one that is not says why.
func alive(p *place) (wrong []string) {
	before := p.seen()
	for _, a := range p.top().Actions() {
		key := p.key(a)
		next := p.by(key)
		if a.Key == "" {
			next = p.named(a.Name)
		} else if key == "" {
			continue
		}
		switch {
		case a.Disabled != "":
			if !saysReason(next, a.Disabled) {
				wrong = append(wrong, fmt.Sprintf("%s (%s) does not say why not: %q in\n%s", key, a.Name, a.Disabled, next.d.frame()))
			}
			if a.Key != "" && len(next.d.app.shell.Pages()) != len(p.d.app.shell.Pages()) {
				wrong = append(wrong, fmt.Sprintf("%s (%s) goes somewhere though it is not possible", key, a.Name))
			}
		case !moves(a) && next.seen() == before && !(key == "ctrl+s" && strings.Contains(before, "✗ ")): // what is wrong stands there
			wrong = append(wrong, fmt.Sprintf("%s (%s) does nothing and says nothing in\n%s", key, a.Name, next.d.frame()))
		}
	}
	return wrong
}

// named is the place that a command of the palette leads to.
func (p *place) named(name string) *place {
	next := p.by("ctrl+p")
	next.d.write(name)
	next.d.press("enter")
	next.trail = append(next.trail, name)
	return next.settle()
}

// saysReason tells whether a reason is read in the frame, line breaks and styles aside.
func saysReason(p *place, reason string) bool {
	return strings.Contains(unbroken(p.d.frame()), unbroken(reason))
}

// unbroken is a text without blanks: a break within a long word leaves none behind.
func unbroken(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "│", " ")), "")
}

// looked checks that help lists every key and that the guide opens and closes again.
func looked(p *place) (wrong []string) {
	if _, of, guide := strings.Cut(fmt.Sprintf("%T", p.top()), "guideScreen"); p.floats() || guide && of == "" {
		return nil
	}
	help := p.by("alt+?")
	text := unbroken(help.read("pgdown"))
	for _, a := range append(slices.Clone(p.top().Actions()), p.d.app.shell.Everywhere()...) {
		for _, part := range append(strings.Fields(a.Name), append(a.Also, a.Key)...) { // a long name has several lines
			if !strings.Contains(text, unbroken(part)) {
				wrong = append(wrong, fmt.Sprintf("help does not say %q of %s (%s)", part, a.Key, a.Name))
			}
		}
	}
	guide := p.by("f1")
	if !strings.Contains(fmt.Sprintf("%T", guide.top()), "guide") {
		return append(wrong, fmt.Sprintf("f1 opens %T", guide.top()))
	}
	if back := guide.by("f1"); back.seen() != p.hushed().seen() {
		wrong = append(wrong, "f1 does not come back to where it was pressed:\n"+back.d.frame()+p.d.frame())
	}
	return wrong
}

// read scrolls to the end and returns all frames.
func (p *place) read(key string) string {
	var all strings.Builder
	for at := p.fork(); ; {
		before := at.d.frame()
		all.WriteString(before)
		if at.d.press(key); at.d.frame() == before {
			return all.String()
		}
	}
}

// fits checks that a frame is as large as the terminal and no larger.
func fits(p *place) (wrong []string) {
	size := p.d.app.size
	lines := strings.Split(p.d.app.View().Content, "\n")
	if len(lines) > size.Height {
		wrong = append(wrong, fmt.Sprintf("%d lines in %d", len(lines), size.Height))
	}
	for i, line := range lines {
		if n := kit.Width(line); n > size.Width {
			wrong = append(wrong, fmt.Sprintf("line %d has %d cells of %d: %q", i, n, size.Width, ansi.Strip(line)))
		}
	}
	return wrong
}

// home checks that esc leads back to the screen of the menu, and that nothing is done on the way.
func home(p *place) (wrong []string) {
	uttered := len(p.market.uttered)
	at := p.fork()
	for range 2*len(at.d.app.shell.Pages()) + 6 {
		if len(at.d.app.shell.Pages()) == 1 && !at.typing() {
			break
		}
		if question(at) {
			at.d.press("left", "enter")
			continue
		}
		at.d.press("esc")
	}
	if len(at.d.app.shell.Pages()) != 1 || at.typing() {
		wrong = append(wrong, "esc does not lead back:\n"+at.d.frame())
	}
	if len(p.market.uttered) != uttered {
		wrong = append(wrong, "the way back does "+p.market.uttered[uttered])
	}
	return wrong
}

// question tells whether what is in front asks whether to leave something that was typed.
func question(p *place) bool { return p.top().Title() == "Leave without finishing?" }

// resized is the place in a terminal of another size.
func (p *place) resized(size screentest.Size) *place {
	next := p.fork()
	next.d.send(tea.WindowSizeMsg{Width: size.Width, Height: size.Height})
	next.trail = append(next.trail, size.String())
	return next.settle()
}

// shrunk checks that a window that is made tiny and large again shows what it showed.
func shrunk(p *place) (wrong []string) {
	size := screentest.Size{Width: p.d.app.size.Width, Height: p.d.app.size.Height}
	tiny := p.resized(screentest.Size{Width: 20, Height: 5})
	wrong = fits(tiny)
	if back := tiny.resized(size); pointed(back) != pointed(p) {
		wrong = append(wrong, "a tiny window and back is another place:\n"+back.d.frame()+p.d.frame())
	}
	return wrong
}

// pointed is what a place is about, without how far it is scrolled: the title, what is typed, the lines under a cursor.
func pointed(p *place) string {
	text := p.top().Title() + fmt.Sprint(p.drafts.values, p.typing())
	for _, line := range strings.Split(p.d.frame(), "\n") {
		if _, row, found := strings.Cut(line, "▌"); found {
			if _, panel, floats := strings.Cut(line, "│  ▌"); p.floats() && !floats { // what lies below is another matter
				continue
			} else if floats {
				row = panel
			}
			text += "\n" + strings.Trim(row, " │↑↓")
		}
	}
	return text
}
