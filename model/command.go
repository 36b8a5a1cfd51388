package model

// Command is a wish that an actor utters. It is decided once; what it asks for is found by ID, because
// whoever utters it may be offline and know no keys.
type Command interface {
	// Wire returns the command's name in files and on the wire, for ever.
	Wire() string
	decide(*deciding) *Refusal
}

// Actor is who utters a command. The authority stamps it from what it knows; a client never sends it.
type Actor struct {
	Account  Key  `cbor:"1,keyasint,omitempty"`
	Operator bool `cbor:"2,keyasint,omitempty"` // owns the data directory, or is an operator's account
	System   bool `cbor:"3,keyasint,omitempty"` // a clock that struck
	// Key is the account's key by which the actor came through a hub, 0 for whoever owns the data directory. Whether it
	// still counts, and what it may do, is decided with each command.
	Key Key `cbor:"4,keyasint,omitempty"`
	// Proven is the fingerprint of the key of somebody who has no account.
	Proven string `cbor:"5,keyasint,omitempty"`
}

// Decision is what became of a command: events, or a refusal. Notes are warnings for whoever uttered it;
// they are not kept.
type Decision struct {
	Events  []Event
	Refusal *Refusal
	Notes   []Note
}

// Decide answers a command at the moment now, from what r knows. It changes nothing.
func Decide(r Reader, actor Actor, now Moment, c Command) Decision {
	d := &deciding{s: NewOverlay(r), actor: actor, now: now}
	if refusal := d.admit(c); refusal != nil {
		return Decision{Refusal: refusal, Notes: d.notes}
	}
	if refusal := c.decide(d); refusal != nil {
		return Decision{Refusal: refusal, Notes: d.notes}
	}
	return Decision{Events: d.events, Notes: d.notes}
}

// deciding is one decision under way. What it emits is applied at once to its own overlay, so that the
// rows of a batch see each other.
type deciding struct {
	s      *Overlay
	actor  Actor
	now    Moment
	events []Event
	notes  []Note
}

// admit checks what holds for every command: the marketplace is open and the actor exists.
func (d *deciding) admit(c Command) *Refusal {
	if _, opening := c.(*OpenMarket); !opening && MarketOf(d.s) == nil {
		return refuse(RuleMarketOpen, "")
	}
	if d.actor.Account != 0 && must[*Account](d.s, d.actor.Account) == nil {
		return absent("as", "")
	}
	return d.holds(c)
}

func (d *deciding) emit(e Event) {
	d.events = append(d.events, e)
	Apply(d.s, Meta{At: d.now, Actor: d.actor}, e)
}

func (d *deciding) note(rule Rule, field string, args ...Arg) {
	d.notes = append(d.notes, Note{rule, field, args})
}

func (d *deciding) policy() *Policy { return PolicyNow(d.s) }

func (d *deciding) viewer() Viewer { return ViewerOf(d.s, d.actor) }

// account returns the actor's account, or nil for the bare operator and the system.
func (d *deciding) account() *Account { return must[*Account](d.s, d.actor.Account) }

func (d *deciding) operator() *Refusal {
	if !d.actor.Operator {
		return noRight("", word("needs", "role.operator"))
	}
	return nil
}

// as demands an account of one of the roles for a verb that makes something new.
func (d *deciding) as(roles ...Role) (*Account, *Refusal) {
	a := d.account()
	for _, role := range roles {
		if a != nil && a.Role == role {
			return a, nil
		}
	}
	got := word("role", "role.operator")
	if a != nil {
		got = word("role", "role."+string(a.Role))
	}
	return nil, refuse(RuleRole, "as", got, word("needs", "role."+string(roles[0])))
}

// task finds a task that the actor may see.
func (d *deciding) task(id ID) (*Task, *Refusal) {
	t := TaskByID(d.s, id)
	if t == nil || !CanSee(d.s, d.viewer(), t) {
		return nil, absent("task", string(id))
	}
	return t, nil
}

// ownTask finds a task that the actor posted.
func (d *deciding) ownTask(id ID) (*Task, *Refusal) {
	t, r := d.task(id)
	if r != nil {
		return nil, r
	}
	if t.Seller != d.actor.Account {
		return nil, noRight("task", word("needs", "side.seller"))
	}
	return t, nil
}

// order finds an order that the actor may see.
func (d *deciding) order(id ID) (*Order, *Refusal) {
	o := OrderByID(d.s, id)
	if o == nil || !CanSee(d.s, d.viewer(), o) {
		return nil, absent("order", string(id))
	}
	return o, nil
}

// orderAs finds an order in which the actor stands on the side.
func (d *deciding) orderAs(id ID, side Side) (*Order, *Refusal) {
	o, r := d.order(id)
	if r != nil {
		return nil, r
	}
	if o.SideOf(d.actor.Account) != side {
		return nil, noRight("order", word("needs", "side."+side.String()))
	}
	return o, nil
}

// in demands that the order is in one of the states.
func (o *Order) in(rule Rule, states ...OrderState) *Refusal {
	for _, s := range states {
		if o.State == s {
			return nil
		}
	}
	return refuse(rule, "order", text("order", string(o.ID)), word("state", "state."+o.State.String()))
}

func commands() []Command {
	return []Command{
		&OpenMarket{}, &SetPolicy{}, &ReturnHub{}, &AdvanceTime{}, &FireClock{},
		&AddAccount{}, &SetLevel{}, &SetAddress{}, &SetPayPal{}, &SetLive{}, &JoinPortals{}, &ChangeRate{},
		&CreateTask{}, &EditTask{}, &PublishTask{}, &CloseTask{}, &DropTask{},
		&AddActivity{}, &ChangeActivity{}, &WithdrawActivity{}, &EnterActivity{}, &LeaveActivity{}, &AcceptEntries{}, &RefuseEntry{}, &RefuseEntries{}, &RemoveEntry{},
		&GrantExposure{}, &TickExposure{}, &TakeBackExposure{},
		&ApplyToTask{}, &CancelApplication{}, &ApproveApplications{}, &RejectApplications{},
		&SendSamples{}, &ModifyShipment{}, &ConfirmReceipt{}, &ReportLoss{},
		&SubmitContent{}, &ConfirmContent{}, &RequestChanges{},
		&AskExtension{}, &MakeOffer{}, &ProposeStop{}, &AnswerProposal{}, &RequestMaterials{}, &ProvideMaterials{}, &CommentExpiry{},
		&RecordPayment{}, &AcknowledgePayment{}, &MarkSeen{},
		&UndoBatch{}, &AddSender{}, &RemoveSender{},
		&AddToRoster{}, &AcceptContract{}, &RemoveFromRoster{}, &SetShare{}, &ApplyForMany{},
		&AddPromo{}, &SetAffiliate{}, &ActivatePromo{}, &JoinPromo{}, &GetPromoCode{}, &HandPromoCode{},
		&ImportSales{}, &FeatureItem{}, &Withdraw{}, &RequestKYC{},
		&AddKey{}, &RevokeKey{}, &ApplyForAccess{}, &AdmitAccess{}, &RefuseAccess{}, &OpenAccess{}, &LearnNumbers{}, &WithdrawAccess{},
		&RequestVerification{}, &RequestLive{}, &GrantRequest{}, &RefuseRequest{}, &WithdrawRequest{}, &BlockAccount{}, &UnblockAccount{}, &ChangeProfile{},
	}
}
