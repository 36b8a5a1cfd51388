package search

import (
	"context"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// pieces are what random titles and queries are made of: few, so that they match, and
// all that is awkward: separators, camel case, orbits of more than two runes, runes
// whose cases differ in length, combining marks, joined emoji, broken UTF-8 and NUL.
func pieces() []string {
	return []string{"a", "a", "b", "B", "A", "k", "K", "\u212a", "s", "S", "ſ", " ", "-", "_", "/", ".", "\\", "1", "2",
		"&", "ж", "Ж", "Ё", "ё", "σ", "ς", "Σ", "ß", "ẞ", "İ", "ı", "i", "I", "ǅ", "Ⱥ", "ⱥ", "开", "箱", "é", "e\u0301",
		"\u0301", "✨", "👩\u200d💻", "\ufffd", "\xff", "\xe5\xbc", "\x00"}
}

func text(pieces []string, most int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, most).Draw(t, "pieces"), "")
	})
}

// letterText makes titles that match much and score close to each other.
func letterText(most int) *rapid.Generator[string] {
	return text([]string{"a", "b", "c", "A", "B", "ab", "abc", " ", " a", "-b"}, most)
}

func TestSearchIsTheLibrarysOverMixedAlphabets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		titles := text(pieces(), 20)
		if rapid.Bool().Draw(t, "letters") {
			titles = letterText(20)
		}
		docs := drawDocs(t, titles, 300)
		x := New(Options{})
		for _, d := range docs {
			x.Put(d)
		}
		if rapid.Bool().Draw(t, "segment") {
			freeze(x)
		}
		s := x.NewSession()
		for range 4 {
			q := rapid.OneOf(text(pieces(), 4), letterText(4), letterText(8)).Draw(t, "query")
			limit := rapid.IntRange(1, 60).Draw(t, "limit")
			if q != "" {
				check(t, s, docs, q, AllClasses(), limit)
				check(t, s, docs, q, Of(0, 2), limit)
			}
		}
	})
}

func drawDocs(t *rapid.T, title *rapid.Generator[string], most int) []Doc {
	titles := rapid.SliceOfN(title, 0, most).Draw(t, "titles")
	docs := make([]Doc, len(titles))
	for i, s := range titles {
		docs[i] = Doc{Key: uint64(i)*2 + 1, Title: s, Class: Class(i % 3)}
	}
	return docs
}

// freeze makes segments of a tail, however short.
func freeze(x *Index) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.publish(x.frozen(x.view.Load()))
}

// The library's scores overflow when a run is longer than exactRunes, and then some
// titles do not match any more.
func TestLongQueriesAreTheLibrarys(t *testing.T) {
	var docs []Doc
	for n := range 70 {
		title := strings.Repeat("a", n)
		docs = append(docs, Doc{Key: uint64(2 * n), Title: title}, Doc{Key: uint64(2*n + 1), Title: "ab ж" + title})
	}
	x := New(Options{})
	for _, d := range docs {
		x.Put(d)
	}
	for range 2 {
		s := x.NewSession()
		for n := exactRunes - 3; n < exactRunes+9; n++ {
			check(t, s, docs, strings.Repeat("a", n), AllClasses(), 20)
			check(t, s, docs, "b"+strings.Repeat("a", n), AllClasses(), 200)
		}
		freeze(x)
	}
}

// Titles that are longer than the letters kept of them are read to their end.
func TestLongTitlesAreTheLibrarys(t *testing.T) {
	var docs []Doc
	for i := range 200 {
		filler := strings.Repeat("-", letterCap-10+i%20)
		docs = append(docs, Doc{Key: uint64(i), Title: filler + wordTitle(uint64(i), 6)})
		docs = append(docs, Doc{Key: uint64(1000 + i), Title: "ж" + filler + wordTitle(uint64(i), 9)})
	}
	x := New(Options{})
	for _, d := range docs {
		x.Put(d)
	}
	freeze(x)
	s := x.NewSession()
	for _, q := range []string{"ab", "abcd", "dcb", "bbaadc", "жab"} {
		check(t, s, docs, q, AllClasses(), 50)
	}
}

// wordTitle is a title of fragments of the alphabet, with word starts of all kinds.
func wordTitle(seed uint64, most int) string {
	words := []string{"a", "b", "c", "d", "ab", "bc", "cd", "abc", "bcd", "abcd", "abcde", "de", "e", "f"}
	joints := []string{"", " ", " ", "-", ","}
	title := ""
	for n := mix(seed) % uint64(most+1); n > 0; n-- {
		seed = mix(seed)
		word := words[seed%uint64(len(words))]
		if seed>>20%4 == 0 {
			word = strings.ToUpper(word[:1]) + word[1:]
		}
		title += word + joints[seed>>40%uint64(len(joints))]
	}
	return title
}

// A bound that is too low would lose a row only when enough better ones are about; this
// holds each row's bound against its score.
func TestBoundsHold(t *testing.T) {
	queries := []string{"a", "ab", "ba", "abc", "acb", "bcd", "abcd", "abdc", "abcde", "a b", "ab cd", "abcdef", "abab", "c-d"}
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		a := newAlphabet()
		var entries []entry
		for i := range uint64(400) {
			entries = append(entries, entry{key: i, title: wordTitle(mix(seed)+i, 9)})
		}
		for i, title := range []string{"e, ab bc cd", "f, ab bc cd b c", "e f Abcde"} {
			entries = append(entries, entry{key: 400 + uint64(i), title: title})
		}
		for _, s := range newSegments(entries, false, a) {
			for _, query := range queries {
				p := newPattern(query, a)
				for row := range s.rows() {
					holdBound(t, s, row, p)
				}
			}
		}
	})
}

func holdBound(t fatalf, s *segment, row int, p *pattern) {
	title := s.title(row)
	if !p.within(title, s.wide) {
		return
	}
	matches := p.ask([]string{title})
	best := &top{limit: 1, bar: newBar(), gains: gains{runes: len(p.runes)}}
	best.bar.raise(matches[0].Score)
	r := newRanking(s, 0, p, best)
	b, w := row/blockRows, uint64(1)<<(row%blockRows)
	if !contains(title, p.text) {
		if r.hopeful(b, w, matches[0].Score) != w {
			t.Fatalf("%q in %q scores %d, which its bound excludes", p.text, title, matches[0].Score)
		}
		return
	}
	rows := make([]uint64, s.blocks)
	rows[b] = w
	if err := r.exact(context.Background(), rows); err != nil || len(best.heap) != 1 {
		t.Fatalf("%q as it stands in %q scores %d, which its bound excludes", p.text, title, matches[0].Score)
	}
}

func TestFoldingIsTheLibrarys(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		n := 1
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			if canon(f) != canon(r) {
				t.Fatalf("%q and %q are equal but have canonical runes %q and %q", r, f, canon(r), canon(f))
			}
			n++
		}
		if n > len(orbit{}) {
			t.Fatalf("%q has an orbit of %d runes", r, n)
		}
		if o := orbitOf(canon(r)); !o.has(r) {
			t.Fatalf("%q is not in the orbit of its canonical rune", r)
		}
	}
}

func TestTallyAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var sums [64]int
		var tally tally
		for range rapid.IntRange(0, 12).Draw(t, "words") {
			w, weight := rapid.Uint64().Draw(t, "word"), rapid.IntRange(1, 4).Draw(t, "weight")
			[]func(uint64){tally.add1, tally.add2, tally.add3, tally.add4}[weight-1](w)
			for i := range sums {
				sums[i] += weight * int(w>>i&1)
			}
		}
		for n := -1; n <= tallyEnd; n++ {
			for i, w := 0, tally.atLeast(n); i < 64; i++ {
				if (w>>i&1 == 1) != (sums[i] >= n) {
					t.Fatalf("row %d has %d: at least %d is wrong", i, sums[i], n)
				}
			}
		}
	})
}

func TestRowSetExpandsToItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.OneOf(rapid.Just(uint64(0)), rapid.Uint64()), 1, 40).Draw(t, "words")
		got := slices.Repeat([]uint64{^uint64(0)}, len(words))
		newRowSet(words).expand(got)
		if !slices.Equal(got, words) {
			t.Fatalf("%x became %x", words, got)
		}
	})
}
