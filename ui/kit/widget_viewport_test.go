package kit

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestViewportStaysInItsText scrolls in every way and compares with what the
// place must be. Earlier values of the viewport stay as they were: screens are
// values, and two of them may share one.
func TestViewportStaysInItsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, place, count, height := Viewport{}, 0, 0, 0
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			was, before := v, v.View(Theme{}, 20)
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0:
				count = rapid.IntRange(0, 40).Draw(t, "lines")
				v = v.SetLines(numberedLines(count))
			case 1:
				height = rapid.IntRange(1, 20).Draw(t, "height")
				v = v.SetHeight(height)
			case 2:
				n := rapid.IntRange(-15, 15).Draw(t, "wheel")
				v, _ = v.Update(Wheel{Lines: n})
				place += n
			case 3:
				name := rapid.SampledFrom([]string{"up", "k", "down", "j", "pgup", "pgdown", "home", "end"}).Draw(t, "key")
				v, _ = v.Update(keyPress(name))
				page := max(height, 2) - 1
				place += map[string]int{"up": -1, "k": -1, "down": 1, "j": 1, "pgup": -page, "pgdown": page, "home": -count, "end": count}[name]
			}
			if height == 0 {
				place = 0 // nothing is seen, so there is no place yet
				v = v.Scroll(-v.Offset())
				continue
			}
			place = max(0, min(place, count-height))
			if v.Offset() != place || v.AtEnd() != (place >= count-height) {
				t.Fatalf("line %d of %d in %d is first, want %d", v.Offset(), count, height, place)
			}
			if seen := v.View(Theme{}, 20); len(seen) != min(height, count) || count > 0 && cells(seen[0]) > 20 {
				t.Fatalf("%d lines of %d are seen in %d", len(seen), count, height)
			}
			if got := was.View(Theme{}, 20); !slices.Equal(got, before) {
				t.Fatalf("an earlier value shows %q instead of %q", got, before)
			}
		}
	})
	if _, used := (Viewport{}).Update(keyPress("x")); used {
		t.Error("a letter scrolls")
	}
}

func numberedLines(n int) []string {
	lines := make([]string, n)
	for i := range lines {
		lines[i] = fmt.Sprintf("line %d", i)
	}
	return lines
}
