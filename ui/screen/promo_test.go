package screen_test

import (
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

func promoStage(w *screentest.World, handle string, role model.Role, size screentest.Size) *screentest.Stage {
	w.T.Helper()
	return deskStage(w, handle, size, desk(w, handle), func(d screen.Desk) kit.Screen { return screen.NewPromos(d, role) })
}

func taskStage(w *screentest.World, handle string, task model.ID, size screentest.Size) *screentest.Stage {
	w.T.Helper()
	key := w.Task(task).Key
	return deskStage(w, handle, size, desk(w, handle), func(d screen.Desk) kit.Screen { return screen.NewTask(d, key) })
}

// coded is a world in which lumen has a promo code at each point of its life, and northlight has eight codes.
func coded(t testing.TB) (*screentest.World, model.ID) {
	w := screentest.New(t)
	add := func(number, name, code string, affiliate bool, days int) {
		w.Must("lumen", &model.AddPromo{Number: number, Affiliate: affiliate, Fields: model.PromoFields{
			Name: name, Code: code, Scope: model.Storewide, Discount: model.Discount{Off: model.Money{Minor: 500, Currency: "USD"}},
			MinSpend: model.Money{Minor: 3000, Currency: "USD"}, Until: w.Now().Add(time.Duration(days) * screentest.Day), Total: 1000, PerUser: 1,
		}})
	}
	add("1734060001", "Thank you 谢谢 🎧", "THANKS", false, 60)
	add("1734060002", "Black Friday audio", "BLACK15", true, 40)
	add("1734068005", "Autumn sound sale", "LUMEN5", true, 30)
	task := w.Mint(model.TaskLetter)
	w.Must("lumen", &model.ActivatePromo{Number: "1734068005", Task: task})
	w.Must("northlight", &model.ApplyToTask{ID: w.Mint(model.OrderLetter), Task: task})
	w.Must("northlight", &model.GetPromoCode{Task: task, Count: 8, Seed: [16]byte{1}})
	return w, task
}

func TestPromoGoldens(t *testing.T) {
	for _, size := range screentest.Sizes() {
		w, task := coded(t)
		s := promoStage(w, "lumen", model.Seller, size)
		screentest.Golden(t, "promo_list_"+size.String(), s.Frame())
		s.Press("enter")
		screentest.Golden(t, "promo_plan_"+size.String(), s.Frame())
		s.Press("esc", "n")
		screentest.Golden(t, "promo_new_"+size.String(), s.Frame())
		s = promoStage(w, "lumen", model.Seller, size)
		s.Press("J")
		s.Type("1734060002")
		screentest.Golden(t, "promo_join_"+size.String(), s.Frame())
		screentest.Golden(t, "promo_task_"+size.String(), taskStage(w, "northlight", task, size).Frame())
		screentest.Golden(t, "promo_codes_"+size.String(), promoStage(w, "northlight", model.Agency, size).Frame())
	}
}

// The seller's list: Affiliate Setting, Activate immediately with its popup, and joining by ID.
func TestPromoBySeller(t *testing.T) { // M146-M151
	w, _ := coded(t)
	s := promoStage(w, "lumen", model.Seller, wide())
	s.Expect("1734068005", "active", "ready", "affiliate off")
	s.Press("down", "down", "a")
	s.Expect("Affiliate is off for 1734060001")
	s.Press("o")
	s.Expect("Affiliate is on for 1734060001")
	s.Press("a")
	s.Expect("Default Channel Promotion", "Official Activity Promotion", "Promote now")
	s.Press("ctrl+s")
	s.Expect("is made and on the Task Square")
	s.Press("o")
	s.Expect("so Affiliate stays on")
	s.Press("J")
	s.Type("1734068005")
	s.Expect("is a task already")
	s.Press("ctrl+u")
	s.Type("1734060002")
	s.Expect("Black Friday audio: Storewide, 5.00 USD off, spend 30.00 USD or more")
	s.Press("ctrl+s")
	s.Expect("is made and on the Task Square")
}

// A creator applies, is approved at once, gets one code, and it stays on the page.
func TestPromoByCreator(t *testing.T) { // M155, M156, M159, M160, M163
	w, task := coded(t)
	s := taskStage(w, "mia.makes", task, wide())
	s.Expect("Code Type", "Storewide", "Promotion Rule", "spend 30.00 USD or more", "Code valid until")
	s.Press("g")
	s.Expect("Get Promo Code")
	s.Press("a", "ctrl+s", "g")
	s.Expect("Your promo code", "LUMEN5-")
	s.Press("g")
	s.Expect("You have your code already")
}

// An agency asks for more, hands some out, and takes them back.
func TestPromoByAgency(t *testing.T) { // M157, M158
	w, task := coded(t)
	w.Must("", &model.AddToRoster{Agency: "northlight", Creators: []string{"mia.makes", "hana"}})
	s := taskStage(w, "northlight", task, wide())
	s.Press("g")
	s.Type("0")
	s.Expect("Between 1 and 1,000")
	s.Press("ctrl+u")
	s.Type("2")
	s.Press("ctrl+s")
	s.Expect("2 codes received")
	s = promoStage(w, "northlight", model.Agency, wide())
	s.Press("space", "down", "space", "h")
	s.Expect("Hand out 2 codes", "mia.makes", "hana")
	s.Press("ctrl+s")
	s.Expect("2 codes handed out")
	if n := carried(w, "mia.makes"); n != 1 {
		t.Fatalf("mia carries %d", n)
	}
	s.Press("u", "enter")
	if n := carried(w, "mia.makes"); n != 0 {
		t.Errorf("taken back, mia carries %d: %s", n, s.Frame())
	}
}

func carried(w *screentest.World, handle string) (n int) {
	_ = w.View(w.Actor(handle), func(v model.View) { n = v.Count(model.CodesOf(v.Who.Account)) })
	return n
}
