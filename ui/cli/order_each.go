package cli

import (
	"errors"
	"slices"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

// eachVerb is a verb about orders whose command needs nothing but an ID, and about one order at a time: several are
// done one after the other, and a refusal stops no other.
func (r *run) eachVerb(use, hint string, build func(id model.ID) model.Command) *cobra.Command {
	c := changing(r.verb(use, 1, -1, func(args []string) error {
		ids, err := r.ids(args)
		if err != nil {
			return err
		}
		if len(ids) > 1 {
			return r.each(ids, build)
		}
		return r.onOrder(ids[0], hint, func(_ *scene, o *model.Order) (model.Command, []model.Opened, error) {
			return build(o.ID), nil, nil
		})
	}))
	c.ValidArgsFunction = r.orderIDs
	return c
}

// each does a command to orders one after the other, or plans it, and prints what became of each. It fails with the
// first refusal, and is told as a plan where it was one.
func (r *run) each(ids []string, build func(id model.ID) model.Command) error {
	if err := r.asAccount(); err != nil {
		return err
	}
	rows, found, err := r.find(ids)
	if err != nil {
		return err
	}
	for i := range rows {
		if rows[i].failed != nil {
			continue
		}
		d, err := r.decide(change{make: func() (model.Command, []model.Opened) { return build(found[i].ID), nil }})
		switch {
		case err != nil && i == 0:
			return err
		case err != nil: // what was done before stays done, and is told
			return errors.Join(err, r.printPlan(rows[:i]))
		case d.Refusal != nil:
			rows[i].failed = failed(d.Refusal)
			continue
		}
		if err := r.became(&rows[i], found[i].Ref(), d); err != nil {
			return err
		}
	}
	if r.flags.plan {
		r.say("cli.plan")
	}
	if err := r.printPlan(rows); err != nil {
		return err
	}
	n, first := refusals(rows)
	switch {
	case n == 0:
		return nil
	case r.flags.plan:
		return notWhole(rulePlan, "id", assets.Num("count", int64(n)), assets.Num("of", int64(len(rows))))
	case n < len(rows):
		r.say("cli.partly", assets.Num("count", int64(len(rows)-n)), assets.Num("of", int64(len(rows))))
	}
	return first
}

// find looks the orders up; what is not there, or was named before, is a refused row.
func (r *run) find(ids []string) (rows []planRow, found []*model.Order, err error) {
	rows, found = make([]planRow, len(ids)), make([]*model.Order, len(ids))
	err = r.view(func(s *scene) error {
		for i, typed := range ids {
			o, refusal := s.FindOrder(typed)
			switch {
			case refusal != nil && refusal.Answer == model.ByUsage:
				return refused(refusal)
			case refusal != nil:
				rows[i] = planRow{id: model.Safe(typed), failed: failed(refusal)}
				continue
			}
			rows[i].id, found[i] = string(o.ID), o
			if slices.ContainsFunc(found[:i], func(other *model.Order) bool { return other != nil && other.ID == o.ID }) {
				twice := &model.Refusal{Answer: model.ByRule, Rule: model.RuleRowTwice, Field: "order", Args: []model.Arg{assets.Text("order", string(o.ID))}}
				rows[i].failed = failed(twice)
			}
		}
		return nil
	})
	return rows, found, err
}

// became fills in the state that a row has after what was decided.
func (r *run) became(row *planRow, ref model.Ref, d model.Decision) error {
	return r.view(func(s *scene) error {
		after := s.Reader
		if r.flags.plan {
			overlay := model.NewOverlay(s.Reader)
			for _, e := range d.Events {
				model.Apply(overlay, model.Meta{At: s.Now, Actor: r.actor}, e)
			}
			after = overlay
		}
		if changed, presence := after.Get(ref); presence == model.Known {
			row.describe(changed)
		}
		return nil
	})
}
