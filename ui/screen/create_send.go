package screen

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// createDone is what became of sending a task off.
type createDone struct {
	id        model.ID
	key       model.Key
	published bool
	refusal   *model.Refusal
	err       error
}

// key does what a key says; the others are the form's.
func (c create) key(msg tea.KeyPressMsg) (kit.Screen, tea.Cmd) {
	if !c.based {
		return c, nil
	}
	switch msg.String() {
	case "ctrl+d":
		return c.submit(false)
	case "ctrl+r":
		c.shown = !c.shown && c.previewAt().Width == 0
		return c.place(), nil
	case "ctrl+y":
		return c, tea.Batch(tea.SetClipboard(c.file()), c.toast(kit.Good, "create.copied"))
	case "ctrl+o":
		return c, kit.Send(kit.Push{Screen: newOpenFile(c.desk, c.draftName())})
	case "ctrl+l":
		return c.clear()
	case "esc":
		return c.leave(msg)
	}
	if c.shown {
		c.view, _ = c.view.Update(msg)
		return c, nil
	}
	return c.edit(msg)
}

// leave goes back and asks nothing: what was typed is kept and is here again when one comes back.
func (c create) leave(msg tea.KeyPressMsg) (kit.Screen, tea.Cmd) {
	if c.shown {
		c.shown = false
		return c.place(), nil
	}
	form, _, cmd := c.form.Update(msg)
	c.form = form
	if cmd == nil {
		return c, nil // it closed what was offered
	}
	if !c.kept {
		return c, kit.Send(kit.Pop{})
	}
	return c, tea.Sequence(kit.Send(kit.Pop{}), c.toast(kit.Muted, "create.left"))
}

// clear begins anew with an empty form, or with the task as it is. What was typed is put aside: the same key brings it
// back as long as nothing else was typed.
func (c create) clear() (kit.Screen, tea.Cmd) {
	if c.restores() {
		c.desk.keep(c.draftName(), c.aside)
		next := create{desk: c.desk, task: c.task, frame: c.frame, term: c.term, words: c.words}
		return next, tea.Batch(next.Init(), c.toast(kit.Good, "create.back"))
	}
	next := c.blank()
	if !c.kept {
		return next, next.Init()
	}
	next.aside = c.form.Values()
	return next, tea.Batch(next.Init(), c.toast(kit.Muted, "create.aside"))
}

// restores tells whether starting over would bring back what was put aside.
func (c create) restores() bool { return c.aside != nil && !c.kept }

// blank is the same form with nothing typed.
func (c create) blank() create {
	c.desk.keep(c.draftName(), nil)
	return create{desk: c.desk, task: c.task, frame: c.frame, term: c.term, words: c.words}
}

// submit sends the task off, to be published or as a draft.
func (c create) submit(publish bool) (kit.Screen, tea.Cmd) {
	if c.busy {
		return c, nil
	}
	fields := c.fields()
	if refusals, _ := c.read.base.check(fields, publish); len(refusals) > 0 {
		first := refusals[0]
		c.form = c.form.Refuse(first.Field, c.speech().askAgain(first))
		return c, nil
	}
	c.busy = true
	return c.fill(), c.send(fields, publish)
}

// fields reads the form; what the chosen type does not have is left out.
func (c create) fields() model.TaskFields {
	values := c.form.Visible()
	return c.read.fields(func(id string) string { return values[id] })
}

func (c create) send(fields model.TaskFields, publish bool) tea.Cmd {
	s, task := c.desk.Session, c.read.base.task
	return func() tea.Msg {
		done := createDone{published: publish}
		run := func(command model.Command) bool {
			d, err := s.Market.Do(context.Background(), s.Actor, command)
			done.refusal, done.err = d.Refusal, err
			return d.Refusal == nil && err == nil
		}
		switch {
		case task == nil:
			done.id = s.Market.Mint(model.TaskLetter)
			run(&model.CreateTask{ID: done.id, Fields: fields, Publish: publish})
		case run(&model.EditTask{ID: task.ID, Rev: task.Rev, Fields: fields}):
			done.id = task.ID
			if done.published = publish && task.State == model.Draft; done.published {
				run(&model.PublishTask{ID: task.ID})
			}
		}
		if done.refusal == nil && done.err == nil {
			done.err = s.Market.View(s.Actor, func(v model.View) {
				if t := model.TaskByID(v.Reader, done.id); t != nil {
					done.key = t.Key
				}
			})
		}
		return kit.Self{Msg: done}
	}
}

// done says what became of it. A new task is shown where it belongs, above My tasks, so that esc does not lead into an
// empty form; the form is empty again for the next one.
func (c create) done(msg createDone) (kit.Screen, tea.Cmd) {
	c.busy = false
	switch {
	case msg.err != nil:
		return c, failed(c.desk.Session, msg.err)
	case msg.refusal != nil:
		c.form = c.form.Refuse(msg.refusal.Field, c.speech().askAgain(msg.refusal))
		return c, nil
	}
	said := "create.saved"
	if msg.published {
		said = "create.published"
	} else if c.read.base.published() {
		said = "create.changed"
	}
	toast := c.toast(kit.Good, said, assets.Text("id", string(msg.id)))
	if c.task != 0 {
		c.desk.keep(c.draftName(), nil)
		return c, tea.Sequence(kit.Send(kit.Pop{}), toast)
	}
	next := c.blank()
	show := tea.Sequence(kit.Send(kit.Go{Entry: tasksEntry, Home: true}), kit.Send(kit.Push{Screen: NewTask(c.desk, msg.key)}), toast)
	return next, tea.Batch(next.Init(), show)
}

// tasksEntry is the menu entry of My tasks, where the menu has one.
const tasksEntry = "tasks"
