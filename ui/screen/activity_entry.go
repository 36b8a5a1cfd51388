package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// entryKind is the list of entries: a seller's Applied Activities (M61), or what is under review.
func entryKind(tabs []listTab, batches ...listBatch) listKind {
	return listKind{
		batches: batches,
		id:      "entries", rows: model.KindEntry, tabs: tabs, columns: entryColumns, cells: entryCells,
		texts: func(v model.View, row model.Row) []string {
			n, ok := row.(*model.ActivityEntry)
			if !ok {
				return nil
			}
			t, a := v.Task(n.Task), model.ActivityOf(v.Reader, n.Activity)
			if t == nil || a == nil {
				return nil
			}
			return []string{a.Name, t.Title, string(t.ID), v.Handle(n.Seller)}
		},
		open: func(d Desk, ref model.Ref) kit.Screen { return openEntry(d, ref) },
		look: entryLook, actions: entryActions,
	}
}

func entryColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("activity.head_name"), Width: 16, Flex: 2, Max: 30},
		{Head: s.Say("activity.head_task"), Width: 18, Flex: 3, Max: 50},
		{Head: s.Say("activity.head_seller"), Width: 12, Priority: 2},
		{Head: s.Say("activity.head_state"), Width: 12},
		{Head: s.Say("activity.head_left"), Width: 9, Right: true, Priority: 1},
	}
}

func entryCells(s speech, v model.View, row model.Row) []kit.Cell {
	n, ok := row.(*model.ActivityEntry)
	if !ok {
		return nil
	}
	name, title := "", ""
	if a := model.ActivityOf(v.Reader, n.Activity); a != nil {
		name = a.Name
	}
	if t := v.Task(n.Task); t != nil {
		title = t.Title
	}
	left := kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	for _, c := range v.ClocksOn(n) {
		left = kit.TextCell(s.urgency(c.Due), s.left(c.Due))
	}
	return []kit.Cell{
		kit.TextCell(kit.Text, name), kit.TextCell(kit.Text, title), kit.TextCell(kit.Muted, v.Handle(n.Seller)),
		kit.TextCell(entryRole(n.State), s.Say("entry."+n.State.String())), left,
	}
}

// entryFile is an entry with what it is about.
type entryFile struct {
	activity *activityFile
	n        *model.ActivityEntry
	t        *model.Task
	why      []model.Reason
}

func readEntry(session Session, ref model.Ref) (f *entryFile, err error) {
	err = session.Market.View(session.Actor, func(v model.View) {
		n, _ := seen(v, ref).(*model.ActivityEntry)
		if n == nil {
			return
		}
		f = &entryFile{n: n, t: v.Task(n.Task), why: model.Why(v, n)}
	})
	if err != nil || f == nil || f.t == nil {
		return nil, err
	}
	f.activity, err = readActivity(session, f.n.Activity)
	return f, err
}

func openEntry(d Desk, ref model.Ref) kit.Screen {
	f, err := readEntry(d.Session, ref)
	if err != nil || f == nil {
		return newActivityPage(d, 0)
	}
	return NewTask(d, f.n.Task)
}

// entryLook draws the task of an entry, below what became of the entry.
func entryLook(session Session, ref model.Ref) (listPreview, error) {
	f, err := readEntry(session, ref)
	if err != nil || f == nil || f.activity == nil {
		return func(kit.Theme, int, int) []string { return nil }, err
	}
	var card taskCard
	if err := session.Market.View(session.Actor, func(v model.View) { card = cardOf(v, session.Actor, f.t) }); err != nil {
		return nil, err
	}
	s := f.activity.speech(session)
	return func(t kit.Theme, w, _ int) []string {
		s := s.with(t)
		l := kit.NewLine(t, w).Put(entryRole(f.n.State), s.Say("entry."+f.n.State.String())).Gap(2).Put(kit.Muted, f.activity.a.Name)
		lines := []string{l.String()}
		if f.n.Reason != "" {
			lines = append(lines, wrapped(t, kit.Text, kit.Clean(f.n.Reason), w)...)
		}
		return append(append(lines, ""), card.lines(session, t, w)...)
	}, nil
}

// entryActions decide about the entry under the cursor, or take it back.
func entryActions(l list) []kit.Action {
	d, s, ref := l.desk, newSpeech(l.desk.Session), rowRef(l.page.Table.CurrentKey())
	act := func(k, name, disabled string, do func(*entryFile) tea.Msg) kit.Action {
		return kit.Action{Key: k, Name: s.Say("activity.act_" + name), Help: s.Say("activity.help_" + name), Disabled: disabled, Do: func() tea.Cmd {
			return func() tea.Msg {
				f, err := readEntry(d.Session, ref)
				switch {
				case err != nil:
					return failure(d.Session, err)
				case f == nil:
					return kit.Toast{Role: kit.Bad, Text: s.Say("activity.gone")}
				}
				return do(f)
			}
		}}
	}
	none := l.none()
	back := act("x", "leave", none, func(f *entryFile) tea.Msg { return leaveQuestion(d, f) })
	all := []kit.Action{back}
	switch {
	case len(l.batches()) > 0:
		all = nil // the keys are those of many
	case d.Actor.Operator:
		all = []kit.Action{act("a", "accept", none, func(f *entryFile) tea.Msg { return acceptEntry(d, f) }), act("x", "refuse", none, func(f *entryFile) tea.Msg { return refuseEntry(d, f) })}
	}
	why := act("w", "why", none, func(f *entryFile) tea.Msg {
		return kit.Push{Screen: newWhy(f.activity.speech(d.Session), f.activity.policy, s.Say("why_page.title", assets.Text("id", string(f.t.ID))), f.why)}
	})
	open := act("o", "open", none, func(f *entryFile) tea.Msg { return kit.Push{Screen: newActivityPage(d, f.n.Activity)} })
	copyID := act("y", "copy_id", none, func(f *entryFile) tea.Msg { return copied(s, string(f.t.ID)) })
	line := act("Y", "copy_line", none, func(f *entryFile) tea.Msg {
		return copied(s, s.commandLine([]string{"activity", "applied", string(f.activity.a.ID)}, f.activity.mine))
	})
	copyID.Hidden, line.Hidden = true, true
	return append(all, open, why, copyID, line)
}

func acceptEntry(d Desk, f *entryFile) tea.Msg {
	s := f.activity.speech(d.Session)
	return utterToast(d, s, &model.AcceptEntries{Activity: f.activity.a.ID, Tasks: []model.ID{f.t.ID}}, s.Say("activity.accepted", assets.Text("task", string(f.t.ID)), assets.Text("activity", f.activity.a.Name)))()
}

// refuseEntry refuses an entry under review, or removes one that was accepted, with a reason that the seller reads.
func refuseEntry(d Desk, f *entryFile) tea.Msg {
	s, a, t := f.activity.speech(d.Session), f.activity.a, f.t
	verb, c := "refuse", func(reason string) model.Command {
		return &model.RefuseEntry{Activity: a.ID, Task: t.ID, Reason: reason}
	}
	if f.n.State == model.EntryAccepted {
		verb, c = "remove", func(reason string) model.Command {
			return &model.RemoveEntry{Activity: a.ID, Task: t.ID, Reason: reason}
		}
	}
	args := []model.Arg{assets.Text("task", string(t.ID)), assets.Text("activity", a.Name)}
	return reasonSheet(d, s, f.activity.policy.Get(model.NoteChars), s.Say("activity."+verb+"_title", args...), s.Say("activity.act_"+verb), s.Say("activity.help_"+verb),
		"entry/"+string(t.ID)+"/"+string(a.ID), c, s.Say("activity."+verb+"_done", args...))
}

func leaveQuestion(d Desk, f *entryFile) tea.Msg {
	s := f.activity.speech(d.Session)
	c := &model.LeaveActivity{Activity: f.activity.a.ID, Task: f.t.ID}
	if refused := cannotDecide(d, s, c); refused != nil {
		return refused
	}
	args := []model.Arg{assets.Text("task", string(f.t.ID)), assets.Text("activity", f.activity.a.Name)}
	return kit.Push{Screen: kit.NewConfirm(kit.Confirm{
		Title: s.Say("activity.leave_title", args...), Text: s.Say("activity.leave_text"), Facts: []string{kit.Clean(f.t.Title)}, Yes: s.Say("activity.act_leave"),
		Do: func() tea.Cmd { return utterToast(d, s, c, s.Say("activity.left", args...)) },
	})}
}
