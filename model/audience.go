package model

// Visibility by audience: for whoever is told what changed, a row need not be looked at once for each account. It stands
// before a few audiences, and an account belongs to a few. Nothing here decides who sees what: a viewer sees a row exactly
// when it belongs to one of the row's audiences, and that is what [CanSee] says (a test holds the two together). How a
// row looks is said by [Project] alone.

// AudienceKind is a sort of audience.
type AudienceKind uint8

// The audiences. Numbers are part of the file format and never reused.
const (
	Everyone   AudienceKind = 1 // all who have an account
	Staff      AudienceKind = 2 // members of support
	Operators  AudienceKind = 3 // who runs the hub
	OneAccount AudienceKind = 4 // the account alone
)

// Audience is a set of accounts that see the same rows.
type Audience struct {
	Kind    AudienceKind
	Account Key // of OneAccount, else 0
}

func only(accounts ...Key) []Audience {
	all := make([]Audience, 0, len(accounts)+2)
	for _, a := range accounts {
		if a != 0 {
			all = append(all, Audience{OneAccount, a})
		}
	}
	return all
}

// AudiencesOf returns the audiences that a row stands before, none for a row that nobody sees. A row of a kind that no
// account sees has none either. It depends on the row alone, so that what was once told can be told to be gone.
func AudiencesOf(row Row) []Audience {
	switch row := row.(type) {
	case *Market, *Policy, *Account, *Standing, *Activity:
		return []Audience{{Kind: Everyone}}
	case *ActivityEntry:
		if row.State == EntryAccepted {
			return []Audience{{Kind: Everyone}}
		}
		return append(only(row.Seller), Audience{Kind: Staff}, Audience{Kind: Operators})
	case *Task:
		switch row.State {
		case Dropped:
			return nil
		case Draft:
			return only(row.Seller)
		}
		return []Audience{{Kind: Everyone}}
	case *Promo:
		if row.Task != 0 {
			return []Audience{{Kind: Everyone}}
		}
		return append(only(row.Seller), Audience{Kind: Staff})
	case *Code:
		return append(only(row.Seller, row.Owner, row.Holder), Audience{Kind: Staff})
	case *Order:
		return append(only(row.parties()...), Audience{Kind: Staff})
	case *Batch:
		return only(row.Account)
	case *Mark:
		return only(row.Key)
	case *Contract:
		return only(row.Agency, row.Creator)
	case *AccountKey:
		return append(only(row.Account), Audience{Kind: Operators})
	case *Access:
		return append(only(row.Account), Audience{Kind: Staff}, Audience{Kind: Operators})
	case *Request:
		return append(only(row.Account), Audience{Kind: Staff}, Audience{Kind: Operators})
	case *Block:
		return append(only(row.By), Audience{Kind: Staff})
	}
	return moneyAudiences(row)
}

// moneyAudiences is AudiencesOf for the rows of money: payments, the ledger, and what comes from Portals.
func moneyAudiences(row Row) []Audience {
	switch row := row.(type) {
	case *Payment:
		if row.Suspense != "" {
			return append(only(row.Seller, row.Creator), Audience{Kind: Staff})
		}
		return only(row.Seller, row.Creator)
	case *Posting:
		return only(row.Seller, row.Creator)
	case *Balance:
		return only(row.Account)
	case *Sale:
		return only(row.Seller, row.Creator, row.Agency)
	case *Earning:
		return only(row.Seller, row.Creator, row.Agency)
	case *Statement:
		return only(row.Seller)
	case *Withdrawal:
		return only(row.Account)
	case *Featured:
		return []Audience{{Kind: Everyone}}
	}
	return nil
}

// Audiences returns the audiences that the viewer belongs to; none for somebody without an account, who has nothing
// to be told of.
func (v Viewer) Audiences() []Audience {
	if v.Account == 0 {
		return nil
	}
	all := append(only(v.Account), Audience{Kind: Everyone})
	if v.Role == Support {
		all = append(all, Audience{Kind: Staff})
	}
	if v.Operator {
		all = append(all, Audience{Kind: Operators})
	}
	return all
}

// Standpoint is what of a viewer, beside the rows themselves, decides how rows look: its role and whether it stands in
// for support. When it changes, all that the viewer was told has to be told anew.
func (v Viewer) Standpoint(r Reader) string {
	s := string(v.Role)
	if v.Operator {
		s += "+operator"
	}
	if v.admits(r) {
		s += "+admits"
	}
	return s
}

// KindsBefore returns the kinds of which a viewer sees rows that are not its own alone: those whose every row has to be
// looked at to gather all that it sees.
func (v Viewer) KindsBefore() []Kind {
	kinds := []Kind{KindActivity, KindEntry, KindMarket, KindPolicy, KindAccount, KindTask, KindStanding, KindPromo, KindFeatured}
	if v.Role == Support {
		kinds = append(kinds, KindOrder, KindPayment, KindCode, KindBlock)
	}
	if v.Operator {
		kinds = append(kinds, KindKey)
	}
	if v.Role == Support || v.Operator {
		kinds = append(kinds, KindAccess, KindRequest)
	}
	return kinds
}

// Carry returns a row as it travels to a viewer, nil when it is not visible, with the private values that the viewer may
// open in it now. It is the projection, and where a private text is found through another row that the viewer sees only
// in part, it carries the commitment itself.
func Carry(r Reader, v Viewer, row Row) (Row, []Opened) {
	row = Project(r, v, row)
	var open []Opened
	carry := func(c Commitment) {
		if o, known := r.Secret(c); known == Known && !c.IsZero() {
			open = append(open, o)
		}
	}
	switch shown := row.(type) {
	case *Account:
		if v.Account == shown.Key {
			for _, c := range append([]Commitment{shown.Address, shown.PayPal, shown.PayPalNext}, shown.Senders...) {
				carry(c)
			}
		}
	case *Order:
		if shown.SideOf(v.Account) == Nobody {
			return row, nil
		}
		carried := *shown
		carried.ShipTo, carried.PayTo = carried.borrowed(r, v)
		carry(shipTo(r, v, shown))
		carry(payTo(r, v, shown))
		for _, s := range shown.Shipments {
			carry(s.Address)
			carry(s.Sender)
		}
		return &carried, open
	case *Batch:
		for _, c := range append([]Commitment{shown.Sender}, shown.Senders...) {
			carry(c)
		}
	case *Access:
		if v.readsAccess(r, shown) {
			carry(shown.Form)
		}
	case *Request:
		if v.readsRequest(r, shown) {
			carry(shown.Form)
		}
	}
	return row, open
}

// borrowed returns the commitments that the viewer may open and that stand in a row which it sees only in part: the
// recipient's account. For all others they are zero.
func (o *Order) borrowed(r Reader, v Viewer) (ship, pay Commitment) {
	if !o.addressed() && v.Account != o.Recipient() && AccountOf(r, o.Recipient()) != nil {
		ship = shipTo(r, v, o)
	}
	if o.Pay == nil && v.Account != o.Acting(CreatorSide) && AccountOf(r, o.Acting(CreatorSide)) != nil {
		pay = payTo(r, v, o)
	}
	return ship, pay
}

// addressed tells whether a parcel that counts says where it went: what the recipient enters later does not change that.
func (o *Order) addressed() bool {
	s := o.Shipping()
	return s != nil && s.Loss == "" && !s.Address.IsZero()
}

// Stir is a row that looks otherwise to an audience although it did not change itself.
type Stir struct {
	Audience Audience
	Ref      Ref
}

// Stirs returns the rows that a change of another row makes look otherwise. A seller sees an address through the
// recipient's account until it stands in a parcel or a payment; so whoever moves stirs those orders. It takes as long as
// the account has orders.
func Stirs(r Reader, before, after Row) []Stir {
	was, _ := before.(*Account)
	is, _ := after.(*Account)
	if was == nil || is == nil || was.Address == is.Address && was.PayPal == is.PayPal {
		return nil
	}
	var all []Stir
	q := OrdersOf(is.Key, 0)
	for p := range r.Scan(q.List, q.Group, Place{}, false) {
		o := OrderOf(r, p.Ref.Key)
		if o == nil || o.Acting(CreatorSide) != is.Key && o.Recipient() != is.Key {
			continue
		}
		if ship, pay := o.borrowed(r, Viewer{Account: o.Seller, Role: Seller}); !ship.IsZero() || !pay.IsZero() || o.lends(was) {
			all = append(all, Stir{Audience{OneAccount, o.Seller}, p.Ref})
		}
	}
	return all
}

// lends tells whether the seller saw something of the recipient's account, as it was, through the order.
func (o *Order) lends(was *Account) bool {
	ship := o.Recipient() == was.Key && o.addressShown() && !o.addressed() && !was.Address.IsZero()
	pay := o.Acting(CreatorSide) == was.Key && o.ConfirmedAt != 0 && !o.Owed.IsZero() && o.Pay == nil && !was.PayPal.IsZero()
	return ship || pay
}
