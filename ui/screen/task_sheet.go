package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/ui/kit"
)

// sheet is a page with a form that does one thing: apply for a task, add an account, join the affiliate programme.
type sheet struct {
	title string
	help  string
	guide string // the page of the guide that belongs to it
	verb  string // what ctrl+s does, in the footer
	lead  func(t kit.Theme, w int) []string
	where string   // what [Reopen] opens it by, "" for nothing
	draft string   // name under which what was typed is kept, "" for nothing
	hide  []string // fields that no draft keeps, because they are private

	fields []kit.Field
	start  map[string]string
	check  func(get func(string) string) []kit.FormNote
	do     func(values map[string]string) sheetDone // waits; it is called in a command
}

// sheetDone is what became of a sheet.
type sheetDone struct {
	refused string // why it was not done, "" where it was
	field   string // that the refusal concerns, "" for the whole
	err     error
	toast   string
	to      tea.Msg    // told to every screen afterwards
	next    kit.Screen // takes the place of the sheet, nil to go back
}

// sheetPage is a sheet on a stack.
type sheetPage struct {
	sheet
	desk  Desk
	frame kit.Frame
	form  kit.Form
	busy  bool
	lost  []string // private fields that were typed in once and that no draft has: they are to be typed again
}

// lostMark stands in a draft where a private text was typed, in place of the text.
const lostMark = "typed"

// newSheet returns the page of a sheet.
func newSheet(d Desk, s sheet) kit.Screen {
	p := sheetPage{sheet: s, desk: d, form: kit.NewForm(s.fields...)}
	p.form.Submit, p.form.Check = s.verb, s.check
	p.form = p.form.SetInitial(s.start)
	if s.draft != "" {
		p = p.resume(d.draft(s.draft))
	}
	return p
}

// resume fills in what was typed at an earlier time. Of private texts it is only known that they were typed: that is said,
// and the form is not sent without them by somebody who thinks that they are there.
func (p sheetPage) resume(draft map[string]string) sheetPage {
	values := map[string]string{}
	for id, text := range draft {
		switch {
		case !slices.Contains(p.hide, id):
			values[id] = text
		case text == lostMark:
			p.lost = append(p.lost, id)
		}
	}
	p.form = p.form.SetValues(values)
	for _, id := range slices.Backward(p.lost) { // the first of them last: it gets the focus
		p.form = p.form.Refuse(id, p.desk.Words.Say("sheet.lost"))
	}
	return p
}

// missing returns the first of the lost fields that was not typed in again.
func (p sheetPage) missing() (id string, ok bool) {
	for _, id := range p.lost {
		if p.form.Value(id) == p.start[id] {
			return id, true
		}
	}
	return "", false
}

// Init implements kit.Screen.
func (p sheetPage) Init() tea.Cmd { return nil }

// Title implements kit.Screen.
func (p sheetPage) Title() string { return p.title }

// Help implements kit.Helper.
func (p sheetPage) Help() string { return p.help }

// Typing implements kit.Typing.
func (p sheetPage) Typing() bool { return p.form.Typing() }

// Actions implements kit.Screen.
func (p sheetPage) Actions() []kit.Action {
	actions := p.form.Actions()
	for i := range actions {
		a := &actions[i]
		switch a.Key {
		case "ctrl+s":
			a.Help = p.help
			if p.busy {
				a.Disabled = p.desk.Words.Say("create.busy")
			}
		case "tab":
			a.Help = p.desk.Words.Say("create.help_field")
		case "esc":
			a.Help = p.desk.Words.Say("create.help_leave_sheet")
		}
	}
	return actions
}

// Update implements kit.Screen.
func (p sheetPage) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		p.frame = msg
		p.form = p.form.Resize(msg.Width, max(msg.Height-len(p.head()), 1))
		return p, nil
	case sheetDone:
		return p.done(msg)
	case kit.Click:
		msg.Y -= len(p.head())
		return p.edit(msg)
	}
	return p.edit(msg)
}

func (p sheetPage) edit(msg tea.Msg) (kit.Screen, tea.Cmd) {
	form, event, cmd := p.form.Update(msg)
	p.form = form
	if key, ok := msg.(tea.KeyPressMsg); ok && p.draft != "" && key.String() == "esc" && cmd != nil && !p.unkept() {
		return p.leave() // what was typed is kept: there is nothing to ask
	}
	switch event {
	case kit.FormChanged:
		p.keep()
	case kit.FormSubmitted:
		return p.submit()
	}
	return p, cmd
}

// unkept tells whether something was typed that no draft keeps, and that leaving would lose.
func (p sheetPage) unkept() bool {
	return slices.ContainsFunc(p.hide, func(id string) bool { return p.form.Value(id) != p.start[id] })
}

func (p sheetPage) leave() (kit.Screen, tea.Cmd) {
	if !p.form.Dirty() {
		return p, kit.Send(kit.Pop{})
	}
	return p, tea.Sequence(kit.Send(kit.Pop{}), kit.Send(kit.Toast{Role: kit.Muted, Text: p.desk.Words.Say("create.left")}))
}

func (p sheetPage) keep() {
	if p.draft == "" {
		return
	}
	values := p.form.Draft()
	for _, id := range p.hide {
		typed := values[id] != p.start[id] || slices.Contains(p.lost, id)
		if delete(values, id); typed {
			values[id] = lostMark
		}
	}
	p.desk.keep(p.draft, values)
}

func (p sheetPage) submit() (kit.Screen, tea.Cmd) {
	if p.busy {
		return p, nil
	}
	if id, ok := p.missing(); ok { // said once; who sends it again means it so
		p.lost = nil
		p.form = p.form.Refuse(id, p.desk.Words.Say("sheet.lost_stop"))
		return p, nil
	}
	p.busy = true
	do, values := p.do, p.form.Visible()
	return p, func() tea.Msg { return kit.Self{Msg: do(values)} }
}

// done goes on when it was done, or says beside the field why it was not.
func (p sheetPage) done(msg sheetDone) (kit.Screen, tea.Cmd) {
	p.busy = false
	switch {
	case msg.err != nil:
		return p, failed(p.desk.Session, msg.err)
	case msg.refused != "":
		p.form = p.form.Refuse(msg.field, msg.refused)
		return p, nil
	}
	if p.draft != "" {
		p.desk.keep(p.draft, nil)
	}
	cmds := []tea.Cmd{kit.Send(kit.Pop{})}
	if msg.next != nil {
		cmds[0] = kit.Send(kit.Replace{Screen: msg.next})
	}
	if msg.to != nil {
		cmds = append(cmds, kit.Send(msg.to))
	}
	if msg.toast != "" {
		cmds = append(cmds, kit.Send(kit.Toast{Role: kit.Good, Text: msg.toast}))
	}
	return p, tea.Sequence(cmds...)
}

// head returns the lines above the form: what it is for.
func (p sheetPage) head() []string {
	t, w := p.frame.Theme, p.frame.Width
	title := kit.NewLine(t, w).Gap(2).Bold(kit.Strong, p.title).String()
	head := []string{title}
	if p.lead != nil && w > 4 {
		for _, line := range p.lead(t, w-4) {
			head = append(head, "  "+line)
		}
	}
	if p.frame.Height >= 18 {
		head = slices.Concat([]string{""}, head, []string{""})
	}
	if most := p.frame.Height / 2; len(head) > most { // the form must be seen
		head = head[:max(most, 0)]
	}
	return head
}

// View implements kit.Screen.
func (p sheetPage) View() string {
	return kit.Block(append(p.head(), p.form.View(p.frame.Theme)...), p.frame.Width, p.frame.Height)
}

// Cursor implements kit.Cursored.
func (p sheetPage) Cursor() (x, y int, ok bool) {
	x, y, ok = p.form.Cursor()
	return x, y + len(p.head()), ok
}
