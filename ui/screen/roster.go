package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// NewRoster returns the board of an agency: its creators, how many of their orders stand in which stage, and who is late.
// Whoever opens it first sees those who are late on top; another order is remembered.
func NewRoster(d Desk) kit.Screen {
	l := newList(d, rosterKind(d)).(list)
	if d.draft(memoryName(l.kind.id, l.kind.of)) == nil {
		l.sorted = 1
	}
	return l.pointed()
}

func rosterKind(d Desk) listKind {
	return listKind{
		id: "roster", rows: model.KindContract, rising: true, columns: rosterColumns, cells: rosterCells,
		tabs:  []listTab{{key: "all", queries: []model.Query{model.RosterOf(d.Actor.Account)}, line: []string{"account", "roster", "ls"}}},
		texts: rosterTexts, fields: ask.RosterFields(), sorts: rosterSorts(),
		batches: []listBatch{applyForBatch(), {id: "hand_to", key: "h", begin: openHandTo, args: handLine}, shareBatch(), removeBatch()},
		open:    func(d Desk, ref model.Ref) kit.Screen { return newList(d, rosterOrders(ref.Key)) },
		facts:   rosterFacts, lead: rosterLead, actions: rosterActions, look: rosterLook,
	}
}

func rosterColumns(s speech) []kit.Column {
	all := []kit.Column{{Head: s.Say("roster.head_creator"), Width: 14, Flex: 2, Max: 30}}
	for i, stage := range model.Stages() {
		head := s.Say("roster.head_" + stage.String())
		all = append(all, kit.Column{Head: head, Width: widest(6, head), Right: true, Priority: []int{3, 1, 0, 1, 2, 4}[i]})
	}
	return append(all,
		kit.Column{Head: s.Say("roster.head_paid"), Width: widest(9, s.Say("roster.head_paid")), Right: true, Priority: 6},
		kit.Column{Head: s.Say("roster.head_share"), Width: widest(6, s.Say("roster.head_share")), Right: true, Priority: 5})
}

// rosterCells draws a creator: a number for each stage, marked where somebody is needed.
func rosterCells(s speech, v model.View, row model.Row) []kit.Cell {
	c, ok := row.(*model.Contract)
	if !ok {
		return nil
	}
	a := v.Account(c.Creator)
	if a == nil {
		return nil
	}
	b := model.BoardRow{Contract: c, Creator: a, Marks: v.MarksUnder(c, v.DayEnd())}
	name := kit.Cell{Text: a.Handle, Role: kit.Text}
	if a.Influencer(model.PolicyNow(v.Reader)) {
		name.Text += " " + s.sign(kit.Star)
	}
	if state := c.State(); state != model.ContractInForce {
		name.Role, name.Text = kit.Muted, name.Text+"  "+s.Say("contract."+state.String())
	}
	cells := []kit.Cell{name}
	for _, stage := range model.Stages() {
		cells = append(cells, s.stageCell(b, stage))
	}
	return append(cells, s.paidCell(c), kit.TextCell(kit.Muted, c.Share.String()))
}

// stageCell is how many orders stand in a stage: marked late, or due today, in sign and colour.
func (s speech) stageCell(b model.BoardRow, stage model.Stage) kit.Cell {
	n := max(b.In(stage), b.Late[stage])
	role := kit.Text
	if stage == model.StageDone {
		role = kit.Muted
	}
	switch {
	case b.Late[stage] > 0:
		return kit.Cell{Text: s.sign(kit.Now) + " " + s.Digits(int64(n)), Role: kit.Bad, Bold: true}
	case b.Today[stage] > 0:
		return kit.Cell{Text: s.sign(kit.Todo) + " " + s.Digits(int64(n)), Role: kit.Warn, Bold: true}
	case n == 0:
		return kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	}
	return kit.TextCell(role, s.Digits(int64(n)))
}

// paidCell is what sellers paid for the creator: the amount alone in the currency that most is paid in; a plus stands
// for others.
func (s speech) paidCell(c *model.Contract) kit.Cell {
	if len(c.Paid) == 0 {
		return kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	}
	text := c.Paid[0].Decimal()
	if len(c.Paid) > 1 {
		text += " +"
	}
	return kit.TextCell(kit.Muted, text)
}

func rosterTexts(v model.View, row model.Row) []string {
	c, ok := row.(*model.Contract)
	if !ok {
		return nil
	}
	a := v.Account(c.Creator)
	if a == nil {
		return nil
	}
	return []string{a.Handle, a.Name, a.Niche}
}

// rosterSorts are the orders in which one looks for who needs something, and for whom there is room.
func rosterSorts() []listSort {
	number := func(id string, most bool, by func(model.View, *model.Contract) int64) listSort {
		return listSort{id: id, most: most, by: func(v model.View, row model.Row) int64 {
			if c, ok := row.(*model.Contract); ok {
				return by(v, c)
			}
			return 0
		}}
	}
	return []listSort{
		number("late", true, func(v model.View, c *model.Contract) int64 {
			late, today := v.MarksUnder(c, v.DayEnd()).Sum()
			return int64(late)*1000 + int64(today)
		}),
		number("free", false, func(_ model.View, c *model.Contract) int64 { return int64(c.Live()) }),
		bySort("followers", true, ask.RosterFields()), bySort("done", true, ask.RosterFields()),
	}
}

// rosterSums are the numbers of a whole board.
type rosterSums struct {
	creators, live, late, today int
	stages                      []int
}

func sumRoster(v model.View) rosterSums {
	sums := rosterSums{stages: make([]int, len(model.Stages()))}
	for _, b := range v.Board(v.DayEnd()) {
		sums.creators++
		sums.live += b.Contract.Live()
		late, today := b.Sum()
		sums.late, sums.today = sums.late+late, sums.today+today
		for i, stage := range model.Stages() {
			sums.stages[i] += b.In(stage)
		}
	}
	return sums
}

// rosterFacts is the head line: how many creators and orders, how many are late and due today.
func rosterFacts(s speech, v model.View) []kit.Fact {
	sums := sumRoster(v)
	facts := kit.Facts(s.Say("roster.creators", assets.Num("count", int64(sums.creators))), s.Say("roster.live", assets.Num("count", int64(sums.live))))
	if sums.late > 0 {
		facts = append(facts, kit.Fact{Role: kit.Bad, Text: s.sign(kit.Now) + " " + s.Say("roster.late", assets.Num("count", int64(sums.late)))})
	}
	if sums.today > 0 {
		facts = append(facts, kit.Fact{Role: kit.Warn, Text: s.sign(kit.Todo) + " " + s.Say("roster.today", assets.Num("count", int64(sums.today)))})
	}
	return facts
}

// rosterLead is the line below: the sums of the columns.
func rosterLead(s speech, v model.View) []kit.Fact {
	sums := sumRoster(v)
	var all []kit.Fact
	for i, stage := range model.Stages() {
		if sums.stages[i] > 0 {
			all = append(all, kit.Fact{Role: kit.Muted, Text: s.Say("stage."+stage.String()) + " " + s.Digits(int64(sums.stages[i]))})
		}
	}
	return all
}

// rosterActions are those of a board beside what is done to creators.
func rosterActions(l list) []kit.Action {
	s, key := newSpeech(l.desk.Session), rowRef(l.page.Table.CurrentKey()).Key
	invite := kit.Action{Key: "n", Name: s.Say("roster.act_invite"), Help: s.Say("roster.help_invite"), Do: func() tea.Cmd {
		return kit.Send(kit.Push{Screen: newInvite(l.desk)})
	}}
	why := kit.Action{Key: "w", Name: s.Say("roster.act_why"), Help: s.Say("roster.help_why"), Disabled: l.none(), Hidden: true, Do: func() tea.Cmd {
		return contractWhy(l.desk, key)
	}}
	copyName := kit.Action{Key: "y", Name: s.Say("people.act_copy_handle"), Help: s.Say("people.help_copy_handle"), Disabled: l.none(), Hidden: true, Do: func() tea.Cmd {
		return withContract(l.desk, key, func(v model.View, c *model.Contract) tea.Msg { return copied(s, v.Handle(c.Creator)) })
	}}
	line := kit.Action{Key: "Y", Name: s.Say("people.act_copy_line"), Help: s.Say("people.help_copy_line"), Hidden: true, Do: func() tea.Cmd {
		if keys := l.page.Table.Chosen(); len(keys) > 0 {
			return copyBatchLine(l.desk, shareBatch(), keys)
		}
		if filtered := l.filterLine(); filtered != nil {
			return copyLineAs(l.desk, filtered)
		}
		return copyLineAs(l.desk, []string{"account", "roster", "ls"})
	}}
	return []kit.Action{askAction(l), splitsAction(l), invite, why, copyName, line}
}

// withContract reads a contract and goes on with it, beside the loop.
func withContract(d Desk, key model.Key, do func(model.View, *model.Contract) tea.Msg) tea.Cmd {
	return func() (msg tea.Msg) {
		err := d.Market.View(d.Actor, func(v model.View) {
			if c, ok := seen(v, model.Ref{Kind: model.KindContract, Key: key}).(*model.Contract); ok {
				msg = do(v, c)
			}
		})
		if err != nil {
			return failure(d.Session, err)
		}
		return msg
	}
}

// contractWhy explains a contract.
func contractWhy(d Desk, key model.Key) tea.Cmd {
	return withContract(d, key, func(v model.View, c *model.Contract) tea.Msg {
		p := model.PolicyNow(v.Reader)
		s := newSpeech(d.Session).at(v.Now).under(p)
		other := c.Creator
		if other == v.Who.Account {
			other = c.Agency
		}
		return kit.Push{Screen: newWhy(s, p, s.Say("why_page.title", assets.Text("id", v.Handle(other))), model.Why(v, c))}
	})
}

// rosterOrders lists the orders that an agency has for one creator, by stage.
func rosterOrders(contract model.Key) listKind {
	k := listKind{
		id: "roster_orders", rows: model.KindOrder, role: model.Agency, columns: orderColumns, cells: myOrderCells, fields: ask.OrderFields(), sorts: orderSorts(),
		of: rowKey(model.Ref{Kind: model.KindContract, Key: contract}), actions: makerActions,
	}
	k.tabs = []listTab{{key: "all", queries: []model.Query{model.OrdersUnder(contract, 0)}}}
	for _, stage := range model.Stages() {
		tab := listTab{key: stage.String()}
		for _, st := range stage.States() {
			tab.queries = append(tab.queries, model.OrdersUnder(contract, st))
		}
		k.tabs = append(k.tabs, tab)
	}
	closed := listTab{key: "closed"}
	for _, st := range []model.OrderState{model.Cancelled, model.Rejected, model.Expired, model.Stopped} {
		closed.queries = append(closed.queries, model.OrdersUnder(contract, st))
	}
	k.tabs = append(k.tabs, closed)
	k.facts = func(s speech, v model.View) []kit.Fact {
		c := model.ContractOf(v.Reader, contract)
		if c == nil {
			return nil
		}
		facts := []string{v.Handle(c.Creator), s.Say("contract." + c.State().String()), s.Say("roster.share_now", assets.Text("share", c.Share.String()))}
		if len(c.Paid) > 0 {
			facts = append(facts, s.Say("roster.paid_kept", assets.Text("paid", s.sums(c.Paid)), assets.Text("kept", s.sums(c.Kept))))
		}
		return kit.Facts(facts...)
	}
	return k
}

// rosterLook draws a creator beside its row: what presses, the contract, the channels.
func rosterLook(session Session, ref model.Ref) (listPreview, error) {
	none := func(kit.Theme, int, int) []string { return nil }
	var draw listPreview
	err := session.Market.View(session.Actor, func(v model.View) {
		c := model.ContractOf(v.Reader, ref.Key)
		if c == nil || !model.CanSee(v.Reader, v.Who, c) {
			return
		}
		a := v.Account(c.Creator)
		late, today := v.Pressing(c, v.DayEnd())
		var live []*model.Order
		for _, row := range v.Rows(model.OrdersUnder(c.Key, 0), model.Place{}, true) {
			if o := row.(*model.Order); !o.State.Settled() && len(live) < rosterLive {
				live = append(live, o)
			}
		}
		s := newSpeech(session).at(v.Now).under(model.PolicyNow(v.Reader))
		lines := rosterPreview{contract: c, creator: a, late: late, today: today, live: live, due: map[model.Key]model.Moment{}}
		for _, o := range append(append([]*model.Order{}, today...), live...) {
			if clock, ok := ask.NextTurn(v.ClocksOn(o)); ok {
				lines.due[o.Key] = clock.Due
			}
		}
		draw = func(t kit.Theme, w, _ int) []string { return lines.draw(t, s.with(t), w) }
	})
	if draw == nil {
		return none, err
	}
	return draw, err
}

// rosterLive is how many orders under way stand beside a board.
const rosterLive = 8

// rosterPreview is a creator of a board as it was read.
type rosterPreview struct {
	contract          *model.Contract
	creator           *model.Account
	late, today, live []*model.Order
	due               map[model.Key]model.Moment
}

func (p rosterPreview) draw(t kit.Theme, s speech, w int) []string {
	c, a := p.contract, p.creator
	facts := []string{s.Say("contract." + c.State().String()), s.Say("roster.share_now", assets.Text("share", c.Share.String()))}
	if a.Country != "" {
		facts = append(facts, a.Country)
	}
	if len(a.Languages) > 0 {
		facts = append(facts, strings.Join(a.Languages, " "))
	}
	if a.Niche != "" {
		facts = append(facts, a.Niche)
	}
	if n := a.Followers(); n > 0 {
		facts = append(facts, s.Say("roster.followers", assets.Text("count", s.followers(n))))
	}
	if !a.HasAddress() {
		facts = append(facts, s.Say("roster.no_address"))
	}
	lines := []string{kit.NewLine(t, w).Bold(kit.Strong, a.Handle).Gap(2).Put(kit.Muted, kit.Clean(a.Name)).String()}
	lines = append(lines, wrapped(t, kit.Muted, strings.Join(facts, " "+t.Glyph(kit.Nothing)+" "), w)...)
	if len(c.Paid) > 0 {
		lines = append(lines, wrapped(t, kit.Muted, s.Say("roster.paid_kept", assets.Text("paid", s.sums(c.Paid)), assets.Text("kept", s.sums(c.Kept))), w)...)
	}
	lines = append(lines, "")
	seen := map[model.Key]bool{}
	put := func(role kit.Role, g kit.Glyph, o *model.Order, when string) {
		if seen[o.Key] {
			return
		}
		seen[o.Key] = true
		l := kit.NewLine(t, w).Glyph(role, g).Gap(1).Put(role, when).To(12)
		lines = append(lines, l.Put(kit.Text, kit.Clean(o.Title)).String(),
			kit.NewLine(t, w).To(12).Put(kit.Muted, string(o.ID)).Gap(2).Put(kit.Muted, s.Say("state."+o.State.String())).String())
	}
	for _, o := range p.late {
		put(kit.Bad, kit.Now, o, s.Say("roster.is_late"))
	}
	for _, o := range p.today {
		put(kit.Warn, kit.Todo, o, s.left(p.due[o.Key]))
	}
	for _, o := range p.live {
		when := ""
		if due := p.due[o.Key]; due != 0 {
			when = s.left(due)
		}
		put(kit.Muted, kit.Nothing, o, when)
	}
	if len(seen) == 0 {
		lines = append(lines, t.Paint(kit.Muted, s.Say("roster.nothing")))
	}
	return lines
}
