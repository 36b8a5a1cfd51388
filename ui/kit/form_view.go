package kit

// View returns the visible lines of the form.
func (f Form) View(t Theme) []string {
	if len(f.fields) == 0 {
		return nil
	}
	p := f.draw(t)
	lines := append([]string(nil), p.lines...)
	c := f.column()
	for i, offer := range p.over {
		at := p.y + 1 + i
		for len(lines) <= at {
			lines = append(lines, "")
		}
		lines[at] = NewLine(t, f.width).To(c.x).Painted(offer).String()
	}
	offset := min(f.offset, max(len(lines)-1, 0))
	shown := clip(lines[offset:], f.width, f.height)
	if len(lines)-offset > f.height && f.height > 1 {
		last := f.height - 1
		shown[last] = NewLine(t, f.width).Painted(fit(shown[last], max(f.width-2, 0))).To(f.width-1).Glyph(Muted, Down).String()
	}
	return shown
}

// Cursor returns the place of the text cursor within View.
func (f Form) Cursor() (x, y int, ok bool) {
	if len(f.fields) == 0 {
		return 0, 0, false
	}
	p := f.draw(Theme{})
	y = p.y - f.offset
	return p.x, y, y >= 0 && y < f.height && p.x < f.width
}

// scroll moves the view as little as possible so that the focused field is
// seen, and in a field higher than the view the cursor's line.
func (f Form) scroll() Form {
	if len(f.fields) == 0 {
		return f
	}
	if !f.shown(f.focus) {
		f.focus = f.nearestShown()
	}
	p := f.draw(Theme{})
	if p.from[f.focus] < 0 {
		return f
	}
	from, end := p.from[f.focus], max(p.end[f.focus], p.y+1+len(p.over))
	if from > 0 && f.roomy() {
		from-- // the blank line above comes along
	}
	if end-from > f.height {
		if end-p.y > f.height/2 { // else what stands below the field comes along: how it was cut, why it is refused
			end = p.y + 1
		}
		from = max(p.y-f.height/2, from)
	}
	if end > f.offset+f.height {
		f.offset = end - f.height
	}
	f.offset = min(f.offset, from)
	f.offset = max(0, min(f.offset, max(len(p.lines), end)-f.height)) // no place below stays empty
	return f
}

// toEnd goes to the last field and shows the end of the form, where notes stand that are under no field.
func (f Form) toEnd() Form {
	f = f.focusOn(f.final())
	f.offset = max(0, len(f.draw(Theme{}).lines)-f.height)
	return f
}

// nearestShown returns the shown field that is nearest to a focused one that has
// just been hidden.
func (f Form) nearestShown() int {
	for n := 1; n < len(f.fields); n++ {
		for _, i := range []int{f.focus - n, f.focus + n} {
			if i >= 0 && i < len(f.fields) && f.shown(i) {
				return i
			}
		}
	}
	return f.focus
}

func (f Form) clampOffset() Form {
	f.offset = max(0, min(f.offset, len(f.draw(Theme{}).lines)-f.height))
	return f
}

// click focuses the field at a place and passes the click to its editor.
func (f Form) click(c Click) (Form, FormEvent) {
	p := f.draw(Theme{})
	y := c.Y + f.offset
	for i := range f.fields {
		if p.from[i] < 0 || y < p.from[i] || y >= p.end[i] {
			continue
		}
		f = f.focusOn(i)
		before := f.editors[i].value()
		d := f.drawing(Theme{}, i, f.notesOf(i))
		if x := c.X - f.column().x; x >= 0 && y >= p.input[i] {
			f = f.with(i, f.editors[i].click(x, y-p.input[i], d))
		}
		if f.editors[i].value() != before {
			return f.changed(i).scroll(), FormChanged
		}
		return f.scroll(), FormNone
	}
	return f, FormNone
}

// Head returns the line that says how far one is: "2 of 4", then the steps. It
// is empty for a form of one step.
func (f Form) Head(t Theme, w int) string {
	steps := f.Steps()
	if len(steps) < 2 {
		return ""
	}
	l := NewLine(t, w)
	for i, s := range steps {
		if s.State == StepNow {
			l.Put(Muted, f.of(i+1, len(steps)))
		}
	}
	named := l.Used()
	for _, s := range steps {
		named += 3 + Width(oneLine(s.Name)) + 1
	}
	for i, s := range steps {
		if i > 0 || l.Used() > 0 {
			l.Gap(2)
		}
		s.draw(t, l, named <= w || s.State == StepNow)
	}
	return l.String()
}
