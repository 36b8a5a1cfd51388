package screen_test

import (
	"slices"
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// What the widgets of a page say stays in its language when the page makes its table or form anew: for another tab,
// or for what it has read.
func TestWidgetsKeepTheirLanguage(t *testing.T) {
	marked := kit.NewWords(func(id string, _, holders []string) string { return "§" + id + strings.Join(holders, "") })
	english, c := kit.English(), screentest.NewCast(t)
	hub := func(d screen.Desk) kit.Screen {
		d.Hub = screentest.NewKeeper()
		return screen.NewHub(d)
	}
	for name, page := range map[string]struct {
		handle string
		open   func(d screen.Desk) kit.Screen
		keys   []string
		says   string
	}{
		"news":     {"mia.makes", screen.NewNews, []string{"right", "right"}, "§move"},
		"profile":  {"lumen", func(d screen.Desk) kit.Screen { return screen.NewProfile(d, c.Account("mia.makes").Key) }, []string{"right"}, "§move"},
		"task":     {"lumen", func(d screen.Desk) kit.Screen { return screen.NewTask(d, c.Task(c.Tasks["kids"]).Key) }, []string{"right"}, "§move"},
		"hub":      {"ops", hub, []string{"right", "right"}, "§move"},
		"payments": {"lumen", func(d screen.Desk) kit.Screen { return screen.NewPayments(d, model.Seller) }, []string{"r"}, "§next_field"},
		"pending":  {"lumen", screen.NewPending, []string{"right", "left", "p"}, "§next_field"},
	} {
		s := stageOf(c.World, page.handle, broad(), page.open)
		s.Send(kit.SetLanguage{App: "AE Connect", Words: marked})
		s.Press(page.keys...)
		all := s.Shell.Actions()
		if !slices.ContainsFunc(all, func(a kit.Action) bool { return a.Name == page.says }) {
			t.Errorf("%s after %v: nothing is called %s in %v", name, page.keys, page.says, actionNames(all))
		}
		for _, a := range all {
			if a.Group == english.Moving || a.Name == english.NextField || a.Name == english.Filter && a.Key == "" {
				t.Errorf("%s after %v: %q is English", name, page.keys, a.Name)
			}
		}
	}
}

func actionNames(all []kit.Action) []string {
	var names []string
	for _, a := range all {
		names = append(names, a.Name)
	}
	return names
}
