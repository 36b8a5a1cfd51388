package cli

import (
	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

func (r *run) taskNoun() *cobra.Command {
	return r.noun("task", r.taskCreate(), r.taskLint(), r.taskEdit(), r.taskPublish(), r.taskClose(), r.taskDrop(), r.taskLs(), r.taskShow(), r.taskExposure())
}

func (r *run) taskShow() *cobra.Command {
	var asFile bool
	c := r.verb("show TASK", 1, 1, func(args []string) error { return r.showTask(args[0], asFile) })
	c.Flags().BoolVar(&asFile, "toml", false, "")
	c.ValidArgsFunction = r.taskIDs
	return c
}

func (r *run) showTask(arg string, asFile bool) error {
	p, err := newPrinter(r, taskNoun(), inShow)
	if err != nil {
		return err
	}
	typed, err := r.id(arg)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	return r.view(func(s *scene) error {
		t, refusal := s.FindTask(typed)
		switch {
		case refusal != nil:
			return refused(refusal)
		case asFile:
			_, err := r.out.WriteString(taskText(t.Fields()))
			return err
		case r.human() && r.flags.fields == "":
			return r.taskPage(s, t)
		}
		return p.print(s, t)
	})
}

// onTask finds the task of a verb and carries out the command about it.
func (r *run) onTask(arg, hint string, build func(s *scene, t *model.Task) (model.Command, error)) error {
	p, err := newPrinter(r, taskNoun(), inList)
	if err != nil {
		return err
	}
	typed, err := r.id(arg)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	c := change{id: typed, hint: hint}
	err = r.view(func(s *scene) error {
		t, refusal := s.FindTask(typed)
		if refusal != nil {
			return refused(refusal)
		}
		cmd, err := build(s, t)
		c.id, c.ref = string(t.ID), t.Ref()
		c.make = func() (model.Command, []model.Opened) { return cmd, nil }
		return err
	})
	if err != nil {
		return r.planned(typed, err)
	}
	return carry(r, p, c)
}

func (r *run) taskPublish() *cobra.Command {
	c := changing(r.verb("publish TASK", 1, 1, func(args []string) error {
		return r.onTask(args[0], "task.published", func(_ *scene, t *model.Task) (model.Command, error) {
			return &model.PublishTask{ID: t.ID}, nil
		})
	}))
	c.ValidArgsFunction = r.taskIDs
	return c
}

func (r *run) taskClose() *cobra.Command {
	c := changing(r.verb("close TASK", 1, 1, func(args []string) error {
		return r.onTask(args[0], "task.closed", func(_ *scene, t *model.Task) (model.Command, error) {
			if t.Waiting > 0 && t.State == model.Published {
				if err := r.confirm("cli.ask_close", assets.Num("count", int64(t.Waiting)), assets.Text("id", string(t.ID))); err != nil {
					return nil, err
				}
			}
			return &model.CloseTask{ID: t.ID}, nil
		})
	}))
	c.ValidArgsFunction = r.taskIDs
	return c
}

func (r *run) taskDrop() *cobra.Command {
	c := changing(r.verb("drop TASK", 1, 1, func(args []string) error {
		return r.onTask(args[0], "", func(_ *scene, t *model.Task) (model.Command, error) {
			if t.State == model.Draft {
				if err := r.confirm("cli.ask_drop", assets.Text("id", string(t.ID)), assets.Text("title", t.Title)); err != nil {
					return nil, err
				}
			}
			return &model.DropTask{ID: t.ID}, nil
		})
	}))
	c.ValidArgsFunction = r.taskIDs
	return c
}
