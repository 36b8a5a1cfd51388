package cli

import (
	"aeconnect/assets"
	"aeconnect/ui/guide"
)

// guideNoun is a page of the guide; where it was searched for, with the line that matched.
func guideNoun() noun[guide.Hit] {
	type hit = guide.Hit
	return noun[hit]{
		columns: []column[hit]{
			{"id", inAll, func(_ *scene, b []byte, h hit) []byte { return appendString(b, h.Page.ID) }},
			{"title", inAll, func(_ *scene, b []byte, h hit) []byte { return appendString(b, h.Page.Title) }},
			{"roles", inAll, func(_ *scene, b []byte, h hit) []byte { return appendStrings(b, h.Page.Roles) }},
			{"source", inAll, func(_ *scene, b []byte, h hit) []byte { return appendString(b, h.Page.Source) }},
			{"line", inAll, func(_ *scene, b []byte, h hit) []byte { return appendText(b, h.Line) }},
			{"text", inShow, func(_ *scene, b []byte, h hit) []byte { return appendString(b, h.Page.Plain()) }},
			{"commands", inShow, func(_ *scene, b []byte, h hit) []byte { return appendStrings(b, commandsOf(h.Page)) }},
			{"links", inShow, func(_ *scene, b []byte, h hit) []byte { return appendStrings(b, linksOf(h.Page)) }},
		},
		cells: []cell[hit]{
			{head: "page", show: func(_ *scene, h hit) styled { return plain(h.Page.ID) }},
			{head: "title", show: func(_ *scene, h hit) styled { return plain(h.Page.Title) }},
			{head: "for", grow: true, show: func(_ *scene, h hit) styled { return muted(rolesOf(h.Page)) }},
		},
	}
}

// rolesOf says whom a page is for by the names that flags use, "" for everybody.
func rolesOf(p assets.Page) string {
	said := ""
	for i, r := range p.Roles {
		if i > 0 {
			said += ", "
		}
		said += string(r)
	}
	return said
}

// commandsOf returns the command lines of a page.
func commandsOf(p assets.Page) []string {
	all := []string{}
	for _, b := range p.Blocks {
		if b.Kind == assets.CommandLine {
			all = append(all, b.Plain())
		}
	}
	return all
}

// linksOf returns the pages that a page links to.
func linksOf(p assets.Page) []string {
	all := []string{}
	for _, b := range p.Blocks {
		for _, s := range b.Spans {
			if s.Kind == assets.LinkSpan {
				all = append(all, s.Page)
			}
		}
	}
	return all
}
