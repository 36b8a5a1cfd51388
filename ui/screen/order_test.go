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

// orderScenes are the pages that goldens keep: an order of the cast and who looks at it.
func orderScenes() [][2]string {
	return [][2]string{
		{"applied", "lumen"}, {"applied", "nils_reviews"}, {"sample_lost", "lumen"}, {"sample_sent", "mia.makes"}, {"in_review_v2", "lumen"},
		{"changes_requested", "xiaotong"}, {"stop_asked", "lumen"}, {"offer_made", "hana"}, {"materials_asked", "lumen"}, {"confirmed", "lumen"},
		{"late", "lumen"}, {"suspense", "sam"}, {"paid", "pilar.cocina"}, {"completed", "mia.makes"}, {"expired", "mia.makes"}, {"rejected", "pilar.cocina"},
		{"submitted", "xiaotong"}, {"product_done", "lumen"}, {"escalated", "casa.brava"},
	}
}

func TestOrderGolden(t *testing.T) {
	c := screentest.NewCast(t)
	for _, scene := range orderScenes() {
		for _, size := range screentest.Sizes() {
			s := orderStage(c.World, scene[1], c.Orders[scene[0]], size, kit.ThemeOptions{})
			screentest.Golden(t, fmt.Sprintf("order-%s-%s-%s", scene[0], scene[1], size), s.Frame())
		}
	}
}

func TestOrderASCII(t *testing.T) {
	c := screentest.NewCast(t)
	s := orderStage(c.World, "lumen", c.Orders["in_review_v2"], screentest.Size{Width: 80, Height: 24}, kit.ThemeOptions{ASCII: true})
	screentest.Golden(t, "order-ascii-80x24", s.Frame())
}

// Whatever a page says can be reached on a small terminal, by tab and by the page keys.
func TestOrderIsWholeOnSmallTerminals(t *testing.T) {
	c := screentest.NewCast(t)
	wide := screentest.Size{Width: 146, Height: 200}
	for _, scene := range orderScenes() {
		whole := orderStage(c.World, scene[1], c.Orders[scene[0]], wide, kit.ThemeOptions{})
		for _, size := range []screentest.Size{{Width: 80, Height: 24}, {Width: 60, Height: 20}} {
			s := orderStage(c.World, scene[1], c.Orders[scene[0]], size, kit.ThemeOptions{})
			var seen strings.Builder
			for range 40 {
				seen.WriteString(s.Frame())
				s.Press("pgdown")
			}
			flat := flatten(seen.String())
			for _, word := range strings.Fields(flatten(whole.Frame())) {
				if len([]rune(word)) > 3 && len([]rune(word)) < size.Width-24 && !strings.Contains(flat, word) && !chrome(word) {
					t.Errorf("%s as %s at %s: %q is not reached", scene[0], scene[1], size, word)
				}
			}
		}
	}
}

// flatten takes rules, marks and line breaks out of a frame.
func flatten(frame string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("─", " ", "│", " ", "━", " ").Replace(frame)), " ")
}

// chrome tells whether a word may stand in the shell's own lines, which show less where they are narrow, or in the
// stepper, of whose far steps only the signs stay.
func chrome(word string) bool {
	for _, w := range strings.Fields("Connect sample marketplace commands help seller senior creator support high-potential Audio Lumen offer payment samples stop content materials time copy command next part propose make submit approve reject confirm changes record acknowledge modify information report loss request provide expired cancel application received accept refuse Applied Approved Sample Confirmed Paid Completed ····") {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}

func TestOrderTabGoesThroughAllParts(t *testing.T) {
	c := screentest.NewCast(t)
	for _, size := range screentest.Sizes() {
		s := orderStage(c.World, "lumen", c.Orders["in_review_v2"], size, kit.ThemeOptions{})
		var met []string
		for range 9 {
			s.Press("tab")
			for _, line := range strings.Split(s.Frame(), "\n") {
				if at := strings.LastIndex(line, "▌"); at >= 0 && strings.Contains(line, "──") {
					met = append(met, strings.Fields(line[at+len("▌"):])[0])
				}
			}
		}
		for _, want := range []string{"Brief", "Content", "Timeline", "Terms", "Payment", "Sample", "People"} {
			if !strings.Contains(strings.Join(met, " "), want) {
				t.Errorf("at %s tab never comes to %s: %v", size, want, met)
			}
		}
		s.Press("shift+tab")
	}
}

// What is private is shown to whom the rules show it, and to nobody else.
func TestOrderShowsPrivateThingsOnlyWhereAllowed(t *testing.T) {
	c := screentest.NewCast(t)
	size := screentest.Size{Width: 146, Height: 80}
	for _, x := range []struct {
		order, who, text string
		seen             bool
	}{
		{"awaiting_sample", "lumen", "Storgatan", true}, {"awaiting_sample", "nils_reviews", "Storgatan", true}, {"awaiting_sample", "sam", "Storgatan", false},
		{"applied", "lumen", "Storgatan", false}, {"confirmed", "lumen", "mia.makes@example.com", true}, {"in_review", "lumen", "@example.com", false},
		{"confirmed", "sam", "@example.com", false}, {"confirmed", "mia.makes", "mia.makes@example.com", true},
	} {
		s := orderStage(c.World, x.who, c.Orders[x.order], size, kit.ThemeOptions{})
		if s.Sees(x.text) != x.seen {
			t.Errorf("%s sees %q on %s: %v\n%s", x.who, x.text, x.order, !x.seen, s.Frame())
		}
	}
	d := desk(c.World, "casa.brava")
	s := screentest.NewStage(c.World, "casa.brava", size, screentest.Entry("o", "Order", func() kit.Screen { return screen.NewOrder(d, c.Order(c.Orders["applied"]).Key) }))
	s.Expect("There is no such order, or not for this account.")
}

// What the other side does appears by itself, and scrolling stays where it was.
func TestOrderIsLive(t *testing.T) {
	c := screentest.NewCast(t)
	id := c.Orders["awaiting_submission"]
	s := orderStage(c.World, "lumen", id, screentest.Size{Width: 80, Height: 24}, kit.ThemeOptions{})
	s.Press("tab", "tab", "tab")
	at := strings.Split(s.Frame(), "\n")
	s.Act("xiaotong", &model.SubmitContent{Order: id, Type: "video", Links: []string{"https://www.youtube.com/watch?v=new"}})
	s.Expect("Content v1", "confirm payment")
	if before, after := at[len(at)-4], strings.Split(s.Frame(), "\n"); !strings.Contains(strings.Join(after, "\n"), strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(before), "↓"))) {
		t.Errorf("the page jumped from %q\n%s", before, s.Frame())
	}
}

func TestOrderWhy(t *testing.T) {
	c := screentest.NewCast(t)
	s := orderStage(c.World, "lumen", c.Orders["in_review_v2"], screentest.Size{Width: 146, Height: 40}, kit.ThemeOptions{})
	s.Press("w")
	s.Expect("Why "+string(c.Orders["in_review_v2"]), "16 Nov 2026 05:00 + 5 days = 21 Nov 2026 05:00", "content.review", "source 001 step 6", "ours")
	screentest.Golden(t, "order-why-146x40", s.Frame())
	s.Press("w")
	s.Refuse("Why " + string(c.Orders["in_review_v2"]))
	small := orderStage(c.World, "lumen", c.Orders["in_review_v2"], screentest.Size{Width: 60, Height: 20}, kit.ThemeOptions{})
	small.Press("w", "end")
	small.Expect("address.hide")
	small.Press("esc")
	small.Expect("Brief")
}

// The length of a clock is said only where it adds up: changes are due at the later of two moments.
func TestOrderSaysALengthOnlyWhereItAddsUp(t *testing.T) {
	c := screentest.NewCast(t)
	s := orderStage(c.World, "xiaotong", c.Orders["changes_requested"], wide(), kit.ThemeOptions{})
	s.Expect("order expires (content.changes).")
	s = orderStage(c.World, "lumen", c.Orders["in_review"], wide(), kit.ThemeOptions{})
	s.Expect("(content.review, 5 days).")
	s = orderStage(c.World, "lumen", c.Orders["awaiting_sample"], wide(), kit.ThemeOptions{})
	s.Expect("(sample.ship, 5 working days).")
}
