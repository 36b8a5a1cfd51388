package search

import (
	"time"
	"unicode/utf8"
)

// Hit is one document of a result.
type Hit struct {
	Key   uint64
	Score int // the library's; higher is better
	// Exact says that the title contains what was typed as it stands, case apart.
	// All exact hits stand before all others.
	Exact bool
	// Positions are the bytes of the title at which matched runes begin, growing, one
	// for each rune typed: the library's choice, but for an exact hit runes that stand
	// side by side.
	Positions []int
}

// Result answers one search. Others may be given the same hits: they are not to be
// changed.
type Result struct {
	Hits []Hit // at most the limit, best first; none for an empty query
	// Total is the exact number of documents of the classes that match; all of them
	// match an empty query.
	Total int
	// Of is the number of documents in the classes.
	Of   int
	Took time.Duration
	// Partial says that the index was still being loaded: there may be more.
	Partial bool
}

// bytes is the memory of the hits.
func (r *Result) bytes() int {
	n := 0
	for _, h := range r.Hits {
		n += 48 + 8*cap(h.Positions)
	}
	return n
}

// hits makes hits of places, which are in their order, with the positions of the
// matched runes: the one thing that the library is asked about each row shown.
func (v *view) hits(p *pattern, places []place, exact bool) []Hit {
	list := make([]string, len(places))
	for i, at := range places {
		list[i] = v.title(at)
	}
	hits := make([]Hit, len(places))
	for _, m := range p.ask(list) {
		at := places[m.Index]
		positions := m.MatchedIndexes
		if exact {
			positions = p.together(list[m.Index], positions)
		}
		hits[m.Index] = Hit{Key: at.key, Score: at.score, Exact: exact, Positions: positions}
	}
	return hits
}

func (v *view) title(at place) string {
	if at.part == len(v.parts) {
		return v.tail[at.row].title
	}
	return v.parts[at.part].title(at.row)
}

// together makes positions in a title that contains the pattern stand side by side:
// those given if they do, else those of the first place where the pattern stands.
func (p *pattern) together(title string, positions []int) []int {
	adjoin := true
	for i, at := range positions[1:] {
		_, size := utf8.DecodeRuneInString(title[positions[i]:])
		adjoin = adjoin && at == positions[i]+size
	}
	if adjoin {
		return positions
	}
	start, end := p.find(title, true)
	positions = positions[:0]
	for at := range title[start:end] {
		positions = append(positions, start+at)
	}
	return positions
}
