package kit

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// chrome is the part of a frame that most keys leave as it is.
type chrome struct {
	of   chromeOf
	menu []string
}

// chromeOf is what a chrome depends on.
type chromeOf struct {
	theme   Theme
	current string
	height  int
	width   int
	version uint64
}

// View draws the terminal's whole content, as Bubble Tea wants it.
func (s *Shell) View() tea.View {
	p := s.Picture()
	v := tea.NewView(strings.Join(p.Lines, "\n"))
	v.AltScreen, v.WindowTitle = true, p.Title
	if !s.mouseFree {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if p.CursorShown {
		v.Cursor = tea.NewCursor(p.CursorX, p.CursorY)
		v.Cursor.Shape = tea.CursorBar
	}
	return v
}

// Picture draws the same for a Canvas, which wants the lines apart.
func (s *Shell) Picture() Picture {
	p := Picture{Lines: s.Lines(), Title: s.app}
	if top, ok := s.top(); ok {
		p.Title = s.app + " " + s.theme.Glyph(Nothing) + " " + oneLine(top.screen.Title())
	}
	p.CursorX, p.CursorY, p.CursorShown = s.cursor()
	return p
}

// Lines draws the same, a string for each line of the terminal.
func (s *Shell) Lines() []string {
	if s.width <= 0 || s.height <= 0 {
		return nil
	}
	if s.tooSmall() {
		return s.viewTooSmall()
	}
	lines := s.viewBase()
	st := s.stack()
	for i := s.ground() + 1; i < len(st) && i > 0; i++ {
		s.float(lines, st[i].screen)
	}
	s.viewFoot(lines)
	return lines
}

// viewTooSmall says so in the middle, as far as there is a middle.
func (s *Shell) viewTooSmall() []string {
	text := Wrap(fmt.Sprintf(s.words.TooSmall, s.words.Count(leastColumns), s.words.Count(leastRows)), s.width)
	lines := make([]string, max((s.height-len(text))/2, 0), s.height)
	for _, part := range text {
		lines = append(lines, s.theme.Paint(Muted, Spaces((s.width-Width(part))/2)+part))
	}
	return clip(lines, s.width, s.height)
}

// ground returns the index of the highest screen that does not float, -1 when
// there is none.
func (s *Shell) ground() int {
	st := s.stack()
	for i := len(st) - 1; i >= 0; i-- {
		if !isFloating(st[i].screen) {
			return i
		}
	}
	return -1
}

// viewBase draws everything that does not float, but for the footer.
func (s *Shell) viewBase() []string {
	body := s.bodyRect()
	lines := make([]string, 0, s.height)
	lines = append(lines, s.viewHead())
	if s.inline() {
		lines = append(lines, s.viewMenuLine())
	}
	lines = append(lines, s.viewRule(TeeDown))
	var content []string
	if g := s.ground(); g >= 0 {
		content = viewLines(s.stack()[g].screen)
	}
	var menu []string
	bar := s.theme.Paint(Faint, s.theme.Glyph(VLine))
	if s.side() {
		menu = s.menuLines(body.Height)
	}
	for i := range body.Height {
		line := ""
		if i < len(content) {
			line = fit(content[i], body.Width)
		}
		if menu != nil {
			line = menu[i] + bar + line
		}
		lines = append(lines, line)
	}
	return append(lines, s.viewRule(TeeUp), "")
}

// menuLines is viewMenu, drawn again only when something changed.
func (s *Shell) menuLines(h int) []string {
	of := chromeOf{s.theme, s.current, h, s.width, s.version}
	if s.chrome.menu == nil || s.chrome.of != of {
		s.chrome = chrome{of, s.viewMenu(h)}
	}
	return s.chrome.menu
}

// viewRule draws a rule across the terminal, joined with the menu's.
func (s *Shell) viewRule(tee Glyph) string {
	if !s.side() {
		return rule(s.theme, s.width)
	}
	line, at := s.theme.Glyph(HLine), s.menuWidth()
	return s.theme.Paint(Faint, strings.Repeat(line, at)+s.theme.Glyph(tee)+strings.Repeat(line, max(s.width-at-1, 0)))
}

// viewFoot draws the footer, and above it a notice where there is one. The keys
// stay: what one was told is rarely what one wants to do next.
func (s *Shell) viewFoot(lines []string) {
	last := len(lines) - 1
	lines[last] = s.viewFooter()
	toast := s.viewToast()
	from := max(last-len(toast), 0)
	copy(lines[from:last], toast)
	if len(toast) > 1 && from > 0 {
		lines[from-1] = rule(s.theme, s.width)
	}
}

// cursor returns the place of the text cursor on the terminal.
func (s *Shell) cursor() (x, y int, ok bool) {
	top, has := s.top()
	c, can := top.screen.(Cursored)
	if !has || !can || s.tooSmall() {
		return 0, 0, false
	}
	x, y, ok = c.Cursor()
	r := s.bodyRect()
	if isFloating(top.screen) {
		r = s.floatRect(viewLines(top.screen))
	}
	if !ok || x < 0 || y < 0 || x >= r.Width || y >= r.Height {
		return 0, 0, false
	}
	return r.X + x, r.Y + y, true
}

func viewLines(screen Screen) []string { return strings.Split(screen.View(), "\n") }
