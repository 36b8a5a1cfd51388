package kit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
)

// footerSpan is an action's place in the footer, and the key that it is shown
// with.
type footerSpan struct {
	action   Action
	key      string
	x, width int
}

// footer lays out the footer: the actions of the screen in front, most useful
// first, as many as fit; commands and help always at the right. When there is
// too little room, what is not possible now goes first. Nothing in it is dead:
// while one types, keys that are text are not promised.
func (s *Shell) footer() (left, right []footerSpan) {
	top, ok := s.top()
	if !ok {
		return nil, nil
	}
	room := s.width - 1
	typing := isTyping(top.screen)
	if !isFloating(top.screen) {
		right = s.footerRight(typing)
		room = right[0].x - 3
	}
	var all, possible []footerSpan
	for _, a := range top.screen.Actions() {
		key := a.Key
		if typing {
			key = a.keyWhileTyping()
		}
		if a.Hidden || a.Name == "" || key == "" {
			continue
		}
		span := footerSpan{action: a, key: key}
		all = append(all, span)
		if a.Disabled == "" {
			possible = append(possible, span)
		}
	}
	left, whole := s.spread(all, room)
	if !whole {
		left, _ = s.spread(possible, room)
	}
	return left, right
}

// keyWhileTyping returns the first of an action's keys that is not text, "" when
// all of them are.
func (a Action) keyWhileTyping() string {
	for _, key := range append([]string{a.Key}, a.Also...) {
		if utf8.RuneCountInString(key) > 1 && key != "space" {
			return key
		}
	}
	return ""
}

// shown is the key as it is written: both where it is one of the two that go up and down.
func (f footerSpan) shown() string {
	if f.key != "up" && f.key != "down" {
		return f.key
	}
	if keys := append([]string{f.action.Key}, f.action.Also...); slices.Contains(keys, "up") && slices.Contains(keys, "down") {
		return "up/down"
	}
	return f.key
}

// footerRight is what always stands at the right.
func (s *Shell) footerRight(typing bool) []footerSpan {
	x := s.width - 1
	var spans []footerSpan
	actions := s.builtin()[:2]
	for i := len(actions) - 1; i >= 0; i-- {
		span := footerSpan{action: actions[i], key: actions[i].Key}
		if typing {
			span.key = actions[i].keyWhileTyping()
		}
		span.width = s.spanWidth(span)
		x -= span.width
		span.x = x
		spans = append([]footerSpan{span}, spans...)
		x -= 2
	}
	return spans
}

// spread places actions from the left, three cells apart; whole is false when
// some found no room.
func (s *Shell) spread(actions []footerSpan, room int) (spans []footerSpan, whole bool) {
	x := 1
	for _, span := range actions {
		span.x, span.width = x, s.spanWidth(span)
		if x+span.width > room {
			return spans, false
		}
		spans = append(spans, span)
		x += span.width + 3
	}
	return spans, true
}

func (s *Shell) spanWidth(span footerSpan) int {
	w := Width(span.shown()) + 1 + Width(oneLine(span.action.Name))
	if span.action.Disabled != "" && s.colourless() {
		w += 2
	}
	return w
}

// colourless reports whether nothing can be told by colour.
func (s *Shell) colourless() bool { return s.theme.Profile() < colorprofile.ANSI }

// viewFooter draws the footer. What is not possible now is dim as a whole, and
// in brackets where there are no colours; help and palette say why.
func (s *Shell) viewFooter() string {
	left, right := s.footer()
	l := NewLine(s.theme, s.width)
	for _, span := range append(left, right...) {
		l.To(span.x)
		name := oneLine(span.action.Name)
		switch {
		case span.action.Disabled == "":
			l.Bold(Strong, span.shown()).Gap(1).Put(Muted, name)
		case s.colourless():
			l.Put(Muted, "("+span.shown()+" "+name+")")
		default:
			l.Put(Faint, span.shown()).Gap(1).Put(Faint, name)
		}
	}
	return l.String()
}

// actionAt returns the footer's action at a column.
func (s *Shell) actionAt(x int) (Action, bool) {
	left, right := s.footer()
	for _, span := range append(left, right...) {
		if x >= span.x && x < span.x+span.width {
			return span.action, true
		}
	}
	return Action{}, false
}

// viewToast draws the notice that stands in the place of the footer's rule, in as
// many lines as it needs, and at most a third of the terminal. The rule goes on
// behind its first line.
func (s *Shell) viewToast() []string {
	if s.toast.Text == "" {
		return nil
	}
	n := Notice{Role: s.toast.Role, Text: s.toast.Text}
	lines := indent(n.View(s.theme, max(s.width-2, 1)), 1)
	lines = lines[:min(len(lines), max(s.height/3, 1))]
	if used := Width(lines[0]); used+3 < s.width && len(lines) == 1 {
		lines[0] += "  " + s.theme.Paint(Faint, strings.Repeat(s.theme.Glyph(HLine), s.width-used-2))
	}
	return lines
}
