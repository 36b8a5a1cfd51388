package screen_test

import (
	"fmt"
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

func wide() screentest.Size { return screentest.Size{Width: 146, Height: 36} }

// The life of an order, from application to payment, by keys alone on one page of each side.
func TestAnOrdersLifeByKeys(t *testing.T) {
	w := screentest.New(t)
	id := w.Apply(w.Publish("lumen", w.FixedPrice()), "mia.makes", "Yours would close a series.")
	as := func(handle string, play func(*screentest.Stage)) {
		t.Helper()
		s := orderStage(w, handle, id, wide(), kit.ThemeOptions{})
		play(s)
		if t.Failed() {
			t.Fatal(s.Frame())
		}
	}
	state := func(s model.OrderState) {
		t.Helper()
		if got := w.Order(id).State; got != s {
			t.Fatalf("the order is %s, want %s", got, s)
		}
	}
	as("lumen", func(s *screentest.Stage) {
		s.Press("a")
		s.Expect("u takes it back")
		state(model.AwaitingSample)
		s.Press("u")
		s.Expect("Take back 1 approval")
		s.Press("enter")
		state(model.Applied)
		s.Press("a")
		state(model.AwaitingSample)
		s.Press("p")
		s.Expect("Send samples", "To Mia Makowski, Hauptstr. 1")
		s.Type("dh")
		s.Expect("DHL")
		s.Press("enter", "tab")
		s.Type("00340434161094042557")
		s.Press("tab", "tab")
		s.Type("Lumen Audio, 1 Main St, Shenzhen, CN")
		s.Press("ctrl+s")
		state(model.OnTheWay)
		s.Expect("Sample sent: 1 piece by DHL", "00340434161094042557")
		s.Press("e")
		s.Expect("Modify information", "1 Main St")
		s.Press("tab", "ctrl+u")
		s.Type("00340434161094042999")
		s.Press("ctrl+s")
		s.Expect("00340434161094042999", "Shipment corrected")
	})
	as("mia.makes", func(s *screentest.Stage) {
		s.Press("a", "left", "enter")
		state(model.AwaitingSubmission)
		s.Press("n", "space", "tab")
		s.Type("https://www.instagram.com/reel/abc123/")
		s.Press("ctrl+s")
		state(model.InReview)
	})
	as("lumen", func(s *screentest.Stage) {
		s.Press("c")
		s.Expect("this is modification 1 of 2")
		s.Press("down", "space", "tab")
		s.Type("battery life is missing")
		s.Press("ctrl+s")
		state(model.ChangesAsked)
		s.Expect("Modifications used", "1 of 2", "asked for in v1")
	})
	as("mia.makes", func(s *screentest.Stage) {
		s.Press("n")
		s.Expect("lumen asked for R2: battery life is missing", "R2 Say the battery life", "This becomes v2", "https://www.instagram.com/reel/abc123/") // the last version, to be changed
		s.Press("tab", "end", "backspace", "backspace")
		s.Type("4/")
		s.Press("ctrl+s")
		state(model.InReview)
		s.Expect("+ https://www.instagram.com/reel/abc124/", "- https://www.instagram.com/reel/abc123/")
	})
	as("lumen", func(s *screentest.Stage) {
		s.Press("a", "left", "enter")
		state(model.Confirmed)
		s.Expect("Payment confirmed", "mia.makes@example.com")
		s.Press("r")
		s.Expect("Record payment", "120.00 USD owed to mia.makes@example.com")
		s.Press("tab", "tab")
		s.Type("8XY12345")
		s.Press("tab")
		s.Type("yesterday")
		s.Expect("date.early") // yesterday nobody had applied: the field has no check mark beside its refusal
		s.Refuse("✓ Sun", "from now")
		s.Press("ctrl+u")
		s.Type("today")
		s.Expect("✓ Mon 5 Oct", "ago")
		s.Press("ctrl+s")
		state(model.Paid)
	})
	as("mia.makes", func(s *screentest.Stage) {
		s.Press("a")
		s.Expect("120.00 USD by PayPal, reference 8XY12345")
		s.Press("left", "enter")
		state(model.Completed)
	})
}

// What the rules say stands under the field while one types; ctrl+s does not send it, and nothing typed is lost.
func TestFormsHearTheRulesAsOneTypes(t *testing.T) {
	c := screentest.NewCast(t)
	s := orderStage(c.World, "lumen", c.Orders["confirmed"], wide(), kit.ThemeOptions{})
	s.Press("r", "tab", "tab")
	s.Type("REF 1")
	s.Press("shift+tab", "ctrl+u")
	s.Type("100")
	s.Expect("100.00 USD", "payment.suspense") // accepted as what it is: a warning
	s.Press("ctrl+u")
	s.Type("1.234 USD")
	s.Expect("decimals")
	s.Press("ctrl+s")
	if c.Order(c.Orders["confirmed"]).State != model.Confirmed {
		t.Error("an impossible amount was sent")
	}
	s.Expect("1.234 USD")
	s.Press("ctrl+u")
	s.Type("100")
	s.Press("tab", "tab")
	s.Type("next friday")
	s.Expect("date.future")
	s.Press("ctrl+u", "ctrl+s")
	s.Expect("in suspense")
	if n := c.Order(c.Orders["confirmed"]); n.State != model.Confirmed {
		t.Errorf("a payment of another amount made it %s", n.State)
	}
}

// Once every modification is used no clause can be cited: what is asked for is an offer, and the form says so.
func TestThirdModificationIsAnOffer(t *testing.T) {
	c := screentest.NewCast(t)
	s := orderStage(c.World, "lumen", c.Orders["in_review_v2"], wide(), kit.ThemeOptions{})
	s.Press("c")
	s.Expect("R1  ")
	s.Refuse("Both modifications are used")
	s = orderStage(c.World, "lumen", c.Orders["changes_twice"], wide(), kit.ThemeOptions{})
	s.Press("c")
	s.Expect("Both modifications are used")
	s.Refuse("R1  ")
	s.Type("please a longer scene")
	s.Expect("This will be an offer")
	s.Press("ctrl+s")
	if o := c.Order(c.Orders["changes_twice"]); o.Asked != 2 || !o.Offer.Open() {
		t.Errorf("no offer was made\n%s", s.Frame())
	}
	s.Expect("Changes beyond the brief offered")
}

// What the marketplace refuses although the page thought otherwise is said beside the form, and the text stays.
func TestRefusalKeepsWhatWasTyped(t *testing.T) {
	c := screentest.NewCast(t)
	id := c.Orders["materials_asked"]
	s := orderStage(c.World, "mia.makes", id, wide(), kit.ThemeOptions{})
	s.Press("t")
	s.Type("3")
	s.Press("tab")
	s.Type("I was ill.")
	c.Must("mia.makes", &model.AskExtension{Order: id, Days: 2}) // from another terminal, and no news of it yet
	c.Touched()
	s.Press("ctrl+s")
	s.Expect("extension.once", "I was ill.")
	s.Act("lumen", &model.ProvideMaterials{Order: id, None: true}) // news come: the form reads anew and keeps its text
	s.Expect("I was ill.", "extension.once")
}

// An answer to what is no longer so is refused at the page, which then shows what is so.
func TestQuestionAboutWhatIsNoLongerSo(t *testing.T) {
	c := screentest.NewCast(t)
	id := c.Orders["applied"]
	s := orderStage(c.World, "nils_reviews", id, wide(), kit.ThemeOptions{})
	s.Press("C")
	c.Must("lumen", &model.ApproveApplications{Orders: []model.Picked{{ID: id}}})
	c.Touched()
	s.Press("left", "enter")
	s.Expect("no_opt_out", "✗")
	if got := c.Order(id).State; got != model.AwaitingSample {
		t.Errorf("an accepted application is %s", got)
	}
}

// Drafts survive esc and come back with the form; what was sent leaves none.
func TestDraftsSurvive(t *testing.T) {
	c := screentest.NewCast(t)
	id := c.Orders["in_review_v2"]
	written := map[string]map[string]string{}
	d := desk(c.World, "lumen")
	d.Drafts = screen.NewDrafts(nil, keeper(func(name string, values map[string]string) { written[name] = values }))
	open := func() *screentest.Stage {
		return screentest.NewStage(c.World, "lumen", wide(), screentest.Entry("o", "Order", func() kit.Screen { return screen.NewOrder(d, c.Order(id).Key) }))
	}
	s := open()
	s.Press("c", "space", "tab")
	s.Type("daylight, please")
	s.Press("esc")
	s.Expect("Leave without finishing?")
	s.Press("left", "enter")
	s.Expect("Timeline")
	name := "order/" + string(id) + "/changes"
	if written[name]["note"] != "daylight, please" || written[name]["clause"] != "R1" {
		t.Errorf("written down is %v", written)
	}
	s = open() // another window, or the next start
	s.Press("c")
	s.Expect("daylight, please", "did not send", "◆ R1")
	s.Press("ctrl+s")
	if c.Order(id).State != model.ChangesAsked {
		t.Errorf("the draft was not sent\n%s", s.Frame())
	}
	if written[name] != nil || d.Drafts.Draft(name) != nil {
		t.Errorf("a draft is left: %v", written)
	}
}

type keeper func(string, map[string]string)

func (k keeper) Keep(name string, values map[string]string) { k(name, values) }

// ctrl+y gives the command line of what is typed.
func TestFormsGiveTheirCommandLine(t *testing.T) {
	c := screentest.NewCast(t)
	for _, x := range []struct {
		order, who string
		play       func(*screentest.Stage)
		want       string
	}{
		{"applied", "lumen", func(s *screentest.Stage) { s.Press("x", "space", "tab"); s.Type("it's full"); s.Press("tab", "space") },
			`order reject ID --reason not_the_right_fit --note 'it'\''s full' --again --as lumen`},
		{"in_review_v2", "lumen", func(s *screentest.Stage) { s.Press("c", "down", "space", "tab"); s.Type("say it") },
			`content changes ID --clause R2 --note 'say it' --as lumen`},
		{"awaiting_sample", "lumen", func(s *screentest.Stage) { s.Press("p"); s.Type("EMS"); s.Press("tab"); s.Type("EE1") },
			`ship send ID --carrier EMS --tracking EE1 --pieces 1 --sender 'Lumen Audio, 88 Keyuan Rd, Nanshan, Shenzhen 518057, China, +86 755 0000 0000' --as lumen`},
		{"confirmed", "lumen", func(s *screentest.Stage) { s.Press("r", "tab", "tab"); s.Type("8XY") },
			`payment record ID --method paypal --amount 120.00 --currency USD --reference 8XY --as lumen`},
		{"awaiting_submission", "xiaotong", func(s *screentest.Stage) { s.Press("n", "space", "tab"); s.Type("https://a.example/x?y=1&z=2") },
			`content submit ID --type video 'https://a.example/x?y=1&z=2' --as xiaotong`},
		{"offer_made", "hana", func(s *screentest.Stage) { s.Press("t"); s.Type("4") }, `order extend ID --days 4 --as hana`},
		{"in_review", "lumen", func(s *screentest.Stage) { s.Press("S"); s.Type("no stock") }, `order stop ID --note 'no stock' --as lumen`},
		{"awaiting_submission", "lumen", func(s *screentest.Stage) { s.Press("o", "ctrl+u"); s.Type("130") }, `order offer ID --fee 130.00 --currency USD --as lumen`},
		{"materials_asked", "lumen", func(s *screentest.Stage) { s.Press("M", "tab", "tab", "space") }, `order materials ID --none --as lumen`},
		{"expired", "mia.makes", func(s *screentest.Stage) { s.Press("e"); s.Type("ill") }, `order comment ID --text ill --as mia.makes`},
		{"sample_sent", "mia.makes", func(s *screentest.Stage) { s.Press("l", "right", "space") }, `ship lost ID --kind damaged --as mia.makes`},
	} {
		s := orderStage(c.World, x.who, c.Orders[x.order], wide(), kit.ThemeOptions{})
		x.play(s)
		s.Press("ctrl+y")
		want := "aeconnect " + strings.Replace(x.want, "ID", string(c.Orders[x.order]), 1)
		if len(s.Copied) != 1 || s.Copied[0] != want {
			t.Errorf("copied %q, want %q", s.Copied, want)
		}
	}
}

func TestFormsGolden(t *testing.T) {
	c := screentest.NewCast(t)
	for _, x := range []struct{ name, order, who, keys string }{
		{"send", "awaiting_sample", "lumen", "p"}, {"changes", "in_review_v2", "lumen", "c"}, {"record", "confirmed", "lumen", "r"},
		{"submit", "changes_requested", "xiaotong", "n"}, {"offer", "awaiting_submission", "lumen", "o"}, {"reject", "applied", "lumen", "x"},
		{"confirm", "in_review_v2", "lumen", "a"}, {"several", "stop_asked", "lumen", "a"}, {"provide", "materials_asked", "lumen", "M"},
	} {
		for _, size := range screentest.Sizes() {
			s := orderStage(c.World, x.who, c.Orders[x.order], size, kit.ThemeOptions{})
			s.Press(strings.Fields(x.keys)...)
			screentest.Golden(t, fmt.Sprintf("act-%s-%s", x.name, size), s.Frame())
		}
	}
}
