package sample

import (
	"time"

	"aeconnect/assets"
	"aeconnect/model"
)

// person is somebody of the cast.
type person struct {
	handle  string
	key     model.Key // 0 before the account was added
	role    model.Role
	seller  *assets.Seller
	creator *assets.Creator
	temper  temper
	private bool // address and PayPal address are kept
	live    bool // may stream on AliExpress
}

func (p *person) actor() model.Actor {
	return model.Actor{Account: p.key, Operator: p.role == model.Operator}
}

// verified tells whether a creator may take tasks with a fee.
func (p *person) verified() bool {
	return p.creator.Kind == model.Internal || p.creator.Kind == model.External
}

// speaks returns the language that the creator writes in.
func (p *person) speaks() string { return p.creator.Languages[0] }

// posts returns where the creator's content for a task of the type goes, "" where the creator has no such channel: on
// AliExpress itself, outside, or for a fixed price wherever the creator is first of all.
func (p *person) posts(t model.TaskType) model.Platform {
	feed := model.Platforms()[0]
	for _, c := range p.creator.Channels {
		if t == model.FixedPrice || (c.Channel == feed) == (t == model.AliExpressCPS) {
			return c.Channel
		}
	}
	return ""
}

// mayPost tells whether a seller may post tasks of the type.
func (p *person) mayPost(t model.TaskType) bool {
	return p.seller.Level != model.Standard && (p.seller.RateBP > 0 || !t.CPS())
}

// temper is how somebody works: days are what it usually takes, shares are in percent.
type temper struct {
	decide, ship, review, pay int // seller: days to decide on an application, to ship, to review, to pay
	picky, strict, silent     int // seller: shares of applications rejected, content sent back, content not looked at
	work                      int // creator: days from go to content
	careless, mute            int // creator: shares of deadlines missed, payments never acknowledged
}

// usual returns somebody's temper; it follows from seed and handle.
func usual(seed uint64, p *person) temper {
	r := draw(seed, "temper "+p.handle, 0)
	t := temper{
		decide: between(r, 1, 4), ship: between(r, 1, 4), review: between(r, 1, 3), pay: between(r, 1, 4),
		picky: between(r, 5, 30), strict: between(r, 5, 40), silent: between(r, 0, 10),
		work: between(r, 3, 9), careless: between(r, 0, 8), mute: between(r, 0, 25),
	}
	switch r.IntN(6) {
	case 0: // one in six is slow with money and parcels, or forgets appointments
		t.pay, t.ship, t.silent, t.careless = between(r, 4, 7), between(r, 5, 8), 30, between(r, 20, 45)
	case 1:
		t.picky, t.strict, t.careless = 5, 5, 0
	}
	return t
}

// cast gathers everybody there is.
func (m *maker) cast() {
	m.people = map[string]*person{}
	add := func(p *person) {
		p.temper = usual(m.seed, p)
		m.people[p.handle] = p
		m.order = append(m.order, p)
	}
	for i := range m.world.Sellers {
		s := &m.world.Sellers[i]
		add(&person{handle: s.Handle, role: model.Seller, seller: s})
	}
	for i := range m.world.Creators {
		c := &m.world.Creators[i]
		add(&person{handle: c.Handle, role: model.Creator, creator: c, private: true})
	}
	for _, s := range m.world.Staff {
		add(&person{handle: s.Handle, role: s.Role})
	}
	for _, a := range m.world.Agencies {
		add(&person{handle: a.Handle, role: model.Agency})
	}
	m.people[shy].private = false
}

// shy is a creator who has not given any address yet.
const shy = "sam_the_deal"

// admit plans the arrival of everybody: the staff and the first sellers open the market, the others come over some weeks.
func (m *maker) admit() {
	for _, s := range m.world.Staff {
		m.at(Start(), func() { m.join(&model.AddAccount{Handle: s.Handle, Name: s.Name, Role: s.Role}) })
	}
	for i, s := range m.world.Sellers {
		m.at(Start().Add(time.Duration(i/4)*20*time.Minute), func() { m.joinSeller(s) })
	}
	for _, a := range m.world.Agencies {
		m.at(Start().Add(26*time.Hour), func() { m.joinAgency(a) })
	}
	for i, c := range m.world.Creators {
		m.at(Start().Add(4*time.Hour+time.Duration(i/12)*31*time.Minute), func() { m.joinCreator(c) })
	}
}

// join adds an account and remembers its key.
func (m *maker) join(c *model.AddAccount) {
	for _, e := range m.do("", c).Events {
		if added, ok := e.(*model.AccountAdded); ok {
			m.people[c.Handle].key = added.Key
		}
	}
}

func (m *maker) joinSeller(s assets.Seller) {
	m.join(s.Account())
	if s.RateBP > 0 {
		m.do(s.Handle, &model.JoinPortals{Rate: model.Rate(s.RateBP)})
	}
}

func (m *maker) joinCreator(c assets.Creator) {
	m.join(c.Account())
	if m.people[c.Handle].private {
		m.tellAddress(c.Handle, c.Address)
		m.tellPayPal(c.Handle, c.PayPal)
	}
}

func (m *maker) joinAgency(a assets.Agency) {
	m.join(&model.AddAccount{Handle: a.Handle, Name: a.Name, Role: model.Agency, Languages: a.Languages, Country: a.Country})
	m.tellAddress(a.Handle, a.Address)
	m.tellPayPal(a.Handle, a.PayPal)
}

func (m *maker) tellAddress(handle, address string) {
	private := m.secret(address)
	m.do(handle, &model.SetAddress{Handle: handle, Address: private.Commit()}, private)
}

func (m *maker) tellPayPal(handle, paypal string) {
	private := m.secret(paypal)
	m.do(handle, &model.SetPayPal{Handle: handle, PayPal: private.Commit()}, private)
}
