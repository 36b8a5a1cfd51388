package model

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// snapshot is everything that a state holds: each row, and each entry of a list. What only grows is left out: revisions,
// the news of the parties, and the batches themselves.
func (w *world) snapshot() map[string]string {
	all := map[string]string{}
	c := w.s.Changes()
	for _, row := range c.Rows {
		switch r := row.(type) {
		case *Batch:
			continue
		case *Order:
			o := *r
			o.Rev, o.Like, o.News = 0, 0, News{}
			row = &o
		case *Task:
			t := *r
			t.Rev = 0
			row = &t
		case *Account:
			a := *r
			a.Rev = 0
			row = &a
		}
		all[fmt.Sprint(row.Ref())] = printed(row)
	}
	for _, e := range c.Added {
		if e.List != ListNews && e.Place.Ref.Kind != KindBatch {
			all[fmt.Sprintf("%d %x %x %v", e.List, e.Group, e.Place.Sort, e.Place.Ref)] = "listed"
		}
	}
	return all
}

// printed follows pointers one step, which is as deep as rows go.
func printed(row Row) string {
	v := reflect.ValueOf(row).Elem()
	var b strings.Builder
	for i := range v.NumField() {
		f := v.Field(i)
		if f.Kind() == reflect.Pointer && !f.IsNil() {
			f = f.Elem()
		}
		fmt.Fprintf(&b, "%s=%+v ", v.Type().Field(i).Name, f)
	}
	return b.String()
}

// different returns the first thing in which two snapshots differ, "" where there is none.
func different(was, is map[string]string) string {
	for key, row := range was {
		if is[key] != row {
			return fmt.Sprintf("%s\nwas %s\nis  %s", key, row, is[key])
		}
	}
	for key, row := range is {
		if _, ok := was[key]; !ok {
			return fmt.Sprintf("%s is new: %s", key, row)
		}
	}
	return ""
}

// applicants adds creators and lets each of them apply for a task.
func (w *world) applicants(task ID, n int) []Picked {
	w.t.Helper()
	var all []Picked
	for i := range n {
		handle := fmt.Sprintf("maker%d", i)
		if AccountByHandle(w.s, handle) == nil {
			w.do("", &AddAccount{Handle: handle, Role: Creator, Kind: External})
			w.do(handle, &SetAddress{Handle: handle, Address: w.keep("Street " + handle)})
		}
		all = append(all, Picked{ID: w.apply(task, handle)})
	}
	return all
}

func (w *world) send(orders []Picked, id ID) *SendSamples {
	return &SendSamples{Orders: orders, Info: ShipmentInfo{Carrier: "DHL", Tracking: "X1", Pieces: 1, Sender: w.keep("Lumen, Shenzhen")}, Batch: id}
}

// Whatever a batch did, taking it back leaves the state as it was: rows, counters, lists.
func TestUndoBringsBackWhatWas(t *testing.T) {
	type setting struct {
		*world
		task   ID
		orders []Picked
	}
	for name, c := range map[string]struct {
		before func(s setting)
		batch  func(s setting, id ID) Command
	}{
		"approved": {batch: func(s setting, id ID) Command { return &ApproveApplications{Orders: s.orders, Batch: id} }},
		"rejected": {batch: func(s setting, id ID) Command {
			return &RejectApplications{Orders: s.orders, Reason: RejectFit, Again: true, Batch: id}
		}},
		"rejected, with an offer open": {
			before: func(s setting) {
				f := s.fixedPrice()
				f.Fee = &Money{15000, "USD"}
				s.do("lumen", &EditTask{ID: s.task, Fields: f})
				if !s.order(s.orders[0].ID).Offer.Open() {
					s.t.Fatal("the edit was to be an offer")
				}
			},
			batch: func(s setting, id ID) Command {
				return &RejectApplications{Orders: s.orders, Reason: RejectFit, Batch: id}
			},
		},
		"rejected, which ended the task": {
			before: func(s setting) { s.advance(11 * day) },
			batch: func(s setting, id ID) Command {
				return &RejectApplications{Orders: s.orders, Reason: RejectOther, Note: "no", Batch: id}
			},
		},
		"sent, for the first time": {
			before: func(s setting) { s.do("lumen", &ApproveApplications{Orders: s.orders}) },
			batch:  func(s setting, id ID) Command { return s.send(s.orders, id) },
		},
		"sent late, again after a loss": {
			before: func(s setting) {
				s.do("lumen", &ApproveApplications{Orders: s.orders})
				s.do("lumen", s.send(s.orders, ""))
				s.advance(day)
				for i, o := range s.orders {
					s.do(fmt.Sprintf("maker%d", i), &ReportLoss{Order: o.ID, Kind: Lost})
				}
				s.advance(20 * day)
			},
			batch: func(s setting, id ID) Command { return s.send(s.orders, id) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := setting{world: newWorld(t)}
			s.task = s.publish(s.fixedPrice())
			s.orders = s.applicants(s.task, 3)
			if c.before != nil {
				c.before(s)
			}
			was := s.snapshot()
			id := s.id(BatchLetter)
			s.do("lumen", c.batch(s, id))
			if different(was, s.snapshot()) == "" {
				t.Fatal("the batch changed nothing")
			}
			s.advance(9 * time.Minute)
			s.do("lumen", &UndoBatch{Batch: id})
			if d := different(was, s.snapshot()); d != "" {
				t.Error(d)
			}
			if b := BatchByID(s.s, id); b.Open() || b.Left != 0 || b.Rows[0].Before != nil {
				t.Errorf("the batch is kept as %+v", b)
			}
			if r := s.try("lumen", &UndoBatch{Batch: id}); r == nil || r.Rule != RuleUndoDone {
				t.Errorf("taken back twice: %v", r)
			}
		})
	}
}

// A batch that was taken back lets the one before it be taken back as well, as if it had never been.
func TestUndoOneAfterTheOther(t *testing.T) {
	w := newWorld(t)
	orders := w.applicants(w.publish(w.fixedPrice()), 2)
	was := w.snapshot()
	first, second := w.id(BatchLetter), w.id(BatchLetter)
	w.do("lumen", &ApproveApplications{Orders: orders, Batch: first})
	w.do("lumen", w.send(orders, second))
	if r := w.try("lumen", &UndoBatch{Batch: first}); r == nil || r.Rule != RuleUndoMoved {
		t.Fatalf("the earlier batch was taken back under the later one: %v", r)
	}
	for _, want := range []ID{second, first} {
		v := NewView(w.s, w.actor("lumen"), w.now)
		if b := v.LastBatch(); b == nil || b.ID != want {
			t.Fatalf("the last batch is %+v, want %s", b, want)
		}
		w.do("lumen", &UndoBatch{})
	}
	if d := different(was, w.snapshot()); d != "" {
		t.Error(d)
	}
	if r := w.try("lumen", &UndoBatch{}); r == nil || r.Rule != RuleUndoNone {
		t.Errorf("nothing is left, and it was answered %v", r)
	}
}

// What somebody has built on stays, and the refusal says what that is; the rest can be taken back by name.
func TestUndoIsRefused(t *testing.T) {
	reject := func(w *world, orders []Picked, id ID) Command {
		return &RejectApplications{Orders: orders, Reason: RejectFit, Again: true, Batch: id}
	}
	approve := func(w *world, orders []Picked, id ID) Command {
		return &ApproveApplications{Orders: orders, Batch: id}
	}
	send := func(w *world, orders []Picked, id ID) Command {
		w.do("lumen", &ApproveApplications{Orders: orders})
		return w.send(orders, id)
	}
	for name, c := range map[string]struct {
		batch func(w *world, orders []Picked, id ID) Command
		then  func(w *world, task ID, first ID)
		rule  Rule
		rest  bool // the other orders can be taken back
	}{
		"the creator has the sample": {send, func(w *world, _, o ID) { w.do("maker0", &ConfirmReceipt{Order: o}) }, RuleUndoMoved, true},
		"the seller corrected it":    {send, func(w *world, _, o ID) { w.do("lumen", &ModifyShipment{Order: o, Info: w.send(nil, "").Info}) }, RuleUndoMoved, true},
		"an offer reached it":        {approve, func(w *world, _, o ID) { w.do("lumen", &MakeOffer{Order: o, Fee: &Money{15000, "USD"}}) }, RuleUndoMoved, true},
		"time to stop was asked for": {approve, func(w *world, _, o ID) { w.do("maker0", &ProposeStop{Order: o, Note: "no"}) }, RuleUndoMoved, true},
		"applied again":              {reject, func(w *world, task, _ ID) { w.apply(task, "maker0") }, RuleUndoAgain, true},
		"applied again and cancelled": {reject, func(w *world, task, _ ID) {
			w.do("maker0", &CancelApplication{Order: w.apply(task, "maker0")})
		}, RuleUndoAgain, true},
		"the task was closed": {reject, func(w *world, task, _ ID) { w.do("lumen", &CloseTask{ID: task}) }, RuleUndoTask, false},
		"closed, approved":    {approve, func(w *world, task, _ ID) { w.do("lumen", &CloseTask{ID: task}) }, RuleUndoTask, false},
		"too late":            {approve, func(w *world, _, _ ID) { w.advance(10 * time.Minute) }, ClockUndo, false},
		"far too late":        {approve, func(w *world, _, _ ID) { w.advance(10 * day) }, ClockUndo, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			task := w.publish(w.fixedPrice())
			orders, id := w.applicants(task, 3), w.id(BatchLetter)
			w.do("lumen", c.batch(w, orders, id))
			c.then(w, task, orders[0].ID)
			plan, refusal := PlanUndo(w.s, w.actor("lumen"), w.now, &UndoBatch{Batch: id})
			if refusal == nil && plan[0].Refusal != nil {
				refusal = plan[0].Refusal
			}
			was := w.snapshot()
			for said, r := range map[string]*Refusal{"plan": refusal, "command": w.try("lumen", &UndoBatch{Batch: id})} {
				if r == nil || r.Rule != c.rule || r.Answer != ByRule {
					t.Errorf("the %s says %v, want %s", said, r, c.rule)
				}
			}
			if d := different(was, w.snapshot()); d != "" {
				t.Errorf("a refusal changed something: %s", d)
			}
			if !c.rest {
				return
			}
			w.do("lumen", &UndoBatch{Batch: id, Orders: []ID{orders[1].ID, orders[2].ID}})
			if b := BatchByID(w.s, id); b.Left != 1 || !b.Open() {
				t.Errorf("the batch is left as %+v", b)
			}
			if r := w.try("lumen", &UndoBatch{Batch: id, Orders: []ID{orders[1].ID}}); r == nil || r.Rule != RuleUndoDone {
				t.Errorf("an order was taken back twice: %v", r)
			}
		})
	}
}

// An order that comes back after the task was edited is told of the new terms as all others were; an offer that the
// seller's newer word has overtaken is not open again.
func TestUndoAfterAnEdit(t *testing.T) {
	for _, edits := range []int{1, 2} { // the second one while the first one's offer is open
		w := newWorld(t)
		task := w.publish(w.fixedPrice())
		orders := w.applicants(task, 2)
		edit := func(fee int64) {
			f := w.fixedPrice()
			f.Fee = &Money{fee, "USD"}
			w.do("lumen", &EditTask{ID: task, Fields: f})
		}
		if edits == 2 {
			edit(13000)
		}
		w.do("lumen", &RejectApplications{Orders: orders[:1], Reason: RejectFit, Batch: w.id(BatchLetter)})
		edit(15000)
		w.do("lumen", &UndoBatch{})
		w.advance(0)
		for i, row := range orders {
			o := w.order(row.ID)
			if o.State != Applied || !o.Offer.Open() || o.Offer.Terms.Fee.Minor != 15000 || o.Told != TaskByID(w.s, task).Version {
				t.Errorf("%d edits: order %d is %s, told of version %d, with the offer %+v", edits, i, o.State, o.Told, o.Offer)
			}
		}
	}
}

// What is no business of the actor's is not there; what is named wrongly is refused.
func TestUndoOfOthers(t *testing.T) {
	w := newWorld(t)
	w.do("", &AddAccount{Handle: "rival", Role: Seller, Level: Senior})
	task := w.publish(w.fixedPrice())
	orders := w.applicants(task, 2)
	other, id := w.applicants(w.publish(w.fixedPrice()), 1), w.id(BatchLetter)
	w.do("lumen", &ApproveApplications{Orders: orders, Batch: id})
	for _, c := range []struct {
		who    string
		undo   UndoBatch
		answer Answer
		rule   Rule
	}{
		{"rival", UndoBatch{Batch: id}, ByAbsence, RuleNotFound},
		{"maker0", UndoBatch{Batch: id}, ByAbsence, RuleNotFound},
		{"", UndoBatch{Batch: id}, ByAbsence, RuleNotFound},
		{"rival", UndoBatch{}, ByRule, RuleUndoNone},
		{"lumen", UndoBatch{Batch: w.id(BatchLetter)}, ByAbsence, RuleNotFound},
		{"lumen", UndoBatch{Batch: id, Orders: []ID{other[0].ID}}, ByRule, RuleUndoRow},
		{"lumen", UndoBatch{Batch: id, Orders: []ID{orders[0].ID, orders[0].ID}}, ByRule, RuleRowTwice},
		{"lumen", UndoBatch{Batch: id, Orders: []ID{"O-0000-0000"}}, ByAbsence, RuleNotFound},
	} {
		if r := w.try(c.who, &c.undo); r == nil || r.Rule != c.rule || r.Answer != c.answer {
			t.Errorf("%q with %+v: %v", c.who, c.undo, r)
		}
	}
	if got := NewView(w.s, w.actor("maker0"), w.now).at(Ref{KindBatch, 1}); got != nil {
		t.Errorf("another account sees the batch")
	}
	if r := w.try("lumen", &ApproveApplications{Orders: other, Batch: id}); r == nil || r.Rule != RuleIDTaken {
		t.Errorf("an ID was taken twice: %v", r)
	}
	if r := w.try("lumen", &ApproveApplications{Orders: other, Batch: "O-0000-0000"}); r == nil || r.Rule != RuleID {
		t.Errorf("the ID of an order was taken for a batch: %v", r)
	}
}

// Two people plan the same rows; the second to apply is told that they moved.
func TestTwoBatchesOfTheSameRows(t *testing.T) {
	w := newWorld(t)
	orders := w.applicants(w.publish(w.fixedPrice()), 3)
	for i := range orders {
		orders[i].Rev = w.order(orders[i].ID).Rev
	}
	w.do("lumen", &ApproveApplications{Orders: orders[:2], Batch: w.id(BatchLetter)})
	before := w.snapshot()
	if r := w.try("lumen", &RejectApplications{Orders: orders, Reason: RejectFit, Batch: w.id(BatchLetter)}); r == nil || r.Rule != RuleMoved {
		t.Errorf("the second batch went through: %v", r)
	}
	w.do("lumen", &UndoBatch{})
	if r := w.try("lumen", &RejectApplications{Orders: orders, Reason: RejectFit, Batch: w.id(BatchLetter)}); r == nil || r.Rule != RuleMoved {
		t.Errorf("rows that were changed and taken back passed for those that were planned: %v", r)
	}
	if d := different(before, w.snapshot()); d == "" {
		t.Error("taking back changed nothing")
	}
}

// A deadline that struck in between keeps an order where it is.
func TestUndoAcrossADeadline(t *testing.T) {
	w := newWorld(t)
	f := w.fixedPrice()
	f.SubmitBy = w.now.Add(11 * day)
	orders := w.applicants(w.publish(f), 1)
	w.advance(10 * day)
	w.do("lumen", &ApproveApplications{Orders: orders})
	w.advance(day - 5*time.Minute)
	w.do("lumen", w.send(orders, w.id(BatchLetter)))
	w.advance(6 * time.Minute)
	if r := w.try("lumen", &UndoBatch{}); r == nil || r.Rule != RuleUndoStruck {
		t.Errorf("an order came back to be expired: %v", r)
	}
}

// The clock of a batch is among the clocks of whoever applied it, counts as nobody's turn, and closes the batch.
func TestClockOfABatch(t *testing.T) {
	w := newWorld(t)
	id := w.id(BatchLetter)
	lumen := AccountByHandle(w.s, "lumen").Key
	orders := w.applicants(w.publish(w.fixedPrice()), 1)
	turns := w.s.Count(ListTurn, group(uint64(lumen)))
	w.do("lumen", &ApproveApplications{Orders: orders, Batch: id})
	v := NewView(w.s, w.actor("lumen"), w.now)
	var found []Clock
	for _, c := range v.Clocks(ClocksOf(lumen), Place{}) {
		if c.Rule == ClockUndo {
			found = append(found, c)
		}
	}
	if len(found) != 1 || found[0].Due != w.now.Add(10*time.Minute) || found[0].Turn != lumen || found[0].Of.Kind != KindBatch {
		t.Fatalf("the clocks of the batch are %+v", found)
	}
	if got := v.Count(TurnsOf(lumen)); got != turns { // the sample replaces the review
		t.Errorf("%d turns, want %d", got, turns)
	}
	if b, r := v.FindBatch(string(id[:6])); r != nil || b.ID != id || len(Why(v, b)) != 2 {
		t.Errorf("found %+v, %v", b, r)
	}
	rev := w.order(orders[0].ID).Rev
	w.advance(10 * time.Minute)
	b := BatchByID(w.s, id)
	if b.Open() || b.Closed != w.now || b.Rows[0].Before != nil || len(Clocks(w.s, b)) != 0 {
		t.Errorf("the batch is kept as %+v", b)
	}
	if got := w.order(orders[0].ID).Rev; got != rev {
		t.Errorf("closing the batch changed the order")
	}
}

// A batch plans as it is applied, parcels too.
func TestPlanOfParcels(t *testing.T) {
	w := newWorld(t)
	orders := w.applicants(w.publish(w.fixedPrice()), 3)
	w.do("lumen", &ApproveApplications{Orders: orders[:2]})
	typed := Opened{Value: "Lumen, Shenzhen"}
	c := &SendSamples{Orders: orders, Info: ShipmentInfo{Carrier: "DHL", Tracking: "X1", Pieces: 1, Sender: typed.Commit()}}
	plan := PlanBatch(w.s, w.actor("lumen"), w.now, c, typed)
	for i, want := range []OrderState{OnTheWay, OnTheWay, 0} {
		if plan[i].Effect != want || (plan[i].Refusal == nil) != (want != 0) {
			t.Errorf("row %d: %+v", i, plan[i])
		}
	}
	if plan := PlanBatch(w.s, w.actor("lumen"), w.now, c); plan[0].Refusal == nil || plan[0].Refusal.Field != "sender" {
		t.Errorf("a sender that nobody can read passed: %+v", plan[0])
	}
}

func TestAddressBook(t *testing.T) {
	w := newWorld(t)
	senders := func() (texts []string) {
		v := NewView(w.s, w.actor("lumen"), w.now)
		_, _, _, texts = OwnPrivate(w.s, v.Who, v.Me())
		return texts
	}
	w.do("lumen", &AddSender{Sender: w.keep("Lumen, Shenzhen")})
	w.do("lumen", &AddSender{Sender: w.keep("Lumen, Hamburg")})
	if got := senders(); !slices.Equal(got, []string{"Lumen, Shenzhen", "Lumen, Hamburg"}) {
		t.Errorf("the book has %q", got)
	}
	salted := Opened{Salt: [16]byte{1}, Value: "Lumen, Hamburg"}
	w.s.Keep(salted)
	if r := w.try("lumen", &AddSender{Sender: salted.Commit()}); r == nil || r.Rule != RuleSenderKnown {
		t.Errorf("the same text was kept twice: %v", r)
	}
	if r := w.try("lumen", &AddSender{Sender: w.keep(" Lumen, Hamburg\n")}); r == nil || r.Rule != RuleSenderKnown {
		t.Errorf("the same text with blanks around it was kept twice: %v", r)
	}
	w.do("lumen", &RemoveSender{Sender: w.keep("Lumen, Shenzhen")})
	if got := senders(); !slices.Equal(got, []string{"Lumen, Hamburg"}) {
		t.Errorf("the book has %q", got)
	}
	for _, who := range []string{"mia", ""} {
		if r := w.try(who, &AddSender{Sender: w.keep("x")}); r == nil {
			t.Errorf("%q has an address book", who)
		}
	}
	for i := range sendersKept - 1 {
		w.do("lumen", &AddSender{Sender: w.keep(fmt.Sprint("Lumen ", i))})
	}
	if r := w.try("lumen", &AddSender{Sender: w.keep("one more")}); r == nil || r.Rule != RuleSenderFull {
		t.Errorf("the book holds %d: %v", len(senders()), r)
	}
}
