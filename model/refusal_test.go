package model

import (
	"strings"
	"testing"
)

// TestBadInputIsRefused goes through everything that people type wrong or try on purpose. Each is refused with
// its rule, field and sort of answer, and nothing changes.
func TestBadInputIsRefused(t *testing.T) {
	task := func(change func(*TaskFields)) func(w *world) (string, Command) {
		return func(w *world) (string, Command) {
			f := w.fixedPrice()
			change(&f)
			return "lumen", &CreateTask{ID: w.id(TaskLetter), Fields: f, Publish: true}
		}
	}
	cps := func(typ TaskType, link string) func(w *world) (string, Command) {
		return func(w *world) (string, Command) {
			f := w.noSample()
			f.Type, f.Fee = typ, nil
			o := w.approved(f)
			return "mia", &SubmitContent{Order: o, Type: "video", Links: []string{link}}
		}
	}
	const item = "https://www.aliexpress.com/item/1005006123456789.html"
	for _, tt := range []struct {
		name   string
		make   func(w *world) (as string, c Command)
		answer Answer
		rule   Rule
		field  string
	}{
		{"a creator posts a task", func(w *world) (string, Command) {
			return "mia", &CreateTask{ID: w.id(TaskLetter), Fields: w.fixedPrice()}
		}, ByRule, RuleRole, "as"},
		{"a seller applies", func(w *world) (string, Command) {
			return "lumen", &ApplyToTask{ID: w.id(OrderLetter), Task: w.publish(w.fixedPrice())}
		}, ByRule, RuleRole, "as"},
		{"a creator approves herself", func(w *world) (string, Command) {
			return "mia", &ApproveApplications{Orders: []Picked{{ID: w.apply(w.publish(w.fixedPrice()), "mia")}}}
		}, ByRight, RuleNoRight, "order"},
		{"a seller receives the sample", func(w *world) (string, Command) {
			o := w.approved(w.fixedPrice())
			w.ship(o)
			return "lumen", &ConfirmReceipt{Order: o}
		}, ByRight, RuleNoRight, "order"},
		{"someone else's order", func(w *world) (string, Command) { return "rival", &ConfirmContent{Order: w.reviewed()} }, ByAbsence, RuleNotFound, "order"},
		{"someone else's task", func(w *world) (string, Command) { return "rival", &CloseTask{ID: w.publish(w.fixedPrice())} }, ByRight, RuleNoRight, "task"},
		{"someone else's draft", func(w *world) (string, Command) {
			id := w.id(TaskLetter)
			w.do("lumen", &CreateTask{ID: id, Fields: w.fixedPrice()})
			return "rival", &PublishTask{ID: id}
		}, ByAbsence, RuleNotFound, "task"},
		{"an order that is not there", func(*world) (string, Command) { return "mia", &ConfirmReceipt{Order: "O-0000-0000"} }, ByAbsence, RuleNotFound, "order"},
		{"an empty ID", func(*world) (string, Command) { return "mia", &ConfirmReceipt{} }, ByAbsence, RuleNotFound, "order"},
		{"an ID that is none", func(w *world) (string, Command) {
			return "mia", &ApplyToTask{ID: "O-12", Task: w.publish(w.fixedPrice())}
		}, ByUsage, RuleID, "id"},
		{"a taken ID", func(w *world) (string, Command) {
			return "lumen", &CreateTask{ID: w.publish(w.fixedPrice()), Fields: w.fixedPrice()}
		}, ByRule, RuleIDTaken, "id"},
		{"a second live application", func(w *world) (string, Command) {
			id := w.publish(w.fixedPrice())
			w.apply(id, "mia")
			return "mia", &ApplyToTask{ID: w.id(OrderLetter), Task: id}
		}, ByRule, RuleOneLive, "task"},
		{"a late application", func(w *world) (string, Command) {
			id := w.publish(w.fixedPrice())
			w.advance(10 * day)
			return "mia", &ApplyToTask{ID: w.id(OrderLetter), Task: id}
		}, ByRule, RuleTaskOpen, "task"},
		{"a buyer applies for a fee", func(w *world) (string, Command) {
			return "deal", &ApplyToTask{ID: w.id(OrderLetter), Task: w.publish(w.fixedPrice())}
		}, ByRule, RuleVerified, "as"},
		{"again after a rejection without leave", func(w *world) (string, Command) {
			id := w.publish(w.fixedPrice())
			w.do("lumen", &RejectApplications{Orders: []Picked{{ID: w.apply(id, "mia")}}, Reason: RejectFit})
			return "mia", &ApplyToTask{ID: w.id(OrderLetter), Task: id}
		}, ByRule, RuleNoAgain, "task"},
		{"cancelling after approval", func(w *world) (string, Command) { return "mia", &CancelApplication{Order: w.approved(w.fixedPrice())} }, ByRule, RuleNoOptOut, "order"},
		{"approving beyond the wanted number", func(w *world) (string, Command) {
			f := w.fixedPrice()
			f.Wanted = 1
			id := w.publish(f)
			a, b := w.apply(id, "mia"), w.apply(id, "nils")
			w.do("lumen", &ApproveApplications{Orders: []Picked{{ID: a}}})
			return "lumen", &ApproveApplications{Orders: []Picked{{ID: b}}}
		}, ByRule, RuleFull, "order"},
		{"an order that moved since the plan", func(w *world) (string, Command) {
			o := w.apply(w.publish(w.fixedPrice()), "mia")
			return "lumen", &ApproveApplications{Orders: []Picked{{ID: o, Rev: w.order(o).Rev + 1}}}
		}, ByRule, RuleMoved, "order"},
		{"a reason that is none", func(w *world) (string, Command) {
			return "lumen", &RejectApplications{Orders: []Picked{{ID: w.apply(w.publish(w.fixedPrice()), "mia")}}, Reason: "ugly"}
		}, ByUsage, RuleReasonName, "reason"},

		{"an unknown content type in a task", task(func(f *TaskFields) { f.Content = []ContentType{"dance"} }), ByUsage, RuleContentName, "content"},
		{"an unknown content type", func(w *world) (string, Command) {
			return "mia", &SubmitContent{Order: w.approved(w.noSample()), Type: "dance", Links: []string{"https://vk.com/1"}}
		}, ByUsage, RuleContentName, "type"},
		{"content that the task does not ask for", func(w *world) (string, Command) {
			return "mia", &SubmitContent{Order: w.approved(w.noSample()), Type: "list", Links: []string{"https://vk.com/1"}}
		}, ByRule, RuleContentType, "type"},
		{"AliExpress CPS content elsewhere", cps(AliExpressCPS, "https://vk.com/wall-1_2"), ByRule, RuleContentSide, "link"},
		{"AliExpress CPS content on a look-alike", cps(AliExpressCPS, "https://aliexpress.com.example.com/feed/1"), ByRule, RuleContentSide, "link"},
		{"social CPS content on AliExpress", cps(SocialCPS, "https://m.aliexpress.com/feed/1"), ByRule, RuleContentSide, "link"},
		{"content that is no address", cps(SocialCPS, "javascript:alert(1)"), ByRule, RuleWebAddress, "link"},
		{"content before the sample", func(w *world) (string, Command) {
			return "mia", &SubmitContent{Order: w.approved(w.fixedPrice()), Type: "video", Links: []string{"https://vk.com/1"}}
		}, ByRule, RuleSampleFirst, "order"},

		{"two item links on a CPS task", task(func(f *TaskFields) {
			f.Type, f.Fee = AliExpressCPS, nil
			f.Links = append(f.Links, "https://es.aliexpress.com/item/1005006123456780.html")
		}), ByRule, RuleOneLink, "link"},
		{"a link that is no item", task(func(f *TaskFields) { f.Links = []string{"https://www.aliexpress.com/store/1234567"} }), ByRule, RuleItemLink, "link"},
		{"a link elsewhere", task(func(f *TaskFields) { f.Links = []string{"https://example.com/item/1005006123456789.html"} }), ByRule, RuleItemLink, "link"},
		{"a look-alike link", task(func(f *TaskFields) {
			f.Links = []string{"https://aliexpress.com@example.com/item/1005006123456789.html"}
		}), ByRule, RuleWebAddress, "link"},
		{"the same item twice", task(func(f *TaskFields) { f.Links = []string{item, item} }), ByRule, RuleItemTwice, "link"},
		{"no link", task(func(f *TaskFields) { f.Links = nil }), ByRule, RuleRequired, "link"},
		{"CPS without a rate", func(w *world) (string, Command) {
			f := w.fixedPrice()
			f.Type, f.Fee = SocialCPS, nil
			return "rival", &CreateTask{ID: w.id(TaskLetter), Fields: f, Publish: true}
		}, ByRule, RulePortals, "type"},
		{"a standard seller", func(w *world) (string, Command) {
			return "small", &CreateTask{ID: w.id(TaskLetter), Fields: w.fixedPrice(), Publish: true}
		}, ByRule, RuleSellerLevel, "type"},
		{"a promo task by hand", task(func(f *TaskFields) { f.Type, f.Fee = StorePromoCode, nil }), ByRule, RulePromoWay, "type"},
		{"a rate below the least", func(*world) (string, Command) { return "rival", &JoinPortals{Rate: 299} }, ByRule, RuleRate, "rate"},
		{"a negative fee", task(func(f *TaskFields) { f.Fee = &Money{-500, "USD"} }), ByRule, RuleFeePositive, "fee"},
		{"an unknown currency", task(func(f *TaskFields) { f.Fee = &Money{500, "ZZZ"} }), ByUsage, RuleCurrency, "currency"},
		{"no fee", task(func(f *TaskFields) { f.Fee = nil }), ByRule, RuleFeeMissing, "fee"},
		{"a fee on a CPS task", task(func(f *TaskFields) { f.Type = SocialCPS }), ByRule, RuleFeeType, "fee"},
		{"reversed deadlines", task(func(f *TaskFields) { f.ApplyBy, f.SubmitBy = f.SubmitBy, f.ApplyBy }), ByRule, RuleReversed, "submit_by"},
		{"a past deadline", task(func(f *TaskFields) { f.ApplyBy = f.ApplyBy.Add(-20 * day) }), ByRule, RulePast, "apply_by"},
		{"a deadline in ten years", task(func(f *TaskFields) { f.SubmitBy = f.SubmitBy.Add(3650 * day) }), ByRule, RuleTooFar, "submit_by"},
		{"a description of 100 KB", task(func(f *TaskFields) { f.Description = strings.Repeat("great ", 20000) }), ByRule, RuleTextLength, "description"},
		{"minus one sample", task(func(f *TaskFields) { f.Samples = -1 }), ByRule, RuleSamples, "samples"},
		{"minus one creator", task(func(f *TaskFields) { f.Wanted = -1 }), ByRule, RuleWanted, "wanted"},
		{"a language that is none", task(func(f *TaskFields) { f.Languages = []string{"klingonese"} }), ByUsage, RuleLanguage, "language"},
		{"a country that is none", task(func(f *TaskFields) { f.Countries = []string{"XQ"} }), ByUsage, RuleCountry, "country"},
		{"a channel on the wrong side", task(func(f *TaskFields) { f.Type, f.Fee, f.Channels = AliExpressCPS, nil, []Platform{"youtube"} }), ByRule, RuleChannelSide, "channel"},

		{"a third modification", func(w *world) (string, Command) {
			o := w.reviewed()
			for _, link := range []string{"https://vk.com/2", "https://vk.com/3"} {
				w.do("lumen", &RequestChanges{Order: o, Clauses: []string{"R1"}, Note: "again"})
				w.submit(o, link)
			}
			return "lumen", &RequestChanges{Order: o, Clauses: []string{"R1"}, Note: "again"}
		}, ByRule, RuleModifications, "order"},
		{"a clause that is not there", func(w *world) (string, Command) {
			return "lumen", &RequestChanges{Order: w.reviewed(), Clauses: []string{"R3"}, Note: "again"}
		}, ByRule, RuleClause, "clause"},
		{"a second extension", func(w *world) (string, Command) {
			o := w.approved(w.noSample())
			w.do("mia", &AskExtension{Order: o, Days: 2})
			w.do("lumen", &AnswerProposal{Order: o, Accept: false})
			return "mia", &AskExtension{Order: o, Days: 2}
		}, ByRule, RuleExtensionOnce, "order"},
		{"an extension of eight days", func(w *world) (string, Command) {
			return "mia", &AskExtension{Order: w.approved(w.noSample()), Days: 8}
		}, ByRule, RuleExtensionDays, "days"},
		{"answering one's own proposal", func(w *world) (string, Command) {
			o := w.approved(w.noSample())
			w.do("mia", &ProposeStop{Order: o, Note: "moved"})
			return "mia", &AnswerProposal{Order: o, Accept: true}
		}, ByRight, RuleNoRight, "order"},
		{"a payment before confirmation", func(w *world) (string, Command) {
			return "lumen", &RecordPayment{ID: w.id(PaymentLetter), Order: w.reviewed(), Method: PayPal, Amount: Money{12000, "USD"}, Reference: "1"}
		}, ByRule, RuleUnconfirmed, "order"},
		{"a payment of nothing", func(w *world) (string, Command) {
			return "lumen", &RecordPayment{ID: w.id(PaymentLetter), Order: w.owed(), Method: PayPal, Amount: Money{0, "USD"}, Reference: "1"}
		}, ByRule, RulePaymentPositive, "amount"},
		{"a payment tomorrow", func(w *world) (string, Command) {
			return "lumen", &RecordPayment{ID: w.id(PaymentLetter), Order: w.owed(), Method: PayPal, Amount: Money{12000, "USD"}, Reference: "1", Date: w.now.Add(day)}
		}, ByRule, RuleFuture, "date"},
		{"a payment before the order", func(w *world) (string, Command) {
			return "lumen", &RecordPayment{ID: w.id(PaymentLetter), Order: w.owed(), Method: PayPal, Amount: Money{12000, "USD"}, Reference: "1", Date: w.now.Add(-day)}
		}, ByRule, RuleDateEarly, "date"},
		{"the same content again", func(w *world) (string, Command) {
			o := w.reviewed()
			w.do("lumen", &RequestChanges{Order: o, Clauses: []string{"R1"}, Note: "again"})
			return "mia", &SubmitContent{Order: o, Type: "video", Links: []string{"https://www.instagram.com/reel/1/"}}
		}, ByRule, RuleSameContent, "link"},
		{"an address with a joiner", cps(SocialCPS, "https://vk.com/wa\u200Dll"), ByRule, RuleWebAddress, "link"},
		{"a handle that means nobody", func(*world) (string, Command) { return "", &AddAccount{Handle: "nobody", Role: Creator} }, ByRule, RuleHandle, "handle"},
		{"an unknown method", func(w *world) (string, Command) {
			return "lumen", &RecordPayment{ID: w.id(PaymentLetter), Order: w.owed(), Method: "shells", Amount: Money{12000, "USD"}, Reference: "1"}
		}, ByUsage, RuleMethodName, "method"},
		{"acknowledging what was not paid", func(w *world) (string, Command) { return "mia", &AcknowledgePayment{Order: w.owed()} }, ByRule, RuleAcknowledge, "order"},
		{"a handle with a space", func(*world) (string, Command) { return "", &AddAccount{Handle: "mia makes", Role: Creator} }, ByRule, RuleHandle, "handle"},
		{"a taken handle", func(*world) (string, Command) { return "", &AddAccount{Handle: "mia", Role: Creator} }, ByRule, RuleHandleTaken, "handle"},
		{"an account by a stranger", func(*world) (string, Command) { return "mia", &AddAccount{Handle: "eve", Role: Support} }, ByRight, RuleNoRight, ""},
		{"another's PayPal address", func(w *world) (string, Command) {
			return "nils", &SetPayPal{Handle: "mia", PayPal: w.keep("thief@example.com")}
		}, ByRight, RuleNoRight, "handle"},
		{"a clock fired by hand", func(w *world) (string, Command) {
			return "lumen", &FireClock{Of: w.order(w.reviewed()).Ref(), Rule: ClockContentReview}
		}, ByRight, RuleNoRight, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			w.do("", &AddAccount{Handle: "rival", Role: Seller, Level: Senior})
			w.do("", &AddAccount{Handle: "small", Role: Seller})
			w.do("", &AddAccount{Handle: "nils", Role: Creator, Kind: External})
			w.do("", &AddAccount{Handle: "deal", Role: Creator, Kind: Buyer})
			as, c := tt.make(w)
			r := w.try(as, c)
			if r == nil {
				t.Fatalf("accepted: %v", w.last.Events)
			}
			if r.Answer != tt.answer || r.Rule != tt.rule || r.Field != tt.field {
				t.Errorf("refused as %d %s %q, want %d %s %q", r.Answer, r.Rule, r.Field, tt.answer, tt.rule, tt.field)
			}
			if len(w.last.Events) != 0 {
				t.Errorf("refused, and yet %d events", len(w.last.Events))
			}
		})
	}
}

// Every field that a person writes refuses characters that could deceive or break a terminal.
func TestTricksInTextsAreRefused(t *testing.T) {
	tricks := map[string]Trouble{
		"red \x1b[31m alert": ControlCharacter, "bell \a": ControlCharacter, "c1 \u009b31m": ControlCharacter, "back\b": ControlCharacter, "line\rover": ControlCharacter,
		"abc\u202Egpj.exe": BidiOverride, "iso\u2066late": BidiOverride, "zero\u200Bwidth": Invisible, "soft\u00ADhyphen": Invisible,
		"tag\U000E0041": Invisible, "bom\uFEFF": Invisible, "bad\xff": InvalidEncoding, "joiner \u200D alone": Invisible,
	}
	fields := map[string]func(w *world, s string) (string, Command){
		"title": func(w *world, s string) (string, Command) {
			f := w.fixedPrice()
			f.Title = s
			return "lumen", &CreateTask{ID: w.id(TaskLetter), Fields: f}
		},
		"description": func(w *world, s string) (string, Command) {
			f := w.fixedPrice()
			f.Description = s
			return "lumen", &CreateTask{ID: w.id(TaskLetter), Fields: f}
		},
		"require": func(w *world, s string) (string, Command) {
			f := w.fixedPrice()
			f.Brief = []string{s}
			return "lumen", &CreateTask{ID: w.id(TaskLetter), Fields: f}
		},
		"note": func(w *world, s string) (string, Command) {
			return "mia", &ApplyToTask{ID: w.id(OrderLetter), Task: w.publish(w.fixedPrice()), Note: s}
		},
		"name": func(w *world, s string) (string, Command) {
			return "", &AddAccount{Handle: "eve", Name: s, Role: Creator}
		},
		"address": func(w *world, s string) (string, Command) {
			return "mia", &SetAddress{Handle: "mia", Address: w.keep(s)}
		},
		"carrier": func(w *world, s string) (string, Command) {
			return "lumen", &SendSamples{Orders: []Picked{{ID: w.approved(w.fixedPrice())}}, Info: ShipmentInfo{Carrier: s, Tracking: "1", Pieces: 1, Sender: w.keep("x")}}
		},
		"reference": func(w *world, s string) (string, Command) {
			return "lumen", &RecordPayment{ID: w.id(PaymentLetter), Order: w.owed(), Method: PayPal, Amount: Money{12000, "USD"}, Reference: s}
		},
	}
	for field, make := range fields {
		for trick, trouble := range tricks {
			w := newWorld(t)
			as, c := make(w, trick)
			if r := w.try(as, c); r == nil || r.Rule != RuleText || r.Field != field || r.Args[0].Text != "trouble."+string(trouble) {
				t.Errorf("%s %q: %v, want trouble %s", field, trick, r, trouble)
			}
		}
	}
	for _, fine := range []string{"Группа ТехноЧай", "晓彤", "하나", "👩‍👩‍👧 family", "نیم‌فاصله", "❤️", "Ana\u200E (LTR)", "naïve café"} {
		if got := TextTrouble(fine, false); got != NoTrouble {
			t.Errorf("%q is refused for %s", fine, got)
		}
	}
}

// What really happened is accepted as what it is.
func TestOddPaymentsGoToSuspenseAndClauselessChangesAreOffers(t *testing.T) {
	w := newWorld(t)
	record := func(o ID, m Money, reference string) {
		t.Helper()
		w.do("lumen", &RecordPayment{ID: w.id(PaymentLetter), Order: o, Method: PayPal, Amount: m, Reference: reference})
	}
	first, second := w.owed(), w.owed()
	record(first, Money{11900, "USD"}, "A")
	if w.order(first).State != Confirmed {
		t.Error("a payment of another amount settled the order")
	}
	record(first, Money{12000, "USD"}, "B")
	record(second, Money{12000, "USD"}, "B")
	if w.order(first).State != Paid || w.order(second).State != Confirmed {
		t.Error("a used reference settled a second order")
	}
	for who, want := range map[string]int{"lumen": 3, "mia": 3} {
		n := 0
		for range w.View(who).Rows(PaymentsOf(AccountByHandle(w.s, who).Key), Place{}, false) {
			n++
		}
		if n != want {
			t.Errorf("%s finds %d payments, want %d", who, n, want)
		}
	}
	if got := w.View("lumen").Count(Suspended()); got != 2 {
		t.Errorf("%d payments in suspense, want 2", got)
	}
	if wrong, ok := CheckLedger(w.s, AccountByHandle(w.s, "lumen").Key); !ok {
		t.Errorf("ledger: %s", wrong)
	}
	o := w.reviewed()
	w.do("lumen", &RequestChanges{Order: o, Note: "add a song"})
	if got := w.order(o); got.State != InReview || !got.Offer.Open() || got.Asked != 0 {
		t.Errorf("a request without a clause made %s with %d modifications", got.State, got.Asked)
	}
	w.clock(w.order(o), ClockContentReview)
}

func TestParseMoney(t *testing.T) {
	for _, tt := range []struct {
		typed  string
		want   Money
		answer Answer
	}{
		{"120", Money{12000, "USD"}, 0}, {"120.5", Money{12050, "USD"}, 0}, {"120.00 EUR", Money{12000, "EUR"}, 0}, {"EUR 7", Money{700, "EUR"}, 0},
		{"800 JPY", Money{800, "JPY"}, 0}, {"1.250 KWD", Money{1250, "KWD"}, 0}, {"-5", Money{-500, "USD"}, 0},
		{"1.234", Money{}, ByRule}, {"8.5 JPY", Money{}, ByRule}, {"99999999999999999", Money{}, ByRule},
		{"abc", Money{}, ByUsage}, {"", Money{}, ByUsage}, {"1,5", Money{}, ByUsage}, {"5 ZZZ", Money{}, ByUsage}, {"1e3", Money{}, ByUsage}, {"5.", Money{}, ByUsage},
	} {
		got, r := ParseMoney("fee", tt.typed, "USD")
		if tt.answer == 0 && (r != nil || got != tt.want) {
			t.Errorf("%q is %v (%v), want %v", tt.typed, got, r, tt.want)
		}
		if tt.answer != 0 && (r == nil || r.Answer != tt.answer) {
			t.Errorf("%q: %v, want a refusal of sort %d", tt.typed, r, tt.answer)
		}
	}
}
