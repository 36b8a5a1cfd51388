package screentest

import (
	"testing"

	"aeconnect/model"
)

// An order stands in every state, and each waiting proposal occurs.
func TestCastStandsInEveryState(t *testing.T) {
	c := NewCast(t)
	want := map[string]model.OrderState{
		"expired": model.Expired, "expired_seller": model.Expired, "not_reviewed": model.Rejected, "escalated": model.Confirmed, "stopped": model.Stopped,
		"late": model.Confirmed, "completed": model.Completed, "suspense": model.Confirmed, "product_done": model.Completed, "cps_done": model.Submitted,
		"awaiting_sample": model.AwaitingSample, "sample_late": model.AwaitingSample, "sample_lost": model.AwaitingSample,
		"changes_requested": model.ChangesAsked, "changes_twice": model.InReview, "in_review_v2": model.InReview, "paid": model.Paid, "confirmed": model.Confirmed,
		"stop_asked": model.InReview, "extension_asked": model.AwaitingSubmission, "offer_made": model.AwaitingSubmission,
		"rework_offered": model.InReview, "materials_asked": model.AwaitingSubmission, "submitted": model.Submitted, "sample_sent": model.OnTheWay,
		"awaiting_submission": model.AwaitingSubmission, "in_review": model.InReview, "applied": model.Applied, "rejected": model.Rejected,
		"cancelled": model.Cancelled, "offer_applied": model.Applied,
	}
	met := map[model.OrderState]bool{}
	for _, name := range c.Names() {
		o := c.Order(c.Orders[name])
		if o.State != want[name] {
			t.Errorf("%s is %s, want %s", name, o.State, want[name])
		}
		met[o.State] = true
	}
	for _, s := range model.OrderStates() {
		if !met[s] {
			t.Errorf("no order is %s", s)
		}
	}
	if o := c.Order(c.Orders["expired_seller"]); o.Against != model.SellerSide {
		t.Errorf("expired_seller counts against the %s", o.Against)
	}
	for name, open := range map[string]bool{
		"late":            c.Order(c.Orders["late"]).PayLate,
		"escalated":       c.Order(c.Orders["escalated"]).Escalated,
		"stop_asked":      c.Order(c.Orders["stop_asked"]).Stop.Open(),
		"extension_asked": c.Order(c.Orders["extension_asked"]).Extension.Open(),
		"offer_made":      c.Order(c.Orders["offer_made"]).Offer.Open(),
		"rework_offered":  c.Order(c.Orders["rework_offered"]).Offer.Open(),
		"offer_applied":   c.Order(c.Orders["offer_applied"]).Offer.Open(),
		"sample_late":     c.Order(c.Orders["sample_late"]).ShipLate,
	} {
		if !open {
			t.Errorf("%s is not as it should be", name)
		}
	}
}
