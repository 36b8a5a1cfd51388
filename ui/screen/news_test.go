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

// newsStage opens the notifications of a handle.
func newsStage(w *screentest.World, handle string, size screentest.Size, theme kit.ThemeOptions) *screentest.Stage {
	d := desk(w, handle)
	return screentest.NewThemedStage(w, handle, size, theme, screentest.Entry("n", "Notifications", func() kit.Screen { return screen.NewNews(d) }))
}

// yesterday has everybody look through their news and then plays a day on.
func yesterday(c *screentest.Cast) {
	for _, handle := range []string{"lumen", "mia.makes", "nils_reviews"} {
		c.Must(handle, &model.MarkSeen{})
	}
	c.Wait(screentest.Hour)
	c.Must("mia.makes", &model.AskExtension{Order: c.Orders["materials_asked"], Days: 2, Note: "the courier is late"})
	c.Must("lumen", &model.ProvideMaterials{Order: c.Orders["materials_asked"], None: true})
	c.Wait(2 * screentest.Day)
	fresh := c.FixedPrice()
	fresh.Title, fresh.Samples, fresh.Keep = "Studio microphone, first look", 0, false
	fresh.Channels, fresh.ApplyBy = []model.Platform{"instagram"}, c.Now().Add(9*screentest.Day)
	c.Publish("lumen", fresh)
	c.Touched()
}

func TestNewsGolden(t *testing.T) {
	c := screentest.NewCast(t)
	yesterday(c)
	for _, handle := range []string{"lumen", "mia.makes", "sam"} {
		for _, size := range screentest.Sizes() {
			s := newsStage(c.World, handle, size, kit.ThemeOptions{})
			screentest.Golden(t, "news_"+handle+"_"+size.String(), s.Frame())
			if handle == "mia.makes" {
				s.Press("right", "right")
				screentest.Golden(t, "news_fit_"+size.String(), s.Frame())
			}
		}
	}
}

// TestNewsShot writes a painted frame to a file: SHOT_NEWS=x.ansi WHO=lumen SIZE=146x36 [LIGHT=1] [KEYS="right"]
func TestNewsShot(t *testing.T) {
	path := os.Getenv("SHOT_NEWS")
	if path == "" {
		t.Skip("no SHOT_NEWS")
	}
	size := screentest.Sizes()[2]
	for _, z := range screentest.Sizes() {
		if z.String() == os.Getenv("SIZE") {
			size = z
		}
	}
	c := screentest.NewCast(t)
	yesterday(c)
	s := newsStage(c.World, os.Getenv("WHO"), size, screentest.Colours(os.Getenv("LIGHT") == ""))
	s.Press(strings.Fields(os.Getenv("KEYS"))...)
	if err := os.WriteFile(path, []byte(strings.Join(s.Painted(), "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// newsRow is the line under the cursor.
func newsRow(s *screentest.Stage) string {
	for _, line := range strings.Split(s.Frame(), "\n") {
		if _, row, ok := strings.Cut(line, "│▌"); ok {
			return row
		}
	}
	return ""
}

// What others do appears by itself and does not move the cursor off its row; what is opened is no longer new.
func TestNewsAreLive(t *testing.T) {
	c := screentest.NewCast(t)
	yesterday(c)
	s := newsStage(c.World, "lumen", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
	s.Expect("Unread 5", "All orders 30", "a clock")
	s.Refuse("Fitting tasks")
	s.Press("down", "down", "down", "down")
	if row := newsRow(s); !strings.Contains(row, "Asked for 2 days more") {
		t.Fatalf("the cursor is on %q", row)
	}
	s.Act("mia.makes", &model.ConfirmReceipt{Order: c.Orders["sample_sent"]})
	s.Expect("Unread 6", "Sample received")
	if row := newsRow(s); !strings.Contains(row, "Asked for 2 days more") {
		t.Errorf("the cursor went to %q", row)
	}
	s.Press("enter")
	s.Expect("Timeline", string(c.Orders["materials_asked"]))
	s.Press("esc")
	s.Expect("Unread 5")
	s.Refuse("Asked for 2 days more")
	s.Press("right")
	s.Expect("Asked for 2 days more") // seen, and still there
	s.Press("left", "a")
	s.Expect("All news are marked as seen", "Nothing new")
	s.Refuse("Unread 5")
	s.Press("a") // nothing is left to mark
	s.Act("mia.makes", &model.SubmitContent{Order: c.Orders["sample_sent"], Type: "video", Links: []string{"https://www.instagram.com/reel/new1/"}})
	s.Expect("Unread 1") // at the same moment of the virtual clock
}

// Nobody sees the news of others: neither the orders nor what was seen of them.
func TestNewsAreOnesOwn(t *testing.T) {
	c := screentest.NewCast(t)
	yesterday(c)
	for _, handle := range []string{"hana", "pilar.cocina", "casa.brava", "northlight", "sam", "ops"} {
		s := newsStage(c.World, handle, screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
		s.Press("right")
		s.Refuse("Asked for 2 days more", "the courier is late", string(c.Orders["materials_asked"]))
	}
}

// Tasks that fit are new until they are opened; the list in front is the one that was left.
func TestNewsOfFittingTasks(t *testing.T) {
	c := screentest.NewCast(t)
	yesterday(c)
	d := desk(c.World, "mia.makes")
	open := func() *screentest.Stage {
		return screentest.NewStage(c.World, "mia.makes", screentest.Size{Width: 146, Height: 36}, screentest.Entry("n", "Notifications", func() kit.Screen { return screen.NewNews(d) }))
	}
	s := open()
	s.Expect("Fitting tasks 1")
	s.Press("right", "right")
	s.Expect("Studio microphone, first look", "120.00 USD", "REWARD")
	s.Press("enter")
	s.Expect("R1 Show the case open in daylight")
	s.Press("esc")
	s.Refuse("Fitting tasks 1")
	s = open()
	s.Expect("REWARD", "Studio microphone, first look")
	f := c.FixedPrice()
	f.Languages = []string{"ru"}
	c.Publish("lumen", f)
	f.Languages, f.Title = []string{"de"}, "Kopfhörer im Alltag"
	c.Publish("lumen", f)
	changed, _ := c.Touched()
	s.Send(changed)
	s.Expect("Fitting tasks 1", "Kopfhörer im Alltag")
}
