package model

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A set of places walks as a sorted slice does, in both directions and from anywhere.
func TestPlaceSetIsASortedSlice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var set placeSet
		var sorted []Place
		place := rapid.Custom(func(t *rapid.T) Place {
			return Place{Sort: string(rapid.StringMatching("[ab]{1,3}").Draw(t, "sort")), Ref: Ref{KindOrder, Key(rapid.IntRange(1, 900).Draw(t, "key"))}}
		})
		for _, p := range rapid.SliceOfN(place, 0, 900).Draw(t, "places") {
			at, found := slices.BinarySearchFunc(sorted, p, comparePlaces)
			if found {
				sorted = slices.Delete(sorted, at, at+1)
				set.remove(p)
				continue
			}
			sorted = slices.Insert(sorted, at, p)
			set.add(p)
		}
		from := place.Draw(t, "from")
		for _, reverse := range []bool{false, true} {
			var want, got []Place
			for _, p := range sorted {
				if !reverse && !p.Less(from) || reverse && !from.Less(p) {
					want = append(want, p)
				}
			}
			if reverse {
				slices.Reverse(want)
			}
			c := set.from(from, reverse)
			for p, ok := c.place(); ok; p, ok = c.place() {
				got = append(got, p)
				c.next()
			}
			if !slices.Equal(got, want) {
				t.Fatalf("reverse %v: %d places, want %d", reverse, len(got), len(want))
			}
			all := set.from(Place{}, reverse)
			n := 0
			for _, ok := all.place(); ok; _, ok = all.place() {
				n++
				all.next()
			}
			if n != len(sorted) || set.size != n {
				t.Fatalf("%d of %d places walked, size %d", n, len(sorted), set.size)
			}
		}
	})
}
