package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// actForm is the page of a verb that needs values: what it is about, the form, and what the rules say of what
// was typed so far. What was typed is kept as a draft at every key, and stays where the marketplace refuses.
type actForm struct {
	desk    Desk
	say     speech
	verb    verb
	file    *orderFile
	form    kit.Form
	frame   kit.Frame
	request uint64 // of the newest reading of the order
	sending bool
	resumed bool                                    // begun with a draft
	echo    map[string]func(string) (string, error) // what fields understood, said unless the rules refuse it
	denied  map[string]string                       // values that the marketplace refused
}

// newActForm returns the page of a verb's form, with the draft of an earlier visit in it.
func newActForm(d Desk, f *orderFile, v verb) kit.Screen {
	a := actForm{desk: d, say: f.speech(newSpeech(d.Session)), verb: v, file: f}
	fields := v.fields(f, a.say)
	a.echo = echoes(fields)
	a.form = kit.NewForm(fields...)
	a.form.Submit = v.name(a.say)
	if v.start != nil {
		a.form = a.form.SetInitial(v.start(f, a.say))
	}
	if draft := d.draft(a.draftName()); draft != nil {
		a.form, a.resumed = a.form.SetValues(draft), true
	}
	return a.judged()
}

// draftName is what the form's draft is kept under.
func (a actForm) draftName() string { return "order/" + string(a.file.order.ID) + "/" + a.verb.id }

// judged lets the rules look at what is typed, on what the page knows of the order.
func (a actForm) judged() actForm {
	v, f, d, say := a.verb, a.file, a.desk, a.say
	a.form.Check = func(get func(string) string) []kit.FormNote {
		x := deed{file: f, market: d.Market, say: say, get: get}
		c, private := v.build(x)
		p := f.try(c, private)
		if p.refusal != nil && changesNothing(p.refusal.Rule) && a.unchanged(get) {
			p.refusal = nil // nobody has tried anything yet; ctrl+s hears it
		}
		notes := a.echoed(say.formNotes(p, get), get)
		if v.hints != nil {
			notes = append(notes, v.hints(x)...)
		}
		return notes
	}
	a.form = a.form.SetValues(nil)
	return a
}

// formNotes says a prospect under the fields of a form. What is only missing is the form's own to say.
func (s speech) formNotes(p prospect, get func(string) string) []kit.FormNote {
	var notes []kit.FormNote
	empty := func(field string) bool { return field != "order" && field != "" && get(formField(field)) == "" }
	if r := p.refusal; r != nil && r.Rule != model.RuleRequired && !empty(r.Field) {
		notes = append(notes, kit.FormNote{Note: kit.Note{Role: kit.Bad, Text: s.refusal(r)}, Field: formField(r.Field)})
	}
	for _, n := range p.notes {
		notes = append(notes, kit.FormNote{Note: kit.Note{Role: kit.Warn, Text: s.note(n)}, Field: formField(n.Field)})
	}
	return notes
}

// formField returns the field that a rule's field is typed in: a currency stands with its amount, links are a
// line each.
func formField(field string) string {
	switch field {
	case "currency":
		return "amount"
	case "links":
		return "link"
	}
	return field
}

// Init implements kit.Screen.
func (a actForm) Init() tea.Cmd { return nil }

// Title implements kit.Screen.
func (a actForm) Title() string { return a.say.Say("act."+a.verb.id+"_title", a.file.args(a.say)...) }

// Help implements kit.Helper.
func (a actForm) Help() string { return a.verb.help(a.file, a.say) }

// Typing implements kit.Typing.
func (a actForm) Typing() bool { return true }

// Actions implements kit.Screen.
func (a actForm) Actions() []kit.Action {
	actions := a.form.Actions()
	copyLine := kit.Action{
		Key: "ctrl+y", Name: a.say.Say("act.copy_line"), Help: a.say.Say("act.copy_line_help"),
		Do: func() tea.Cmd { return copyText(a.say, a.line()) },
	}
	return append(actions, copyLine)
}

// line returns the command line that does what is typed.
func (a actForm) line() string {
	return a.verb.line(deed{file: a.file, market: a.desk.Market, say: a.say, get: a.form.Value})
}

// Update implements kit.Screen.
func (a actForm) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		a.frame = msg
		return a.placed(), nil
	case Changed:
		if !msg.Touches(a.file.order.Ref()) {
			return a, nil
		}
		return a.reread()
	case Minute:
		return a.reread()
	case orderRead:
		return a.renewed(msg), nil
	case acted:
		return a.answered(msg)
	case kit.Click:
		msg.Y -= a.headHeight()
		return a.typed(msg)
	}
	return a.typed(msg)
}

// typed gives a message to the form.
func (a actForm) typed(msg tea.Msg) (kit.Screen, tea.Cmd) {
	form, event, cmd := a.form.Update(msg)
	a.form = form
	switch event {
	case kit.FormChanged:
		a.desk.keep(a.draftName(), form.Draft())
	case kit.FormSubmitted:
		if a.sending {
			return a, nil
		}
		a.sending = true
		values := form.Visible()
		return a, a.desk.do(a.verb, a.file, a.say, func(id string) string { return values[id] })
	}
	return a, cmd
}

// answered leaves the form when it was done, and shows a refusal beside the field that it concerns.
func (a actForm) answered(msg acted) (kit.Screen, tea.Cmd) {
	a.sending = false
	if msg.err != nil {
		return a, kit.Send(msg.toast(a.say))
	}
	if r := msg.decision.Refusal; r != nil {
		field := formField(r.Field)
		a.denied = map[string]string{field: a.form.Value(field)}
		a = a.judged()
		a.form = a.form.Refuse(field, a.say.refusal(r))
		return a, nil
	}
	a.desk.keep(a.draftName(), nil)
	return a, tea.Sequence(kit.Send(kit.Pop{}), kit.Send(kit.Self{Msg: msg}))
}

// reread reads the order again, so that the rules judge by what is so now.
func (a actForm) reread() (kit.Screen, tea.Cmd) {
	a.request++
	return a, loadOrder(a.desk.Session, a.file.order.Key, a.request)
}

func (a actForm) renewed(msg orderRead) kit.Screen {
	if msg.request != a.request || !msg.found || msg.err != nil {
		return a
	}
	a.file = &msg.file
	a.say = a.file.speech(a.say)
	return a.judged()
}

// placed gives the form its place below the head.
func (a actForm) placed() actForm {
	a.form = a.form.Resize(a.frame.Width, max(a.frame.Height-a.headHeight(), 3))
	return a
}

// head draws what the form is about.
func (a actForm) head() []string {
	t, w := a.frame.Theme, max(a.frame.Width-4, 1)
	say := a.say.with(t)
	facts := kit.Facts(a.file.order.Title, say.who(a.file.partner(), a.file.policy))
	lines := []string{""}
	if a.frame.Height < 16 {
		lines = nil
	}
	lines = append(lines, kit.Heading{Title: a.Title(), Facts: facts}.View(t, w, 2)...)
	if id := "act." + a.verb.id + "_intro"; say.Has(id) {
		lines = append(lines, wrapped(t, kit.Muted, say.Say(id, a.file.introArgs(say, a.verb)...), w)...)
	}
	if a.verb.above != nil {
		lines = append(lines, a.verb.above(a.file, t, say, w)...)
	}
	switch {
	case a.sending:
		lines = append(lines, t.Paint(kit.Accent, say.Say("act.sending")))
	case a.resumed:
		lines = append(lines, t.Paint(kit.Muted, say.Say("act.resumed")))
	}
	return append(indented(lines, 2), "")
}

func (a actForm) headHeight() int { return len(a.head()) }

// View implements kit.Screen.
func (a actForm) View() string {
	lines := append(a.head(), a.form.View(a.frame.Theme)...)
	return kit.Block(lines, a.frame.Width, a.frame.Height)
}

// Cursor implements kit.Cursored.
func (a actForm) Cursor() (x, y int, ok bool) {
	x, y, ok = a.form.Cursor()
	return x, y + a.headHeight(), ok && !a.sending
}
