package cli

import (
	"fmt"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/guide"
	"aeconnect/ui/kit"

	"github.com/spf13/cobra"
)

// ruleGuide refuses a page that the guide does not have.
const ruleGuide model.Rule = "guide.none" // {value}

// guideVerb prints the guide: a page, the contents, or where something stands in it.
func (r *run) guideVerb() *cobra.Command {
	c := r.verb("guide [PAGE]", 0, -1, func(args []string) error {
		if len(args) == 0 {
			return r.listGuide()
		}
		return r.showGuide(strings.Join(args, " "))
	})
	c.ValidArgsFunction = r.guidePages
	search := r.verb("search TEXT", 1, -1, func(args []string) error { return r.searchGuide(strings.Join(args, " ")) })
	c.AddCommand(r.verb("ls", 0, 0, func([]string) error { return r.listGuide() }), search)
	return c
}

// guideBook opens the guide with the numbers of the marketplace, where there is one. The guide needs none.
func (r *run) guideBook() guide.Book {
	words := r.words()
	if err := r.open(false); err == nil {
		_ = r.market.View(operator(), func(v model.View) { words = words.Under(model.PolicyNow(v.Reader)) })
	}
	return guide.Open(words)
}

// showGuide prints one page: by its ID, the beginning of that, its title, or a heading of it.
func (r *run) showGuide(name string) error {
	p, err := newPrinter(r, guideNoun(), inShow)
	if err != nil {
		return err
	}
	found := r.guideBook().Find(name)
	switch {
	case len(found) == 0:
		return absent(ruleGuide, "page", assets.Text("value", model.Safe(name)))
	case len(found) > 1:
		var ids []string
		for _, page := range found {
			ids = append(ids, page.ID)
		}
		return usage(ruleWord, "page", assets.Text("value", model.Safe(name)), assets.Text("known", strings.Join(ids, ", ")))
	}
	if !r.human() || r.flags.fields != "" {
		return p.print(nil, guide.Hit{Page: found[0]})
	}
	r.lines(guide.Draw(found[0], guide.Look{Theme: r.theme(), Width: r.pageWidth()}).Lines)
	return nil
}

// listGuide prints the contents, for everybody first.
func (r *run) listGuide() error {
	p, err := newPrinter(r, guideNoun(), inList)
	if err != nil {
		return err
	}
	for _, chapter := range r.guideBook().Chapters("") {
		for _, page := range chapter.Pages {
			p.add(nil, guide.Hit{Page: page})
		}
	}
	return r.closeGuide(p)
}

// searchGuide prints the pages that a text stands in, each with the line.
func (r *run) searchGuide(text string) error {
	n := guideNoun()
	n.cells = n.cells[:2]
	n.cells = append(n.cells, cell[guide.Hit]{head: "line", grow: true, show: func(_ *scene, h guide.Hit) styled { return muted(h.Line) }})
	p, err := newPrinter(r, n, inList)
	if err != nil {
		return err
	}
	hits := r.guideBook().Search(text, "")
	for _, hit := range hits {
		p.add(nil, hit)
	}
	if len(hits) == 0 && r.human() {
		fmt.Fprintln(r.out, r.words().Say("guide.nothing", assets.Text("text", kit.Clean(text))))
		return nil
	}
	return r.closeGuide(p)
}

// closeGuide writes what was found, and tells people how to read it.
func (r *run) closeGuide(p *printer[guide.Hit]) error {
	if err := p.close(); err != nil {
		return err
	}
	if r.person() {
		fmt.Fprintln(r.out, r.theme().Paint(roleHint, "  "+r.theme().Glyph(kit.Arrow)+" "+r.words().Say("guide.see")))
	}
	return nil
}

// guidePages completes the IDs of pages.
func (r *run) guidePages(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var all []string
	for _, p := range guide.Open(r.words()).Pages() {
		all = append(all, p.ID)
	}
	return beginning(all, typed), cobra.ShellCompDirectiveNoFileComp
}
