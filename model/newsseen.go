package model

import "slices"

// MarkSeen marks news of one's own as seen: the orders and tasks named, or everything up to a moment.
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
		if o := OrderOf(d.s, p.Ref.Key); o != nil && at == until {
			seen = append(seen, Seen{p.Ref, o.Heard(me.Key)})
		}
		if len(seen) == marksMost {
			return nil, until + 1
		}
	}
	for _, t := range fitting(d.s, me, until, marksMost) {
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
	o, r := d.order(id)
	if r != nil {
		return nil, r
	}
	if heard := o.Heard(me.Key); MarkOf(d.s, me.Key).Unread(o.Ref(), heard) {
		return []Seen{{o.Ref(), heard}}, nil
	}
	return nil, nil
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

// fitLook bounds how many published tasks of one language are looked at for those that fit.
const fitLook = 400

// Fits tells whether a published task is for an account that makes content: it speaks a language of the task, lives
// in one of its countries, publishes on one of its channels, and may take its kind (M45). An agency has no channels.
func (t *Task) Fits(a *Account) bool {
	if t.State != Published || a.Role != Creator && a.Role != Agency {
		return false
	}
	speaks := len(t.Languages) == 0 || slices.ContainsFunc(t.Languages, func(l string) bool { return slices.Contains(a.Languages, l) })
	if a.Role == Agency {
		return speaks
	}
	lives := len(t.Countries) == 0 || slices.Contains(t.Countries, a.Country)
	reaches := len(t.Terms.Channels) == 0 || slices.ContainsFunc(a.Channels, func(c Channel) bool { return slices.Contains(t.Terms.Channels, c.Platform) })
	return speaks && lives && reaches && (t.Type != FixedPrice || a.Verified)
}

// fitting returns the newest published tasks that fit an account and that it has not applied for, the newest first,
// at most most,
// those published before since left out.
func fitting(r Reader, a *Account, since Moment, most int) []*Task {
	var places []Place
	for _, l := range append(slices.Clip(a.Languages), "") {
		look := fitLook
		for p := range r.Scan(ListFit, l, Place{}, true) {
			if look--; look < 0 || momentOf(p) < since {
				break
			}
			places = append(places, p)
		}
	}
	slices.SortFunc(places, func(p, q Place) int { return comparePlaces(q, p) })
	var all []*Task
	for _, p := range slices.Compact(places) {
		if len(all) == most {
			break
		}
		if t := TaskOf(r, p.Ref.Key); t != nil && t.Fits(a) && !applied(r, t, a) {
			all = append(all, t)
		}
	}
	return all
}

func applied(r Reader, t *Task, a *Account) bool {
	for range r.Scan(ListPair, group(uint64(t.Key), uint64(a.Key)), Place{}, true) {
		return true
	}
	return false
}

// Fitting returns the newest published tasks that fit whoever looks, at most most, each with whether it is unread.
func (v View) Fitting(most int) (tasks []*Task, unread []bool) {
	me := v.Me()
	if me == nil {
		return nil, nil
	}
	mark := MarkOf(v.Reader, me.Key)
	for _, t := range fitting(v.Reader, me, 0, most) {
		tasks = append(tasks, t)
		unread = append(unread, mark.Unread(t.Ref(), Heard{At: t.PublishAt}))
	}
	return tasks, unread
}
