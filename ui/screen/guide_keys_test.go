package screen_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/guide"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// Every key that a page names is one of some screen, of some verb, or of the frame.
func TestGuideNamesKeysThatThereAre(t *testing.T) {
	known := map[string]bool{
		"1": true, "9": true, // entries of the menu
		"ctrl+a": true, "ctrl+g": true, "f2": true, "f3": true, "f4": true, "f1": true, "ctrl+c": true, "ctrl+p": true, "ctrl+t": true, "?": true, // the frame
		"esc": true, "ctrl+s": true, "ctrl+o": true, "]": true, "l": true, "g": true, "h": true, "J": true, "*": true, "v": true, "u": true, "P": true, "-": true, // a sign of filters too
	}
	for _, side := range []model.Side{model.SellerSide, model.CreatorSide} {
		for _, v := range screen.VerbsOf(side) {
			known[v.Key] = true
		}
	}
	c := screentest.NewCast(t)
	size := screentest.Size{Width: 146, Height: 36}
	for handle, open := range map[string]func(screen.Desk) kit.Screen{
		"lumen": screen.NewToday, "mia.makes": screen.NewSquare, "casa.brava": screen.NewMyTasks, "northlight": screen.NewRoster,
		"hana":         func(d screen.Desk) kit.Screen { return screen.NewOrder(d, c.Order(c.Orders["stopped"]).Key) },
		"nils_reviews": func(d screen.Desk) kit.Screen { return screen.NewProfile(d, c.Account("mia.makes").Key) },
	} {
		d := desk(c.World, handle)
		s := screentest.NewStage(c.World, handle, size, screentest.Entry("x", "x", func() kit.Screen { return open(d) }))
		for _, a := range s.Shell.Actions() {
			for _, key := range append([]string{a.Key}, a.Also...) {
				known[key] = true
			}
		}
	}
	for _, p := range guide.Open(assets.NewWords("en")).Pages() {
		for _, b := range p.Blocks {
			for _, s := range b.Spans {
				isKey := s.Kind == assets.CodeSpan && (utf8.RuneCountInString(s.Text) == 1 || strings.HasPrefix(s.Text, "ctrl+") || strings.HasPrefix(s.Text, "f") && len(s.Text) == 2)
				if isKey && !known[s.Text] {
					t.Errorf("%s names the key %q, which nothing has", p.ID, s.Text)
				}
			}
		}
	}
}
