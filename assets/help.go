package assets

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"aeconnect/model"
)

// Page is one page of the guide.
type Page struct {
	ID     string // what screens open it by
	Title  string
	Body   string       // as it is written: a line for each paragraph, heading, item and command line
	Blocks []Block      // the same taken apart, links called by the title of their page
	Roles  []model.Role // whom it is for; none: everybody
	Source string
}

// For tells whether the page concerns a role.
func (p Page) For(r model.Role) bool { return len(p.Roles) == 0 || slices.Contains(p.Roles, r) }

// helpIndex is the list of pages in reading order.
type helpIndex struct {
	Page []struct {
		ID     string       `toml:"id"`
		Roles  []model.Role `toml:"roles"`
		Source string       `toml:"source"`
		Awaits string       `toml:"awaits"`
	} `toml:"page"`
}

// Help returns the pages of the guide in reading order, in the language of the words and with the numbers they
// speak of. Pages about parts of the program that are not built yet are left out.
func Help(w *Words) []Page {
	var index helpIndex
	read("help/index.toml", &index)
	var pages []Page
	for _, p := range index.Page {
		if p.Awaits != "" {
			continue
		}
		title, body := w.page(p.ID)
		pages = append(pages, Page{ID: p.ID, Title: title, Body: body, Roles: p.Roles, Source: p.Source})
	}
	called := func(id string) string {
		if i := slices.IndexFunc(pages, func(p Page) bool { return p.ID == id }); i >= 0 {
			return pages[i].Title
		}
		return id
	}
	for i := range pages {
		pages[i].Blocks = blocks(pages[i].Body, called)
	}
	return pages
}

// page reads one page in the language of the words, in English where it was not translated.
func (w *Words) page(id string) (title, body string) {
	data, err := fs.ReadFile(files, "help/"+w.Language()+"/"+id+".md")
	if err != nil {
		data, err = fs.ReadFile(files, "help/en/"+id+".md")
	}
	if err != nil {
		panic(fmt.Errorf("assets: help page %s: %w", id, err))
	}
	title, body, _ = strings.Cut(string(data), "\n")
	return strings.TrimPrefix(title, "# "), w.fill(parseTemplate(unwrap(body)), nil)
}

// unwrap joins the lines of each paragraph and list item, which the files break for those who edit them.
func unwrap(s string) string {
	var b strings.Builder
	before := ""
	for line := range strings.Lines(strings.TrimSpace(s)) {
		line = strings.TrimSpace(line)
		alone := isHeading(before) || isCommand(before) || isHeading(line) || isCommand(line)
		switch {
		case b.Len() == 0:
		case line == "" || before == "" || alone || isItem(line):
			b.WriteByte('\n')
		default:
			b.WriteByte(' ')
		}
		b.WriteString(line)
		before = line
	}
	return b.String()
}

// isItem tells whether a line begins an item of a list.
func isItem(line string) bool {
	number, _, found := strings.Cut(line, ". ")
	return strings.HasPrefix(line, "- ") || found && len(number) > 0 && len(number) < 3 && strings.Trim(number, "0123456789") == ""
}
