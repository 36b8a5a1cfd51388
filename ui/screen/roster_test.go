package screen_test

import (
	"fmt"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// represented is a world in which northlight has creators with orders at several stages, one of them late, and one that
// has not answered yet.
func represented(t testing.TB) *screentest.World {
	w := screentest.New(t)
	address := w.Seal("Northlight Creators, Storgatan 1, Stockholm")
	w.Must("northlight", &model.SetAddress{Handle: "northlight", Address: address.Commit()}, address)
	w.Must("", &model.AddToRoster{Agency: "northlight", Creators: []string{"mia.makes", "nils_reviews", "xiaotong", "technochai"}, Share: 2000})
	w.Must("northlight", &model.AddToRoster{Creators: []string{"hana"}, Share: 1250})
	task := w.Publish("lumen", w.FixedPrice())
	c := &model.ApplyForMany{Task: task}
	for _, name := range []string{"mia.makes", "nils_reviews", "technochai"} {
		c.Rows = append(c.Rows, model.ForCreator{ID: w.Mint(model.OrderLetter), Creator: name})
	}
	w.Must("northlight", c)
	w.Must("lumen", &model.ApproveApplications{Orders: []model.Picked{{ID: c.Rows[0].ID}, {ID: c.Rows[1].ID}}})
	w.Wait(9 * screentest.Day) // both samples are late
	return w
}

func rosterStage(w *screentest.World, handle string, size screentest.Size, open func(screen.Desk) kit.Screen) *screentest.Stage {
	w.T.Helper()
	return deskStage(w, handle, size, desk(w, handle), open)
}

func TestRosterGoldens(t *testing.T) {
	for _, size := range screentest.Sizes() {
		w := represented(t)
		s := rosterStage(w, "northlight", size, screen.NewRoster)
		screentest.Golden(t, "roster_"+size.String(), s.Frame())
		s.Press("*", "A")
		screentest.Golden(t, "roster_pick_"+size.String(), s.Frame())
		s.Press("enter")
		screentest.Golden(t, "roster_form_"+size.String(), s.Frame())
		s.Press("ctrl+s")
		screentest.Golden(t, "roster_plan_"+size.String(), s.Frame())
		s = rosterStage(w, "northlight", size, screen.NewRoster)
		s.Press("enter")
		screentest.Golden(t, "roster_orders_"+size.String(), s.Frame())
		s = rosterStage(w, "hana", size, screen.NewAgencies)
		screentest.Golden(t, "roster_agencies_"+size.String(), s.Frame())
	}
}

// Who is late stands on top, a filter finds who is free, and what is planned is done and taken back.
func TestRosterBoard(t *testing.T) {
	w := represented(t)
	s := rosterStage(w, "northlight", screentest.Size{Width: 146, Height: 36}, screen.NewRoster)
	s.Expect("5 creators", "2 late", "● 1", "hana  invited")
	s.Press("/")
	s.Type("free:yes")
	s.Expect("xiaotong", "1 of 5")
	s.Press("enter", "*", "A")
	s.Expect("Apply to which task?", "for 1 creator")
	s.Press("enter", "ctrl+s")
	s.Expect("1 will be done", "none refused")
	s.Press("enter")
	s.Expect("Applied for 1 creator", "Roster board")
}

// The share of the agency is set for those who are chosen, and what cannot be is said beside the field.
func TestRosterShares(t *testing.T) {
	w := represented(t)
	s := rosterStage(w, "northlight", screentest.Size{Width: 146, Height: 36}, screen.NewRoster)
	s.Press("*", "p")
	s.Type("12.5")
	s.Press("ctrl+s")
	s.Expect("5 will be done")
	s.Press("enter")
	s.Expect("Share set for 5 creators", "12.5%")
	s.Press("p")
	s.Type("101")
	s.Press("ctrl+s")
	s.Expect("A share of 101% is not possible")
}

// A creator answers an agency, and leaves it.
func TestAgenciesOfACreator(t *testing.T) {
	w := represented(t)
	s := rosterStage(w, "hana", screentest.Size{Width: 80, Height: 24}, screen.NewAgencies)
	s.Expect("northlight MCN", "invited", "12.5%")
	s.Press("a", "tab", "enter")
	s.Expect("under contract")
	s.Press("x", "tab", "enter")
	s.Expect("over")
}

// The board of 500 creators with 5,000 orders opens and moves within a frame.
func BenchmarkRosterScreen(b *testing.B) {
	w := screentest.New(b)
	var names []string
	for i := range 500 {
		names = append(names, fmt.Sprintf("maker%d", i))
		w.Must("", &model.AddAccount{Handle: names[i], Role: model.Creator, Kind: model.External})
	}
	w.Must("", &model.AddToRoster{Agency: "northlight", Creators: names, Share: 2000})
	for range 10 {
		c := &model.ApplyForMany{Task: w.Publish("lumen", w.FixedPrice())}
		for _, name := range names {
			c.Rows = append(c.Rows, model.ForCreator{ID: w.Mint(model.OrderLetter), Creator: name})
		}
		w.Must("northlight", c)
	}
	s := rosterStage(w, "northlight", screentest.Size{Width: 146, Height: 36}, screen.NewRoster)
	b.Run("read", func(b *testing.B) { // all that opening reads: sums, marks and order of every row, the rows in sight
		for b.Loop() {
			s.Send(kit.Shown{})
			_ = s.Frame()
		}
	})
	b.Run("move", func(b *testing.B) {
		for b.Loop() {
			s.Press("down")
			_ = s.Frame()
		}
	})
}

// An agency chooses the first so many, asks for as many codes, hands them out as a plan, and takes them back.
func TestRosterHandsOut(t *testing.T) {
	w := represented(t)
	f := model.PromoFields{Name: "Autumn sale", Code: "LUMEN5", Scope: model.Storewide, Until: w.Now().Add(30 * screentest.Day), Languages: []string{"en"}}
	f.Discount.Off = model.Money{Minor: 500, Currency: "USD"}
	w.Must("lumen", &model.AddPromo{Number: "1734068005", Fields: f, Affiliate: true})
	w.Must("lumen", &model.ActivatePromo{Number: "1734068005", Task: w.Mint(model.TaskLetter)})
	s := rosterStage(w, "northlight", screentest.Size{Width: 146, Height: 36}, screen.NewRoster)
	s.Press("h")
	s.Expect("You have no codes to hand out")
	s.Press("#")
	s.Type("4")
	s.Press("ctrl+s")
	s.Expect("The first 4 of 5 are chosen", "hand out 4 codes")
	s.Press("g")
	s.Expect("Codes of which task?", "Autumn sale")
	s.Press("enter")
	s.Expect("Get Promo Code", "4")
	s.Press("ctrl+s")
	s.Expect("4 codes received", "Roster board", "4 chosen")
	s.Press("h")
	s.Expect("Hand out codes to 4 creators", "LUMEN5-", "4 will be done", "Codes left")
	s.Press("enter")
	s.Expect("4 codes handed out", "Roster board")
	s.Press("#")
	s.Type("5")
	s.Press("ctrl+s", "h")
	s.Expect("You have no codes to hand out")
	s.Press("g", "enter", "ctrl+s", "h")
	s.Expect("carries a code of this task already: LUMEN5-")
}

// What was paid is read by creator, with the agency's share and the creator's part, and payment by payment.
func TestRosterSplits(t *testing.T) {
	w := represented(t)
	s := rosterStage(w, "northlight", screentest.Size{Width: 80, Height: 24}, screen.NewRoster)
	s.Press("$")
	s.Expect("Splits", "nothing was paid yet", "YOUR SHARE")
	order := paidFor(w, "mia.makes")
	s.Send(kit.Shown{})
	s.Expect("paid 120.00 USD", "your share 24.00 USD", "for the creators 96.00 USD")
	s.Press("enter")
	s.Expect(string(order), "120.00 USD", "20%", "24.00 USD", "96.00 USD")
}

// paidFor brings the agency's order for a creator to where it is paid.
func paidFor(w *screentest.World, creator string) (id model.ID) {
	w.T.Helper()
	agency, maker := w.Actor("northlight"), w.Account(creator).Key
	_ = w.View(agency, func(v model.View) {
		for _, row := range v.Rows(model.OrdersOf(agency.Account, model.AwaitingSample), model.Place{}, false) {
			if o := row.(*model.Order); o.Creator == maker {
				id = o.ID
			}
		}
	})
	w.Ship(id)
	w.Must("northlight", &model.ConfirmReceipt{Order: id})
	w.Must("northlight", &model.SubmitContent{Order: id, Type: w.Order(id).Terms.Content[0], Links: []string{"https://www.youtube.com/watch?v=abc"}})
	w.Confirm(id)
	w.Pay(id)
	return id
}
