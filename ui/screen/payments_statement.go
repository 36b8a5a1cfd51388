package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// statement is the ledger of one account, the newest line first, with what was owed after each. Only the newest lines
// are shown; all of them are the command line's.
type statement struct {
	desk    Desk
	page    kit.ListPage
	lines   map[string]model.Key // orders by row
	all     bool                 // no line is left out
	request uint64
}

// statementMost is how many lines are shown.
const statementMost = 1000

// newStatement returns the statement behind the tabs of a page.
func newStatement(d Desk, like kit.ListPage) statement {
	s := newSpeech(d.Session)
	st := statement{desk: d}
	st.page.Title, st.page.Tabs, st.page.Whole, st.page.NoFind = like.Title, like.Tabs, true, true
	st.page.Table = kit.NewTable(
		kit.Column{Head: s.Say("payments.head_date"), Width: 6, Right: true},
		kit.Column{Head: s.Say("list.head_with"), Width: 14, Flex: 2, Max: 24},
		kit.Column{Head: s.Say("payments.head_order"), Width: 11, Priority: 2},
		kit.Column{Head: s.Say("payments.head_line"), Width: 16, Flex: 3, Max: 44, Priority: 1},
		kit.Column{Head: s.Say("payments.head_amount"), Width: 13, Right: true},
		kit.Column{Head: s.Say("payments.head_after"), Width: 13, Right: true},
	)
	st.page.Table.Empty = s.Say("list.payments_empty_statement")
	return st
}

// statementRead is a statement as it was read.
type statementRead struct {
	request uint64
	rows    []kit.Row
	orders  map[string]model.Key
	facts   []kit.Fact
	all     bool
	err     error
}

func (st statement) read() tea.Cmd {
	session, request := st.desk.Session, st.request
	return func() tea.Msg {
		out := statementRead{request: request, orders: map[string]model.Key{}, all: true}
		out.err = session.Market.View(session.Actor, func(v model.View) {
			s := newSpeech(session).at(v.Now)
			out.facts = debtFacts(s, v)
			out.lines(v, s)
		})
		return kit.Self{Msg: out}
	}
}

// lines walks the ledger back from now, taking each line off what is owed.
func (r *statementRead) lines(v model.View, s speech) {
	owed := map[model.Currency]int64{}
	for _, b := range model.Balances(v.Reader, v.Who.Account) {
		if b.Book == model.BookDue {
			owed[b.Currency] = -b.Minor
		}
	}
	for _, row := range v.Rows(model.PostingsOf(v.Who.Account), model.Place{}, true) {
		p, ok := row.(*model.Posting)
		if !ok {
			continue
		}
		if len(r.rows) == statementMost {
			r.all = false
			return
		}
		key := rowKey(p.Ref())
		r.orders[key] = p.Order
		r.rows = append(r.rows, kit.Row{Key: key, Cells: statementCells(s, v, p, owed[p.Amount.Currency])})
		owed[p.Amount.Currency] -= moves(p)
	}
}

func statementCells(s speech, v model.View, p *model.Posting, after int64) []kit.Cell {
	with := p.Seller
	if v.Who.Account == p.Seller {
		with = p.Creator
	} else if o := v.Order(p.Order); p.Seller == 0 && o != nil { // a part of what an agency received: the other of the two
		if with = o.Agency; v.Who.Account == o.Agency {
			with = o.Creator
		}
	}
	id := ""
	if o := v.Order(p.Order); o != nil {
		id = string(o.ID)
	}
	role, moved := kit.Text, moves(p)
	switch {
	case !p.Of.IsZero():
	case moved == 0:
		role = kit.Warn
	case moved < 0:
		role = kit.Good
	}
	amount := s.Money(p.Amount)
	if moved < 0 {
		amount = "−" + amount
	}
	return []kit.Cell{
		kit.TextCell(kit.Muted, s.day(p.At)), namedCell(kit.Text, s.named(v, with)), kit.TextCell(kit.Muted, id),
		kit.TextCell(kit.Muted, s.posted(p)), kit.TextCell(role, amount),
		kit.TextCell(kit.Text, s.Money(model.Money{Minor: after, Currency: p.Amount.Currency})),
	}
}

// posted says what a line of the ledger is: content was confirmed, a fee was paid, a payment matched nothing.
func (s speech) posted(p *model.Posting) string {
	args := []model.Arg{assets.Word("debit", "book."+string(p.Debit)), assets.Word("credit", "book."+string(p.Credit))}
	if p.Method != "" {
		args = append(args, assets.Word("method", "method."+string(p.Method)))
	}
	if !p.Of.IsZero() {
		args = append(args, assets.Text("share", p.Share.String()), assets.Amount("of", p.Of))
	}
	if id := "payments.line_" + string(p.Debit) + "_" + string(p.Credit); s.Has(id) {
		return s.Say(id, args...)
	}
	return s.Say("payments.line", args...)
}

// moves is by how much a line changes what is owed: less when it takes from it.
func moves(p *model.Posting) int64 {
	switch {
	case p.Credit == model.BookDue:
		return p.Amount.Minor
	case p.Debit == model.BookDue:
		return -p.Amount.Minor
	}
	return 0
}

func (st statement) tabs() kit.Tabs { return st.page.Tabs }

// withTabs puts the statement in front.
func (st statement) withTabs(t kit.Tabs) (tabbed, tea.Cmd) {
	st.page.Tabs = t
	return st.again()
}

func (st statement) again() (statement, tea.Cmd) {
	st.request++
	return st, st.read()
}

// Init implements kit.Screen.
func (st statement) Init() tea.Cmd { return st.read() }

// Title implements kit.Screen.
func (st statement) Title() string { return st.page.Title }

// Help implements kit.Helper.
func (st statement) Help() string { return st.desk.Words.Say("payments.statement_help") }

// Typing implements kit.Typing.
func (st statement) Typing() bool { return false }

// Cursor implements kit.Cursored.
func (st statement) Cursor() (x, y int, ok bool) { return 0, 0, false }

// View implements kit.Screen.
func (st statement) View() string { return st.page.View() }

// Update implements kit.Screen.
func (st statement) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case *kit.Words:
		st.page = st.page.SetWords(msg)
		return st, nil
	case statementRead:
		return st.took(msg)
	case Changed:
		if !slices.ContainsFunc(msg.Refs, func(r model.Ref) bool { return r.Kind == model.KindPosting || r.Kind == model.KindMarket }) {
			return st, nil
		}
		return st.again()
	case Minute, kit.Shown:
		return st.again()
	}
	page, event, cmd := st.page.Update(msg)
	st.page = page
	if event&kit.Opened != 0 {
		return st, tea.Batch(cmd, st.open())
	}
	return st, cmd
}

func (st statement) took(msg statementRead) (kit.Screen, tea.Cmd) {
	if msg.request != st.request {
		return st, nil
	}
	if msg.err != nil {
		return st, failed(st.desk.Session, msg.err)
	}
	st.lines, st.all, st.page.Facts = msg.orders, msg.all, msg.facts
	st.page.Table = st.page.Table.SetRows(msg.rows)
	if !msg.all {
		st.page.Facts = append(slices.Clone(msg.facts), kit.Facts(st.desk.Words.Say("payments.fact_newest", assets.Num("count", statementMost)))...)
	}
	return st, nil
}

// open opens the page of the order that a line is about.
func (st statement) open() tea.Cmd {
	if order := st.lines[st.page.Table.CurrentKey()]; order != 0 {
		return kit.Send(kit.Push{Screen: NewOrder(st.desk, order)})
	}
	return nil
}

// Actions implements kit.Screen.
func (st statement) Actions() []kit.Action {
	w := st.desk.Words
	act := func(key, name, why string, do func() tea.Cmd) kit.Action {
		return kit.Action{Key: key, Name: w.Say("list.act_" + name), Help: w.Say("list.help_" + name), Disabled: why, Do: do}
	}
	none := ""
	if st.page.Table.Len() == 0 {
		none = w.Say("list.no_row")
	}
	s := newSpeech(st.desk.Session)
	line := kit.Action{Key: "Y", Name: s.Say("order.copy_line"), Help: s.Say("payments.help_statement_line"), Hidden: true}
	line.Do = func() tea.Cmd { return copyLineAs(st.desk, []string{"payment", "statement"}) }
	tabs := act("right", "tab", "", nil)
	tabs.Also = []string{"left"}
	own := []kit.Action{act("enter", "open", none, st.open), tabs, line}
	return slices.DeleteFunc(st.page.Actions(own...), func(a kit.Action) bool { return a.Key == "left" })
}

// Guide implements kit.Guided.
func (st statement) Guide() string { return guidePage("statement") }
