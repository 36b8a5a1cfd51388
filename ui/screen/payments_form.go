package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// recordForm asks for what was paid: one payment, or several in one go. What was typed is kept at every key.
type recordForm struct {
	formStage
	desk Desk
	say  speech
	keys []string

	what    paying
	request uint64
}

func newRecordForm(d Desk, keys []string) kit.Screen {
	return recordForm{desk: d, say: newSpeech(d.Session), keys: keys}
}

// draftName is what the form is kept under: that of one payment belongs to its order.
func (f recordForm) draftName() string {
	if len(f.keys) == 1 {
		return "payments/record/" + f.keys[0]
	}
	return "payments/record"
}

// payingRead is what a form of payments is about, as it was read.
type payingRead struct {
	request uint64
	what    paying
	err     error
}

func (f recordForm) read() tea.Cmd {
	s, keys, request := f.desk.Session, f.keys, f.request
	return func() tea.Msg {
		read := payingRead{request: request}
		read.err = s.Market.View(s.Actor, func(v model.View) { read.what = readPaying(v, newSpeech(s).at(v.Now), keys) })
		return kit.Self{Msg: read}
	}
}

// Init implements kit.Screen.
func (f recordForm) Init() tea.Cmd { return f.read() }

// Title implements kit.Screen.
func (f recordForm) Title() string {
	return f.say.Say("payments.record_title", assets.Num("count", int64(len(f.keys))))
}

// Help implements kit.Helper.
func (f recordForm) Help() string { return f.say.Say("payments.record_help") }

// Typing implements kit.Typing.
func (f recordForm) Typing() bool { return f.ready }

// Cursor implements kit.Cursored.
func (f recordForm) Cursor() (x, y int, ok bool) { return f.cursor(len(f.lines())) }

// Actions implements kit.Screen.
func (f recordForm) Actions() []kit.Action {
	payout := kit.Action{Key: "ctrl+l", Name: f.say.Say("payments.act_payout"), Help: f.say.Say("payments.help_payout"), Do: f.copyPayout}
	if !f.ready || !slices.ContainsFunc(f.what.rows, func(r payRow) bool { return r.payout != "" }) {
		payout.Disabled = f.say.Say("payments.no_payout")
	}
	return append(f.form.Actions(), payout)
}

// copyPayout copies the PayPal address, of several rows all of them, a line each.
func (f recordForm) copyPayout() tea.Cmd {
	text := ""
	for _, row := range f.what.rows {
		if text != "" {
			text += "\n"
		}
		text += row.payout
	}
	return copyText(f.say, text)
}

// Update implements kit.Screen.
func (f recordForm) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		f.frame = msg
		return f.placed(), nil
	case payingRead:
		return f.began(msg), nil
	case Changed:
		if !slices.ContainsFunc(msg.Refs, func(r model.Ref) bool { return slices.Contains(f.keys, rowKey(r)) }) {
			return f, nil
		}
		f.request++
		return f, f.read()
	case batchDone:
		f.desk.keep(f.draftName(), nil)
		return f, tea.Sequence(kit.Send(kit.Pop{}), kit.Send(kit.Self{Msg: msg}))
	case kit.Click:
		msg.Y -= len(f.lines())
		return f.typed(msg)
	}
	return f.typed(msg)
}

// began builds the form of what was read; what is typed stays.
func (f recordForm) began(msg payingRead) recordForm {
	if msg.request != f.request {
		return f
	}
	if f.failed = msg.err; msg.err != nil {
		return f
	}
	f.what = msg.what
	f.say = f.say.at(f.what.now).under(f.what.policy)
	typed := f.form.Values()
	f.moved = f.ready
	spoken := f.form.Words
	f.form = kit.NewForm(f.what.fields(f.say)...)
	f.form.Words, f.form.Submit = spoken, f.say.Say("pending.act_plan")
	start := map[string]string{"method": string(model.PayPal)}
	if len(f.what.rows) == 1 && !f.what.rows[0].order.Owed.IsZero() {
		start["amount"] = f.what.rows[0].order.Owed.String()
	}
	f.form = f.form.SetInitial(start)
	if !f.ready {
		typed = f.desk.draft(f.draftName())
		f.resumed = typed != nil
	}
	f.ready = true
	x, s := f.what, f.say
	f.form.Check = func(get func(string) string) []kit.FormNote { return x.hints(s, get) }
	f.form = f.form.SetValues(typed)
	return f.placed()
}

// typed gives a message to the form.
func (f recordForm) typed(msg tea.Msg) (kit.Screen, tea.Cmd) {
	form, event, cmd := f.form.Update(msg)
	f.form = form
	switch event {
	case kit.FormChanged:
		f.desk.keep(f.draftName(), form.Draft())
	case kit.FormSubmitted:
		if f.what.nameless(form.Value) {
			f.form = form.Refuse("reference", f.say.Say("payments.no_reference"))
			return f, nil
		}
		p := stepsPage{desk: f.desk, say: f.say, id: "record", make: recordSteps(f.keys, form.Visible()), batch: recordBatch()}
		return f, kit.Send(kit.Push{Screen: p})
	}
	return f, cmd
}

func (f recordForm) placed() recordForm {
	f.formStage = f.sized(len(f.lines()))
	return f
}

// lines say what is owed and where to, and that this program moves no money.
func (f recordForm) lines() []string {
	s := f.say.with(f.frame.Theme)
	sums := s.sums(f.what.totals())
	facts, payout := kit.Facts(sums), ""
	if len(f.what.rows) == 1 {
		row := f.what.rows[0]
		facts, payout = kit.Facts(row.order.Title, row.who), mark(kit.Strong, row.payout)
	}
	intro := s.Say("act.record_intro", assets.Text("owed", mark(kit.Strong, sums)), assets.Text("payout", payout))
	return f.head(s, f.Title(), facts, wrapped(f.frame.Theme, kit.Muted, intro, max(f.frame.Width-4, 1))...)
}

// View implements kit.Screen.
func (f recordForm) View() string { return f.view(f.say, f.lines()) }

// Guide implements kit.Guided.
func (f recordForm) Guide() string { return guidePage("act.record") }
