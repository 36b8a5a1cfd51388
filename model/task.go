package model

import "slices"

// TaskType is one of the four kinds of tasks.
type TaskType uint8

// The task types.
const (
	AliExpressCPS TaskType = iota + 1
	SocialCPS
	FixedPrice
	StorePromoCode
)

// TaskTypes returns every type in the order of the tabs.
func TaskTypes() []TaskType { return []TaskType{AliExpressCPS, SocialCPS, FixedPrice, StorePromoCode} }

// String returns the type's name in JSON and on the command line.
func (t TaskType) String() string {
	return [...]string{"", "aliexpress_cps", "social_cps", "fixed_price", "store_promo_code"}[t]
}

// CPS tells whether the reward is a commission on sales and nothing else.
func (t TaskType) CPS() bool { return t == AliExpressCPS || t == SocialCPS }

// ParseTaskType reads a type's name.
func ParseTaskType(s string) (TaskType, bool) {
	for _, t := range TaskTypes() {
		if t.String() == s {
			return t, true
		}
	}
	return 0, false
}

// ContentType is what a creator makes.
type ContentType string

// The content types that rules speak of.
const (
	LiveStream ContentType = "live_stream"
	OtherType  ContentType = "other"
)

// ContentTypes returns every content type (M78).
func ContentTypes() []ContentType {
	return []ContentType{"video", LiveStream, "article", "list", "creatives", "translation", OtherType}
}

// RewardKind is what a creator gets.
type RewardKind uint8

// The rewards.
const (
	Commission RewardKind = iota + 1
	Fee
	FeeAndCommission // the goods have a Portals rate beside the fee (M83)
	Product          // the sample itself (M94)
	FeePerUse        // a set fee for each use of a promo code, through Portals (M138)
)

// String returns the reward's word in JSON.
func (k RewardKind) String() string {
	return [...]string{"", "commission", "fee", "fee_and_commission", "product", "fee_per_use"}[k]
}

// Terms is what both sides agree on. They are frozen in an order when its application is made.
type Terms struct {
	Reward      RewardKind    `cbor:"1,keyasint"`
	Fee         Money         `cbor:"2,keyasint,omitempty"`
	Rate        Rate          `cbor:"3,keyasint,omitempty"` // the shop's when the terms were made; a sale earns that of its own moment
	ApplyBy     Moment        `cbor:"4,keyasint"`
	SubmitBy    Moment        `cbor:"5,keyasint"`
	Samples     int           `cbor:"6,keyasint,omitempty"` // pieces per creator
	Keep        bool          `cbor:"7,keyasint,omitempty"` // the creator keeps them
	Content     []ContentType `cbor:"8,keyasint"`           // any one of them will do (M77)
	Channels    []Platform    `cbor:"9,keyasint,omitempty"`
	Brief       []string      `cbor:"10,keyasint,omitempty"` // clause R1 first
	BrandStream bool          `cbor:"11,keyasint,omitempty"` // may stream from the brand's account (M38)
}

// Earns tells whether a fee is owed when the content is confirmed.
func (t Terms) Earns() bool { return t.Reward == Fee || t.Reward == FeeAndCommission }

// TaskState is where a task stands.
type TaskState uint8

// The task states.
const (
	Draft TaskState = iota + 1
	Published
	Closed
	Ended
	Dropped // a draft that its seller threw away
)

// String returns the state's name in JSON.
func (s TaskState) String() string {
	return [...]string{"", "draft", "published", "closed", "ended", "dropped"}[s]
}

// TaskStates returns the states that a person can filter by.
func TaskStates() []TaskState { return []TaskState{Draft, Published, Closed, Ended} }

// Task is what a seller offers. Its version grows with every edit after publication.
type Task struct {
	Key         Key        `cbor:"1,keyasint"`
	ID          ID         `cbor:"2,keyasint"`
	Seller      Key        `cbor:"3,keyasint"`
	Type        TaskType   `cbor:"4,keyasint"`
	State       TaskState  `cbor:"5,keyasint"`
	Version     int        `cbor:"6,keyasint"`
	Title       string     `cbor:"7,keyasint"`
	Description string     `cbor:"8,keyasint,omitempty"`
	Links       []ItemLink `cbor:"9,keyasint,omitempty"`
	Related     []string   `cbor:"10,keyasint,omitempty"`
	Languages   []string   `cbor:"11,keyasint,omitempty"`
	Countries   []string   `cbor:"12,keyasint,omitempty"`
	Wanted      int        `cbor:"13,keyasint,omitempty"` // 0: any number
	Terms       Terms      `cbor:"14,keyasint"`
	Policy      Key        `cbor:"15,keyasint"`

	Created   Moment `cbor:"16,keyasint"`
	PublishAt Moment `cbor:"17,keyasint,omitempty"`
	ClosedAt  Moment `cbor:"18,keyasint,omitempty"`
	BySeller  bool   `cbor:"19,keyasint,omitempty"` // closed by hand: waiting applications are rejected
	Sweep     Moment `cbor:"20,keyasint,omitempty"` // orders are still to be told of an edit or a closing, since then

	Waiting  int    `cbor:"21,keyasint,omitempty"` // applications nobody decided
	Approved int    `cbor:"22,keyasint,omitempty"` // places taken
	Rejected int    `cbor:"23,keyasint,omitempty"`
	Live     int    `cbor:"24,keyasint,omitempty"` // orders that are not settled
	Applied  int    `cbor:"25,keyasint,omitempty"` // orders ever made
	Waits    []Wait `cbor:"26,keyasint,omitempty"`
	Rev      uint32 `cbor:"27,keyasint,omitempty"`

	Activities []Key      `cbor:"40,keyasint,omitempty"` // official activities that it takes part in
	Exposures  []Exposure `cbor:"41,keyasint,omitempty"` // promised by the platform (M14-15)
	Promo      Key        `cbor:"28,keyasint,omitempty"` // the promo code that it is the task of
}

func (*Task) kind() Kind { return KindTask }

// Ref implements [Row].
func (t *Task) Ref() Ref { return Ref{KindTask, t.Key} }

// Lists implements [Row].
func (t *Task) Lists(e *Entries) {
	if t.State == Dropped {
		return
	}
	e.Add(ListTaskID, "", string(t.ID))
	created := ordered(int64(t.Created))
	for _, state := range []TaskState{0, t.State} {
		e.Add(ListTasks, group(uint64(t.Seller), uint64(state)), created)
		if t.State != Draft {
			e.Add(ListAllTasks, group(uint64(state)), created)
		}
	}
	if t.State == Published {
		e.Add(ListSquare, group(0), ordered(int64(t.Terms.ApplyBy)))
		e.Add(ListSquare, group(uint64(t.Type)), ordered(int64(t.Terms.ApplyBy)))
		for _, l := range t.Languages {
			e.Add(ListFit, l, ordered(int64(t.PublishAt)))
		}
		if len(t.Languages) == 0 {
			e.Add(ListFit, "", ordered(int64(t.PublishAt)))
		}
	}
	t.listExposure(e)
	if t.Waiting > 0 {
		e.Add(ListReview, group(uint64(t.Seller)), ordered(int64(t.Terms.ApplyBy)))
	}
}

// TaskByID returns the task of a whole ID, or nil.
func TaskByID(r Reader, id ID) *Task {
	ref, ok := byID(r, ListTaskID, id)
	if !ok {
		return nil
	}
	return must[*Task](r, ref.Key)
}

// TaskOf returns the task of a key, or nil.
func TaskOf(r Reader, key Key) *Task { return must[*Task](r, key) }

func byID(r Reader, list List, id ID) (Ref, bool) {
	for p := range r.Scan(list, "", Place{Sort: string(id)}, false) {
		return p.Ref, p.Sort == string(id)
	}
	return Ref{}, false
}

// Full tells whether the wanted number of creators is reached.
func (t *Task) Full() bool { return t.Wanted > 0 && t.Approved >= t.Wanted }

// Accepts tells whether the task offers any of the content types.
func (t Terms) Accepts(c ContentType) bool { return slices.Contains(t.Content, c) }

func (t *Task) clocks(p *Policy) []Clock {
	base := Clock{Of: t.Ref(), Seller: t.Seller}
	var all []Clock
	if t.Waiting > 0 && !t.BySeller {
		c := base
		c.Rule, c.Side, c.Turn, c.From, c.Length = ClockReview, SellerSide, t.Seller, t.Terms.ApplyBy, ApplicationReviewDays
		c.Due, c.Default, c.Args = p.days(c.From, c.Length), "not_reviewed", []Arg{num("count", int64(t.Waiting))}
		all = append(all, c)
	}
	if t.State == Published {
		c := base
		c.Rule, c.Side, c.From, c.Due, c.Default = ClockApplyBy, Creators, t.PublishAt, t.Terms.ApplyBy, "off_square"
		all = append(all, c)
	}
	if t.Sweep != 0 {
		c := base
		c.Rule, c.Side, c.From, c.Due, c.Default = ClockSweep, Nobody, t.Sweep, t.Sweep, "told"
		all = append(all, c)
	}
	all = append(all, t.exposureClock(base)...)
	return postponed(all, t.Waits)
}

// strike carries out what the table says for a clock of a task.
func (t *Task) strike(d *deciding, c Clock) {
	switch c.Rule {
	case ClockApplyBy:
		d.emit(&TaskClosed{Task: t.Key})
		d.endTask(t.Key)
	case ClockReview:
		d.rejectWaiting(t, RejectNotReviewed)
	case ClockSweep:
		d.sweep(must[*Task](d.s, t.Key))
	case ClockExposure:
		t.strikeExposure(d)
	}
}

// endTask ends a closed task whose every order is settled.
func (d *deciding) endTask(key Key) {
	if t := must[*Task](d.s, key); t != nil && t.State == Closed && t.Live == 0 {
		d.emit(&TaskEnded{Task: key})
	}
}
