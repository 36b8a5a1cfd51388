package model

import (
	"encoding/binary"
	"slices"
)

// Newsworthy is a row that an account has news of: an order of its own, or what it asked support for.
type Newsworthy interface {
	Row
	// Heard returns when an account last heard of the row, the zero value when nobody else did anything yet.
	Heard(account Key) Heard
}

// News is what others did in an order that concerns an account, clocks included. There is no row for each account
// and event: an order knows for each of its parties when somebody else changed it last, and stands in that party's
// list of news by that moment. What it says is the last such event of its history; what of it is unread follows
// from the one [Mark] of the account.

// RuleSeen says what marking news as seen does.
const RuleSeen Rule = "news.seen"

// Heard is when somebody else changed an order last, and the revision that this made.
type Heard struct {
	At  Moment `cbor:"1,keyasint,omitempty"`
	Rev uint32 `cbor:"2,keyasint,omitempty"`
}

// News is what each party of an order heard last.
type News struct {
	Seller  Heard `cbor:"1,keyasint,omitempty"`
	Creator Heard `cbor:"2,keyasint,omitempty"`
	Agency  Heard `cbor:"3,keyasint,omitempty"`
}

// hear notes a change for every party but the one that made it.
func (a *applying) hear(o *Order) {
	if a.silent {
		return
	}
	heard, by := Heard{a.At, o.Rev}, a.Actor.Account
	if o.Seller != by {
		o.News.Seller = heard
	}
	if o.Creator != by {
		o.News.Creator = heard
	}
	if o.Agency != 0 && o.Agency != by {
		o.News.Agency = heard
	}
}

// Silent tells whether an event is no news for anybody: what happens behind the scenes.
func Silent(e Event) bool {
	switch e.(type) {
	case *AddressHidden, *ClockPostponed, *LedgerPosted:
		return true
	}
	return false
}

// Heard returns when an account last heard of the order, the zero value when nobody else did anything yet.
func (o *Order) Heard(account Key) Heard {
	switch account {
	case 0:
		return Heard{}
	case o.Seller:
		return o.News.Seller
	case o.Creator:
		return o.News.Creator
	case o.Agency:
		return o.News.Agency
	}
	return Heard{}
}

// listNews adds the order to the news of each party.
func (o *Order) listNews(e *Entries) {
	for _, party := range o.parties() {
		if heard := o.Heard(party); heard.At != 0 {
			e.Add(ListNews, group(uint64(party)), ordered(int64(heard.At)))
		}
	}
}

// NewsOf lists the orders of an account, and what it asked support for, by the last change that somebody else made.
func NewsOf(account Key) Query { return Query{ListNews, group(uint64(account))} }

// momentOf reads the moment that a place is sorted by, 0 for one sorted otherwise.
func momentOf(p Place) Moment {
	if len(p.Sort) != 8 {
		return 0
	}
	return Moment(binary.BigEndian.Uint64([]byte(p.Sort)) ^ (1 << 63))
}

// Mark is up to where an account has seen its news; nobody else sees it. Its key is the account's. What lies before
// Until is seen; at or after it, what stands in Seen. A virtual clock stands still while much happens, so a moment
// alone would not do.
type Mark struct {
	Key   Key    `cbor:"1,keyasint"`
	Until Moment `cbor:"2,keyasint,omitempty"`
	Seen  []Seen `cbor:"3,keyasint,omitempty"` // the oldest first, at most marksMost
}

// marksMost bounds a mark: who opens more than these one by one without ever marking all sees the oldest as new again.
const marksMost = 256

// Seen is one row of the news that was looked at, as it was heard of.
type Seen struct {
	Ref   Ref   `cbor:"1,keyasint"`
	Heard Heard `cbor:"2,keyasint"`
}

func (*Mark) kind() Kind { return KindMark }

// Ref implements [Row].
func (m *Mark) Ref() Ref { return Ref{KindMark, m.Key} }

// Lists implements [Row]; it is found by its account.
func (*Mark) Lists(*Entries) {}

// MarkOf returns up to where an account has seen its news.
func MarkOf(r Reader, account Key) *Mark {
	if m := must[*Mark](r, account); m != nil {
		return m
	}
	return &Mark{Key: account}
}

// Unread tells whether a row that was heard of then is still to be seen.
func (m *Mark) Unread(ref Ref, heard Heard) bool {
	return heard.At != 0 && heard.At >= m.Until &&
		!slices.ContainsFunc(m.Seen, func(s Seen) bool { return s.Ref == ref && s.Heard.Rev >= heard.Rev })
}

// add returns the mark with more rows seen and the moment moved.
func (m *Mark) add(until Moment, seen []Seen) *Mark {
	c := &Mark{Key: m.Key, Until: Later(m.Until, until)}
	for _, s := range append(slices.Clip(m.Seen), seen...) {
		c.Seen = slices.DeleteFunc(c.Seen, func(o Seen) bool { return o.Ref == s.Ref })
		if s.Heard.At >= c.Until {
			c.Seen = append(c.Seen, s)
		}
	}
	c.Seen = c.Seen[max(0, len(c.Seen)-marksMost):]
	return c
}

// Unread walks the rows of the viewer with news that it has not seen, the newest first.
func (v View) Unread(fn func(Newsworthy) bool) {
	me := v.Who.Account
	if me == 0 {
		return
	}
	mark, q := MarkOf(v.Reader, me), NewsOf(me)
	for p := range v.Reader.Scan(q.List, q.Group, Place{}, true) {
		if momentOf(p) < mark.Until {
			return
		}
		row, ok := v.at(p.Ref).(Newsworthy)
		if ok && mark.Unread(p.Ref, row.Heard(me)) && !fn(row) {
			return
		}
	}
}

// CountUnread returns how many rows have news that the viewer has not seen, at most most: it costs no more than
// these, however many orders there are.
func (v View) CountUnread(most int) int {
	n := 0
	v.Unread(func(Newsworthy) bool { n++; return n < most })
	return n
}
