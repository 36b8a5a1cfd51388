package screen

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// square is the Task Square: every task that one can apply for, by type, with a filter over the titles and a
// preview of the one under the cursor.
type square struct {
	desk   Desk
	page   kit.ListPage
	window listWindow
	newest bool // the newest first, not the soonest to close

	search Search
	cancel context.CancelFunc // stops the search that is under way
	counts []int              // open tasks by tab

	card    taskCard // of the row under the cursor
	shown   string   // key of the row whose card was asked for last
	request uint64   // of that question
}

// NewSquare returns the Task Square.
func NewSquare(d Desk) kit.Screen {
	q := square{desk: d, search: d.Market.Search()}
	w := d.Words
	q.page.Title = w.Say("square.title")
	q.page.Filter = kit.NewFilter(w.Say("square.hint"))
	q.page.Split.Share = 70
	for _, of := range squareTypes() {
		q.page.Tabs.Items = append(q.page.Tabs.Items, kit.Tab{Key: typeKey(of)})
	}
	q.page.Table = kit.NewTable(
		kit.Column{Head: w.Say("square.head_task"), Width: 24, Flex: 1},
		kit.Column{Head: w.Say("square.head_type"), Width: 7, Priority: 3},
		kit.Column{Head: w.Say("square.head_reward"), Width: rewardCells},
		kit.Column{Head: w.Say("square.head_sample"), Width: 6, Priority: 2},
		kit.Column{Head: w.Say("square.head_closes"), Width: 6, Right: true, Priority: 1},
	)
	return q.list().named()
}

// squareTypes returns the types that have a tab, 0 for all of them.
func squareTypes() []model.TaskType {
	return append([]model.TaskType{0}, model.TaskTypes()...)
}

func typeKey(of model.TaskType) string {
	if of == 0 {
		return "all"
	}
	return of.String()
}

// of returns the type of the tab in front, 0 for all.
func (q square) of() model.TaskType { return squareTypes()[q.page.Tabs.Current] }

// query returns what is being looked for.
func (q square) query() string { return q.page.Filter.Value() }

// list points the table at what the tab, the order and the filter say.
func (q square) list() square {
	if q.cancel != nil {
		q.cancel()
		q.cancel = nil
	}
	w := q.desk.Words
	q.window = listWindow{session: q.desk.Session, queries: []model.Query{model.Square(q.of())}, draw: squareRow(q.desk.Session)}
	by := "square.by_deadline"
	if q.byNewest() {
		q.window.queries, q.window.reverse = []model.Query{model.AllTasks(model.Published)}, true
		by = "square.by_newest"
	}
	q.page.Facts = kit.Facts(w.Say(by))
	q.page.Table.Empty = w.Say("square.empty")
	q.page.Table.Source = q.window.source()
	if q.query() != "" {
		ctx, cancel := context.WithCancel(context.Background())
		q.cancel = cancel
		q.page.Table.Empty = w.Say("square.no_match", assets.Text("query", q.query()))
		q.page.Table.Source = q.found(ctx)
	}
	return q
}

// byNewest reports whether the list is by creation: an index has that order for all types together only.
func (q square) byNewest() bool { return q.newest && q.of() == 0 }

// Init implements kit.Screen.
func (q square) Init() tea.Cmd { return tea.Batch(kit.Send(kit.Self{Msg: squareStart{}}), q.count()) }

// squareStart lets the table ask for its first rows once the screen is on a stack.
type squareStart struct{}

// Title implements kit.Screen.
func (q square) Title() string { return q.page.Title }

// Help implements kit.Helper.
func (q square) Help() string { return q.desk.Words.Say("square.help") }

// Typing implements kit.Typing.
func (q square) Typing() bool { return q.page.Typing() }

// Cursor implements kit.Cursored.
func (q square) Cursor() (x, y int, ok bool) { return q.page.Cursor() }

// Update implements kit.Screen.
func (q square) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case *kit.Words:
		q.page = q.page.SetWords(msg)
		return q, nil
	case squareStart:
		return q.restart()
	case windowRead:
		return q.read(msg)
	case squareFound:
		return q.answered(msg)
	case squareCounts:
		return q.counted(msg), nil
	case cardRead:
		return q.carded(msg), nil
	case Changed:
		return q.changed(msg)
	case Minute, kit.Shown:
		return q.refresh()
	case tea.KeyPressMsg:
		return q.key(msg)
	}
	return q.routed(msg)
}

// routed gives a message to the page and does what follows.
func (q square) routed(msg tea.Msg) (kit.Screen, tea.Cmd) {
	page, event, cmd := q.page.Update(msg)
	q.page = page
	switch {
	case event&kit.FilterChanged != 0:
		if q.query() == "" {
			q.page.Filter.Result = ""
		}
		return q.list().restart()
	case event&kit.TabChanged != 0:
		return q.list().restart()
	case event&kit.Resized != 0:
		q = q.named().fill()
	case event&kit.Opened != 0:
		return q, tea.Batch(cmd, q.open())
	}
	next, look := q.look()
	return next, tea.Batch(cmd, look)
}

// restart reads the list from its beginning.
func (q square) restart() (kit.Screen, tea.Cmd) {
	var cmd tea.Cmd
	q.page.Table, cmd = q.page.Table.Restart()
	return q, cmd
}

// refresh reads again what is shown, in place.
func (q square) refresh() (kit.Screen, tea.Cmd) {
	var cmd tea.Cmd
	q.page.Table, cmd = q.page.Table.Refresh()
	q.shown = ""
	next, look := q.look()
	return next, tea.Batch(cmd, look, q.count())
}

func (q square) changed(msg Changed) (kit.Screen, tea.Cmd) {
	for _, ref := range msg.Refs {
		switch ref.Kind {
		case model.KindTask, model.KindMarket:
			return q.refresh()
		case model.KindAccount, model.KindOrder:
			q.shown = ""
		}
	}
	return q.look()
}

// read takes a window of rows.
func (q square) read(msg windowRead) (kit.Screen, tea.Cmd) {
	var cmd tea.Cmd
	q.window, q.page.Table, cmd = q.window.take(q.page.Table, msg)
	next, look := q.look()
	return next, tea.Batch(cmd, look, failed(q.desk.Session, msg.failed))
}

// look asks for the card of the row under the cursor, if it is another one.
func (q square) look() (kit.Screen, tea.Cmd) {
	key := q.page.Table.CurrentKey()
	if key == q.shown {
		return q, nil
	}
	q.shown = key
	q.request++
	if key == "" {
		q.card = taskCard{}
		return q.fill(), nil
	}
	return q, readCard(q.desk.Session, rowRef(key).Key, q.request)
}

// carded takes a card, if it is the one that was asked for last.
func (q square) carded(msg cardRead) square {
	if msg.request != q.request {
		return q
	}
	q.card = msg.card
	return q.fill()
}

// fill writes the preview anew.
func (q square) fill() square {
	w := q.page.PreviewWidth()
	if w <= 0 || q.card.task == nil {
		q.page = q.page.SetPreview(nil)
		return q
	}
	q.page = q.page.SetPreview(q.card.lines(q.desk.Session, q.page.Theme(), w))
	return q
}
