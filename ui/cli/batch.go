package cli

import (
	"fmt"
	"slices"

	"aeconnect/assets"
	"aeconnect/model"
)

// batch is one command about several orders. It is applied whole or not at all.
type batch struct {
	typed   []string
	orders  []*model.Order // in the order typed; nil where there is none
	rows    []planRow
	private []model.Opened
	command func(picked []model.Picked) model.Command
	prepare func(s *scene, b *batch) error // fills in what depends on the orders; nil: nothing does
	hint    string
}

// runBatch plans the rows, and applies them if none is refused and no mere plan was asked for.
func (r *run) runBatch(args []string, b *batch) error {
	var err error
	if b.typed, err = r.ids(args); err != nil {
		return err
	}
	if err := r.view(func(s *scene) error { return r.planBatch(s, b) }); err != nil {
		return err
	}
	refusedRows := 0
	var firstRefusal *failure
	for _, row := range b.rows {
		if row.failed != nil {
			refusedRows++
			if firstRefusal == nil {
				firstRefusal = row.failed
			}
		}
	}
	switch {
	case r.flags.plan || refusedRows > 0:
		return r.unapplied(b, refusedRows, firstRefusal)
	}
	return r.apply(b)
}

// planBatch finds the orders and asks the model row by row.
func (r *run) planBatch(s *scene, b *batch) error {
	b.rows = make([]planRow, len(b.typed))
	b.orders = make([]*model.Order, len(b.typed))
	for i, typed := range b.typed {
		o, refusal := s.FindOrder(typed)
		if refusal != nil {
			if refusal.Answer == model.ByUsage {
				return refused(refusal)
			}
			b.rows[i] = planRow{id: model.Safe(typed), failed: failed(refusal)}
			continue
		}
		if slices.ContainsFunc(b.orders[:i], func(other *model.Order) bool { return other != nil && other.ID == o.ID }) {
			twice := &model.Refusal{Answer: model.ByRule, Rule: model.RuleRowTwice, Field: "order", Args: []model.Arg{assets.Text("order", string(o.ID))}}
			b.rows[i] = planRow{id: string(o.ID), failed: failed(twice)}
			continue
		}
		b.orders[i] = o
	}
	if b.prepare != nil {
		if err := b.prepare(s, b); err != nil {
			return err
		}
	}
	return r.planRows(s, b)
}

// picked returns the rows that were found, with the revision that was seen.
func (b *batch) picked() []model.Picked {
	var all []model.Picked
	for _, o := range b.orders {
		if o != nil {
			all = append(all, model.Picked{ID: o.ID, Rev: o.Rev})
		}
	}
	return all
}

func (r *run) planRows(s *scene, b *batch) error {
	picked := b.picked()
	results := s.tryRows(r.actor, b.command(picked), picked, b)
	at := 0
	for i, o := range b.orders {
		if o == nil {
			continue
		}
		res := results[at]
		at++
		b.rows[i] = planRow{id: string(o.ID), effect: res.Effect.String()}
		if res.Refusal != nil {
			if res.Refusal.Answer == model.ByUsage {
				return refused(res.Refusal) // of the command, not of the row
			}
			b.rows[i].failed = failed(res.Refusal)
		}
	}
	return nil
}

// tryRows asks the model what becomes of each row. Approvals and rejections of one batch depend on each other, so the
// model plans them together; parcels do not.
func (s *scene) tryRows(actor model.Actor, whole model.Command, picked []model.Picked, b *batch) []model.RowResult {
	if _, sending := whole.(*model.SendSamples); !sending {
		return model.PlanBatch(s.Reader, actor, s.Now, whole)
	}
	over := model.NewOverlay(s.Reader)
	for _, o := range b.private {
		over.Keep(o)
	}
	var all []model.RowResult
	for _, row := range picked {
		d := model.Decide(over, actor, s.Now, b.command([]model.Picked{row}))
		all = append(all, model.RowResult{ID: row.ID, Refusal: d.Refusal, Effect: model.OnTheWay})
	}
	return all
}

// unapplied prints a plan, or a batch of which rows were refused, so that nothing was written.
func (r *run) unapplied(b *batch, refusedRows int, firstRefusal *failure) error {
	if refusedRows == 0 {
		// What holds for the batch as a whole: no row twice, not too many.
		d, err := r.market.Plan(r.actor, b.command(b.picked()), b.private...)
		if err != nil {
			return err
		}
		if d.Refusal != nil {
			return r.planned(b.typed[0], refused(d.Refusal))
		}
	}
	if r.flags.plan {
		r.say("cli.plan")
	}
	if err := r.printPlan(b.rows); err != nil {
		return err
	}
	switch {
	case refusedRows == 0:
		return nil
	case r.flags.plan:
		return notWhole(rulePlan, "id", assets.Num("count", int64(refusedRows)), assets.Num("of", int64(len(b.rows))))
	}
	if len(b.rows) > 1 {
		r.say("cli.nothing_written")
	}
	return firstRefusal
}

func (r *run) apply(b *batch) error {
	d, err := r.market.Do(r.ctx, r.actor, b.command(b.picked()), b.private...)
	if err != nil {
		return err
	}
	if d.Refusal != nil {
		return refused(d.Refusal)
	}
	if err := r.printPlan(b.rows); err != nil {
		return err
	}
	if !r.human() {
		return nil
	}
	return r.view(func(s *scene) error {
		r.tellNotes(s, d.Notes)
		if len(b.rows) == 1 {
			r.tellClocks(s, b.orders[0].Ref())
		} else {
			fmt.Fprintln(r.out, s.words.Say("cli.batch", assets.Num("count", int64(len(b.rows)))))
		}
		r.hint(s, b.hint, b.orders[0].Ref())
		return nil
	})
}
