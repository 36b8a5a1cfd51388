package model

import "testing"

// The journey of the commands' contract, in the model alone.
func TestJourneyFromTaskToPayment(t *testing.T) {
	w := newWorld(t)
	task := w.publish(w.fixedPrice())
	o := w.apply(task, "mia")
	expect := func(s OrderState) {
		t.Helper()
		if got := w.order(o).State; got != s {
			t.Fatalf("order is %s, want %s", got, s)
		}
	}
	expect(Applied)
	w.do("lumen", &ApproveApplications{Orders: []Picked{{ID: o}}})
	expect(AwaitingSample)
	w.do("lumen", &SendSamples{Orders: []Picked{{ID: o}}, Info: ShipmentInfo{Carrier: "DHL", Tracking: "00340434161094042557", Pieces: 1, Sender: w.keep("Lumen Audio, Shenzhen")}})
	expect(OnTheWay)
	w.do("mia", &ConfirmReceipt{Order: o})
	expect(AwaitingSubmission)
	submit := func(link string) {
		w.do("mia", &SubmitContent{Order: o, Type: "video", Links: []string{link}})
		expect(InReview)
	}
	submit("https://www.instagram.com/reel/abc123/")
	w.do("lumen", &RequestChanges{Order: o, Clauses: []string{"R2"}, Note: "battery life is missing"})
	expect(ChangesAsked)
	submit("https://www.instagram.com/reel/abc124/")
	w.do("lumen", &ConfirmContent{Order: o})
	expect(Confirmed)
	w.do("lumen", &RecordPayment{ID: w.id(PaymentLetter), Order: o, Method: PayPal, Amount: Money{12000, "USD"}, Reference: "8XY12345"})
	expect(Paid)
	w.do("mia", &AcknowledgePayment{Order: o})
	expect(Completed)
	for _, who := range []string{"lumen", "mia"} {
		if wrong, ok := CheckLedger(w.s, AccountByHandle(w.s, who).Key); !ok {
			t.Errorf("ledger of %s: %s does not balance", who, wrong)
		}
	}
}
