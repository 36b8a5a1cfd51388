package screen

import (
	"strconv"
	"strings"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// cardBeside is the width from which a card's text stands beside its facts.
const cardBeside = 66

// lines draws a card for a place of w cells, as high as it comes out.
func (c taskCard) lines(session Session, t kit.Theme, w int) []string {
	s := newSpeech(session).at(c.now).with(t)
	if w < cardBeside {
		return blocks(c.head(s, t, w), c.body(session, t, w))
	}
	return append(c.headWide(s, t, w), c.body(session, t, w)...)
}

// body draws all of a card but its head: facts and text below each other, or beside each other where there is room.
func (c taskCard) body(session Session, t kit.Theme, w int) []string {
	s := newSpeech(session).at(c.now).with(t)
	if w < cardBeside {
		return blocks(c.promo.lines(s, t, w), c.promo.rule(s, t, w), c.facts(s, t, w), c.text(t, w), c.sellerLines(s, t, w), c.fit(s, t, w))
	}
	left := min(w*2/5, 44)
	right := min(w-left-3, 90)
	return sideBySide(blocks(c.promo.rule(s, t, left), c.facts(s, t, left), c.sellerLines(s, t, left)), blocks(c.promo.lines(s, t, right), c.fit(s, t, right), c.text(t, right)), left, 3)
}

// blocks joins blocks of lines with a blank line between them; empty ones are left out.
func blocks(all ...[]string) []string {
	var lines []string
	for _, b := range all {
		if len(b) == 0 {
			continue
		}
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, b...)
	}
	return lines
}

// sideBySide puts two blocks next to each other, the left one w cells wide.
func sideBySide(left, right []string, w, gap int) []string {
	lines := make([]string, max(len(left), len(right)))
	for i := range lines {
		if i < len(left) {
			lines[i] = left[i]
		}
		if i < len(right) {
			lines[i] = kit.Fit(lines[i], w) + kit.Spaces(gap) + right[i]
		}
	}
	return lines
}

// head says what task it is and whose.
func (c taskCard) head(s speech, t kit.Theme, w int) []string {
	var lines []string
	for _, part := range kit.Wrap(kit.Clean(c.task.Title), w) {
		lines = append(lines, t.Bold(kit.Strong, part))
	}
	return append(lines, c.byline(s, kit.NewLine(t, w)).String())
}

func (c taskCard) headWide(s speech, t kit.Theme, w int) []string {
	l := kit.NewLine(t, w).Bold(kit.Strong, kit.Cut(kit.Clean(c.task.Title), max(w-40, 24))).Gap(3)
	return []string{c.byline(s, l).String()}
}

// byline is ID and seller, and where the task stands if it is not open. Who reads a task of their own that is not
// open wants to know how it stands, not whose it is.
func (c taskCard) byline(s speech, l *kit.Line) *kit.Line {
	named := c.seller != nil && (c.preview || c.task.State == model.Published || !c.mine())
	if c.task.ID != "" {
		l.Put(kit.Muted, string(c.task.ID))
		if named {
			l.Put(kit.Muted, " · ")
		}
	}
	if named {
		l.Put(kit.Text, kit.Clean(c.seller.Name))
		if c.seller.Role == model.Operator { // the platform itself (M6)
			l.Put(kit.Accent, " "+s.Say("say.platform"))
		}
	}
	if c.preview && c.seller != nil && c.seller.Level != "" {
		l.Put(kit.Muted, " · "+s.Say("level."+string(c.seller.Level)))
	}
	if c.task.State != model.Published {
		l.Put(kit.Muted, " · ").Put(kit.Warn, s.Say("state.task."+c.task.State.String()))
	}
	return l
}

// facts are the terms.
func (c taskCard) facts(s speech, t kit.Theme, w int) []string {
	task := c.task
	var kv kit.KeyValues
	add := func(label, value string) {
		if value != "" {
			kv = append(kv, kit.KeyValue{Label: s.Say("task_page." + label), Value: value})
		}
	}
	if task.Type != 0 {
		add("type", s.Say("type."+task.Type.String()))
	}
	if task.Terms.Reward != 0 {
		add("reward", s.reward(task.Terms))
	}
	add("sample", s.pieces(task.Terms))
	add("content", s.types(task.Terms.Content))
	add("channels", s.platforms(task.Terms.Channels))
	add("languages", s.tongues(task.Languages))
	add("countries", strings.Join(countryNames(s.Language(), task.Countries), ", "))
	if task.Terms.BrandStream {
		add("live", s.Say("task_page.brand_stream"))
	}
	add("part", strings.Join(s.partLines(c.in), "\n"))
	add("exposure", strings.Join(s.exposureLines(task), "\n"))
	return append(kv, c.dates(s, t, w-11)...).View(t, w)
}

// pieces says how many samples there are for each creator, or that there are none.
func (s speech) pieces(t model.Terms) string {
	if t.Samples == 0 {
		return s.Say("task_page.no_sample")
	}
	return s.samples(t)
}

// dates are the deadlines; how long it is to them stands beside where there is room for it.
func (c taskCard) dates(s speech, t kit.Theme, room int) kit.KeyValues {
	var kv kit.KeyValues
	for _, d := range []struct {
		label string
		at    model.Moment
	}{{"apply_by", c.task.Terms.ApplyBy}, {"submit_by", c.task.Terms.SubmitBy}} {
		if d.at == 0 || c.task.Type == model.StorePromoCode { // Code valid until stands with the rule; the other one is soft
			continue
		}
		left, role := s.closing(d.at)
		value := t.Paint(role, s.dayTime(d.at))
		if more := " " + t.Glyph(kit.Nothing) + " " + left; kit.Width(value)+kit.Width(more) <= room {
			value += t.Paint(kit.Muted, more)
		}
		kv = append(kv, kit.KeyValue{Label: s.Say("task_page." + d.label), Value: value, Painted: true})
	}
	return kv
}

// text is the description and the brief.
func (c taskCard) text(t kit.Theme, w int) []string {
	var lines []string
	if c.task.Description != "" {
		for _, part := range kit.Wrap(kit.CleanLines(c.task.Description), w) {
			lines = append(lines, t.Paint(kit.Text, part))
		}
	}
	return blocks(lines, briefLines(t, w, c.task.Terms.Brief))
}

// briefLines draws the clauses of a brief with their numbers.
func briefLines(t kit.Theme, w int, brief []string) []string {
	var lines []string
	indent := 3
	if len(brief) > 9 {
		indent = 4
	}
	for i, clause := range brief {
		for j, part := range kit.Wrap(kit.Clean(clause), max(w-indent, 1)) {
			l := kit.NewLine(t, w)
			if j == 0 {
				l.Put(kit.Muted, "R"+strconv.Itoa(i+1))
			}
			lines = append(lines, l.To(indent).Put(kit.Text, part).String())
		}
	}
	return lines
}
