package screen_test

import (
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// One value that cannot be read has one error, whatever the rules make of what is left of it.
func TestOneErrorForOneValue(t *testing.T) {
	c := screentest.NewCast(t)
	s := orderStage(c.World, "lumen", c.Orders["confirmed"], wide(), kit.ThemeOptions{})
	s.Press("r", "tab")
	for _, amount := range []string{"100.123", "$100", "1,000.50"} {
		s.Press("ctrl+u")
		s.Type(amount)
		s.Refuse("“”", "✓")
		if n := strings.Count(s.Frame(), "✗"); n != 1 {
			t.Errorf("%s has %d errors\n%s", amount, n, s.Frame())
		}
	}
}

// An offer begins at the deadline in force, and is no mistake before anybody has tried to send it.
func TestOfferBeginsAtWhatIsInForce(t *testing.T) {
	c := screentest.NewCast(t)
	id := c.Orders["extension_asked"]
	before := c.Order(id).Timers.SubmitBy
	c.Must("lumen", &model.AnswerProposal{Order: id, Accept: true})
	o := c.Order(id)
	if o.Timers.SubmitBy == before || o.Timers.SubmitBy == o.Terms.SubmitBy {
		t.Fatal("the deadline did not move")
	}
	s := orderStage(c.World, "lumen", id, wide(), kit.ThemeOptions{})
	s.Refuse("✓ accepted", "asked for") // it was answered: the timeline says so
	s.Press("o")
	s.Expect(o.Timers.SubmitBy.Time().UTC().Format("2006-01-02"))
	s.Refuse("offer.empty", "✗")
	s.Press("ctrl+s")
	s.Expect("offer.empty")
	if c.Order(id).Offer.Open() {
		t.Error("an empty offer was made")
	}
}

// Who accepts an offer reads what changes.
func TestAcceptingAnOfferSaysWhatChanges(t *testing.T) {
	c := screentest.NewCast(t)
	id := c.Orders["offer_made"]
	o := c.Order(id)
	s := orderStage(c.World, "hana", id, wide(), kit.ThemeOptions{})
	s.Press("a")
	s.Expect("Accept the offer", "Reward: ", " → ", "Submit by ", "Note: A longer video, for more.", "R2 becomes", "R4 is new")
	s.Press("left", "enter")
	if got := c.Order(id).Terms.Fee; got == o.Terms.Fee {
		t.Error("the offer was not accepted")
	}
}

// The same links again are refused beside their field when they are sent, not when the form opens.
func TestTheSameContentAgain(t *testing.T) {
	c := screentest.NewCast(t)
	id := c.Orders["changes_requested"]
	handle := ""
	for _, p := range screentest.People() {
		if c.Account(p.Handle).Key == c.Order(id).Creator {
			handle = p.Handle
		}
	}
	s := orderStage(c.World, handle, id, wide(), kit.ThemeOptions{})
	s.Press("n")
	s.Refuse("content.same", "✗")
	s.Press("ctrl+s")
	s.Expect("content.same")
}

// The answer that changes nothing does not read like the one that cancels.
func TestCancellingCanBeLeft(t *testing.T) {
	c := screentest.NewCast(t)
	s := orderStage(c.World, "nils_reviews", c.Orders["applied"], wide(), kit.ThemeOptions{})
	s.Press("C")
	s.Expect("Keep it", "Cancel application")
}

// A copied command names the data that it is about.
func TestCopiedCommandsNameTheirData(t *testing.T) {
	c := screentest.NewCast(t)
	d := desk(c.World, "lumen")
	d.DataFlag = " --data '/mnt/my market'"
	page := screen.NewOrder(d, c.Order(c.Orders["confirmed"]).Key)
	s := screentest.NewStage(c.World, "lumen", wide(), screentest.Entry("o", "Order", func() kit.Screen { return page }))
	s.Press("Y")
	s.Expect("--data '/mnt/my market'")
	s.Press("r", "ctrl+y")
	s.Expect("aeconnect payment record", "--data '/mnt/my market'")
}

// Where nothing is paid by fee, no fee is spoken of.
func TestOfferWithoutFee(t *testing.T) {
	c := screentest.NewCast(t)
	for name, fee := range map[string]bool{"submitted": false, "confirmed": true} {
		p := openPage(t, c.World, "lumen", c.Orders[name])
		for _, a := range p.screen.Actions() {
			if a.Name == "make offer" && strings.Contains(a.Help, "fee") != fee {
				t.Errorf("%s: %s", name, a.Help)
			}
		}
	}
}

// A sentence that ends as somebody typed it gets no second mark.
func TestToastsEndOnce(t *testing.T) {
	c := screentest.NewCast(t)
	s := orderStage(c.World, "lumen", c.Orders["in_review"], wide(), kit.ThemeOptions{})
	s.Press("c", "space", "tab")
	s.Type("Is this the battery life?")
	s.Press("ctrl+s")
	s.Expect("Is this the battery life? technochai")
}

// Who acknowledges a payment reads for which order.
func TestAcknowledgingNamesTheOrder(t *testing.T) {
	c := screentest.NewCast(t)
	id := c.Orders["paid"]
	s := orderStage(c.World, "pilar.cocina", id, wide(), kit.ThemeOptions{})
	s.Press("a", "left", "enter")
	s.Expect("Payment acknowledged for " + string(id))
}

// What was provided stands with the brief, not with what waits for an answer.
func TestAnsweredMaterialsAreNotOpen(t *testing.T) {
	c := screentest.NewCast(t)
	id := c.Orders["materials_asked"]
	c.Must("lumen", &model.ProvideMaterials{Order: id, Text: "Here it is."})
	s := orderStage(c.World, "mia.makes", id, wide(), kit.ThemeOptions{})
	s.Expect("Materials ─", "Here it is.")
	s.Refuse("Open ─")
}
