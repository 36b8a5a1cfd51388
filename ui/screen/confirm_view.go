package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// View implements kit.Screen.
func (p reviewPage) View() string {
	t, w, h := p.frame.Theme, p.frame.Width, p.frame.Height
	notice := func(text string) string {
		return kit.Block(append([]string{""}, indented(wrapped(t, kit.Muted, text, w-4), 2)...), w, h)
	}
	switch {
	case p.gone:
		return notice(p.say.Say("order.gone"))
	case p.file == nil && p.failed != nil:
		return notice(p.say.Say("order.unread", assets.Text("error", p.failed.Error())))
	case p.file == nil:
		return notice(p.say.Say("order.reading") + " " + t.Glyph(kit.Ellipsis))
	}
	lines := p.head()
	left := p.left.View(t, p.leftWidth())
	if !p.beside() {
		return kit.Block(append(lines, indented(left, 2)...), w, h)
	}
	right := p.right.View(t, p.rightWidth())
	bar := t.Paint(kit.Faint, t.Glyph(kit.VLine))
	for y := range max(len(left), len(right)) {
		l := kit.NewLine(t, w).Gap(2)
		if y < len(left) {
			l.Painted(left[y])
		}
		l.To(p.leftWidth() + 3).Painted(bar)
		if y < len(right) {
			l.To(p.leftWidth() + 5).Painted(right[y])
		}
		lines = append(lines, l.String())
	}
	return kit.Block(lines, w, h)
}

// beside tells whether brief and content stand side by side.
func (p reviewPage) beside() bool { return p.frame.Width >= twoColumns }

func (p reviewPage) leftWidth() int {
	if !p.beside() {
		return max(p.frame.Width-4, 1)
	}
	return max(p.frame.Width*44/100, 1)
}

func (p reviewPage) rightWidth() int { return max(p.frame.Width-p.leftWidth()-7, 1) }

// head draws what stands still: the order, its place in the queue, the time left and what silence does.
func (p reviewPage) head() []string {
	t, w := p.frame.Theme, max(p.frame.Width-4, 1)
	f, s := p.file, p.say.with(t)
	var lines []string
	if p.frame.Height >= 16 {
		lines = append(lines, "")
	}
	lines = append(lines, orderPage{file: f, say: s}.titleLines(t, w)...)
	if f.order.State != model.InReview {
		lines = append(lines, kit.Notice{Role: kit.Warn, Text: plainMarks(s.Say("confirm.moved", assets.Word("state", "state."+f.order.State.String())))}.View(t, w)...)
	}
	lines = append(lines, wrapped(t, kit.Muted, f.standsAt(s, model.ClockContentReview), w)...)
	l := kit.NewLine(t, w).Painted(f.modifications(t, s, w))
	if p.queue.total > 0 {
		if l.Used() > 0 {
			l.Gap(3)
		}
		args := []model.Arg{assets.Num("total", int64(p.queue.total))}
		if p.queue.at > 0 {
			args = append(args, assets.Num("at", int64(p.queue.at)))
		}
		l.Put(kit.Muted, s.Say("confirm.place", args...))
	}
	if l.Used() > 0 {
		lines = append(lines, l.String())
	}
	if p.refused != "" {
		lines = append(lines, kit.Notice{Role: kit.Bad, Text: p.refused}.View(t, w)...)
	}
	return append(indented(lines, 2), "")
}

// drawn lays brief and content out anew, and keeps the clause under the cursor in sight.
func (p reviewPage) drawn() reviewPage {
	if p.file == nil || p.frame.Width == 0 {
		return p
	}
	t := p.frame.Theme
	s := p.say.with(t)
	h := max(p.frame.Height-len(p.head()), 1)
	brief, from, to := p.clauses(t, s, p.leftWidth()-markRoom)
	if p.beside() {
		p.left = p.left.SetHeight(h).SetLines(brief)
		p.right = p.right.SetHeight(h).SetLines(p.content(t, s, p.rightWidth()-markRoom))
	} else {
		lines := append(append(brief, ""), p.content(t, s, p.leftWidth()-markRoom)...)
		p.left = p.left.SetHeight(h).SetLines(lines)
	}
	switch at := p.left.Offset(); {
	case p.cursor == 0 && from < h:
		from = 0
		fallthrough
	case from < at:
		p.left = p.left.Scroll(from - at)
	case to > at+h:
		p.left = p.left.Scroll(to - h - at)
	}
	return p
}

// clauses draws the brief with its ticks, and returns the lines of the clause under the cursor.
func (p reviewPage) clauses(t kit.Theme, s speech, w int) (lines []string, from, to int) {
	brief := p.file.order.Terms.Brief
	done := len(brief) - len(p.unticked())
	lines = append(lines, kit.SectionHead(t, w, s.Say("confirm.section_brief", assets.Num("done", int64(done)), assets.Num("total", int64(len(brief))))))
	if len(brief) == 0 {
		return append(lines, wrapped(t, kit.Muted, s.Say("confirm.no_brief"), w)...), 0, 0
	}
	for i, text := range brief {
		if i == p.cursor {
			from = len(lines)
		}
		lines = append(lines, p.clause(t, s, w, i, text)...)
		if i == p.cursor {
			to = len(lines)
		}
	}
	return lines, from, to
}

// clause draws one clause: the cursor's bar, the tick, the text, and when it was asked for before.
func (p reviewPage) clause(t kit.Theme, s speech, w, i int, text string) []string {
	sign, signRole, role := kit.Unchosen, kit.Muted, kit.Text
	if p.ticks[i+1] {
		sign, signRole, role = kit.Chosen, kit.Good, kit.Muted
	}
	bold := i == p.cursor
	var lines []string
	for j, part := range kit.Wrap(kit.Clean(text), max(w-9, 1)) {
		l := kit.NewLine(t, w)
		if bold {
			l.Glyph(kit.Accent, kit.Bar)
		}
		if j == 0 {
			l.To(2).Glyph(signRole, sign).Gap(1)
			if name := clauseName(i + 1); bold {
				l.Bold(kit.Accent, name)
			} else {
				l.Put(kit.Muted, name)
			}
		}
		l.To(8).Put(role, part)
		lines = append(lines, l.String())
	}
	if asked := p.file.askedIn(s, i+1); asked != "" {
		l := kit.NewLine(t, w)
		if bold {
			l.Glyph(kit.Accent, kit.Bar)
		}
		lines = append(lines, l.To(8).Glyph(kit.Warn, kit.Warning).Gap(1).Put(kit.Muted, asked).String())
	}
	return lines
}

// content draws the versions with their differences, what is being waited for beside, and what confirming owes.
func (p reviewPage) content(t kit.Theme, s speech, w int) []string {
	f := p.file
	lines := []string{kit.SectionHead(t, w, s.Say("order.section_content"))}
	lines = append(lines, f.contentLines(t, s, w)...)
	add := func(id string, more []string) {
		if len(more) > 0 {
			lines = append(append(lines, "", kit.SectionHead(t, w, s.Say(id))), more...)
		}
	}
	add("order.section_open", p.waiting(t, s, w))
	add("order.section_materials", f.answeredMaterials(t, s, w))
	if after := f.chance["confirm"]; after.refusal == nil && after.after != nil {
		var owes []string
		for _, fact := range confirmVerb().facts(f, s, after) {
			owes = append(owes, wrapped(t, kit.Text, fact, w)...)
		}
		add("confirm.section_then", owes)
	}
	return lines
}

// waiting says what else waits for an answer; it is given on the page of the order, where its keys are.
func (p reviewPage) waiting(t kit.Theme, s speech, w int) []string {
	o := p.file.order
	var lines []string
	for _, open := range []struct {
		what string
		is   bool
	}{{"stop", o.Stop.Open()}, {"extension", o.Extension.Open()}, {"offer", o.Offer.Open()}, {"materials", o.Materials != nil && o.Materials.Answered == 0}} {
		if open.is {
			lines = append(lines, kit.Notice{Role: kit.Warn, Text: s.Say("confirm.waits_" + open.what), Key: "enter", Name: s.Say("confirm.act_order")}.View(t, w)...)
		}
	}
	return lines
}

// pressed moves the cursor among the clauses; page keys scroll the content.
func (p reviewPage) pressed(msg tea.KeyPressMsg) reviewPage {
	if p.file == nil {
		return p
	}
	last := max(len(p.file.order.Terms.Brief)-1, 0)
	switch msg.String() {
	case "down", "j":
		if p.cursor == last && !p.beside() {
			p.left = p.left.Scroll(1)
			return p
		}
		p.cursor = min(p.cursor+1, last)
	case "up", "k":
		p.cursor = max(p.cursor-1, 0)
	default:
		if p.beside() {
			p.right, _ = p.right.Update(msg)
		} else {
			p.left, _ = p.left.Update(msg)
		}
		return p
	}
	return p.drawn()
}

// scrolled is what the wheel does: it scrolls the column under the mouse.
func (p reviewPage) scrolled(x, lines int) (right, left kit.Viewport) {
	if p.beside() && x > p.leftWidth()+2 {
		return p.right.Scroll(lines), p.left
	}
	return p.right, p.left.Scroll(lines)
}

// click puts the cursor on a clause; a second click ticks it.
func (p reviewPage) click(msg kit.Click) reviewPage {
	if p.file == nil || p.beside() && msg.X > p.leftWidth()+2 {
		return p
	}
	line := msg.Y - len(p.head()) + p.left.Offset()
	t, s := p.frame.Theme, p.say.with(p.frame.Theme)
	y := 1
	for i, text := range p.file.order.Terms.Brief {
		y += len(p.clause(t, s, p.leftWidth()-markRoom, i, text))
		if line >= 1 && line < y {
			p.cursor = i
			if msg.Double {
				return p.tick()
			}
			return p.drawn()
		}
	}
	return p
}
