package kit

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestCellsAgreesWithWidth(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		s := string(r)
		if got, want := cells(s), Width(s); got != want {
			t.Fatalf("%U: %d cells, width %d", r, got, want)
		}
		if _, n := simple(s); n > 0 { // what is called simple joins with nothing
			for _, around := range []string{"a" + s, s + "a", s + "三", "Ж" + s, s + "가", "가" + s} {
				if got, want := cells(around), Width(around); got != want {
					t.Fatalf("%q: %d cells, width %d", around, got, want)
				}
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := drawText(t, "text", 20)
		if got, want := cells(s), Width(s); got != want {
			t.Fatalf("%q: %d cells, width %d", s, got, want)
		}
	})
}
