package cli

import (
	"encoding/json"
	"strings"
	"testing"
)

// rows runs a batch and returns its rows as JSON, with the exit code.
func (w *town) rows(args ...string) ([]map[string]any, int) {
	w.t.Helper()
	out, _, code := w.run(append(args, "--json")...)
	var all []map[string]any
	for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
		if line == "" {
			continue
		}
		var row map[string]any
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			w.t.Fatalf("%q: %v", line, err)
		}
		all = append(all, row)
	}
	return all, code
}

// A batch is applied whole or not at all, and says what becomes of each row either way.
func TestBatchIsWholeOrNothing(t *testing.T) {
	w := newTown(t).settle()
	a, b, done := w.reach("applied"), w.reach("applied"), w.reach("completed")
	rows, code := w.rows("order", "approve", a, done, "O-9999-9999", b, "--as", "lumen")
	if code != 3 || len(rows) != 4 {
		t.Fatalf("exit %d, %v", code, rows)
	}
	for i, ok := range []bool{true, false, false, true} {
		if rows[i]["ok"] != ok || (rows[i]["error"] == nil) != ok {
			t.Errorf("row %d: %v", i, rows[i])
		}
	}
	if e := rows[2]["error"].(map[string]any); e["code"] != "not_found" {
		t.Errorf("an unknown ID: %v", e)
	}
	if w.state(a) != "applied" || w.state(b) != "applied" {
		t.Error("a part of the batch was written")
	}
	rows, code = w.rows("order", "approve", a, b, "--as", "lumen")
	if code != 0 || len(rows) != 2 || rows[0]["effect"] != "awaiting_sample" || w.state(a) != "awaiting_sample" || w.state(b) != "awaiting_sample" {
		t.Errorf("exit %d, %v", code, rows)
	}
	// The exit code is that of the first refusal.
	if _, code := w.rows("order", "approve", "O-9999-9999", done, "--as", "lumen"); code != 4 {
		t.Errorf("not found first: exit %d", code)
	}
	if _, code := w.rows("order", "approve", w.reach("applied"), "--as", "mia"); code != 6 {
		t.Errorf("no right: exit %d", code)
	}
}

func TestBatchRowTwice(t *testing.T) {
	w := newTown(t).settle()
	a := w.reach("applied")
	rows, code := w.rows("order", "approve", a, strings.ToLower(a[:7]), "--as", "lumen")
	if code != 3 || rows[1]["error"].(map[string]any)["rule"] != "batch.twice" || w.state(a) != "applied" {
		t.Errorf("exit %d, %v", code, rows)
	}
}

// The wanted number of creators holds within a batch.
func TestBatchRowsSeeEachOther(t *testing.T) {
	w := newTown(t).settle().rival()
	task := w.post("--wanted", "1")
	a, b := w.apply(task, "mia"), w.apply(task, "noa")
	rows, code := w.rows("order", "approve", a, b, "--as", "lumen", "--plan")
	if code != 8 || rows[0]["ok"] != true || rows[1]["error"].(map[string]any)["rule"] != "application.full" {
		t.Errorf("exit %d, %v", code, rows)
	}
}

// IDs come from standard input, bare or as the JSON of a list.
func TestIDsFromStandardInput(t *testing.T) {
	w := newTown(t).settle()
	a, b, c := w.reach("applied"), w.reach("applied"), w.reach("applied")
	w.app.Stdin = strings.NewReader(a + " " + b[:8] + "\n")
	w.do("order", "approve", "-", "--as", "lumen")
	if w.state(a) != "awaiting_sample" || w.state(b) != "awaiting_sample" {
		t.Error("bare IDs were not read")
	}
	w.app.Stdin = strings.NewReader(w.do("order", "ls", "--as", "lumen", "--state", "applied", "--json"))
	w.do("order", "reject", "-", "--as", "lumen", "--reason", "not_the_right_fit", "--again")
	if w.state(c) != "rejected" {
		t.Error("IDs in JSON were not read")
	}
	w.app.Stdin = strings.NewReader(a)
	if out := w.do("order", "show", "-", "--as", "mia", "--jq", ".id"); out != a+"\n" {
		t.Errorf("one ID: %q", out)
	}
	for _, input := range []string{"", `{"no":"id"}`, "{"} {
		w.app.Stdin = strings.NewReader(input)
		if got := w.fails(2, "order", "approve", "-", "--as", "lumen"); got.Rule != "usage.input" {
			t.Errorf("%q: %+v", input, got)
		}
	}
	w.app.Stdin = strings.NewReader(a)
	if got := w.fails(2, "order", "approve", "-", "-", "--as", "lumen"); got.Rule != "usage.input" {
		t.Errorf("twice: %+v", got)
	}
}

// Any beginning of an ID will do, in any case.
func TestBeginningsOfIDs(t *testing.T) {
	w := newTown(t).settle()
	o := w.reach("applied")
	for _, typed := range []string{o, strings.ToLower(o), o[:9], o[:6], strings.ReplaceAll(o, "-", ""), " " + o[:8]} {
		if out := w.do("order", "show", typed, "--as", "mia", "--jq", ".id"); out != o+"\n" {
			t.Errorf("%q found %q", typed, out)
		}
	}
}

// One parcel for several orders: the pieces are those that were promised, the sender is the last one.
func TestParcelForSeveralOrders(t *testing.T) {
	w := newTown(t).settle().rival()
	two := w.post("--samples", "2")
	a, b, c := w.apply(two, "mia"), w.apply(two, "noa"), w.reach("awaiting_sample")
	w.do("order", "approve", a, b, "--as", "lumen")
	send := func(orders ...string) []string {
		return append(append([]string{"ship", "send"}, orders...), "--as", "lumen", "--carrier", "DHL", "--tracking", "1")
	}
	if got := w.fails(3, send(a)...); got.Rule != "required" || got.Field != "sender" {
		t.Errorf("nobody knows the sender yet: %+v", got)
	}
	if got := w.fails(2, append(send(a, c), "--sender", "Lumen")...); got.Field != "pieces" {
		t.Errorf("different promises: %+v", got)
	}
	rows, code := w.rows(append(send(a, b), "--sender", "Lumen, 1 Main St")...)
	if code != 0 || len(rows) != 2 || rows[1]["effect"] != "sample_sent" {
		t.Fatalf("exit %d, %v", code, rows)
	}
	w.do(send(c)...)
	w.do("ship", "modify", c, "--as", "lumen", "--tracking", "2", "--sender", "Lumen, 1 Main St")
	o := w.json("order", "show", c, "--as", "lumen")
	parcel := o["shipments"].([]any)[0].(map[string]any)
	if parcel["pieces"] != 1.0 || parcel["tracking"] != "2" || len(parcel["before"].([]any)) != 1 {
		t.Errorf("%v", parcel)
	}
	if got := w.json("account", "show", "lumen", "--as", "lumen")["sender"]; len(got.([]any)) != 1 {
		t.Errorf("the address book holds %v", got)
	}
}

// A taken ID is minted anew; what keeps being taken is told in the end.
func TestTakenIDsAreMintedAnew(t *testing.T) {
	w := newTown(t).settle()
	w.post()
	m := w.dirs["/data"]
	m.taken = 2
	w.post()
	m.taken = 3
	w.apply(w.post(), "mia")
	w.post()
	m.taken = 100
	if got := w.fails(3, with()...); got.Rule != "id.taken" {
		t.Errorf("%+v", got)
	}
}

// A plan of any verb writes nothing and says what would be.
func TestPlansOfSingleVerbs(t *testing.T) {
	w := newTown(t).settle()
	applied, review, owed := w.reach("applied"), w.reach("in_review"), w.reach("confirmed")
	for _, c := range []struct {
		line   []string
		effect string
		event  string
	}{
		{with(), "published", "task.drafted"},
		{[]string{"order", "apply", w.post(), "--as", "mia"}, "applied", "order.applied"},
		{[]string{"order", "cancel", applied, "--as", "mia"}, "cancelled", "application.cancelled"},
		{[]string{"content", "confirm", review, "--as", "lumen"}, "confirmed", "content.confirmed"},
		{[]string{"content", "changes", review, "--as", "lumen", "--clause", "R1", "--note", "x"}, "changes_requested", "content.changes_requested"},
		{[]string{"payment", "record", owed, "--as", "lumen", "--amount", "120", "--reference", "r"}, "paid", "payment.recorded"},
		{[]string{"account", "add", "zoe", "--role", "seller"}, "done", "account.added"},
		{[]string{"account", "address", "mia", "elsewhere", "--as", "mia"}, "done", "account.address_set"},
		{[]string{"portals", "rate", "7", "--as", "lumen"}, "done", "portals.rate_changed"},
		{[]string{"policy", "set", "content.review.days", "4"}, "done", "policy.changed"},
	} {
		before := w.written()
		row := w.json(append(c.line, "--plan")...)
		events := row["events"].([]any)
		if row["ok"] != true || row["effect"] != c.effect || len(events) == 0 || events[0].(map[string]any)["event"] != c.event {
			t.Errorf("%v: %v", c.line, row)
		}
		if out := w.do(append(c.line, "-n")...); !strings.HasPrefix(out, "Plan: nothing is written.") {
			t.Errorf("%v says %q", c.line, out)
		}
		if w.written() != before {
			t.Errorf("%v was written", c.line)
		}
	}
}
