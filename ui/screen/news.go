package screen

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// news is the page of notifications: what others, or a clock, did last in each order of the reader, and for those
// who make content the new tasks that fit them. What was opened is no longer new.
type news struct {
	desk    Desk
	page    kit.ListPage
	frame   kit.Frame
	window  listWindow // of all orders; the other lists are short and read whole
	last    newsRead
	request uint64

	card  taskCard    // of the row under the cursor, where it is a task
	file  *orderFile  // of the row under the cursor, where it is an order
	asks  *accessFile // of the row under the cursor, where it is what was asked support for
	shown string      // key of the row whose preview was asked for last
	look  uint64      // of that question
}

// The lists of the page.
const (
	tabUnread    = "unread"
	tabAllOrders = "orders"
	tabFit       = "fit"
)

// newsMemory is the name under which the list in front is remembered.
const newsMemory = "view/news"

// NewNews returns the page of notifications.
func NewNews(d Desk) kit.Screen {
	n := news{desk: d}
	w := d.Words
	n.page.Title, n.page.NoFind = w.Say("news.title"), true
	n.page.Split.Share = 66
	for _, tab := range []string{tabUnread, tabAllOrders, tabFit} {
		n.page.Tabs.Items = append(n.page.Tabs.Items, kit.Tab{Key: tab, Name: w.Say("news.tab_" + tab)})
	}
	n.page.Tabs = n.page.Tabs.Select(d.draft(newsMemory)[keepTabNews])
	return n.listed()
}

const keepTabNews = "tab"

// listed begins the table of the list in front.
func (n news) listed() news {
	w, tab, spoken := n.desk.Words, n.page.Tabs.Key(), n.page.Table.Words
	n.page.Table = kit.NewTable(newsColumns(w, tab)...)
	n.page.Table.Words, n.page.Table.Empty = spoken, w.Say("news.empty_"+tab)
	n.shown = ""
	if tab == tabAllOrders {
		n.window = listWindow{session: n.desk.Session, queries: []model.Query{model.NewsOf(n.desk.Actor.Account)}, reverse: true}
		n.page.Table.Source = n.source()
	}
	if n.frame.Width > 0 { // the new table takes the place of the old one
		n.page, _, _ = n.page.Update(n.frame)
	}
	return n.filled()
}

// Init implements kit.Screen.
func (n news) Init() tea.Cmd { return tea.Batch(kit.Send(kit.Self{Msg: newsStart{}})) }

// newsStart lets the table ask for its first rows once the screen is on a stack.
type newsStart struct{}

// Title implements kit.Screen.
func (n news) Title() string { return n.page.Title }

// Help implements kit.Helper.
func (n news) Help() string { return n.desk.Words.Say("news.help") }

// View implements kit.Screen.
func (n news) View() string { return n.page.View() }

// Update implements kit.Screen.
func (n news) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case *kit.Words:
		n.page = n.page.SetWords(msg)
		return n, nil
	case kit.Frame:
		n.frame = msg
	case newsStart:
		return n.again()
	case newsRead:
		return n.read(msg)
	case windowRead:
		return n.rows(msg)
	case cardRead:
		if msg.request == n.look {
			n.card, n.file, n.asks = msg.card, nil, nil
		}
		return n.previewed(), nil
	case accessRead:
		if msg.request == n.look && msg.failed == nil {
			n.card, n.file, n.asks = taskCard{}, nil, msg.file
		}
		return n.previewed(), nil
	case orderRead:
		if msg.request == n.look && msg.found && msg.err == nil {
			n.file, n.card, n.asks = &msg.file, taskCard{}, nil
		}
		return n.previewed(), nil
	case newsMarked:
		return n, msg.toast(n.desk)
	case Changed:
		if slices.ContainsFunc(msg.Refs, concernsNews) {
			return n.again()
		}
		return n, nil
	case Minute, kit.Shown:
		return n.again()
	}
	return n.routed(msg)
}

func concernsNews(r model.Ref) bool {
	return r.Kind == model.KindOrder || r.Kind == model.KindTask || r.Kind == model.KindRequest || r.Kind == model.KindMark || r.Kind == model.KindMarket
}

// routed gives a message to the page and does what follows.
func (n news) routed(msg tea.Msg) (kit.Screen, tea.Cmd) {
	page, event, cmd := n.page.Update(msg)
	n.page = page
	switch {
	case event&kit.TabChanged != 0:
		n.desk.keep(newsMemory, map[string]string{keepTabNews: n.page.Tabs.Key()})
		return n.listed().again()
	case event&kit.Opened != 0:
		return n, tea.Batch(cmd, n.open())
	case event&kit.Resized != 0:
		n = n.previewed()
	}
	next, look := n.looked()
	return next, tea.Batch(cmd, look)
}

// again reads anew, in place.
func (n news) again() (kit.Screen, tea.Cmd) {
	n.request++
	n.shown = ""
	cmd := readNews(n.desk.Session, n.page.Tabs.Key(), n.request)
	if n.page.Tabs.Key() == tabAllOrders {
		var more tea.Cmd
		n.page.Table, more = n.page.Table.Refresh()
		cmd = tea.Batch(cmd, more)
	}
	return n, cmd
}

// read takes the counts, and the rows of a short list.
func (n news) read(msg newsRead) (kit.Screen, tea.Cmd) {
	if msg.request != n.request {
		return n, nil
	}
	if msg.failed != nil {
		return n, failed(n.desk.Session, msg.failed)
	}
	n.last = msg
	key := n.page.Tabs.Key()
	n.page.Tabs.Items = slices.DeleteFunc(slices.Clone(n.page.Tabs.Items), func(t kit.Tab) bool { return t.Key == tabFit && !msg.makes })
	n.page.Tabs = n.page.Tabs.Select(key)
	counts := map[string]string{tabUnread: capped(n.desk.Words, msg.unread), tabAllOrders: n.desk.Words.Digits(int64(msg.orders)), tabFit: capped(n.desk.Words, msg.fresh)}
	for i, tab := range n.page.Tabs.Items {
		n.page.Tabs.Items[i].Count = counts[tab.Key]
	}
	return n.filled().looked()
}

// filled gives a short list its rows; the cursor stays on its row.
func (n news) filled() news {
	if tab := n.page.Tabs.Key(); tab == n.last.tab && tab != tabAllOrders {
		n.page.Table = n.page.Table.SetRows(n.last.rows)
	}
	return n
}

// rows takes an answer to the table of all orders.
func (n news) rows(msg windowRead) (kit.Screen, tea.Cmd) {
	if n.page.Tabs.Key() != tabAllOrders {
		return n, nil
	}
	var cmd tea.Cmd
	n.window, n.page.Table, cmd = n.window.take(n.page.Table, msg)
	n.page.Table.Source = n.source()
	next, look := n.looked()
	return next, tea.Batch(cmd, look, failed(n.desk.Session, msg.failed))
}

// newsMost is from how many on what is unread is no longer counted.
const newsMost = 100

// capped says how many are unread, "99+" from a hundred on and nothing for none.
func capped(w *assets.Words, n int) string {
	switch {
	case n == 0:
		return ""
	case n >= newsMost:
		return w.Say("news.capped", assets.Text("count", w.Digits(newsMost-1)))
	}
	return w.Digits(int64(n))
}

// looked asks for the preview of the row under the cursor, if it is another one.
func (n news) looked() (kit.Screen, tea.Cmd) {
	key := n.page.Table.CurrentKey()
	if key == n.shown {
		return n, nil
	}
	n.shown = key
	n.look++
	switch ref := rowRef(key); ref.Kind {
	case model.KindTask:
		return n, readCard(n.desk.Session, ref.Key, n.look)
	case model.KindOrder:
		return n, loadOrder(n.desk.Session, ref.Key, n.look)
	case model.KindRequest:
		return n, loadAccess(n.desk.Session, ref, n.look)
	}
	n.card, n.file, n.asks = taskCard{}, nil, nil
	return n.previewed(), nil
}

// previewed writes the preview anew.
func (n news) previewed() news {
	w, t := n.page.PreviewWidth(), n.page.Theme()
	switch {
	case w <= 0:
	case n.card.task != nil:
		n.page = n.page.SetPreview(n.card.lines(n.desk.Session, t, w))
	case n.asks != nil:
		n.page = n.page.SetPreview(n.asks.lines(t, n.asks.speech(n.desk.Session).with(t), w))
	case n.file != nil:
		s := newSpeech(n.desk.Session).at(n.file.now).with(t)
		h, head := n.page.Split.Preview().Height, n.happened(t, w)
		n.page = n.page.SetPreview(append(head, n.file.preview(t, s, "", w, max(h-len(head), 1))...))
	default:
		n.page = n.page.SetPreview(nil)
	}
	return n
}

// happened says whole what the list may have cut: what was done last in the order under the cursor.
func (n news) happened(t kit.Theme, w int) []string {
	row, ok := n.page.Table.Current()
	if n.page.Tabs.Key() == tabFit || !ok || len(row.Cells) < 2 {
		return nil
	}
	if what := row.Cells[1].Text; kit.Width(what) > newsWhat {
		return append(wrapped(t, kit.Strong, what, w), "")
	}
	return nil
}

// newsMarked is what became of marking news as seen.
type newsMarked struct {
	refusal *model.Refusal
	err     error
	all     bool
}

func (m newsMarked) toast(d Desk) tea.Cmd {
	switch {
	case m.err != nil:
		return failed(d.Session, m.err)
	case m.refusal != nil:
		return kit.Send(kit.Toast{Role: kit.Bad, Text: newSpeech(d.Session).refusal(m.refusal)})
	case m.all:
		return kit.Send(kit.Toast{Role: kit.Good, Text: d.Words.Say("news.done")})
	}
	return nil
}

// markSeen marks the news about a row as seen; about no row, everything up to the last reading.
func (n news) markSeen(of model.Ref) tea.Cmd {
	s, c := n.desk.Session, &model.MarkSeen{}
	if of == (model.Ref{}) {
		c.Until = n.last.now
	}
	return func() tea.Msg {
		err := s.Market.View(s.Actor, func(v model.View) {
			if o := v.Order(of.Key); o != nil && of.Kind == model.KindOrder {
				c.Things = append(c.Things, o.ID)
			}
			if t := v.Task(of.Key); t != nil && of.Kind == model.KindTask {
				c.Things = append(c.Things, t.ID)
			}
			if q, ok := seen(v, of).(*model.Request); ok {
				c.Things = append(c.Things, q.ID)
			}
		})
		if err != nil || of.Key != 0 && len(c.Things) == 0 { // it is gone; nothing is left to be seen
			return kit.Self{Msg: newsMarked{err: err}}
		}
		decision, err := s.Market.Do(context.Background(), s.Actor, c)
		return kit.Self{Msg: newsMarked{decision.Refusal, err, of.Key == 0}}
	}
}
