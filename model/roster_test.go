package model

import (
	"fmt"
	"testing"
	"testing/quick"
	"time"
)

// agencies adds an agency with an address and a PayPal address, and creators that signed elsewhere.
func (w *world) agency(handle string, share Rate, creators ...string) {
	w.t.Helper()
	w.do("", &AddAccount{Handle: handle, Role: Agency})
	w.do(handle, &SetAddress{Handle: handle, Address: w.keep(handle + ", Oslo")})
	w.do(handle, &SetPayPal{Handle: handle, PayPal: w.keep(handle + "@example.com")})
	for _, c := range creators {
		if AccountByHandle(w.s, c) == nil {
			w.do("", &AddAccount{Handle: c, Role: Creator, Kind: External})
		}
	}
	if len(creators) > 0 {
		w.do("", &AddToRoster{Agency: handle, Creators: creators, Share: share})
	}
}

func (w *world) contract(agency, creator string) *Contract {
	w.t.Helper()
	return ContractAny(w.s, AccountByHandle(w.s, agency).Key, AccountByHandle(w.s, creator).Key)
}

func (w *world) refused(who string, c Command, rule Rule) {
	w.t.Helper()
	if r := w.try(who, c); r == nil || r.Rule != rule {
		w.t.Errorf("%s %+v as %q: %v, want %s", c.Wire(), c, who, r, rule)
	}
}

// A contract is in force once the creator said yes, for one agency at a time; either side ends it (M10, M24).
func TestContracts(t *testing.T) {
	w := newWorld(t)
	w.agency("north", 0)
	w.agency("south", 0)
	state := func(want ContractState) {
		t.Helper()
		if got := w.contract("north", "mia").State(); got != want {
			t.Fatalf("the contract is %s, want %s", got, want)
		}
	}
	task := w.publish(w.fixedPrice())
	apply := &ApplyToTask{ID: w.id(OrderLetter), Task: task, For: "mia"}
	w.refused("north", apply, RuleNotOurs)
	w.do("north", &AddToRoster{Creators: []string{"mia"}, Share: 2000})
	state(ContractInvited)
	w.refused("north", apply, RuleNotOurs)
	w.refused("north", &AddToRoster{Creators: []string{"mia"}}, RuleRosterTwice)
	w.refused("mia", &AcceptContract{Agency: "south"}, RuleNoContract)
	w.advance(14 * day)
	state(ContractOver) // silence refuses
	w.refused("mia", &AcceptContract{Agency: "north"}, RuleNotInvited)
	w.do("north", &AddToRoster{Creators: []string{"mia"}, Share: 2000})
	w.do("mia", &AcceptContract{Agency: "north"})
	state(ContractInForce)
	w.do("south", &AddToRoster{Creators: []string{"mia"}})
	w.refused("mia", &AcceptContract{Agency: "south"}, RuleOneAgency)
	w.refused("", &AddToRoster{Agency: "south", Creators: []string{"mia"}}, RuleRosterTwice)
	w.refused("mia", &RemoveFromRoster{Agency: "north", Names: []string{"x"}}, RuleNoRight)
	w.do("mia", &RemoveFromRoster{Agency: "north"})
	state(ContractOver)
	w.do("mia", &AcceptContract{Agency: "south"})
	w.do("south", &RemoveFromRoster{Names: []string{"mia"}})
	w.refused("south", &RemoveFromRoster{Names: []string{"mia"}}, RuleNoContract)
}

func TestBadRosters(t *testing.T) {
	w := newWorld(t)
	w.agency("north", 2000, "ada1", "bob1")
	for _, c := range []struct {
		who  string
		cmd  Command
		rule Rule
	}{
		{"north", &SetShare{Creators: []string{"ada1"}, Share: 10001}, RuleShare},
		{"north", &SetShare{Creators: []string{"ada1"}, Share: -1}, RuleShare},
		{"north", &AddToRoster{Creators: []string{"mia"}, Share: 20000}, RuleShare},
		{"north", &SetShare{Creators: []string{"mia"}, Share: 100}, RuleNoContract},
		{"north", &SetShare{Creators: []string{"ada1", "ada1"}, Share: 100}, RuleNamedTwice},
		{"north", &SetShare{}, RuleRequired},
		{"north", &AddToRoster{Creators: []string{"lumen"}}, RuleForRole},
		{"north", &AddToRoster{Creators: []string{"nobody.here"}}, RuleNotFound},
		{"mia", &AddToRoster{Creators: []string{"ada1"}}, RuleRole},
		{"lumen", &SetShare{Agency: "north", Creators: []string{"ada1"}, Share: 1}, RuleRole},
		{"", &AddToRoster{Agency: "lumen", Creators: []string{"mia"}}, RuleForRole},
		{"", &AddToRoster{Creators: []string{"mia"}}, RuleRequired},
		{"north", &AddToRoster{Creators: make([]string, 100_000)}, RuleTooMany},
	} {
		before := len(w.s.Changes().Rows)
		w.refused(c.who, c.cmd, c.rule)
		if len(w.s.Changes().Rows) != before {
			t.Errorf("%+v changed something", c.cmd)
		}
	}
	w.do("north", &SetShare{Creators: []string{"ada1", "bob1"}, Share: 10000})
	if got := w.contract("north", "bob1").Share; got != 10000 {
		t.Errorf("the share is %s", got)
	}
}

// An agency applies once for each creator it represents (M100); one live application per task and creator, whoever made it.
func TestAgencyApplies(t *testing.T) {
	w := newWorld(t)
	w.agency("north", 2000, "ada1", "bob1", "mia")
	w.agency("south", 1000, "cleo")
	task := w.publish(w.fixedPrice())
	apply := func(c string) *ApplyToTask {
		return &ApplyToTask{ID: w.id(OrderLetter), Task: task, For: c}
	}
	own := w.apply(task, "mia")
	w.refused("north", apply(""), RuleForWhom)
	w.refused("north", apply("cleo"), RuleNotOurs)
	w.refused("north", apply("nobody.here"), RuleNotFound)
	w.refused("north", apply("mia"), RuleLiveAlready)
	w.refused("mia", apply("ada1"), RuleNoRight)
	c := apply("ada1")
	w.do("north", c)
	o := w.order(c.ID)
	if o.Agency != AccountByHandle(w.s, "north").Key || o.Creator != AccountByHandle(w.s, "ada1").Key || o.Share != 2000 || o.Contract == 0 {
		t.Errorf("the order is %+v", o)
	}
	w.refused("north", apply("ada1"), RuleOneLive)
	w.refused("ada1", &ApplyToTask{ID: w.id(OrderLetter), Task: task}, RuleOneLive)
	w.do("north", &CancelApplication{Order: c.ID})
	w.do("mia", &CancelApplication{Order: own})
	w.do("north", apply("mia"))
	w.refused("mia", &ApplyToTask{ID: w.id(OrderLetter), Task: task}, RuleOneLive)
}

func (w *world) many(task ID, creators ...string) *ApplyForMany {
	c := &ApplyForMany{Task: task, Batch: w.id(BatchLetter)}
	for _, name := range creators {
		c.Rows = append(c.Rows, ForCreator{ID: w.id(OrderLetter), Creator: name})
	}
	return c
}

// Many applications are planned row by row, applied whole, and taken back for ten minutes.
func TestApplyForMany(t *testing.T) {
	w := newWorld(t)
	w.agency("north", 2000, "ada1", "bob1", "cleo", "mia")
	task := w.publish(w.fixedPrice())
	w.apply(task, "mia")
	all := w.many(task, "ada1", "mia", "bob1", "ghost")
	plan := PlanBatch(w.s, w.actor("north"), w.now, all)
	for i, want := range []Rule{"", RuleLiveAlready, "", RuleNotFound} {
		if got := plan[i].Refusal; (got == nil) != (want == "") || got != nil && got.Rule != want {
			t.Errorf("row %d: %v, want %q", i, got, want)
		}
	}
	if plan[0].Effect != Applied || plan[0].For == 0 {
		t.Errorf("row 0 is planned as %+v", plan[0])
	}
	before := w.snapshot()
	if r := w.try("north", all); r == nil || different(before, w.snapshot()) != "" {
		t.Fatalf("%v: a batch with a refused row is no batch", r)
	}
	w.refused("north", w.many(task, "ada1", "ada1"), RuleNamedTwice)
	w.refused("north", w.many(task, make([]string, 100_000)...), RuleTooMany)
	good := w.many(task, "ada1", "bob1", "cleo")
	good.Rows[0].Rev = w.contract("north", "ada1").Rev
	w.do("north", good)
	o := w.order(good.Rows[1].ID)
	if want := TaskByID(w.s, task).Terms; o.Terms.Fee != want.Fee || len(o.Terms.Brief) != len(want.Brief) {
		t.Errorf("the terms of one of many are %+v", o.Terms)
	}
	if b := BatchByID(w.s, good.Batch); len(b.Rows) != 3 || b.Until(w.s) != w.now.Add(10*time.Minute) || Clocks(w.s, b)[0].Creator == 0 {
		t.Errorf("the batch is %+v", b)
	}
	w.do("lumen", &ApproveApplications{Orders: []Picked{{ID: good.Rows[0].ID}}})
	w.refused("north", &UndoBatch{}, RuleUndoMoved)
	w.do("north", &UndoBatch{Batch: good.Batch, Orders: []ID{good.Rows[1].ID, good.Rows[2].ID}})
	if s := w.order(good.Rows[2].ID).State; s != Cancelled {
		t.Errorf("taken back, the application is %s", s)
	}
	stale := w.many(task, "bob1")
	stale.Rows[0].Rev = w.contract("north", "bob1").Rev
	w.do("north", &SetShare{Creators: []string{"bob1"}, Share: 3000})
	w.refused("north", stale, RuleMoved)
	w.advance(11 * time.Minute)
	w.refused("north", &UndoBatch{Batch: good.Batch}, ClockUndo)
}

// What is worth knowing stands beside the row that it is about: nobody verified, deadlines close together.
func TestPlanWarnsByRow(t *testing.T) {
	w := newWorld(t)
	w.agency("north", 2000, "ada1", "bob1")
	w.do("", &AddAccount{Handle: "cleo", Role: Creator, Kind: Buyer})
	w.do("", &AddToRoster{Agency: "north", Creators: []string{"cleo"}})
	first := w.many(w.publish(w.fixedPrice()), "ada1", "bob1")
	w.do("north", first)
	w.do("lumen", &ApproveApplications{Orders: []Picked{{ID: first.Rows[0].ID}, {ID: first.Rows[1].ID}}})
	plan := PlanBatch(w.s, w.actor("north"), w.now, w.many(w.publish(w.fixedPrice()), "ada1", "cleo", "bob1"))
	for i, want := range []struct {
		rule Rule
		name string
	}{{RuleOverlap, "ada1"}, {RuleUnverified, "cleo"}, {RuleOverlap, "bob1"}} {
		notes := plan[i].Notes
		if plan[i].Refusal != nil || len(notes) != 2 || notes[0].Rule != want.rule || notes[0].Args[0].Text != want.name {
			t.Errorf("row %d: %v, noted %+v, want %+v", i, plan[i].Refusal, notes, want)
		}
	}
}

// Who leaves has orders that go on with the agency that applied, and no new ones.
func TestLeavingAnAgency(t *testing.T) {
	w := newWorld(t)
	w.agency("north", 2500, "ada1")
	task := w.publish(w.fixedPrice())
	c := w.many(task, "ada1")
	w.do("north", c)
	w.do("lumen", &ApproveApplications{Orders: []Picked{{ID: c.Rows[0].ID}}})
	w.do("ada1", &RemoveFromRoster{Agency: "north"})
	w.refused("north", &ApplyToTask{ID: w.id(OrderLetter), Task: w.publish(w.fixedPrice()), For: "ada1"}, RuleNotOurs)
	v := NewView(w.s, w.actor("north"), w.now)
	if rows := v.Board(v.DayEnd()); len(rows) != 1 || rows[0].In(StageSample) != 1 || rows[0].Contract.State() != ContractOver {
		t.Fatalf("the board shows %+v", rows)
	}
	w.do("lumen", w.send([]Picked{{ID: c.Rows[0].ID}}, ""))
	w.do("north", &ConfirmReceipt{Order: c.Rows[0].ID})
	if o := w.order(c.Rows[0].ID); o.State != AwaitingSubmission || o.Share != 2500 {
		t.Errorf("the order is %s with a share of %s", o.State, o.Share)
	}
}

// One payment is two lines, exact to the smallest unit, and each sees its own alone (rules 6, 13).
func TestSplitOfAPayment(t *testing.T) {
	w := newWorld(t)
	w.agency("north", 3333, "ada1")
	c := w.many(w.publish(w.fixedPrice()), "ada1")
	w.do("north", c)
	id := c.Rows[0].ID
	w.do("lumen", &ApproveApplications{Orders: []Picked{{ID: id}}})
	w.do("lumen", w.send([]Picked{{ID: id}}, ""))
	w.do("ada1", &ConfirmReceipt{Order: id})
	w.do("ada1", &SubmitContent{Order: id, Type: "video", Links: []string{"https://www.instagram.com/reel/abc123/"}})
	w.do("lumen", &ConfirmContent{Order: id})
	w.do("lumen", &RecordPayment{ID: w.id(PaymentLetter), Order: id, Method: PayPal, Amount: w.order(id).Owed, Reference: "R1"})
	w.refused("ada1", &AcknowledgePayment{Order: id}, RuleOursToSay)
	w.do("north", &AcknowledgePayment{Order: id})
	kept, onward := Split(w.order(id).Owed, 3333)
	lines := func(who string) (all []Money) {
		v := NewView(w.s, w.actor(who), w.now)
		for _, row := range v.Rows(PostingsOf(v.Who.Account), Place{}, false) {
			if p := row.(*Posting); !p.Of.IsZero() {
				all = append(all, p.Amount)
			}
		}
		if wrong, ok := CheckLedger(w.s, v.Who.Account); !ok {
			t.Errorf("the ledger of %s does not add up: %s", who, wrong)
		}
		return all
	}
	for who, want := range map[string][]Money{"north": {kept}, "ada1": {onward}, "lumen": nil} {
		if got := lines(who); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s sees the parts %v, want %v", who, got, want)
		}
	}
	if got := w.contract("north", "ada1"); got.Paid[0] != w.order(id).Owed || got.Kept[0] != kept || got.Count(Completed) != 1 || got.Live() != 0 {
		t.Errorf("the contract has %+v", got)
	}
}

func TestSplitIsExact(t *testing.T) {
	exact := func(minor uint32, share uint16) bool {
		whole := Money{int64(minor) * 1_000_003, "USD"}
		rate := Rate(share % 10001)
		a, c := Split(whole, rate)
		return a.Minor+c.Minor == whole.Minor && a.Minor >= 0 && c.Minor >= 0 && a.Minor <= whole.Minor
	}
	if err := quick.Check(exact, nil); err != nil {
		t.Error(err)
	}
	if a, c := Split(Money{101, "USD"}, 5000); a.Minor != 50 || c.Minor != 51 {
		t.Errorf("101 is split into %d and %d", a.Minor, c.Minor)
	}
}

// Contracts are seen by their two sides; an agency's creator follows the order and its clock, the seller knows of no share.
func TestWhoSeesARoster(t *testing.T) {
	w := newWorld(t)
	w.agency("north", 2000, "ada1", "bob1")
	c := w.many(w.publish(w.fixedPrice()), "ada1")
	w.do("north", c)
	w.do("lumen", &ApproveApplications{Orders: []Picked{{ID: c.Rows[0].ID}}})
	for who, sees := range map[string][2]bool{"north": {true, true}, "ada1": {true, true}, "bob1": {false, false}, "lumen": {true, false}, "mia": {false, false}} {
		v := NewView(w.s, w.actor(who), w.now)
		if got := v.Order(w.order(c.Rows[0].ID).Key) != nil; got != sees[0] {
			t.Errorf("%s sees the order: %v", who, got)
		}
		if got := v.at(w.contract("north", "ada1").Ref()) != nil; got != sees[1] {
			t.Errorf("%s sees the contract: %v", who, got)
		}
	}
	if got := w.order(c.Rows[0].ID); NewView(w.s, w.actor("lumen"), w.now).Order(got.Key).Share != 0 {
		t.Errorf("the seller reads which share the agency keeps")
	}
	if n := w.s.Count(ListClocks, group(uint64(AccountByHandle(w.s, "ada1").Key))); n == 0 {
		t.Error("the creator sees no clock of the order that its agency made")
	}
}

// The counts that a board shows are those that a walk over all orders gives, and so are its marks.
func TestBoardCountsAreKept(t *testing.T) {
	w := newWorld(t)
	w.agency("north", 2000, "ada1", "bob1")
	f := w.fixedPrice()
	first, second := w.publish(f), w.publish(f)
	a, b := w.many(first, "ada1", "bob1"), w.many(second, "ada1", "bob1")
	w.do("north", a)
	w.do("north", b)
	w.do("lumen", &ApproveApplications{Orders: []Picked{{ID: a.Rows[0].ID}, {ID: a.Rows[1].ID}}})
	w.do("lumen", w.send([]Picked{{ID: a.Rows[0].ID}}, ""))
	w.do("north", &ConfirmReceipt{Order: a.Rows[0].ID})
	w.do("lumen", &RejectApplications{Orders: []Picked{{ID: b.Rows[0].ID}}, Reason: RejectFit})
	w.advance(9 * day) // bob's sample is late
	check := func() []BoardRow {
		t.Helper()
		v := NewView(w.s, w.actor("north"), w.now)
		rows := v.Board(v.DayEnd())
		for _, r := range rows {
			counts := map[OrderState]int{}
			for _, row := range v.Rows(OrdersUnder(r.Contract.Key, 0), Place{}, false) {
				counts[row.(*Order).State]++
			}
			for _, s := range OrderStates() {
				if counts[s] != r.Contract.Count(s) || counts[s] != v.Count(OrdersUnder(r.Contract.Key, s)) {
					t.Errorf("%s has %d orders %s, the board says %d", r.Creator.Handle, counts[s], s, r.Contract.Count(s))
				}
			}
			if m := v.MarksUnder(r.Contract, v.DayEnd()); m != r.Marks {
				t.Errorf("%s is marked %+v alone and %+v on the board", r.Creator.Handle, m, r.Marks)
			}
		}
		return rows
	}
	rows := check()
	if rows[0].In(StageSubmit) != 1 || rows[1].In(StageSample) != 1 || rows[1].Late[StageSample] != 1 {
		t.Errorf("the board shows %+v and %+v", rows[0], rows[1])
	}
	due := w.order(a.Rows[0].ID).Timers.SubmitBy
	w.advance(due.Sub(w.now) - time.Hour)
	if rows = check(); rows[0].Today[StageSubmit] != 1 {
		t.Errorf("due in an hour, it is marked %+v", rows[0].Marks)
	}
	w.advance(2 * time.Hour)
	if rows = check(); rows[0].Late[StageSubmit] != 1 {
		t.Errorf("missed, it is marked %+v", rows[0].Marks)
	}
	w.advance(8 * day)
	if rows = check(); rows[0].Late[StageSubmit] != 0 {
		t.Errorf("missed long ago, it is marked %+v", rows[0].Marks)
	}
}

// A seller sends the samples for many creators of an agency in one parcel (M101), to the agency or to each creator.
func TestOneParcelForMany(t *testing.T) {
	w := newWorld(t)
	w.agency("north", 2000, "ada1", "bob1", "mia")
	task := w.publish(w.fixedPrice())
	c := w.many(task, "ada1", "bob1")
	w.do("north", c)
	direct := &ApplyToTask{ID: w.id(OrderLetter), Task: task, For: "mia", Direct: true}
	w.do("north", direct)
	var orders []Picked
	for _, id := range []ID{c.Rows[0].ID, c.Rows[1].ID, direct.ID} {
		orders = append(orders, Picked{ID: id})
	}
	w.do("lumen", &ApproveApplications{Orders: orders})
	seller, agency := ViewerOf(w.s, w.actor("lumen")), ViewerOf(w.s, w.actor("north"))
	if got := ShippingAddress(w.s, seller, w.order(c.Rows[0].ID)); got != "north, Oslo" {
		t.Errorf("the parcel goes to %q", got)
	}
	if got := ShippingAddress(w.s, seller, w.order(direct.ID)); got != "Mia M., Hauptstr. 1, 10115 Berlin, DE" {
		t.Errorf("the parcel for mia goes to %q", got)
	}
	if got := ShippingAddress(w.s, agency, w.order(direct.ID)); got != "" {
		t.Errorf("the agency reads the creator's address %q", got)
	}
	w.do("lumen", w.send(orders[:2], w.id(BatchLetter)))
	if a, b := w.order(c.Rows[0].ID).Shipping(), w.order(c.Rows[1].ID).Shipping(); a.Tracking != b.Tracking {
		t.Errorf("two parcels: %s and %s", a.Tracking, b.Tracking)
	}
}
