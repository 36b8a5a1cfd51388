package screen

import (
	"cmp"
	"slices"
	"time"

	"aeconnect/model"
)

// orderFile is all that a page says of one order, read at one moment as one account sees it.
type orderFile struct {
	now      model.Moment
	actor    model.Actor
	own      *time.Location // in which the reader types moments; nil: the marketplace's
	me       *model.Account // nil for the bare operator
	side     model.Side     // where I stand in the order
	order    *model.Order
	task     *model.Task
	seller   *model.Account
	creator  *model.Account
	agency   *model.Account  // nil where the creator applied
	policy   *model.Policy   // the order's own
	standing *model.Standing // the creator's
	clocks   []model.Clock   // nearest first
	reasons  []model.Reason

	address  string   // where samples go, "" where I may not see it
	coming   bool     // there is one, which comes with the hub's answer
	sender   string   // of the last parcel
	payout   string   // where the fee is paid to, "" where I may not see it
	senders  []string // my address book
	book     []model.Opened
	payments []*model.Payment
	history  []model.Happening
	names    map[model.Key]string // of whoever acted, an agency with its mark

	promo  *promoPart     // of a promo code task: its rule and the reader's codes
	waits  waiting        // what waits to be sent about it, or was refused
	rules  *model.Overlay // a marketplace of this order alone, to ask the rules without reading
	chance map[string]prospect
}

// historyMost bounds the timeline of a page; what is older is a matter of the evidence.
const historyMost = 200

// readOrder reads an order. It waits for the marketplace: only commands call it.
func readOrder(s Session, key model.Key) (orderFile, bool, error) {
	f := orderFile{actor: s.Actor, own: s.Zone, names: map[model.Key]string{}}
	history, err := s.Market.History(s.Actor, model.Ref{Kind: model.KindOrder, Key: key}, historyMost)
	if err != nil {
		return f, false, err
	}
	f.history = history
	if err := s.Market.View(s.Actor, func(v model.View) { f.read(v, newSpeech(s), key) }); err != nil {
		return f, false, err
	}
	if f.order == nil {
		return f, false, nil
	}
	f.waits = s.waiting().about(f.order.ID)
	f.ask(s)
	return f, true, nil
}

func (f *orderFile) read(v model.View, s speech, key model.Key) {
	o := v.Order(key)
	if o == nil {
		return
	}
	f.now, f.order, f.side = v.Now, o, o.SideOf(v.Who.Account)
	if f.me, f.task = v.Me(), v.Task(o.Task); f.task != nil {
		f.promo = promoPartOf(v, f.task)
	}
	f.seller, f.creator, f.agency = v.Account(o.Seller), v.Account(o.Creator), v.Account(o.Agency)
	f.policy = policyRow(v.Reader, o.Policy)
	f.standing = model.StandingOf(v.Reader, o.Creator)
	f.clocks = v.ClocksOn(o)
	if v.Who.Account == o.Creator {
		for i := range f.clocks {
			f.clocks[i] = toCreator(f.clocks[i])
		}
	}
	slices.SortStableFunc(f.clocks, func(a, b model.Clock) int { return cmp.Compare(a.Due, b.Due) })
	f.reasons = model.Why(v, o)
	f.address = model.ShippingAddress(v.Reader, v.Who, o)
	f.coming = f.side == model.SellerSide && addressComes(v, o)
	f.sender = model.SenderOf(v.Reader, v.Who, o)
	f.payout = model.PayoutAddress(v.Reader, v.Who, o)
	if f.me != nil {
		_, _, _, f.senders = model.OwnPrivate(v.Reader, v.Who, f.me)
		f.book = bookOf(v, f.me)
	}
	for _, row := range v.Rows(model.PaymentsFor(key), model.Place{}, false) {
		if p, ok := row.(*model.Payment); ok {
			f.payments = append(f.payments, p)
		}
	}
	for _, h := range f.history {
		if who := h.Actor.Account; who != 0 && f.names[who] == "" {
			f.names[who] = s.named(v, who)
		}
	}
	for _, a := range []*model.Account{f.me, f.seller, f.creator, f.agency} {
		if a != nil {
			f.names[a.Key] = s.who(a, nil)
		}
	}
	f.rules = f.copyRules(v)
}

// policyRow returns a version of the policy, the one in force where that is not known here.
func policyRow(r model.Reader, key model.Key) *model.Policy {
	if row, presence := r.Get(model.Ref{Kind: model.KindPolicy, Key: key}); presence == model.Known {
		if p, ok := row.(*model.Policy); ok {
			return p
		}
	}
	return model.PolicyNow(r)
}

// copyRules copies the rows that rules about this order look at into a marketplace of its own. The page asks it
// what an action would do while somebody types, without reading the real one.
func (f *orderFile) copyRules(v model.View) *model.Overlay {
	m := model.NewMemory()
	if market := model.MarketOf(v.Reader); market != nil {
		m.Put(policyRow(v.Reader, 1)) // clocks of accounts count by the first version
		m.Put(model.PolicyNow(v.Reader))
		m.Put(market)
	}
	if f.policy != nil {
		m.Put(f.policy)
	}
	if f.task != nil {
		m.Put(policyRow(v.Reader, f.task.Policy))
	}
	for _, a := range []*model.Account{f.seller, f.creator, f.agency, f.me} {
		if a != nil {
			m.Put(a)
		}
	}
	if f.task != nil {
		m.Put(f.task)
	}
	m.Put(f.order)
	for _, p := range f.payments {
		m.Put(p)
	}
	putKey(m, v.Reader, f.actor)
	return m
}

// putKey copies the key by which an actor came, without which nothing is allowed to it.
func putKey(m *model.Overlay, r model.Reader, actor model.Actor) {
	if k := model.KeyOf(r, actor.Key); k != nil {
		m.Put(k)
	}
}

// speech returns the speech of the moment at which the order was read, with the numbers that it counts by.
func (f *orderFile) speech(s speech) speech { return s.at(f.now).under(f.policy) }

// name returns the handle of an account that has to do with the order.
func (f *orderFile) name(key model.Key) string { return f.names[key] }

// mine returns the key of who looks, 0 for the bare operator.
func (f *orderFile) mine() model.Key {
	if f.me == nil {
		return 0
	}
	return f.me.Key
}

// partner returns whom the viewer deals with in the order: the creator, or the agency behind it, for a seller
// and for staff, the seller for a creator.
func (f *orderFile) partner() *model.Account {
	switch {
	case f.side == model.CreatorSide:
		return f.seller
	case f.agency != nil:
		return f.agency
	}
	return f.creator
}

// clock returns the clock of a rule, where it runs.
func (f *orderFile) clock(rule model.Rule) (model.Clock, bool) {
	for _, c := range f.clocks {
		if c.Rule == rule {
			return c, true
		}
	}
	return model.Clock{}, false
}

// first returns the clock that matters most: the nearest of mine, else the nearest that is somebody's turn, else
// the nearest. prefer, where it runs, comes before all.
func (f *orderFile) first(prefer model.Rule) (model.Clock, bool) {
	if c, ok := f.clock(prefer); ok {
		return c, true
	}
	best, found := model.Clock{}, false
	rank := func(c model.Clock) int {
		switch {
		case c.Turn != 0 && c.Turn == f.mine():
			return 0
		case c.Side != model.Nobody:
			return 1
		}
		return 2
	}
	for _, c := range f.clocks {
		if !found || rank(c) < rank(best) {
			best, found = c, true
		}
	}
	return best, found
}
