package screen_test

import (
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

func pendingStage(w *screentest.World, size screentest.Size, d screen.Desk) *screentest.Stage {
	w.T.Helper()
	return deskStage(w, "lumen", size, d, screen.NewPending)
}

func TestPendingGoldens(t *testing.T) {
	for _, size := range screentest.Sizes() {
		c := screentest.NewCast(t)
		s := pendingStage(c.World, size, desk(c.World, "lumen"))
		screentest.Golden(t, "desk_pending_"+size.String(), s.Frame())
		s.Press("space", "down", "space", "down", "space", "p")
		screentest.Golden(t, "desk_send_"+size.String(), s.Frame())
		s.Type("DHL")
		s.Press("tab")
		s.Type("JD014600008")
		s.Press("tab")
		s.Type("JD014600009")
		s.Press("ctrl+s")
		screentest.Golden(t, "desk_sendplan_"+size.String(), s.Frame())
	}
}

// sampled publishes a task with samples and approves some creators for it.
func sampled(w *screentest.World, creators ...string) []model.ID {
	task := w.Publish("lumen", w.FixedPrice())
	var ids []model.ID
	for _, creator := range creators {
		id := w.Apply(task, creator, "")
		w.Approve(id)
		ids = append(ids, id)
	}
	return ids
}

// Given three orders for three addresses, when two tracking numbers are typed, then two parcels are recorded and the
// third order stays; u takes back one parcel after the other.
func TestSendManyParcelsAndTakeThemBack(t *testing.T) {
	w := screentest.New(t)
	ids := sampled(w, "mia.makes", "nils_reviews", "xiaotong")
	s := pendingStage(w, wide(), desk(w, "lumen"))
	s.Press("*", "p")
	s.Expect("3 orders · 3 parcels", "李晓彤")
	s.Type("DHL")
	s.Press("ctrl+s")
	s.Type("Lumen Audio, Shenzhen")
	s.Press("ctrl+s")
	s.Expect("Type the tracking number of at least one parcel.")
	s.Type("JD-1")
	s.Press("tab")
	s.Type("JD-2")
	s.Press("ctrl+s")
	s.Expect("2 will be done", "no tracking number was typed", "Parcels 2")
	s.Press("enter")
	s.Expect("Samples sent for 2 orders.")
	for i, want := range []model.OrderState{model.OnTheWay, model.OnTheWay, model.AwaitingSample} {
		if o := w.Order(ids[i]); o.State != want {
			t.Errorf("order %d is %s, want %s\n%s", i, o.State, want, s.Frame())
		}
	}
	if p := w.Order(ids[0]).Shipping(); p == nil || p.Carrier != "DHL" || p.Pieces != w.Order(ids[0]).Terms.Samples {
		t.Errorf("the parcel is %+v", p)
	}
	s.Press("u", "enter")
	s.Press("u", "enter")
	for i, id := range ids {
		if o := w.Order(id); o.State != model.AwaitingSample {
			t.Errorf("order %d is %s after taking back\n%s", i, o.State, s.Frame())
		}
	}
}

// The same sender stands once in the address book, however often it is used; the next form begins with it.
func TestAddressBookHasNoSenderTwice(t *testing.T) {
	w := screentest.New(t)
	sampled(w, "mia.makes", "nils_reviews")
	d := desk(w, "lumen")
	for i := range 2 {
		s := pendingStage(w, wide(), d)
		s.Press("p")
		s.Type("DHL")
		s.Press("tab")
		s.Type("JD-1")
		if i == 0 {
			s.Press("tab", "tab")
			s.Type("Lumen Audio, Shenzhen")
		}
		s.Expect("Lumen Audio, Shenzhen")
		s.Press("ctrl+s", "enter")
		s.Expect("Sample sent for 1 order.")
	}
	if n := len(w.Account("lumen").Senders); n != 1 {
		t.Errorf("%d senders", n)
	}
}

// An order without an address stays behind, and both the form and the plan say why.
func TestNoAddressStaysBehind(t *testing.T) {
	w := screentest.New(t)
	ids := sampled(w, "hana", "mia.makes")
	s := pendingStage(w, wide(), desk(w, "lumen"))
	s.Expect("✗ none")
	s.Press("*", "p")
	s.Expect("1 order stays behind: hana")
	s.Type("DHL")
	s.Press("tab")
	s.Type("JD-1")
	s.Press("tab", "tab")
	s.Type("Lumen")
	s.Press("ctrl+s")
	s.Expect("1 will be done", "account.address_missing")
	s.Press("enter")
	if o := w.Order(ids[0]); o.State != model.AwaitingSample {
		t.Errorf("an order without an address is %s", o.State)
	}
}

// One tracking number for two addresses is warned of, not refused.
func TestOneNumberForTwoAddresses(t *testing.T) {
	w := screentest.New(t)
	sampled(w, "mia.makes", "nils_reviews")
	s := pendingStage(w, wide(), desk(w, "lumen"))
	s.Press("*", "p", "tab")
	s.Type("JD-1")
	s.Press("tab")
	s.Type("jd-1")
	s.Expect("has the same number, and lives elsewhere")
}

// Given the form is open, when somebody ships one of its orders, then the form says that something changed, keeps
// what was typed, and asks only for what is left.
func TestShippingFormFollowsWhatOthersDo(t *testing.T) {
	w := screentest.New(t)
	ids := sampled(w, "mia.makes", "nils_reviews")
	s := pendingStage(w, wide(), desk(w, "lumen"))
	s.Press("*", "p")
	s.Type("DHL")
	s.Press("tab")
	s.Type("JD-7")
	w.Ship(ids[1])
	s.Send(screen.Minute{})
	s.Expect("Something changed meanwhile", "JD-7", "DHL", "1 order stays behind")
}

// What was typed into the form is there again after leaving it.
func TestShippingFormIsKept(t *testing.T) {
	w := screentest.New(t)
	sampled(w, "mia.makes")
	d := desk(w, "lumen")
	s := pendingStage(w, wide(), d)
	s.Press("p")
	s.Type("China Post")
	s.Press("tab")
	s.Type("RB 静音 1")
	s = pendingStage(w, wide(), d)
	s.Press("p")
	s.Expect("China Post", "RB 静音 1", "what you typed before")
}

// Modify information shows what the parcel said before, and is refused after receipt.
func TestModifyShowsWhatWasSaid(t *testing.T) {
	w := screentest.New(t)
	id := sampled(w, "mia.makes")[0]
	w.Ship(id)
	was := w.Order(id).Shipping().Tracking
	s := pendingStage(w, wide(), desk(w, "lumen"))
	s.Press("right", "p") // it was sent: there is no second form for it
	s.Expect("does not wait for a sample")
	s.Refuse("Pieces each")
	s.Press("e", "tab", "ctrl+u")
	s.Type("JD-9")
	s.Press("ctrl+s")
	if p := w.Order(id).Shipping(); p.Tracking != "JD-9" || len(p.Before) != 1 {
		t.Fatalf("the parcel is %+v\n%s", p, s.Frame())
	}
	s.Press("e")
	s.Expect("Until", was)
	w.Receive(id)
	s.Send(screen.Minute{})
	s.Press("ctrl+s")
	s.Expect("sample.modify")
}

// The address is copied for the label, and the ID with y.
func TestAddressIsCopied(t *testing.T) {
	w := screentest.New(t)
	id := sampled(w, "mia.makes")[0]
	s := pendingStage(w, wide(), desk(w, "lumen"))
	s.Press("l", "y")
	if len(s.Copied) != 2 || !strings.HasPrefix(s.Copied[0], "Mia Makowski, Hauptstr. 1") || s.Copied[1] != string(id) {
		t.Errorf("copied %q", s.Copied)
	}
}

// Ten thousand lines pasted into each field leave the form whole.
func TestLongPasteIntoTheShippingForm(t *testing.T) {
	w := screentest.New(t)
	sampled(w, "mia.makes")
	s := pendingStage(w, screentest.Size{Width: 60, Height: 20}, desk(w, "lumen"))
	s.Press("p")
	for range 4 {
		s.Paste(strings.Repeat("Улица 静音 👩‍🚀\n", 10_000))
		s.Press("tab")
	}
	for _, line := range strings.Split(s.Frame(), "\n") {
		if kit.Width(line) > 60 {
			t.Fatalf("%d cells: %q", kit.Width(line), line)
		}
	}
}

// Orders that go to one address are one parcel with one number.
func TestOneParcelForOneAddress(t *testing.T) {
	w := screentest.New(t)
	ids := append(sampled(w, "mia.makes"), sampled(w, "mia.makes")...)
	s := pendingStage(w, wide(), desk(w, "lumen"))
	s.Press("*", "p")
	s.Expect("2 orders · 1 parcel", "2 orders for mia.makes ★, one parcel: Mia Makowski")
	s.Type("DHL")
	s.Press("tab")
	s.Type("JD-5")
	s.Press("tab")
	s.Type("2")
	s.Press("tab")
	s.Type("Lumen")
	s.Press("ctrl+s")
	s.Expect("2 will be done", "Parcels 1", "Pieces 4")
	s.Press("enter")
	for _, id := range ids {
		if p := w.Order(id).Shipping(); p == nil || p.Tracking != "JD-5" || p.Pieces != 2 {
			t.Errorf("the parcel is %+v", p)
		}
	}
}
