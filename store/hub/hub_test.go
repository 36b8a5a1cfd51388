package hub_test

import (
	"testing"

	"aeconnect/model"
	"aeconnect/store/hub"
)

// TestJourney takes an order through its life and looks at it again after the hub was closed and opened.
func TestJourney(t *testing.T) {
	dir := t.TempDir()
	w := newWorld(t, openHub(t, dir, hub.Options{})).found(true)
	task := w.publish("lumen")
	id := w.apply(task, "mia")
	w.do("lumen", &model.ApproveApplications{Orders: []model.Picked{{ID: id}}})
	if got := w.order(id).State; got != model.AwaitingSample {
		t.Fatalf("approved order is %v", got)
	}
	if err := w.hub.Close(); err != nil {
		t.Fatal(err)
	}
	again := newWorld(t, openHub(t, dir, hub.Options{}))
	if got := again.order(id); got.State != model.AwaitingSample || got.Title != "Wireless earbuds launch" {
		t.Errorf("after opening again the order is %+v", got)
	}
}
