package cli

import (
	"strings"
	"testing"
)

// The journey of the contract, on a marketplace in memory; the txtar journeys run it on the real binary.
func TestJourney(t *testing.T) {
	w := newTown(t).settle()
	made := w.json(append([]string{"task", "create", "--as", "lumen", "--publish"}, earbuds()...)...)
	task := made["id"].(string)
	if made["state"] != "published" || !strings.HasPrefix(task, "T-") {
		t.Fatalf("task create: %v", made)
	}
	applied := w.json("order", "apply", task, "--as", "mia", "--note", "...")
	order := applied["id"].(string)
	if applied["state"] != "applied" || !strings.HasPrefix(order, "O-") {
		t.Fatalf("order apply: %v", applied)
	}
	if row := w.json("order", "approve", order, "--as", "lumen", "--plan"); row["effect"] != "awaiting_sample" || w.state(order) != "applied" {
		t.Errorf("plan: %v", row)
	}
	if row := w.json("order", "approve", order, "--as", "lumen"); row["ok"] != true || row["effect"] != "awaiting_sample" {
		t.Errorf("approve: %v", row)
	}
	for _, step := range []struct{ state, line string }{
		{"sample_sent", "ship send " + order + " --as lumen --carrier DHL --tracking 00340434161094042557 --pieces 1 --sender Lumen"},
		{"awaiting_submission", "ship received " + order + " --as mia"},
		{"in_review", "content submit " + order + " --as mia --type video https://www.instagram.com/reel/abc123/"},
		{"changes_requested", "content changes " + order + " --as lumen --clause R2 --note battery"},
		{"in_review", "content submit " + order + " --as mia --type video https://www.instagram.com/reel/abc124/"},
		{"confirmed", "content confirm " + order + " --as lumen"},
		{"paid", "payment record " + order + " --as lumen --method paypal --amount 120.00 --reference 8XY12345 --json"},
		{"completed", "payment acknowledge " + order + " --as mia"},
	} {
		w.do(strings.Fields(step.line)...)
		if got := w.state(order); got != step.state {
			t.Fatalf("after %q the order is %s, want %s", step.line, got, step.state)
		}
	}
	w.do("order", "show", order, "--as", "mia", "--json")
	w.do("why", order, "--as", "mia")
}

// state returns the state of an order.
func (w *town) state(order string) string {
	w.t.Helper()
	return strings.TrimSpace(w.do("order", "show", order, "--as", "lumen", "--jq", ".state"))
}
