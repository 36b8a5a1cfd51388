package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// create is the form of a task: Create new task, or the edit of one that is there. Everything is checked as one
// types, and beside it stands the task as creators will see it.
type create struct {
	desk Desk
	task model.Key // that is edited; 0 for a new one

	frame kit.Frame
	term  tea.WindowSizeMsg
	based bool // what checking needs has come
	read  createReader
	words *kit.Words
	form  kit.Form
	shown bool // the preview stands in the form's place
	view  kit.Viewport
	kept  bool              // what was typed is kept
	aside map[string]string // what was put aside to start over
	busy  bool              // a command is under way
}

// NewCreate returns the form of a new task.
func NewCreate(d Desk) kit.Screen { return create{desk: d} }

// NewEdit returns the form of a task that is there.
func NewEdit(d Desk, task model.Key) kit.Screen { return create{desk: d, task: task} }

// draftName is the name under which what was typed is kept: each account and each task has its own.
func (c create) draftName() string {
	name := "create/" + rowKey(model.Ref{Kind: model.KindAccount, Key: c.desk.Actor.Account})
	if c.task != 0 {
		name += "/" + rowKey(model.Ref{Kind: model.KindTask, Key: c.task})
	}
	return name
}

// Init implements kit.Screen.
func (c create) Init() tea.Cmd { return readCreate(c.desk.Session, c.task) }

// Title implements kit.Screen.
func (c create) Title() string {
	if c.task != 0 {
		return c.desk.Words.Say("create.title_edit")
	}
	return c.desk.Words.Say("create.title")
}

// Help implements kit.Helper.
func (c create) Help() string { return c.desk.Words.Say("create.help") }

// Typing implements kit.Typing.
func (c create) Typing() bool { return c.based && !c.shown && c.form.Typing() }

// Update implements kit.Screen.
func (c create) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		c.term = msg
		return c, nil
	case kit.Frame:
		c.frame = msg
		return c.place(), nil
	case createBased:
		return c.take(msg.base), nil
	case createDone:
		return c.done(msg)
	case createFile:
		return c.opened(msg), nil
	case Changed, Minute:
		return c.again(msg)
	case tea.KeyPressMsg:
		return c.key(msg)
	case kit.Click:
		msg.Y -= c.top()
		return c.edit(msg)
	case kit.Wheel:
		if r := c.previewAt(); c.shown || r.Width > 0 && r.Contains(msg.X, msg.Y) {
			c.view = c.view.Scroll(msg.Lines)
			return c, nil
		}
	}
	return c.edit(msg)
}

// again reads what checking needs anew when time has passed or the account has changed.
func (c create) again(msg tea.Msg) (kit.Screen, tea.Cmd) {
	if changed, ok := msg.(Changed); ok && !changed.Touches(model.Ref{Kind: model.KindAccount, Key: c.desk.Actor.Account}) &&
		!changed.Touches(model.Ref{Kind: model.KindMarket, Key: 1}) {
		return c, nil
	}
	return c, readCreate(c.desk.Session, c.task)
}

// take begins with what checking needs, or goes on with it as it is now. The fields share one base, so that what
// is being typed stays as it is.
func (c create) take(base createBase) create {
	if c.based {
		*c.read.base = base
		c.form = c.form.SetValues(nil) // judged anew
		return c.fill()
	}
	lang := c.desk.Words.Language()
	c.read = createReader{base: &base, languages: languages(lang), countries: countries(lang)}
	c.based = true
	s := c.speech()
	c.form = kit.NewForm(createFields(s, c.read)...)
	c.form.Check = createCheck(s, c.read)
	c.form.Words, c.form.Submit = c.words, c.submitName()
	c.form = c.form.SetInitial(c.start())
	if draft := c.desk.draft(c.draftName()); draft != nil {
		c.form, c.kept = c.form.SetValues(draft), true
	}
	return c.place()
}

// start is what the form begins with: the task that is edited, or what most new ones say.
func (c create) start() map[string]string {
	b := c.read.base
	if b.task != nil {
		return c.read.values(b.task.Fields())
	}
	values := c.read.values(model.TaskFields{Samples: 1, Keep: true})
	values["reward"] = rewardFee
	return values
}

func (c create) speech() speech {
	return newSpeech(c.desk.Session).at(c.read.base.now).with(c.frame.Theme)
}

func (c create) submitName() string {
	if c.read.base.published() {
		return c.desk.Words.Say("create.act_save")
	}
	return c.desk.Words.Say("create.act_publish")
}

// edit gives a message to the form and keeps what it changed.
func (c create) edit(msg tea.Msg) (kit.Screen, tea.Cmd) {
	if words, ok := msg.(*kit.Words); ok {
		c.words = words
	}
	if !c.based {
		return c, nil
	}
	form, event, cmd := c.form.Update(msg)
	c.form = form
	if c.task == 0 && c.form.Value("type") == model.StorePromoCode.String() && settles(msg) { // it comes from a promo code
		c.form = c.form.SetValues(map[string]string{"type": ""})
		return c.changed(), tea.Batch(cmd, kit.Send(kit.Push{Screen: newPromoWays(c.desk)}))
	}
	switch event {
	case kit.FormChanged:
		return c.changed(), cmd
	case kit.FormSubmitted:
		return c.submit(true)
	}
	return c, cmd
}

// changed keeps what was typed.
func (c create) changed() create {
	c.desk.keep(c.draftName(), c.form.Draft())
	c.kept = true
	return c.fill()
}

// notice tells at the head how the text is kept.
func (c create) notice() string {
	switch {
	case c.busy:
		return c.desk.Words.Say("create.busy")
	case c.kept:
		return c.desk.Words.Say("create.kept")
	}
	return ""
}

func (c create) toast(role kit.Role, id string, args ...model.Arg) tea.Cmd {
	return kit.Send(kit.Toast{Role: role, Text: c.desk.Words.Say(id, args...)})
}

func textArg(name string, id model.ID) model.Arg { return assets.Text(name, string(id)) }
