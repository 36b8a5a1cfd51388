package cli

import (
	"errors"
	"fmt"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"

	"github.com/spf13/cobra"
)

func (r *run) demoVerb() *cobra.Command {
	var o DemoOptions
	var noOpen bool
	var c *cobra.Command
	c = r.verb("demo", 0, 0, func([]string) error {
		return r.demo(o, noOpen, c.Flags().Changed("tasks") || c.Flags().Changed("seed"))
	})
	f := c.Flags()
	wholeVar(f, &o.Tasks, "tasks", 0)
	wholeVar64(f, &o.Seed, "seed", 1)
	f.BoolVar(&o.Empty, "empty", false, "")
	f.BoolVar(&o.Fresh, "fresh", false, "")
	f.BoolVar(&noOpen, "no-open", false, "")
	return c
}

// demoDir is where the sample marketplace lives: never where a person's own does, unless it is said.
func (r *run) demoDir() string {
	if r.flags.data != "" || r.app.Env("AECONNECT_DATA") != "" {
		return r.dir()
	}
	return r.app.DemoDir()
}

// demo makes or reopens a sample marketplace, and opens the screens on it where a person sits there.
// particular tells that somebody said what it is to be made of.
func (r *run) demo(o DemoOptions, noOpen, particular bool) error {
	if o.Tasks < 0 {
		return byRule(model.RuleNegative, "tasks", assets.Num("value", int64(o.Tasks)))
	}
	p, err := newPrinter(r, factNoun("data", "made", "tasks", "now"), inShow)
	if err != nil {
		return err
	}
	r.flags.data = r.demoDir()
	there, err := r.sampleThere()
	if err == nil && there && !o.Fresh && r.app.DemoWhole != nil {
		there, err = r.app.DemoWhole(r.ctx, r.flags.data)
	}
	if err != nil {
		return err
	}
	there = there && !o.Fresh
	if there && particular {
		fmt.Fprintln(r.app.Stderr, r.words().Say("cli.demo_kept", assets.Text("data", r.flags.data)))
	}
	if !noOpen && r.person() {
		return r.app.OpenDemo(r.ctx, r.flags.data, o, r.flags.as)
	}
	if !there {
		if err := r.app.Demo(r.ctx, r.flags.data, o, r.progress()); err != nil {
			return err
		}
	}
	return r.tellDemo(p, !there)
}

// sampleThere tells whether there is a sample marketplace already; a real one in which somebody is is left alone.
func (r *run) sampleThere() (bool, error) {
	m, err := r.app.Open(r.ctx, r.flags.data, false)
	if errors.Is(err, ErrNoMarket) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var market *model.Market
	blank := false // nobody ever was in it
	err = m.View(operator(), func(v model.View) {
		market, blank = model.MarketOf(v.Reader), v.Reader.Next(model.KindAccount) == 1
	})
	if err := errors.Join(err, m.Close()); err != nil {
		return false, err
	}
	if market != nil && !market.Virtual && blank {
		return false, nil // it gives way
	}
	if market != nil && !market.Virtual {
		return false, byRule(ruleRealMarket, "data", assets.Text("value", model.Safe(r.flags.data)))
	}
	return market != nil, nil
}

func (r *run) tellDemo(p *printer[facts], made bool) error {
	if err := r.asOperator(false); err != nil {
		return err
	}
	return r.view(func(s *scene) error {
		tasks := s.Count(model.AllTasks(0))
		if !r.human() || r.flags.fields != "" {
			return p.print(s, facts{appendString(nil, r.flags.data), appendBool(nil, made), appendInt(nil, int64(tasks)), appendMoment(nil, s.Now)})
		}
		word := "cli.demo_there"
		if made {
			word = "cli.demo_made"
		}
		r.say(word, assets.Text("data", r.flags.data), assets.Num("tasks", int64(tasks)), assets.When("now", s.Now))
		return nil
	})
}

// progress draws how far something is on one line of standard error, where a person sits there.
func (r *run) progress() func(done, total int) {
	if !r.person() {
		return func(int, int) {}
	}
	const cells = 40
	return func(done, total int) {
		if total <= 0 {
			return
		}
		bar := kit.ShareBar(r.theme(), cells, float64(done)/float64(total))
		end := ""
		if done >= total {
			end = "\n"
		}
		fmt.Fprint(r.app.Stderr, "\r", bar, " ", r.words().Digits(int64(done)), "/", r.words().Digits(int64(total)), end)
	}
}
