package replica_test

import (
	"testing"

	"aeconnect/model"
	"aeconnect/store/hub/hubtest"
)

// Where the sample goes to is in the copy with the answer to the approval, and nobody says that there is no address while
// there is one: neither then, nor before the hub has heard of the approval.
func TestAddressComesWithTheApproval(t *testing.T) {
	h := memHub(t)
	w := newWorld(t, h).found(true)
	l := join(t, h, "lumen", 3)
	l.sync()
	id := w.apply(w.publish("lumen"), "mia")
	l.sync()
	sender := hubtest.Secret("Lumen, 1 Main St")
	notes := func(when string) {
		t.Helper()
		d, err := l.Plan(l.actor, &model.SendSamples{Orders: []model.Picked{{ID: id}}, Info: model.ShipmentInfo{
			Carrier: "DHL", Tracking: "1", Pieces: 1, Sender: sender.Commit(),
		}}, sender)
		if err != nil || d.Refusal != nil {
			t.Errorf("%s: %v %v", when, d.Refusal, err)
		}
		for _, n := range d.Notes {
			if n.Rule == model.RuleAddressMissing {
				t.Errorf("%s: it says that there is no address", when)
			}
		}
	}
	l.do(&model.ApproveApplications{Orders: []model.Picked{{ID: id}}})
	notes("queued")
	l.sync()
	notes("approved")
	err := l.Confirmed(l.actor, func(v model.View) {
		if model.ShippingAddress(v.Reader, v.Who, model.OrderByID(v.Reader, id)) == "" {
			t.Error("the address has not come")
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}
