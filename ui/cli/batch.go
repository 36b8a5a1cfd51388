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
	command func(picked []model.Picked, id model.ID) model.Command // id: of the batch that it makes, "" while it is planned
	prepare func(s *scene, b *batch) error                         // fills in what depends on the orders; nil: nothing does
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
	refusedRows, firstRefusal := refusals(b.rows)
	if r.flags.plan || refusedRows > 0 {
		return r.unapplied(b, refusedRows, firstRefusal)
	}
	return r.apply(b)
}

// refusals counts the rows that are refused and returns the first of them.
func refusals(rows []planRow) (n int, first *failure) {
	for _, row := range rows {
		if row.failed == nil {
			continue
		}
		if n++; first == nil {
			first = row.failed
		}
	}
	return n, first
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
	results := model.PlanBatch(s.Reader, r.actor, s.Now, b.command(picked, ""), b.private...)
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

// unapplied prints a plan, or a batch of which rows were refused, so that nothing was written.
func (r *run) unapplied(b *batch, refusedRows int, firstRefusal *failure) error {
	if refusedRows == 0 {
		// What holds for the batch as a whole: no row twice, not too many.
		d, err := r.market.Plan(r.actor, b.command(b.picked(), ""), b.private...)
		if err != nil {
			return err
		}
		if d.Refusal != nil {
			return r.planned(b.typed[0], refused(d.Refusal))
		}
	}
	return r.printUnapplied(b.rows, refusedRows, firstRefusal)
}

// printUnapplied prints rows of which nothing was written, and returns what the command ends with.
func (r *run) printUnapplied(rows []planRow, refusedRows int, firstRefusal *failure) error {
	if r.flags.plan {
		r.say("cli.plan")
	}
	if err := r.printPlan(rows); err != nil {
		return err
	}
	switch {
	case refusedRows == 0:
		return nil
	case r.flags.plan:
		return notWhole(rulePlan, "id", assets.Num("count", int64(refusedRows)), assets.Num("of", int64(len(rows))))
	}
	if len(rows) > 1 {
		r.say("cli.nothing_written")
	}
	return firstRefusal
}

// apply carries a batch out under an ID of its own, by which it can be taken back.
func (r *run) apply(b *batch) error {
	var d model.Decision
	var id model.ID
	for try := 1; ; try++ {
		var err error
		id = r.market.Mint(model.BatchLetter)
		if d, err = r.market.Do(r.ctx, r.actor, b.command(b.picked(), id), b.private...); err != nil {
			return err
		}
		if d.Refusal == nil {
			break
		}
		if d.Refusal.Rule != model.RuleIDTaken || try == mintings {
			return refused(d.Refusal)
		}
	}
	for i := range b.rows {
		b.rows[i].batch = string(id)
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
		r.tellUndo(s, id)
		r.hint(s, b.hint, b.orders[0].Ref())
		return nil
	})
}

// tellUndo says how a batch is taken back, and until when.
func (r *run) tellUndo(s *scene, id model.ID) {
	b, refusal := s.FindBatch(string(id))
	if refusal != nil || !b.Open() {
		return
	}
	as := ""
	if r.many {
		as = r.handle
	}
	said := s.words.Say("cli.batch_undo", assets.Text("batch", string(id)), assets.Text("until", s.exact(b.Until(s.Reader))), assets.Text("as", as))
	fmt.Fprintln(r.out, "  "+r.theme().Paint(roleHint, said))
}
