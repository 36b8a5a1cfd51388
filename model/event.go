package model

// Event is something that happened. Folding events in journal order gives the state.
type Event interface {
	// Wire returns the event's name in files, for ever.
	Wire() string
	// About returns the rows whose history the event belongs to.
	About() []Ref
	// Says returns the rule that the event followed and the arguments of its sentence in the catalogue
	// ("event." and the wire name).
	Says() (Rule, []Arg)
	apply(*applying)
}

// Meta is what an entry of the journal knows beside its events.
type Meta struct {
	At    Moment
	Actor Actor
}

type applying struct {
	Meta
	s      State
	stale  bool
	silent bool // the event is no news
}

// Apply folds an event into the state. It never fails: an event about a row that is not there is left out
// and reported as false, which is a lost race in a replica's overlay and corruption in a hub.
func Apply(s State, m Meta, e Event) bool {
	a := &applying{Meta: m, s: s, silent: Silent(e)}
	e.apply(a)
	return !a.stale
}

// changeTask puts a changed copy of a task.
func (a *applying) changeTask(key Key, change func(*Task)) {
	old, ok := get[*Task](a.s, key)
	if ok != Known {
		a.stale = true
		return
	}
	t := *old
	t.Rev++
	change(&t)
	a.s.Put(&t)
}

// changeOrder puts a changed copy of an order; a change of state carries its moment and is counted at the task.
func (a *applying) changeOrder(key Key, change func(*Order)) *Order {
	old, ok := get[*Order](a.s, key)
	if ok != Known {
		a.stale = true
		return nil
	}
	o := *old
	o.Rev++
	o.Like = 0
	change(&o)
	if o.State != old.State {
		o.Since = a.At
		if o.State.Settled() {
			o.Ended = a.At
			o.Extension, o.Offer, o.Stop = closed(o.Extension), closed(o.Offer), closed(o.Stop)
		}
	}
	a.keepOrder(old, &o)
	return &o
}

// keepOrder puts an order in place of what it was. Its parties hear of it, and its task counts it.
func (a *applying) keepOrder(old, o *Order) {
	a.hear(o)
	a.s.Put(o)
	if o.State != old.State {
		a.count(o, old.State)
	}
}

func (a *applying) changeAccount(key Key, change func(*Account)) {
	old, ok := get[*Account](a.s, key)
	if ok != Known {
		a.stale = true
		return
	}
	c := *old
	c.Rev++
	change(&c)
	a.s.Put(&c)
}

func events() []Event {
	return []Event{
		&MarketOpened{}, &PolicyChanged{}, &TimeAdvanced{}, &ClockPostponed{}, &HubReturned{}, &ClockReported{},
		&AccountAdded{}, &LevelSet{}, &AddressSet{}, &PayPalSet{}, &PayPalEffective{}, &LiveSet{}, &PortalsJoined{}, &RateChanged{},
		&TaskDrafted{}, &TaskEdited{}, &TaskPublished{}, &TaskClosed{}, &TaskEnded{}, &TaskSwept{}, &TaskDropped{},
		&ActivityAdded{}, &ActivityChanged{}, &ActivityWithdrawn{}, &ActivityMoved{}, &EntryMade{}, &EntryLeft{}, &EntryDecided{},
		&ExposureGranted{}, &ExposureTicked{}, &ExposureTaken{}, &ExposureLate{},
		&OrderApplied{}, &ApplicationCancelled{}, &ApplicationApproved{}, &ApplicationRejected{},
		&SampleSent{}, &SampleModified{}, &SampleReceived{}, &SampleLost{}, &SampleLate{}, &AddressHidden{},
		&ContentSubmitted{}, &ContentConfirmed{}, &ChangesRequested{}, &OrderExpired{}, &ExpiryCommented{},
		&ExtensionAsked{}, &ExtensionAnswered{}, &OfferMade{}, &OfferAnswered{}, &StopProposed{}, &StopAnswered{},
		&MaterialsRequested{}, &MaterialsProvided{}, &ClocksStopped{}, &ClocksContinued{},
		&PaymentRecorded{}, &PaymentSuspended{}, &PaymentAcknowledged{}, &PaymentLate{}, &PaymentEscalated{}, &OrderCompleted{}, &LedgerPosted{},
		&NewsSeen{},
		&SalesImported{}, &CommissionMatured{}, &ItemFeatured{}, &Withdrawn{},
		&ContractOffered{}, &ContractBegun{}, &ContractEnded{}, &ShareSet{}, &LedgerShared{},
		&PromoAdded{}, &AffiliateSet{}, &PromoActivated{}, &PromoApproved{}, &CodesGot{}, &CodesHanded{},
		&BatchApplied{}, &StepUndone{}, &BatchUndone{}, &BatchClosed{}, &SenderAdded{}, &SenderRemoved{},
		&KeyAdded{}, &KeyRevoked{}, &AccessAsked{}, &AccessAdmitted{}, &AccessRefused{}, &AccessOpened{}, &NumbersLearned{}, &AccessTakenBack{},
		&RequestMade{}, &RequestGranted{}, &RequestRefused{}, &RequestTakenBack{}, &AccountBlocked{}, &AccountUnblocked{}, &ProfileChanged{},
	}
}
