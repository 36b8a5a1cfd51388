package screen

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
)

// parsed reads the filter as of a moment, without what could not be read.
func (l list) parsed(now model.Moment) ask.Filter {
	f, _ := ask.ParseFilter(l.page.Filter.Value(), ask.FieldsOf(l.kind.fields), now, newSpeech(l.desk.Session).zone)
	return f
}

// fault says what in the filter could not be read and what is accepted, "" where all could.
func (l list) fault() string {
	_, faults := ask.ParseFilter(l.page.Filter.Value(), ask.FieldsOf(l.kind.fields), 0, newSpeech(l.desk.Session).zone)
	if len(faults) == 0 {
		return ""
	}
	message, accepts := l.desk.Words.Refusal(faults[0])
	return l.desk.Words.Say("list.fault", assets.Text("message", message), assets.Text("accepts", accepts))
}

// fieldNames lists what the filter can name, for the help.
func (l list) fieldNames() string {
	names := make([]string, len(l.kind.fields))
	for i, f := range l.kind.fields {
		names[i] = f.Name
	}
	return strings.Join(names, " ")
}

// hint says what can be typed into the filter.
func (l list) hint() string {
	w := l.desk.Words
	if id := "list." + l.kind.id + "_hint"; w.Has(id) {
		return w.Say(id)
	}
	return w.Say("list.hint")
}

// order returns the order that was chosen, nil for the list's own.
func (l list) order() *listSort {
	if l.sorted == 0 {
		return nil
	}
	return &l.kind.sorts[l.sorted-1]
}

// walks tells whether the list has to be walked whole to know what to show.
func (l list) walks() bool { return l.sorted != 0 || !l.parsed(0).Empty() }

// begin reads the first rows, or those around the row that one comes back to.
func (l list) begin() (list, tea.Cmd) {
	if l.walks() {
		return l.ask()
	}
	return l.home()
}

// home reads the list from its beginning, or around the row that one comes back to.
func (l list) home() (list, tea.Cmd) {
	var cmd tea.Cmd
	if l.back == "" {
		l.page.Table, cmd = l.page.Table.Restart()
		return l, cmd
	}
	l.page.Table, cmd = l.page.Table.At(l.back)
	l.back = ""
	return l, cmd
}

// ask finds rows anew, after another tab, filter or order.
func (l list) ask() (list, tea.Cmd) {
	l = l.stopped()
	if !l.walks() {
		l.sifted, l.found = false, nil
		return l.pointed().home()
	}
	return l.start(true)
}

// stopped gives up the question that is being answered.
func (l list) stopped() list {
	if l.cancel != nil {
		l.cancel()
	}
	l.cancel, l.busy, l.stale = nil, false, false
	return l
}

// start begins a walk; with jump, the cursor goes to the first row that it finds.
func (l list) start(jump bool) (list, tea.Cmd) {
	l = l.stopped()
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel, l.busy = cancel, true
	l.sift = sift{
		number: l.sift.number + 1, session: l.desk.Session, fields: l.kind.fields, texts: l.texts(), typed: l.page.Filter.Value(),
		sort: l.order(), window: listWindow{queries: l.tab().queries, reverse: !l.kind.rising}, jump: jump,
	}
	return l.headed(), l.sift.run(ctx)
}

// resift walks again where what is shown was found by a walk; while one is under way it is enough to remember.
func (l list) resift() (list, tea.Cmd) {
	switch {
	case !l.walks():
		return l, nil
	case l.busy:
		l.stale = true
		return l, nil
	}
	return l.start(false)
}

// ran takes what a walk says: how far it is, or what it found.
func (l list) ran(msg siftRan) (list, tea.Cmd) {
	if msg.sift.number != l.sift.number || !l.busy {
		return l, nil
	}
	if !msg.over {
		l.cancel()
		l.sift = msg.sift
		ctx, cancel := context.WithCancel(context.Background())
		l.cancel = cancel
		return l.headed(), msg.sift.run(ctx)
	}
	l.busy, l.cancel = false, nil
	if msg.failed != nil {
		return l.headed(), failed(l.desk.Session, msg.failed)
	}
	l.found, l.sifted = msg.keys, true
	l.sift = sift{number: l.sift.number, done: msg.sift.done, total: msg.sift.total}
	l = l.pointed()
	var cmd, more tea.Cmd
	if msg.sift.jump {
		l, cmd = l.home()
	} else {
		l.page.Table, cmd = l.page.Table.Refresh()
	}
	if l.stale {
		l.stale = false
		l, more = l.start(false)
	}
	return l, tea.Batch(cmd, more)
}

// result says what the filter gave: how many of how many, or how far the walk is.
func (l list) result() string {
	w := l.desk.Words
	switch {
	case !l.walks():
		return ""
	case l.busy && l.sift.done > 0:
		return w.Say("list.walking", assets.Num("done", int64(l.sift.done)), assets.Num("total", int64(l.sift.total)))
	case !l.sifted:
		return ""
	}
	return w.Say("list.found", assets.Num("count", int64(len(l.found))), assets.Num("total", int64(l.sift.total)))
}

// texts returns what bare words are looked for in.
func (l list) texts() func(model.View, model.Row) []string {
	if l.kind.texts != nil {
		return l.kind.texts
	}
	return ask.RowTexts
}

// nextSort puts the list into its next order.
func (l list) nextSort() (list, tea.Cmd) {
	l.sorted = (l.sorted + 1) % (len(l.kind.sorts) + 1)
	return l.ask()
}
