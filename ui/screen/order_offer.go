package screen

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// offered returns the order as it would be if the open offer were accepted: the rules say so, since a deadline
// that was moved counts on from where it stands. The order itself where no offer waits.
func (f *orderFile) offered() *model.Order {
	if !f.order.Offer.Open() {
		return f.order
	}
	m := model.NewOverlay(f.rules)
	model.Apply(m, model.Meta{At: f.now, Actor: f.actor}, &model.OfferAnswered{Order: f.order.Key, Accepted: true})
	return model.OrderOf(m, f.order.Key)
}

// offerDiff is what the open offer changes, against what is in force now.
func (f *orderFile) offerDiff(s speech) []kit.DiffLine {
	return kit.Diff(termsText(s, f.order), termsText(s, f.offered()))
}

// offerFacts are the lines of the difference that are not the same, for a question.
func (f *orderFile) offerFacts(s speech, _ prospect) []string {
	o, after := f.order, f.offered()
	var facts []string
	change := func(id, old, new string) {
		if old != new {
			facts = append(facts, s.Say("act.fact_"+id, assets.Text("old", old), assets.Text("new", new), assets.Text("arrow", s.sign(kit.Arrow))))
		}
	}
	change("reward", s.reward(o.Terms), s.reward(after.Terms))
	change("submit_by", s.exact(o.Timers.SubmitBy), s.exact(after.Timers.SubmitBy))
	for i := range max(len(o.Terms.Brief), len(after.Terms.Brief)) {
		old, new := clauseAt(o.Terms.Brief, i), clauseAt(after.Terms.Brief, i)
		switch {
		case old == new:
		case new == "":
			facts = append(facts, s.Say("act.fact_clause_gone", assets.Text("clause", clauseName(i+1)), assets.Text("old", old)))
		case old == "":
			facts = append(facts, s.Say("act.fact_clause_new", assets.Text("clause", clauseName(i+1)), assets.Text("new", new)))
		default:
			facts = append(facts, s.Say("act.fact_clause", assets.Text("clause", clauseName(i+1)), assets.Text("new", new)))
		}
	}
	if o.Offer != nil && o.Offer.Note != "" {
		facts = append(facts, s.Say("act.fact_note", assets.Text("note", o.Offer.Note)))
	}
	return facts
}

func clauseAt(brief []string, i int) string {
	if i < len(brief) {
		return brief[i]
	}
	return ""
}

// termsText is what is in force of an order's terms as lines, which is what the difference of an offer is made of.
func termsText(s speech, o *model.Order) []string {
	t := o.Terms
	lines := []string{
		s.Say("order.term_reward", assets.Text("reward", s.reward(t))),
		s.Say("order.term_submit", assets.Text("moment", s.exact(o.Timers.SubmitBy))),
		s.Say("order.term_content", assets.Text("types", s.types(t.Content))),
	}
	if t.Samples > 0 {
		lines = append(lines, s.samples(t))
	}
	for i, clause := range t.Brief {
		lines = append(lines, clauseName(i+1)+" "+clause)
	}
	return lines
}
