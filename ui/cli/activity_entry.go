package cli

import (
	"slices"

	"aeconnect/model"

	"github.com/spf13/cobra"
)

func (r *run) activityLs() *cobra.Command {
	typed := []string{}
	c := listed(r.verb("ls", 0, 0, func([]string) error { return r.listActivities(typed) }))
	c.Flags().StringSliceVar(&typed, "phase", nil, "")
	r.complete(c, "phase", words(named(model.Phases())))
	return c
}

// listActivities lists activities by their start, those that go on where no phase is named.
func (r *run) listActivities(typed []string) error {
	phases, err := wordsIn("phase", typed, named(model.Phases()))
	if err != nil {
		return err
	}
	list, err := newListing(r, activityColumns(), "", func(_ *scene, a *model.Activity) string { return a.Name })
	if err != nil {
		return err
	}
	if err := r.asAnybody(); err != nil {
		return err
	}
	q := model.OpenActivities()
	if len(phases) > 0 {
		q = model.Activities(0)
	}
	push := func(s *scene, row model.Row) bool {
		a := row.(*model.Activity)
		return !contains(phases, a.Phase.String()) || list.push(s, a)
	}
	if err := r.scan([]model.Query{q}, false, list.pause, push); err != nil {
		return err
	}
	return list.finish()
}

func (r *run) activityShow() *cobra.Command {
	c := r.verb("show ACTIVITY", 1, 1, func(args []string) error {
		p, err := newPrinter(r, activityColumns(), inShow)
		if err != nil {
			return err
		}
		if err := r.asAnybody(); err != nil {
			return err
		}
		return r.view(func(s *scene) error {
			a, err := s.activityNamed(args[0])
			if err != nil {
				return err
			}
			if r.human() && r.flags.fields == "" {
				r.activityPage(s, a)
				return nil
			}
			return p.print(s, a)
		})
	})
	c.ValidArgsFunction = r.inTurn(r.activityIDs)
	return c
}

// activityApplied lists entries: a seller's own are its "Applied Activities", the operator and support see all that are
// under review, or those of one activity.
func (r *run) activityApplied() *cobra.Command {
	typed := []string{}
	c := listed(r.verb("applied [ACTIVITY]", 0, 1, func(args []string) error { return r.listEntries(args, typed) }))
	c.Flags().StringSliceVar(&typed, "state", nil, "")
	r.complete(c, "state", words(named(model.EntryStates())))
	c.ValidArgsFunction = r.inTurn(r.activityIDs)
	return c
}

func (r *run) listEntries(args, typed []string) error {
	states, err := wordsIn("state", typed, named(model.EntryStates()))
	if err != nil {
		return err
	}
	list, err := newListing(r, entryColumns(), "", func(s *scene, n *model.ActivityEntry) string { return s.taskTitle(n.Task) })
	if err != nil {
		return err
	}
	if err := r.asAnybody(); err != nil {
		return err
	}
	q, activity := model.EntriesToReview(), model.Key(0)
	err = r.view(func(s *scene) error {
		if len(args) > 0 {
			a, err := s.activityNamed(args[0])
			if err != nil {
				return err
			}
			activity = a.Key
			q = model.EntriesIn(a.Key, 0)
		}
		if s.Who.Role == model.Seller {
			q = model.AppliedActivities(s.Who.Account, 0)
		}
		return nil
	})
	if err != nil {
		return err
	}
	push := func(s *scene, row model.Row) bool {
		n := row.(*model.ActivityEntry)
		return activity != 0 && n.Activity != activity || !contains(states, n.State.String()) || list.push(s, n)
	}
	if err := r.scan([]model.Query{q}, true, list.pause, push); err != nil {
		return err
	}
	return list.finish()
}

func (r *run) activityApply() *cobra.Command {
	c := changing(r.verb("apply ACTIVITY TASK...", 2, -1, func(args []string) error {
		return r.onEntries(r.asAccount, args, "activity.entered", func(a model.ID, tasks []model.ID) model.Command {
			return &model.EnterActivity{Activity: a, Tasks: tasks}
		})
	}))
	c.ValidArgsFunction = r.activityAndTasks
	return c
}

func (r *run) activityLeave() *cobra.Command {
	c := changing(r.verb("leave ACTIVITY TASK", 2, 2, func(args []string) error {
		return r.onEntries(r.asAccount, args, "", func(a model.ID, tasks []model.ID) model.Command {
			return &model.LeaveActivity{Activity: a, Task: tasks[0]}
		})
	}))
	c.ValidArgsFunction = r.activityAndTasks
	return c
}

func (r *run) activityAccept() *cobra.Command {
	c := changing(r.verb("accept ACTIVITY TASK...", 2, -1, func(args []string) error {
		return r.onEntries(func() error { return r.asOperator(false) }, args, "activity.accepted", func(a model.ID, tasks []model.ID) model.Command {
			return &model.AcceptEntries{Activity: a, Tasks: tasks}
		})
	}))
	c.ValidArgsFunction = r.activityAndEntries
	return c
}

func (r *run) activityRefuse() *cobra.Command {
	return r.withReason("refuse ACTIVITY TASK", func(a, t model.ID, reason string) model.Command {
		return &model.RefuseEntry{Activity: a, Task: t, Reason: reason}
	})
}

func (r *run) activityRemove() *cobra.Command {
	return r.withReason("remove ACTIVITY TASK", func(a, t model.ID, reason string) model.Command {
		return &model.RemoveEntry{Activity: a, Task: t, Reason: reason}
	})
}

func (r *run) withReason(use string, build func(a, t model.ID, reason string) model.Command) *cobra.Command {
	reason := ""
	c := changing(r.verb(use, 2, 2, func(args []string) error {
		return r.onEntries(func() error { return r.asOperator(false) }, args, "", func(a model.ID, tasks []model.ID) model.Command {
			return build(a, tasks[0], reason)
		})
	}))
	c.Flags().StringVar(&reason, "reason", "", "")
	c.ValidArgsFunction = r.activityAndEntries
	return c
}

// onEntries finds the activity and the tasks of a verb, carries the command out and prints what became of each entry.
func (r *run) onEntries(enter func() error, args []string, hint string, build func(a model.ID, tasks []model.ID) model.Command) error {
	p, err := newPrinter(r, entryColumns(), inList)
	if err != nil {
		return err
	}
	typed, err := r.ids(args[1:])
	if err != nil {
		return err
	}
	if err := enter(); err != nil {
		return err
	}
	var c change
	var tasks []model.Key
	var activity model.Key
	err = r.view(func(s *scene) error {
		a, err := s.activityNamed(args[0])
		if err != nil {
			return err
		}
		var ids []model.ID
		for _, id := range typed {
			t, refusal := s.FindTask(id)
			if refusal != nil {
				return refused(refusal)
			}
			ids, tasks = append(ids, t.ID), append(tasks, t.Key)
		}
		activity = a.Key
		cmd := build(a.ID, ids)
		c = change{id: string(a.ID), ref: a.Ref(), hint: hint, make: func() (model.Command, []model.Opened) { return cmd, nil }}
		return nil
	})
	if err != nil {
		return r.planned(args[0], err)
	}
	d, err := r.decide(c)
	switch {
	case err != nil:
		return err
	case d.Refusal != nil:
		return r.planned(c.id, refused(d.Refusal))
	case r.flags.plan:
		return r.foresee(c, d)
	}
	return r.result(c, d, func(s *scene, extra []byte) error {
		for _, key := range tasks {
			if n := model.EntryFor(s.Reader, activity, key); n != nil {
				p.addResult(s, n, extra)
			}
		}
		return p.close()
	})
}

// activityIDs offers the activities that go on.
func (r *run) activityIDs(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var all []string
	r.peek(r.asAnybody, func(s *scene) {
		for _, row := range s.Rows(model.OpenActivities(), model.Place{}, false) {
			if a := row.(*model.Activity); fitsID(a.ID, typed) && len(all) < offered {
				all = append(all, string(a.ID)+"\t"+a.Name+", "+s.words.Say("phase."+a.Phase.String()))
			}
		}
	})
	return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

func (r *run) activityAndTasks(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return r.activityIDs(c, args, typed)
	}
	return r.taskIDs(c, args, typed)
}

// activityAndEntries offers activities, and then what is under review in the one that was chosen.
func (r *run) activityAndEntries(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return r.activityIDs(c, args, typed)
	}
	var all []string
	r.peek(r.asAnybody, func(s *scene) {
		a, err := s.activityNamed(args[0])
		if err != nil {
			return
		}
		for _, row := range s.Rows(model.EntriesIn(a.Key, 0), model.Place{}, false) {
			n := row.(*model.ActivityEntry)
			if id := s.taskID(n.Task); n.Live() && fitsID(model.ID(id), typed) && !slices.Contains(args, id) && len(all) < offered {
				all = append(all, id+"\t"+s.words.Say("entry."+n.State.String())+", "+s.taskTitle(n.Task))
			}
		}
	})
	return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

func (s *scene) taskTitle(key model.Key) string {
	if t := s.Task(key); t != nil {
		return t.Title
	}
	return ""
}
