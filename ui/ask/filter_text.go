package ask

import (
	"strings"

	"github.com/sahilm/fuzzy"
)

// Likeness says how the bare words of a filter are found in a row's texts. The greater is the better.
type Likeness int64

// Unlike and Exact bound the likenesses: what does not match, and what contains every word as it stands. What lies
// between is as near as the score of github.com/sahilm/fuzzy says.
const (
	Unlike Likeness = -1 << 62
	Exact  Likeness = 1 << 62
)

// Like looks for the bare words in the texts of a row. A word is found where one text contains it as it stands, else
// where its letters stand in one text in their order; a word that is not wanted must stand in none as it is. Short
// words are looked for as they stand: the letters of "en" are in nearly everything.
func (f Filter) Like(texts []string) Likeness {
	best := Exact
	var score Likeness
	small := make([]string, len(texts))
	for i, s := range texts {
		small[i] = strings.ToLower(s)
	}
	for _, w := range f.words {
		found := contains(small, w.text)
		if w.not {
			if found {
				return Unlike
			}
			continue
		}
		if found {
			continue
		}
		near, ok := nearest(w.text, texts)
		if !ok {
			return Unlike
		}
		best, score = 0, score+near
	}
	if best == Exact {
		return Exact
	}
	return score
}

func contains(texts []string, word string) bool {
	for _, s := range texts {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// fuzzyLeast is how many letters a word needs to be looked for letter by letter.
const fuzzyLeast = 3

func nearest(word string, texts []string) (Likeness, bool) {
	if len([]rune(word)) < fuzzyLeast {
		return 0, false
	}
	found := fuzzy.FindNoSort(word, texts)
	if len(found) == 0 {
		return 0, false
	}
	best := found[0].Score
	for _, m := range found[1:] {
		best = max(best, m.Score)
	}
	return Likeness(best), true
}
