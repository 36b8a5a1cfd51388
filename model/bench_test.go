package model

import "testing"

// One whole order, from application to acknowledged payment, over a state in maps: ten commands.
func BenchmarkOrderLife(b *testing.B) {
	w := newWorld(b)
	f := w.fixedPrice()
	f.Wanted = 0
	for b.Loop() {
		o := w.approved(f)
		w.ship(o)
		w.do("mia", &ConfirmReceipt{Order: o})
		w.submit(o, "https://www.instagram.com/reel/1/")
		w.do("lumen", &ConfirmContent{Order: o})
		w.do("lumen", &RecordPayment{ID: w.id(PaymentLetter), Order: o, Method: PayPal, Amount: Money{12000, "USD"}, Reference: string(o)})
		w.do("mia", &AcknowledgePayment{Order: o})
	}
}
