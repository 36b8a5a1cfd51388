package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"aeconnect/model"
)

// bad is one command line that must be refused.
type bad struct {
	name  string
	line  []string
	exit  int
	rule  string
	field string
}

// rival adds people beside the journey's: a second seller without a rate, a second creator, a buyer, a standard seller.
func (w *town) rival() *town {
	w.t.Helper()
	w.do("account", "add", "brightly", "--role", "seller", "--level", "high-potential")
	w.do("account", "add", "noa", "--role", "creator", "--kind", "external")
	w.do("account", "add", "bob", "--role", "creator", "--kind", "buyer")
	w.do("account", "add", "corner", "--role", "seller")
	return w
}

// with replaces the values of flags of the journey's task, "" leaves a flag out.
func with(pairs ...string) []string {
	args := append([]string{"task", "create", "--as", "lumen", "--publish"}, earbuds()...)
	for i := 0; i < len(pairs); i += 2 {
		for at := slices.Index(args, pairs[i]); at >= 0; at = slices.Index(args, pairs[i]) {
			args = slices.Delete(args, at, at+2)
		}
		if pairs[i+1] != "" {
			args = append(args, pairs[i], pairs[i+1])
		}
	}
	return args
}

// cps returns the flags of a task that pays commission.
func cps(typ string, more ...string) []string {
	return append(with("--type", typ, "--fee", "", "--currency", "", "--samples", ""), more...)
}

func TestBadInput(t *testing.T) {
	w := newTown(t).settle().rival()
	task := w.post()
	order := w.apply(task, "mia")
	review := w.reach("in_review")
	shipping := w.reach("sample_sent")
	thrice := w.thirdModification()
	feed := w.json(cps("aliexpress_cps", "--channel", "aliexpress_feed")...)["id"].(string)
	social := w.json(cps("social_cps")...)["id"].(string)
	onFeed, onSocial := w.ready(feed), w.ready(social)
	jpy := with("--fee", "800.5", "--currency", "JPY")

	table := []bad{
		{"a creator posts a task", replace(with(), "lumen", "mia"), 3, "account.role", "as"},
		{"a seller applies", []string{"order", "apply", task, "--as", "brightly"}, 3, "account.role", "as"},
		{"a buyer applies for a fee", []string{"order", "apply", task, "--as", "bob"}, 3, "creator.verified", "as"},
		{"a standard seller posts for a fee", replace(with(), "lumen", "corner"), 3, "seller.level", "type"},
		{"an account is admitted by a seller", []string{"account", "add", "zoe", "--role", "seller", "--as", "lumen"}, 6, "no_right", "as"},
		{"a creator approves", []string{"order", "approve", order, "--as", "mia"}, 6, "no_right", "order"},
		{"a seller acknowledges", []string{"payment", "acknowledge", review, "--as", "lumen"}, 6, "no_right", "order"},
		{"somebody else's task", []string{"task", "close", task, "--as", "brightly"}, 6, "no_right", "task"},
		{"somebody else's order, seen", []string{"order", "show", order, "--as", "brightly"}, 4, "not_found", "order"},
		{"somebody else's order, confirmed", []string{"content", "confirm", review, "--as", "brightly"}, 4, "not_found", "order"},
		{"somebody else's order, approved", []string{"order", "approve", order, "--as", "brightly"}, 4, "not_found", "order"},
		{"somebody else's address", []string{"account", "address", "mia", "x", "--as", "noa"}, 6, "no_right", "handle"},
		{"a second live application", []string{"order", "apply", task, "--as", "mia"}, 3, "application.one_live", "task"},
		{"an unknown content type", with("--content", "song"), 2, "task.content_name", "content"},
		{"an unknown content type, handed in", []string{"content", "submit", shipping, "--as", "mia", "--type", "song", "https://x.example/1"}, 2, "task.content_name", "type"},
		{"a content type that the task does not take", []string{"content", "submit", shipping, "--as", "mia", "--type", "list", "https://x.example/1"}, 3, "content.type", "type"},
		{"social content for AliExpress CPS", []string{"content", "submit", onFeed, "--as", "mia", "--type", "video", "https://www.instagram.com/reel/1/"}, 3, "content.side", "link"},
		{"AliExpress content for social CPS", []string{"content", "submit", onSocial, "--as", "mia", "--type", "video", "https://m.aliexpress.com/p/1"}, 3, "content.side", "link"},
		{"a channel on the wrong side", cps("social_cps", "--channel", "aliexpress_feed"), 3, "task.channel_side", "channel"},
		{"two items on AliExpress CPS", cps("aliexpress_cps", "--link", "https://www.aliexpress.com/item/1005006123456780.html"), 3, "task.one_link", "link"},
		{"two items on social CPS", cps("social_cps", "--link", "https://www.aliexpress.com/item/1005006123456780.html"), 3, "task.one_link", "link"},
		{"a link that is no item", with("--link", "https://www.aliexpress.com/store/912"), 3, "link.item", "link"},
		{"an item of another site", with("--link", "https://aliexpress.com.evil.example/item/1005006123456789.html"), 3, "link.item", "link"},
		{"a link that is no address", with("--link", "javascript:alert(1)"), 3, "link.address", "link"},
		{"CPS without a rate", replace(cps("social_cps"), "lumen", "brightly"), 3, "portals.needed", "type"},
		{"a promo code task", with("--type", "store_promo_code"), 3, "task.promo_way", "type"},
		{"an unknown type", with("--type", "gift"), 2, "task.type_name", "type"},
		{"a negative fee", with("--fee", "-5"), 3, "task.fee", "fee"},
		{"three decimals", with("--fee", "1.234"), 3, "money.decimals", "fee"},
		{"no amount", with("--fee", "much"), 2, "money.amount", "fee"},
		{"an unknown currency", with("--currency", "ZZZ"), 2, "money.currency", "currency"},
		{"an unknown currency beside the amount", with("--fee", "120 ABC", "--currency", ""), 2, "money.currency", "fee"},
		{"two currencies", with("--fee", "120 EUR"), 2, "usage.together", "fee"},
		{"yen with decimals", jpy, 3, "money.decimals", "fee"},
		{"a fee on CPS", cps("social_cps", "--fee", "5"), 3, "task.fee_type", "fee"},
		{"reversed deadlines", with("--apply-by", "+20d", "--submit-by", "+10d"), 3, "deadline.reversed", "submit_by"},
		{"a past deadline", with("--apply-by", "2020-01-01"), 3, "deadline.past", "apply_by"},
		{"a past deadline by distance", with("--submit-by", "-1d"), 3, "deadline.past", "submit_by"},
		{"a deadline too far", with("--submit-by", "2040-01-01"), 3, "deadline.too_far", "submit_by"},
		{"a day that is in no calendar", with("--apply-by", "2026-02-31"), 2, "date.none", "apply_by"},
		{"no date", with("--apply-by", "soonish"), 2, "date.form", "apply_by"},
		{"negative samples", with("--samples", "-1"), 3, "task.samples", "samples"},
		{"no number", with("--samples", "few"), 2, "usage.flag_value", "samples"},
		{"a negative number of creators", with("--wanted", "-3"), 3, "task.wanted", "wanted"},
		{"an unknown language", with("--language", "klingonian"), 2, "language.code", "language"},
		{"an unknown country", with("--country", "ZZ"), 2, "country.code", "country"},
		{"a third modification", []string{"content", "changes", thrice, "--as", "lumen", "--clause", "R1", "--note", "again"}, 3, "content.modifications", "order"},
		{"a clause that is not there", []string{"content", "changes", review, "--as", "lumen", "--clause", "R9", "--note", "x"}, 3, "content.clause", "clause"},
		{"a description of 100 KB", with("--description", strings.Repeat("long ", 20_000)), 3, "text.length", "description"},
		{"a rate too low", []string{"portals", "join", "--as", "brightly", "--rate", "2"}, 3, "portals.rate", "rate"},
		{"a rate too fine", []string{"portals", "join", "--as", "brightly", "--rate", "5.125"}, 3, "rate.fine", "rate"},
		{"no rate", []string{"portals", "join", "--as", "brightly", "--rate", "five"}, 2, "rate.form", "rate"},
		{"an empty ID", []string{"order", "show", "", "--as", "mia"}, 4, "not_found", "order"},
		{"an unknown ID", []string{"order", "show", "O-0000-0000", "--as", "mia"}, 4, "not_found", "order"},
		{"an ID of another kind", []string{"order", "show", task, "--as", "mia"}, 4, "not_found", "order"},
		{"an ID with strange signs", []string{"order", "show", "O-\x1b[31m", "--as", "mia"}, 4, "not_found", "order"},
		{"an ambiguous ID", []string{"task", "show", w.ambiguous(), "--as", "mia"}, 2, "id.ambiguous", "task"},
		{"an unknown account", []string{"order", "ls", "--as", "nobody"}, 4, "not_found", "as"},
		{"a handle that is none", []string{"account", "add", "Zoë!", "--role", "seller"}, 3, "account.handle", "handle"},
		{"a taken handle", []string{"account", "add", "mia", "--role", "creator"}, 3, "account.handle_taken", "handle"},
		{"an unknown role", []string{"account", "add", "zoe", "--role", "king"}, 2, "account.role_name", "role"},
		{"a level for a creator", []string{"account", "add", "zoe", "--role", "creator", "--level", "senior"}, 3, "account.for_role", "level"},
		{"a PayPal address that is none", []string{"account", "paypal", "mia", "mia", "--as", "mia"}, 3, "account.paypal", "paypal"},
		{"a payment before confirmation", []string{"payment", "record", review, "--as", "lumen", "--amount", "120", "--reference", "x"}, 3, "payment.unconfirmed", "order"},
		{"an unknown method", []string{"payment", "record", w.reach("confirmed"), "--as", "lumen", "--amount", "120", "--reference", "x", "--method", "magic"}, 2, "payment.method_name", "method"},
		{"content before the sample", []string{"content", "submit", w.reach("awaiting_sample"), "--as", "mia", "--type", "video", "https://x.example/1"}, 3, "content.sample_first", "order"},
		{"more days than there are", []string{"order", "extend", shipping, "--as", "mia", "--days", "99"}, 3, "extension.days", "days"},
		{"nothing to answer", []string{"order", "answer", review, "accept", "--as", "mia"}, 3, "answer.nothing", "order"},
		{"an empty offer", []string{"order", "offer", review, "--as", "lumen"}, 3, "offer.empty", "order"},
		{"a number that the policy lacks", []string{"policy", "set", "luck", "7"}, 2, "policy.name", "name"},
		{"a negative policy", []string{"policy", "set", "content.review.days", "-1"}, 3, "number.negative", "value"},
		{"a clock that cannot be moved", []string{"time", "advance", "5d"}, 3, "time.virtual", "by"},
	}
	for _, b := range table {
		t.Run(b.name, func(t *testing.T) {
			w.t = t
			got := w.fails(b.exit, b.line...)
			if got.Rule != b.rule || got.Field != b.field {
				t.Errorf("refused by %q at %q: %s; want %q at %q", got.Rule, got.Field, got.Message, b.rule, b.field)
			}
			if got.Message == "" || strings.Contains(got.Message+got.Accepts, "…") || model.TextTrouble(got.Message, true) != model.NoTrouble {
				t.Errorf("says %q (%q)", got.Message, got.Accepts)
			}
		})
	}
}

// replace exchanges an argument.
func replace(args []string, old, new string) []string {
	args = slices.Clone(args)
	args[slices.Index(args, old)] = new
	return args
}

// ready returns an order of mia's for a task that pays commission, approved.
func (w *town) ready(task string) string {
	w.t.Helper()
	o := w.apply(task, "mia")
	w.do("order", "approve", o, "--as", "lumen")
	return o
}

// thirdModification returns an order in review after two modifications.
func (w *town) thirdModification() string {
	w.t.Helper()
	o := w.reach("in_review")
	for _, n := range []string{"1", "2"} {
		w.do("content", "changes", o, "--as", "lumen", "--clause", "R2", "--note", "battery")
		w.do("content", "submit", o, "--as", "mia", "--type", "video", "https://www.instagram.com/reel/"+n+"/")
	}
	return o
}

// ambiguous returns a beginning that several tasks share.
func (w *town) ambiguous() string {
	w.t.Helper()
	seen := map[byte]bool{}
	for {
		id := w.post()
		if seen[id[2]] {
			return id[:3]
		}
		seen[id[2]] = true
	}
}

// Late applications are refused when the deadline has passed, not before.
func TestLateApplication(t *testing.T) {
	w := newTown(t).settle().rival()
	task := w.post()
	w.now += model.Moment(11 * 24 * time.Hour / time.Millisecond)
	if got := w.fails(3, "order", "apply", task, "--as", "noa"); got.Rule != "task.open" || got.Field != "task" {
		t.Errorf("%+v", got)
	}
}

// tricks are texts that no field takes: terminal sequences, direction overrides, invisible characters, broken bytes.
func tricks() map[string]string {
	return map[string]string{
		"escape": "red \x1b[31mtext", "C1": "x\u009b31mx", "bell": "ding\a", "backspace": "ab\bc", "carriage": "a\rb",
		"override": "safe \u202egnp.exe", "isolate": "a\u2066b", "zero width": "pay\u200bpal", "joiner": "a \u200d b", "tag": "x\U000E0041",
		"soft hyphen": "pay\u00adpal", "byte order": "\ufeffx", "invalid": "bad \xff byte",
	}
}

func TestTricksInEveryTextField(t *testing.T) {
	w := newTown(t).settle().rival()
	task, applied, review := w.post(), w.reach("applied"), w.reach("in_review")
	making, shipping, owed, sent := w.reach("awaiting_submission"), w.reach("awaiting_sample"), w.reach("confirmed"), w.reach("sample_sent")
	parcel := func(carrier, tracking, sender string) []string {
		return []string{"ship", "send", shipping, "--as", "lumen", "--carrier", carrier, "--tracking", tracking, "--sender", sender}
	}
	fields := map[string]func(bad string) []string{
		"title":       func(bad string) []string { return with("--title", bad) },
		"description": func(bad string) []string { return with("--description", bad) },
		"require":     func(bad string) []string { return with("--require", bad) },
		"link": func(bad string) []string {
			return with("--link", "https://www.aliexpress.com/item/1005006123456789.html?"+bad)
		},
		"related": func(bad string) []string { return with("--related", "https://x.example/"+bad) },
		"name":    func(bad string) []string { return []string{"account", "add", "zoe", "--role", "seller", "--name", bad} },
		"niche": func(bad string) []string {
			return []string{"account", "add", "zoe", "--role", "creator", "--niche", bad}
		},
		"handle":  func(bad string) []string { return []string{"account", "add", bad, "--role", "seller"} },
		"address": func(bad string) []string { return []string{"account", "address", "mia", bad, "--as", "mia"} },
		"paypal": func(bad string) []string {
			return []string{"account", "paypal", "mia", bad + "@x.example", "--as", "mia"}
		},
		"note": func(bad string) []string { return []string{"order", "apply", task, "--as", "mia", "--note", bad} },
		"reason": func(bad string) []string {
			return []string{"order", "reject", applied, "--as", "lumen", "--reason", "other", "--note", bad}
		},
		"carrier":  func(bad string) []string { return parcel(bad, "123", "Lumen") },
		"tracking": func(bad string) []string { return parcel("DHL", bad, "Lumen") },
		"sender":   func(bad string) []string { return parcel("DHL", "123", bad) },
		"modify":   func(bad string) []string { return []string{"ship", "modify", sent, "--as", "lumen", "--carrier", bad} },
		"content": func(bad string) []string {
			return []string{"content", "submit", making, "--as", "mia", "--type", "video", "https://x.example/" + bad}
		},
		"changes": func(bad string) []string {
			return []string{"content", "changes", review, "--as", "lumen", "--clause", "R1", "--note", bad}
		},
		"extension": func(bad string) []string {
			return []string{"order", "extend", making, "--as", "mia", "--days", "2", "--note", bad}
		},
		"offer": func(bad string) []string {
			return []string{"order", "offer", making, "--as", "lumen", "--fee", "130", "--note", bad}
		},
		"brief": func(bad string) []string {
			return []string{"order", "offer", making, "--as", "lumen", "--require", bad}
		},
		"stop":      func(bad string) []string { return []string{"order", "stop", making, "--as", "mia", "--note", bad} },
		"materials": func(bad string) []string { return []string{"order", "materials", making, bad, "--as", "mia"} },
		"reference": func(bad string) []string {
			return []string{"payment", "record", owed, "--as", "lumen", "--amount", "120", "--reference", bad}
		},
	}
	for field, line := range fields {
		for trick, text := range tricks() {
			got := w.fails(3, line(text)...)
			if got.Rule != "text.characters" && got.Rule != "link.address" && got.Rule != "account.handle" {
				t.Errorf("%s in %s: refused by %s: %s", trick, field, got.Rule, got.Message)
			}
			if model.TextTrouble(strings.ReplaceAll(got.Message+got.Accepts, "\uFFFD", ""), true) != model.NoTrouble {
				t.Errorf("%s in %s is repeated: %q", trick, field, got.Message)
			}
		}
	}
}

// Files are refused with key and line; nothing is written.
func TestBadTaskFiles(t *testing.T) {
	w := newTown(t).settle()
	file := filepath.Join(t.TempDir(), "task.toml")
	for _, c := range []struct {
		name, text string
		exit       int
		rule       string
		field      string
		says       string
	}{
		{"an unknown key", "type = \"fixed_price\"\ntitel = \"x\"\n", 2, "usage.toml_key", "titel", "line 2"},
		{"an unknown table", "title = \"x\"\n[terms]\nfee = 5\n", 2, "usage.toml_key", "terms", "line 2"},
		{"a value of another type", "title = \"x\"\nsamples = \"one\"\n", 2, "usage.toml_type", "samples", "line 2"},
		{"a list of numbers", "title = \"x\"\n\nlink = [1, 2]\n", 2, "usage.toml_type", "link", "line 3"},
		{"a date of another type", "title = \"x\"\napply_by = true\n", 2, "usage.toml_type", "apply_by", "line 2"},
		{"no TOML", "title = \"x\nfee\n", 2, "usage.toml", "title", "line 1"},
		{"no date", "title = \"x\"\napply_by = \"someday\"\n", 2, "date.form", "apply_by", "someday"},
		{"a type", "type = \"gift\"\ntitle = \"x\"\n", 2, "task.type_name", "type", ""},
		{"too many decimals", "type = \"fixed_price\"\ntitle = \"x\"\nfee = 1.234\ncurrency = \"USD\"\n", 3, "money.decimals", "fee", "1.234"},
		{"no title", "type = \"fixed_price\"\n", 3, "required", "title", ""},
		{"a control character", "type = \"fixed_price\"\ntitle = \"a\\u001b[31mb\"\n", 3, "text.characters", "title", ""},
		{"a long description", "type = \"fixed_price\"\ntitle = \"x\"\ndescription = \"" + strings.Repeat("x", 120_000) + "\"\n", 3, "text.length", "description", ""},
	} {
		if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		got := w.fails(c.exit, "task", "create", "-f", file, "--as", "lumen")
		if got.Rule != c.rule || got.Field != c.field || !strings.Contains(got.Message, c.says) {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
	if got := w.fails(4, "task", "create", "-f", file+"x", "--as", "lumen"); got.Rule != "file.missing" {
		t.Errorf("a missing file: %+v", got)
	}
	if err := os.WriteFile(file, []byte("title = \""+strings.Repeat("x", inputMax)+"\""), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := w.fails(2, "task", "create", "-f", file, "--as", "lumen"); got.Rule != "usage.size" {
		t.Errorf("a file that is too long: %+v", got)
	}
}

// What really happened is accepted as what it is.
func TestAcceptedAsSomethingElse(t *testing.T) {
	w := newTown(t).settle()
	first, second, review := w.reach("confirmed"), w.reach("confirmed"), w.reach("in_review")
	pay := func(order, amount, reference string) map[string]any {
		return w.json("payment", "record", order, "--as", "lumen", "--amount", amount, "--reference", reference)
	}
	other := pay(first, "100.00", "A1")
	if other["outcome"] != "suspense" || other["state"] != "confirmed" || len(other["warnings"].([]any)) != 1 {
		t.Errorf("another amount: %v", other)
	}
	if right := pay(first, "120.00", "A2"); right["outcome"] != "done" || right["state"] != "paid" {
		t.Errorf("the right amount: %v", right)
	}
	if used := pay(second, "120.00", "A2"); used["outcome"] != "suspense" {
		t.Errorf("a used reference: %v", used)
	}
	if out := w.do("payment", "ls", "--as", "lumen", "--state", "suspense", "--jq", ".reason"); out != "reference\namount\n" {
		t.Errorf("payments in suspense: %q", out)
	}
	offer := w.json("content", "changes", review, "--as", "lumen", "--note", "a second scene would be nice")
	if offer["outcome"] != "offer" || offer["state"] != "in_review" || offer["modifications_used"] != 0.0 {
		t.Errorf("a modification without a clause: %v", offer)
	}
}
