package screen

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// plannedBatch is a plan as it was made at one moment.
type plannedBatch struct {
	deed    batchDeed      // every row that is still there
	able    batchDeed      // those that go through
	keys    []string       // of those
	rows    []kit.PlanRow  // what is shown of each
	totals  kit.KeyValues  // at the foot
	whole   *model.Refusal // why nothing of it can be done at all
	private []model.Opened // what the command of every row keeps
	command model.Command  // of every row
	now     model.Moment

	refusals []*model.Refusal // of the rows, each rule once
}

// planMade is the answer to a question for a plan.
type planMade struct {
	request uint64
	plan    plannedBatch
	err     error
}

// makePlan asks the rules what becomes of each row, beside the loop.
func (p planPage) makePlan(request uint64) tea.Cmd {
	d, b, keys, get := p.desk, p.batch, p.keys, p.get
	return func() tea.Msg {
		plan, err := planOf(d, b, keys, get)
		return kit.Self{Msg: planMade{request: request, plan: plan, err: err}}
	}
}

// planOf makes a plan. Commands are built between the views, never within one: they may want an ID or a seal.
func planOf(d Desk, b listBatch, keys []string, get func(string) string) (plannedBatch, error) {
	p := plannedBatch{deed: batchDeed{market: d.Market, get: get}, able: batchDeed{market: d.Market, get: get}}
	err := d.Market.View(d.Actor, func(v model.View) {
		p.deed.about = seen(v, b.about)
		p.deed.read(v, keys)
	})
	p.able.about, p.able.names = p.deed.about, p.deed.names
	if err != nil {
		return p, err
	}
	p.command, p.private = b.build(p.deed)
	var results []model.RowResult
	err = d.Market.View(d.Actor, func(v model.View) { results = planRows(v, d.Actor, p.deed, p.command, p.private) })
	if results == nil && err == nil {
		singles := p.deed.singles(b)
		err = d.Market.View(d.Actor, func(v model.View) { results = planSingles(v, d.Actor, p.deed, singles) })
	}
	if err != nil {
		return p, err
	}
	err = d.Market.View(d.Actor, func(v model.View) { p.take(v, newSpeech(d.Session).at(v.Now), b, keys, results) })
	if err != nil || len(p.able.rows) == 0 {
		return p, err
	}
	command, private := b.build(p.able)
	err = d.Market.View(d.Actor, func(v model.View) { p.foot(v, newSpeech(d.Session).at(v.Now), d.Actor, b, command, private) })
	return p, err
}

// take says what becomes of each row.
func (p *plannedBatch) take(v model.View, s speech, b listBatch, keys []string, results []model.RowResult) {
	p.now = v.Now
	of := map[model.ID]model.RowResult{}
	for _, r := range results {
		of[r.ID] = r
	}
	for _, key := range keys {
		row := seen(v, rowRef(key))
		if row == nil {
			p.rows = append(p.rows, kit.PlanRow{Key: key, Name: s.Say("plan.gone_row"), Refused: s.Say("plan.gone")})
			continue
		}
		shown := kit.PlanRow{Key: key, Name: planName(v, row)}
		if r := of[model.ID(calledBy(row))]; r.Refusal != nil {
			p.refuse(r.Refusal)
			message, _ := s.Refusal(r.Refusal)
			shown.Refused = s.Say("plan.refusal", assets.Text("message", message), assets.Text("rule", string(r.Refusal.Rule)))
		} else {
			p.keys = append(p.keys, key)
			p.able.add(row)
			if b.effect != nil {
				shown.Effect = b.effect(s, r)
			} else {
				shown.Effect = s.Say("state." + r.Effect.String())
			}
		}
		p.rows = append(p.rows, shown)
	}
}

// refuse notes why a row would be refused.
func (p *plannedBatch) refuse(r *model.Refusal) {
	if !slices.ContainsFunc(p.refusals, func(o *model.Refusal) bool { return o.Rule == r.Rule && o.Field == r.Field }) {
		p.refusals = append(p.refusals, r)
	}
}

// foot counts what the batch would do as a whole.
func (p *plannedBatch) foot(v model.View, s speech, actor model.Actor, b listBatch, command model.Command, private []model.Opened) {
	after := model.NewOverlay(v.Reader)
	for _, o := range private {
		after.Keep(o)
	}
	decision := model.Decide(after, actor, v.Now, command)
	if p.whole = decision.Refusal; p.whole != nil {
		return
	}
	for _, e := range decision.Events {
		model.Apply(after, model.Meta{At: v.Now, Actor: actor}, e)
	}
	if b.totals != nil {
		p.totals = b.totals(s, v, planned{rows: p.able.rows, after: after})
	}
	if !b.asks {
		p.totals = append(p.totals, kit.KeyValue{Label: s.Say("plan.total_undo"), Value: s.Say("plan.undo_for")})
	}
}

// planRows asks the model what becomes of each row. Rows of a batch depend on each other, so the model plans them
// together; nil for what is no batch of the model's.
func planRows(v model.View, actor model.Actor, x batchDeed, whole model.Command, private []model.Opened) []model.RowResult {
	if undo, ok := whole.(*model.UndoBatch); ok {
		return planUndo(v, actor, undo, x)
	}
	if hand, ok := whole.(*model.HandPromoCode); ok {
		return planHand(v, actor, hand, x)
	}
	results := model.PlanBatch(v.Reader, actor, v.Now, whole, private...)
	if _, many := whole.(*model.ApplyForMany); many { // its orders are new: each result belongs to a creator of the roster
		for i := range results {
			results[i].ID = model.ID(calledBy(x.rows[i]))
		}
	}
	return results
}

// planHand asks the model who of some creators would get which code.
func planHand(v model.View, actor model.Actor, hand *model.HandPromoCode, x batchDeed) (all []model.RowResult) {
	for i, r := range model.PlanHanding(v.Reader, actor, v.Now, hand) {
		all = append(all, model.RowResult{ID: model.ID(calledBy(x.rows[i])), Refusal: r.Refusal, Code: r.Code})
	}
	return all
}

// single is the command of one row alone.
type single struct {
	command model.Command
	private []model.Opened
}

// singles returns the command of each row.
func (x batchDeed) singles(b listBatch) []single {
	all := make([]single, len(x.rows))
	for i, row := range x.rows {
		one := batchDeed{market: x.market, get: x.get, about: x.about, names: x.names}
		one.add(row)
		all[i].command, all[i].private = b.build(one)
	}
	return all
}

// planSingles decides row by row what is no batch of the model's.
func planSingles(v model.View, actor model.Actor, x batchDeed, singles []single) []model.RowResult {
	over := model.NewOverlay(v.Reader)
	all := make([]model.RowResult, 0, len(singles))
	for i, one := range singles {
		for _, o := range one.private {
			over.Keep(o)
		}
		row := x.rows[i]
		d := model.Decide(over, actor, v.Now, one.command)
		r := model.RowResult{ID: model.ID(calledBy(row)), Refusal: d.Refusal}
		for _, e := range d.Events {
			model.Apply(over, model.Meta{At: v.Now, Actor: actor}, e)
		}
		if _, ok := row.(*model.Order); ok {
			if o := model.OrderOf(over, row.Ref().Key); o != nil {
				r.Effect = o.State
			}
		}
		all = append(all, r)
	}
	return all
}

// planName is what a row is called in a plan: the ID of an order, and with whom it is. IDs are equally wide, so the names
// stand in a column.
func planName(v model.View, row model.Row) string {
	if c, ok := row.(*model.Contract); ok {
		return v.Handle(c.Creator)
	}
	if n, ok := row.(*model.ActivityEntry); ok {
		return entryName(v, n)
	}
	o, ok := row.(*model.Order)
	if !ok {
		return calledBy(row)
	}
	with := o.Seller
	if v.Who.Account == o.Seller {
		with = o.Acting(model.CreatorSide)
	} else if v.Who.Account == o.Agency {
		with = o.Creator
	}
	return strings.TrimSpace(string(o.ID) + "  " + v.Handle(with))
}

// seen shows a plan. If it is another one than was seen, it says so.
func (p planPage) seen(msg planMade) planPage {
	if msg.request != p.request || p.applying {
		return p
	}
	w := p.desk.Words
	if msg.err != nil {
		p.planStage = p.says(unanswered(w, msg.err))
		return p
	}
	if p.ready && !slices.Equal(msg.plan.rows, p.made.rows) {
		p.notice = w.Say("plan.anew")
	}
	p.made, p.ready = msg.plan, true
	p.planStage = p.shows(p.plan.Again(p.Title(), p.made.rows, p.made.totals))
	return p
}
