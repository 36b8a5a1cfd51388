package screen

import (
	"net/url"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// SavedView is a list as somebody wants to find it again: a tab, a filter and an order under a name.
type SavedView struct {
	Name string
	List string // the list's name: the entry of the menu below which the view stands

	of     string // whose rows, where there is such a list for each of something
	role   model.Role
	memory listMemory
}

// Entry returns the entry of the menu below which the view stands.
func (v SavedView) Entry() string {
	if v.List == "applicants" {
		return "review"
	}
	return v.List
}

// savedViews is the name under which all views of an account are kept, each by its own name.
const savedViews = "views"

// viewNameRunes bounds a view's name: it stands in the menu.
const viewNameRunes = 40

// Views returns the saved views of an account by name.
func Views(d Desk) []SavedView {
	var all []SavedView
	for name, text := range d.draft(savedViews) {
		v, err := url.ParseQuery(text)
		if err != nil || v.Get("list") == "" {
			continue
		}
		memory := listMemory{tab: v.Get(keepTab), filter: v.Get(keepFilter), sort: v.Get(keepSort)}
		all = append(all, SavedView{name, v.Get("list"), v.Get("of"), model.Role(v.Get("role")), memory})
	}
	slices.SortFunc(all, func(a, b SavedView) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// OpenView returns the list that a view is of, as the view was saved; nil where there is no such list.
func OpenView(d Desk, v SavedView) kit.Screen {
	switch page := namedScreen(d, v).(type) {
	case list:
		return page.as(v.memory).pointed()
	case listFolder:
		return page.as(v.memory)
	}
	return nil
}

// saveView keeps the present view of a list under a name.
func saveView(l list, name string) {
	all := l.desk.draft(savedViews)
	if all == nil {
		all = map[string]string{}
	}
	m := l.memory()
	v := url.Values{"list": {l.kind.id}, "of": {l.kind.of}, "role": {string(l.kind.role)}, keepTab: {m.tab}, keepFilter: {m.filter}, keepSort: {m.sort}}
	all[name] = v.Encode()
	l.desk.keep(savedViews, all)
}

func dropView(d Desk, name string) {
	all := d.draft(savedViews)
	delete(all, name)
	if len(all) == 0 {
		all = nil
	}
	d.keep(savedViews, all)
}

// ViewsChanged tells the program that the saved views are others, so that the menu shows them.
type ViewsChanged struct{}

// openViews floats what can be done with views: keep the present one, open or delete those there are.
func openViews(l list) tea.Cmd {
	w, d := l.desk.Words, l.desk
	choices := []kit.Choice{{
		Key: "save", Name: w.Say("views.save"), Detail: l.described(l.memory()),
		Do: func() tea.Cmd { return kit.Send(kit.Push{Screen: newViewName(l)}) },
	}}
	for _, v := range Views(d) {
		choices = append(choices, kit.Choice{
			Key: "open/" + v.Name, Name: v.Name, Group: w.Say("views.saved"), Detail: w.Say("list." + v.List),
			Do: func() tea.Cmd { return openView(d, v) },
		})
	}
	for _, v := range Views(d) {
		choices = append(choices, kit.Choice{
			Key: "drop/" + v.Name, Name: w.Say("views.drop", assets.Text("name", v.Name)), Group: w.Say("views.delete"),
			Do: func() tea.Cmd {
				dropView(d, v.Name)
				return tea.Batch(kit.Send(ViewsChanged{}), kit.Send(kit.Toast{Role: kit.Good, Text: w.Say("views.dropped", assets.Text("name", v.Name))}))
			},
		})
	}
	typed := func(name string) []kit.Choice {
		return []kit.Choice{{
			Key: "save_as", Name: w.Say("views.save_as", assets.Text("name", name)), Detail: l.described(l.memory()),
			Do: func() tea.Cmd { return keepView(l, kit.Cut(name, viewNameRunes)) },
		}}
	}
	return kit.Send(kit.Push{Screen: kit.NewChooser(kit.Chooser{Name: w.Say("views.title"), Choices: choices, Typed: typed})})
}

func openView(d Desk, v SavedView) tea.Cmd {
	if page := OpenView(d, v); page != nil {
		return kit.Send(kit.Push{Screen: page})
	}
	return kit.Send(kit.Toast{Role: kit.Bad, Text: d.Words.Say("views.gone")})
}

// described says what a view shows: its tab, its filter, its order.
func (l list) described(m listMemory) string {
	var parts []string
	if len(l.kind.tabs) > 1 {
		parts = append(parts, l.desk.Words.Say("list."+l.kind.id+"_"+m.tab))
	}
	if m.filter != "" {
		parts = append(parts, m.filter)
	}
	if m.sort != "" {
		parts = append(parts, l.desk.Words.Say("sort."+m.sort))
	}
	return strings.Join(parts, " · ")
}
