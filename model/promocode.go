package model

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"
)

// Code is one code text that was got for a promo task. It is private to who carries it, who got it, the seller and
// support.
type Code struct {
	Key    Key    `cbor:"1,keyasint"`
	Promo  Key    `cbor:"2,keyasint"`
	Task   Key    `cbor:"3,keyasint"`
	Order  Key    `cbor:"4,keyasint"`
	Seller Key    `cbor:"5,keyasint"`
	Owner  Key    `cbor:"6,keyasint"`           // who got it: a creator or an agency
	Holder Key    `cbor:"7,keyasint,omitempty"` // the creator who carries it; 0: the agency has not handed it out
	Text   string `cbor:"8,keyasint"`
	Made   Moment `cbor:"9,keyasint"`
	Handed Moment `cbor:"10,keyasint,omitempty"` // by the agency
	Uses   int64  `cbor:"11,keyasint,omitempty"`
	Rev    uint32 `cbor:"12,keyasint,omitempty"`
	Batch  Key    `cbor:"13,keyasint,omitempty"` // in which it was handed out
}

func (*Code) kind() Kind { return KindCode }

// Ref implements [Row].
func (c *Code) Ref() Ref { return Ref{KindCode, c.Key} }

// Lists implements [Row].
func (c *Code) Lists(e *Entries) {
	at := ordered(int64(c.Made), int64(c.Key))
	e.Add(ListCodeText, "", c.Text)
	e.Add(ListCodes, group(uint64(c.Owner)), at)
	if c.Holder != 0 && c.Holder != c.Owner {
		e.Add(ListCodes, group(uint64(c.Holder)), at)
	}
	e.Add(ListOrderCodes, group(uint64(c.Order), 0), at)
	if c.Holder == 0 {
		e.Add(ListOrderCodes, group(uint64(c.Order), 1), at)
	}
	e.Add(ListPromoCodes, group(uint64(c.Promo)), at)
	if c.Holder != 0 {
		e.Add(ListHeld, group(uint64(c.Task), uint64(c.Holder)), at)
	}
}

// CodesOf lists the codes that an account got or carries, by when they were got.
func CodesOf(account Key) Query { return Query{ListCodes, group(uint64(account))} }

// CodesFor lists the codes got for an order.
func CodesFor(order Key) Query { return Query{ListOrderCodes, group(uint64(order), 0)} }

// FreeCodes lists the codes of an order that nobody carries yet.
func FreeCodes(order Key) Query { return Query{ListOrderCodes, group(uint64(order), 1)} }

// CodesUnder lists every code got under a promo code.
func CodesUnder(promo Key) Query { return Query{ListPromoCodes, group(uint64(promo))} }

// CodesHeld lists the codes that a creator carries for a task.
func CodesHeld(task, creator Key) Query { return Query{ListHeld, group(uint64(task), uint64(creator))} }

// CodeByText returns the code of a text in capitals, or nil.
func CodeByText(r Reader, typed string) *Code {
	ref, ok := byID(r, ListCodeText, ID(typed))
	if !ok || ref.Kind != KindCode {
		return nil
	}
	return must[*Code](r, ref.Key)
}

// Code returns the code of a key as this account sees it, or nil.
func (v View) Code(key Key) *Code {
	c, _ := v.at(Ref{KindCode, key}).(*Code)
	return c
}

// FindCode returns the code whose text begins as typed.
func (v View) FindCode(typed string) (*Code, *Refusal) {
	typed = strings.ToUpper(strings.TrimSpace(typed))
	row, r := v.findText(ListCodeText, "code", typed)
	if r != nil {
		return nil, r
	}
	c, ok := row.(*Code)
	if !ok {
		return nil, absent("code", Safe(typed))
	}
	return c, nil
}

// GetPromoCode asks for code texts of a promo task ("Get Promo Code"): a single creator for its one (M155), an agency for
// as many as it needs (M157).
type GetPromoCode struct {
	Task  ID       `cbor:"1,keyasint"`
	Count int      `cbor:"2,keyasint"`
	Seed  [16]byte `cbor:"3,keyasint"` // random, of whoever utters it: the texts are derived from it, so nobody can guess them
}

// Wire implements [Command].
func (*GetPromoCode) Wire() string { return "promo.get" }

func (c *GetPromoCode) decide(d *deciding) *Refusal {
	t, r := d.task(c.Task)
	if r != nil {
		return r
	}
	me, r := d.as(Creator, Agency)
	if r != nil {
		return r
	}
	o, r := d.canGet(t, me, c.Count)
	if r != nil {
		return r
	}
	p := must[*Promo](d.s, t.Promo)
	e := &CodesGot{First: d.s.Next(KindCode), Promo: p.Key, Order: o.Key, Prefix: p.Fields.Code}
	e.Tails = d.tails(p.Fields.Code, c.Seed, c.Count)
	d.emit(e)
	return nil
}

// CanGet returns why an account cannot get so many codes of a promo task now, nil where it can.
func CanGet(r Reader, now Moment, t *Task, me *Account, count int) *Refusal {
	d := &deciding{s: NewOverlay(r), actor: Actor{Account: me.Key}, now: now}
	if _, refusal := d.as(Creator, Agency); refusal != nil {
		return refusal
	}
	_, refusal := d.canGet(t, me, count)
	return refusal
}

func (d *deciding) canGet(t *Task, me *Account, count int) (*Order, *Refusal) {
	if t.Type != StorePromoCode {
		return nil, refuse(RulePromoGet, "task", text("task", string(t.ID)))
	}
	p := must[*Promo](d.s, t.Promo)
	o := lastBetween(d.s, t.Key, me.Key)
	switch {
	case o == nil || o.State == Cancelled || o.State == Rejected || o.State == Applied:
		return nil, refuse(RulePromoGet, "task", text("task", string(t.ID)))
	case o.State != AwaitingSubmission && o.State != Submitted:
		return nil, refuse(RulePromoState, "order", text("order", string(o.ID)), word("state", "state."+o.State.String()))
	case p.Fields.Until <= d.now:
		return nil, refuse(RulePromoEnded, "task", text("promo", p.Number), when("from", p.Fields.From), when("until", p.Fields.Until))
	case p.UsedUp():
		return nil, refuse(RulePromoUsedUp, "task", text("promo", p.Number), num("max", p.Fields.Total))
	}
	if me.Role == Creator {
		had := int64(d.s.Count(ListOrderCodes, group(uint64(o.Key), 0)))
		if most := d.policy().Get(PromoCodesCreator); count < 1 || had+int64(count) > most {
			return nil, refuse(RulePromoOne, "count", num("count", int64(count)), num("max", most), num("had", had))
		}
		return o, nil
	}
	if most := min(d.policy().Get(PromoCodesAgency), codesMost); count < 1 || int64(count) > most {
		return nil, refuse(RulePromoMany, "count", num("count", int64(count)), num("max", most))
	}
	return o, nil
}

// lastBetween returns the last order of a creator or agency for a task, or nil.
func lastBetween(r Reader, task, creator Key) *Order {
	for p := range r.Scan(ListPair, group(uint64(task), uint64(creator)), Place{}, true) {
		return must[*Order](r, p.Ref.Key)
	}
	return nil
}

// codesMost is how many texts one entry of the journal takes, whatever the policy says: they are nine bytes each, and an
// entry is at most a quarter of a megabyte.
const codesMost = 10_000

// codeLetters are what code texts are made of: nothing that people mistake for something else when they read or hear it.
const codeLetters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

// codeTail is how many of them stand behind the seller's part: thirty to the eighth is more than half a million millions.
const codeTail = 8

// tails derives distinct code texts that nobody in the marketplace has.
func (d *deciding) tails(prefix string, seed [16]byte, count int) []string {
	all := make([]string, 0, count)
	mine := make(map[string]bool, count)
	for i := uint64(0); len(all) < count; i++ {
		tail := deriveTail(seed, i)
		if mine[tail] || d.codeTaken(prefix+"-"+tail) {
			continue
		}
		mine[tail] = true
		all = append(all, tail)
	}
	return all
}

// deriveTail makes the i-th text of a seed. Bytes beyond the largest multiple of the letters are left out, so that every
// letter is equally likely.
func deriveTail(seed [16]byte, i uint64) string {
	tail := make([]byte, 0, codeTail)
	var block [32]byte
	copy(block[:], seed[:])
	binary.BigEndian.PutUint64(block[16:], i)
	for n := uint64(0); ; n++ {
		binary.BigEndian.PutUint64(block[24:], n)
		sum := sha256.Sum256(block[:])
		for _, b := range sum {
			if int(b) < 256-256%len(codeLetters) {
				tail = append(tail, codeLetters[int(b)%len(codeLetters)])
			}
			if len(tail) == codeTail {
				return string(tail)
			}
		}
	}
}

// CodesGot gave code texts out.
type CodesGot struct {
	First  Key      `cbor:"1,keyasint"` // the key of the first; the others follow
	Promo  Key      `cbor:"2,keyasint"`
	Order  Key      `cbor:"3,keyasint"`
	Prefix string   `cbor:"4,keyasint"` // the seller's part of each text
	Tails  []string `cbor:"5,keyasint"`
}

// Wire implements [Event].
func (*CodesGot) Wire() string { return "promo.codes_got" }

// About implements [Event]: the order, because the texts are the business of its parties.
func (e *CodesGot) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *CodesGot) Says() (Rule, []Arg) {
	if len(e.Tails) == 1 {
		return RulePromoOne, []Arg{num("count", 1), text("code", e.Prefix+"-"+e.Tails[0])}
	}
	return RulePromoMany, []Arg{num("count", int64(len(e.Tails))), text("code", "")}
}

func (e *CodesGot) apply(a *applying) {
	o := a.changeOrder(e.Order, func(o *Order) { o.Codes += len(e.Tails) })
	if o == nil {
		return
	}
	for i, tail := range e.Tails {
		c := &Code{
			Key: e.First + Key(i), Promo: e.Promo, Task: o.Task, Order: o.Key, Seller: o.Seller, Owner: o.Creator, Text: e.Prefix + "-" + tail,
			Made: a.At, Rev: 1,
		}
		if o.Agency == 0 {
			c.Holder = o.Creator
		}
		a.s.Put(c)
	}
	a.changePromo(e.Promo, func(p *Promo) { p.Given += int64(len(e.Tails)) })
}

// changeCode puts a changed copy of a code.
func (a *applying) changeCode(key Key, change func(*Code)) {
	old, ok := get[*Code](a.s, key)
	if ok != Known {
		a.stale = true
		return
	}
	c := *old
	c.Rev++
	change(&c)
	a.s.Put(&c)
}
