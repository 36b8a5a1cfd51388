package model

import (
	"flag"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// machine plays a random marketplace: three creators and a seller do whatever comes to their minds, and the
// clock runs. Refusals are fine; what must hold are the invariants.
type machine struct {
	*world
	tasks  []ID
	orders []ID
	states map[ID]OrderState
	plant  func(*machine, Command, Decision) Decision // a planted bug, or nil
	steps  int
	checks int
	rt     *rapid.T // of the action under way

	wentBack int // batches that were applied and taken back at once
}

func newMachine(t testing.TB, plant func(*machine, Command, Decision) Decision) *machine {
	m := &machine{world: newWorld(t), states: map[ID]OrderState{}, plant: plant}
	for _, c := range []AddAccount{{Handle: "nils", Role: Creator, Kind: External}, {Handle: "deal", Role: Creator, Kind: Buyer}} {
		m.do("", &c)
	}
	m.tasks = append(m.tasks, m.publish(m.fixedPrice()))
	m.orders = append(m.orders, m.apply(m.tasks[0], "mia"))
	return m
}

// say decides a command, lets a planted bug have its way, and applies what came out.
func (m *machine) say(handle string, c Command) {
	actor := m.actor(handle)
	d := Decide(m.s, actor, m.now, c)
	if m.plant != nil {
		d = m.plant(m, c, d)
	}
	for _, e := range d.Events {
		Apply(m.s, Meta{At: m.now, Actor: actor}, e)
	}
	m.steps++
}

// check returns the first invariant that does not hold: of what is recent each time, of everything now and then.
func (m *machine) check() error {
	orders, tasks := m.orders[max(0, len(m.orders)-8):], m.tasks[max(0, len(m.tasks)-3):]
	if m.checks++; m.checks%50 == 0 {
		orders, tasks = m.orders, m.tasks
	}
	for _, id := range orders {
		o := OrderByID(m.s, id)
		if o == nil {
			continue
		}
		if err := m.checkOrder(o); err != nil {
			return fmt.Errorf("order %s in %s: %w", id, o.State, err)
		}
		m.states[id] = o.State
	}
	for _, id := range tasks {
		if t := TaskByID(m.s, id); t != nil {
			if err := m.checkTask(t); err != nil {
				return fmt.Errorf("task %s in %s: %w", id, t.State, err)
			}
		}
	}
	for _, who := range []string{"lumen", "mia", "nils"} {
		if wrong, ok := CheckLedger(m.s, AccountByHandle(m.s, who).Key); !ok {
			return fmt.Errorf("the ledger of %s does not balance: %q", who, wrong)
		}
	}
	return nil
}

func (m *machine) checkOrder(o *Order) error {
	if was := m.states[o.ID]; was.Settled() && was != o.State {
		return fmt.Errorf("it was settled as %s", was)
	}
	if o.Asked > 2 {
		return fmt.Errorf("%d modifications were asked for", o.Asked)
	}
	if (o.State == Paid || o.Pay != nil) && o.ConfirmedAt == 0 {
		return fmt.Errorf("it is paid and was never confirmed")
	}
	if (o.State == Confirmed) != (o.owedInLedger(m.s) > 0) {
		return fmt.Errorf("the ledger owes %d", o.owedInLedger(m.s))
	}
	if t := must[*Task](m.s, o.Task); o.State == Applied && o.Told < t.Version && t.Sweep == 0 {
		return fmt.Errorf("it was told of version %d, and nobody tells it of version %d", o.Told, t.Version)
	}
	turns := 0
	for _, c := range Clocks(m.s, o) {
		if c.Due < m.now && c.Rule != ClockSweep {
			return fmt.Errorf("clock %s struck at %v and nobody noticed", c.Rule, c.Due)
		}
		turns++
	}
	open := o.State.Making() || o.State == Submitted || o.State == Paid || o.State == Confirmed && !o.Escalated
	if open && turns == 0 {
		return fmt.Errorf("nobody's turn")
	}
	listed := 0
	for s := range o.State + 20 {
		for p := range m.s.Scan(ListTaskOrders, group(uint64(o.Task), uint64(s)), Place{}, false) {
			if s != 0 && p.Ref == o.Ref() {
				listed++
			}
		}
	}
	if listed != 1 {
		return fmt.Errorf("it stands in %d states", listed)
	}
	return nil
}

// owedInLedger sums what the postings of an order leave due.
func (o *Order) owedInLedger(r Reader) int64 {
	var due int64
	for p := range r.Scan(ListOrderLedger, group(uint64(o.Key)), Place{}, false) {
		x := must[*Posting](r, p.Ref.Key)
		if x.Credit == BookDue {
			due += x.Amount.Minor
		}
		if x.Debit == BookDue {
			due -= x.Amount.Minor
		}
	}
	return due
}

func (m *machine) checkTask(t *Task) error {
	count := map[OrderState]int{}
	live := 0
	for p := range m.s.Scan(ListTaskOrders, group(uint64(t.Key), 0), Place{}, false) {
		o := must[*Order](m.s, p.Ref.Key)
		count[o.State]++
		if !o.State.Settled() {
			live++
		}
	}
	if t.Waiting != count[Applied] || t.Rejected != count[Rejected] || t.Live != live {
		return fmt.Errorf("it counts %d waiting, %d rejected, %d live; there are %v", t.Waiting, t.Rejected, t.Live, count)
	}
	if t.Wanted > 0 && t.Approved > t.Wanted {
		return fmt.Errorf("%d approved of %d wanted", t.Approved, t.Wanted)
	}
	if t.State == Ended && live > 0 {
		return fmt.Errorf("it ended with %d live orders", live)
	}
	return nil
}

// open returns the last orders that are not settled, and one that is.
func (m *machine) open() []ID {
	recent := m.orders[:1:1]
	for i := len(m.orders) - 1; i >= 0 && len(recent) < 4; i-- {
		if o := OrderByID(m.s, m.orders[i]); !o.State.Settled() {
			recent = append(recent, o.ID)
		}
	}
	return recent
}

func (m *machine) actions() map[string]func(*rapid.T) {
	owner := func(id ID) string { return AccountOf(m.s, OrderByID(m.s, id).Creator).Handle }
	who := func() string { return rapid.SampledFrom([]string{"mia", "nils", "deal", "lumen"}).Draw(m.rt, "who") }
	pick := func() ID {
		recent := m.open()
		return rapid.SampledFrom(recent).Draw(m.rt, "order")
	}
	by := func(act func(who string, id ID)) func() {
		return func() {
			id := pick()
			handle := owner(id)
			if rapid.IntRange(0, 5).Draw(m.rt, "stranger") == 0 {
				handle = who()
			}
			act(handle, id)
		}
	}
	n := func(most int) int { return rapid.IntRange(0, most).Draw(m.rt, "n") }
	all := map[string]func(*rapid.T){}
	add := func(name string, act func()) { all[name] = func(rt *rapid.T) { m.rt = rt; act() } }
	add("create", func() {
		f := m.fixedPrice()
		f.Type, f.Samples, f.Wanted = TaskType(1+n(2)), n(1), n(2)
		if f.Type.CPS() {
			f.Fee = nil
		}
		id := m.id(TaskLetter)
		m.say("lumen", &CreateTask{ID: id, Fields: f, Publish: n(4) > 0})
		if TaskByID(m.s, id) != nil {
			m.tasks = append(m.tasks, id)
		}
	})
	for _, name := range []string{"apply", "apply more"} {
		add(name, func() {
			id := m.id(OrderLetter)
			m.say(who(), &ApplyToTask{ID: id, Task: m.tasks[max(0, len(m.tasks)-1-n(2))]})
			if OrderByID(m.s, id) != nil {
				m.orders = append(m.orders, id)
			}
		})
	}
	add("approve", func() {
		m.say("lumen", &ApproveApplications{Orders: []Picked{{ID: pick()}}, Batch: m.id(BatchLetter)})
	})
	add("reject", func() {
		m.say("lumen", &RejectApplications{Orders: []Picked{{ID: pick()}}, Reason: RejectFit, Again: n(1) == 0, Batch: m.id(BatchLetter)})
	})
	add("undo", func() { m.undo(&UndoBatch{}) })
	add("undo one", func() {
		if b := m.some(n); b != nil {
			m.undo(&UndoBatch{Batch: b.ID, Orders: []ID{OrderOf(m.s, b.Rows[n(len(b.Rows)-1)].Order).ID}})
		}
	})
	add("do and undo", func() { m.there(n, pick) })
	add("cancel", by(func(who string, id ID) { m.say(who, &CancelApplication{Order: id}) }))
	add("send", func() {
		m.say("lumen", &SendSamples{Batch: m.id(BatchLetter), Orders: []Picked{{ID: pick()}}, Info: ShipmentInfo{Carrier: "DHL", Tracking: "X1", Pieces: 1 + n(2), Sender: m.keep("Lumen")}})
	})
	add("receive", by(func(who string, id ID) { m.say(who, &ConfirmReceipt{Order: id}) }))
	add("lose", by(func(who string, id ID) { m.say(who, &ReportLoss{Order: id, Kind: Damaged}) }))
	for _, name := range []string{"submit", "submit again"} {
		add(name, by(func(who string, id ID) {
			link := fmt.Sprintf("https://%s.com/p/%d", []string{"www.instagram", "m.aliexpress"}[n(1)], m.steps)
			m.say(who, &SubmitContent{Order: id, Type: "video", Links: []string{link}})
		}))
	}
	for _, name := range []string{"changes", "changes again"} {
		add(name, func() {
			clauses := [][]string{{"R1"}, {"R2"}, nil}[n(2)]
			m.say("lumen", &RequestChanges{Order: pick(), Clauses: clauses, Note: "please"})
		})
	}
	add("confirm", func() { m.say("lumen", &ConfirmContent{Order: pick()}) })
	add("record", func() {
		m.say("lumen", &RecordPayment{ID: m.id(PaymentLetter), Order: pick(), Method: PayPal, Amount: Money{int64(12000 + 100*n(1)), "USD"}, Reference: fmt.Sprint("R", n(50))})
	})
	add("acknowledge", by(func(who string, id ID) { m.say(who, &AcknowledgePayment{Order: id}) }))
	add("extend", by(func(who string, id ID) { m.say(who, &AskExtension{Order: id, Days: 1 + n(7)}) }))
	add("offer", func() { m.say("lumen", &MakeOffer{Order: pick(), Fee: &Money{int64(13000 + n(3)), "USD"}}) })
	add("stop", by(func(who string, id ID) { m.say(who, &ProposeStop{Order: id, Note: "no"}) }))
	add("answer", by(func(who string, id ID) { m.say(who, &AnswerProposal{Order: id, Accept: n(1) == 0}) }))
	add("materials", by(func(who string, id ID) { m.say(who, &RequestMaterials{Order: id, Text: "photos"}) }))
	add("provide", func() { m.say("lumen", &ProvideMaterials{Order: pick(), None: true}) })
	add("close", func() {
		if len(m.tasks) > 0 && n(5) == 0 {
			m.say("lumen", &CloseTask{ID: m.tasks[n(len(m.tasks)-1)]})
		}
	})
	add("wait", func() { m.advance(time.Duration(n(30*24)) * time.Hour / 10) })
	add("wait long", func() { m.advance(time.Duration(n(8)*n(8)) * day / 2) })
	add("edit", func() {
		if len(m.tasks) > 0 {
			f := m.fixedPrice()
			t := TaskByID(m.s, m.tasks[n(len(m.tasks)-1)])
			f.Brief = append(f.Brief, fmt.Sprint("Clause ", m.steps))
			if t != nil && t.Type == FixedPrice {
				m.say("lumen", &EditTask{ID: t.ID, Fields: f})
			}
		}
	})
	return all
}

// undo takes a batch back; what it had settled may stand otherwise again.
func (m *machine) undo(c *UndoBatch) {
	d := Decide(m.s, m.actor("lumen"), m.now, c)
	m.say("lumen", c)
	for _, e := range d.Events {
		if back, ok := e.(*StepUndone); ok {
			delete(m.states, OrderOf(m.s, back.Order).ID)
		}
	}
}

// some returns one of the last batches.
func (m *machine) some(n func(int) int) *Batch {
	if last := int(m.s.Next(KindBatch)) - 1; last > 0 {
		return BatchOf(m.s, Key(last-n(min(last-1, 3))))
	}
	return nil
}

// there applies a batch of several rows and takes it back: nothing may be left of it.
func (m *machine) there(n func(int) int, pick func() ID) {
	rows, id := []Picked{{ID: pick()}}, m.id(BatchLetter)
	for range n(3) {
		if more := pick(); !slices.Contains(rows, Picked{ID: more}) {
			rows = append(rows, Picked{ID: more})
		}
	}
	c := []Command{
		&ApproveApplications{Orders: rows, Batch: id}, &RejectApplications{Orders: rows, Reason: RejectDetail, Batch: id},
		&SendSamples{Orders: rows, Batch: id, Info: ShipmentInfo{Carrier: "DHL", Tracking: "X2", Pieces: 1, Sender: m.keep(fmt.Sprint("Lumen ", n(3)))}},
	}[n(2)]
	rows = slices.DeleteFunc(rows, func(p Picked) bool { return PlanBatch(m.s, m.actor("lumen"), m.now, one(c, p))[0].Refusal != nil })
	c = one(c, rows...)
	was := m.snapshot()
	m.say("lumen", c)
	if BatchByID(m.s, id) == nil {
		return
	}
	m.undo(&UndoBatch{Batch: id})
	if d := different(was, m.snapshot()); d != "" {
		m.rt.Fatalf("%T and back: %s", c, d)
	}
	m.wentBack++
}

// one returns a batch of other rows.
func one(c Command, rows ...Picked) Command {
	switch c := c.(type) {
	case *ApproveApplications:
		return &ApproveApplications{Orders: rows, Batch: c.Batch}
	case *RejectApplications:
		return &RejectApplications{Orders: rows, Reason: c.Reason, Batch: c.Batch}
	case *SendSamples:
		return &SendSamples{Orders: rows, Info: c.Info, Batch: c.Batch}
	}
	return nil
}

// deep asks for a run of about 100,000 steps; rapid repeats 500 of them a world.
func deep(t *testing.T, checks, steps string) {
	for name, value := range map[string]string{"rapid.checks": checks, "rapid.steps": steps, "rapid.shrinktime": "1s", "rapid.nofailfile": "true"} {
		old := flag.Lookup(name).Value.String()
		if err := flag.Set(name, value); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = flag.Set(name, old) })
	}
}

func TestRandomMarketplaceKeepsItsInvariants(t *testing.T) {
	deep(t, "200", "500")
	total, back := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		m := newMachine(t, nil)
		acts := m.actions()
		acts[""] = func(rt *rapid.T) {
			if err := m.check(); err != nil {
				rt.Fatal(err)
			}
		}
		rt.Repeat(acts)
		total, back = total+m.steps, back+m.wentBack
	})
	t.Logf("%d steps, %d batches applied and taken back", total, back)
	if back < total/400 { // a short run takes a fifth of the steps
		t.Errorf("only %d batches were taken back in %d steps", back, total)
	}
}

// failure is a test that only remembers that it failed, so that a property can be expected to fail.
type failure struct {
	*testing.T
	failed bool
}

func (f *failure) Errorf(string, ...any) { f.failed = true }
func (f *failure) Fatalf(string, ...any) { f.failed = true; runtime.Goexit() }
func (f *failure) Fatal(...any)          { f.failed = true; runtime.Goexit() }
func (f *failure) Error(...any)          { f.failed = true }
func (f *failure) FailNow()              { f.failed = true; runtime.Goexit() }
func (f *failure) Fail()                 { f.failed = true }
func (f *failure) Failed() bool          { return f.failed }
func (f *failure) Logf(string, ...any)   {}
func (f *failure) Log(...any)            {}

// Bugs planted on purpose: the machine above must find each of them. The seed is fixed, so that it always does.
func TestRandomMarketplaceCatchesPlantedBugs(t *testing.T) {
	if testing.Short() {
		t.Skip("a short run takes half the steps, which do not lead to every bug")
	}
	deep(t, "200", "300")
	seed := flag.Lookup("rapid.seed")
	old := seed.Value.String()
	if err := flag.Set("rapid.seed", "20261121"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = flag.Set("rapid.seed", old) })
	for name, plant := range map[string]func(*machine, Command, Decision) Decision{
		"a confirmation that owes nothing in the ledger": func(_ *machine, _ Command, d Decision) Decision {
			d.Events = slices.DeleteFunc(d.Events, func(e Event) bool {
				p, ok := e.(*LedgerPosted)
				return ok && p.Credit == BookDue
			})
			return d
		},
		"a payment before confirmation": func(m *machine, c Command, d Decision) Decision {
			if r, ok := c.(*RecordPayment); ok && d.Refusal != nil && d.Refusal.Rule == RuleUnconfirmed {
				d.Events = []Event{&PaymentRecorded{PaymentFact{Key: m.s.Next(KindPayment), ID: r.ID, Order: OrderByID(m.s, r.Order).Key, Amount: r.Amount}}}
			}
			return d
		},
		"a third modification": func(m *machine, c Command, d Decision) Decision {
			if r, ok := c.(*RequestChanges); ok && d.Refusal != nil && d.Refusal.Rule == RuleModifications {
				d.Events = []Event{&ChangesRequested{Order: OrderByID(m.s, r.Order).Key, Clauses: []int{1}, Until: m.now.Add(day)}}
			}
			return d
		},
		"an approval beyond the wanted number": func(m *machine, c Command, d Decision) Decision {
			if r, ok := c.(*ApproveApplications); ok && d.Refusal != nil && d.Refusal.Rule == RuleFull {
				d.Events = []Event{&ApplicationApproved{Order: OrderByID(m.s, r.Orders[0].ID).Key}}
			}
			return d
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := &failure{T: t}
			done := make(chan struct{})
			go func() {
				defer close(done)
				rapid.Check(f, func(rt *rapid.T) {
					m := newMachine(t, plant)
					acts := m.actions()
					for _, quiet := range []string{"lose", "stop", "offer", "close", "edit", "reject", "cancel", "wait long", "undo", "undo one", "do and undo"} {
						delete(acts, quiet) // so that the run goes where the bug is
					}
					acts[""] = func(rt *rapid.T) {
						if err := m.check(); err != nil {
							rt.Fatal(err)
						}
					}
					rt.Repeat(acts)
				})
			}()
			<-done
			if !f.failed {
				t.Error("the machine did not notice")
			}
		})
	}
}
