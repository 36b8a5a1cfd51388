package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// newsRows is how many rows a short list of news has at most.
const newsRows = 200

// newsRead are the counts of the page, and the rows of the list in front where it is a short one.
type newsRead struct {
	request uint64
	tab     string
	now     model.Moment
	makes   bool // the reader makes content
	unread  int  // orders with news, up to newsMost
	fresh   int  // new tasks that fit, up to newsMost
	orders  int
	rows    []kit.Row
	failed  error
}

// newsLine is the last thing that somebody else did in an order, or about what one asked support for.
type newsLine struct {
	row   model.Newsworthy // an order, or what was asked support for
	fresh bool
	last  model.Happening
	known bool // the event was found
}

// readNews counts what is new and reads a short list.
func readNews(s Session, tab string, request uint64) tea.Cmd {
	return func() tea.Msg {
		read := newsRead{request: request, tab: tab}
		var lines []newsLine
		say := newSpeech(s)
		read.failed = s.Market.View(s.Actor, func(v model.View) {
			me := v.Me()
			read.now = v.Now
			read.unread, read.orders = v.CountUnread(newsMost), v.Count(model.NewsOf(s.Actor.Account))
			if read.makes = me != nil && (me.Role == model.Creator || me.Role == model.Agency); read.makes {
				read.fit(say.at(v.Now), v)
			}
			if tab == tabUnread {
				v.Unread(func(row model.Newsworthy) bool {
					lines = append(lines, newsLine{row: row, fresh: true})
					return len(lines) < newsRows
				})
			}
		})
		if tab == tabUnread && read.failed == nil {
			read.failed = tellNews(s, lines)
			read.failed = firstError(read.failed, s.Market.View(s.Actor, func(v model.View) {
				for _, l := range lines {
					read.rows = append(read.rows, kit.Row{Key: rowKey(l.row.Ref()), Cells: l.cells(say.at(v.Now), v)})
				}
			}))
		}
		return kit.Self{Msg: read}
	}
}

func firstError(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// fit counts the new tasks that fit and, where their list is in front, makes its rows.
func (read *newsRead) fit(s speech, v model.View) {
	tasks, unread := v.Fitting(newsRows)
	for i, t := range tasks {
		if unread[i] {
			read.fresh++
		}
		if read.tab == tabFit {
			read.rows = append(read.rows, kit.Row{Key: rowKey(t.Ref()), Cells: fitCells(s, t, unread[i])})
		}
	}
}

// tellNews finds for each row the last event that somebody else, or a clock, caused. It looks at a few events at
// first: mostly the last is it.
func tellNews(s Session, lines []newsLine) error {
	for i := range lines {
		for _, look := range []int{4, 40, 0} {
			history, err := s.Market.History(s.Actor, lines[i].row.Ref(), look)
			if err != nil {
				return err
			}
			if lines[i].last, lines[i].known = lastByOthers(history, s.Actor.Account); lines[i].known || len(history) < look {
				break
			}
		}
	}
	return nil
}

// lastByOthers returns the last event that is news for an account.
func lastByOthers(history []model.Happening, me model.Key) (model.Happening, bool) {
	for i := len(history) - 1; i >= 0; i-- {
		if h := history[i]; !model.Silent(h.Event) && (h.Actor.Account != me || h.Actor.System) {
			return h, true
		}
	}
	return model.Happening{}, false
}

// source lets the table of all orders ask for rows: the window finds the orders, then each is told its last event.
func (n news) source() kit.Source {
	s, w := n.desk.Session, n.window
	return func(need kit.NeedRows) tea.Cmd {
		return func() tea.Msg {
			read := windowRead{loaded: kit.Loaded{Need: need, Failed: true}}
			var lines []newsLine
			read.failed = s.Market.View(s.Actor, func(v model.View) {
				mark := model.MarkOf(v.Reader, s.Actor.Account)
				w.draw = func(_ model.View, row model.Row) []kit.Cell {
					if told, ok := row.(model.Newsworthy); ok {
						lines = append(lines, newsLine{row: told, fresh: mark.Unread(told.Ref(), told.Heard(s.Actor.Account))})
					}
					return nil
				}
				read = w.read(v, need)
			})
			if read.failed == nil {
				read.failed = tellNews(s, lines)
			}
			read.failed = firstError(read.failed, s.Market.View(s.Actor, func(v model.View) {
				say := newSpeech(s).at(v.Now)
				for i := range min(len(lines), len(read.loaded.Rows)) {
					read.loaded.Rows[i].Cells = lines[i].cells(say, v)
				}
			}))
			return kit.Self{Msg: read}
		}
	}
}

// newsWhat is how many cells what happened has at least.
const newsWhat = 30

// newsColumns are the columns of a list.
func newsColumns(w *assets.Words, tab string) []kit.Column {
	head := func(name string) string { return w.Say("news.head_" + name) }
	when := kit.Column{Head: head("when"), Width: agoCells(w, 9, 23*time.Hour), Right: true, Priority: 1}
	if tab == tabFit {
		return []kit.Column{
			{Width: 1}, {Head: head("task"), Width: 22, Flex: 1}, {Head: w.Say("square.head_type"), Width: 7, Priority: 4},
			{Head: head("reward"), Width: rewardCells, Right: true, Priority: 2}, {Head: head("closes"), Width: 6, Right: true, Priority: 3}, when,
		}
	}
	return []kit.Column{
		{Width: 1}, {Head: head("what"), Width: newsWhat, Flex: 4}, {Head: head("with"), Width: 11, Flex: 1, Max: 16, Priority: 2},
		{Head: head("task"), Width: 14, Flex: 2, Priority: 3}, when,
	}
}

// freshCell marks what is new.
func freshCell(fresh bool) kit.Cell {
	return kit.DrawnCell(func(t kit.Theme, _ int) string {
		if !fresh {
			return ""
		}
		return t.Paint(kit.Warn, t.Glyph(kit.Now))
	})
}

// agoCell says how long ago in the largest unit, which is all that one compares in a list.
func agoCell(s speech, at model.Moment) kit.Cell {
	if s.now.Sub(at) < time.Minute {
		return kit.TextCell(kit.Muted, s.Say("news.just_now"))
	}
	return kit.TextCell(kit.Muted, s.Say("say.ago", assets.Text("left", leftShort(s.Words, s.now.Sub(at)))))
}

// isFresh tells whether a row is marked as new.
func isFresh(row kit.Row) bool { return len(row.Cells) > 1 && row.Cells[1].Role == freshRole(true) }

// freshRole is how what is new and what was seen are written.
func freshRole(fresh bool) kit.Role {
	if fresh {
		return kit.Strong
	}
	return kit.Text
}

// about says where a row stands, with whom, and what it is about.
func (l newsLine) about(s speech, v model.View) (what, who, title string) {
	switch row := l.row.(type) {
	case *model.Order:
		what, who, title = s.Say("state."+row.State.String()), s.named(v, row.Seller), row.Title
		if v.Who.Account == row.Seller {
			who = s.named(v, row.Acting(model.CreatorSide))
		}
	case *model.Request:
		what, who, title = s.Say("access."+row.State.String()), s.named(v, row.By), s.asksFor(row)
	}
	return what, who, title
}

// cells draws the last event of a row: what, who, about what, when.
func (l newsLine) cells(s speech, v model.View) []kit.Cell {
	what, who, title := l.about(s, v)
	if l.known {
		what = s.Event(l.last.Event)
		if l.last.Actor.Account == 0 {
			who = s.Say("news.by_itself")
		} else if by := s.named(v, l.last.Actor.Account); by != "" {
			who = by
		}
	}
	return []kit.Cell{
		freshCell(l.fresh), kit.TextCell(freshRole(l.fresh), what), namedCell(kit.Muted, who), kit.TextCell(kit.Muted, title),
		agoCell(s, l.row.Heard(v.Who.Account).At),
	}
}

func fitCells(s speech, t *model.Task, fresh bool) []kit.Cell {
	return []kit.Cell{
		freshCell(fresh), kit.TextCell(freshRole(fresh), t.Title), kit.TextCell(kit.Muted, typeShort(s.Words, t)), kit.TextCell(kit.Text, rewardShort(s.Words, t.Terms)),
		closesCell(s.Words, s.now, t.Terms.ApplyBy), agoCell(s, t.PublishAt),
	}
}
