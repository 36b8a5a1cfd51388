package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// today is the first screen: every clock that concerns me, those that wait for me on top, with a preview of the
// row under the cursor and everything that can be done to it.
type today struct {
	desk  Desk
	say   speech
	frame kit.Frame
	term  tea.WindowSizeMsg

	table  kit.Table
	filter kit.Filter
	head   todayRead // the numbers of the last reading; its rows are the table's
	failed error     // of the last reading
	begun  bool

	preview todayPreview
	view    kit.Viewport // of the preview
	focus   kit.Pane
	reading bool // a reading of the preview is under way
	again   bool // what it reads is no longer what is wanted

	actions []kit.Action
	last    string // the command line of what was done last
}

// NewToday returns the first screen of a person's session.
func NewToday(d Desk) kit.Screen {
	s := newSpeech(d.Session)
	t := today{desk: d, say: s, filter: kit.NewFilter(s.Say("today.filter_hint"))}
	t.table = kit.NewTable(
		kit.Column{Head: s.Say("today.head_left"), Width: 9},
		kit.Column{Head: s.Say("today.head_turn"), Width: 7, Flex: 3, Max: 14},
		kit.Column{Head: s.Say("today.head_what"), Width: 21, Flex: 2, Max: 24},
		kit.Column{Head: s.Say("today.head_order"), Width: 11, Priority: 3},
		kit.Column{Head: s.Say("today.head_with"), Width: 11, Flex: 3, Max: 20, Priority: 2},
		kit.Column{Head: s.Say("today.head_default"), Width: 21, Flex: 9, Priority: 1},
	)
	if kept := d.draft(todayFilter); kept["text"] != "" {
		t.filter = t.filter.SetValue(kept["text"])
	}
	return t.sourced().acting()
}

// todayFilter is the name under which the filter of the last visit is kept, as what was typed and not sent is.
const todayFilter = "today/filter"

// sourced points the table at the clocks that the filter lets through.
func (t today) sourced() today {
	t.table.Source = todayFeed{session: t.desk.Session, say: t.say, filter: t.filter.Value()}.source()
	t.table.Empty = t.empty()
	return t
}

// empty says what to do when there is nothing.
func (t today) empty() string {
	if q := t.filter.Value(); q != "" {
		return t.say.Say("today.no_match", assets.Text("query", q))
	}
	if me := t.head.me; me != nil && t.say.Has("today.empty_"+string(me.Role)) {
		return t.say.Say("today.empty_" + string(me.Role))
	}
	return t.say.Say("today.empty")
}

// Init implements kit.Screen; the first rows are asked for when the size is known.
func (t today) Init() tea.Cmd { return nil }

// Title implements kit.Screen.
func (t today) Title() string { return t.say.Say("today.title") }

// Help implements kit.Helper.
func (t today) Help() string { return t.say.Say("today.help") }

// Typing implements kit.Typing.
func (t today) Typing() bool { return t.filter.Typing() }

// Actions implements kit.Screen.
func (t today) Actions() []kit.Action { return t.actions }

// Update implements kit.Screen.
func (t today) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		t.term = msg
		return t.placed(), nil
	case *kit.Words:
		t.table.Words = msg
		return t, nil
	case kit.Frame:
		return t.framed(msg)
	case todayRead:
		return t.read(msg)
	case todayPreview:
		return t.looked(msg)
	case Changed:
		return t, t.desk.concerned(msg.Refs)
	case todayMoved, Minute:
		return t.refreshed()
	case acted:
		return t.done(msg)
	case todayAsk:
		return t.asked(msg)
	case kit.Click:
		return t.click(msg)
	case kit.Wheel:
		return t.wheel(msg)
	}
	return t.typed(msg)
}

// framed takes a size and a theme. The first one begins the reading.
func (t today) framed(msg kit.Frame) (kit.Screen, tea.Cmd) {
	first := !t.begun
	t.frame, t.begun = msg, true
	t.say = t.say.with(msg.Theme)
	t = t.sourced().placed()
	if !first {
		return t, nil
	}
	return t.refreshed()
}

// refreshed reads the rows around the cursor again; the row stays under it.
func (t today) refreshed() (kit.Screen, tea.Cmd) {
	var cmd tea.Cmd
	t.table, cmd = t.table.Refresh()
	return t, cmd
}

// read takes rows and numbers, and reads the preview of the row that is under the cursor now.
func (t today) read(msg todayRead) (kit.Screen, tea.Cmd) {
	var more, look tea.Cmd
	t.table, more, _ = t.table.Update(msg.loaded)
	if t.failed = msg.err; msg.err == nil {
		msg.loaded.Rows = nil
		t.head = msg
		t.say = t.say.at(msg.now)
	}
	t.filter.Result = t.result(msg)
	t.table.Empty = t.empty()
	t = t.placed()
	t, look = t.look()
	return t, tea.Batch(more, look)
}

// result says how many rows the filter leaves.
func (t today) result(msg todayRead) string {
	if t.filter.Value() == "" || msg.err != nil {
		return t.filter.Result
	}
	_, shown := t.table.Position()
	args := []model.Arg{assets.Num("shown", int64(shown)), assets.Num("most", filterMost)}
	if msg.partly {
		return t.say.Say("today.filtered_part", args...)
	}
	return t.say.Say("today.filtered", append(args, assets.Num("total", int64(msg.all)))...)
}

// typed gives a key or a paste to the filter while it takes text, else to the pane with the focus.
func (t today) typed(msg tea.Msg) (kit.Screen, tea.Cmd) {
	if filter, changed, used := t.filter.Update(msg); used {
		t.filter = filter
		return t.filtered(changed)
	}
	key, ok := msg.(tea.KeyPressMsg)
	if ok && key.String() == "esc" && t.filter.Value() != "" {
		t.filter = t.filter.Clear()
		return t.filtered(true)
	}
	if ok && t.focus == kit.PreviewPane {
		t.view, _ = t.view.Update(msg)
		return t, nil
	}
	before := t.table.CurrentKey()
	var more, look tea.Cmd
	t.table, more, _ = t.table.Update(msg)
	if t.table.CurrentKey() != before {
		t, look = t.look()
	}
	return t, tea.Batch(more, look)
}

// filtered asks for the rows of another filter.
func (t today) filtered(changed bool) (kit.Screen, tea.Cmd) {
	t = t.placed().acting()
	if !changed {
		return t, nil
	}
	var kept map[string]string
	if text := t.filter.Value(); text != "" {
		kept = map[string]string{"text": text}
	}
	t.desk.keep(todayFilter, kept)
	t = t.sourced()
	var cmd tea.Cmd
	t.table, cmd = t.table.Restart()
	return t, cmd
}

// waitsText is the head line's fact: how many things wait for me, and how near the nearest is.
func (t today) waitsText() kit.Fact {
	h := t.head
	switch {
	case t.failed != nil:
		return kit.Fact{Text: t.say.sign(kit.Refused) + " " + t.say.Say("today.unread", assets.Text("error", t.failed.Error())), Role: kit.Bad}
	case h.now == 0:
		return kit.Fact{}
	case h.turns == 0 && h.others == 0:
		return kit.Fact{Text: t.say.Say("today.nothing"), Role: kit.Muted}
	case h.turns == 0:
		text := t.say.Say("today.nothing") + " " + t.say.sign(kit.Nothing) + " " + t.say.Say("today.others", assets.Text("left", t.say.left(h.others)))
		return kit.Fact{Text: text, Role: kit.Muted}
	}
	id, role := "today.waits", kit.Muted
	if h.nearest <= h.now {
		id = "today.waits_over"
	}
	if h.nearest.Sub(h.now) < time.Hour {
		role = kit.Bad
	}
	return kit.Fact{Text: t.say.Say(id, assets.Num("count", int64(h.turns)), assets.Text("left", t.say.left(h.nearest))), Role: role}
}
