package cli

import (
	"fmt"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/cobra"
)

func (r *run) timeNoun() *cobra.Command {
	return r.noun("time", r.timeShow(), r.timeAdvance())
}

func (r *run) timeShow() *cobra.Command {
	return r.verb("show", 0, 0, func([]string) error {
		p, err := newPrinter(r, factNoun("now", "virtual"), inShow)
		if err != nil {
			return err
		}
		if err := r.asOperator(false); err != nil {
			return err
		}
		return r.view(func(s *scene) error { return r.tellTime(s, p) })
	})
}

func (r *run) tellTime(s *scene, p *printer[facts]) error {
	virtual := model.MarketOf(s.Reader).Virtual
	if !r.human() || r.flags.fields != "" {
		return p.print(s, facts{appendMoment(nil, s.Now), appendBool(nil, virtual)})
	}
	word := "cli.now"
	if virtual {
		word = "cli.now_virtual"
	}
	r.say(word, assets.When("now", s.Now))
	return nil
}

func (r *run) timeAdvance() *cobra.Command {
	c := changing(r.verb("advance SPAN", 1, 1, func(args []string) error { return r.advance(args[0]) }))
	numeric(c, "by")
	return c
}

// advance moves the virtual clock by a span, or to a moment; every clock due until then strikes.
func (r *run) advance(typed string) error {
	p, err := newPrinter(r, factNoun("now", "virtual", "struck"), inShow)
	if err != nil && !r.flags.plan {
		return err
	}
	if err := r.asOperator(false); err != nil {
		return err
	}
	var to model.Moment
	err = r.view(func(s *scene) error {
		if !model.MarketOf(s.Reader).Virtual {
			return byRule(model.RuleVirtual, "by")
		}
		span, refusal := ask.ParseSpan("by", typed)
		if to = span.From(s.Now, s.zone()); refusal != nil {
			moment, none := ask.ParseMoment("by", typed, s.Now, s.zone())
			if none != nil {
				return refused(refusal)
			}
			to = moment
		}
		if to < s.Now {
			return byRule(model.RuleTimeBack, "by", assets.When("now", s.Now))
		}
		return nil
	})
	if err != nil {
		return r.planned(typed, err)
	}
	if r.flags.plan {
		return r.foreseeTime(to)
	}
	before := r.market.Head()
	if err := r.market.Advance(r.ctx, to); err != nil {
		return err
	}
	return r.tellAdvance(p, before)
}

// tellAdvance says what time it is now and how many clocks struck on the way.
func (r *run) tellAdvance(p *printer[facts], before uint64) error {
	struck := int64(0)
	seen := uint64(0)
	system := model.Actor{System: true}
	err := r.market.Events(r.ctx, system, before+1, false, func(h model.Happening) error {
		if h.Actor.System && h.Seq != seen {
			struck++
			seen = h.Seq
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.view(func(s *scene) error {
		if !r.human() || r.flags.fields != "" {
			return p.print(s, facts{appendMoment(nil, s.Now), appendBool(nil, true), appendInt(nil, struck)})
		}
		fmt.Fprintln(r.out, s.words.Say("cli.advanced", assets.When("now", s.Now), assets.Num("count", struck)))
		return nil
	})
}

// foreseen bounds how many clocks a plan lets strike.
const foreseen = 10_000

// foreseeTime prints what would strike until then, without writing it.
func (r *run) foreseeTime(to model.Moment) error {
	p, err := newPrinter(r, eventNoun(), inList)
	if err != nil {
		return err
	}
	r.say("cli.plan")
	err = r.view(func(s *scene) error {
		over := model.NewOverlay(s.Reader)
		ahead := *s
		ahead.Reader = over
		for now, n := s.Now, 0; n < foreseen; n++ {
			fire, due, ok := model.NextDue(over)
			if !ok || due > to {
				return nil
			}
			now = max(now, due)
			meta := model.Meta{At: now, Actor: model.Actor{System: true}}
			d := model.Decide(over, meta.Actor, now, fire)
			if d.Refusal != nil {
				return refused(d.Refusal)
			}
			for _, e := range d.Events {
				model.Apply(over, meta, e)
				p.add(&ahead, model.Happening{Meta: meta, Event: e})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return p.close()
}
