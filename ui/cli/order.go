package cli

import (
	"strings"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

func (r *run) orderNoun() *cobra.Command {
	return r.noun("order", r.orderApply(), r.orderLs(), r.orderShow(), r.orderCancel(), r.orderApprove(), r.orderReject(), r.orderExtend(),
		r.orderOffer(), r.orderStop(), r.orderAnswer(), r.orderMaterials(), r.orderComment())
}

// onOrder finds the order of a verb and carries out the command about it.
func (r *run) onOrder(arg, hint string, build func(s *scene, o *model.Order) (model.Command, []model.Opened, error)) error {
	p, err := newPrinter(r, resultFirst(orderNoun(nil)), inList)
	if err != nil {
		return err
	}
	typed, err := r.id(arg)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	c := change{id: typed, hint: hint}
	err = r.view(func(s *scene) error {
		o, refusal := s.FindOrder(typed)
		if refusal != nil {
			return refused(refusal)
		}
		cmd, private, err := build(s, o)
		c.id, c.ref = string(o.ID), o.Ref()
		c.make = func() (model.Command, []model.Opened) { return r.minted(cmd), private }
		return err
	})
	if err != nil {
		return r.planned(typed, err)
	}
	return carry(r, p, c)
}

// minted gives a command that makes something a new ID of its own.
func (r *run) minted(cmd model.Command) model.Command {
	if pay, ok := cmd.(*model.RecordPayment); ok {
		fresh := *pay
		fresh.ID = r.market.Mint(model.PaymentLetter)
		return &fresh
	}
	return cmd
}

// orderVerb is a verb about one order whose command needs nothing but its ID.
func (r *run) orderVerb(use, hint string, build func(id model.ID) model.Command) *cobra.Command {
	c := changing(r.verb(use, 1, 1, func(args []string) error {
		return r.onOrder(args[0], hint, func(_ *scene, o *model.Order) (model.Command, []model.Opened, error) {
			return build(o.ID), nil, nil
		})
	}))
	c.ValidArgsFunction = r.orderIDs
	return c
}

func (r *run) orderApply() *cobra.Command {
	var x applyFlags
	c := changing(r.verb("apply TASK", 1, 1, func(args []string) error {
		if len(x.creators) > 0 {
			return r.applyForMany(args[0], x)
		}
		return r.applyTo(args[0], x.note)
	}))
	f := c.Flags()
	f.StringVar(&x.note, "note", "", "")
	f.StringSliceVar(&x.creators, "for", nil, "")
	f.BoolVar(&x.direct, "direct", false, "")
	x.query.choosing(f)
	r.complete(c, "for", r.handles)
	c.ValidArgsFunction = r.taskIDs
	return c
}

func (r *run) applyTo(arg, note string) error {
	p, err := newPrinter(r, resultFirst(orderNoun(nil)), inList)
	if err != nil {
		return err
	}
	typed, err := r.id(arg)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	c := change{id: typed, hint: "order.applied"}
	err = r.view(func(s *scene) error {
		t, refusal := s.FindTask(typed)
		if refusal != nil {
			return refused(refusal)
		}
		task := t.ID
		c.make = func() (model.Command, []model.Opened) {
			return &model.ApplyToTask{ID: r.market.Mint(model.OrderLetter), Task: task, Note: note}, nil
		}
		return nil
	})
	if err != nil {
		return r.planned(typed, err)
	}
	return carry(r, p, c)
}

func (r *run) orderCancel() *cobra.Command {
	return r.orderVerb("cancel ORDER", "order.cancelled", func(id model.ID) model.Command { return &model.CancelApplication{Order: id} })
}

func (r *run) orderApprove() *cobra.Command {
	c := changing(r.verb("approve ORDER...", 1, -1, func(args []string) error {
		if err := r.asAccount(); err != nil {
			return err
		}
		return r.runBatch(args, &batch{hint: "order.approved", command: func(picked []model.Picked, id model.ID) model.Command {
			return &model.ApproveApplications{Orders: picked, Batch: id}
		}})
	}))
	c.ValidArgsFunction = r.orderIDs
	return c
}

func (r *run) orderReject() *cobra.Command {
	var reason, note string
	var again bool
	c := changing(r.verb("reject ORDER...", 1, -1, func(args []string) error {
		if reason == "" {
			return usage(ruleMissing, "reason", assets.Text("value", "--reason"))
		}
		name, err := wordIn("reason", reason, model.RejectReasons())
		if err != nil {
			return err
		}
		if err := r.asAccount(); err != nil {
			return err
		}
		return r.runBatch(args, &batch{hint: "order.rejected", command: func(picked []model.Picked, id model.ID) model.Command {
			return &model.RejectApplications{Orders: picked, Reason: name, Note: note, Again: again, Batch: id}
		}})
	}))
	c.Flags().StringVar(&reason, "reason", "", "")
	c.Flags().StringVar(&note, "note", "", "")
	c.Flags().BoolVar(&again, "again", false, "")
	r.complete(c, "reason", words(model.RejectReasons()))
	c.ValidArgsFunction = r.orderIDs
	return c
}

func (r *run) orderMaterials() *cobra.Command {
	var text string
	var links []string
	var none bool
	c := changing(r.verb("materials ORDER [TEXT]", 1, 2, func(args []string) error {
		if len(args) == 2 {
			text = args[1]
		}
		said, err := r.text(text)
		if err != nil {
			return err
		}
		return r.onOrder(args[0], "", func(s *scene, o *model.Order) (model.Command, []model.Opened, error) {
			if o.SideOf(s.Who.Account) == model.SellerSide {
				return &model.ProvideMaterials{Order: o.ID, Text: said, Links: filled(links), None: none}, nil, nil
			}
			return &model.RequestMaterials{Order: o.ID, Text: said}, nil, nil
		})
	}))
	c.Flags().StringVar(&text, "text", "", "")
	c.Flags().StringArrayVar(&links, "link", nil, "")
	c.Flags().BoolVar(&none, "none", false, "")
	c.ValidArgsFunction = r.orderIDs
	return c
}

func (r *run) orderComment() *cobra.Command {
	var text string
	c := changing(r.verb("comment ORDER [TEXT]", 1, 2, func(args []string) error {
		if len(args) == 2 {
			text = args[1]
		}
		if strings.TrimSpace(text) == "" {
			return usage(ruleMissing, "text", assets.Text("value", "TEXT"))
		}
		said, err := r.text(text)
		if err != nil {
			return err
		}
		return r.onOrder(args[0], "", func(_ *scene, o *model.Order) (model.Command, []model.Opened, error) {
			return &model.CommentExpiry{Order: o.ID, Text: said}, nil, nil
		})
	}))
	c.Flags().StringVar(&text, "text", "", "")
	c.ValidArgsFunction = r.orderIDs
	return c
}
