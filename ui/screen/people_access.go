package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// accessKind is the list of applications for access and of requests, what is due first on top.
func accessKind(tabs []listTab) listKind {
	return listKind{
		id: "access", rows: model.KindAccess, also: model.KindRequest, tabs: tabs, rising: true, columns: accessColumns, cells: accessCells, texts: accessTexts,
		open: func(d Desk, ref model.Ref) kit.Screen { return newAccessPage(d, ref) },
		look: accessLook, actions: accessActions,
	}
}

func accessColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("people.head_wanted"), Width: 14, Flex: 3, Max: 30},
		{Head: s.Say("people.head_name"), Width: 14, Flex: 2, Max: 40, Priority: 2},
		{Head: s.Say("people.head_as"), Width: 16, Flex: 3, Max: 32, Priority: 1},
		{Head: s.Say("people.head_asked"), Width: 7, Right: true, Priority: 3},
		{Head: s.Say("list.head_left"), Width: 10, Right: true},
	}
}

// accessCells draws an application for access or a request: who it is, what is asked for, until when it is to be decided.
func accessCells(s speech, v model.View, row model.Row) []kit.Cell {
	a, f, reads := askedOf(v, row)
	if a == nil {
		return nil
	}
	handle, name := kit.TextCell(kit.Text, f.Handle), kit.TextCell(kit.Muted, f.Name)
	if !reads && f.Handle == "" { // the operator sees that somebody asked, and with which key
		handle, name = kit.TextCell(kit.Muted, strings.TrimPrefix(a.Fingerprint, "SHA256:")), kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	}
	if acc := v.Account(a.Account); acc != nil {
		handle = namedCell(kit.Text, s.who(acc, nil))
	}
	return []kit.Cell{handle, name, kit.TextCell(kit.Muted, s.asksShort(row)), kit.TextCell(kit.Muted, s.day(a.At)), s.accessLeft(v, row, a)}
}

// accessLeft says how much time is left to decide, or what was decided.
func (s speech) accessLeft(v model.View, row model.Row, a *model.Access) kit.Cell {
	switch {
	case a.State == model.AccessGranted:
		return kit.TextCell(kit.Good, s.Say("access.admitted"))
	case a.State != model.AccessWaiting:
		return kit.TextCell(kit.Muted, s.Say("access."+a.State.String()))
	}
	for _, c := range v.ClocksOn(row) {
		return kit.TextCell(s.urgency(c.Due), s.left(c.Due))
	}
	return kit.TextCell(kit.Bad, s.Say("people.reported"))
}

func accessTexts(v model.View, row model.Row) []string {
	a, f, _ := askedOf(v, row)
	if a == nil {
		return nil
	}
	return []string{f.Handle, f.Name, string(a.ID), a.Fingerprint, string(a.Role), string(a.Kind), f.Niche, v.Handle(a.Account)}
}

// accessFile is an application for access as its reader sees it at one moment.
type accessFile struct {
	now    model.Moment
	policy *model.Policy
	row    model.Row
	access *model.Access // of a request, what it has in common with one
	form   model.AccessForm
	reads  bool         // what was entered is meant for the reader
	taken  bool         // the handle that is wanted has another account by now
	due    model.Moment // 0 for none
	made   string       // handle of the account that was made of it
	by     string       // who decided
	why    []model.Reason
	mine   string // handle of the reader
}

// readAccess reads an application for access or a request; nil where there is none.
func readAccess(session Session, ref model.Ref) (f *accessFile, err error) {
	err = session.Market.View(session.Actor, func(v model.View) {
		row := seen(v, ref)
		if row == nil {
			return
		}
		a, form, reads := askedOf(v, row)
		f = &accessFile{now: v.Now, policy: model.PolicyNow(v.Reader), row: row, access: a, form: form, reads: reads, why: model.Why(v, row), made: v.Handle(a.Account), by: v.Handle(a.By), mine: v.Handle(v.Who.Account)}
		_, stranger := row.(*model.Access)
		f.taken = stranger && a.State == model.AccessWaiting && f.reads && model.AccountByHandle(v.Reader, f.form.Handle) != nil
		for _, c := range v.ClocksOn(row) {
			f.due = c.Due
		}
	})
	return f, err
}

func (f *accessFile) speech(session Session) speech {
	return newSpeech(session).at(f.now).under(f.policy)
}

// accessLook draws an application beside its row.
func accessLook(session Session, ref model.Ref) (listPreview, error) {
	f, err := readAccess(session, ref)
	if err != nil || f == nil {
		return func(kit.Theme, int, int) []string { return nil }, err
	}
	s := f.speech(session)
	return func(t kit.Theme, w, _ int) []string { return f.lines(t, s.with(t), w) }, nil
}

// lines draws an application: where it stands, what was entered, the key.
func (f *accessFile) lines(t kit.Theme, s speech, w int) []string {
	a := f.access
	title := f.form.Handle
	if f.made != "" {
		title = f.made
	}
	if title == "" {
		title = s.asksFor(f.row)
	}
	lines := []string{kit.NewLine(t, w).Bold(kit.Strong, kit.Clean(title)).Gap(2).Put(kit.Muted, string(a.ID)).String()}
	lines = append(lines, wrapped(t, kit.Muted, f.standing(s), w)...)
	if f.taken {
		lines = append(lines, kit.Notice{Role: kit.Warn, Text: s.Say("people.taken", assets.Text("handle", f.form.Handle))}.View(t, w)...)
	}
	form := f.form
	if _, request := f.row.(*model.Request); request { // whoever has an account is named above, and in its row
		form.Handle, form.Name = "", ""
	}
	kv := accessFacts(a, form, s, s.asksFor(f.row))
	lines = append(append(lines, ""), kv.View(t, w)...)
	if !f.reads {
		lines = append(append(lines, ""), wrapped(t, kit.Muted, s.Say("people.not_yours"), w)...)
	}
	if a.Fingerprint == "" {
		return append(lines, f.quality(t, s, w)...)
	}
	lines = append(lines, "", t.Paint(kit.Muted, s.Say("people.key")))
	return append(append(lines, wrapped(t, kit.Text, a.Fingerprint, w)...), f.quality(t, s, w)...)
}

// standing says where an application stands.
func (f *accessFile) standing(s speech) string {
	a := f.access
	by := f.by
	if by == "" {
		by = s.Say("people.owner")
	}
	args := []model.Arg{assets.Text("at", s.exact(a.Decided)), assets.Text("by", by)}
	switch a.State {
	case model.AccessWaiting:
		if f.due == 0 {
			return s.Say("people.stands_reported")
		}
		return s.Say("people.stands_waiting", assets.Text("due", mark(kit.Text, s.exact(f.due))), assets.Text("left", mark(s.urgency(f.due), s.left(f.due))))
	case model.AccessGranted:
		if _, request := f.row.(*model.Request); request {
			return s.Say("verify.stands_granted", args...)
		}
		return s.Say("people.stands_admitted", append(args, assets.Text("handle", mark(kit.Text, f.made)))...)
	case model.AccessDenied:
		return s.Say("people.stands_refused", append(args, assets.Text("reason", mark(kit.Text, strings.TrimSpace(a.Reason))))...)
	case model.AccessWithdrawn:
	}
	return s.Say("people.stands_withdrawn", args...)
}

// accessActions decide about the application under the cursor.
func accessActions(l list) []kit.Action {
	ref := rowRef(l.page.Table.CurrentKey())
	none := l.none()
	decided := none
	if none == "" && l.tab().key != "waiting" {
		decided = l.desk.Words.Say("people.decided")
	}
	return append(accessDecisions(l.desk, ref, none, decided), windowAction(l.desk))
}

// accessDecisions are what can be done to an application; none is why to no one, decided why not to decide about it.
func accessDecisions(d Desk, ref model.Ref, none, decided string) []kit.Action {
	s := newSpeech(d.Session)
	act := func(k, name, disabled string, do func(*accessFile) tea.Msg) kit.Action {
		return kit.Action{Key: k, Name: s.Say("people.act_" + name), Help: s.Say("people.help_" + name), Disabled: disabled, Do: func() tea.Cmd {
			return withAccess(d, ref, do)
		}}
	}
	all := []kit.Action{
		act("a", admitName(ref), decided, func(f *accessFile) tea.Msg { return admitForm(d, f) }),
		act("x", "refuse", decided, func(f *accessFile) tea.Msg { return refuseForm(d, f) }),
		act("w", "why", none, func(f *accessFile) tea.Msg {
			return kit.Push{Screen: newWhy(f.speech(d.Session), f.policy, s.Say("why_page.title", assets.Text("id", string(f.access.ID))), f.why)}
		}),
		act("y", "copy_id", none, func(f *accessFile) tea.Msg { return copied(s, string(f.access.ID)) }),
		act("l", "copy_key", none, func(f *accessFile) tea.Msg { return copied(s, f.access.Fingerprint) }),
		act("Y", "copy_line", none, func(f *accessFile) tea.Msg {
			return copied(s, s.commandLine([]string{"account", "access", "show", string(f.access.ID)}, f.mine))
		}),
	}
	for i := 3; i < len(all); i++ {
		all[i].Hidden = true
	}
	return all
}

// withAccess reads an application anew and goes on with it.
func withAccess(d Desk, ref model.Ref, do func(*accessFile) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		f, err := readAccess(d.Session, ref)
		switch {
		case err != nil:
			return failure(d.Session, err)
		case f == nil:
			return kit.Toast{Role: kit.Bad, Text: d.Words.Say("people.gone")}
		}
		return do(f)
	}
}

// copied copies a text from within a command.
func copied(s speech, text string) tea.Msg { return tea.BatchMsg{copyText(s, text)} }

// accountActions lead from an account of the list to its profile and copy its handle.
func accountActions(l list) []kit.Action {
	s, key := newSpeech(l.desk.Session), rowRef(l.page.Table.CurrentKey()).Key
	handle := func(do func(string) tea.Msg) func() tea.Cmd {
		return func() tea.Cmd {
			return func() tea.Msg {
				name := ""
				if err := l.desk.Market.View(l.desk.Actor, func(v model.View) { name = v.Handle(key) }); err != nil {
					return failure(l.desk.Session, err)
				}
				return do(name)
			}
		}
	}
	copyID := kit.Action{Key: "y", Name: s.Say("people.act_copy_handle"), Help: s.Say("people.help_copy_handle"), Disabled: l.none(), Hidden: true}
	copyID.Do = handle(func(name string) tea.Msg { return copied(s, name) })
	line := kit.Action{Key: "Y", Name: s.Say("people.act_copy_line"), Help: s.Say("people.help_copy_line"), Disabled: l.none(), Hidden: true}
	line.Do = handle(func(name string) tea.Msg { return copyLineAs(l.desk, []string{"account", "show", name})() })
	keys := kit.Action{Key: "K", Name: s.Say("people.act_keys"), Help: s.Say("people.help_keys"), Disabled: l.none()}
	if !l.desk.Actor.Operator && keys.Disabled == "" {
		keys.Disabled = s.Say("people.no_keys")
	}
	keys.Do = func() tea.Cmd { return kit.Send(kit.Push{Screen: NewKeys(l.desk, key)}) }
	return []kit.Action{profileAction(l.desk, key, l.none()), keys, copyID, line}
}
