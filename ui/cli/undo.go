package cli

import (
	"fmt"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

// undoVerb takes a batch back, the last one if none is named, whole or only some of its orders.
func (r *run) undoVerb() *cobra.Command {
	var orders []string
	c := changing(r.verb("undo [BATCH]", 0, 1, func(args []string) error {
		if err := r.asAccount(); err != nil {
			return err
		}
		return r.undo(args, orders)
	}))
	c.Flags().StringArrayVar(&orders, "order", nil, "")
	c.ValidArgsFunction = r.batchIDs
	r.complete(c, "order", r.orderIDs)
	c.AddCommand(r.undoLs())
	return c
}

// undo plans what would become of each order, and takes the batch back if none has to stay and no mere plan was asked for.
func (r *run) undo(args, orders []string) error {
	cmd := &model.UndoBatch{}
	typed, err := r.undone(args, orders)
	if err != nil {
		return err
	}
	var rows []planRow
	err = r.view(func(s *scene) error {
		if err := s.resolve(cmd, args, typed); err != nil {
			return err
		}
		results, refusal := model.PlanUndo(s.Reader, r.actor, s.Now, cmd)
		if refusal != nil {
			return refused(refusal)
		}
		for _, res := range results {
			row := planRow{id: string(res.ID), effect: res.Effect.String(), batch: string(cmd.Batch)}
			if res.Refusal != nil {
				row = planRow{id: string(res.ID), failed: failed(res.Refusal)}
			}
			rows = append(rows, row)
		}
		return nil
	})
	if err != nil {
		return r.planned(string(cmd.Batch), err)
	}
	if refusedRows, first := refusals(rows); r.flags.plan || refusedRows > 0 {
		return r.printUnapplied(rows, refusedRows, first)
	}
	return r.takeBack(cmd, rows)
}

// undone reads the IDs of the line; a dash reads them from standard input.
func (r *run) undone(args, orders []string) (typed []string, err error) {
	for i, arg := range args {
		if args[i], err = r.id(arg); err != nil {
			return nil, err
		}
	}
	if len(orders) == 0 {
		return nil, nil
	}
	return r.ids(orders)
}

// resolve fills in the batch and the orders that were typed; without a batch the last one.
func (s *scene) resolve(cmd *model.UndoBatch, args, orders []string) error {
	if len(args) > 0 {
		b, refusal := s.FindBatch(args[0])
		if refusal != nil {
			return refused(refusal)
		}
		cmd.Batch = b.ID
	} else if last := s.LastBatch(); last != nil {
		cmd.Batch = last.ID
	}
	for _, typed := range orders {
		o, refusal := s.FindOrder(typed)
		if refusal != nil {
			return refused(refusal)
		}
		cmd.Orders = append(cmd.Orders, o.ID)
	}
	return nil
}

// takeBack carries it out and says what became of each order.
func (r *run) takeBack(cmd *model.UndoBatch, rows []planRow) error {
	d, err := r.market.Do(r.ctx, r.actor, cmd)
	if err != nil {
		return err
	}
	if d.Refusal != nil {
		return refused(d.Refusal)
	}
	if err := r.printPlan(rows); err != nil || !r.human() {
		return err
	}
	return r.view(func(s *scene) error {
		fmt.Fprintln(r.out, s.words.Say("cli.undone", assets.Num("count", int64(len(rows))), assets.Text("batch", string(cmd.Batch))))
		r.tellUndo(s, cmd.Batch) // what is left of it
		if b, refusal := s.FindBatch(string(cmd.Batch)); refusal == nil {
			r.hint(s, "undo."+string(b.Did), b.Ref())
		}
		return nil
	})
}

// batchIDs offers the account's batches that can still be taken back, the last one first.
func (r *run) batchIDs(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	var all []string
	r.peek(r.asAccount, func(s *scene) {
		for _, row := range s.Rows(model.BatchesOf(s.Who.Account), model.Place{}, true) {
			b := row.(*model.Batch)
			if len(args) > 0 || !b.Open() || len(all) == offered {
				return
			}
			if fitsID(b.ID, typed) {
				all = append(all, string(b.ID)+"\t"+s.did(b))
			}
		}
	})
	return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}
