package screen

import (
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
)

// outbox is the page of a replica's commands: what the hub refused, with the reason, and what waits to be sent.
type outbox struct {
	desk    Desk
	page    kit.ListPage
	frame   kit.Frame
	last    outboxRead
	request uint64
}

// outboxRead is what the page shows.
type outboxRead struct {
	request uint64
	now     model.Moment
	state   post.State
	items   []post.Item
	clocks  map[uint64]string    // the clock that may strike before an item arrives, as it is said
	things  map[uint64]model.Ref // what an item is about, where there is a page of it
	titles  map[uint64]string
	who     map[uint64]string // the other party of what it is about
	fates   map[uint64]post.Fate
	written map[uint64][]string // where a refused change of a task differs from what stands at the hub
	policy  *model.Policy
	failed  error
}

// fatesMost is how many refused commands are looked into each time that something changes.
const fatesMost = 50

// NewOutbox returns the page of what waits to be sent. Its desk has a post.
func NewOutbox(d Desk) kit.Screen {
	o := outbox{desk: d}
	w := d.Words
	o.page.Title, o.page.NoFind = w.Say("outbox.title"), true
	o.page.Split.Share = 60
	head := func(name string) string { return w.Say("outbox.head_" + name) }
	o.page.Table = kit.NewTable(
		kit.Column{Width: 1}, kit.Column{Head: head("state"), Width: 10}, kit.Column{Head: head("what"), Width: 20, Flex: 3},
		kit.Column{Head: head("about"), Width: 16, Flex: 3, Priority: 1}, kit.Column{Head: head("why"), Width: 40, Flex: 4, Priority: 3}, kit.Column{Head: head("made"), Width: agoCells(w, 9, 23*time.Hour), Right: true, Priority: 2},
	)
	o.page.Table.Empty = w.Say("outbox.empty")
	return o
}

// Init implements kit.Screen.
func (o outbox) Init() tea.Cmd { return kit.Send(kit.Self{Msg: outboxStart{}}) }

type outboxStart struct{}

// Title implements kit.Screen.
func (o outbox) Title() string { return o.page.Title }

// Help implements kit.Helper.
func (o outbox) Help() string { return o.desk.Words.Say("outbox.help") }

// Guide implements kit.Guided.
func (o outbox) Guide() string { return guidePage("outbox") }

// View implements kit.Screen.
func (o outbox) View() string { return o.page.View() }

// Update implements kit.Screen.
func (o outbox) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case *kit.Words:
		o.page = o.page.SetWords(msg)
		return o, nil
	case kit.Frame:
		o.frame = msg
	case outboxRead:
		if msg.request != o.request {
			return o, nil
		}
		o.last = msg
		return o.filled(), failed(o.desk.Session, msg.failed)
	case outboxStart, Changed, Minute, kit.Shown:
		o.request++
		return o, readOutbox(o.desk, o.request)
	}
	page, event, cmd := o.page.Update(msg)
	o.page = page
	if event&kit.Opened != 0 {
		return o, tea.Batch(cmd, o.open())
	}
	return o.previewed(), cmd
}

// readOutbox looks at what waits, and at what the hub has told of what it is about.
func readOutbox(d Desk, request uint64) tea.Cmd {
	return func() tea.Msg {
		r := outboxRead{
			request: request, clocks: map[uint64]string{}, things: map[uint64]model.Ref{}, titles: map[uint64]string{}, who: map[uint64]string{},
			fates: map[uint64]post.Fate{}, written: map[uint64][]string{},
		}
		r.state = d.Post.State()
		r.items, r.failed = d.Post.Items()
		err := d.Post.Confirmed(d.Actor, func(v model.View) {
			s, policy := newSpeech(d.Session).at(v.Now), model.PolicyNow(v.Reader)
			r.policy = policy
			for _, it := range r.items {
				if lines := writtenBeside(s, v, it); len(lines) > 0 {
					r.written[it.Key] = lines
				}
				if c, ok := post.Clock(v, it); ok {
					r.clocks[it.Key] = plainMarks(s.under(policy).sentence(c, policy, d.Actor.Account, s.namer(v)))
				}
			}
		})
		r.failed = firstError(r.failed, err)
		r.failed = firstError(r.failed, d.Market.View(d.Actor, func(v model.View) {
			r.now = v.Now
			for _, it := range r.items {
				r.about(v, newSpeech(d.Session).at(v.Now), it)
			}
		}))
		r.judge(d)
		return kit.Self{Msg: r}
	}
}

// judge finds what the refused ones fell over.
func (r *outboxRead) judge(d Desk) {
	past := func(ref model.Ref, limit int) ([]model.Happening, error) {
		return d.Market.History(d.Actor, ref, limit)
	}
	for _, it := range r.items {
		if it.Refusal != nil && len(r.fates) < fatesMost {
			r.fates[it.Key] = post.FateOf(d.Post, past, d.Actor, it, newSpeech(d.Session).named)
		}
	}
}

// about finds the first thing that an item is about and that has a page, and with whom it is.
func (r *outboxRead) about(v model.View, s speech, it post.Item) {
	for _, id := range post.About(it.Command) {
		if o := model.OrderByID(v.Reader, id); o != nil && v.Order(o.Key) != nil {
			r.things[it.Key], r.titles[it.Key] = o.Ref(), o.Title
			other := o.Seller
			if o.SideOf(v.Who.Account) == model.SellerSide {
				other = o.Acting(model.CreatorSide)
			}
			r.who[it.Key] = s.named(v, other)
			return
		}
		if t := model.TaskByID(v.Reader, id); t != nil && v.Task(t.Key) != nil {
			r.things[it.Key], r.titles[it.Key] = t.Ref(), t.Title
			return
		}
	}
}

// teller says what the post has, by the clock that the person reads.
func (o outbox) teller() post.Teller {
	now := o.last.now.Time()
	if z := o.desk.Zone; z != nil {
		now = now.In(z)
	}
	return post.Teller{Words: o.desk.Words, Now: now}
}

// filled gives the table its rows; the cursor stays on its item.
func (o outbox) filled() outbox {
	s, t := newSpeech(o.desk.Session).at(o.last.now), o.teller()
	rows := make([]kit.Row, 0, len(o.last.items))
	for _, it := range o.last.items {
		role, glyph := itemLook(it.Standing)
		mark := kit.DrawnCell(func(th kit.Theme, _ int) string { return th.Paint(role, th.Glyph(glyph)) })
		rows = append(rows, kit.Row{Key: strconv.FormatUint(it.Key, 10), Cells: []kit.Cell{
			mark, kit.TextCell(role, t.Standing(it.Standing)), kit.TextCell(kit.Text, t.What(it)), kit.TextCell(kit.Muted, o.thing(s, it)),
			kit.TextCell(kit.Muted, t.Why(it)), agoCell(s, it.At),
		}})
	}
	o.page.Table = o.page.Table.SetRows(rows)
	refused := ""
	if n := o.last.state.Refused; n > 0 {
		refused = o.desk.Words.Say("outbox.refused", assets.Num("count", int64(n)))
	}
	o.page.Facts = kit.Facts(refused, t.Line(o.last.state))
	return o.previewed()
}

// thing names what an item is about as people know it: its title, and with whom it is; its ID where it has none.
func (o outbox) thing(s speech, it post.Item) string {
	title, who := o.last.titles[it.Key], o.last.who[it.Key]
	switch {
	case title == "":
		return o.teller().About(it)
	case who == "":
		return title
	}
	return who + " " + s.sign(kit.Nothing) + " " + title
}

// itemLook is how the standing of an item is shown, beside its word.
func itemLook(s post.Standing) (kit.Role, kit.Glyph) {
	switch s {
	case post.Refused:
		return kit.Bad, kit.Refused
	case post.Asking:
		return kit.Warn, kit.Todo
	case post.Accepted:
		return kit.Good, kit.Done
	}
	return kit.Accent, kit.Up
}

// current returns the item under the cursor.
func (o outbox) current() (post.Item, bool) {
	key := o.page.Table.CurrentKey()
	for _, it := range o.last.items {
		if strconv.FormatUint(it.Key, 10) == key {
			return it, true
		}
	}
	return post.Item{}, false
}

// previewed writes the preview anew.
func (o outbox) previewed() outbox {
	w := o.page.PreviewWidth()
	it, ok := o.current()
	if w <= 0 {
		return o
	}
	if !ok {
		o.page = o.page.SetPreview(o.alarms(o.page.Theme(), w))
		return o
	}
	o.page = o.page.SetPreview(append(o.alarms(o.page.Theme(), w), o.lines(it, o.page.Theme(), w)...))
	return o
}

// alarms says what went wrong with the replica and was settled.
func (o outbox) alarms(t kit.Theme, w int) (lines []string) {
	for _, a := range o.last.state.Alarms {
		lines = append(append(lines, kit.Notice{Role: kit.Warn, Text: o.teller().Alarm(a)}.View(t, w)...), "")
	}
	if o.last.state.Newer {
		lines = append(append(lines, kit.Notice{Role: kit.Warn, Text: o.desk.Words.Say("outbox.newer")}.View(t, w)...), "")
	}
	return lines
}

// lines draws an item: what it is, why it waits or was refused, what may strike first.
func (o outbox) lines(it post.Item, t kit.Theme, w int) []string {
	s, teller := newSpeech(o.desk.Session).at(o.last.now).with(t), o.teller()
	role, glyph := itemLook(it.Standing)
	head := kit.NewLine(t, w).Glyph(role, glyph).Gap(1).Put(role, teller.Standing(it.Standing)).Gap(2).Bold(kit.Strong, teller.What(it))
	lines := append([]string{head.String(), ""}, wrapped(t, kit.Text, teller.Why(it), w)...)
	for _, text := range teller.Fate(o.last.fates[it.Key]) {
		lines = append(lines, wrapped(t, kit.Muted, text, w)...)
	}
	if mine := o.last.written[it.Key]; len(mine) > 0 {
		lines = append(append(lines, ""), wrapped(t, kit.Text, s.Say("outbox.written"), w)...)
		for _, line := range mine {
			lines = append(lines, indented(wrapped(t, kit.Muted, line, max(w-2, 1)), 2)...)
		}
	}
	if clock, ok := o.last.clocks[it.Key]; ok {
		text := s.Say("outbox.clock_first", assets.Text("clock", clock))
		lines = append(append(lines, ""), kit.Notice{Role: kit.Warn, Text: text}.View(t, w)...)
	}
	var kv kit.KeyValues
	add := func(word, value string) {
		if value != "" {
			kv = append(kv, kit.KeyValue{Label: s.Say("outbox.page_" + word), Value: value, Role: kit.Text})
		}
	}
	add("about", teller.About(it))
	add("title", o.last.titles[it.Key])
	add("who", o.last.who[it.Key])
	add("made", s.exact(it.At))
	if it.Refused != 0 {
		add("refused", s.exact(it.Refused))
	}
	if it.Refusal != nil {
		add("rule", string(it.Refusal.Rule))
	}
	if it.Origin.Line != "" {
		add("line", "aeconnect "+it.Origin.Line)
	}
	return append(append(lines, ""), kv.View(t, w)...)
}
