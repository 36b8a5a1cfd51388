package model

import (
	"fmt"
	"strings"
	"testing"
)

// What a view prints of everything it can reach, with every private text that it opens.
func (w *world) everything(handle string) string {
	var b strings.Builder
	v := NewView(w.s, w.actor(handle), w.now)
	for kind := KindMarket; kind <= KindMark; kind++ {
		for key := Key(1); key < w.s.Next(kind); key++ {
			row := v.at(Ref{kind, key})
			if row == nil {
				continue
			}
			fmt.Fprintf(&b, "%+v\n", row)
			if o, ok := row.(*Order); ok {
				b.WriteString(ShippingAddress(w.s, v.Who, o) + SenderOf(w.s, v.Who, o) + PayoutAddress(w.s, v.Who, o))
				for _, s := range o.Shipments {
					b.WriteString(reveal(w.s, s.Address) + reveal(w.s, s.Sender))
				}
			}
			if a, ok := row.(*Account); ok {
				b.WriteString(reveal(w.s, a.Address) + reveal(w.s, a.PayPal) + reveal(w.s, a.PayPalNext))
				for _, s := range a.Senders {
					b.WriteString(reveal(w.s, s))
				}
			}
		}
	}
	return b.String()
}

// Rule 13, cell by cell: canaries in every private field, at every stage of an order.
func TestWhoSeesPrivateTexts(t *testing.T) {
	w := newWorld(t)
	for _, a := range []AddAccount{
		{Handle: "rival", Role: Seller, Level: Senior}, {Handle: "nils", Role: Creator, Kind: External}, {Handle: "sam", Role: Support}, {Handle: "ops", Role: Operator},
	} {
		w.do("", &a)
	}
	w.do("mia", &SetAddress{Handle: "mia", Address: w.keep("CANARY-ADDRESS")})
	w.do("mia", &SetPayPal{Handle: "mia", PayPal: w.keep("canary-paypal@example.com")})
	// The PayPal address of newWorld counts until the hold is over.
	w.advance(2 * day)
	f := w.fixedPrice()
	f.ApplyBy = w.now.Add(20 * day)
	task := w.publish(f)
	o := w.apply(task, "mia")
	expect := func(stage, canary string, who ...string) {
		t.Helper()
		for _, handle := range []string{"", "lumen", "mia", "rival", "nils", "sam", "ops"} {
			sees := strings.Contains(w.everything(handle), canary)
			may := false
			for _, h := range who {
				may = may || h == handle
			}
			if sees != may {
				t.Errorf("%s: %q sees %s: %v, want %v", stage, handle, canary, sees, may)
			}
		}
	}
	const address, paypal, sender = "CANARY-ADDRESS", "canary-paypal", "CANARY-SENDER"
	expect("applied", address, "mia")
	expect("applied", paypal, "mia")
	for _, handle := range []string{"lumen", "rival", "sam", "mia"} {
		v := NewView(w.s, w.actor(handle), w.now)
		if mia, nils := v.Account(w.order(o).Creator), AccountByHandle(w.s, "nils"); !mia.HasAddress() || v.Account(nils.Key).HasAddress() {
			t.Errorf("%q sees that mia has an address: %v, and nils: %v", handle, mia.HasAddress(), v.Account(nils.Key).HasAddress())
		}
		again, _ := Project(w.s, v.Who, v.Account(w.order(o).Creator)).(*Account)
		if !again.HasAddress() {
			t.Errorf("%q: a row that was projected twice has lost its address", handle)
		}
	}
	w.do("lumen", &ApproveApplications{Orders: []Picked{{ID: o}}})
	expect("approved", address, "mia", "lumen")
	expect("approved", paypal, "mia")
	w.do("lumen", &SendSamples{Orders: []Picked{{ID: o}}, Info: ShipmentInfo{Carrier: "DHL", Tracking: "1", Pieces: 1, Sender: w.keep(sender)}})
	expect("sent", sender, "mia", "lumen")
	w.do("mia", &ConfirmReceipt{Order: o})
	expect("received", address, "mia", "lumen")
	w.advance(15 * day)
	expect("15 days after delivery", address, "mia")
	w.submit(o, "https://vk.com/1")
	expect("in review", paypal, "mia")
	w.do("lumen", &ConfirmContent{Order: o})
	expect("confirmed", paypal, "mia", "lumen")
	for _, handle := range []string{"rival", "nils", "ops", ""} {
		if strings.Contains(w.everything(handle), string(o)) {
			t.Errorf("%q sees the order", handle)
		}
	}
	if !strings.Contains(w.everything("sam"), string(o)) {
		t.Error("support does not see the order")
	}
}

// A prefix that other people's orders share is not ambiguous, and what is hidden is not there.
func TestFindTellsHiddenAndAbsentNotApart(t *testing.T) {
	w := newWorld(t)
	w.do("", &AddAccount{Handle: "nils", Role: Creator, Kind: External})
	task := w.publish(w.fixedPrice())
	for i, who := range []string{"mia", "nils"} {
		w.do(who, &ApplyToTask{ID: ID(fmt.Sprintf("O-ABCD-000%d", i)), Task: task})
	}
	if o, r := w.View("mia").FindOrder("o-abcd"); r != nil || o.ID != "O-ABCD-0000" {
		t.Errorf("mia finds %v (%v)", o, r)
	}
	if _, r := w.View("lumen").FindOrder("OABCD"); r == nil || r.Rule != RuleAmbiguous || r.Answer != ByUsage {
		t.Errorf("lumen's prefix is %v", r)
	}
	if _, r := w.View("lumen").FindOrder("O-"); r == nil || r.Rule != RuleAmbiguous {
		t.Errorf("the letter alone is %v", r)
	}
	_, hidden := w.View("mia").FindOrder("O-ABCD-0001")
	_, none := w.View("mia").FindOrder("O-ABCD-0009")
	if hidden == nil || none == nil || hidden.Rule != none.Rule || hidden.Answer != ByAbsence {
		t.Errorf("hidden %v and absent %v differ", hidden, none)
	}
}

// Where money went stays written: a PayPal address that is changed afterwards does not change the record.
func TestPaidToStaysPaidTo(t *testing.T) {
	w := newWorld(t)
	o := w.paid()
	w.do("mia", &SetPayPal{Handle: "mia", PayPal: w.keep("later@example.com")})
	w.advance(2 * day)
	for _, who := range []string{"lumen", "mia"} {
		if got := PayoutAddress(w.s, ViewerOf(w.s, w.actor(who)), w.order(o)); got != "mia@example.com" {
			t.Errorf("%s sees that it was paid to %q", who, got)
		}
	}
}

// Support finds every order; others find only their own, and support has no right to answer for a side.
func TestSupportFindsEveryOrder(t *testing.T) {
	w := newWorld(t)
	w.do("", &AddAccount{Handle: "sam", Role: Support})
	w.do("", &AddAccount{Handle: "nils", Role: Creator, Kind: External})
	o := w.approved(w.noSample())
	w.do("mia", &ProposeStop{Order: o, Note: "moved"})
	found := func(who string) (n int) {
		for range w.View(who).Rows(OrdersOf(0, 0), Place{}, false) {
			n++
		}
		return n
	}
	if sam, nils := found("sam"), found("nils"); sam != 1 || nils != 0 {
		t.Errorf("support finds %d orders and a stranger %d", sam, nils)
	}
	if r := w.try("sam", &AnswerProposal{Order: o, Accept: true}); r == nil || r.Answer != ByRight {
		t.Errorf("support answered for a side: %v", r)
	}
}

// The first title of a draft is its seller's alone, whatever is published later.
func TestDraftTitleStaysInTheDraft(t *testing.T) {
	w := newWorld(t)
	f := w.fixedPrice()
	f.Title = "CANARY-DRAFT"
	w.do("lumen", &CreateTask{ID: w.id(TaskLetter), Fields: f})
	for _, e := range w.last.Events {
		if _, args := e.Says(); strings.Contains(fmt.Sprint(args), "CANARY") {
			t.Errorf("%s tells it: %v", e.Wire(), args)
		}
	}
}
