package model

import (
	"encoding/binary"
	"iter"
)

// Kind names a sort of row.
type Kind uint8

// The kinds of rows. Numbers are part of the file format and never reused.
const (
	KindMarket     Kind = 1
	KindPolicy     Kind = 2
	KindAccount    Kind = 3
	KindTask       Kind = 4
	KindOrder      Kind = 5
	KindPayment    Kind = 6
	KindPosting    Kind = 7
	KindBalance    Kind = 8
	KindStanding   Kind = 9
	KindBatch      Kind = 10
	KindKey        Kind = 11
	KindAccess     Kind = 12
	KindContract   Kind = 15 // an agency and a creator
	KindPromo      Kind = 13 // a promo code of a seller
	KindCode       Kind = 14 // a code text that was got for a promo task
	KindRequest    Kind = 20 // somebody with an account asks to be verified, or to stream
	KindBlock      Kind = 21
	KindActivity   Kind = 16 // an official activity, such as 11.11
	KindEntry      Kind = 17 // the part of a seller's task in an activity
	KindSale       Kind = 18 // a sale that a Portals report told of
	KindStatement  Kind = 19 // a page of a Portals statement
	KindEarning    Kind = 22 // what the sales of an order earn
	KindWithdrawal Kind = 23
	KindFeatured   Kind = 24 // an item with a rate of its own
	KindMark       Kind = 30 // up to where an account has seen its news
)

// Key is the dense number of a row within its kind, in journal order, from 1. It never leaves the program.
type Key uint64

// Ref points to a row.
type Ref struct {
	Kind Kind `cbor:"1,keyasint"`
	Key  Key  `cbor:"2,keyasint"`
}

// Presence tells what a reader knows of a row.
type Presence uint8

// What a reader knows. Hidden occurs in replicas only: the row may exist, but this account does not see it,
// so a command that depends on it is queued and not refused on a guess.
const (
	Absent Presence = iota
	Known
	Hidden
)

// Row is one thing that is kept. A row is never changed after it was put.
type Row interface {
	// Ref returns where the row is kept.
	Ref() Ref
	// Lists adds every list entry the row stands in by itself. It depends on the row alone.
	Lists(*Entries)
}

// Reader is what rules, clocks and views read from. Rows that it returns must not be changed.
type Reader interface {
	// Get returns the row at ref, or nil with Absent or Hidden.
	Get(ref Ref) (Row, Presence)
	// Next returns the key that the next new row of the kind gets.
	Next(kind Kind) Key
	// Scan walks one group of a list in order of place, from the place given (inclusive; the zero Place
	// means the beginning, or with reverse the end).
	Scan(list List, group string, from Place, reverse bool) iter.Seq[Place]
	// Count returns how many entries stand in one group of a list for which [List.Counted] holds.
	Count(list List, group string) int
	// Secret opens a commitment, if this reader may know what it holds.
	Secret(c Commitment) (Opened, Presence)
}

// State is a reader that rows can be put into. Putting a row updates the lists it stands in.
type State interface {
	Reader
	// Put keeps the row in place of the one with the same Ref.
	Put(row Row)
	// Keep keeps an opened private value under its commitment.
	Keep(o Opened)
}

// Place is where an entry stands within its group: by sort key, then by row.
type Place struct {
	Sort string
	Ref  Ref
}

// Less orders places.
func (p Place) Less(o Place) bool {
	if p.Sort != o.Sort {
		return p.Sort < o.Sort
	}
	if p.Ref.Kind != o.Ref.Kind {
		return p.Ref.Kind < o.Ref.Kind
	}
	return p.Ref.Key < o.Ref.Key
}

// Entry is one entry of a list.
type Entry struct {
	List  List
	Group string
	Place Place
}

// Entries collects the list entries of one row.
type Entries struct {
	ref Ref
	all []Entry
}

// Add puts the row into the group of a list, at the sort key.
func (e *Entries) Add(list List, group, sort string) {
	e.all = append(e.all, Entry{list, group, Place{sort, e.ref}})
}

// EntriesOf returns every entry of the row, those of its clocks included. Readers supply the policies
// that clocks are computed from, which never change; so the entries of an old row can always be found again.
func EntriesOf(r Reader, row Row) []Entry { return AppendEntries(make([]Entry, 0, 20), r, row) }

// AppendEntries appends what [EntriesOf] returns, for whoever reads many rows with one piece of memory.
func AppendEntries(all []Entry, r Reader, row Row) []Entry {
	e := Entries{ref: row.Ref(), all: all}
	row.Lists(&e)
	for _, c := range Clocks(r, row) {
		c.lists(&e)
	}
	return e.all
}

// ordered encodes numbers so that their byte order is their numeric order.
func ordered(parts ...int64) string {
	b := make([]byte, 0, 8*len(parts))
	for _, p := range parts {
		b = binary.BigEndian.AppendUint64(b, uint64(p)^(1<<63))
	}
	return string(b)
}

// group encodes the numbers that name a group of a list.
func group(parts ...uint64) string {
	b := make([]byte, 0, 3*len(parts))
	for _, p := range parts {
		b = binary.AppendUvarint(b, p)
	}
	return string(b)
}

// get reads a row of a known type. The type's nil value names its kind.
func get[R interface {
	Row
	kind() Kind
}](r Reader, key Key) (R, Presence) {
	var none R
	if key == 0 {
		return none, Absent
	}
	row, presence := r.Get(Ref{none.kind(), key})
	if presence != Known {
		return none, presence
	}
	typed, ok := row.(R)
	if !ok {
		return none, Absent
	}
	return typed, Known
}

// must reads a row that a known row points to; the reference was checked when it was made.
func must[R interface {
	Row
	kind() Kind
}](r Reader, key Key) R {
	row, _ := get[R](r, key)
	return row
}
