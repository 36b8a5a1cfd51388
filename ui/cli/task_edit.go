package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

func (r *run) taskEdit() *cobra.Command {
	in := &taskInput{}
	var editor bool
	var c *cobra.Command
	c = changing(r.verb("edit TASK", 1, 1, func(args []string) error {
		switch {
		case editor && in.named(c):
			return together("editor", "file")
		case !editor && !in.named(c):
			return usage(ruleNothing, "")
		case editor:
			return r.editTaskByHand(args[0])
		}
		return r.onTask(args[0], "task.edited", func(s *scene, t *model.Task) (model.Command, error) {
			fields, _, err := in.readSound(r, c, s, t.Fields())
			return &model.EditTask{ID: t.ID, Rev: t.Rev, Fields: fields}, err
		})
	}))
	in.flags(r, c)
	c.Flags().BoolVar(&editor, "editor", false, "")
	c.ValidArgsFunction = r.taskIDs
	return c
}

// editTaskByHand opens the task as a file in the person's editor and takes what they leave there. The file stays where
// it is if it is refused, so that nothing that was typed is lost.
func (r *run) editTaskByHand(typed string) error {
	command := r.app.Env("VISUAL")
	if command == "" {
		command = r.app.Env("EDITOR")
	}
	if r.app.Edit == nil || command == "" {
		return usage(ruleEditor, "editor")
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	var before string
	var rev uint32
	err := r.view(func(s *scene) error {
		t, refusal := s.FindTask(typed)
		if refusal == nil {
			before, rev, typed = taskText(t.Fields()), t.Rev, string(t.ID)
		}
		return refused(refusal)
	})
	if err != nil {
		return err
	}
	file, err := draftFile(typed, before)
	if err != nil {
		return err
	}
	if err := r.app.Edit(r.ctx, command, file); err != nil {
		return &Trouble{Exit: ExitInternal, Code: "editor", Rule: ruleEditorFailed, Field: "editor", Err: err}
	}
	if err := r.takeEdited(typed, file, before, rev); err != nil {
		fmt.Fprintln(r.app.Stderr, r.words().Say("cli.kept", assets.Text("file", file)))
		return err
	}
	return os.RemoveAll(filepath.Dir(file))
}

// draftFile writes a text into a directory that only its owner can read.
func draftFile(name, text string) (string, error) {
	dir, err := os.MkdirTemp("", "aeconnect")
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, name+".toml")
	return file, errors.Join(os.WriteFile(file, []byte(text), 0o600))
}

func (r *run) takeEdited(typed, file, before string, rev uint32) error {
	after, err := r.document(file)
	if err != nil {
		return err
	}
	if after == before {
		r.say("cli.unchanged")
		return nil
	}
	form, named, err := parseTaskFile(file, after)
	if err != nil {
		return err
	}
	return r.onTask(typed, "task.edited", func(s *scene, t *model.Task) (model.Command, error) {
		var fields model.TaskFields
		err := firstOf(form.lay(s, &fields, named))
		return &model.EditTask{ID: t.ID, Rev: rev, Fields: fields}, err
	})
}
