package hub_test

import (
	"context"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/hub"
)

// sell brings sales into a sample marketplace, and takes out what they earned: rows that no story of it has.
func sell(t *testing.T, w *world) {
	t.Helper()
	do := func(account model.Key, c model.Command, private ...model.Opened) {
		t.Helper()
		o, err := w.hub.Submit(context.Background(), hub.Submission{Actor: model.Actor{Account: account}, Command: c, Secrets: private})
		if err != nil || o.Refusal != nil {
			t.Fatalf("%s: %v %v", c.Wire(), err, o.Refusal)
		}
	}
	o, now := earner(t, w)
	sold := now.Add(-20 * 24 * time.Hour)
	do(o.Seller, &model.FeatureItem{Item: "1005006123456789", Rate: 8000})
	do(o.Seller, &model.ImportSales{
		Statements: []string{"S-1"}, Targets: []string{string(o.ID)}, Items: []string{""}, Currencies: []model.Currency{model.SalesCurrency},
		Lines: []model.SaleLine{{Row: 2, No: 1, Sale: "A", Sold: sold, Received: sold, Status: model.SaleReceived, Amount: 100000}},
	})
	form := model.Opened{Value: model.RequestForm{Note: "Passport"}.Text()}
	ask := &model.RequestKYC{ID: model.MintID(model.RequestLetter, 77), Form: form.Commit()}
	do(o.Creator, ask, form)
	do(w.actor("sam").Account, &model.GrantRequest{ID: ask.ID})
	do(o.Creator, &model.Withdraw{ID: model.MintID(model.WithdrawalLetter, 78), Amount: model.Money{Minor: 100, Currency: model.SalesCurrency}, Europe: true})
}

// earner is an order that was approved long ago, whose creator earns commission and acts for itself.
func earner(t *testing.T, w *world) (found *model.Order, now model.Moment) {
	t.Helper()
	err := w.hub.View(func(r model.Reader) error {
		now = model.MarketOf(r).Now
		for key := model.Key(1); key < r.Next(model.KindOrder); key++ {
			o := model.OrderOf(r, key)
			early := o != nil && o.ApprovedAt != 0 && o.ApprovedAt < now.Add(-25*24*time.Hour)
			if early && o.Agency == 0 && o.Type != model.StorePromoCode && o.Terms.Reward == model.Commission && model.AccountOf(r, o.Seller).RateAt(o.ApprovedAt) > 0 {
				found = o
				return nil
			}
		}
		return nil
	})
	if err != nil || found == nil {
		t.Fatalf("no order earns commission: %v", err)
	}
	return found, now
}
