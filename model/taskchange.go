package model

import "reflect"

// CreateTask keeps a new task as a draft, or publishes it at once.
type CreateTask struct {
	ID      ID         `cbor:"1,keyasint"`
	Fields  TaskFields `cbor:"2,keyasint"`
	Publish bool       `cbor:"3,keyasint,omitempty"`
}

// Wire implements [Command].
func (*CreateTask) Wire() string { return "task.create" }

func (c *CreateTask) decide(d *deciding) *Refusal {
	seller, r := d.poster()
	if r != nil {
		return r
	}
	if !c.ID.Valid(TaskLetter) {
		return usage(RuleID, "id", text("value", Safe(string(c.ID))))
	}
	if _, taken := byID(d.s, ListTaskID, c.ID); taken {
		return refuse(RuleIDTaken, "id", text("id", string(c.ID)))
	}
	if wrong := d.checkFields(seller, &c.Fields); len(wrong) > 0 {
		return wrong[0]
	}
	key := d.s.Next(KindTask)
	links, _ := d.checkItemLinks(c.Fields.Links)
	d.emit(&TaskDrafted{Key: key, ID: c.ID, Seller: seller.Key, TaskContent: c.Fields.content(links, seller, d.now)})
	if c.Publish {
		return d.publish(must[*Task](d.s, key))
	}
	d.lint(&c.Fields)
	return nil
}

// poster demands somebody who may post tasks: a seller, or the platform itself (M6).
func (d *deciding) poster() (*Account, *Refusal) {
	a, r := d.as(Seller, Operator)
	if r != nil {
		return nil, r
	}
	return a, nil
}

// TaskContent is what a version of a task says, in events.
type TaskContent struct {
	Type        TaskType   `cbor:"10,keyasint"`
	Title       string     `cbor:"11,keyasint"`
	Description string     `cbor:"12,keyasint,omitempty"`
	Links       []ItemLink `cbor:"13,keyasint,omitempty"`
	Related     []string   `cbor:"14,keyasint,omitempty"`
	Languages   []string   `cbor:"15,keyasint,omitempty"`
	Countries   []string   `cbor:"16,keyasint,omitempty"`
	Wanted      int        `cbor:"17,keyasint,omitempty"`
	Terms       Terms      `cbor:"18,keyasint"`
}

func (f *TaskFields) content(links []ItemLink, seller *Account, now Moment) TaskContent {
	return TaskContent{
		Type: f.Type, Title: f.Title, Description: f.Description, Links: links, Related: f.Related,
		Languages: f.Languages, Countries: f.Countries, Wanted: f.Wanted, Terms: f.terms(seller, now),
	}
}

func (t *Task) fill(c TaskContent) {
	t.Type, t.Title, t.Description, t.Links, t.Related = c.Type, c.Title, c.Description, c.Links, c.Related
	t.Languages, t.Countries, t.Wanted, t.Terms = c.Languages, c.Countries, c.Wanted, c.Terms
}

// TaskDrafted kept a new task.
type TaskDrafted struct {
	Key    Key `cbor:"1,keyasint"`
	ID     ID  `cbor:"2,keyasint"`
	Seller Key `cbor:"3,keyasint"`
	TaskContent
}

// Wire implements [Event].
func (*TaskDrafted) Wire() string { return "task.drafted" }

// About implements [Event].
func (e *TaskDrafted) About() []Ref { return []Ref{{KindTask, e.Key}} }

// Says implements [Event]. A draft is its seller's alone, and its first title
// may never be published: the sentence names none of it.
func (*TaskDrafted) Says() (Rule, []Arg) { return RuleTaskDraft, nil }

func (e *TaskDrafted) apply(a *applying) {
	t := &Task{Key: e.Key, ID: e.ID, Seller: e.Seller, State: Draft, Version: 1, Created: a.At, Policy: PolicyNow(a.s).Key}
	t.fill(e.TaskContent)
	a.s.Put(t)
}

// EditTask replaces what a task says. After publication that is a new version for later applicants, and an
// offer to those who applied before.
type EditTask struct {
	ID     ID         `cbor:"1,keyasint"`
	Rev    uint32     `cbor:"2,keyasint,omitempty"` // the revision the editor saw; 0: whatever it is
	Fields TaskFields `cbor:"3,keyasint"`
}

// Wire implements [Command].
func (*EditTask) Wire() string { return "task.edit" }

func (c *EditTask) decide(d *deciding) *Refusal {
	t, r := d.ownTask(c.ID)
	if r != nil {
		return r
	}
	if t.State != Draft && t.State != Published {
		return refuse(RuleTaskOpen, "task", word("state", "state.task."+t.State.String()))
	}
	if c.Rev != 0 && c.Rev != t.Rev {
		return refuse(RuleMoved, "task", text("id", string(t.ID)))
	}
	if t.State == Published && c.Fields.Type != t.Type {
		return refuse(RuleTypeFixed, "type")
	}
	seller := d.account()
	wrong := d.checkFields(seller, &c.Fields)
	if t.State == Published {
		wrong = append(wrong, d.missing(&c.Fields)...)
	}
	if len(wrong) > 0 {
		return wrong[0]
	}
	d.lint(&c.Fields)
	links, _ := d.checkItemLinks(c.Fields.Links)
	content := c.Fields.content(links, seller, d.now)
	if locked := d.unlocked(t, &content); len(locked) > 0 {
		return locked[0]
	}
	tell := t.State == Published && t.Live > 0 && !reflect.DeepEqual(offered(content.Terms), offered(t.Terms))
	d.emit(&TaskEdited{Task: t.Key, TaskContent: content, Tell: tell})
	if tell {
		d.sweep(must[*Task](d.s, t.Key))
	}
	return nil
}

// offered leaves out what does not concern those who applied before.
func offered(t Terms) Terms {
	t.ApplyBy, t.Rate = 0, 0
	return t
}

// TaskEdited replaced what a task says; Tell says that its live orders get an offer.
type TaskEdited struct {
	Task Key  `cbor:"1,keyasint"`
	Tell bool `cbor:"2,keyasint,omitempty"`
	TaskContent
}

// Wire implements [Event].
func (*TaskEdited) Wire() string { return "task.edited" }

// About implements [Event].
func (e *TaskEdited) About() []Ref { return []Ref{{KindTask, e.Task}} }

// Says implements [Event].
func (e *TaskEdited) Says() (Rule, []Arg) { return RuleFrozen, []Arg{word("told", yes(e.Tell))} }

func (e *TaskEdited) apply(a *applying) {
	a.changeTask(e.Task, func(t *Task) {
		if t.State == Published {
			t.Version++
		}
		if e.Tell {
			t.Sweep = a.At
		}
		t.fill(e.TaskContent)
	})
}

// PublishTask puts a draft on the Task Square.
type PublishTask struct {
	ID ID `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*PublishTask) Wire() string { return "task.publish" }

func (c *PublishTask) decide(d *deciding) *Refusal {
	t, r := d.ownTask(c.ID)
	if r != nil {
		return r
	}
	if t.State != Draft {
		return refuse(RuleTaskDraft, "task", word("state", "state.task."+t.State.String()))
	}
	return d.publish(t)
}

func (d *deciding) publish(t *Task) *Refusal {
	f, seller := t.Fields(), d.account()
	if wrong := append(d.checkFields(seller, &f), d.missing(&f)...); len(wrong) > 0 {
		return wrong[0]
	}
	if seller.Escalated > 0 {
		return refuse(RuleEscalated, "", num("count", int64(seller.Escalated)))
	}
	d.lint(&f)
	d.emit(&TaskPublished{Task: t.Key, Terms: f.terms(seller, d.now)})
	return nil
}

// TaskPublished put a task on the Task Square, with the rate and the policy of that moment.
type TaskPublished struct {
	Task  Key   `cbor:"1,keyasint"`
	Terms Terms `cbor:"2,keyasint"`
}

// Wire implements [Event].
func (*TaskPublished) Wire() string { return "task.published" }

// About implements [Event].
func (e *TaskPublished) About() []Ref { return []Ref{{KindTask, e.Task}} }

// Says implements [Event].
func (e *TaskPublished) Says() (Rule, []Arg) {
	return ClockApplyBy, []Arg{when("apply_by", e.Terms.ApplyBy)}
}

func (e *TaskPublished) apply(a *applying) {
	a.changeTask(e.Task, func(t *Task) {
		t.State, t.PublishAt, t.Terms, t.Policy = Published, a.At, e.Terms, PolicyNow(a.s).Key
	})
}

// DropTask throws a draft away.
type DropTask struct {
	ID ID `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*DropTask) Wire() string { return "task.drop" }

func (c *DropTask) decide(d *deciding) *Refusal {
	t, r := d.ownTask(c.ID)
	if r != nil {
		return r
	}
	if t.State != Draft {
		return refuse(RuleTaskDraft, "task", word("state", "state.task."+t.State.String()))
	}
	d.emit(&TaskDropped{Task: t.Key})
	return nil
}

// TaskDropped threw a draft away.
type TaskDropped struct {
	Task Key `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*TaskDropped) Wire() string { return "task.dropped" }

// About implements [Event].
func (e *TaskDropped) About() []Ref { return []Ref{{KindTask, e.Task}} }

// Says implements [Event].
func (*TaskDropped) Says() (Rule, []Arg) { return RuleTaskDraft, nil }

func (e *TaskDropped) apply(a *applying) {
	a.changeTask(e.Task, func(t *Task) { t.State = Dropped })
}
