package screen_test

import (
	"fmt"
	"testing"

	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"
)

// fits demands that a frame has exactly as many lines as the terminal, none wider than it.
func fits(t *rapid.T, s *screentest.Stage, size screentest.Size, after string) {
	lines := s.Painted()
	if len(lines) > size.Height {
		t.Fatalf("%d lines at %s after %s", len(lines), size, after)
	}
	for i, line := range lines {
		if w := kit.Width(line); w > size.Width {
			t.Fatalf("line %d has %d cells at %s after %s:\n%s", i, w, size, after, s.Frame())
		}
	}
}

// Every frame fits its terminal, whatever its size, whoever looks at which order, whatever keys were pressed.
func TestFramesFit(t *testing.T) {
	c := screentest.NewCast(t)
	handles := []string{"lumen", "casa.brava", "mia.makes", "xiaotong", "technochai", "hana", "sam", "ops"}
	keys := []string{"down", "up", "tab", "enter", "esc", "a", "x", "c", "p", "n", "r", "o", "S", "e", "w", "/", "ctrl+p", "?", "space", "pgdown", "end", "t", "M"}
	rapid.Check(t, func(t *rapid.T) {
		size := screentest.Size{Width: rapid.IntRange(40, 220).Draw(t, "width"), Height: rapid.IntRange(10, 60).Draw(t, "height")}
		handle := rapid.SampledFrom(handles).Draw(t, "handle")
		theme := rapid.SampledFrom([]kit.ThemeOptions{{}, screentest.Colours(true), {ASCII: true}}).Draw(t, "theme")
		var s *screentest.Stage
		if rapid.Bool().Draw(t, "today") {
			s = todayStage(c.World, handle, size, theme)
		} else {
			s = orderStage(c.World, handle, c.Orders[rapid.SampledFrom(c.Names()).Draw(t, "order")], size, theme)
		}
		fits(t, s, size, "opening")
		for i := range rapid.IntRange(0, 6).Draw(t, "presses") {
			key := rapid.SampledFrom(keys).Draw(t, "key")
			s.Press(key)
			fits(t, s, size, fmt.Sprintf("key %d, %s", i, key))
		}
		size = screentest.Size{Width: rapid.IntRange(20, 160).Draw(t, "width after"), Height: rapid.IntRange(5, 50).Draw(t, "height after")}
		s.Send(tea.WindowSizeMsg{Width: size.Width, Height: size.Height})
		fits(t, s, size, "resizing")
	})
}

// A key at 146x36: what the screen computes for it, frame included.
func BenchmarkTodayKey(b *testing.B) {
	c := screentest.NewCast(b)
	s := todayStage(c.World, "lumen", wide(), screentest.Colours(true))
	down, up := screentest.Key("down"), screentest.Key("up")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		key := down
		if i%2 == 1 {
			key = up
		}
		_, _ = s.Shell.Update(key) // the reading of the preview runs beside the loop
		_ = s.Shell.View()
	}
}

func BenchmarkOrderKey(b *testing.B) {
	c := screentest.NewCast(b)
	s := orderStage(c.World, "lumen", c.Orders["in_review_v2"], wide(), screentest.Colours(true))
	down, up := screentest.Key("down"), screentest.Key("up")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		key := down
		if i%2 == 1 {
			key = up
		}
		_, _ = s.Shell.Update(key)
		_ = s.Shell.View()
	}
}

// Going to another part draws both columns anew: the dearest key of the page.
func BenchmarkOrderTab(b *testing.B) {
	c := screentest.NewCast(b)
	s := orderStage(c.World, "lumen", c.Orders["in_review_v2"], wide(), screentest.Colours(true))
	b.ReportAllocs()
	for b.Loop() {
		s.Press("tab")
		_ = s.Shell.View()
	}
}

// A letter in a form, the rules asked about all that is typed.
func BenchmarkFormKey(b *testing.B) {
	c := screentest.NewCast(b)
	s := orderStage(c.World, "lumen", c.Orders["in_review_v2"], wide(), screentest.Colours(true))
	s.Press("c", "tab")
	letter, back := screentest.Key("x"), screentest.Key("backspace")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		key := letter
		if i%2 == 1 {
			key = back
		}
		_, _ = s.Shell.Update(key)
		_ = s.Shell.View()
	}
}

// Reading all that the page of an order says, its chances included; it runs beside the loop.
func BenchmarkReadOrder(b *testing.B) {
	c := screentest.NewCast(b)
	session, key := c.Session("lumen"), c.Order(c.Orders["in_review_v2"]).Key
	b.ReportAllocs()
	for b.Loop() {
		_ = screen.NewOrder(screen.Desk{Session: session}, key).Init()()
	}
}
