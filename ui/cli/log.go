package cli

import (
	"cmp"
	"context"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

// logQuery is what the flags of log narrow events by.
type logQuery struct {
	filter
	follow bool
	start  uint64 // the first entry to look at
}

func (r *run) logVerb() *cobra.Command {
	q := &logQuery{}
	c := takes(r.verb("log", 0, 0, func([]string) error { return r.log(q) }), limitFlag)
	f := c.Flags()
	f.BoolVar(&q.follow, "follow", false, "")
	f.StringVar(&q.since, "since", "", "")
	f.StringVar(&q.until, "until", "", "")
	wholeVar64(f, &q.start, "from", 0)
	return c
}

// log prints the last events that the account may see, the newest last, and with --follow those that come.
func (r *run) log(q *logQuery) error {
	if r.flags.limit < 0 {
		return byRule(model.RuleNegative, "limit", assets.Num("value", int64(r.flags.limit)))
	}
	p, err := newPrinter(r, eventNoun(), inList)
	if err != nil {
		return err
	}
	enter := r.asAccount
	if r.flags.as == "" {
		enter = func() error { return r.asOperator(false) }
	}
	if err := enter(); err != nil {
		return err
	}
	if err := r.view(q.read); err != nil {
		return err
	}
	head := r.market.Head()
	if err := r.printLog(p, q, head); err != nil || !q.follow {
		return err
	}
	if err := r.out.Flush(); err != nil {
		return err
	}
	err = r.market.Events(r.ctx, r.actor, head+1, true, func(h model.Happening) error {
		if !q.within(h.At) {
			return nil
		}
		return r.printEvents(p, []model.Happening{h})
	})
	return cmp.Or(err, context.Cause(r.ctx)) // it goes on for ever unless it is cut off
}

// printLog prints what has happened. Without a beginning it looks back in growing steps until the limit is filled, so
// that the end of a long journal is shown at once.
func (r *run) printLog(p *printer[model.Happening], q *logQuery, head uint64) error {
	limit := r.flags.limit
	if q.start > 0 || limit == 0 || q.from > 0 {
		return r.printForward(p, q, max(q.start, 1))
	}
	for step := uint64(4 * limit); ; step *= 4 {
		from := uint64(1)
		if head > step {
			from = head - step
		}
		var last []model.Happening
		err := r.market.Events(r.ctx, r.actor, from, false, func(h model.Happening) error {
			if q.within(h.At) {
				if last = append(last, h); len(last) > 2*limit {
					last = append(last[:0], last[len(last)-limit:]...)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if len(last) >= limit || from == 1 {
			return r.printEvents(p, last[max(0, len(last)-limit):])
		}
	}
}

// printForward prints from an entry on, at most as many events as the limit.
func (r *run) printForward(p *printer[model.Happening], q *logQuery, from uint64) error {
	var batch []model.Happening
	printed := 0
	err := r.market.Events(r.ctx, r.actor, from, false, func(h model.Happening) error {
		if !q.within(h.At) || r.flags.limit > 0 && printed+len(batch) >= r.flags.limit {
			return nil
		}
		if batch = append(batch, h); len(batch) < pageRows {
			return nil
		}
		printed += len(batch)
		all := batch
		batch = nil
		return r.printEvents(p, all)
	})
	if err != nil {
		return err
	}
	return r.printEvents(p, batch)
}

// printEvents prints some events at once; those that follow later make a table of their own.
func (r *run) printEvents(p *printer[model.Happening], all []model.Happening) error {
	if len(all) == 0 {
		return nil
	}
	err := r.view(func(s *scene) error {
		for _, h := range all {
			p.add(s, h)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := p.close(); err != nil {
		return err
	}
	if p.table != nil {
		p.table.bare, p.table.rows = true, nil
	}
	return r.out.Flush()
}
