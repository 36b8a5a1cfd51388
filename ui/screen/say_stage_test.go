package screen_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// desk returns what a handle's screens work with.
func desk(w *screentest.World, handle string) screen.Desk {
	return screen.Desk{Session: w.Session(handle), Drafts: screen.NewDrafts(nil, nil)}
}

// todayStage opens Today for a handle.
func todayStage(w *screentest.World, handle string, size screentest.Size, theme kit.ThemeOptions) *screentest.Stage {
	d := desk(w, handle)
	return screentest.NewThemedStage(w, handle, size, theme, screentest.Entry("today", "Today", func() kit.Screen { return screen.NewToday(d) }))
}

// orderStage opens the page of an order for a handle.
func orderStage(w *screentest.World, handle string, order model.ID, size screentest.Size, theme kit.ThemeOptions) *screentest.Stage {
	d, key := desk(w, handle), w.Order(order).Key
	return screentest.NewThemedStage(w, handle, size, theme, screentest.Entry("order", "Order", func() kit.Screen { return screen.NewOrder(d, key) }))
}

// TestShot writes a painted frame to a file, to look at it as a picture:
// SHOT=x.ansi SCENE=order:in_review:lumen SIZE=146x36 LIGHT=1 KEYS="down a" go test -run TestShot
func TestShot(t *testing.T) {
	path := os.Getenv("SHOT")
	if path == "" {
		t.Skip("no SHOT")
	}
	var size screentest.Size
	if _, err := fmt.Sscanf(os.Getenv("SIZE"), "%dx%d", &size.Width, &size.Height); err != nil {
		t.Fatal(err)
	}
	theme := screentest.Colours(os.Getenv("LIGHT") == "")
	c := screentest.NewCast(t)
	scene := strings.Split(os.Getenv("SCENE"), ":")
	var s *screentest.Stage
	if scene[0] == "today" {
		s = todayStage(c.World, scene[1], size, theme)
	} else {
		s = orderStage(c.World, scene[2], c.Orders[scene[1]], size, theme)
	}
	for _, key := range strings.Fields(os.Getenv("KEYS")) {
		if text, ok := strings.CutPrefix(key, "'"); ok {
			s.Type(text)
			continue
		}
		s.Press(key)
	}
	text := strings.Join(s.Painted(), "\n") + "\n"
	if path == "-" {
		t.Log("\n" + s.Frame())
		return
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
