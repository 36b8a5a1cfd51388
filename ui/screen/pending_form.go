package screen

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// sendForm is the shipping form for one or many orders: what goes to one address is one parcel with one tracking
// number. What was typed is kept at every key. When it is whole, its plan is shown.
type sendForm struct {
	formStage
	desk Desk
	say  speech
	keys []string // of the rows that were chosen

	what    sending
	request uint64
}

// newSendForm returns the shipping form for the orders of some rows.
func newSendForm(d Desk, keys []string) kit.Screen {
	return sendForm{desk: d, say: newSpeech(d.Session), keys: keys}
}

// sendDraft is what the shipping form is kept under. Tracking numbers are kept by who gets the parcel.
const sendDraft = "pending/send"

// sendRead is what a shipping form is about, as it was read.
type sendRead struct {
	request uint64
	what    sending
	err     error
}

func (f sendForm) read() tea.Cmd {
	s, keys, request := f.desk.Session, f.keys, f.request
	return func() tea.Msg {
		what, err := readSending(s, keys)
		return kit.Self{Msg: sendRead{request, what, err}}
	}
}

// Init implements kit.Screen.
func (f sendForm) Init() tea.Cmd { return f.read() }

// Title implements kit.Screen.
func (f sendForm) Title() string {
	return f.say.Say("pending.send_title", assets.Num("count", int64(len(f.keys))))
}

// Help implements kit.Helper.
func (f sendForm) Help() string { return f.say.Say("pending.send_help") }

// Typing implements kit.Typing.
func (f sendForm) Typing() bool { return f.ready }

// Cursor implements kit.Cursored.
func (f sendForm) Cursor() (x, y int, ok bool) { return f.cursor(len(f.lines())) }

// Actions implements kit.Screen.
func (f sendForm) Actions() []kit.Action {
	book := kit.Action{Key: "ctrl+o", Name: f.say.Say("pending.act_book"), Help: f.say.Say("pending.help_book"), Do: f.openBook}
	if len(f.what.senders) == 0 {
		book.Disabled = f.say.Say("pending.no_book")
	}
	return append(f.form.Actions(), book)
}

// fromBook puts a sender of the address book into the form.
type fromBook struct{ sender string }

// openBook lets one choose among the senders that were used.
func (f sendForm) openBook() tea.Cmd {
	c := kit.Chooser{Name: f.say.Say("pending.book"), Current: f.form.Value("sender")}
	for _, sender := range f.what.senders {
		c.Choices = append(c.Choices, kit.Choice{Key: sender, Name: sender, Do: func() tea.Cmd { return kit.Send(kit.Self{Msg: fromBook{sender}}) }})
	}
	return kit.Send(kit.Push{Screen: kit.NewChooser(c)})
}

// Update implements kit.Screen.
func (f sendForm) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		f.frame = msg
		return f.placed(), nil
	case sendRead:
		return f.began(msg), nil
	case Changed:
		if f.touched(msg) {
			f.request++
			return f, f.read()
		}
		return f, nil
	case Minute:
		f.request++
		return f, f.read()
	case fromBook:
		f.form = f.form.SetValues(map[string]string{"sender": msg.sender}).Focus("sender")
		f.desk.keep(sendDraft, f.form.Draft())
		return f, nil
	case batchDone:
		f.desk.keep(sendDraft, nil)
		return f, tea.Sequence(kit.Send(kit.Pop{}), kit.Send(kit.Self{Msg: msg}))
	case kit.Click:
		msg.Y -= len(f.lines())
		return f.typed(msg)
	}
	return f.typed(msg)
}

// touched tells whether one of the orders changed, or somebody's address.
func (f sendForm) touched(c Changed) bool {
	return slices.ContainsFunc(c.Refs, func(r model.Ref) bool { return r.Kind == model.KindAccount || slices.Contains(f.keys, rowKey(r)) })
}

// began builds the form of what was read. What is typed stays; orders that moved meanwhile are said.
func (f sendForm) began(msg sendRead) sendForm {
	if msg.request != f.request {
		return f
	}
	f.failed = msg.err
	if msg.err != nil {
		return f
	}
	before := f.what
	f.what = msg.what
	f.say = f.say.at(f.what.now)
	if f.ready && sameParcels(before, f.what) {
		return f.judged()
	}
	typed, focus := f.form.Values(), f.form.Focused()
	f.moved = f.moved || f.ready
	spoken := f.form.Words
	f.form = kit.NewForm(f.what.fields(f.say)...)
	f.form.Words, f.form.Submit = spoken, f.say.Say("pending.act_plan")
	if len(f.what.senders) > 0 {
		f.form = f.form.SetInitial(map[string]string{"sender": f.what.senders[0]})
	}
	if !f.ready {
		typed = f.desk.draft(sendDraft)
		f.resumed = typed != nil
	}
	f.ready = true
	f.form = f.form.SetValues(typed).Focus(focus)
	return f.judged().placed()
}

// sameParcels tells whether two readings ask for the same: the same orders for the same addresses.
func sameParcels(a, b sending) bool {
	return a.able() == b.able() && slices.EqualFunc(a.parcels, b.parcels, func(p, q parcel) bool {
		return p.field == q.field && p.address == q.address && len(p.rows) == len(q.rows)
	})
}

// judged lets the rules look at what is typed, as far as they concern any parcel.
func (f sendForm) judged() sendForm {
	x, d, s := f.what, f.desk, f.say
	f.form.Check = func(get func(string) string) []kit.FormNote {
		var notes []kit.FormNote
		notes = append(notes, x.shared(s, get)...)
		commands := x.commands(get)
		if x.judge == nil || len(commands) == 0 {
			return notes
		}
		first := commands[0]
		first.rows = []int{slices.IndexFunc(x.rows, func(r sendRow) bool { return r.order.Key == x.judge.order.Key })}
		c, private := x.command(first, d.Market, get)
		p := x.judge.try(c, private)
		for _, n := range s.formNotes(p, get) {
			if n.Field == "tracking" {
				n.Field = x.parcels[first.parcel].field
			}
			notes = append(notes, n)
		}
		return notes
	}
	f.form = f.form.SetValues(nil)
	return f
}

// shared warns of one tracking number for parcels that go to different addresses.
func (x sending) shared(s speech, get func(string) string) []kit.FormNote {
	var notes []kit.FormNote
	for i, p := range x.parcels {
		number := strings.TrimSpace(get(p.field))
		for _, q := range x.parcels[:i] {
			if number != "" && strings.EqualFold(number, strings.TrimSpace(get(q.field))) {
				text := s.Say("pending.same_tracking", assets.Text("who", q.name))
				notes = append(notes, kit.FormNote{Note: kit.Note{Role: kit.Warn, Text: text}, Field: p.field})
				break
			}
		}
	}
	return notes
}

// typed gives a message to the form.
func (f sendForm) typed(msg tea.Msg) (kit.Screen, tea.Cmd) {
	form, event, cmd := f.form.Update(msg)
	f.form = form
	switch event {
	case kit.FormChanged:
		f.desk.keep(sendDraft, form.Draft())
	case kit.FormSubmitted:
		values := form.Visible()
		if len(f.what.commands(func(id string) string { return values[id] })) == 0 {
			if len(f.what.parcels) > 0 {
				f.form = form.Refuse(f.what.parcels[0].field, f.say.Say("pending.no_tracking"))
			}
			return f, nil
		}
		return f, kit.Send(kit.Push{Screen: newSendPlan(f.desk, f.keys, values)})
	}
	return f, cmd
}

func (f sendForm) placed() sendForm {
	f.formStage = f.sized(len(f.lines()))
	return f
}

// lines say what is shipped and what stays behind.
func (f sendForm) lines() []string {
	s, x := f.say.with(f.frame.Theme), f.what
	facts := kit.Facts(s.Say("pending.orders", assets.Num("count", int64(x.able()))), s.Say("pending.parcels", assets.Num("count", int64(len(x.parcels)))))
	if len(x.rows) == 1 {
		facts = kit.Facts(x.rows[0].order.Title, x.rows[0].who)
	}
	var said []string
	if stay := len(x.rows) - x.able() + x.gone; stay > 0 {
		said = kit.Notice{Role: kit.Warn, Text: f.stays(s, stay)}.View(f.frame.Theme, max(f.frame.Width-4, 1))
	}
	return f.head(s, s.Say("pending.send"), facts, said...)
}

// stays says which orders cannot be shipped, and why the first of them cannot.
func (f sendForm) stays(s speech, count int) string {
	args := []model.Arg{assets.Num("count", int64(count))}
	for _, row := range f.what.rows {
		if !row.able() {
			args = append(args, assets.Text("who", row.who), assets.Text("why", row.why(s)))
			break
		}
	}
	return s.Say("pending.stay", args...)
}

// why says why an order cannot be shipped, "" where it can.
func (r sendRow) why(s speech) string {
	switch {
	case r.refused != nil:
		return s.refusal(r.refused)
	case r.noWhere != nil:
		return s.note(*r.noWhere)
	case r.coming:
		return s.Say("order.address_coming")
	}
	return ""
}

// View implements kit.Screen.
func (f sendForm) View() string { return f.view(f.say, f.lines()) }

// Guide implements kit.Guided.
func (f sendForm) Guide() string { return guidePage("act.send") }
