package model

// Block keeps one account away from another (rule 10): the blocked cannot apply to tasks of the blocker, nor be invited
// by it, nor write to it. Orders that run go on. It is between the blocker and support; the blocked learns of it only by
// what it is refused.
type Block struct {
	Key    Key    `cbor:"1,keyasint"`
	By     Key    `cbor:"2,keyasint"`
	Of     Key    `cbor:"3,keyasint"`
	At     Moment `cbor:"4,keyasint"`
	Lifted Moment `cbor:"5,keyasint,omitempty"`
}

func (*Block) kind() Kind { return KindBlock }

// Ref implements [Row].
func (b *Block) Ref() Ref { return Ref{KindBlock, b.Key} }

// Lists implements [Row]: what was lifted stands in none.
func (b *Block) Lists(e *Entries) {
	if b.Lifted != 0 {
		return
	}
	e.Add(ListBlocks, group(uint64(b.By)), ordered(int64(b.At)))
	e.Add(ListBlockPair, group(uint64(b.By), uint64(b.Of)), "")
}

// BlocksOf lists whom an account blocks, by moment.
func BlocksOf(account Key) Query { return Query{ListBlocks, group(uint64(account))} }

// BlockBetween returns the block of one account by another that is in force, or nil.
func BlockBetween(r Reader, by, of Key) *Block {
	for p := range r.Scan(ListBlockPair, group(uint64(by), uint64(of)), Place{}, false) {
		return must[*Block](r, p.Ref.Key)
	}
	return nil
}

// Blocked tells whether a blocked b. Whatever begins something new between two accounts asks it, with the one that is
// reached for first, and refuses with [RuleBlocked]: applying, for oneself or by an agency, getting promo codes, and
// inviting into a roster do. So must everything that lets one account write to another where no order runs between them:
//   - a question to a seller in the thread of a task: Blocked(task.Seller, asker), and Blocked(task.Seller, agency) where
//     an agency asks for a creator; the seller's answer: Blocked(asker, task.Seller);
//   - the first line of any other new thread: Blocked(reader, writer).
//
// What belongs to an order that runs (its thread, its offers, a dispute about it) does not ask: that goes on, blocked or
// not. Lists that offer new things leave out both directions, see [View.Fits].
func Blocked(r Reader, a, b Key) bool {
	return a != 0 && b != 0 && BlockBetween(r, a, b) != nil
}

// BlockAccount keeps an account away from whoever utters it.
type BlockAccount struct {
	Handle string `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*BlockAccount) Wire() string { return "account.block" }

func (c *BlockAccount) decide(d *deciding) *Refusal {
	me, other, r := d.blocking(c.Handle)
	if r != nil {
		return r
	}
	if other.Key == me.Key {
		return refuse(RuleBlockSelf, "handle")
	}
	if other.Role == Support || other.Role == Operator {
		return refuse(RuleBlockStaff, "handle", word("role", "role."+string(other.Role)))
	}
	if Blocked(d.s, me.Key, other.Key) {
		return refuse(RuleBlockTwice, "handle", text("handle", other.Handle))
	}
	q := BlocksOf(me.Key)
	if most := d.policy().Get(BlocksMax); most > 0 && int64(d.s.Count(q.List, q.Group)) >= most {
		return refuse(RuleBlockMany, "handle", num("max", most))
	}
	d.emit(&AccountBlocked{Key: d.s.Next(KindBlock), By: me.Key, Of: other.Key})
	return nil
}

// blocking finds who blocks, and whom: both take part in the marketplace.
func (d *deciding) blocking(handle string) (me, other *Account, r *Refusal) {
	if me, r = d.as(Seller, Creator, Agency); r != nil {
		return nil, nil, r
	}
	if other = AccountByHandle(d.s, handle); other == nil {
		return nil, nil, absent("handle", Safe(handle))
	}
	return me, other, nil
}

// AccountBlocked keeps an account away from another.
type AccountBlocked struct {
	Key Key `cbor:"1,keyasint"`
	By  Key `cbor:"2,keyasint"`
	Of  Key `cbor:"3,keyasint"`
}

// Wire implements [Event].
func (*AccountBlocked) Wire() string { return "account.blocked" }

// About implements [Event].
func (e *AccountBlocked) About() []Ref { return []Ref{{KindBlock, e.Key}} }

// Says implements [Event].
func (*AccountBlocked) Says() (Rule, []Arg) { return RuleBlock, nil }

func (e *AccountBlocked) apply(a *applying) {
	a.s.Put(&Block{Key: e.Key, By: e.By, Of: e.Of, At: a.At})
}

// UnblockAccount lifts a block of one's own.
type UnblockAccount struct {
	Handle string `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*UnblockAccount) Wire() string { return "account.unblock" }

func (c *UnblockAccount) decide(d *deciding) *Refusal {
	me, other, r := d.blocking(c.Handle)
	if r != nil {
		return r
	}
	b := BlockBetween(d.s, me.Key, other.Key)
	if b == nil {
		return refuse(RuleBlockNone, "handle", text("handle", other.Handle))
	}
	d.emit(&AccountUnblocked{Block: b.Key})
	return nil
}

// AccountUnblocked lifted a block.
type AccountUnblocked struct {
	Block Key `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*AccountUnblocked) Wire() string { return "account.unblocked" }

// About implements [Event].
func (e *AccountUnblocked) About() []Ref { return []Ref{{KindBlock, e.Block}} }

// Says implements [Event].
func (*AccountUnblocked) Says() (Rule, []Arg) { return RuleBlock, nil }

func (e *AccountUnblocked) apply(a *applying) {
	old, ok := get[*Block](a.s, e.Block)
	if ok != Known {
		a.stale = true
		return
	}
	b := *old
	b.Lifted = a.At
	a.s.Put(&b)
}
