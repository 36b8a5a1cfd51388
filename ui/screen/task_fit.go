package screen

import (
	"strconv"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

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
	return message + gap(message) + accepts
}
