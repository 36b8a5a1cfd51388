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

func (r *run) clockLs() *cobra.Command {
	var within string
	var rule string
	var mine bool
	l := &filter{}
	c := r.verb("ls", 0, 0, func([]string) error { return r.listClocks(within, rule, mine, l) })
	f := c.Flags()
	f.StringVar(&within, "within", "", "")
	f.BoolVar(&mine, "mine", false, "")
	f.StringVar(&rule, "rule", "", "")
	l.rangeFlags(f)
	listed(c)
	return c
}

// listClocks lists every clock of an account, the nearest first.
func (r *run) listClocks(within, rule string, mine bool, l *filter) error {
	span, refusal := ask.Span{}, (*model.Refusal)(nil)
	if within != "" {
		if span, refusal = ask.ParseSpan("within", within); refusal != nil {
			return refused(refusal)
		}
	}
	hay := func(s *scene, c model.Clock) string { return s.words.What(c) + " " + s.nameOf(c.Of) + " " + s.turn(c) }
	list, err := newListing(r, clockNoun(), l.match, hay)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	if err := r.view(l.read); err != nil {
		return err
	}
	query := model.ClocksOf(r.actor.Account)
	if mine {
		query = model.TurnsOf(r.actor.Account)
	}
	walk := func(s *scene, q model.Query, from model.Place) iter.Seq2[model.Place, model.Clock] {
		return s.Clocks(q, from)
	}
	push := func(s *scene, c model.Clock) bool {
		if within != "" && c.Due > span.From(s.Now, s.zone()) {
			return false
		}
		if rule != "" && string(c.Rule) != rule || !l.within(c.Due) {
			return true
		}
		return list.push(s, c)
	}
	if err := pages(r, []model.Query{query}, walk, list.pause, push); err != nil {
		return err
	}
	return list.finish()
}
