package screen

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// batchAction is what a batch does to the chosen rows, or to the one under the cursor.
func (l list) batchAction(b listBatch, none string) kit.Action {
	w := l.desk.Words
	keys := l.page.Table.Chosen()
	a := kit.Action{Key: b.key, Name: w.Say("batch." + b.id), Help: w.Say("batch." + b.id + "_help"), Disabled: none, Once: true}
	switch {
	case len(keys) > 0:
		a.Disabled = ""
		a.Name = w.Say("batch."+b.id+"_many", assets.Num("count", int64(len(keys))))
		a.Do = func() tea.Cmd { return l.desk.beginBatch(l.kind, b, keys) }
		return a
	case none != "":
		return a
	case b.verb != "":
		if a = l.verbAction(a, b.verb); a.Do == nil || b.begin == nil {
			return a
		}
	}
	key := l.page.Table.CurrentKey()
	a.Do = func() tea.Cmd { return l.desk.beginBatch(l.kind, b, []string{key}) }
	return a
}

// verbAction does to the order under the cursor what its page would do, or says why that is not possible. What u takes
// back is not asked for.
func (l list) verbAction(a kit.Action, id string) kit.Action {
	s, f := newSpeech(l.desk.Session), l.current()
	if f == nil {
		a.Disabled = s.Say("create.reading")
		return a
	}
	s = s.at(f.now)
	v, ok := f.verb(id)
	if !ok {
		a.Disabled = s.Say("list.not_yours")
		return a
	}
	if r := f.chance[id].refusal; r != nil {
		a.Disabled = s.refusal(r)
		return a
	}
	a.Do = func() tea.Cmd {
		if v.fields == nil {
			return l.desk.do(v, f, s, noValues)
		}
		return l.desk.begin(f, s, v)
	}
	return a
}

// beginBatch opens what a batch needs before it is done: its form, then its plan.
func (d Desk) beginBatch(k listKind, b listBatch, keys []string) tea.Cmd {
	if b.begin != nil {
		return b.begin(d, keys)
	}
	if b.fields != nil {
		return kit.Send(kit.Push{Screen: newBatchForm(d, k, b, keys)})
	}
	return kit.Send(kit.Push{Screen: newPlanPage(d, k, b, keys, nil)})
}

// acted says what became of the one order that something was done to.
func (l list) acted(msg acted) (list, tea.Cmd) {
	toast := msg.toast(newSpeech(l.desk.Session).at(l.now()))
	l, cmd := l.changed()
	return l, tea.Batch(cmd, kit.Send(toast))
}

// now returns the moment of what is shown.
func (l list) now() model.Moment {
	if l.file != nil {
		return l.file.now
	}
	return l.card.now
}

// batchDone tells the list that a batch went through.
type batchDone struct {
	batch listBatch
	count int
	notes []model.Note
}

func (l list) batchDone(done batchDone) (list, tea.Cmd) {
	if l.kind.leaves {
		return l, tea.Sequence(kit.Send(kit.Pop{}), kit.Send(kit.Self{Msg: done}))
	}
	l.page.Table = l.page.Table.Choose()
	l, cmd := l.changed()
	return l.headed(), cmd
}

// toast says what was done, what was noted, and how to take it back.
func (m batchDone) toast(s speech) kit.Toast {
	t := kit.Toast{Role: kit.Good, Text: s.Say("batch."+m.batch.id+"_done", assets.Num("count", int64(m.count)))}
	if !m.batch.asks {
		t.Text += gap(t.Text) + s.Say("batch.undo")
	}
	if len(m.notes) > 0 {
		t.Role = kit.Warn
		t.Text += " " + s.note(m.notes[0])
	}
	return t
}

// copyBatchLine copies the command line that does a batch to some rows.
func copyBatchLine(d Desk, b listBatch, keys []string) tea.Cmd {
	s := newSpeech(d.Session)
	return func() tea.Msg {
		var as string
		x := batchDeed{market: d.Market, get: noValues}
		err := d.Market.View(d.Actor, func(v model.View) {
			x.about = seen(v, b.about)
			x.read(v, keys)
			as = v.Handle(d.Actor.Account)
		})
		if err != nil {
			return failure(d.Session, err)
		}
		return tea.BatchMsg{copyText(s, s.batchLines(b, x, as))}
	}
}

// batchLines is what does a batch on the command line: one line, or one a row where the command takes no more.
func (s speech) batchLines(b listBatch, x batchDeed, as string) string {
	if !b.single {
		return s.commandLine(b.args(x), as)
	}
	var lines []string
	for _, row := range x.rows {
		one := batchDeed{market: x.market, get: x.get, about: x.about, names: x.names}
		one.add(row)
		lines = append(lines, s.commandLine(b.args(one), as))
	}
	return strings.Join(lines, "\n")
}

// read reads the rows of a batch as they are now. Those that are gone are left out.
func (x *batchDeed) read(v model.View, keys []string) {
	for _, key := range keys {
		row := seen(v, rowRef(key))
		if row == nil {
			continue
		}
		x.add(row)
		if x.names == nil {
			x.names = map[model.Ref]string{}
		}
		switch row := row.(type) {
		case *model.Contract:
			x.names[row.Ref()] = v.Handle(row.Creator)
		case *model.ActivityEntry:
			x.names[row.Ref()] = entryIDs(v, row)
		}
	}
}

func (x *batchDeed) add(row model.Row) {
	x.rows = append(x.rows, row)
	if o, ok := row.(*model.Order); ok {
		x.picked = append(x.picked, model.Picked{ID: o.ID, Rev: o.Rev})
	}
}

// ids returns what the rows are called, for a command line.
func (x batchDeed) ids() []string {
	all := make([]string, len(x.rows))
	for i, row := range x.rows {
		all[i] = calledBy(row)
	}
	return all
}

// do carries a batch out.
func (d Desk) doBatch(c model.Command, private []model.Opened) (model.Decision, error) {
	return d.Market.Do(context.Background(), d.Actor, c, private...)
}
