package replica

import (
	"slices"

	"aeconnect/model"
)

// A row that a command of the outbox would make has a key that is its item's alone and is never used again; the hub gives
// the row another. Whoever has kept the first - an open page, a cursor - finds the same row under it afterwards, by its
// ID, and never another one.

// itemRows is how many keys of each kind an item has for the rows that it would make.
const itemRows = 1 << 16

// keysOf is where the keys of an item's rows begin.
func keysOf(item uint64) model.Key { return provisional + model.Key(item)*itemRows }

// named returns the entry of a row in the list of all IDs of its kind; false for a row without one.
func named(r model.Reader, row model.Row) (model.Entry, bool) {
	for _, e := range model.EntriesOf(r, row) {
		switch e.List {
		case model.ListTaskID, model.ListOrderID, model.ListPaymentID, model.ListBatchID, model.ListAccessID, model.ListPromoID,
			model.ListActivityID, model.ListRequestID:
			return e, true
		}
	}
	return model.Entry{}, false
}

// noting is an overlay that remembers what was put.
type noting struct {
	*model.Overlay
	put []model.Ref
}

// Put implements model.State.
func (n *noting) Put(row model.Row) {
	n.put = append(n.put, row.Ref())
	n.Overlay.Put(row)
}

// made remembers the IDs of rows that an item would make.
func (r *Replica) made(n *noting) {
	for _, ref := range n.put {
		if ref.Key < provisional {
			continue
		}
		if row, _ := n.Get(ref); row != nil {
			if e, ok := named(n, row); ok {
				r.aliases.Store(ref, e)
			}
		}
	}
}

// aliased finds the row that the hub made of one which an item would have made.
func (r *Replica) aliased(ref model.Ref) (model.Ref, bool) {
	kept, ok := r.aliases.Load(ref)
	if !ok {
		return ref, false
	}
	e := kept.(model.Entry)
	for p := range r.base.Scan(e.List, e.Group, model.Place{Sort: e.Place.Sort}, false) {
		return p.Ref, p.Sort == e.Place.Sort
	}
	return ref, false
}

// unfold has the outbox folded anew; what it showed looks different now, as far as anybody knows. Within a change.
func (r *Replica) unfold() {
	if r.pending != nil {
		refs := r.pending.Refs()
		r.looks = append(r.looks, refs...)
		for _, ref := range refs {
			r.folded[ref] = true
		}
	}
	r.pending = nil
}

// refolded tells of rows that the outbox shows now and did not before.
func (r *Replica) refolded(o *model.Overlay) {
	fresh := slices.DeleteFunc(o.Refs(), func(ref model.Ref) bool { return r.folded[ref] })
	r.folded = map[model.Ref]bool{}
	if len(fresh) > 0 {
		r.stirring.tell(fresh, false)
	}
}
