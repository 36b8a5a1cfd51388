package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/keep"
	"aeconnect/ui/kit"
)

// hub is the hub as its operator sees it: who is connected, whose keys, how the journal is, which backups there are,
// what the door lets in, the numbers of the policy, and the log. What happens appears by itself, in place.
type hub struct {
	desk    Desk
	keeper  keep.Keeper
	page    kit.ListPage
	frame   kit.Frame
	read    hubRead
	request uint64
	waiting bool   // for the keeper's next turn
	turn    uint64 // that was seen last
}

// The lists of the page.
const (
	hubPeople  = "people"
	hubKeys    = "keys"
	hubHealth  = "health"
	hubBackups = "backups"
	hubLimits  = "limits"
	hubPolicy  = "policy"
	hubLog     = "log"
)

func hubTabs() []string {
	return []string{hubPeople, hubKeys, hubHealth, hubBackups, hubLimits, hubPolicy, hubLog}
}

// hubMemory is the name under which the list in front is remembered.
const hubMemory = "view/hub"

// NewHub returns the page of the hub; the desk must have one.
func NewHub(d Desk) kit.Screen {
	h := hub{desk: d, keeper: d.Hub}
	w := d.Words
	h.page.Title = w.Say("hub.title")
	h.page.Split.Share = 66
	h.page.Filter = kit.NewFilter(w.Say("hub.find"))
	for _, tab := range hubTabs() {
		h.page.Tabs.Items = append(h.page.Tabs.Items, kit.Tab{Key: tab, Name: w.Say("hub.tab_" + tab)})
	}
	h.page.Tabs = h.page.Tabs.Select(d.draft(hubMemory)[keepTab])
	return h.listed()
}

// listed begins the table of the list in front.
func (h hub) listed() hub {
	tab, spoken := h.page.Tabs.Key(), h.page.Table.Words
	h.page.Table = kit.NewTable(hubColumns(h.desk.Words, tab)...)
	h.page.Table.Words, h.page.Table.Empty = spoken, h.desk.Words.Say("hub.empty_"+tab)
	if h.frame.Width > 0 { // the new table takes the place of the old one
		h.page, _, _ = h.page.Update(h.frame)
	}
	return h
}

// Init implements kit.Screen.
func (h hub) Init() tea.Cmd { return kit.Send(kit.Self{Msg: hubStart{}}) }

// hubStart lets the page read once it is on a stack.
type hubStart struct{}

// Title implements kit.Screen.
func (h hub) Title() string { return h.page.Title }

// Help implements kit.Helper.
func (h hub) Help() string { return h.desk.Words.Say("hub.help") }

// View implements kit.Screen.
func (h hub) View() string { return h.page.View() }

// Typing implements kit.Typing.
func (h hub) Typing() bool { return h.page.Typing() }

// Cursor implements kit.Cursored.
func (h hub) Cursor() (x, y int, ok bool) { return h.page.Cursor() }

// Guide implements kit.Guided.
func (h hub) Guide() string { return guidePage("hub") }

// Update implements kit.Screen.
func (h hub) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case *kit.Words:
		h.page = h.page.SetWords(msg)
		return h, nil
	case kit.Frame:
		h.frame = msg
	case hubStart, Minute, kit.Shown:
		return h.again()
	case hubRead:
		return h.took(msg), nil
	case hubTurn:
		return h.turned(msg)
	case Changed:
		if slices.ContainsFunc(msg.Refs, concernsHub) {
			return h.again()
		}
		return h, nil
	}
	return h.routed(msg)
}

func concernsHub(r model.Ref) bool {
	return r.Kind == model.KindKey || r.Kind == model.KindMarket || r.Kind == model.KindAccount
}

// routed gives a message to the page and does what follows.
func (h hub) routed(msg tea.Msg) (kit.Screen, tea.Cmd) {
	page, event, cmd := h.page.Update(msg)
	h.page = page
	switch {
	case event&kit.TabChanged != 0:
		h.desk.keep(hubMemory, map[string]string{keepTab: h.page.Tabs.Key()})
		next, more := h.listed().again()
		return next, tea.Batch(cmd, more)
	case event&kit.FilterChanged != 0:
		next, more := h.again()
		return next, tea.Batch(cmd, more)
	case event&kit.Opened != 0:
		if do := h.open(); do != nil {
			return h, tea.Batch(cmd, do())
		}
	case event&(kit.Resized|kit.RowChanged) != 0:
		h = h.previewed()
	}
	return h, cmd
}

// again reads anew, in place, and goes on waiting for what happens.
func (h hub) again() (kit.Screen, tea.Cmd) {
	h.request++
	cmd := readHub(h.desk, h.page.Tabs.Key(), h.page.Filter.Value(), h.request)
	if h.waiting {
		return h, cmd
	}
	h.waiting = true
	return h, tea.Batch(cmd, waitHub(h.keeper, h.turn))
}

// turned reads what happened. A keeper at which nothing happens any more is not asked again.
func (h hub) turned(msg hubTurn) (kit.Screen, tea.Cmd) {
	h.waiting = msg.turn == 0
	if msg.turn == h.turn || msg.turn == 0 {
		if h.waiting {
			return h, nil
		}
		h.waiting = true
		return h, waitHub(h.keeper, h.turn)
	}
	h.turn = msg.turn
	return h.again()
}

// took takes the rows of the list in front; the cursor stays on its row.
func (h hub) took(msg hubRead) hub {
	if msg.request != h.request {
		return h
	}
	h.read = msg
	h.page.Tabs.Items = slices.Clone(h.page.Tabs.Items)
	for i, tab := range h.page.Tabs.Items {
		h.page.Tabs.Items[i].Count = msg.counts[tab.Key]
	}
	h.page.Facts = msg.facts
	rows := make([]kit.Row, len(msg.rows))
	for i, r := range msg.rows {
		rows[i] = kit.Row{Key: r.key, Cells: r.cells}
	}
	h.page.Table.Empty = h.desk.Words.Say("hub.empty_" + h.page.Tabs.Key())
	if text := h.page.Filter.Value(); text != "" {
		h.page.Table.Empty = h.desk.Words.Say("hub.no_match", assets.Text("text", text))
	}
	h.page.Table = h.page.Table.SetRows(rows)
	return h.previewed()
}

// row returns the row under the cursor; ok is false where there is none.
func (h hub) row() (r hubRow, ok bool) {
	key := h.page.Table.CurrentKey()
	i := slices.IndexFunc(h.read.rows, func(r hubRow) bool { return r.key == key })
	if i < 0 {
		return hubRow{}, false
	}
	return h.read.rows[i], true
}

// previewed writes what stands beside the row under the cursor.
func (h hub) previewed() hub {
	t, w := h.page.Theme(), h.page.PreviewWidth()
	r, ok := h.row()
	if w <= 0 {
		return h
	}
	var lines []string
	if ok {
		lines = append(lines, h.progress(t, w)...)
		lines = append(append(lines, wrapped(t, kit.Strong, kit.Clean(r.title), w)...), "")
		lines = append(lines, r.under(t, w)...)
	}
	h.page = h.page.SetPreview(lines)
	return h
}

// under writes what stands below the title of a row: its facts, then what they mean; of a number the meaning first,
// because the facts stand in the list too.
func (r hubRow) under(t kit.Theme, w int) []string {
	blocks := [][]string{r.beside.View(t, w)}
	for _, note := range r.notes {
		blocks = append(blocks, wrapped(t, kit.Muted, kit.Clean(note), w))
	}
	if r.number != "" && len(r.notes) > 0 {
		blocks[0], blocks[1] = wrapped(t, kit.Text, kit.Clean(r.notes[0]), w), blocks[0]
	}
	lines := blocks[0]
	for _, block := range blocks[1:] {
		lines = append(append(lines, ""), block...)
	}
	return lines
}

// progress draws the work under way.
func (h hub) progress(t kit.Theme, w int) []string {
	work := h.read.work
	if !work.Running || work.Total == 0 {
		return nil
	}
	done := kit.Progress{Done: int(work.Done), Total: int(work.Total), Started: work.Began, Now: work.Now, Words: h.page.Table.Words}
	return append(wrapped(t, kit.Text, h.read.working, w), done.View(t, w), "")
}
