package model

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// promoWorld is a marketplace with an agency, its creator, and a seller who joined the affiliate programme.
func promoWorld(t testing.TB) *world {
	w := newWorld(t)
	w.do("", &AddAccount{Handle: "northlight", Role: Agency})
	w.do("", &AddAccount{Handle: "otherlight", Role: Agency})
	w.do("", &AddAccount{Handle: "nils", Role: Creator, Kind: GroupOwner})
	w.do("", &AddAccount{Handle: "olga", Role: Creator})
	w.do("", &AddAccount{Handle: "basic", Role: Seller}) // standard
	w.do("", &AddAccount{Handle: "uma", Role: Creator})
	w.do("", &AddToRoster{Agency: "northlight", Creators: []string{"nils", "uma"}})
	return w
}

func (w *world) promoFields() PromoFields {
	return PromoFields{
		Name: "Autumn sound sale", Code: "LUMEN5", Scope: Storewide, Discount: Discount{Off: Money{500, "USD"}}, MinSpend: Money{3000, "USD"},
		Until: w.now.Add(30 * day), Total: 1000, PerUser: 1,
	}
}

// promo creates a promo code with the affiliate setting on.
func (w *world) promo(number string, change func(*AddPromo)) *Promo {
	w.t.Helper()
	c := &AddPromo{Number: number, Fields: w.promoFields(), Affiliate: true}
	if change != nil {
		change(c)
	}
	w.do("lumen", c)
	return PromoByNumber(w.s, number)
}

// promoTask creates a promo code and its task.
func (w *world) promoTask(number string, change func(*AddPromo)) ID {
	w.t.Helper()
	w.promo(number, change)
	id := w.id(TaskLetter)
	w.do("lumen", &ActivatePromo{Number: number, Task: id})
	return id
}

func (w *world) seed() (s [16]byte) {
	w.ids++
	copy(s[:], fmt.Sprintf("seed %d", w.ids))
	return s
}

// codes returns the codes that an account got or carries.
func (w *world) codes(handle string) (all []*Code) {
	v := NewView(w.s, w.actor(handle), w.now)
	for _, row := range v.Rows(CodesOf(v.Who.Account), Place{}, false) {
		all = append(all, row.(*Code))
	}
	return all
}

func TestPromoCodeBecomesATask(t *testing.T) { // M111, M120, M138-141, M143-145, M149-151, M163
	w := promoWorld(t)
	id := w.promoTask("1734068005", nil)
	task := TaskByID(w.s, id)
	if task.State != Published || task.Type != StorePromoCode || task.Title != "Autumn sound sale" {
		t.Fatalf("task %+v", task)
	}
	if task.Terms.Samples != 0 || task.Terms.ApplyBy != w.now.Add(30*day) || task.Terms.Reward != Commission || task.Terms.Rate != 500 {
		t.Errorf("terms %+v", task.Terms)
	}
	if p := PromoOf(w.s, task.Promo); p == nil || p.Task != task.Key || p.StateAt(w.s, w.now) != PromoActive {
		t.Errorf("promo %+v", p)
	}
	w.promo("1734068006", func(c *AddPromo) {
		c.Fields.Code, c.Fields.Fee, c.Fields.Scope = "LUMENFEE", &Money{50, "USD"}, SetProducts
		c.Fields.Links = []string{"https://www.aliexpress.com/item/1005006123456789.html", "https://www.aliexpress.com/item/1005006123456780.html"}
	})
	joined := w.id(TaskLetter)
	w.do("lumen", &JoinPromo{Number: "1734068006", Task: joined})
	if terms := TaskByID(w.s, joined).Terms; terms.Reward != FeePerUse || terms.Fee != (Money{50, "USD"}) || terms.Earns() {
		t.Errorf("a set fee for each use: %+v", terms)
	}
	if n := len(TaskByID(w.s, joined).Links); n != 2 {
		t.Errorf("%d items", n)
	}
}

func TestSellersOfEveryLevelOnceInPortals(t *testing.T) {
	w := promoWorld(t)
	add := func() *AddPromo { return &AddPromo{Number: "2000000001", Fields: w.promoFields()} }
	w.do("basic", add())
	for _, c := range []Command{&SetAffiliate{"2000000001", true}, &ActivatePromo{Number: "2000000001", Task: w.id(TaskLetter)}} {
		if r := w.try("basic", c); r == nil || r.Rule != RulePromoPortals {
			t.Errorf("%s: %v", c.Wire(), r)
		}
	}
	w.do("basic", &JoinPortals{Rate: 300})
	w.do("basic", &SetAffiliate{"2000000001", true})
	w.do("basic", &ActivatePromo{Number: "2000000001", Task: w.id(TaskLetter)})
}

func TestCreatorGetsOneCodeAtOnce(t *testing.T) { // M111, M155, M156
	w := promoWorld(t)
	task := w.promoTask("1734068005", nil)
	order := w.apply(task, "mia")
	if o := w.order(order); o.State != AwaitingSubmission || o.ApprovedAt != w.now {
		t.Fatalf("not approved at once: %+v", o)
	}
	w.do("mia", &GetPromoCode{Task: task, Count: 1, Seed: w.seed()})
	all := w.codes("mia")
	if len(all) != 1 || all[0].Holder != w.actor("mia").Account || !strings.HasPrefix(all[0].Text, "LUMEN5-") {
		t.Fatalf("codes %+v", all)
	}
	if r := w.try("mia", &GetPromoCode{Task: task, Count: 1, Seed: w.seed()}); r == nil || r.Rule != RulePromoOne {
		t.Errorf("a second code: %v", r)
	}
}

func TestPromoOrderNeverExpires(t *testing.T) { // M127, M164
	w := promoWorld(t)
	task := w.promoTask("1734068005", nil)
	silent, busy := w.apply(task, "nils"), w.apply(task, "mia")
	w.do("mia", &SubmitContent{Order: busy, Type: "video", Links: []string{"https://www.instagram.com/reel/1/"}})
	if o := w.order(busy); o.State != Submitted {
		t.Fatalf("content is accepted at once: %s", o.State)
	}
	for _, id := range []ID{silent, busy} {
		clocks := Clocks(w.s, w.order(id))
		if len(clocks) != 1 || clocks[0].Rule != ClockComplete || clocks[0].Side != Nobody || clocks[0].Due != w.now.Add(60*day) {
			t.Errorf("clocks of %s: %+v", w.order(id).State, clocks)
		}
	}
	w.advance(59 * day)
	if o := w.order(silent); o.State != AwaitingSubmission {
		t.Fatalf("an order that never expires is %s", o.State)
	}
	late := w.id(OrderLetter)
	if r := w.try("olga", &ApplyToTask{ID: late, Task: task}); r == nil || r.Rule != RuleTaskOpen {
		t.Errorf("applied after the end of the code: %v", r)
	}
	w.advance(2 * day)
	if o := w.order(silent); o.State != Completed || !o.WithoutContent() {
		t.Errorf("without content: %s", o.State)
	}
	if o := w.order(busy); o.State != Completed || o.WithoutContent() {
		t.Errorf("with content: %s", o.State)
	}
	if s := StandingOf(w.s, w.actor("nils").Account); s.Done != 0 || s.Missed != 0 {
		t.Errorf("an order without content is no completed task and nothing missed: %+v", s)
	}
	if got := TaskByID(w.s, task).State; got != Ended {
		t.Errorf("the task is %s", got)
	}
}

func TestContentIsTakenAnyTime(t *testing.T) { // M127
	w := promoWorld(t)
	task := w.promoTask("1734068005", nil)
	order := w.apply(task, "mia")
	w.advance(45 * day) // long after the code's end
	w.do("mia", &SubmitContent{Order: order, Type: "article", Links: []string{"https://blog.example.com/1"}})
	due := Clocks(w.s, w.order(order))[0].Due
	if want := w.order(order).Terms.ApplyBy.Add(30 * day); due != want {
		t.Errorf("complete at %s, want %s", due, want)
	}
	if r := w.try("mia", &AskExtension{Order: order, Days: 3}); r == nil {
		t.Error("an extension of what never expires")
	}
}

func TestFullPromoTaskApprovesNoMore(t *testing.T) {
	w := promoWorld(t)
	task := w.promoTask("1734068005", func(c *AddPromo) { c.Fields.Wanted = 1 })
	w.apply(task, "mia")
	if r := w.try("nils", &ApplyToTask{ID: w.id(OrderLetter), Task: task}); r == nil || r.Rule != RuleFull {
		t.Errorf("refused by %v", r)
	}
}

func TestAgencyAsksForManyAndHandsThemOut(t *testing.T) { // M157, M158
	w := promoWorld(t)
	task := w.promoTask("1734068005", nil)
	order := w.apply(task, "northlight")
	if o := w.order(order); o.Creator != o.Agency || len(o.parties()) != 2 {
		t.Fatalf("an agency's order is its own: %+v", o)
	}
	w.do("northlight", &GetPromoCode{Task: task, Count: 80, Seed: w.seed()})
	w.do("northlight", &GetPromoCode{Task: task, Count: 3, Seed: w.seed()})
	all := w.codes("northlight")
	seen := map[string]bool{}
	for _, c := range all {
		seen[c.Text] = true
	}
	if len(all) != 83 || len(seen) != 83 || w.s.Count(ListOrderCodes, group(uint64(w.order(order).Key), 1)) != 83 {
		t.Fatalf("%d codes, %d distinct", len(all), len(seen))
	}
	w.do("northlight", &HandPromoCode{Rows: []Handed{{all[0].Text, "nils"}}})
	if mine := w.codes("nils"); len(mine) != 1 || mine[0].Text != all[0].Text || mine[0].Handed != w.now {
		t.Errorf("nils carries %+v", mine)
	}
	w.do("northlight", &RemoveFromRoster{Names: []string{"nils"}})
	if mine := w.codes("nils"); len(mine) != 1 {
		t.Error("codes out stay with a creator who leaves")
	}
	if r := w.try("northlight", &HandPromoCode{Rows: []Handed{{all[1].Text, "nils"}}}); r == nil || r.Rule != RulePromoRoster {
		t.Errorf("handed to one who left: %v", r)
	}
}

func TestHandingOutIsTakenBack(t *testing.T) {
	w := promoWorld(t)
	task := w.promoTask("1734068005", nil)
	w.apply(task, "northlight")
	w.do("northlight", &GetPromoCode{Task: task, Count: 3, Seed: w.seed()})
	all := w.codes("northlight")
	hand := func() ID {
		id := w.id(BatchLetter)
		w.do("northlight", &HandPromoCode{Rows: []Handed{{all[0].Text, "nils"}, {all[1].Text, "uma"}}, Batch: id})
		return id
	}
	batch := hand()
	if len(w.codes("nils")) != 1 || len(w.codes("uma")) != 1 {
		t.Fatal("not handed out")
	}
	w.do("northlight", &UndoBatch{Batch: batch})
	if n := len(w.codes("nils")); n != 0 || w.s.Count(ListOrderCodes, group(uint64(w.codes("northlight")[0].Order), 1)) != 3 {
		t.Errorf("taken back, and nils carries %d", n)
	}
	again := hand()
	used := *CodeByText(w.s, all[0].Text)
	used.Uses = 1
	w.s.Put(&used)
	if r := w.try("northlight", &UndoBatch{Batch: again}); r == nil || r.Rule != RuleUndoMoved {
		t.Errorf("a used code is taken back: %v", r)
	}
	used.Uses = 0
	w.s.Put(&used)
	w.advance(11 * time.Minute)
	if r := w.try("northlight", &UndoBatch{Batch: again}); r == nil {
		t.Error("taken back after ten minutes")
	}
}

// Each line is refused by its rule, and nothing is written.
func TestPromoBadInput(t *testing.T) {
	w := promoWorld(t)
	task := w.promoTask("1734068005", nil)
	w.promo("1734068010", func(c *AddPromo) { c.Affiliate, c.Fields.Code = false, "PLAIN" })
	w.promo("1734068011", func(c *AddPromo) { c.Fields.Code, c.Fields.Until = "SHORT", w.now.Add(day) })
	brief := w.promoTask("1734068012", func(c *AddPromo) { c.Fields.Code, c.Fields.Until = "BRIEF", w.now.Add(day) })
	used := w.promo("1734068013", func(c *AddPromo) { c.Fields.Code, c.Fields.Total, c.Fields.PerUser = "USEDUP", 5, 0 })
	spent := *used
	spent.Uses = 5
	w.s.Put(&spent)
	w.apply(task, "mia")
	w.apply(task, "northlight")
	w.apply(brief, "mia")
	w.do("mia", &GetPromoCode{Task: task, Count: 1, Seed: w.seed()})
	w.do("northlight", &GetPromoCode{Task: task, Count: 3, Seed: w.seed()})
	code, mias := w.codes("northlight"), w.codes("mia")[0]
	w.do("northlight", &HandPromoCode{Rows: []Handed{{code[0].Text, "nils"}}})
	w.advance(2 * day)
	add := func(change func(*AddPromo)) Command {
		c := &AddPromo{Number: "9000000001", Fields: w.promoFields()}
		c.Fields.Code = "FRESH"
		change(c)
		return c
	}
	hand := func(rows ...Handed) Command { return &HandPromoCode{Rows: rows} }
	get := func(n int) Command { return &GetPromoCode{Task: task, Count: n, Seed: w.seed()} }
	tests := []struct {
		name, as string
		c        Command
		rule     Rule
		field    string
	}{
		{"not affiliate", "lumen", &JoinPromo{"1734068010", w.id(TaskLetter)}, RulePromoAffiliate, "promo"},
		{"another seller's", "basic", &JoinPromo{"1734068005", w.id(TaskLetter)}, RuleNotFound, "promo"},
		{"no such code", "lumen", &JoinPromo{"1999999999", w.id(TaskLetter)}, RuleNotFound, "promo"},
		{"expired", "lumen", &JoinPromo{"1734068011", w.id(TaskLetter)}, RulePromoEnded, "promo"},
		{"used up", "lumen", &ActivatePromo{Number: "1734068013", Task: w.id(TaskLetter)}, RulePromoUsedUp, "promo"},
		{"joined twice", "lumen", &JoinPromo{"1734068005", w.id(TaskLetter)}, RulePromoTask, "promo"},
		{"taken task ID", "lumen", &JoinPromo{"1734068005", task}, RulePromoTask, "promo"},
		{"off while it runs", "lumen", &SetAffiliate{"1734068005", false}, RulePromoRunning, "affiliate"},
		{"created as a task", "lumen", &CreateTask{ID: w.id(TaskLetter), Fields: TaskFields{Type: StorePromoCode, Title: "x"}}, RulePromoWay, "type"},
		{"none", "northlight", get(0), RulePromoMany, "count"},
		{"fewer than none", "northlight", get(-1), RulePromoMany, "count"},
		{"a thousand million", "northlight", get(1_000_000_000), RulePromoMany, "count"},
		{"a creator's second", "mia", get(1), RulePromoOne, "count"},
		{"a creator's none", "mia", get(0), RulePromoOne, "count"},
		{"before applying", "olga", get(1), RulePromoGet, "task"},
		{"after the code's end", "mia", &GetPromoCode{Task: brief, Count: 1}, RulePromoEnded, "task"},
		{"a seller", "lumen", get(1), RuleRole, "as"},
		{"not on the roster", "northlight", hand(Handed{code[1].Text, "olga"}), RulePromoRoster, "creator"},
		{"handed twice", "northlight", hand(Handed{code[0].Text, "nils"}), RulePromoHanded, "code"},
		{"named twice", "northlight", hand(Handed{code[1].Text, "uma"}, Handed{code[1].Text, "uma"}), RulePromoTwice, "code"},
		{"a second one of the task", "northlight", hand(Handed{code[1].Text, "nils"}), RulePromoEach, "creator"},
		{"two of the task at once", "northlight", hand(Handed{code[1].Text, "uma"}, Handed{code[2].Text, "uma"}), RulePromoEach, "creator"},
		{"none left", "northlight", hand(Handed{"", "uma"}), RulePromoNone, "code"},
		{"one of many", "northlight", hand(Handed{code[1].Text, "uma"}, Handed{code[2].Text, "olga"}), RulePromoRoster, "creator"},
		{"another agency's", "otherlight", hand(Handed{code[1].Text, "nils"}), RuleNotFound, "code"},
		{"a creator's own", "northlight", hand(Handed{mias.Text, "nils"}), RuleNotFound, "code"},
		{"to nobody", "northlight", hand(Handed{code[1].Text, "nobody-here"}), RuleNotFound, "creator"},
		{"no rows", "northlight", hand(), RuleRequired, "code"},
		{"by a creator", "mia", hand(Handed{mias.Text, "nils"}), RuleRole, "as"},
		{"ID of letters", "lumen", add(func(c *AddPromo) { c.Number = "17A" }), RulePromoNumber, "id"},
		{"ID taken", "lumen", add(func(c *AddPromo) { c.Number = "1734068005" }), RulePromoTaken, "id"},
		{"no name", "lumen", add(func(c *AddPromo) { c.Fields.Name = " " }), RuleRequired, "name"},
		{"small letters", "lumen", add(func(c *AddPromo) { c.Fields.Code = "lumen" }), RulePromoCode, "code"},
		{"text taken", "basic", add(func(c *AddPromo) { c.Fields.Code = "LUMEN5" }), RulePromoCodeTaken, "code"},
		{"storewide with items", "lumen", add(func(c *AddPromo) { c.Fields.Links = []string{"https://www.aliexpress.com/item/1005006123456789.html"} }), RulePromoScope, "link"},
		{"set products without", "lumen", add(func(c *AddPromo) { c.Fields.Scope = SetProducts }), RulePromoScope, "link"},
		{"no discount", "lumen", add(func(c *AddPromo) { c.Fields.Discount = Discount{} }), RuleRequired, "discount"},
		{"more off than spent", "lumen", add(func(c *AddPromo) { c.Fields.Discount.Off.Minor = 3000 }), RulePromoDiscount, "discount"},
		{"all of it off", "lumen", add(func(c *AddPromo) { c.Fields.Discount = Discount{Rate: 10000} }), RulePromoDiscount, "discount"},
		{"less than nothing to spend", "lumen", add(func(c *AddPromo) { c.Fields.MinSpend.Minor = -1 }), RulePromoMinimum, "min_spend"},
		{"ends in the past", "lumen", add(func(c *AddPromo) { c.Fields.Until = w.now }), RulePast, "until"},
		{"ends before it begins", "lumen", add(func(c *AddPromo) { c.Fields.From = c.Fields.Until }), RuleReversed, "from"},
		{"more for one than in all", "lumen", add(func(c *AddPromo) { c.Fields.PerUser = 2000 }), RulePromoLimit, "per_user"},
		{"a limit below nothing", "lumen", add(func(c *AddPromo) { c.Fields.Total = -1 }), RulePromoLimit, "total"},
		{"a fee of nothing", "lumen", add(func(c *AddPromo) { c.Fields.Fee = &Money{0, "USD"} }), RulePromoFee, "fee"},
		{"by a creator", "mia", add(func(*AddPromo) {}), RuleRole, "as"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := w.try(tt.as, tt.c)
			if r == nil || r.Rule != tt.rule || r.Field != tt.field {
				t.Errorf("%v, want %s (%s)", r, tt.rule, tt.field)
			}
			if len(w.last.Events) > 0 {
				t.Errorf("wrote %d events", len(w.last.Events))
			}
		})
	}
}

func TestRedeemDecidesEveryLimit(t *testing.T) { // M153, M154, M162
	p := &Promo{Number: "1734068005", Uses: 9, Fields: PromoFields{From: 100, Until: 200, Total: 10, PerUser: 2}}
	tests := []struct {
		name string
		at   Moment
		had  int64
		uses int64
		rule Rule
	}{
		{"inside", 150, 1, 9, ""}, {"first moment", 100, 0, 0, ""}, {"too early", 99, 0, 0, RulePromoEnded},
		{"the end is too late", 200, 0, 0, RulePromoEnded}, {"one buyer too often", 150, 2, 9, RulePromoPerUser}, {"in all too often", 150, 0, 10, RulePromoUsedUp},
	}
	for _, tt := range tests {
		p.Uses = tt.uses
		var got Rule
		if r := p.Redeem(tt.at, tt.had); r != nil {
			got = r.Rule
		}
		if got != tt.rule {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.rule)
		}
	}
}

func TestTenThousandCodesAreDistinct(t *testing.T) {
	w := promoWorld(t)
	d := &deciding{s: w.s, now: w.now}
	seen := map[string]bool{}
	for _, tail := range d.tails("LUMEN5", w.seed(), codesMost) {
		if len(tail) != codeTail || strings.ContainsAny(tail, "01ILOU") || seen[tail] {
			t.Fatalf("text %q", tail)
		}
		seen[tail] = true
	}
	if len(seen) != codesMost || len(seen)*(codeTail+1) > 262144 {
		t.Fatalf("%d texts", len(seen))
	}
}

// A text that anybody has is passed over, so the same seed twice makes no text twice.
func TestTheSameSeedTwiceMakesOtherCodes(t *testing.T) {
	w := promoWorld(t)
	task := w.promoTask("1734068005", nil)
	w.apply(task, "northlight")
	for range 2 {
		w.do("northlight", &GetPromoCode{Task: task, Count: 10, Seed: [16]byte{7}})
	}
	seen := map[string]bool{}
	for _, c := range w.codes("northlight") {
		seen[c.Text] = true
	}
	if len(seen) != 20 {
		t.Errorf("%d distinct", len(seen))
	}
}

func TestWhoSeesACode(t *testing.T) {
	w := promoWorld(t)
	w.do("", &AddAccount{Handle: "sam", Role: Support})
	task := w.promoTask("1734068005", nil)
	w.apply(task, "northlight")
	w.do("northlight", &GetPromoCode{Task: task, Count: 1, Seed: w.seed()})
	code := w.codes("northlight")[0]
	sees := func(handle string) bool {
		v := NewView(w.s, w.actor(handle), w.now)
		c, _ := v.FindCode(strings.ToLower(code.Text))
		return c != nil
	}
	for handle, want := range map[string]bool{"lumen": true, "northlight": true, "sam": true, "nils": false, "mia": false, "otherlight": false, "basic": false} {
		if sees(handle) != want {
			t.Errorf("%s sees the code: %v", handle, !want)
		}
	}
	w.do("northlight", &HandPromoCode{Rows: []Handed{{code.Text, "nils"}}})
	if !sees("nils") {
		t.Error("who carries it does not see it")
	}
}

func BenchmarkTenThousandCodes(b *testing.B) {
	w := promoWorld(b)
	task := w.promoTask("1734068005", nil)
	w.apply(task, "northlight")
	for b.Loop() {
		for i := range 10 {
			seed := [16]byte{1, byte(i)}
			if d := Decide(w.s, w.actor("northlight"), w.now, &GetPromoCode{Task: task, Count: 1000, Seed: seed}); d.Refusal != nil {
				b.Fatal(d.Refusal)
			}
		}
	}
}

// An official activity takes the task of a promo code while registration is open; afterwards nothing of the activation is
// written, not even the task.
func TestPromoInAnOfficialActivity(t *testing.T) { // M147
	w := promoWorld(t)
	w.do("", &AddAccount{Handle: "ops", Role: Operator})
	id := w.id(ActivityLetter)
	w.do("ops", &AddActivity{ID: id, Name: "11.11", Dates: ActivityDates{From: w.now.Add(25 * day), Until: w.now.Add(27 * day)}})
	w.promo("1734068005", func(c *AddPromo) { c.Fields.Until = w.now.Add(60 * day) })
	w.promo("1734068006", func(c *AddPromo) { c.Fields.Code, c.Fields.Until = "LATE", w.now.Add(60*day) })
	task := w.id(TaskLetter)
	w.do("lumen", &ActivatePromo{Number: "1734068005", Task: task, Activity: id})
	p := PromoByNumber(w.s, "1734068005")
	if e := EntryFor(w.s, ActivityByID(w.s, id).Key, p.Task); e == nil || e.Promo != p.Key || p.Activity != id {
		t.Fatalf("it stands under no Applied Activities: %+v, %+v", e, p)
	}
	if r := w.try("lumen", &ActivatePromo{Number: "1734068006", Task: w.id(TaskLetter), Activity: "A-0000-0000"}); r == nil || r.Rule != RuleNotFound {
		t.Errorf("no such activity: %v", r)
	}
	w.advance(24 * day)
	r := w.try("lumen", &ActivatePromo{Number: "1734068006", Task: w.id(TaskLetter), Activity: id})
	if r == nil || r.Rule != RuleActivityOpen || r.Field != "activity" || len(w.last.Events) != 0 {
		t.Errorf("activated after registration closed: %v, %d events", r, len(w.last.Events))
	}
	if p := PromoByNumber(w.s, "1734068006"); p.Task != 0 {
		t.Error("a task was made all the same")
	}
}

// Whoever sees a promo code or a code is told of it, in whatever state, and nobody else is.
func TestPromoAudiences(t *testing.T) {
	w := promoWorld(t)
	w.do("", &AddAccount{Handle: "sam", Role: Support})
	w.promo("1734068010", func(c *AddPromo) { c.Affiliate, c.Fields.Code = false, "PLAIN" })
	task := w.promoTask("1734068005", nil)
	order := w.apply(task, "northlight")
	w.do("northlight", &GetPromoCode{Task: task, Count: 3, Seed: w.seed()})
	w.do("northlight", &HandPromoCode{Rows: []Handed{{w.codes("northlight")[0].Text, "nils"}}})
	m := &machine{world: w}
	for _, row := range w.rows() {
		for _, who := range []string{"lumen", "mia", "nils", "northlight", "otherlight", "basic", "sam"} {
			if err := m.agrees(ViewerOf(w.s, w.actor(who)), row); err != nil {
				t.Errorf("%s: %v", who, err)
			}
		}
	}
	if n := len(EntriesOf(w.s, w.order(order))); n == 0 {
		t.Error("the order stands in no list")
	}
	seen := map[Entry]bool{}
	for _, e := range EntriesOf(w.s, w.order(order)) {
		if seen[e] {
			t.Errorf("an agency's own order is counted twice in list %d", e.List)
		}
		seen[e] = true
	}
}
