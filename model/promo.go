package model

import (
	"slices"
	"strings"
)

// Scope tells what a promo code can be used for (M160, M161).
type Scope uint8

// The scopes, called "Code Type" in the guide.
const (
	Storewide   Scope = iota + 1 // any item of the store
	SetProducts                  // the items that are linked
)

// Scopes returns every scope.
func Scopes() []Scope { return []Scope{Storewide, SetProducts} }

// String returns the scope's name in JSON and on the command line.
func (s Scope) String() string { return [...]string{"", "storewide", "set_products"}[s] }

// ParseScope reads a scope's name.
func ParseScope(s string) (Scope, bool) {
	i := slices.IndexFunc(Scopes(), func(known Scope) bool { return known.String() == s })
	if i < 0 {
		return 0, false
	}
	return Scopes()[i], true
}

// Discount is what a buyer saves: an amount, or a share of the price. One of them is set.
type Discount struct {
	Off  Money `cbor:"1,keyasint,omitempty"`
	Rate Rate  `cbor:"2,keyasint,omitempty"`
}

// String returns the discount in its plain form, "5.00 USD" or "10%".
func (d Discount) String() string {
	if d.Rate != 0 {
		return d.Rate.String()
	}
	return d.Off.String()
}

// PromoFields is all that a seller fills in for a promo code.
type PromoFields struct {
	Name     string   `cbor:"1,keyasint"` // what the code is about; the title of its task
	Code     string   `cbor:"2,keyasint"` // what every creator's own code begins with
	Scope    Scope    `cbor:"3,keyasint"`
	Links    []string `cbor:"4,keyasint,omitempty"` // item addresses, of SetProducts
	Discount Discount `cbor:"5,keyasint"`
	MinSpend Money    `cbor:"6,keyasint,omitempty"` // the promotion rule; none: any order will do
	From     Moment   `cbor:"7,keyasint,omitempty"` // none: at once
	Until    Moment   `cbor:"8,keyasint"`
	Total    int64    `cbor:"9,keyasint,omitempty"`  // redemptions in all, of every creator's code; 0: no limit (M153)
	PerUser  int64    `cbor:"10,keyasint,omitempty"` // redemptions by one buyer; 0: no limit (M154)
	Fee      *Money   `cbor:"11,keyasint,omitempty"` // for each use; none: the commission at the shop's Portals rate

	Description string        `cbor:"12,keyasint,omitempty"` // of the task, as all that follows
	Languages   []string      `cbor:"13,keyasint,omitempty"`
	Countries   []string      `cbor:"14,keyasint,omitempty"`
	Content     []ContentType `cbor:"15,keyasint,omitempty"` // none: any
	Wanted      int           `cbor:"16,keyasint,omitempty"` // 0: any number of creators
}

// Promo is a seller's promo code as the Seller's Center has it. Its task, once there is one, brings it to creators, and
// each of them gets a code text of its own ([Code]).
type Promo struct {
	Key       Key    `cbor:"1,keyasint"`
	Number    string `cbor:"2,keyasint"` // the promo code ID, digits
	Seller    Key    `cbor:"3,keyasint"`
	Made      Moment `cbor:"4,keyasint"`
	Affiliate bool   `cbor:"5,keyasint,omitempty"` // may become a task
	Task      Key    `cbor:"6,keyasint,omitempty"` // 0: it is no task yet
	Joined    bool   `cbor:"7,keyasint,omitempty"` // it became a task by Join an existing promo code
	Activity  ID     `cbor:"8,keyasint,omitempty"` // the official activity it was promoted in; none: the default channel
	Given     int64  `cbor:"9,keyasint,omitempty"` // code texts that creators and agencies got
	Uses      int64  `cbor:"10,keyasint,omitempty"`
	Rev       uint32 `cbor:"11,keyasint,omitempty"`

	Products []ItemLink  `cbor:"12,keyasint,omitempty"`
	Fields   PromoFields `cbor:"13,keyasint"`
}

func (*Promo) kind() Kind { return KindPromo }

// Ref implements [Row].
func (p *Promo) Ref() Ref { return Ref{KindPromo, p.Key} }

// Lists implements [Row].
func (p *Promo) Lists(e *Entries) {
	e.Add(ListPromoID, "", p.Number)
	e.Add(ListPromos, group(uint64(p.Seller)), ordered(int64(p.Made)))
	e.Add(ListCodeText, "", p.Fields.Code)
}

// Commission tells whether uses earn the commission at the shop's rate; else each use earns a set fee.
func (p *Promo) Commission() bool { return p.Fields.Fee == nil }

// PromoState is where a promo code stands.
type PromoState string

// The states of a promo code; the words stand below "promo_state." in the catalogue.
const (
	PromoPlain  PromoState = "plain"  // an ordinary store code
	PromoReady  PromoState = "ready"  // affiliate on, no task yet
	PromoActive PromoState = "active" // creators can apply for its task
	PromoClosed PromoState = "closed" // its task was closed early; the codes given go on
	PromoUsedUp PromoState = "used_up"
	PromoEnded  PromoState = "ended" // buyers can no longer use it
)

// PromoStates returns every state in the order of a code's life.
func PromoStates() []PromoState {
	return []PromoState{PromoPlain, PromoReady, PromoActive, PromoClosed, PromoUsedUp, PromoEnded}
}

// StateAt tells where the code stands at a moment.
func (p *Promo) StateAt(r Reader, now Moment) PromoState {
	switch {
	case p.Fields.Until <= now:
		return PromoEnded
	case p.UsedUp():
		return PromoUsedUp
	case p.Task == 0 && p.Affiliate:
		return PromoReady
	case p.Task == 0:
		return PromoPlain
	}
	if t := TaskOf(r, p.Task); t != nil && t.State != Published {
		return PromoClosed
	}
	return PromoActive
}

// UsedUp tells that buyers redeemed the code as often as the seller allows.
func (p *Promo) UsedUp() bool { return p.Fields.Total > 0 && p.Uses >= p.Fields.Total }

// Redeem says whether a buyer who has redeemed the code some times already can use it once more at a moment (rule 7). It
// is the one place where the limits are decided: whoever takes in a sale asks it.
func (p *Promo) Redeem(at Moment, byBuyer int64) *Refusal {
	f := p.Fields
	switch {
	case at < f.From || at >= f.Until:
		return refuse(RulePromoEnded, "code", text("promo", p.Number), when("from", f.From), when("until", f.Until))
	case p.UsedUp():
		return refuse(RulePromoUsedUp, "code", text("promo", p.Number), num("max", f.Total))
	case f.PerUser > 0 && byBuyer >= f.PerUser:
		return refuse(RulePromoPerUser, "code", text("promo", p.Number), num("max", f.PerUser))
	}
	return nil
}

// promoDigits are the shortest and the longest promo code ID.
const promoShort, promoLong = 4, 19

func validPromoNumber(s string) bool {
	return len(s) >= promoShort && len(s) <= promoLong && allDigits(s) && s[0] != '0'
}

// MintPromoNumber makes a promo code ID of ten digits from random bits.
func MintPromoNumber(random uint64) string {
	b := make([]byte, 10)
	b[0] = byte('1' + random%9)
	random /= 9
	for i := 1; i < len(b); i++ {
		b[i] = byte('0' + random%10)
		random /= 10
	}
	return string(b)
}

// PromosOf lists a seller's promo codes by creation.
func PromosOf(seller Key) Query { return Query{ListPromos, group(uint64(seller))} }

// PromoOf returns the promo code of a key, or nil.
func PromoOf(r Reader, key Key) *Promo { return must[*Promo](r, key) }

// PromoByNumber returns the promo code of a whole ID, or nil.
func PromoByNumber(r Reader, number string) *Promo {
	ref, ok := byID(r, ListPromoID, ID(number))
	if !ok {
		return nil
	}
	return must[*Promo](r, ref.Key)
}

// Promo returns the promo code of a key as this account sees it, or nil.
func (v View) Promo(key Key) *Promo {
	p, _ := v.at(Ref{KindPromo, key}).(*Promo)
	return p
}

// FindPromo returns the promo code whose ID begins as typed.
func (v View) FindPromo(typed string) (*Promo, *Refusal) {
	typed = strings.TrimSpace(typed)
	if typed == "" || !allDigits(typed) {
		return nil, absent("promo", Safe(typed))
	}
	row, r := v.findText(ListPromoID, "promo", typed)
	if r != nil {
		return nil, r
	}
	return row.(*Promo), nil
}

// findText resolves the beginning of what a list is sorted by, among the rows that this account sees.
func (v View) findText(list List, field, typed string) (found Row, _ *Refusal) {
	var first string
	for p := range v.Reader.Scan(list, "", Place{Sort: typed}, false) {
		if !strings.HasPrefix(p.Sort, typed) {
			break
		}
		row := v.at(p.Ref)
		switch {
		case row == nil:
			continue
		case p.Sort == typed:
			return row, nil
		case found != nil:
			return nil, usage(RuleAmbiguous, field, text("value", Safe(typed)), text("first", first), text("second", p.Sort))
		}
		found, first = row, p.Sort
	}
	if found == nil {
		return nil, absent(field, Safe(typed))
	}
	return found, nil
}

// projectPromo leaves how often a code was used, and in all may be, to its seller and support. Who carries a code learns
// its own uses from it.
func (v Viewer) projectPromo(p *Promo) Row {
	if v.System || v.Role == Support || v.among(p.Seller) {
		return p
	}
	shown := *p
	shown.Given, shown.Uses = 0, 0
	return &shown
}

// changePromo puts a changed copy of a promo code.
func (a *applying) changePromo(key Key, change func(*Promo)) {
	old, ok := get[*Promo](a.s, key)
	if ok != Known {
		a.stale = true
		return
	}
	p := *old
	p.Rev++
	change(&p)
	a.s.Put(&p)
}

// stateReason names why a promo code stands where it stands.
func (p *Promo) stateReason(r Reader, now Moment) Reason {
	s := p.StateAt(r, now)
	rules := map[PromoState]Rule{
		PromoPlain: RulePromoAffiliate, PromoReady: RulePromoReady, PromoActive: RulePromoTask, PromoClosed: RuleCloseEarly,
		PromoUsedUp: RulePromoUsedUp, PromoEnded: RulePromoEnded,
	}
	return Reason{Subject: "state", Rule: rules[s], Args: []Arg{
		word("state", "promo_state."+string(s)), when("since", p.Made), when("until", p.Fields.Until), num("max", p.Fields.Total),
	}}
}
