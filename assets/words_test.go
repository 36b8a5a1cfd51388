package assets

import (
	"slices"
	"strings"
	"testing"
	"time"

	"aeconnect/model"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Every rule of the model stands in the catalogue, and nothing else does.
func TestCatalogueHoldsExactlyTheRulesOfTheModel(t *testing.T) {
	w := NewWords("en")
	explained := w.Rules()
	known := map[model.Rule]bool{}
	for name, rule := range readModel(t).consts {
		known[rule] = true
		text, ok := w.Rule(rule)
		if !ok {
			t.Errorf("%s (%s) is not in the catalogue", name, rule)
			continue
		}
		if text.Title == "" || text.Sentence == "" || strings.HasSuffix(text.Title, ".") || !strings.HasSuffix(text.Sentence, ".") {
			t.Errorf("%s: title %q or sentence %q is not whole", rule, text.Title, text.Sentence)
		}
		if strings.Contains(text.Sentence+text.Title+text.Accepts, "…") {
			t.Errorf("%s: sentence %q needs an argument", rule, text.Sentence)
		}
		checkSource(t, string(rule), text.Source)
	}
	for _, rule := range explained {
		if !known[rule] {
			t.Errorf("the catalogue explains %s, which the model does not know", rule)
		}
	}
	for rule, e := range w.load().rules {
		if e.Awaits != "" && known[rule] {
			t.Errorf("%s awaits %s, but the model knows it", rule, e.Awaits)
		}
	}
}

func checkSource(t *testing.T, what, source string) {
	t.Helper()
	for _, s := range []string{"000", "001", "002", "003", "004", "ours"} {
		if strings.Contains(source, s) {
			return
		}
	}
	t.Errorf("%s: source %q names no guide", what, source)
}

// What is said when a rule refuses uses only arguments that the model gives at every place where it refuses.
func TestRefusalsUseTheArgumentsOfTheModel(t *testing.T) {
	w, src := NewWords("en"), readModel(t)
	if len(src.calls) < 100 {
		t.Fatalf("only %d refusals were read off the model", len(src.calls))
	}
	for _, c := range src.calls {
		for _, part := range []string{".refusal", ".accepts"} {
			for _, name := range required(w.load().messages["rule."+string(c.rule)+part].forms[plural.Other]) {
				if name != "field" && !c.open && !slices.Contains(c.args, name) {
					t.Errorf("%s: %s%s wants {%s}, the model gives %v", c.at, c.rule, part, name, c.args)
				}
			}
		}
		if !w.Has("rule."+string(c.rule)+".refusal") && !w.Has("rule."+string(c.rule)+".sentence") {
			t.Errorf("%s: nothing to say when %s refuses", c.at, c.rule)
		}
	}
	for _, f := range src.fields {
		if !w.Has("field." + f) {
			t.Errorf("field %q has no name", f)
		}
	}
}

// required returns the arguments that a text cannot do without.
func required(t template) []string {
	var all []string
	for _, p := range t {
		if p.name != "" && !p.choice && !p.isNumber() {
			all = append(all, p.name)
		}
	}
	return all
}

func TestEveryEventIsSaid(t *testing.T) {
	w, reg := NewWords("en"), model.NewRegistry()
	for _, name := range model.EventNames() {
		e := reg.Event(name)
		if !w.Has("event." + name) {
			t.Errorf("event %s has no words", name)
			continue
		}
		if said := w.Event(e); said == "" || strings.Contains(said, "…") {
			t.Errorf("event %s says %q: an argument is missing", name, said)
		}
		rule, args := e.Says()
		for _, n := range w.load().messages["event."+name].forms[plural.Other].names() {
			if _, ok := find(args, n); !ok {
				t.Errorf("event %s (%s) has no argument %q", name, rule, n)
			}
		}
	}
	for _, id := range w.IDs() {
		if name, ok := strings.CutPrefix(id, "event."); ok && !slices.Contains(model.EventNames(), name) {
			t.Errorf("%s is said, but there is no such event", id)
		}
	}
}

// A command that waits for a hub is named where it waits, and no other is.
func TestEveryCommandIsNamed(t *testing.T) {
	w, known := NewWords("en"), model.CommandNames()
	for _, name := range known {
		if !w.Has("outbox_do." + name) {
			t.Errorf("command %s has no name in the outbox", name)
		}
	}
	for _, id := range w.IDs() {
		if name, ok := strings.CutPrefix(id, "outbox_do."); ok && !slices.Contains(known, name) {
			t.Errorf("%s is named, but there is no such command", id)
		}
	}
}

func TestEveryClockIsSaid(t *testing.T) {
	w, src := NewWords("en"), readModel(t)
	for _, rule := range model.ClockRules() {
		if !w.Has("what." + string(rule)) {
			t.Errorf("clock %s does not say what it waits for", rule)
		}
	}
	if len(src.defaults) < 10 {
		t.Fatalf("only %d defaults were read off the model", len(src.defaults))
	}
	for word := range src.defaults {
		if !w.Has("default." + word) {
			t.Errorf("default %q has no words", word)
		}
	}
}

func TestEveryNameOfTheModelHasAWord(t *testing.T) {
	w := NewWords("en")
	want := func(prefix string, names ...string) {
		for _, n := range names {
			if !w.Has(prefix + n) {
				t.Errorf("%s%s has no word", prefix, n)
			}
		}
	}
	want("role.", "system", "self")
	want("role.", names(model.Roles())...)
	want("level.", names(model.Levels())...)
	want("kind.", names(model.CreatorKinds())...)
	want("channel.", names(model.Platforms())...)
	want("content.", names(model.ContentTypes())...)
	want("reject.", names(append(model.RejectReasons(), model.RejectNotReviewed, model.RejectClosed))...)
	want("method.", names(model.Methods())...)
	want("book.", names(model.Books())...)
	want("suspense.", names([]model.SuspenseReason{model.OtherAmount, model.UsedReference, model.NothingOwed})...)
	want("trouble.", names([]model.Trouble{model.InvalidEncoding, model.ControlCharacter, model.BidiOverride, model.Invisible})...)
	want("loss.", string(model.Lost), string(model.Damaged))
	want("side.", "other")
	for s := model.Nobody; s <= model.OperatorSide; s++ {
		want("side.", s.String())
	}
	for _, s := range model.OrderStates() {
		want("state.", s.String())
	}
	for _, s := range append(model.TaskStates(), model.Dropped) {
		want("state.task.", s.String())
	}
	for _, tt := range model.TaskTypes() {
		want("type.", tt.String())
		want("type_short.", tt.String())
	}
	for k := model.Commission; k <= model.Product; k++ {
		want("reward.", k.String())
	}
	for _, d := range model.Debts() {
		want("debt.", d.String())
	}
	for _, u := range Units() {
		if u != Count && u != BasisPoints && u != EuroCents {
			want("unit.", string(u))
		}
	}
	for _, n := range Policy().Numbers {
		want("policy.", string(n.Name))
	}
}

func names[S ~string](all []S) []string {
	var s []string
	for _, n := range all {
		s = append(s, string(n))
	}
	return s
}

// Texts refer only to numbers of the policy that exist and to units that can be said, and hold nothing that the
// model would refuse in a text of its own.
func TestWordsAreClean(t *testing.T) {
	for _, lang := range Languages() {
		w := NewWords(lang)
		b := w.load()
		for id, m := range b.messages {
			for _, form := range m.forms {
				checkTemplate(t, w, id, form)
			}
			if m.static && model.TextTrouble(m.text, false) != model.NoTrouble {
				t.Errorf("%s %s: %q has %s", lang, id, m.text, model.TextTrouble(m.text, false))
			}
		}
	}
}

func checkTemplate(t *testing.T, w *Words, id string, tpl template) {
	t.Helper()
	for _, p := range tpl {
		if p.isNumber() && strings.Contains(w.Number(model.Number(p.name)), "…") {
			t.Errorf("%s: the policy has no number %s", id, p.name)
		}
		if p.unit != "" && !w.Has("unit."+p.unit) {
			t.Errorf("%s: no unit %s", id, p.unit)
		}
		if p.name == "" && (strings.ContainsAny(p.literal, "{}[]") || model.TextTrouble(p.literal, true) != model.NoTrouble) {
			t.Errorf("%s: %q holds a sign that belongs to no argument", id, p.literal)
		}
		checkTemplate(t, w, id, p.yes)
		checkTemplate(t, w, id, p.other)
	}
}

func TestSay(t *testing.T) {
	w := NewWords("en")
	moment := model.At(time.Date(2026, 12, 24, 14, 5, 0, 0, time.UTC))
	fee := model.Money{Minor: 125000, Currency: "USD"}
	berlin := time.FixedZone("CET", 3600)
	for _, c := range []struct{ got, want string }{
		{w.Say("state.in_review"), "in review"},
		{w.Say("language.xx"), "xx"},
		{w.Say("unit.days", Num("count", 1)), "1 day"},
		{w.Say("unit.days", Num("count", 1204)), "1,204 days"},
		{w.Say("default.confirmed", Amount("owed", fee)), "confirmed, 1,250.00 USD owed"},
		{w.Say("default.confirmed"), "confirmed"},
		{w.Say("default.granted", Num("days", 3)), "granted, 3 days"},
		{w.Say("event.portals.rate_changed", When("from", moment)), "Commission … from 24 Dec 2026 14:05"},
		{w.Say("event.stop.answered", Word("answer", "answer.no"), Word("silence", "answer.yes")), "Stop refused by silence"},
		{w.In(berlin).Moment(moment), "24 Dec 2026 15:05"},
		{w.Weekday(moment), "Thu"},
		{w.Moment(0), "no date"},
		{w.Number("content.review.days"), "5 days"},
		{w.Number("portals.rate.min_bp"), "3%"},
		{w.Number("entry.max_bytes"), "256 KiB"},
		{w.Number("withdrawal.fee.european_minor"), "0.10 EUR"},
		{w.Number("no.such.number"), "…"},
		{w.Left(0, model.Moment(192*60_000)), "3 h 12 m"},
		{w.Left(0, model.Moment(28*3600_000)), "1 d 4 h"},
		{w.Left(model.Moment(48*3600_000), 0), "2 d"},
		{w.Digits(-1234567), "-1,234,567"},
		{w.Digits(100), "100"},
		{w.Money(model.Money{Minor: -500, Currency: "JPY"}), "-500 JPY"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// A marketplace's own numbers stand in its sentences.
func TestWordsUnderAPolicy(t *testing.T) {
	w := NewWords("en").Under(&model.Policy{Values: []model.PolicyValue{{Name: "content.review.days", Value: 1}}})
	if got := w.Number("content.review.days"); got != "1 day" {
		t.Errorf("got %q", got)
	}
	if got := w.Number("offer.answer.days"); got != "5 days" {
		t.Errorf("a number that the policy does not know said %q", got)
	}
	text, _ := w.Rule(model.ClockContentReview)
	if !strings.Contains(text.Sentence, "has 1 day to") {
		t.Errorf("sentence %q", text.Sentence)
	}
}

// A language chooses its plural forms by itself.
func TestPluralForms(t *testing.T) {
	days := newMessage(pluralForms{One: "{count} день", Few: "{count} дня", Many: "{count} дней", Other: "{count} дня"}, true)
	b := &book{lang: "ru", tag: language.Russian, messages: map[string]message{"unit.days": days}}
	b.once.Do(func() {})
	w := &Words{book: b, zone: time.UTC}
	for n, want := range map[int64]string{1: "1 день", 2: "2 дня", 5: "5 дней", 11: "11 дней", 21: "21 день"} {
		if got := w.Say("unit.days", Num("count", n)); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}

func TestRefusalNamesFieldAndWhatWouldDo(t *testing.T) {
	w := NewWords("en")
	message, accepts := w.Refusal(&model.Refusal{Rule: model.RuleRequired, Field: "link"})
	if message != "Missing: link." || accepts != "Fill it in." {
		t.Errorf("got %q, %q", message, accepts)
	}
	message, accepts = w.Refusal(&model.Refusal{Rule: model.RuleOneLink, Field: "link", Args: []model.Arg{Num("count", 2)}})
	if message != "A CPS task has one item link; here are 2." || accepts == "" {
		t.Errorf("got %q, %q", message, accepts)
	}
}

// TestNoRightSaysWhoHasIt: whoever may not do something reads whose key can, in every language, for each that the model
// asks for.
func TestNoRightSaysWhoHasIt(t *testing.T) {
	for _, lang := range Languages() {
		w := NewWords(lang)
		_, general := w.Refusal(&model.Refusal{Rule: model.RuleNoRight})
		seen := map[string]string{general: "nobody named"}
		for _, needs := range []string{"role.operator", "role.support", "role.self", "role.applicant", "role.system", "side.seller", "side.creator", "side.other"} {
			message, accepts := w.Refusal(&model.Refusal{Rule: model.RuleNoRight, Args: []model.Arg{Word("needs", needs)}})
			if before, twice := seen[accepts]; accepts == "" || twice || !strings.Contains(message, w.Say(needs)) {
				t.Errorf("%s, %s: %q, %q; as %q", lang, needs, message, accepts, before)
			}
			seen[accepts] = needs
		}
	}
}

// A reason of the model says its inputs, its arithmetic and its rule.
func TestExplain(t *testing.T) {
	w := NewWords("en")
	from := model.At(time.Date(2026, 11, 26, 14, 0, 0, 0, time.UTC))
	due := model.At(time.Date(2026, 12, 1, 14, 0, 0, 0, time.UTC))
	clock := model.Clock{Rule: model.ClockContentReview, Default: "confirmed", Args: []model.Arg{Amount("owed", model.Money{Minor: 12000, Currency: "USD"})}}
	e := w.Explain(model.Reason{Subject: "clock", Rule: clock.Rule, From: from, Length: "content.review.days", Value: 5, Due: due, Clock: &clock})
	if e.Arithmetic != "26 Nov 2026 14:00 + 5 days = 1 Dec 2026 14:00" || e.Facts != "Confirm content until 1 Dec 2026 14:00; then: confirmed, 120.00 USD owed" || e.Rule.Source == "" {
		t.Errorf("got %+v", e)
	}
	e = w.Explain(model.Reason{Subject: "state", Rule: model.RuleFrozen, Args: []model.Arg{Word("state", "state.applied"), When("since", from)}})
	if e.Facts != "applied since 26 Nov 2026 14:00" || e.Arithmetic != "" {
		t.Errorf("got %+v", e)
	}
}

func TestTemplate(t *testing.T) {
	w := NewWords("en")
	for text, want := range map[string]string{
		"plain":                   "plain",
		"{who} acts":              "mia acts",
		"[note?: {note}]":         "",
		"[who?by {who}|by none]":  "by mia",
		"[gone?a|b]":              "b",
		"{n:days} and {n}":        "7 days and 7",
		"open { brace":            "open { brace",
		"[plain brackets]":        "[plain brackets]",
		"{undo.minutes} to undo":  "10 minutes to undo",
		"{undo.minutes:times}":    "10 times",
		"[n?{n:days} left][x?!!]": "7 days left",
	} {
		if got := w.fill(parseTemplate(text), []model.Arg{Text("who", "mia"), Num("n", 7)}); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
