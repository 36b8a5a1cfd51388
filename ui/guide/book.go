package guide

import (
	"slices"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
)

// Book is the pages of the guide in one language.
type Book struct {
	pages []assets.Page
	small map[string]bool // words that tell nothing about a question
}

// Open reads the book from the words. It takes a few milliseconds: screens do it in a command.
func Open(w *assets.Words) Book {
	b := Book{pages: assets.Help(w), small: map[string]bool{}}
	for _, word := range strings.Fields(w.Say("guide.small_words")) {
		b.small[word] = true
	}
	return b
}

// Pages returns every page in reading order.
func (b Book) Pages() []assets.Page { return b.pages }

// Page returns the page of an ID.
func (b Book) Page(id string) (assets.Page, bool) {
	i := slices.IndexFunc(b.pages, func(p assets.Page) bool { return p.ID == id })
	if i < 0 {
		return assets.Page{}, false
	}
	return b.pages[i], true
}

// Find returns the pages that somebody may mean: the one of that ID or title or heading, else all whose ID begins with it.
func (b Book) Find(name string) []assets.Page {
	name = strings.TrimSpace(name)
	if name == "" {
		return nil
	}
	for _, means := range []func(assets.Page) bool{
		func(p assets.Page) bool { return strings.EqualFold(p.ID, name) || strings.EqualFold(p.Title, name) },
		func(p assets.Page) bool { return slices.ContainsFunc(headings(p), equals(name)) },
		func(p assets.Page) bool { return strings.HasPrefix(p.ID, strings.ToLower(name)) },
	} {
		var found []assets.Page
		for _, p := range b.pages {
			if means(p) {
				found = append(found, p)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

func equals(name string) func(string) bool {
	return func(s string) bool { return strings.EqualFold(s, name) }
}

// headings returns the headings of a page.
func headings(p assets.Page) []string {
	var all []string
	for _, b := range p.Blocks {
		if b.Kind == assets.Heading {
			all = append(all, b.Plain())
		}
	}
	return all
}

// Audience is whom a chapter is for.
type Audience string

// The audiences. Their names stand in the catalogue below "guide.for_".
const (
	ForSellers  Audience = "seller"
	ForCreators Audience = "creator"
	ForAll      Audience = "all"
)

// audience returns whom a page is for.
func audience(p assets.Page) Audience {
	switch {
	case p.For(model.Seller) && p.For(model.Agency):
		return ForAll
	case p.For(model.Seller):
		return ForSellers
	}
	return ForCreators
}

// Chapter is the pages of one audience.
type Chapter struct {
	For   Audience
	Pages []assets.Page
}

// Chapters returns the contents for a role: its own pages, what concerns everybody, the rest.
func (b Book) Chapters(r model.Role) []Chapter {
	order := []Audience{ForAll, ForSellers, ForCreators}
	switch r {
	case model.Seller:
		order = []Audience{ForSellers, ForAll, ForCreators}
	case model.Creator, model.Agency:
		order = []Audience{ForCreators, ForAll, ForSellers}
	case model.Support, model.Operator:
	}
	chapters := make([]Chapter, len(order))
	for i, of := range order {
		chapters[i].For = of
		for _, p := range b.pages {
			if audience(p) == of {
				chapters[i].Pages = append(chapters[i].Pages, p)
			}
		}
	}
	return chapters
}

// First returns the page that a role begins at.
func First(r model.Role) string {
	switch r {
	case model.Seller:
		return "first-steps-seller"
	case model.Creator, model.Agency:
		return "first-steps-creator"
	}
	return "about"
}
