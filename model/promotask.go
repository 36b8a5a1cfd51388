package model

// ownPromo finds a promo code of the actor's own. Another seller's is not told apart from none, task or not: the ID is
// what the Seller's Center shows to its seller.
func (d *deciding) ownPromo(number string) (*Promo, *Account, *Refusal) {
	seller, r := d.as(Seller)
	if r != nil {
		return nil, nil, r
	}
	p := PromoByNumber(d.s, number)
	if p == nil || p.Seller != seller.Key {
		return nil, nil, absent("promo", Safe(number))
	}
	return p, seller, nil
}

// SetAffiliate turns the affiliate setting of a promo code on or off ("Affiliate Setting", M146).
type SetAffiliate struct {
	Number string `cbor:"1,keyasint"`
	On     bool   `cbor:"2,keyasint,omitempty"`
}

// Wire implements [Command].
func (*SetAffiliate) Wire() string { return "promo.affiliate" }

func (c *SetAffiliate) decide(d *deciding) *Refusal {
	p, seller, r := d.ownPromo(c.Number)
	if r != nil {
		return r
	}
	if c.On && seller.InPortals == 0 {
		return refuse(RulePromoPortals, "affiliate")
	}
	if t := TaskOf(d.s, p.Task); !c.On && t != nil && t.State == Published {
		return refuse(RulePromoRunning, "affiliate", text("promo", p.Number), text("task", string(t.ID)))
	}
	if c.On != p.Affiliate {
		d.emit(&AffiliateSet{Promo: p.Key, On: c.On})
	}
	return nil
}

// AffiliateSet turned the affiliate setting of a promo code on or off.
type AffiliateSet struct {
	Promo Key  `cbor:"1,keyasint"`
	On    bool `cbor:"2,keyasint,omitempty"`
}

// Wire implements [Event].
func (*AffiliateSet) Wire() string { return "promo.affiliate_set" }

// About implements [Event].
func (e *AffiliateSet) About() []Ref { return []Ref{{KindPromo, e.Promo}} }

// Says implements [Event].
func (e *AffiliateSet) Says() (Rule, []Arg) {
	return RulePromoAffiliate, []Arg{word("affiliate", yes(e.On))}
}

func (e *AffiliateSet) apply(a *applying) {
	a.changePromo(e.Promo, func(p *Promo) { p.Affiliate = e.On })
}

// ActivatePromo makes a task of a promo code ("Activate immediately", "Promote now": M147-149): in the default channel,
// or in an official activity.
type ActivatePromo struct {
	Number   string `cbor:"1,keyasint"`
	Task     ID     `cbor:"2,keyasint"`           // of the task that this makes
	Activity ID     `cbor:"3,keyasint,omitempty"` // of an official activity; none: Default Channel Promotion
}

// Wire implements [Command].
func (*ActivatePromo) Wire() string { return "promo.activate" }

func (c *ActivatePromo) decide(d *deciding) *Refusal {
	p, seller, r := d.ownPromo(c.Number)
	if r != nil {
		return r
	}
	return d.promote(p, seller, &PromoActivated{Promo: p.Key, Activity: c.Activity}, c.Task)
}

// JoinPromo makes a task of a promo code that is there already, by its ID ("Join an existing promo code", M150-151).
type JoinPromo struct {
	Number string `cbor:"1,keyasint"`
	Task   ID     `cbor:"2,keyasint"` // of the task that this makes
}

// Wire implements [Command].
func (*JoinPromo) Wire() string { return "promo.join" }

func (c *JoinPromo) decide(d *deciding) *Refusal {
	p, seller, r := d.ownPromo(c.Number)
	if r != nil {
		return r
	}
	return d.promote(p, seller, &PromoActivated{Promo: p.Key, Joined: true}, c.Task)
}

// CanPromote returns why a promo code cannot become a task now, nil where it can.
func CanPromote(r Reader, actor Actor, now Moment, p *Promo) *Refusal {
	d := &deciding{s: NewOverlay(r), actor: actor, now: now}
	own, seller, refusal := d.ownPromo(p.Number)
	if refusal != nil {
		return refusal
	}
	return d.canPromote(own, seller)
}

func (d *deciding) canPromote(p *Promo, seller *Account) *Refusal {
	f := p.Fields
	switch {
	case p.Task != 0:
		return refuse(RulePromoTask, "promo", text("promo", p.Number), text("task", string(must[*Task](d.s, p.Task).ID)))
	case seller.InPortals == 0:
		return refuse(RulePromoPortals, "promo")
	case !p.Affiliate:
		return refuse(RulePromoAffiliate, "promo", text("promo", p.Number))
	case f.Until <= d.now:
		return refuse(RulePromoEnded, "promo", text("promo", p.Number), when("from", f.From), when("until", f.Until))
	case p.UsedUp():
		return refuse(RulePromoUsedUp, "promo", text("promo", p.Number), num("max", f.Total))
	case seller.Escalated > 0:
		return refuse(RuleEscalated, "", num("count", int64(seller.Escalated)))
	}
	return nil
}

// promote makes the task, and puts it on the Task Square.
func (d *deciding) promote(p *Promo, seller *Account, e *PromoActivated, id ID) *Refusal {
	if r := d.canPromote(p, seller); r != nil {
		return r
	}
	if !id.Valid(TaskLetter) {
		return usage(RuleID, "task", text("value", Safe(string(id))))
	}
	if _, taken := byID(d.s, ListTaskID, id); taken {
		return refuse(RuleIDTaken, "task", text("id", string(id)))
	}
	e.Task = d.s.Next(KindTask)
	content := p.content(seller, d.now)
	d.emit(&TaskDrafted{Key: e.Task, ID: id, Seller: seller.Key, TaskContent: content})
	d.emit(e)
	d.emit(&TaskPublished{Task: e.Task, Terms: content.Terms})
	if e.Activity != "" { // it then also stands under Applied Activities
		return d.enterActivity(seller.Key, e.Activity, e.Task, p.Key)
	}
	return nil
}

// content is the task of a promo code: samples off (M120), the code's end as application deadline (M163), and either form
// of reward through Portals (M138-141).
func (p *Promo) content(seller *Account, now Moment) TaskContent {
	f := p.Fields
	t := TaskContent{
		Type: StorePromoCode, Title: f.Name, Description: f.Description, Links: p.Products, Languages: f.Languages, Countries: f.Countries,
		Wanted: f.Wanted,
		Terms:  Terms{Reward: Commission, Rate: seller.RateAt(now), ApplyBy: f.Until, SubmitBy: f.Until, Content: f.Content},
	}
	if len(t.Terms.Content) == 0 {
		t.Terms.Content = ContentTypes()
	}
	if !p.Commission() {
		t.Terms.Reward, t.Terms.Fee, t.Terms.Rate = FeePerUse, *f.Fee, 0
	}
	return t
}

// PromoActivated made a task of a promo code.
type PromoActivated struct {
	Promo    Key  `cbor:"1,keyasint"`
	Task     Key  `cbor:"2,keyasint"`
	Activity ID   `cbor:"3,keyasint,omitempty"`
	Joined   bool `cbor:"4,keyasint,omitempty"`
}

// Wire implements [Event].
func (*PromoActivated) Wire() string { return "promo.activated" }

// About implements [Event].
func (e *PromoActivated) About() []Ref { return []Ref{{KindPromo, e.Promo}, {KindTask, e.Task}} }

// Says implements [Event].
func (e *PromoActivated) Says() (Rule, []Arg) {
	return RulePromoTask, []Arg{text("activity", string(e.Activity)), word("joined", yes(e.Joined))}
}

func (e *PromoActivated) apply(a *applying) {
	a.changePromo(e.Promo, func(p *Promo) { p.Task, p.Activity, p.Joined = e.Task, e.Activity, e.Joined })
	a.changeTask(e.Task, func(t *Task) { t.Promo = e.Promo })
}
