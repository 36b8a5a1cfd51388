package cli

import (
	"aeconnect/model"

	"github.com/spf13/cobra"
)

func (r *run) orderShow() *cobra.Command {
	c := r.verb("show ORDER", 1, 1, func(args []string) error { return r.showOrder(args[0]) })
	c.ValidArgsFunction = r.orderIDs
	return c
}

func (r *run) showOrder(arg string) error {
	if _, err := newPrinter(r, orderNoun([]model.Happening{}), inShow); err != nil {
		return err
	}
	typed, err := r.id(arg)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	ref, timeline, err := r.orderStory(typed)
	if err != nil {
		return err
	}
	p, err := newPrinter(r, orderNoun(timeline), inShow)
	if err != nil {
		return err
	}
	return r.view(func(s *scene) error {
		o := s.Order(ref.Key)
		if r.human() && r.flags.fields == "" {
			r.orderPage(s, o, timeline)
			return nil
		}
		return p.print(s, o)
	})
}

// orderStory finds an order and everything that happened to it. The timeline is a read of its own, so it is not read
// within a view.
func (r *run) orderStory(typed string) (ref model.Ref, timeline []model.Happening, err error) {
	err = r.view(func(s *scene) error {
		o, refusal := s.FindOrder(typed)
		if refusal == nil {
			ref = o.Ref()
		}
		return refused(refusal)
	})
	if err != nil {
		return ref, nil, err
	}
	timeline, err = r.market.History(r.actor, ref, 0)
	return ref, append([]model.Happening{}, timeline...), err
}
