package post

import (
	"slices"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
)

// Fate is what a refused command fell over, as far as the hub has told.
type Fate struct {
	Again *model.Refusal    // why it can only be refused again as it stands; nil: it may be taken, or nobody knows
	Rows  []model.RowResult // of a batch: how each row would be decided now
	Last  []Struck          // what happened last to what it fell over
}

// Struck is the last that happened to a thing.
type Struck struct {
	Of  model.ID
	Who string // who did it, "" for a clock
	Own bool   // the account itself did it
	Saw model.Happening
}

// lastMost bounds how many things it is told of what happened to them last.
const lastMost = 3

// Past returns up to limit events about a row, the newest last.
type Past func(ref model.Ref, limit int) ([]model.Happening, error)

// FateOf looks at what a refused item fell over, without what waits: what cannot be read is left out. name names an account.
// It reads the replica, and is not called within a look at it.
func FateOf(p Post, past Past, actor model.Actor, it Item, name func(model.View, model.Key) string) (f Fate) {
	if it.Refusal == nil || it.Command == nil {
		return f
	}
	if it.Refusal.Rule == model.RuleHubRests { // by number its revisions may be right, and they are not
		defer func() { f.Again = it.Refusal }()
	}
	if p.Confirmed(actor, func(v model.View) { f.judge(v, actor, it) }) != nil {
		f = Fate{} // some of what the rules look at lies only at the hub
	}
	refs := map[model.ID]model.Ref{}
	fell := f.fell(it)
	if p.Confirmed(actor, func(v model.View) {
		for _, id := range fell {
			if ref := refOf(v, id); ref.Key != 0 {
				refs[id] = ref
			}
		}
	}) != nil || len(refs) == 0 {
		f.Again = nil // what is not here may be there
		return f
	}
	for _, id := range fell {
		if h, ok := newest(past, refs[id]); ok {
			f.Last = append(f.Last, Struck{Of: id, Own: h.Actor.Account == actor.Account && actor.Account != 0, Saw: h})
		}
	}
	_ = p.Confirmed(actor, func(v model.View) { // who cannot be read is not named
		for i, s := range f.Last {
			if who := s.Saw.Actor.Account; who != 0 {
				f.Last[i].Who = name(v, who)
			}
		}
	})
	return f
}

// judge asks the rules again, by what the hub has told.
func (f *Fate) judge(v model.View, actor model.Actor, it Item) {
	over := model.NewOverlay(v.Reader)
	for _, o := range it.Secrets {
		over.Keep(o)
	}
	f.Rows = model.PlanBatch(v.Reader, actor, v.Now, it.Command, it.Secrets...)
	f.Again = model.Decide(over, actor, v.Now, it.Command).Refusal
}

// fell returns what a command fell over: the rows of a batch that would be refused, what the refusal names, else the first
// that it is about.
func (f *Fate) fell(it Item) (ids []model.ID) {
	for _, row := range f.Rows {
		if row.Refusal != nil && len(ids) < lastMost {
			ids = append(ids, row.ID)
		}
	}
	about := Things(it)
	if len(ids) > 0 && len(f.Rows) > 1 {
		return ids
	}
	for _, a := range it.Refusal.Args {
		if slices.Contains(about, model.ID(a.Text)) {
			return []model.ID{model.ID(a.Text)}
		}
	}
	return about[:min(len(about), 1)]
}

// refOf finds an order or a task by its ID; the zero Ref where there is none to be seen.
func refOf(v model.View, id model.ID) (none model.Ref) {
	if o := model.OrderByID(v.Reader, id); o != nil && v.Order(o.Key) != nil {
		return o.Ref()
	}
	if t := model.TaskByID(v.Reader, id); t != nil && v.Task(t.Key) != nil {
		return t.Ref()
	}
	return none
}

// newest returns the last event of a row that people would tell of.
func newest(past Past, ref model.Ref) (none model.Happening, ok bool) {
	const look = 20
	if ref.Key == 0 {
		return none, false
	}
	all, err := past(ref, look)
	if err != nil {
		return none, false
	}
	for _, h := range slices.Backward(all) {
		switch h.Event.(type) {
		case *model.LedgerPosted, *model.BatchApplied, *model.BatchClosed:
			continue
		}
		return h, true
	}
	return none, false
}

// Things are the IDs of what an item is about, without those that it gave itself for nothing but to be called by.
func Things(it Item) []model.ID {
	all := About(it.Command)
	things := slices.DeleteFunc(slices.Clone(all), func(id model.ID) bool { return id.Letter() == model.BatchLetter })
	if len(things) == 0 {
		return all
	}
	return things
}

// Fate says in sentences what a refused item fell over: which rows of a batch, what happened to them last and by whom, and
// whether sending it again unchanged can help.
func (t Teller) Fate(f Fate) (said []string) {
	if len(f.Rows) > 1 {
		var bad []string
		for _, row := range f.Rows {
			if row.Refusal != nil {
				bad = append(bad, model.Safe(string(row.ID)))
			}
		}
		if good := len(f.Rows) - len(bad); len(bad) > 0 {
			most := min(len(bad), lastMost)
			said = append(said, t.Words.Say("outbox.fell", assets.Num("count", int64(len(bad))), assets.Num("good", int64(good)),
				assets.Num("more", int64(len(bad)-most)), assets.Text("things", strings.Join(bad[:most], ", "))))
		}
	}
	for _, s := range f.Last {
		said = append(said, t.Struck(s))
	}
	if f.Again != nil {
		said = append(said, t.Words.Say("outbox.only_again"))
	}
	return said
}

// Struck says what happened last to a thing, who did it and when.
func (t Teller) Struck(s Struck) string {
	word := "outbox.last"
	switch {
	case s.Own:
		word = "outbox.last_own"
	case s.Who == "":
		word = "outbox.last_self"
	}
	return t.Words.Say(word, assets.Text("thing", model.Safe(string(s.Of))), assets.Text("event", t.Words.Event(s.Saw.Event)),
		assets.Text("who", model.Safe(s.Who)), assets.Text("at", t.Clock(s.Saw.At.Time())))
}
