package cli

import "testing"

// M290-292: a major event fills name and dates in, and what is left open follows from its start.
func TestActivityOfAMajorEvent(t *testing.T) {
	w := newTown(t).settle()
	got := w.json("activity", "add", "--event", "11.11", "--year", "2027")
	for field, want := range map[string]string{
		"name": "11.11 2027", "phase": "announced", "register_from": "2027-10-12T00:00:00Z", "register_until": "2027-11-01T00:00:00Z",
		"warm_from": "2027-11-04T00:00:00Z", "from": "2027-11-11T00:00:00Z", "until": "2027-11-11T23:59:59Z",
	} {
		if got[field] != want {
			t.Errorf("%s is %v, want %s", field, got[field], want)
		}
	}
	if f := w.fails(3, "activity", "add", "--event", "11.11", "--year", "2027"); f.Rule != "activity.name" || f.Field != "name" {
		t.Errorf("%+v", f)
	}
	if f := w.fails(3, "activity", "add", "--event", "28-march", "--year", "1999"); f.Field != "year" {
		t.Errorf("%+v", f)
	}
	if f := w.fails(2, "activity", "add", "--event", "easter"); f.Field != "event" {
		t.Errorf("%+v", f)
	}
	if f := w.fails(2, "activity", "add", "--name", "x", "--from", "soonish"); f.Field != "from" {
		t.Errorf("%+v", f)
	}
}
