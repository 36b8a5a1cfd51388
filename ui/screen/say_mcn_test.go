package screen_test

import (
	"regexp"
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// unmarked returns the lines of a screen that name an agency without its mark. Its own name at the top is left aside.
func unmarked(frame, handle string) (lines []string) {
	bare := regexp.MustCompile(`(^|[\s│▌])` + regexp.QuoteMeta(handle) + `([\s:,.;)]|$)`)
	mark := regexp.MustCompile(regexp.QuoteMeta(handle) + `\s+MCN`)
	for i, line := range strings.Split(frame, "\n") {
		if i > 0 && bare.MatchString(mark.ReplaceAllString(line, "")) {
			lines = append(lines, line)
		}
	}
	return lines
}

// agencyAtWork is a world in which an agency applied for mia, was approved, and owes content.
func agencyAtWork(t testing.TB) (*screentest.World, model.ID) {
	w := screentest.New(t)
	w.Must("ops", &model.AddToRoster{Agency: "northlight", Creators: []string{"mia.makes"}, Share: 2000})
	task, order := w.Publish("lumen", w.FixedPrice()), w.Mint(model.OrderLetter)
	w.Must("northlight", &model.ApplyForMany{Task: task, Rows: []model.ForCreator{{ID: order, Creator: "mia.makes"}}})
	return w, order
}

// M24, M41: an agency bears its MCN mark wherever it is named, on every screen of everybody who sees it.
func TestAgencyIsMarkedEverywhere(t *testing.T) {
	w, order := agencyAtWork(t)
	seen := 0
	look := func() {
		agency, o := w.Account("northlight").Key, w.Order(order)
		for name, open := range map[string]func(screen.Desk) kit.Screen{
			"today": screen.NewToday, "square": screen.NewSquare, "people": screen.NewPeople, "news": screen.NewNews, "review": screen.NewToReview,
			"confirm": screen.NewConfirmList, "pending": screen.NewPending, "roster": screen.NewRoster, "agencies": screen.NewAgencies,
			"profile":       func(d screen.Desk) kit.Screen { return screen.NewProfile(d, agency) },
			"its creator":   func(d screen.Desk) kit.Screen { return screen.NewProfile(d, o.Creator) },
			"orders":        func(d screen.Desk) kit.Screen { return screen.NewMyOrders(d, model.Creator) },
			"agency orders": func(d screen.Desk) kit.Screen { return screen.NewMyOrders(d, model.Agency) },
			"payments":      func(d screen.Desk) kit.Screen { return screen.NewPayments(d, model.Seller) },
			"order":         func(d screen.Desk) kit.Screen { return screen.NewOrder(d, o.Key) },
			"applicants":    func(d screen.Desk) kit.Screen { return screen.NewApplicants(d, o.Task) },
			"task":          func(d screen.Desk) kit.Screen { return screen.NewTask(d, o.Task) },
		} {
			for _, who := range []string{"lumen", "mia.makes", "northlight", "sam", "ops"} {
				s := deskStage(w, who, wide(), desk(w, who), open)
				for range 6 { // the tabs
					seen += strings.Count(s.Frame(), "MCN")
					for _, line := range unmarked(s.Frame(), "northlight") {
						t.Errorf("%s of %s: %s", name, who, strings.TrimSpace(line))
					}
					s.Press("right")
				}
			}
		}
	}
	look()
	w.Approve(order)
	look()
	if seen == 0 {
		t.Error("no agency was seen at all")
	}
	if len(unmarked("top\n▌ northlight  7", "northlight")) == 0 || len(unmarked("top\n▌ northlight MCN  7", "northlight")) > 0 {
		t.Error("the test sees nothing")
	}
}
