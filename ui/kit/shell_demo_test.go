package kit

import (
	"errors"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// The demo is a small lending library. It stands only in tests: they, the
// goldens and the benchmarks drive the kit through it as screens do.

// shelf is a list screen: tabs, filter, table, preview.
type shelf struct {
	page  ListPage
	books []book
}

type book struct{ id, title, by, lang, due string }

func demoBooks(n int) []book {
	titles := []string{"Wireless telegraphy for beginners", "三国演义 (illustrated)", "Teegeschichten 🍵", "Граф Монте-Кристо", "Café society, 1920–1939",
		"A very long title that goes on and on about the history of long titles and the people who wrote them", "하나 둘 셋", "Ḑ̇ı̇a̧c̈ŗi̇țics"}
	langs := []string{"en", "zh", "de", "ru", "fr", "en", "ko", "lv"}
	dues := []string{"3 h", "1 d", "4 d", "9 d", "11 d", "30 d"}
	books := make([]book, n)
	for i := range books {
		books[i] = book{fmt.Sprintf("B-%04d", i), fmt.Sprintf("%s %d", titles[i%len(titles)], i), "writer " + string(rune('a'+i%26)), langs[i%len(langs)], dues[i%len(dues)]}
	}
	return books
}

func (b book) row(search string) Row {
	role := Text
	if strings.HasSuffix(b.due, "h") {
		role = Bad
	} else if b.due == "1 d" {
		role = Warn
	}
	cell := Cell{Text: b.title}
	if found := rank(search, []string{b.title}); search != "" && len(found) > 0 {
		cell.Match = found[0].match
	}
	return Row{Key: b.id, Cells: []Cell{
		cell, TextCell(Muted, b.id), DrawnCell(func(t Theme, w int) string { return NewLine(t, w).Put(Text, b.by).Gap(1).Glyph(Accent, Star).String() }),
		TextCell(Text, b.lang), TextCell(role, b.due), BarCell(0.7),
	}}
}

func newShelf(n int) Screen {
	s := shelf{books: demoBooks(n)}
	s.page.Title = "Catalogue"
	s.page.Filter = NewFilter("title or name")
	s.page.Tabs = Tabs{Items: []Tab{{"all", "All", "1,204"}, {"novel", "Novels", "611"}, {"travel", "Travel", "302"}, {"tech", "Technology", "188"}, {"kids", "For children", "103"}}}
	s.page.Table = NewTable(
		Column{Head: "TITLE", Width: 16, Flex: 1},
		Column{Head: "BOOK", Width: 6, Priority: 3},
		Column{Head: "BY", Width: 11, Priority: 2},
		Column{Head: "LANG", Width: 4, Priority: 4},
		Column{Head: "DUE", Width: 6, Right: true, Order: Ascending},
		Column{Head: "READ", Width: 6, Priority: 5},
	)
	s.page.Table.Multi = true
	s.page.Table.Empty = "No book matches.\nesc shows all of them again."
	return s
}

func (s shelf) Init() tea.Cmd { return nil }
func (s shelf) Title() string { return "Catalogue" }
func (s shelf) Help() string {
	return "All books there are. What is due soonest stands first.\nChoose several to lend them together."
}
func (s shelf) Typing() bool                { return s.page.Typing() }
func (s shelf) Cursor() (x, y int, ok bool) { return s.page.Cursor() }
func (s shelf) View() string                { return s.page.View() }

func (s shelf) Actions() []Action {
	why := ""
	if len(s.page.Table.Chosen()) == 0 {
		why = "no book is chosen"
	}
	return s.page.Actions([]Action{
		{Key: "enter", Name: "open", Help: "Read about the book under the cursor.", Do: func() tea.Cmd { return Send(Toast{Good, "opened " + s.page.Table.CurrentKey()}) }},
		{Key: "a", Name: "lend", Help: "Lend the chosen books.", Disabled: why, Do: func() tea.Cmd { return Send(Push{demoConfirm()}) }},
		{Key: "n", Name: "new", Help: "Write down a new book.", Do: func() tea.Cmd { return Send(Push{newEntry()}) }},
	}...)
}

func demoConfirm() Screen {
	return NewConfirm(Confirm{Title: "Lend 3 books?", Text: "They leave the shelf until somebody brings them back.", Facts: []string{"3 books", "1 person"}, Yes: "Lend 3",
		Do: func() tea.Cmd { return Send(Toast{Good, "3 books lent · u takes it back for 10 minutes"}) }})
}

func (s shelf) Update(msg tea.Msg) (Screen, tea.Cmd) {
	page, event, cmd := s.page.Update(msg)
	s.page = page
	if event&(FilterChanged|TabChanged) != 0 || s.page.Table.Len() == 0 && event&Resized != 0 {
		s = s.search()
	}
	if event != 0 {
		s.page = s.page.SetPreview(s.preview())
	}
	return s, cmd
}

func (s shelf) search() shelf {
	names := make([]string, len(s.books))
	for i, b := range s.books {
		names[i] = b.title
	}
	var rows []Row
	for _, r := range rank(s.page.Filter.Value(), names) {
		rows = append(rows, s.books[r.index].row(s.page.Filter.Value()))
	}
	s.page.Filter.Result = fmt.Sprintf("%d of %d · 2 ms", len(rows), len(s.books))
	s.page.Facts = []Fact{{fmt.Sprint(len(rows), " books"), Muted}, {"4 due today", Warn}}
	s.page.Table = s.page.Table.SetRows(rows).Home()
	return s
}

func (s shelf) preview() []string {
	t, w := s.page.Theme(), s.page.PreviewWidth()
	row, ok := s.page.Table.Current()
	if !ok || w <= 0 {
		return nil
	}
	lines := []string{t.Bold(Strong, Cut(row.Cells[0].Text, w)), t.Paint(Muted, row.Key) + t.Paint(Text, "  writer"), ""}
	lines = append(lines, KeyValues{
		{Label: "Reward", Value: "120.00 USD", Right: true}, {Label: "Read", Value: "18", Right: true},
		{Label: "About", Value: "30 h of reading, fits small bags, show the cover in daylight."},
	}.View(t, w)...)
	lines = append(lines, "")
	lines = append(lines, demoSteps().View(t, w, 3)...)
	lines = append(lines, "", Sparkline(t, 12, []float64{1, 2, 2, 4, 3, 5, 8, 7, 9, 12})+t.Paint(Muted, "  1,840 pages"))
	return append(lines, Notice{Role: Warn, Text: "two people wait for it; it should be back by 5 December", Key: "f", Name: "ask for it"}.View(t, w)...)
}

func demoSteps() Stepper {
	return Stepper{{"Ordered", StepDone}, {"Printed", StepDone}, {"Bound", StepDone}, {"On the shelf", StepNow}, {"Lent", StepTodo}, {"Back", StepTodo}}
}

// entry is a form screen.
type entry struct {
	frame Frame
	form  Form
}

func newEntry() Screen {
	return entry{form: demoForm()}
}

func demoForm() Form {
	form := NewForm(
		Field{ID: "kind", Label: "Kind", Kind: ChoiceField, Group: "kind", Required: true, Options: []Option{{"novel", "Novel", "a long story"}, {"travel", "Travel", "with maps where there are any"}}},
		Field{ID: "title", Label: "Title", Group: "book", Required: true, Max: 120, Hint: "as it stands on the cover"},
		Field{ID: "links", Label: "Links", Kind: ListField, Group: "book", Mark: "R", Max: 200, Rows: 6, Check: checkLinks},
		Field{ID: "form", Label: "Form", Kind: ManyField, Group: "book", Hint: "any of the chosen ones will do",
			Options: []Option{{Value: "video"}, {Value: "live", Name: "live stream"}, {Value: "article"}, {Value: "list"}, {Value: "creatives"}, {Value: "translation"}}},
		Field{ID: "country", Label: "Country", Group: "book", Complete: completeCountry},
		Field{ID: "copies", Label: "Copies", Kind: NumberField, Group: "money", Hint: "1 to 3 are usual"},
		Field{ID: "price", Label: "Price", Group: "money", Parse: parsePrice, Hint: "120, 120.00 USD"},
		Field{ID: "back", Label: "Back by", Group: "dates", Required: true, Parse: parseDate, Hint: "2026-12-24, +45d, next friday"},
		Field{ID: "about", Label: "About", Kind: TextField, Group: "dates", Max: 2000, Rows: 5},
	)
	form.Submit = "publish"
	form.Check = func(get func(string) string) []FormNote {
		if get("back") != "2026-12-20" {
			return nil
		}
		return []FormNote{{Note: Note{Role: Warn, Text: "Back by 20 Dec is 20 d from now; with copies 45 d or more is usual."}, Key: "ctrl+f", Name: "use 14 Jan", Set: map[string]string{"back": "2027-01-14"}}}
	}
	return form
}

func checkLinks(value string) []Note {
	var notes []Note
	for i, line := range strings.Split(value, "\n") {
		if strings.Contains(line, "/item/") {
			notes = append(notes, Note{Good, "an item", i + 1})
		} else {
			notes = append(notes, Note{Bad, "not an item's address", i + 1})
		}
	}
	return notes
}

func completeCountry(text string) []Option {
	var found []Option
	for _, name := range []string{"Germany", "Greece", "Georgia", "Ghana", "中国", "Sweden"} {
		if strings.HasPrefix(strings.ToLower(name), strings.ToLower(text)) {
			found = append(found, Option{Value: name, Detail: "country"})
		}
	}
	return found
}

func parsePrice(v string) (string, error) {
	if strings.HasSuffix(v, "USD") {
		return "", nil
	}
	return "", errors.New("an amount and a currency, such as 120.00 USD")
}

func parseDate(v string) (string, error) {
	at, err := time.Parse("2006-01-02", v)
	if err != nil {
		return "", errors.New("no such day; 2026-12-24, +45d and next friday are understood")
	}
	return at.Format("Mon 2 Jan 2006 15:04 MST"), nil
}

func filledForm() Form {
	return demoForm().SetValues(map[string]string{
		"kind": "novel", "title": "Wireless telegraphy", "links": "example.org/item/1005006123456789\nexample.org/buds",
		"form": "video\narticle", "copies": "2", "back": "2026-12-20", "about": "30 h of reading, fits small bags.\n三国演义 wraps where it may.",
	})
}

func (e entry) Init() tea.Cmd     { return nil }
func (e entry) Title() string     { return "New book" }
func (e entry) Typing() bool      { return e.form.Typing() }
func (e entry) Actions() []Action { return e.form.Actions() }
func (e entry) top() int          { return min(4, max(e.frame.Height/5, 1)) }

func (e entry) Cursor() (x, y int, ok bool) {
	if x, y, ok = e.form.Cursor(); !ok {
		return 0, 0, false
	}
	return e.frame.shows(x, y+e.top())
}

func (e entry) Update(msg tea.Msg) (Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case Frame:
		e.frame = msg
		e.form = e.form.Resize(msg.Width, msg.Height-e.top())
		return e, nil
	case Click:
		msg.Y -= e.top()
		e.form, _, _ = e.form.Update(msg)
		return e, nil
	}
	form, event, cmd := e.form.Update(msg)
	e.form = form
	if event == FormSubmitted {
		return e, tea.Sequence(Send(Pop{}), Send(Toast{Good, "published"}))
	}
	return e, cmd
}

func (e entry) View() string {
	t, w := e.frame.Theme, e.frame.Width
	lines := make([]string, e.top())
	l := NewLine(t, w).Gap(2).Bold(Strong, "New book").Gap(3)
	lines[len(lines)/2] = l.Painted(e.form.Head(t, l.Left()-2)).String()
	return Block(append(lines, e.form.View(t)...), w, e.frame.Height)
}

// demoMenu is a menu with everything a menu can have.
func demoMenu(n int) []MenuEntry {
	shelf := func() Screen { return newShelf(n) }
	return []MenuEntry{
		{Key: "today", Name: "Today", Count: 5, CountWarns: true, Open: shelf},
		{Key: "catalogue", Name: "Catalogue", Count: 1204, Open: shelf},
		{Key: "new", Name: "New book", Short: "New", Open: newEntry},
		{Key: "mine", Name: "My loans", Count: 14, Open: shelf},
		{Key: "asked", Name: "Books asked for", Short: "Asked", Count: 37, CountWarns: true, Open: shelf},
		{Key: "pending", Name: "To be sent", Count: 12, Open: shelf},
		{Key: "late", Name: "Not brought back yet", Short: "Late", Count: 4, CountWarns: true, Open: shelf},
		{Key: "money", Name: "Payments", Count: 2, Open: shelf},
		{Key: "disputes", Name: "Complaints", Count: 1, Gap: true, Open: shelf},
		{Key: "numbers", Name: "Numbers", Open: shelf},
		{Key: "messages", Name: "Messages", Count: 3, Gap: true, Open: shelf},
		{Key: "help", Name: "Help", Open: shelf},
	}
}

func themeOptions(dark bool) ThemeOptions {
	return ThemeOptions{Dark: dark, Profile: colorprofile.TrueColor}
}

// newDemo returns a shell of w x h cells with its first screen open.
func newDemo(o ThemeOptions, w, h int) *Shell {
	s := NewShell(ShellOptions{
		App:     "Lending",
		Account: SetAccount{Name: "Lumen Library", Roles: "reader · senior", Menu: demoMenu(300), Start: "catalogue"},
		Status:  Status{Link: LinkOn, Where: "hub.example", Queued: 2, Unread: 3},
		Globals: []Action{{Key: "ctrl+a", Name: "another reader", Help: "Go on as somebody else.", Hidden: true, Do: openReaders}},
		Theme:   o,
		Now:     func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) },
	})
	settle(s, s.Init())
	send(s, tea.WindowSizeMsg{Width: w, Height: h})
	return s
}

func openReaders() tea.Cmd {
	return Send(Push{NewChooser(Chooser{Name: "Who reads?", Current: "mia", Choices: []Choice{
		{Key: "lumen", Name: "Lumen Library", Detail: "library · senior", Hint: "5", Group: "Libraries"},
		{Key: "mia", Name: "Mia Makes", Detail: "reader ★", Group: "Readers", Do: func() tea.Cmd { return Send(SetAccount{Name: "Mia Makes", Roles: "reader", Menu: demoMenu(10)}) }},
		{Key: "xiao", Name: "晓彤 xiaotong", Detail: "reader", Group: "Readers"},
		{Key: "gone", Name: "Old Account", Group: "Readers", Disabled: "closed since March"},
	}})})
}

// send gives a message to the shell and then whatever its commands answer, until
// nothing is left to do. Commands of the demo never wait.
func send(s *Shell, msgs ...tea.Msg) {
	for _, msg := range msgs {
		_, cmd := s.Update(msg)
		settle(s, cmd)
	}
}

func settle(s *Shell, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil, tea.QuitMsg:
	case tea.BatchMsg:
		for _, c := range msg {
			settle(s, c)
		}
	default:
		if cmds, ok := sequence(msg); ok {
			for _, c := range cmds {
				settle(s, c)
			}
			return
		}
		send(s, msg)
	}
}

// keys presses keys by their names; a name in quotes is typed letter by letter.
func keys(s *Shell, names ...string) {
	for _, name := range names {
		if text, ok := strings.CutPrefix(name, "'"); ok {
			for _, r := range text {
				send(s, tea.KeyPressMsg{Code: r, Text: string(r)})
			}
			continue
		}
		send(s, keyPress(name))
	}
}

func click(s *Shell, x, y int) { send(s, tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}) }
