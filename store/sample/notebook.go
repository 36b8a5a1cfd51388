package sample

import (
	"math/rand/v2"
	"slices"

	"aeconnect/assets"
)

// notebook holds what people write. Within one task no two applicants write the same.
type notebook struct{ world *assets.World }

// used counts how often a task has seen a text.
type used map[string]int

// apply returns a note in the creator's language that nobody has written for the task. While there are texts that the
// task has not seen it is one of those; then two of them together.
func (n notebook) apply(r *rand.Rand, p *person, seen used) string {
	texts := assets.In(n.world.Phrases.Apply, p.speaks())
	for try := 0; ; try++ {
		first := seen.rarest(r, texts)
		note := assets.Fill(first, p.handle, r.IntN)
		if seen[first]++; seen[first] > 1 {
			second := seen.rarest(r, slices.DeleteFunc(slices.Clone(texts), func(t string) bool { return t == first }))
			seen[second]++
			note += " " + assets.Fill(second, p.handle, r.IntN)
		}
		if seen["= "+note]++; seen["= "+note] == 1 || try > 20 {
			return note
		}
	}
}

// rarest draws one of those texts that were seen the least.
func (u used) rarest(r *rand.Rand, texts []string) string {
	least := u[texts[0]]
	for _, t := range texts {
		least = min(least, u[t])
	}
	return pick(r, slices.DeleteFunc(slices.Clone(texts), func(t string) bool { return u[t] > least }))
}

// any returns one of several texts.
func (n notebook) any(r *rand.Rand, t assets.Texts) string { return pick(r, t.All()) }
