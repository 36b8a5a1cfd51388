package model

// MarkSeen marks news of one's own as seen: the orders, tasks and requests named, or everything up to a moment.
type MarkSeen struct {
	Things []ID   `cbor:"1,keyasint,omitempty"` // none: everything
	Until  Moment `cbor:"2,keyasint,omitempty"` // of everything: 0 is now
}

// Wire implements [Command].
func (*MarkSeen) Wire() string { return "news.seen" }

func (c *MarkSeen) decide(d *deciding) *Refusal {
	me, r := d.as(Roles()...)
	if r != nil {
		return r
	}
	if most := d.policy().Get(BatchRowsMax); int64(len(c.Things)) > most { // an entry of the journal has room for these
		return refuse(RuleTooMany, "id", num("count", int64(len(c.Things))), num("max", most))
	}
	e := &NewsSeen{Account: me.Key}
	if len(c.Things) == 0 {
		e.Until = d.now
		if c.Until != 0 {
			e.Until = min(c.Until, d.now)
		}
		e.Seen, e.Until = d.heardAt(me, e.Until)
	}
	for _, id := range c.Things {
		s, r := d.heardOf(me, id)
		if r != nil {
			return r
		}
		e.Seen = append(e.Seen, s...)
	}
	if e.Until != 0 || len(e.Seen) > 0 {
		d.emit(e)
	}
	return nil
}

// heardAt returns what was heard of at the very moment up to which everything is seen. Where that is too much to
// name, the moment after it does.
func (d *deciding) heardAt(me *Account, until Moment) ([]Seen, Moment) {
	var seen []Seen
	q := NewsOf(me.Key)
	for p := range d.s.Scan(q.List, q.Group, Place{}, true) {
		at := momentOf(p)
		if at < until {
			break
		}
		row, _ := d.s.Get(p.Ref)
		if heard, ok := row.(Newsworthy); ok && at == until {
			seen = append(seen, Seen{p.Ref, heard.Heard(me.Key)})
		}
		if len(seen) == marksMost {
			return nil, until + 1
		}
	}
	for _, t := range fitting(d.s, crewOf(d.s, me), until, marksMost) {
		if len(seen) < marksMost && t.PublishAt == until {
			seen = append(seen, Seen{t.Ref(), Heard{At: t.PublishAt}})
		}
	}
	return seen, until
}

// heardOf returns a thing that the actor may see as it was heard of, nothing where it was not.
func (d *deciding) heardOf(me *Account, id ID) ([]Seen, *Refusal) {
	if id.Letter() == TaskLetter {
		t, r := d.task(id)
		if r != nil {
			return nil, r
		}
		heard := Heard{At: t.PublishAt}
		if !MarkOf(d.s, me.Key).Unread(t.Ref(), heard) {
			return nil, nil
		}
		return []Seen{{t.Ref(), heard}}, nil
	}
	row, r := d.newsworthy(id)
	if r != nil {
		return nil, r
	}
	if heard := row.Heard(me.Key); MarkOf(d.s, me.Key).Unread(row.Ref(), heard) {
		return []Seen{{row.Ref(), heard}}, nil
	}
	return nil, nil
}

// newsworthy finds an order or a request of an ID.
func (d *deciding) newsworthy(id ID) (Newsworthy, *Refusal) {
	if id.Letter() == RequestLetter {
		q, r := d.requestSeen(id)
		return q, r
	}
	o, r := d.order(id)
	return o, r
}

// NewsSeen moved up to where an account has seen its news.
type NewsSeen struct {
	Account Key    `cbor:"1,keyasint"`
	Until   Moment `cbor:"2,keyasint,omitempty"`
	Seen    []Seen `cbor:"3,keyasint,omitempty"`
}

// Wire implements [Event].
func (*NewsSeen) Wire() string { return "news.seen" }

// About implements [Event]: the account's own mark, which nobody else sees.
func (e *NewsSeen) About() []Ref { return []Ref{{KindMark, e.Account}} }

// Says implements [Event].
func (e *NewsSeen) Says() (Rule, []Arg) { return RuleSeen, []Arg{num("count", int64(len(e.Seen)))} }

func (e *NewsSeen) apply(a *applying) { a.s.Put(MarkOf(a.s, e.Account).add(e.Until, e.Seen)) }
