package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/ui/kit"
)

// viewName asks under which name a view is kept.
type viewName struct {
	list  list
	form  kit.Form
	frame kit.Frame
}

func newViewName(l list) kit.Screen {
	w := l.desk.Words
	f := kit.NewForm(kit.Field{ID: "name", Label: w.Say("views.name"), Hint: w.Say("views.name_hint"), Required: true, Max: viewNameRunes})
	f.Submit = w.Say("views.keep")
	return viewName{list: l, form: f}
}

// Init implements kit.Screen.
func (v viewName) Init() tea.Cmd { return nil }

// Title implements kit.Screen.
func (v viewName) Title() string { return v.list.desk.Words.Say("views.save") }

// Help implements kit.Helper.
func (v viewName) Help() string { return v.list.desk.Words.Say("views.keep_help") }

// Typing implements kit.Typing.
func (v viewName) Typing() bool { return true }

// Actions implements kit.Screen.
func (v viewName) Actions() []kit.Action {
	w := v.list.desk.Words
	keep := kit.Action{Key: "enter", Name: w.Say("views.keep"), Help: w.Say("views.keep_help")}
	keep.Do = func() tea.Cmd { return kit.Send(kit.Self{Msg: viewNamed{}}) }
	return append([]kit.Action{keep}, v.form.Actions()...)
}

// viewNamed keeps the view under the name that stands in the form.
type viewNamed struct{}

// Update implements kit.Screen.
func (v viewName) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		v.frame = msg
		v.form = v.form.Resize(msg.Width, max(msg.Height-3, 3))
		return v, nil
	case viewNamed:
		return v, v.keep()
	case kit.Click:
		msg.Y -= 3
		return v.typed(msg)
	}
	return v.typed(msg)
}

func (v viewName) typed(msg tea.Msg) (kit.Screen, tea.Cmd) {
	form, event, cmd := v.form.Update(msg)
	v.form = form
	if event == kit.FormSubmitted {
		return v, v.keep()
	}
	return v, cmd
}

// keep saves the view and goes back to its list.
func (v viewName) keep() tea.Cmd {
	w, name := v.list.desk.Words, strings.TrimSpace(v.form.Value("name"))
	if name == "" {
		return kit.Send(kit.Toast{Role: kit.Bad, Text: w.Say("views.no_name")})
	}
	return tea.Sequence(kit.Send(kit.Pop{}), keepView(v.list, name))
}

// keepView saves the present view of a list under a name, and says so.
func keepView(l list, name string) tea.Cmd {
	saveView(l, name)
	toast := kit.Toast{Role: kit.Good, Text: l.desk.Words.Say("views.kept", assets.Text("name", name))}
	return tea.Sequence(kit.Send(ViewsChanged{}), kit.Send(toast))
}

// Cursor implements kit.Cursored.
func (v viewName) Cursor() (x, y int, ok bool) {
	x, y, ok = v.form.Cursor()
	return x, y + 3, ok
}

// View implements kit.Screen.
func (v viewName) View() string {
	t := v.frame.Theme
	lines := []string{"", kit.NewLine(t, v.frame.Width).Gap(2).Bold(kit.Strong, v.Title()).Gap(3).Put(kit.Muted, v.list.described(v.list.memory())).String(), ""}
	return kit.Block(append(lines, v.form.View(t)...), v.frame.Width, v.frame.Height)
}

// Guide implements kit.Guided.
func (v viewName) Guide() string { return guidePage("views") }
