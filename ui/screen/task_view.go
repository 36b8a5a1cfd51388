package screen

import (
	"strconv"
	"strings"
	"time"

	"aeconnect/assets"
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
		return blocks(c.facts(s, t, w), c.text(t, w), c.sellerLines(s, t, w), c.fit(s, t, w))
	}
	left := min(w*2/5, 44)
	right := min(w-left-3, 90)
	return sideBySide(blocks(c.facts(s, t, left), c.sellerLines(s, t, left)), blocks(c.fit(s, t, right), c.text(t, right)), left, 3)
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

// byline is ID and seller, and where the task stands if it is not open.
func (c taskCard) byline(s speech, l *kit.Line) *kit.Line {
	if c.task.ID != "" {
		l.Put(kit.Muted, string(c.task.ID)+" · ")
	}
	if c.seller != nil {
		l.Put(kit.Text, kit.Clean(c.seller.Name))
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
		if d.at == 0 {
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

// sellerLines is what the seller's finished work says.
func (c taskCard) sellerLines(s speech, t kit.Theme, w int) []string {
	st := c.standing
	if c.seller == nil || st == nil || c.mine() {
		return nil
	}
	head := t.Paint(kit.Muted, s.Say("task_page.this_seller"))
	review, ok := st.MedianReview()
	if !ok {
		return append([]string{head}, kit.Notice{Role: kit.Muted, Text: s.Say("task_page.no_record")}.View(t, w)...)
	}
	kv := kit.KeyValues{{Label: s.Say("task_page.confirms_in"), Value: s.inDays(max(review, time.Hour))}}
	if late, ok := st.PaidLate(); ok {
		kv = append(kv, kit.KeyValue{Label: s.Say("task_page.pays_late"), Value: percent(late), Role: lateRole(late)})
	}
	each := strconv.FormatFloat(float64(st.Modifications)/float64(st.Confirmed), 'f', 1, 64)
	kv = append(kv, kit.KeyValue{Label: s.Say("task_page.changes"), Value: s.Say("task_page.per_order", assets.Text("number", each))})
	return append([]string{head}, kv.View(t, w)...)
}

func lateRole(late model.Rate) kit.Role {
	switch {
	case late == 0:
		return kit.Good
	case late < 2000:
		return kit.Warn
	}
	return kit.Bad
}

// fit says how the reader fits the task, and how many applied.
func (c taskCard) fit(s speech, t kit.Theme, w int) []string {
	var lines []string
	for _, n := range c.fitNotices(s) {
		lines = append(lines, n.View(t, w)...)
	}
	if c.task.State == model.Draft {
		return lines
	}
	wanted := s.Say("task_page.any_number")
	if c.task.Wanted > 0 {
		wanted = s.Say("task_page.wanted", assets.Num("count", int64(c.task.Wanted)), assets.Num("approved", int64(c.task.Approved)))
	}
	if !c.preview {
		wanted = s.Say("task_page.applied", assets.Num("count", int64(c.task.Applied))) + " " + t.Glyph(kit.Nothing) + " " + wanted
	}
	return append(lines, kit.NewLine(t, w).Put(kit.Muted, wanted).String())
}

func (c taskCard) fitNotices(s speech) []kit.Notice {
	switch {
	case c.me == nil || c.me.Role != model.Creator:
		return nil
	case c.order != nil && (c.refusal == nil || c.refusal.Rule == model.RuleOneLive) && c.order.State != model.Cancelled && c.order.State != model.Rejected:
		text := s.Say("task_page.you_applied", assets.Text("order", string(c.order.ID)), assets.Word("state", "state."+c.order.State.String()))
		return []kit.Notice{{Role: kit.Good, Text: text}}
	case c.refusal != nil:
		message, accepts := s.Refusal(c.refusal)
		return []kit.Notice{{Role: kit.Bad, Text: sentences(message, accepts)}}
	}
	var all []kit.Notice
	for _, n := range c.notes {
		message, _ := s.Note(n)
		all = append(all, kit.Notice{Role: kit.Warn, Text: message})
	}
	if len(all) == 0 {
		return []kit.Notice{{Role: kit.Good, Text: s.Say("task_page.fits")}}
	}
	return all
}

// sentences joins what went wrong with what would be accepted.
func sentences(message, accepts string) string {
	if accepts == "" {
		return message
	}
	return message + " " + accepts
}
