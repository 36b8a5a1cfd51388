package search

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/sahilm/fuzzy"
)

// reference is what a search must find, by the library alone: documents in the order
// of their keys, those that contain the query first.
func reference(docs []Doc, query string, in Classes) []Hit {
	var list []Doc
	for _, d := range docs {
		if in.Has(d.Class) {
			list = append(list, d)
		}
	}
	slices.SortFunc(list, func(a, b Doc) int { return int(a.Key) - int(b.Key) })
	names := make([]string, len(list))
	for i, d := range list {
		names[i] = d.Title
	}
	var exact, other []Hit
	for _, m := range fuzzy.FindFrom(query, titles(names)) {
		h := Hit{Key: list[m.Index].Key, Score: m.Score, Positions: m.MatchedIndexes}
		if h.Exact = contains(m.Str, query); h.Exact {
			exact = append(exact, h)
		} else {
			other = append(other, h)
		}
	}
	return append(exact, other...)
}

// contains compares runes window by window with strings.EqualFold, on purpose in
// another way than the index does.
func contains(title, query string) bool {
	title, _, _ = strings.Cut(title, "\x00")
	t, q := []rune(title), []rune(query)
	for i := range t {
		if i+len(q) <= len(t) && strings.EqualFold(string(t[i:i+len(q)]), string(q)) {
			return true
		}
	}
	return false
}

// fatalf is what tests and properties have in common.
type fatalf interface {
	Helper()
	Fatalf(format string, args ...any)
}

// check compares one search with the reference, hit by hit.
func check(t fatalf, s *Session, docs []Doc, query string, in Classes, limit int) {
	t.Helper()
	got, err := s.Search(context.Background(), query, in, limit)
	if err != nil {
		t.Fatalf("search %q: %v", query, err)
	}
	want := reference(docs, query, in)
	if got.Total != len(want) {
		t.Fatalf("%q: %d titles match, want %d", query, got.Total, len(want))
	}
	want = want[:min(limit, len(want))]
	if len(got.Hits) != len(want) {
		t.Fatalf("%q: %d hits, want %d", query, len(got.Hits), len(want))
	}
	for i, w := range want {
		g := got.Hits[i]
		if g.Key != w.Key || g.Score != w.Score || g.Exact != w.Exact {
			t.Fatalf("%q: hit %d is %+v, want %+v", query, i, g, w)
		}
		if !w.Exact && !slices.Equal(g.Positions, w.Positions) {
			t.Fatalf("%q: hit %d has positions %v, want %v", query, i, g.Positions, w.Positions)
		}
	}
}

// filled makes an index of the documents.
func filled(t testing.TB, o Options, docs []Doc) *Index {
	t.Helper()
	x := New(o)
	l, err := x.Fill(len(docs))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if err := l.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	l.Finish()
	return x
}

func (w world) docs(n int) []Doc {
	list := make([]Doc, n)
	for i := range list {
		list[i] = w.doc(i)
	}
	return list
}

// typed are the queries that are typed key by key in tests and benchmarks: common and
// rare, words and abbreviations, with and without matches.
func typed() []string {
	return []string{"s", "gl", "ser", "nail", "koru", "matcha", "brazil", "reelvit", "unboxing", "hrdgrv", "kyogajp", "zq9x"}
}

func wideTyped() []string {
	return []string{"Обзор нау", "ёлочн", "开箱 耳", "抹茶レビュー", "crème fur", "✨", "—", "C & o", " ", "SPF50", "é"}
}

// prefixes are the queries as they grow, key by key.
func prefixes(query string) []string {
	var list []string
	for i := range query {
		if i > 0 {
			list = append(list, query[:i])
		}
	}
	return append(list, query)
}
