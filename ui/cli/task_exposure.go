package cli

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/cobra"
)

// exposureFlags say what becomes of a promise of exposure.
type exposureFlags struct{ grant, done, takeBack, until, link, at string }

// taskExposure promises exposure, ticks it off, or lists what is owed.
func (r *run) taskExposure() *cobra.Command {
	x := &exposureFlags{}
	c := takes(changing(r.verb("exposure [TASK]", 0, 1, func(args []string) error {
		if len(args) == 0 {
			return r.listExposure()
		}
		return r.exposeTask(args[0], x)
	})), limitFlag, sortFlag)
	f := c.Flags()
	f.StringVar(&x.grant, "grant", "", "")
	f.StringVar(&x.done, "done", "", "")
	f.StringVar(&x.takeBack, "take-back", "", "")
	f.StringVar(&x.until, "until", "", "")
	f.StringVar(&x.link, "link", "", "")
	f.StringVar(&x.at, "at", "", "")
	for _, flag := range []string{"grant", "done", "take-back"} {
		r.complete(c, flag, words(model.ExposureKinds()))
	}
	c.ValidArgsFunction = r.inTurn(r.taskIDs)
	return c
}

// listExposure lists the tasks to which exposure is owed, the nearest first.
func (r *run) listExposure() error {
	list, err := newListing(r, exposureColumns(), "", func(_ *scene, t *model.Task) string { return t.Title })
	if err != nil {
		return err
	}
	if err := r.asAnybody(); err != nil {
		return err
	}
	push := func(s *scene, row model.Row) bool { return list.push(s, row.(*model.Task)) }
	if err := r.scan([]model.Query{model.ExposurePromised()}, false, list.pause, push); err != nil {
		return err
	}
	return list.finish()
}

// exposureColumns is a task as the list of promises shows it.
func exposureColumns() noun[*model.Task] {
	type task = *model.Task
	return noun[task]{columns: taskColumns(), cells: []cell[task]{
		{"task", false, false, false, func(_ *scene, t task) styled { return plain(string(t.ID)) }},
		{"exposure", false, false, false, func(s *scene, t task) styled { return plain(s.words.Say("exposure." + string(t.Owed().Kind))) }},
		{"left", true, false, false, func(s *scene, t task) styled { return plain(s.words.Left(s.Now, t.Owed().Until)) }},
		{"title", false, true, false, func(_ *scene, t task) styled { return plain(t.Title) }},
		{"seller", false, false, true, func(s *scene, t task) styled { return plain(s.who(t.Seller)) }},
	}}
}

// exposeTask changes the promise that the flags name, or shows what was promised.
func (r *run) exposeTask(arg string, x *exposureFlags) error {
	typed := map[string]string{"grant": x.grant, "done": x.done, "take_back": x.takeBack}
	verb := ""
	for name, value := range typed {
		switch {
		case value == "":
		case verb != "":
			return usage(ruleTogether, name, assets.Text("first", "--grant"), assets.Text("second", "--done"))
		default:
			verb = name
		}
	}
	if verb == "" {
		return r.showTask(arg, false)
	}
	kind, err := wordIn(verb, typed[verb], model.ExposureKinds())
	if err != nil {
		return err
	}
	p, err := newPrinter(r, taskNoun(), inList)
	if err != nil {
		return err
	}
	id, err := r.id(arg)
	if err != nil {
		return err
	}
	if err := r.asOperator(false); err != nil {
		return err
	}
	c := change{id: id, hint: "exposure." + verb}
	err = r.view(func(s *scene) error {
		t, refusal := s.FindTask(id)
		if refusal != nil {
			return refused(refusal)
		}
		cmd, err := x.command(s, t.ID, verb, kind)
		c.id, c.ref, c.make = string(t.ID), t.Ref(), func() (model.Command, []model.Opened) { return cmd, nil }
		return err
	})
	if err != nil {
		return r.planned(id, err)
	}
	return carry(r, p, c)
}

// command builds what the flags ask for.
func (x *exposureFlags) command(s *scene, task model.ID, verb string, kind model.ExposureKind) (model.Command, error) {
	var until, at model.Moment
	var refusal *model.Refusal
	if x.until != "" {
		if until, refusal = ask.ParseMoment("until", x.until, s.Now, s.zone()); refusal != nil {
			return nil, refused(refusal)
		}
	}
	if x.at != "" {
		if at, refusal = ask.ParsePast("at", x.at, s.Now, s.zone()); refusal != nil {
			return nil, refused(refusal)
		}
	}
	switch verb {
	case "grant":
		return &model.GrantExposure{Task: task, Kind: kind, Until: until}, nil
	case "done":
		return &model.TickExposure{Task: task, Kind: kind, Link: x.link, At: at}, nil
	}
	return &model.TakeBackExposure{Task: task, Kind: kind}, nil
}
