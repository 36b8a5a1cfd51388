package replica

import (
	"slices"

	"go.etcd.io/bbolt"

	"aeconnect/model"
)

// goneLook is how many tasks, and how many orders, of an account are looked at for what a hub has forgotten: of tasks
// those that were made last, of orders those that changed last. goneMost is how many of the missing are named.
const (
	goneLook = 1000
	goneMost = 20
)

// lose writes down with the alarm what of this account's own the hub has forgotten, when the view that was loaded anew
// stands whole beside the one that was shown. Where another marketplace stands in the hub's place nothing is named: there
// nothing is left. Within a change.
func (r *Replica) lose(old, now *bbolt.Bucket) {
	alarms := slices.Clone(r.meta.Alarms) // whoever holds those that were shown keeps them as they were
	for i := len(alarms) - 1; i >= 0; i-- {
		switch alarms[i].Kind {
		case AlarmForked: // of what waits, not of what is there
			continue
		case AlarmRestored:
			if all := r.gone(old, now); len(all) > 0 {
				alarms[i].Gone = all[:min(len(all), goneMost)]
				alarms[i].More = len(all) - len(alarms[i].Gone)
				r.meta.Alarms = alarms
			}
		}
		return
	}
}

// gone returns the IDs of own tasks and orders of one view that another does not have, tasks first. What a waiting command
// names is left out: it may bring the row back, and if it cannot its refusal says so. An old view that cannot be read
// names nothing; it is thrown away in any case.
func (r *Replica) gone(old, now *bbolt.Bucket) (all []model.ID) {
	var err error
	defer caught(&err)
	waits := map[string]bool{}
	for _, it := range r.items {
		if c := r.Command(*it); c != nil {
			for _, name := range model.Named(c) {
				waits[name] = true
			}
		}
	}
	was, is := r.readerOf(old), r.readerOf(now)
	walk := func(q model.Query, missing func(model.Row) (model.ID, bool)) {
		left := goneLook
		for p := range was.Scan(q.List, q.Group, model.Place{}, true) {
			if left--; left < 0 {
				return
			}
			row, _ := was.Get(p.Ref)
			if id, lost := missing(row); lost && !waits[string(id)] {
				all = append(all, id)
			}
		}
	}
	walk(model.TasksOf(r.meta.Account, 0), func(row model.Row) (model.ID, bool) {
		t, ok := row.(*model.Task)
		if !ok {
			return "", false
		}
		return t.ID, model.TaskByID(is, t.ID) == nil
	})
	walk(model.OrdersOf(r.meta.Account, 0), func(row model.Row) (model.ID, bool) {
		o, ok := row.(*model.Order)
		if !ok {
			return "", false
		}
		return o.ID, model.OrderByID(is, o.ID) == nil
	})
	return all
}

// readerOf reads a generation within a change.
func (r *Replica) readerOf(view *bbolt.Bucket) *reader {
	return &reader{codec: r.codec, cache: newCache(), with: func(fn func(*bbolt.Bucket) error) error { return fn(view) }}
}
