package cli

import (
	"strconv"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/cobra"
)

// activityNoun is official activities: the operator's, and what sellers enter into them.
func (r *run) activityNoun() *cobra.Command {
	return r.noun("activity", r.activityAdd(), r.activityLs(), r.activityShow(), r.activityChange(), r.activityWithdraw(), r.activityApply(), r.activityApplied(),
		r.activityLeave(), r.activityAccept(), r.activityRefuse(), r.activityRemove())
}

// activityFlags are the fields of an activity as flags.
type activityFlags struct {
	event, name, conditions                           string
	year                                              int
	registerFrom, registerUntil, warmFrom, from, till string
}

func (x *activityFlags) flags(r *run, c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&x.name, "name", "", "")
	f.StringVar(&x.conditions, "conditions", "", "")
	f.StringVar(&x.registerFrom, "register-from", "", "")
	f.StringVar(&x.registerUntil, "register-until", "", "")
	f.StringVar(&x.warmFrom, "warm-from", "", "")
	f.StringVar(&x.from, "from", "", "")
	f.StringVar(&x.till, "until", "", "")
}

// dates reads the dates that were typed. Where something begins, a day means its beginning.
func (x *activityFlags) dates(s *scene) (d model.ActivityDates, err error) {
	for _, t := range []struct {
		field, typed string
		start        bool
		to           *model.Moment
	}{
		{"register_from", x.registerFrom, true, &d.RegisterFrom}, {"register_until", x.registerUntil, false, &d.RegisterUntil},
		{"warm_from", x.warmFrom, true, &d.WarmFrom}, {"from", x.from, true, &d.From}, {"until", x.till, false, &d.Until},
	} {
		if t.typed == "" {
			continue
		}
		parse := ask.ParseMoment
		if t.start {
			parse = ask.ParseStart
		}
		m, refusal := parse(t.field, t.typed, s.Now, s.zone())
		if refusal != nil {
			return d, refused(refusal)
		}
		*t.to = m
	}
	return d, nil
}

// occasion fills in name and dates of a major event.
func (x *activityFlags) occasion(s *scene, d *model.ActivityDates) error {
	if x.event == "" {
		return nil
	}
	var ids []string
	for _, o := range assets.Policy().Occasions {
		ids = append(ids, o.ID)
	}
	id, err := wordIn("event", x.event, ids)
	if err != nil {
		return err
	}
	o, _ := assets.Policy().Occasion(id)
	year := x.year
	if year == 0 {
		p := model.PolicyNow(s.Reader) // the first in which one can still register
		year = o.Next(p.Calendar().AddDays(s.Now, p.Get(model.ActivityCloseDays)), s.zone())
	}
	if year < s.Now.Time().Year() || year > s.Now.Time().Year()+10 {
		return byRule(model.RulePast, "year", assets.Text("value", strconv.Itoa(year)), assets.When("now", s.Now))
	}
	name, from, until := o.In(year, s.zone())
	if x.name == "" {
		x.name = name
	}
	if d.From == 0 {
		d.From = from
	}
	if d.Until == 0 {
		d.Until = until
	}
	return nil
}

func (r *run) activityAdd() *cobra.Command {
	x := &activityFlags{}
	c := changing(r.verb("add", 0, 0, func([]string) error {
		p, err := newPrinter(r, activityColumns(), inShow)
		if err != nil {
			return err
		}
		if x.conditions, err = r.text(x.conditions); err != nil {
			return err
		}
		if err := r.asOperator(false); err != nil {
			return err
		}
		cmd := &model.AddActivity{Conditions: x.conditions}
		err = r.view(func(s *scene) (err error) {
			if cmd.Dates, err = x.dates(s); err != nil {
				return err
			}
			err = x.occasion(s, &cmd.Dates)
			cmd.Name = x.name
			return err
		})
		if err != nil {
			return r.planned(x.name, err)
		}
		return carry(r, p, change{id: x.name, hint: "activity.added", make: func() (model.Command, []model.Opened) {
			cmd.ID = r.market.Mint(model.ActivityLetter)
			return cmd, nil
		}})
	}))
	x.flags(r, c)
	c.Flags().StringVar(&x.event, "event", "", "")
	wholeVar(c.Flags(), &x.year, "year", 0)
	var ids []string
	for _, o := range assets.Policy().Occasions {
		ids = append(ids, o.ID)
	}
	r.complete(c, "event", words(ids))
	return c
}

func (r *run) activityChange() *cobra.Command {
	x := &activityFlags{}
	c := changing(r.verb("change ACTIVITY", 1, 1, nil))
	x.flags(r, c)
	c.RunE = func(_ *cobra.Command, args []string) error {
		conditions, err := r.text(x.conditions)
		if err != nil {
			return err
		}
		return r.onActivity(args[0], "activity.changed", func(s *scene, a *model.Activity) (model.Command, error) {
			cmd := &model.ChangeActivity{ID: a.ID, Name: x.name}
			if c.Flags().Changed("conditions") {
				cmd.Conditions = &conditions
			}
			var err error
			cmd.Dates, err = x.dates(s)
			return cmd, err
		})
	}
	c.ValidArgsFunction = r.inTurn(r.activityIDs)
	return c
}

func (r *run) activityWithdraw() *cobra.Command {
	reason := ""
	c := changing(r.verb("withdraw ACTIVITY", 1, 1, func(args []string) error {
		return r.onActivity(args[0], "", func(s *scene, a *model.Activity) (model.Command, error) {
			cmd := &model.WithdrawActivity{ID: a.ID, Reason: reason}
			if reason == "" {
				return cmd, nil
			}
			return cmd, r.confirm("cli.ask_withdraw_activity", assets.Text("activity", a.Name), assets.Num("count", int64(a.Waiting+a.Accepted)))
		})
	}))
	c.Flags().StringVar(&reason, "reason", "", "")
	c.ValidArgsFunction = r.inTurn(r.activityIDs)
	return c
}

// onActivity finds the activity of a verb of the operator and carries out the command about it.
func (r *run) onActivity(arg, hint string, build func(s *scene, a *model.Activity) (model.Command, error)) error {
	p, err := newPrinter(r, activityColumns(), inShow)
	if err != nil {
		return err
	}
	if err := r.asOperator(false); err != nil {
		return err
	}
	c := change{id: arg, hint: hint}
	err = r.view(func(s *scene) error {
		a, err := s.activityNamed(arg)
		if err != nil {
			return err
		}
		cmd, err := build(s, a)
		c.id, c.ref = string(a.ID), a.Ref()
		c.make = func() (model.Command, []model.Opened) { return cmd, nil }
		return err
	})
	if err != nil {
		return r.planned(arg, err)
	}
	return carry(r, p, c)
}

func (s *scene) activityNamed(typed string) (*model.Activity, error) {
	a, refusal := s.FindActivity(typed)
	if refusal != nil {
		return nil, refused(refusal)
	}
	return a, nil
}
