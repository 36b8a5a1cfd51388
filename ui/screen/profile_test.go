package screen_test

import (
	"os"
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// profileStage opens the profile of somebody as a handle sees it.
func profileStage(w *screentest.World, handle, of string, size screentest.Size, theme kit.ThemeOptions) *screentest.Stage {
	d, key := desk(w, handle), w.Actor(of).Account
	return screentest.NewThemedStage(w, handle, size, theme, screentest.Entry("p", "Profile", func() kit.Screen { return screen.NewProfile(d, key) }))
}

func TestProfileGolden(t *testing.T) {
	c := screentest.NewCast(t)
	for name, who := range map[string][2]string{
		"creator": {"lumen", "nils_reviews"}, "seller": {"mia.makes", "lumen"}, "own": {"mia.makes", "mia.makes"}, "support": {"sam", "mia.makes"}, "staff": {"lumen", "sam"},
	} {
		for _, size := range screentest.Sizes() {
			s := profileStage(c.World, who[0], who[1], size, kit.ThemeOptions{})
			screentest.Golden(t, "profile_"+name+"_"+size.String(), s.Frame())
		}
	}
}

// A figure leads to its orders, as far as the reader takes part in them; the others are counted, never shown.
func TestProfileFigureDrillsDown(t *testing.T) {
	c := screentest.NewCast(t)
	s := profileStage(c.World, "casa.brava", "mia.makes", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
	s.Expect("On time", "due submissions came in time", "Together 0")
	s.Press("down", "enter")
	s.Expect("On time · mia.makes", "you see 0; 5 more are not yours to see", "You take no part")
	for name, id := range c.Orders {
		if strings.Contains(s.Frame(), string(id)) {
			t.Errorf("%s is seen", name)
		}
	}
	s = profileStage(c.World, "lumen", "mia.makes", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
	s.Press("down", "enter")
	s.Expect("On time · mia.makes", "COUNTS AS", "in time", "missed", "Sleep earbuds, soft tips")
	s.Refuse("not yours to see")
	s.Press("enter")
	s.Expect("Timeline")
	s.Press("esc", "esc", "w")
	s.Expect("Reliability of mia.makes", "reliability.on_time", "due submissions came in time, that is")
}

// What is private stands on nobody's page but one's own.
func TestProfileKeepsWhatIsPrivate(t *testing.T) {
	c := screentest.NewCast(t)
	const canary, paypal = "Hauptstr. 1", "mia.makes@example.com"
	s := profileStage(c.World, "mia.makes", "mia.makes", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
	s.Expect("Only you see your shipping address", canary, paypal)
	for _, other := range []string{"lumen", "nils_reviews", "sam", "ops", "northlight"} {
		s := profileStage(c.World, other, "mia.makes", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
		s.Refuse(canary, paypal, "Only you see")
		s.Expect("mia.makes", "48,200", "Instagram")
	}
}

// What is open at a seller, and what was done together, opens; what changes is seen in place.
func TestProfileTabs(t *testing.T) {
	c := screentest.NewCast(t)
	s := profileStage(c.World, "mia.makes", "lumen", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
	s.Expect("Open tasks 9", "Together")
	s.Press("right", "right")
	s.Expect("Kids' earbuds with volume limit", "120.00 USD")
	c.Publish("lumen", c.FixedPrice())
	changed, _ := c.Touched()
	s.Send(changed)
	s.Expect("Open tasks 10")
	s.Press("enter")
	s.Expect("R1 Show the case open in daylight")
	s.Press("esc", "left")
	s.Expect("CHANGED")
	s.Press("enter")
	s.Expect("Timeline")
}

// TestProfileShot writes a painted frame to a file: SHOT_PROFILE=x.ansi WHO=lumen:mia.makes SIZE=146x36 [LIGHT=1] [KEYS="down enter"]
func TestProfileShot(t *testing.T) {
	path := os.Getenv("SHOT_PROFILE")
	if path == "" {
		t.Skip("no SHOT_PROFILE")
	}
	size := screentest.Sizes()[2]
	for _, z := range screentest.Sizes() {
		if z.String() == os.Getenv("SIZE") {
			size = z
		}
	}
	who := strings.Split(os.Getenv("WHO"), ":")
	s := profileStage(screentest.NewCast(t).World, who[0], who[1], size, screentest.Colours(os.Getenv("LIGHT") == ""))
	s.Press(strings.Fields(os.Getenv("KEYS"))...)
	if err := os.WriteFile(path, []byte(strings.Join(s.Painted(), "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// P leads to the profile of whoever a page or a row is about.
func TestProfileFromEverywhere(t *testing.T) {
	c := screentest.NewCast(t)
	size := screentest.Size{Width: 146, Height: 36}
	seller, creator := []string{"Open tasks", "Lumen Audio"}, []string{"Reliability", "Mia Makes", "FOLLOWERS"}
	d, m := desk(c.World, "lumen"), desk(c.World, "mia.makes")
	for name, tt := range map[string]struct {
		stage *screentest.Stage
		keys  []string
		want  []string
	}{
		"order, seller":  {orderStage(c.World, "lumen", c.Orders["materials_asked"], size, kit.ThemeOptions{}), nil, creator},
		"order, creator": {orderStage(c.World, "mia.makes", c.Orders["materials_asked"], size, kit.ThemeOptions{}), nil, seller},
		"task": {screentest.NewStage(c.World, "mia.makes", size, screentest.Entry("t", "Task", func() kit.Screen {
			return screen.NewTask(m, c.Task(c.Tasks["kids"]).Key)
		})), nil, seller},
		"applicants": {screentest.NewStage(c.World, "lumen", size, screentest.Entry("t", "Task", func() kit.Screen {
			return screen.NewTask(d, c.Task(c.Tasks["kids"]).Key)
		})), []string{"tab"}, []string{"Reliability", "FOLLOWERS"}},
		"square": {screentest.NewStage(c.World, "mia.makes", size, screentest.Entry("s", "Square", func() kit.Screen { return screen.NewSquare(m) })), nil, seller},
		"orders": {screentest.NewStage(c.World, "mia.makes", size, screentest.Entry("o", "Orders", func() kit.Screen { return screen.NewMyOrders(m, model.Creator) })), []string{"right"}, seller},
		"news":   {screentest.NewStage(c.World, "mia.makes", size, screentest.Entry("n", "News", func() kit.Screen { return screen.NewNews(m) })), nil, seller},
	} {
		t.Run(name, func(*testing.T) {
			tt.stage.Press(tt.keys...)
			tt.stage.Press("P")
			tt.stage.Expect(tt.want...)
		})
	}
}
