package cli

import (
	"aeconnect/model"

	"github.com/spf13/cobra"
)

func (r *run) newsNoun() *cobra.Command {
	return r.noun("news", r.newsLs(), r.newsSeen())
}

func (r *run) newsLs() *cobra.Command {
	var unread, fitting bool
	c := r.verb("ls", 0, 0, func([]string) error {
		if fitting {
			return r.listFitting(unread)
		}
		return r.listNews(unread)
	})
	c.Flags().BoolVar(&unread, "unread", false, "")
	c.Flags().BoolVar(&fitting, "fitting", false, "")
	return listed(c)
}

// newsRow is the last thing that somebody else did in an order or about a request, or a task that fits.
type newsRow struct {
	order  *model.Order   // nil for others
	asked  *model.Request // what support decided, nil for others
	task   *model.Task
	at     model.Moment
	unread bool
	last   model.Happening
	known  bool
}

// listNews lists the orders in which others did something, the last first.
func (r *run) listNews(unread bool) error {
	list, err := newListing(r, newsNoun(), "", func(s *scene, n newsRow) string { return s.happened(n) })
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	rows, err := r.readNews(unread)
	if err != nil {
		return err
	}
	for i := range rows {
		if err := r.tellLast(&rows[i]); err != nil {
			return err
		}
	}
	err = r.view(func(s *scene) error {
		for _, n := range rows {
			if !list.push(s, n) {
				break
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return list.finish()
}

// readNews reads as many rows with news as are to be shown, and one more.
func (r *run) readNews(unread bool) (rows []newsRow, err error) {
	most := r.flags.limit
	if r.flags.sort != "" {
		most = 0
	}
	take := func(mark *model.Mark, row model.Newsworthy) bool {
		heard := row.Heard(r.actor.Account)
		n := newsRow{at: heard.At, unread: mark.Unread(row.Ref(), heard)}
		n.order, _ = row.(*model.Order)
		n.asked, _ = row.(*model.Request)
		if n.unread || !unread {
			rows = append(rows, n)
		}
		return most <= 0 || len(rows) <= most
	}
	if unread {
		return rows, r.view(func(s *scene) error {
			mark := model.MarkOf(s.Reader, r.actor.Account)
			s.Unread(func(row model.Newsworthy) bool { return take(mark, row) })
			return nil
		})
	}
	none := func() error { return nil }
	return rows, r.scan([]model.Query{model.NewsOf(r.actor.Account)}, true, none, func(s *scene, row model.Row) bool {
		return take(model.MarkOf(s.Reader, r.actor.Account), row.(model.Newsworthy))
	})
}

// tellLast finds the last event that somebody else, or a clock, caused: mostly it is among the last few.
func (r *run) tellLast(n *newsRow) error {
	for _, look := range []int{4, 40, 0} {
		history, err := r.market.History(r.actor, n.ref(), look)
		if err != nil {
			return err
		}
		for i := len(history) - 1; i >= 0 && !n.known; i-- {
			h := history[i]
			if !model.Silent(h.Event) && (h.Actor.System || h.Actor.Account != r.actor.Account) {
				n.last, n.known = h, true
			}
		}
		if n.known || len(history) < look {
			return nil
		}
	}
	return nil
}

// fittingMost is how many of the newest tasks are looked at.
const fittingMost = 1000

// listFitting lists the newest tasks that fit the account.
func (r *run) listFitting(unread bool) error {
	list, err := newListing(r, newsNoun(), "", func(s *scene, n newsRow) string { return s.happened(n) })
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	err = r.view(func(s *scene) error {
		tasks, fresh := s.Fitting(fittingMost)
		for i, t := range tasks {
			if unread && !fresh[i] {
				continue
			}
			if !list.push(s, newsRow{task: t, at: t.PublishAt, unread: fresh[i]}) {
				break
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return list.finish()
}

func (r *run) newsSeen() *cobra.Command {
	return r.verb("seen [ID...]", 0, -1, r.seeNews)
}

// seeNews marks news as seen: those of the orders and tasks named, or all.
func (r *run) seeNews(args []string) error {
	p, err := newPrinter(r, seenNoun(), inShow)
	if err != nil {
		return err
	}
	if len(args) > 0 {
		if args, err = r.ids(args); err != nil {
			return err
		}
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	cmd := &model.MarkSeen{}
	err = r.view(func(s *scene) error {
		for _, typed := range args {
			id, err := s.named(typed)
			if err != nil {
				return err
			}
			cmd.Things = append(cmd.Things, id)
		}
		return nil
	})
	if err != nil {
		return err
	}
	d, err := r.market.Do(r.ctx, r.actor, cmd)
	if err != nil {
		return err
	}
	if d.Refusal != nil {
		return refused(d.Refusal)
	}
	return r.view(func(s *scene) error {
		if r.human() && r.flags.fields == "" {
			r.say("cli.news_seen")
			return nil
		}
		return p.print(s, seenState{s.CountUnread(seenMost)})
	})
}
