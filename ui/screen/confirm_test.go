package screen_test

import (
	"strings"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// deskStage opens a screen for a handle; the desk outlives the stage, as drafts do.
func deskStage(w *screentest.World, handle string, size screentest.Size, d screen.Desk, open func(screen.Desk) kit.Screen) *screentest.Stage {
	w.T.Helper()
	return screentest.NewThemedStage(w, handle, size, kit.ThemeOptions{}, screentest.Entry("desk", "Desk", func() kit.Screen { return open(d) }))
}

// reviewStage opens the review page of an order by its name in the cast.
func reviewStage(c *screentest.Cast, name string, size screentest.Size, d screen.Desk) *screentest.Stage {
	c.T.Helper()
	key := c.Order(c.Orders[name]).Key
	return deskStage(c.World, "lumen", size, d, func(d screen.Desk) kit.Screen { return screen.NewReview(d, key) })
}

func TestReviewGoldens(t *testing.T) {
	for _, size := range screentest.Sizes() {
		c := screentest.NewCast(t)
		s := reviewStage(c, "in_review_v2", size, desk(c.World, "lumen"))
		s.Press("space")
		screentest.Golden(t, "desk_review_"+size.String(), s.Frame())
	}
}

// Given clauses that were ticked, when one leaves and comes back, then they are ticked still; a new version begins anew.
func TestTicksAreKeptForAVersion(t *testing.T) {
	c := screentest.NewCast(t)
	d := desk(c.World, "lumen")
	s := reviewStage(c, "in_review_v2", wide(), d)
	s.Press("space", "down", "space")
	s.Expect("2 of 3 ticked")
	s = reviewStage(c, "in_review_v2", wide(), d)
	s.Expect("2 of 3 ticked")
	s.Press("up", "space")
	s.Expect("1 of 3 ticked")
	s.Press("c", "tab")
	s.Type("Please say the battery life.")
	s.Press("ctrl+s")
	o := c.Order(c.Orders["in_review_v2"])
	if o.State != model.ChangesAsked {
		t.Fatalf("the order is %s\n%s", o.State, s.Frame())
	}
	c.Submit(o.ID)
	s = reviewStage(c, "in_review_v2", wide(), d)
	s.Expect("0 of 3 ticked")
}

// Asking for changes begins with what is not ticked, and cites it.
func TestChangesCiteWhatIsNotTicked(t *testing.T) {
	c := screentest.NewCast(t)
	s := reviewStage(c, "in_review", wide(), desk(c.World, "lumen"))
	s.Press("space", "c", "tab")
	s.Type("In daylight, please.")
	s.Press("ctrl+s")
	o := c.Order(c.Orders["in_review"])
	var cited []int
	for _, change := range o.Versions[0].Changes {
		cited = append(cited, change.Clause)
	}
	if len(cited) != 2 || cited[0] != 2 || cited[1] != 3 {
		t.Errorf("cited %v\n%s", cited, s.Frame())
	}
}

// Given nothing was ticked, then nobody has looked yet and no clause is chosen: sent like that it is an offer, which
// the form says and which uses up no modification.
func TestChangesCiteNothingBeforeAnythingIsTicked(t *testing.T) {
	c := screentest.NewCast(t)
	s := reviewStage(c, "in_review", wide(), desk(c.World, "lumen"))
	s.Press("c", "tab")
	s.Type("In daylight, please.")
	s.Expect("offer")
	s.Press("ctrl+s")
	if o := c.Order(c.Orders["in_review"]); len(o.Versions[0].Changes) != 0 || o.Asked != 0 {
		t.Errorf("asked %d times, cited %v\n%s", o.Asked, o.Versions[0].Changes, s.Frame())
	}
}

// Given both modifications are used, then c says that only confirming or a dispute remain.
func TestNoThirdModification(t *testing.T) {
	c := screentest.NewCast(t)
	s := reviewStage(c, "changes_twice", wide(), desk(c.World, "lumen"))
	s.Press("c")
	s.Expect("content.modifications")
	if o := c.Order(c.Orders["changes_twice"]); o.State != model.InReview || o.Asked != 2 {
		t.Errorf("the order is %s, asked %d", o.State, o.Asked)
	}
}

// Confirming says what is owed, until when and by which way, and what is not ticked; Cancel is the default; then the
// next order comes.
func TestConfirmGoesOnToTheNext(t *testing.T) {
	c := screentest.NewCast(t)
	s := reviewStage(c, "changes_twice", wide(), desk(c.World, "lumen"))
	s.Press("space", "a")
	s.Expect("60.00 EUR owed to mia.makes", "to be paid by PayPal until", "2 clauses are not ticked: R2, R3")
	s.Press("enter")
	if o := c.Order(c.Orders["changes_twice"]); o.State != model.InReview {
		t.Fatal("enter alone confirmed")
	}
	s.Press("a", "right", "enter")
	if o := c.Order(c.Orders["changes_twice"]); o.State != model.Confirmed {
		t.Fatalf("the order is %s\n%s", o.State, s.Frame())
	}
	s.Expect("Payment confirmed for "+string(c.Orders["changes_twice"]), "of 4 to confirm")
}

// When the last order was decided, one is back where one came from.
func TestTheLastDecisionGoesBack(t *testing.T) {
	w := screentest.New(t)
	f := w.FixedPrice()
	f.Samples, f.Keep = 0, false
	id := w.Apply(w.Publish("lumen", f), "mia.makes", "")
	w.Approve(id)
	w.Submit(id)
	d := desk(w, "lumen")
	s := deskStage(w, "lumen", wide(), d, screen.NewConfirmList)
	s.Press("enter", "a", "right", "enter")
	s.Expect("Nothing waits to be confirmed")
}

// Brackets turn to the neighbours; at the end the key says so.
func TestQueueIsWalked(t *testing.T) {
	c := screentest.NewCast(t)
	s := deskStage(c.World, "lumen", wide(), desk(c.World, "lumen"), screen.NewConfirmList)
	s.Press("enter")
	s.Expect("1 of 5 to confirm")
	s.Press("]")
	s.Expect("2 of 5 to confirm")
	s.Press("[", "[")
	s.Expect("This is the first one.")
	s.Press("]", "]", "]", "]", "]")
	s.Expect("5 of 5 to confirm", "This is the last one.")
}

// Given the page is open, when silence confirms the content, then the page says so and nothing can be asked for.
func TestReviewFollowsWhatOthersDo(t *testing.T) {
	c := screentest.NewCast(t)
	s := reviewStage(c, "in_review", wide(), desk(c.World, "lumen"))
	c.Wait(6 * 24 * time.Hour)
	s.Send(screen.Minute{})
	s.Expect("nothing to confirm here")
	s.Press("a")
	s.Expect("content.confirm")
	s.Refuse("Cancel")
}

// A form that is open while the order moves says so when it is sent, and keeps what was typed.
func TestChangesFormSaysThatTheOrderMoved(t *testing.T) {
	c := screentest.NewCast(t)
	d := desk(c.World, "lumen")
	s := reviewStage(c, "in_review", wide(), d)
	s.Press("c", "tab")
	s.Type("Far too dark.")
	c.Confirm(c.Orders["in_review"])
	s.Send(screen.Minute{})
	s.Press("ctrl+s")
	s.Expect("Far too dark.", "content.confirm")
}

// Ten thousand lines in a note are cut to what the field holds; the page stays whole.
func TestLongPasteIntoTheNote(t *testing.T) {
	c := screentest.NewCast(t)
	s := reviewStage(c, "in_review", screentest.Size{Width: 80, Height: 24}, desk(c.World, "lumen"))
	s.Press("c", "tab")
	s.Paste(strings.Repeat("one more line 静音\n", 10_000))
	for _, line := range strings.Split(s.Frame(), "\n") {
		if kit.Width(line) > 80 {
			t.Fatalf("%d cells: %q", kit.Width(line), line)
		}
	}
	s.Press("ctrl+s")
	if o := c.Order(c.Orders["in_review"]); len(o.Versions) != 1 {
		t.Error("the order changed")
	}
}
