package kit

import "strings"

// Cursor returns the place of the text cursor, while the filter has one.
func (p ListPage) Cursor() (x, y int, ok bool) {
	x, y, ok = p.frame.shows(2+p.Filter.CursorX(p.inner()), p.filterLine())
	return x, y, ok && p.Filter.Typing()
}

// Theme returns the theme of the last Frame.
func (p ListPage) Theme() Theme { return p.frame.Theme }

// Width and Height return the size of the last Frame.
func (p ListPage) Width() int { return p.frame.Width }

// Height returns the lines of the last Frame.
func (p ListPage) Height() int { return p.frame.Height }

// PreviewWidth returns the cells that a line of the preview has, 0 while there
// is no preview.
func (p ListPage) PreviewWidth() int {
	if p.Whole {
		return 0
	}
	return p.Split.Preview().Width
}

// SetPreview gives the painted lines of the current row's preview.
func (p ListPage) SetPreview(lines []string) ListPage {
	p.preview = p.preview.SetHeight(p.Split.Preview().Height).SetLines(lines)
	return p
}

// place lays everything out.
func (p ListPage) place() ListPage {
	p.Split.Top = p.top()
	p.Split, _ = p.Split.Update(p.frame)
	r := p.Split.List()
	if p.Whole {
		r = Rect{Y: p.top(), Width: p.frame.Width, Height: p.frame.Height - p.top()}
	}
	p.Table = p.Table.Resize(r.Width, r.Height)
	p.Table.Blurred = !p.Whole && p.Split.Focus == PreviewPane
	p.preview = p.preview.SetHeight(p.Split.Preview().Height)
	return p
}

// inner is the width between the margins.
func (p ListPage) inner() int { return max(p.frame.Width-4, 1) }

// roomy reports whether there is place for blank lines around the title.
func (p ListPage) roomy() bool { return p.frame.Height >= 17 }

// titleLine and filterLine are the first lines of the page. The filter's line is
// kept free for it, so that nothing jumps when it opens.
func (p ListPage) titleLine() int {
	if p.roomy() {
		return 1
	}
	return 0
}

func (p ListPage) filterLine() int { return p.titleLine() + 1 }

// top is how many lines stand above the table.
func (p ListPage) top() int {
	top := p.filterLine() + 1
	if p.roomy() && (len(p.Tabs.Items) > 0 || len(p.Lead) > 0 || len(p.Facts) > 0 && p.NoFind) {
		top++
	}
	return max(top, p.filterLine()+1+len(p.noteLines()))
}

// noteHeight is from how many lines on rows make room for what is wrong with the filter.
const noteHeight = 12

// noteLines is what is wrong with the filter, as many lines as it needs and the rows can spare.
func (p ListPage) noteLines() []string {
	note := oneLine(p.Note.Text)
	if note == "" || p.frame.Height < noteHeight {
		return nil
	}
	lines := Wrap(note, max(p.inner()-2, 1))
	return lines[:min(len(lines), p.frame.Height/4)]
}

// SetNote says what is wrong with the filter, "" where nothing is. Rows make room for it.
func (p ListPage) SetNote(note Fact) ListPage {
	if p.Note == note {
		return p
	}
	p.Note = note
	return p.place()
}

// tabsAt returns where the tabs stand: beside the title, or below it when there
// is too little room.
func (p ListPage) tabsAt() (x, y, w int) {
	at := Width(oneLine(p.Title)) + 3
	if room := p.inner() - at; room >= 50 {
		return 2 + at, p.titleLine(), room
	}
	return 2, p.filterLine(), p.inner()
}

// View draws the page.
func (p ListPage) View() string {
	t := p.frame.Theme
	lines := make([]string, p.top(), max(p.frame.Height, p.top()))
	p.viewTitle(t, lines)
	if p.Filter.Shown() {
		p.viewFilter(t, lines)
	}
	if p.Whole || p.Table.bare() { // a list without rows has nothing to part from it
		lines = append(lines, p.Table.View(t)...)
	} else {
		lines = append(lines, p.Split.View(t, p.Table.View(t), p.preview.View(t, p.PreviewWidth()))...)
	}
	return strings.Join(lines[:max(min(len(lines), p.frame.Height), 0)], "\n") // each was drawn to fit
}

func (p ListPage) viewTitle(t Theme, lines []string) {
	if len(p.Tabs.Items) == 0 {
		lines[p.titleLine()] = p.inset(Heading{p.Title, p.Facts}.View(t, p.inner(), 1)[0])
		if p.filterLine() < len(lines) {
			lines[p.filterLine()] = p.inset(p.viewFacts(t, p.Lead))
		}
		return
	}
	x, y, w := p.tabsAt()
	title := NewLine(t, p.frame.Width).Gap(2).Bold(Strong, oneLine(p.Title))
	if y == p.titleLine() {
		title.To(x).Painted(p.Tabs.View(t, w))
		lines[p.filterLine()] = p.inset(p.viewFacts(t, p.Facts))
	} else {
		title.Gap(3).Painted(p.viewFacts(t, p.Facts))
		lines[y] = p.inset(p.Tabs.View(t, w))
	}
	lines[p.titleLine()] = title.String()
}

// inset puts a line at the margin, in as much room as there is.
func (p ListPage) inset(line string) string { return fit("  "+line, p.frame.Width) }

// viewFilter draws the filter on its line: at rest behind what stands there, if both have room, and alone while one
// types. What is wrong with it stands below where there is room, else in the place of its result.
func (p ListPage) viewFilter(t Theme, lines []string) {
	f, at := p.Filter, p.filterLine()
	for i, note := range p.noteLines() {
		l := NewLine(t, p.frame.Width).Gap(2)
		if i == 0 {
			l.Glyph(p.Note.Role, Warning)
		}
		lines[at+1+i] = l.To(4).Put(p.Note.Role, note).String()
	}
	if note := oneLine(p.Note.Text); note != "" && p.frame.Height < noteHeight {
		f.Result = note
	}
	rest := strings.TrimRight(lines[at], " ")
	before := Width(rest)
	need := 2 + Width(f.Value()) + 1
	if f.Result != "" {
		need += 4 + Width(f.Result)
	}
	if f.typing || before == 0 || p.tabsOn(at) || before+4+need > p.frame.Width-2 {
		lines[at] = p.inset(f.View(t, p.inner()))
		return
	}
	l := NewLine(t, p.frame.Width).Painted(rest).Gap(4)
	lines[at] = l.Painted(f.View(t, max(p.inner()-Width(rest)-2, 1))).String()
}

// tabsOn tells whether the tabs stand on a line.
func (p ListPage) tabsOn(line int) bool {
	_, y, _ := p.tabsAt()
	return len(p.Tabs.Items) > 0 && y == line
}

// viewFacts draws facts without a title.
func (p ListPage) viewFacts(t Theme, facts []Fact) string {
	l := NewLine(t, p.inner())
	for i, fact := range facts {
		if i > 0 {
			l.Put(Muted, " "+t.Glyph(Nothing)+" ")
		}
		l.Put(fact.Role, oneLine(fact.Text))
	}
	return l.String()
}
