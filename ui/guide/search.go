package guide

import (
	"slices"
	"strings"

	"github.com/sahilm/fuzzy"

	"aeconnect/assets"
	"aeconnect/model"
)

// Hit is a page that a search found.
type Hit struct {
	Page  assets.Page
	Line  string   // the line that matched, whole; "" where the title did
	Marks []string // what in it matched, to be marked

	weight int // how much of a question the page answers, for pages that match word by word
}

// How well a page matches; less is better.
const (
	inTitle = iota
	inHeading
	inText
	wordByWord
	letterByLetter
	nowhere
)

// Search returns the pages that a text is found in: as it stands in a title, in a heading, in the text; then all its
// words; then its letters in a title or heading, in the order of sahilm/fuzzy. Within each the role's own pages come
// first.
func (b Book) Search(text string, role model.Role) []Hit {
	text = strings.Join(strings.Fields(text), " ")
	if text == "" {
		return nil
	}
	ranks := make([][]Hit, nowhere)
	var rest []assets.Page
	words := b.telling(text)
	for _, c := range b.Chapters(role) {
		for _, p := range c.Pages {
			if hit, rank := match(p, text, words); rank < nowhere {
				ranks[rank] = append(ranks[rank], hit)
			} else {
				rest = append(rest, p)
			}
		}
	}
	slices.SortStableFunc(ranks[wordByWord], func(a, b Hit) int { return b.weight - a.weight })
	return append(slices.Concat(ranks...), letters(rest, text)...)
}

// match looks for a text in a page as it stands, then word by word.
func match(p assets.Page, text string, words []string) (Hit, int) {
	marks := []string{text}
	if Index(p.Title, text) >= 0 {
		return Hit{Page: p, Line: lineWith(p, marks), Marks: marks}, inTitle
	}
	for _, heading := range headings(p) {
		if Index(heading, text) >= 0 {
			return Hit{Page: p, Line: heading, Marks: marks}, inHeading
		}
	}
	if line := lineWith(p, marks); line != "" {
		return Hit{Page: p, Line: line, Marks: marks}, inText
	}
	if len(strings.Fields(text)) < 2 {
		return Hit{}, nowhere
	}
	hit := Hit{Page: p, Line: lineWith(p, words), Marks: words, weight: weigh(p, words)}
	if hit.weight == 0 {
		return Hit{}, nowhere
	}
	return hit, wordByWord
}

// lineWith returns the line of a page that holds most of some texts, the first such; "" for none.
func lineWith(p assets.Page, texts []string) string {
	best, most := "", 0
	for _, b := range p.Blocks {
		line, n := b.Plain(), 0
		for _, s := range texts {
			if Index(line, s) >= 0 {
				n++
			}
		}
		if n > most {
			best, most = line, n
		}
	}
	return best
}

// letters finds pages in whose title or heading the letters stand in order.
func letters(pages []assets.Page, text string) []Hit {
	var lines []string
	var of []int
	for i, p := range pages {
		for _, line := range append([]string{p.Title}, headings(p)...) {
			lines, of = append(lines, line), append(of, i)
		}
	}
	var hits []Hit
	seen := map[int]bool{}
	for _, m := range fuzzy.Find(text, lines) {
		if page := of[m.Index]; !seen[page] {
			seen[page] = true
			hits = append(hits, Hit{Page: pages[page], Line: m.Str})
		}
	}
	return hits
}

// Index returns where a text first stands in another, whatever the case of its letters; -1 for nowhere.
func Index(s, text string) int {
	if text == "" {
		return -1
	}
	for i := range s {
		if end := i + len(text); end <= len(s) && strings.EqualFold(s[i:end], text) {
			return i
		}
	}
	return -1
}
