package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// taskCard is a task as one account reads it: all that a preview or a page says of it, read in one look.
type taskCard struct {
	now      model.Moment
	task     *model.Task
	me       *model.Account // who reads; nil for the bare operator
	seller   *model.Account
	standing *model.Standing
	order    *model.Order   // the reader's own order for the task, the latest
	refusal  *model.Refusal // why the reader cannot apply now
	notes    []model.Note   // what is worth knowing before one applies
	policy   *model.Policy
	preview  bool              // of a task that is still being written
	promo    *promoPart        // of a promo code task
	reasons  []model.Reason    // why the task stands where it stands, and why the reader cannot apply
	in       []*model.Activity // that the task takes part in
}

// cardRead is the answer to readCard.
type cardRead struct {
	request uint64
	card    taskCard
}

// readCard reads the card of a task. It answers the screen that asks, with the number of the question.
func readCard(s Session, key model.Key, request uint64) tea.Cmd {
	return func() tea.Msg {
		read := cardRead{request: request}
		if err := s.Market.View(s.Actor, func(v model.View) { read.card = cardOf(v, s.Actor, v.Task(key)) }); err != nil {
			return failure(s, err)
		}
		return kit.Self{Msg: read}
	}
}

// cardOf reads what goes with a task.
func cardOf(v model.View, actor model.Actor, t *model.Task) taskCard {
	c := taskCard{now: v.Now, task: t, me: v.Me(), policy: model.PolicyNow(v.Reader)}
	if t == nil {
		return c
	}
	c.seller, c.standing, c.reasons = v.Account(t.Seller), model.StandingOf(v.Reader, t.Seller), model.Why(v, t)
	for _, key := range t.Activities {
		if a := model.ActivityOf(v.Reader, key); a != nil {
			c.in = append(c.in, a)
		}
	}
	c.promo = promoPartOf(v, t)
	if !c.applies() {
		return c
	}
	for _, row := range v.Rows(model.OrdersBetween(t.Key, c.me.Key), model.Place{}, true) {
		c.order, _ = row.(*model.Order)
		break
	}
	probe := &model.ApplyToTask{ID: model.MintID(model.OrderLetter, 0), Task: t.ID}
	d := model.Decide(v.Reader, actor, v.Now, probe)
	c.refusal, c.notes = d.Refusal, d.Notes
	if r := d.Refusal; r != nil && r.Rule == model.RuleIDTaken {
		c.refusal = nil // the probe's own ID: a real one is minted
	}
	if r := c.refusal; r != nil {
		c.reasons = append([]model.Reason{{Subject: "apply", Rule: r.Rule, Args: r.Args}}, c.reasons...)
	}
	if !c.reaches() {
		c.notes = append(c.notes, model.Note{Rule: model.RuleUnfit, Field: "channel"})
	}
	return c
}

// applies tells whether the reader is one of those who apply for such a task by themselves.
func (c taskCard) applies() bool {
	return c.me != nil && (c.me.Role == model.Creator || c.me.Role == model.Agency && c.task.Type == model.StorePromoCode)
}

// reaches tells whether the reader publishes on one of the channels that the task asks for.
func (c taskCard) reaches() bool {
	return len(c.task.Terms.Channels) == 0 || slices.ContainsFunc(c.me.Channels, func(ch model.Channel) bool {
		return slices.Contains(c.task.Terms.Channels, ch.Platform)
	})
}

// mine tells whether the reader posted the task.
func (c taskCard) mine() bool { return c.me != nil && c.task != nil && c.me.Key == c.task.Seller }

// cannotApply says why the reader cannot apply now, "" where it can.
func (c taskCard) cannotApply(w *assets.Words) string {
	switch {
	case c.task == nil:
		return w.Say("task_page.gone")
	case !c.applies():
		return w.Say("task_page.creators_apply")
	case c.refusal != nil:
		message, accepts := w.Refusal(c.refusal)
		return w.Say("say.ask_again", assets.Text("message", message), assets.Text("accepts", accepts))
	}
	return ""
}

// lacks names the private texts that the order would need and the applicant has not given yet: "address", "paypal".
func (c taskCard) lacks() []string {
	var all []string
	for _, n := range c.notes {
		if n.Rule == model.RuleAddressMissing || n.Rule == model.RulePayPalMissing {
			all = append(all, n.Field)
		}
	}
	return all
}

// why floats the explanation of the task over the page.
func (c taskCard) why(d Desk) tea.Cmd {
	s := newSpeech(d.Session).at(c.now)
	return kit.Send(kit.Push{Screen: newWhy(s, c.policy, s.Say("why_page.title", textArg("id", c.task.ID)), c.reasons)})
}
