package model

import (
	"iter"
	"maps"
	"slices"
)

// Overlay is a thin state over another reader: what was put stays in memory until somebody asks for the
// [Overlay.Changes] or throws it away. A hub decides a group of commands in one, a plan is computed in one,
// a replica lays its outbox over its view with one. An Overlay over [Nothing] is a whole state in maps.
type Overlay struct {
	base    Reader
	rows    map[Ref]Row
	next    map[Kind]Key
	groups  map[listGroup]*groupChange
	secrets map[Commitment]Opened
}

type listGroup struct {
	list  List
	group string
}

// groupChange is what an overlay adds to and takes from one group of a list.
type groupChange struct {
	added   placeSet
	removed map[Place]bool
}

// NewOverlay returns an empty overlay over base.
func NewOverlay(base Reader) *Overlay {
	return &Overlay{
		base: base, rows: map[Ref]Row{}, next: map[Kind]Key{},
		groups: map[listGroup]*groupChange{}, secrets: map[Commitment]Opened{},
	}
}

// NewMemory returns an empty state kept in maps.
func NewMemory() *Overlay { return NewOverlay(Nothing{}) }

// Get implements [Reader].
func (o *Overlay) Get(ref Ref) (Row, Presence) {
	if row, ok := o.rows[ref]; ok {
		return row, Known
	}
	return o.base.Get(ref)
}

// Next implements [Reader].
func (o *Overlay) Next(kind Kind) Key {
	if k, ok := o.next[kind]; ok {
		return k
	}
	return o.base.Next(kind)
}

// Secret implements [Reader].
func (o *Overlay) Secret(c Commitment) (Opened, Presence) {
	if s, ok := o.secrets[c]; ok {
		return s, Known
	}
	return o.base.Secret(c)
}

// Keep implements [State].
func (o *Overlay) Keep(s Opened) { o.secrets[s.Commit()] = s }

// Put implements [State].
func (o *Overlay) Put(row Row) {
	ref := row.Ref()
	if old, presence := o.Get(ref); presence == Known {
		for _, e := range EntriesOf(o, old) {
			o.change(e).remove(e.Place)
		}
	}
	o.rows[ref] = row
	if ref.Key >= o.Next(ref.Kind) {
		o.next[ref.Kind] = ref.Key + 1
	}
	for _, e := range EntriesOf(o, row) {
		o.change(e).add(e.Place)
	}
}

func (o *Overlay) change(e Entry) *groupChange {
	at := listGroup{e.List, e.Group}
	g := o.groups[at]
	if g == nil {
		g = &groupChange{removed: map[Place]bool{}}
		o.groups[at] = g
	}
	return g
}

func (g *groupChange) add(p Place) {
	if g.removed[p] {
		delete(g.removed, p)
		return
	}
	g.added.add(p)
}

func (g *groupChange) remove(p Place) {
	if !g.added.remove(p) {
		g.removed[p] = true
	}
}

func comparePlaces(a, b Place) int {
	switch {
	case a.Less(b):
		return -1
	case b.Less(a):
		return 1
	}
	return 0
}

// Count implements [Reader].
func (o *Overlay) Count(list List, group string) int {
	n := o.base.Count(list, group)
	if g := o.groups[listGroup{list, group}]; g != nil {
		n += g.added.size - len(g.removed)
	}
	return n
}

// Scan implements [Reader]: the base's entries without the removed ones, merged with the added ones. Nothing
// may be put into the overlay while a scan goes on.
func (o *Overlay) Scan(list List, group string, from Place, reverse bool) iter.Seq[Place] {
	g := o.groups[listGroup{list, group}]
	below := o.base.Scan(list, group, from, reverse)
	if g == nil {
		return below
	}
	return func(yield func(Place) bool) {
		mine := g.added.from(from, reverse)
		for p := range below {
			for q, ok := mine.place(); ok && before(q, p, reverse); q, ok = mine.place() {
				if !yield(q) {
					return
				}
				mine.next()
			}
			if !g.removed[p] && !yield(p) {
				return
			}
		}
		for q, ok := mine.place(); ok; q, ok = mine.place() {
			if !yield(q) {
				return
			}
			mine.next()
		}
	}
}

func before(a, b Place, reverse bool) bool {
	if reverse {
		return b.Less(a)
	}
	return a.Less(b)
}

// Changes is what an overlay holds beyond its base, for whoever makes it last.
type Changes struct {
	Rows    []Row // in order of kind and key
	Added   []Entry
	Removed []Entry
	Secrets []Opened
}

// Refs returns the rows that were put, in no order.
func (o *Overlay) Refs() []Ref { return slices.Collect(maps.Keys(o.rows)) }

// Changes returns all that was put, each list in a fixed order.
func (o *Overlay) Changes() Changes {
	var c Changes
	refs := slices.SortedFunc(maps.Keys(o.rows), func(a, b Ref) int { return comparePlaces(Place{Ref: a}, Place{Ref: b}) })
	for _, ref := range refs {
		c.Rows = append(c.Rows, o.rows[ref])
	}
	for at, g := range o.groups {
		for _, chunk := range g.added.chunks {
			for _, p := range chunk {
				c.Added = append(c.Added, Entry{at.list, at.group, p})
			}
		}
		for p := range g.removed {
			c.Removed = append(c.Removed, Entry{at.list, at.group, p})
		}
	}
	slices.SortFunc(c.Added, compareEntries)
	slices.SortFunc(c.Removed, compareEntries)
	for _, s := range o.secrets {
		c.Secrets = append(c.Secrets, s)
	}
	slices.SortFunc(c.Secrets, func(a, b Opened) int { return compareCommitments(a.Commit(), b.Commit()) })
	return c
}

func compareEntries(a, b Entry) int {
	if a.List != b.List {
		return int(a.List) - int(b.List)
	}
	if a.Group != b.Group {
		if a.Group < b.Group {
			return -1
		}
		return 1
	}
	return comparePlaces(a.Place, b.Place)
}

// Nothing is a reader without rows.
type Nothing struct{}

// Get implements [Reader].
func (Nothing) Get(Ref) (Row, Presence) { return nil, Absent }

// Next implements [Reader].
func (Nothing) Next(Kind) Key { return 1 }

// Secret implements [Reader].
func (Nothing) Secret(Commitment) (Opened, Presence) { return Opened{}, Absent }

// Count implements [Reader].
func (Nothing) Count(List, string) int { return 0 }

// Scan implements [Reader].
func (Nothing) Scan(List, string, Place, bool) iter.Seq[Place] { return func(func(Place) bool) {} }
