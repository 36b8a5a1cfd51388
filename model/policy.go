package model

import (
	"slices"
	"strings"
	"time"
)

// Number names one value of the policy. The unit is the last part of the name where it has one.
type Number string

// The numbers that the rules use. Their values, sources and sentences stand in the policy file.
const (
	ApplicationReviewDays Number = "application.review.days"
	SampleShipDays        Number = "sample.ship.working_days"
	SampleReceiveDays     Number = "sample.receive.days"
	SampleContentDays     Number = "sample.content.min_days"
	SampleLossesStop      Number = "sample.losses.stop"
	AddressHideDays       Number = "address.hide.days"
	ContentReviewDays     Number = "content.review.days"
	ContentChangesDays    Number = "content.changes.days"
	ContentModifications  Number = "content.modifications"
	ContentLinksMax       Number = "content.links.max"
	PaymentRecordDays     Number = "payment.record.days"
	PaymentEscalateDays   Number = "payment.escalate.days"
	PaymentAckDays        Number = "payment.acknowledge.days"
	OrderCompleteDays     Number = "order.complete.days"
	ExtensionMaxDays      Number = "extension.max_days"
	ExtensionPerOrder     Number = "extension.per_order"
	ExtensionAnswerDays   Number = "extension.answer.days"
	OfferAnswerDays       Number = "offer.answer.days"
	StopAnswerDays        Number = "stop.answer.days"
	PayoutHoldHours       Number = "payout_address.hold.hours"
	SuspenseReviewDays    Number = "suspense.review.days"
	UndoMinutes           Number = "undo.minutes"
	HubGraceHours         Number = "hub.grace.hours"
	HubDownMinutes        Number = "hub.down.minutes"
	TaskSampleLeadDays    Number = "task.sample_lead.days"
	TaskSamplesUsual      Number = "task.samples.recommended_max"
	TaskSamplesMax        Number = "task.samples.max"
	TaskWantedMax         Number = "task.wanted.max"
	TaskDeadlineDays      Number = "task.deadline.max_days"
	TaskClausesMax        Number = "task.clauses.max"
	TaskLinksMax          Number = "task.links.max"
	TaskCPSClauses        Number = "task.cps_clauses.usual"
	TaskVagueChars        Number = "task.vague.chars"
	RateMin               Number = "portals.rate.min_bp"
	RateMax               Number = "portals.rate.max_bp"
	RateEffectiveDays     Number = "portals.rate.effective.business_days"
	InfluencerFollowers   Number = "influencer.followers"
	TitleChars            Number = "text.title.max_chars"
	DescriptionChars      Number = "text.description.max_chars"
	NoteChars             Number = "text.note.max_chars"
	ClauseChars           Number = "text.clause.max_chars"
	NameChars             Number = "text.name.max_chars"
	AddressChars          Number = "text.address.max_chars"
	ReferenceChars        Number = "text.reference.max_chars"
	LinkChars             Number = "text.link.max_chars"
	BatchRowsMax          Number = "batch.rows.max"
	PromoCodesCreator     Number = "promo.codes.creator"
	PromoCodesAgency      Number = "promo.codes.agency_max"
	SweepRows             Number = "sweep.rows"
	EntryBytes            Number = "entry.max_bytes"

	VerifyInternalPosts     Number = "verify.internal.posts"
	VerifyInternalFollowers Number = "verify.internal.followers"
	VerifyExternalPosts     Number = "verify.external.posts"
	VerifyExternalFollowers Number = "verify.external.followers"
	AccessDecideDays        Number = "access.decide.days"
	AccessAgainDays         Number = "access.again.days"
	AccessWaitingMax        Number = "access.waiting.max"
	AccessWithdrawnMax      Number = "access.withdrawn.max"
	AccessChannelsMax       Number = "access.channels.max"
	AccessNoteChars         Number = "access.note.max_chars"
	KeysMax                 Number = "key.account.max"
	RisingFollowers         Number = "rising.followers"
	BlocksMax               Number = "block.max"
)

// Numbers returns every number that the rules use.
func Numbers() []Number {
	return []Number{
		ApplicationReviewDays, SampleShipDays, SampleReceiveDays, SampleContentDays, SampleLossesStop, AddressHideDays,
		ContentReviewDays, ContentChangesDays, ContentModifications, ContentLinksMax, PaymentRecordDays, PaymentEscalateDays,
		PaymentAckDays, OrderCompleteDays, ExtensionMaxDays, ExtensionPerOrder, ExtensionAnswerDays, OfferAnswerDays, StopAnswerDays,
		PayoutHoldHours, SuspenseReviewDays, UndoMinutes, HubGraceHours, HubDownMinutes, TaskSampleLeadDays, TaskSamplesUsual,
		TaskSamplesMax, TaskWantedMax, TaskDeadlineDays, TaskClausesMax, TaskLinksMax, TaskCPSClauses, TaskVagueChars, RateMin,
		RateMax, RateEffectiveDays, InfluencerFollowers, TitleChars, DescriptionChars, NoteChars, ClauseChars, NameChars,
		AddressChars, ReferenceChars, LinkChars, BatchRowsMax, SweepRows, EntryBytes, PromoCodesCreator, PromoCodesAgency,
		VerifyInternalPosts, VerifyInternalFollowers, VerifyExternalPosts, VerifyExternalFollowers, AccessDecideDays, AccessAgainDays,
		AccessWaitingMax, AccessWithdrawnMax, AccessChannelsMax, AccessNoteChars, KeysMax,
		ActivityRegisterDays, ActivityCloseDays, ActivityWarmDays, ActivityReviewDays, ActivityRaiseDays, ActivityConditionsChars, ExposureDays,
		RosterInviteDays, RosterShareMax, RosterMax, RosterOverlapDays, RosterMissedDays,
		RisingFollowers, BlocksMax,
		CommissionMatureDays, WithdrawalMin, WithdrawalFeeEurope, WithdrawalFeeOther, ImportLines,
	}
}

// PolicyValue is one number of a policy, with what an operator may make of it. A Most of 0 is that of all numbers.
type PolicyValue struct {
	Name  Number `cbor:"1,keyasint"`
	Value int64  `cbor:"2,keyasint"`
	Least int64  `cbor:"3,keyasint,omitempty"`
	Most  int64  `cbor:"4,keyasint,omitempty"`
}

// policyMost is the largest value of a number that has none of its own.
const policyMost = 1_000_000_000

// Bounds returns the least and the most that the number may be set to.
func (v PolicyValue) Bounds() (least, most int64) {
	if v.Most == 0 {
		return v.Least, policyMost
	}
	return v.Least, v.Most
}

// Within returns the value, brought to where it may be.
func (v PolicyValue) Within() int64 {
	least, most := v.Bounds()
	return min(max(v.Value, least), most)
}

// Policy is one version of the marketplace's numbers, with the calendar that days are counted in. Versions
// are only ever added: an order keeps the one in force when its application was made.
type Policy struct {
	Key      Key           `cbor:"1,keyasint"`
	From     Moment        `cbor:"2,keyasint"`
	Zone     string        `cbor:"3,keyasint"` // IANA name
	Values   []PolicyValue `cbor:"4,keyasint"` // sorted by name
	Holidays []string      `cbor:"5,keyasint,omitempty"`

	calendar *Calendar
}

func (*Policy) kind() Kind { return KindPolicy }

// Ref implements [Row].
func (p *Policy) Ref() Ref { return Ref{KindPolicy, p.Key} }

// Lists implements [Row]; versions are found by number alone.
func (p *Policy) Lists(*Entries) {}

// Get returns the value of a number, 0 for one that this version does not know.
func (p *Policy) Get(n Number) int64 {
	v, _ := p.Find(n)
	return v.Value
}

// Find returns a number with its bounds; known is false for one that this version does not know.
func (p *Policy) Find(n Number) (v PolicyValue, known bool) {
	i, known := slices.BinarySearchFunc(p.Values, n, func(v PolicyValue, n Number) int {
		switch {
		case v.Name < n:
			return -1
		case v.Name > n:
			return 1
		}
		return 0
	})
	if !known {
		return PolicyValue{}, false
	}
	return p.Values[i], true
}

// Calendar returns the calendar that this version counts days in; an unknown zone counts in UTC.
func (p *Policy) Calendar() Calendar {
	if p.calendar != nil {
		return *p.calendar
	}
	zone, err := time.LoadLocation(p.Zone)
	if err != nil {
		zone = time.UTC
	}
	return NewCalendar(zone, p.Holidays)
}

// Prepare computes what reading needs once; whoever decodes a policy calls it before sharing the row.
func (p *Policy) Prepare() {
	c := p.Calendar()
	p.calendar = &c
}

func (p *Policy) days(m Moment, n Number) Moment { return p.Calendar().AddDays(m, p.Get(n)) }
func (p *Policy) minutes(m Moment, n Number) Moment {
	return m.Add(time.Duration(p.Get(n)) * time.Minute)
}
func (p *Policy) hours(m Moment, n Number) Moment { return m.Add(time.Duration(p.Get(n)) * time.Hour) }

// policyOf returns the version that a row was made under.
func policyOf(r Reader, key Key) *Policy { return must[*Policy](r, key) }

// PolicyNow returns the version in force.
func PolicyNow(r Reader) *Policy {
	m := MarketOf(r)
	if m == nil {
		return &Policy{Zone: "UTC"}
	}
	return must[*Policy](r, m.Policy)
}

// SetPolicy changes one number for whatever begins from now on. Operator only.
type SetPolicy struct {
	Name  Number `cbor:"1,keyasint"`
	Value int64  `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*SetPolicy) Wire() string { return "policy.set" }

func (c *SetPolicy) decide(d *deciding) *Refusal {
	if r := d.operator(); r != nil {
		return r
	}
	old, known := PolicyNow(d.s).Find(c.Name)
	if !known {
		return usage(RulePolicyName, "name", text("value", string(c.Name)))
	}
	if least, most := old.Bounds(); c.Value < least || c.Value > most {
		return refuse(RulePolicyValue, "value", num("value", c.Value), text("name", string(c.Name)), num("least", least), num("most", most))
	}
	d.emit(&PolicyChanged{Key: d.s.Next(KindPolicy), Name: c.Name, Old: old.Value, Value: c.Value})
	return nil
}

// PolicyChanged begins a new version of the policy.
type PolicyChanged struct {
	Key   Key    `cbor:"1,keyasint"`
	Name  Number `cbor:"2,keyasint"`
	Old   int64  `cbor:"3,keyasint"`
	Value int64  `cbor:"4,keyasint"`
}

// Wire implements [Event].
func (*PolicyChanged) Wire() string { return "policy.changed" }

// About implements [Event].
func (e *PolicyChanged) About() []Ref { return []Ref{{KindMarket, 1}} }

// Says implements [Event].
func (e *PolicyChanged) Says() (Rule, []Arg) {
	return RulePolicyValue, []Arg{text("name", string(e.Name)), num("old", e.Old), num("value", e.Value)}
}

func (e *PolicyChanged) apply(a *applying) {
	p := *PolicyNow(a.s)
	p.Key, p.From, p.calendar = e.Key, a.At, nil
	p.Values = slices.Clone(p.Values)
	for i := range p.Values {
		if p.Values[i].Name == e.Name {
			p.Values[i].Value = e.Value
		}
	}
	p.Prepare()
	a.s.Put(&p)
	m := *MarketOf(a.s)
	m.Policy = e.Key
	a.s.Put(&m)
}

// SortPolicy returns the values sorted by name, as a [Policy] keeps them.
func SortPolicy(values []PolicyValue) []PolicyValue {
	sorted := slices.Clone(values)
	slices.SortFunc(sorted, func(a, b PolicyValue) int { return strings.Compare(string(a.Name), string(b.Name)) })
	return sorted
}
