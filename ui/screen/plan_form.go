package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// batchForm asks for what a batch needs, once for all its rows, before its plan. What was typed is kept as a draft.
type batchForm struct {
	desk  Desk
	kind  listKind
	batch listBatch
	keys  []string
	form  kit.Form
	frame kit.Frame
}

func newBatchForm(d Desk, k listKind, b listBatch, keys []string) kit.Screen {
	f := batchForm{desk: d, kind: k, batch: b, keys: keys}
	f.form = kit.NewForm(b.fields(newSpeech(d.Session))...)
	f.form.Submit = d.Words.Say("plan.act_plan")
	if b.start != nil {
		f.form = f.form.SetValues(b.start)
	}
	if draft := d.draft(f.draftName()); draft != nil {
		f.form = f.form.SetValues(draft)
	}
	return f
}

func (f batchForm) draftName() string { return "batch/" + f.batch.id }

// Init implements kit.Screen.
func (f batchForm) Init() tea.Cmd { return nil }

// Title implements kit.Screen.
func (f batchForm) Title() string {
	return f.desk.Words.Say("batch."+f.batch.id+"_title", assets.Num("count", int64(len(f.keys))))
}

// Help implements kit.Helper.
func (f batchForm) Help() string { return f.desk.Words.Say("batch." + f.batch.id + "_help") }

// Typing implements kit.Typing.
func (f batchForm) Typing() bool { return true }

// Cursor implements kit.Cursored.
func (f batchForm) Cursor() (x, y int, ok bool) {
	x, y, ok = f.form.Cursor()
	return x, y + len(f.head()), ok
}

// Actions implements kit.Screen.
func (f batchForm) Actions() []kit.Action { return f.form.Actions() }

// Update implements kit.Screen.
func (f batchForm) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		f.frame = msg
		f.form = f.form.Resize(msg.Width, max(msg.Height-len(f.head()), 3))
		return f, nil
	case planMade:
		return f.judged(msg)
	case kit.Click:
		msg.Y -= len(f.head())
		return f.typed(msg)
	}
	return f.typed(msg)
}

func (f batchForm) typed(msg tea.Msg) (kit.Screen, tea.Cmd) {
	form, event, cmd := f.form.Update(msg)
	f.form = form
	switch event {
	case kit.FormChanged:
		f.desk.keep(f.draftName(), form.Draft())
	case kit.FormSubmitted:
		page := f.plan()
		return f, page.makePlan(0)
	}
	return f, cmd
}

// plan returns the plan of what is typed.
func (f batchForm) plan() planPage {
	return newPlanPage(f.desk, f.kind, f.batch, f.keys, f.form.Visible()).(planPage)
}

// judged opens the plan, unless what was typed concerns a field: then the refusal stands there.
func (f batchForm) judged(msg planMade) (kit.Screen, tea.Cmd) {
	s := newSpeech(f.desk.Session)
	if msg.err != nil {
		return f, failed(f.desk.Session, msg.err)
	}
	if r := msg.plan.refusedField(f.form.Values()); r != nil {
		f.form = f.form.Refuse(formField(r.Field), s.refusal(r))
		return f, nil
	}
	f.desk.keep(f.draftName(), nil)
	return f, kit.Send(kit.Replace{Screen: f.plan()})
}

// refusedField returns the refusal of a value that was typed, nil where only rows are refused.
func (p plannedBatch) refusedField(values map[string]string) *model.Refusal {
	for _, r := range p.refusals {
		if _, typed := values[formField(r.Field)]; typed {
			return r
		}
	}
	return nil
}

// head draws what the form is about.
func (f batchForm) head() []string {
	lines := []string{""}
	if f.frame.Height < 16 {
		lines = nil
	}
	lines = append(lines, kit.Heading{Title: f.Title()}.View(f.frame.Theme, max(f.frame.Width-4, 1), 1)...)
	return append(indented(lines, 2), "")
}

// View implements kit.Screen.
func (f batchForm) View() string {
	return kit.Block(append(f.head(), f.form.View(f.frame.Theme)...), f.frame.Width, f.frame.Height)
}

// Guide implements kit.Guided.
func (f batchForm) Guide() string { return guidePage("act."+f.batch.id, "plan") }
