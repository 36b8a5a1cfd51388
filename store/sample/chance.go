package sample

import (
	"hash/fnv"
	"math/rand/v2"

	"aeconnect/model"
)

// draw returns the random numbers of one purpose. Each purpose has its own, so that a change in one place of the sample
// does not change all others, and so that a making that was interrupted can go on.
func draw(seed uint64, purpose string, n uint64) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(purpose))
	return rand.New(rand.NewPCG(seed, mix(h.Sum64()+n)))
}

// mix spreads the bits of n (the finalizer of SplitMix64).
func mix(n uint64) uint64 {
	n = (n ^ n>>30) * 0xbf58476d1ce4e5b9
	n = (n ^ n>>27) * 0x94d049bb133111eb
	return n ^ n>>31
}

// mint returns the n-th ID of a letter. It looks random and is no other's: a Feistel network permutes the 40 bits that an
// ID holds, so that no sample, however large, draws one twice.
func mint(seed uint64, letter byte, n uint64) model.ID {
	left, right := n>>20&0xFFFFF, n&0xFFFFF
	for round := range uint64(4) {
		left, right = right, left^mix(right^mix(seed+round<<8+uint64(letter)))&0xFFFFF
	}
	return model.MintID(letter, left<<20|right)
}

// sealed returns a private value with a salt that follows from the seed: the same value is the same commitment.
func sealed(seed uint64, value string) model.Opened {
	o := model.Opened{Value: value}
	r := draw(seed, "salt "+value, 0)
	for i := range o.Salt {
		o.Salt[i] = byte(r.Uint32())
	}
	return o
}

// pick draws one of several.
func pick[T any](r *rand.Rand, all []T) T { return all[r.IntN(len(all))] }

// some draws up to n different ones, in their order.
func some[T any](r *rand.Rand, all []T, n int) []T {
	if n >= len(all) {
		return all
	}
	chosen := make([]T, 0, n)
	for i, x := range all {
		if r.IntN(len(all)-i) < n-len(chosen) {
			chosen = append(chosen, x)
		}
	}
	return chosen
}

// likely is true in so many of a hundred cases.
func likely(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }

// between draws a number from low to high, both included.
func between(r *rand.Rand, low, high int) int { return low + r.IntN(high-low+1) }
