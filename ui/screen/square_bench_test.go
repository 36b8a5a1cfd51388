package screen_test

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// benchKeys measures what the loop does for a key: Update and View. What commands read runs beside the loop and is
// left out; so is their answer.
func benchKeys(b *testing.B, s kit.Screen, keys ...string) {
	b.Helper()
	k := walk(s, 146, 36)
	presses := make([]tea.Msg, len(keys))
	for i, key := range keys {
		presses[i] = screentest.Key(key)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		k.screen, _ = k.screen.Update(presses[i%len(presses)])
		_ = k.screen.View()
	}
}

func squareWorld(b *testing.B) *screentest.World {
	b.Helper()
	w := screentest.New(b)
	for i := range 200 {
		f := w.FixedPrice()
		f.Title = fmt.Sprintf("Wireless earbuds launch, edition %d", i)
		w.Publish("lumen", f)
	}
	return w
}

func BenchmarkSquareMove(b *testing.B) {
	benchKeys(b, screen.NewSquare(deskOf(squareWorld(b), "mia.makes")), "down", "down", "up", "up")
}

func BenchmarkSquareFilterKey(b *testing.B) {
	k := screen.NewSquare(deskOf(squareWorld(b), "mia.makes"))
	next, _ := k.Update(screentest.Key("/"))
	benchKeys(b, next, "e", "backspace")
}

// A letter of the description is checked by every rule and drawn in the preview.
func BenchmarkCreateLetter(b *testing.B) {
	w := screentest.New(b)
	d := deskOf(w, "lumen")
	d.Drafts = nil
	k := walk(screen.NewCreate(d), 146, 36)
	for _, key := range []string{"down", "down", "space", "tab", "tab", "tab", "tab", "tab", "tab", "tab"} {
		k.press(key)
	}
	presses := []tea.Msg{screentest.Key("a"), screentest.Key("backspace")}
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		k.screen, _ = k.screen.Update(presses[i%2])
		_ = k.screen.View()
	}
}
