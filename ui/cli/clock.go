package cli

import (
	"iter"

	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/cobra"
)

func (r *run) clockNoun() *cobra.Command {
	return r.noun("clock", r.clockLs())
}

// clockQuery is what the flags of clock ls narrow clocks by.
type clockQuery struct {
	filter
	typedWithin, rule, typedTask string
	mine                         bool
	span                         ask.Span
	task                         *model.Task // nil: any
}

func (r *run) clockLs() *cobra.Command {
	q := &clockQuery{}
	c := r.verb("ls", 0, 0, func([]string) error { return r.listClocks(q) })
	f := c.Flags()
	f.StringVar(&q.typedWithin, "within", "", "")
	f.BoolVar(&q.mine, "mine", false, "")
	f.StringVar(&q.rule, "rule", "", "")
	f.StringVar(&q.typedTask, "task", "", "")
	q.rangeFlags(f)
	r.complete(c, "task", r.taskIDs)
	return listed(c)
}

// read reads what was typed.
func (q *clockQuery) read(s *scene) error {
	if err := q.filter.read(s); err != nil || q.typedTask == "" {
		return err
	}
	t, refusal := s.FindTask(q.typedTask)
	if refusal != nil {
		return refused(refusal)
	}
	q.task = t
	return nil
}

// takes tells whether a clock is one of those that were asked for.
func (q *clockQuery) takes(s *scene, c model.Clock) bool {
	if q.rule != "" && string(c.Rule) != q.rule || !q.filter.within(c.Due) {
		return false
	}
	if q.task == nil || c.Of == q.task.Ref() {
		return true
	}
	o := s.Order(c.Of.Key)
	return c.Of.Kind == model.KindOrder && o != nil && o.Task == q.task.Key
}

// listClocks lists every clock of an account, the nearest first.
func (r *run) listClocks(q *clockQuery) error {
	if q.typedWithin != "" {
		var refusal *model.Refusal
		if q.span, refusal = ask.ParseSpan("within", q.typedWithin); refusal != nil {
			return refused(refusal)
		}
	}
	if q.rule != "" {
		rule, err := wordIn("rule", q.rule, model.ClockRules())
		if err != nil {
			return err
		}
		q.rule = string(rule)
	}
	hay := func(s *scene, c model.Clock) string { return s.words.What(c) + " " + s.nameOf(c.Of) + " " + s.turn(c) }
	list, err := newListing(r, clockNoun(), q.match, hay)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	var queries []model.Query
	err = r.view(func(s *scene) error {
		queries = s.clockQueries(q.mine)
		return q.read(s)
	})
	if err != nil {
		return err
	}
	push := func(s *scene, c model.Clock) bool {
		if q.typedWithin != "" && c.Due > q.span.From(s.Now, s.zone()) {
			return false
		}
		return !q.takes(s, c) || list.push(s, c)
	}
	if err := pages(r, queries, walkClocks, list.pause, push); err != nil {
		return err
	}
	return list.finish()
}

// clockQueries returns where the clocks of an account stand. Those of support belong to no single account: they are the
// clocks of what waits for it.
func (s *scene) clockQueries(mine bool) []model.Query {
	switch {
	case s.Who.Role == model.Support:
		return []model.Query{model.AdmissionsIn(model.AccessWaiting), model.Suspended()}
	case mine:
		return []model.Query{model.TurnsOf(s.Who.Account)}
	}
	return []model.Query{model.ClocksOf(s.Who.Account)}
}

// walkClocks walks a list of clocks, or the clocks of a list of rows.
func walkClocks(s *scene, q model.Query, from model.Place) iter.Seq2[model.Place, model.Clock] {
	if q != model.Suspended() && q != model.AdmissionsIn(model.AccessWaiting) {
		return s.Clocks(q, from)
	}
	return func(yield func(model.Place, model.Clock) bool) {
		for at, row := range s.Rows(q, from, false) {
			for _, c := range model.Clocks(s.Reader, row) {
				if !yield(at, c) {
					return
				}
			}
		}
	}
}
