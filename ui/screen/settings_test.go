package screen_test

import (
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// liking keeps preferences in a map.
type liking map[string]string

func (l liking) Preference(name string) string    { return l[name] }
func (l liking) SetPreference(name, value string) { l[name] = value }

func settingsStage(w *screentest.World, handle string, size screentest.Size) (*screentest.Stage, liking) {
	d, kept := deskOf(w, handle), liking{}
	d.Preferences, d.Local = kept, time.UTC
	return screentest.NewStage(w, handle, size, screentest.Entry("settings", "Settings", func() kit.Screen { return screen.NewSettings(d) })), kept
}

func TestSettingsGolden(t *testing.T) {
	for _, size := range screentest.Sizes() {
		c := screentest.NewCast(t)
		s, _ := settingsStage(c.World, "mia.makes", size)
		screentest.Golden(t, "settings_"+size.String(), s.Frame())
		s.Press("down", "enter")
		s.Type("tok")
		screentest.Golden(t, "settings_zone_"+size.String(), s.Frame())
		s, _ = settingsStage(c.World, "lumen", size)
		s.Press("end")
		screentest.Golden(t, "settings_seller_"+size.String(), s.Frame())
	}
}

// What is chosen is kept under its name; backspace puts it back; the row is the one that one left.
func TestSettingsAreKept(t *testing.T) {
	c := screentest.NewCast(t)
	s, kept := settingsStage(c.World, "lumen", broad())
	s.Expect("follow the terminal", "this computer's", "Thu 19 Nov 09:12 there")
	s.Press("enter")
	s.Type("light")
	s.Press("enter")
	s.Expect("Theme: light.")
	s.Press("down", "enter")
	s.Type("new york")
	s.Expect("America/New York", "Thu 19 Nov 04:12")
	s.Press("enter")
	s.Press("down", "down", "enter")
	s.Expect("Mouse: off.")
	if kept["theme"] != "light" || kept["zone"] != "America/New_York" || kept["mouse"] != "off" {
		t.Errorf("kept %v", kept)
	}
	s.Press("backspace")
	if kept["mouse"] != "" {
		t.Errorf("the mouse is still %q", kept["mouse"])
	}
	s.Press("up", "up", "Y")
	if len(s.Copied) != 1 || s.Copied[0] != "aeconnect settings set zone=America/New_York --as lumen" {
		t.Errorf("copied %q", s.Copied)
	}
}

// Addresses are sealed and sent; a PayPal address that is changed says which one counts until when.
func TestSettingsAddresses(t *testing.T) {
	c := screentest.NewCast(t)
	s, _ := settingsStage(c.World, "mia.makes", broad())
	s.Press("end", "enter")
	s.Expect("PayPal address", "keep")
	s.Refuse("O-") // it is the account's, not an order's
	s.Press("ctrl+u")
	s.Type("no address")
	s.Press("ctrl+s")
	s.Expect("PayPal address")
	s.Press("ctrl+u")
	s.Type("new@example.com")
	s.Press("ctrl+s")
	s.Expect("new@example.com counts from Fri 20 Nov 09:12, in 1 d; until then", "Kept. It counts from Fri 20 Nov 09:12")
	s.Press("up", "enter", "ctrl+a")
	s.Press("ctrl+u")
	s.Type("Mia, Lindenweg 3, 20095 Hamburg")
	s.Press("ctrl+s")
	s.Expect("Shipping address", "Lindenweg 3", "Kept.")
	me := c.Account("mia.makes")
	if err := c.View(model.Actor{Account: me.Key}, func(v model.View) {
		address, _, next, _ := model.OwnPrivate(v.Reader, v.Who, v.Me())
		if next != "new@example.com" || address == "" {
			t.Errorf("kept %q and %q", address, next)
		}
	}); err != nil {
		t.Fatal(err)
	}
}

// A seller keeps senders: one more, one changed, one taken out after a question.
func TestSettingsSenders(t *testing.T) {
	c := screentest.NewCast(t)
	s, _ := settingsStage(c.World, "lumen", broad())
	before := len(c.Account("lumen").Senders)
	s.Press("n")
	s.Type("Lumen EU, Speicherstadt 1, Hamburg")
	s.Press("ctrl+s")
	s.Expect("Kept.", "Speicherstadt 1")
	s.Press("end", "up", "enter", "end")
	s.Type("!")
	s.Press("ctrl+s")
	s.Expect("Hamburg!")
	if n := len(c.Account("lumen").Senders); n != before+1 {
		t.Errorf("%d senders, there were %d", n, before)
	}
	s.Press("x")
	s.Expect("Remove this sender?", "Hamburg!")
	s.Press("left", "enter")
	s.Expect("Removed from the address book.")
	s.Refuse("Hamburg!")
	s.Press("home", "x")
	s.Expect("is no sender")
}
