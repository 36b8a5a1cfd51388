package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// planDone is what became of a plan that was applied.
type planDone struct {
	count    int
	decision model.Decision
	err      error
}

// apply does what the plan says, at the revisions that it was made of; with leave, without the rows that would be
// refused.
func (p planPage) apply(leave bool) (kit.Screen, tea.Cmd) {
	if !p.ready || p.applying || p.plan.Apply() == 0 || !leave && p.plan.Refused() > 0 {
		return p, nil
	}
	x := p.made.deed
	if p.plan.Refused() > 0 {
		x, p.keys = p.made.able, p.made.keys
	}
	p.applying, p.planStage = true, p.says(p.desk.Words.Say("plan.applying"))
	d, b := p.desk, p.batch
	return p, func() tea.Msg {
		c, private := b.build(x)
		decision, err := d.doBatch(c, private)
		return kit.Self{Msg: planDone{len(x.rows), decision, err}}
	}
}

// done leaves the plan when it went through. What was refused is planned anew: somebody was faster.
func (p planPage) done(msg planDone) (kit.Screen, tea.Cmd) {
	p.applying, p.planStage = false, p.says("")
	s := newSpeech(p.desk.Session)
	switch r := msg.decision.Refusal; {
	case msg.err != nil:
		p.planStage = p.says(unanswered(s.Words, msg.err))
		return p, nil
	case r != nil && r.Rule == model.RuleMoved:
		p.planStage = p.says(s.Say("plan.anew"))
		return p.again()
	case r != nil:
		p.planStage = p.says(s.refusal(r))
		return p.again()
	}
	done := batchDone{p.batch, msg.count, msg.decision.Notes}
	return p, tea.Sequence(kit.Send(kit.Pop{}), kit.Send(kit.Self{Msg: done}), kit.Send(done.toast(s)))
}
