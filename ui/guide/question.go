package guide

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"aeconnect/assets"
)

// telling returns the words of a question that tell what it is about: “how do I pay a creator” is about pay and
// creator. Where all are small words, all tell.
func (b Book) telling(text string) []string {
	var telling []string
	all := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("?!,;“”", r) })
	for _, word := range all {
		if !b.small[word] {
			telling = append(telling, word)
		}
	}
	if len(telling) == 0 {
		return all
	}
	return telling
}

// weigh returns how much a page is about all of some words: those of its title and of headings weigh most, then
// those that stand together in one line; 0 where one of them is missing. A word counts where another begins with it.
func weigh(p assets.Page, words []string) int {
	const title, heading, together = 100, 10, 1
	whole, weight, best := p.Title+"\n"+p.Plain(), 0, 0
	for _, w := range words {
		if !begins(whole, w) {
			return 0
		}
		if begins(p.Title, w) {
			weight += title
		}
		for _, h := range headings(p) {
			if begins(h, w) {
				weight += heading
				break
			}
		}
	}
	for _, b := range p.Blocks {
		line, n := b.Plain(), 0
		for _, w := range words {
			if begins(line, w) {
				n++
			}
		}
		best = max(best, n)
	}
	return weight + best*together
}

// begins tells whether a word of a text begins with a word, whatever the case and an s at its end.
func begins(text, word string) bool {
	if len(word) > 3 {
		word = strings.TrimSuffix(word, "s")
	}
	for from := 0; ; {
		at := Index(text[from:], word)
		if at < 0 {
			return false
		}
		at += from
		if r, _ := utf8.DecodeLastRuneInString(text[:at]); at == 0 || !unicode.IsLetter(r) {
			return true
		}
		from = at + len(word)
	}
}
