package cli

import (
	"strconv"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"

	"github.com/spf13/cobra"
)

func (r *run) contentNoun() *cobra.Command {
	return r.noun("content", r.contentSubmit(), r.contentConfirm(), r.contentChanges(), r.contentDiff())
}

func (r *run) contentSubmit() *cobra.Command {
	var kind string
	c := changing(r.verb("submit ORDER URL...", 2, -1, func(args []string) error {
		links, err := r.ids(args[1:])
		if err != nil {
			return err
		}
		return r.onOrder(args[0], "content.submitted", func(_ *scene, o *model.Order) (model.Command, []model.Opened, error) {
			made := model.ContentType(kind)
			switch {
			case kind == "" && len(o.Terms.Content) == 1:
				made = o.Terms.Content[0]
			case kind == "":
				return nil, nil, usage(ruleMissing, "type", assets.Text("value", "--type"))
			}
			return &model.SubmitContent{Order: o.ID, Type: made, Links: links}, nil, nil
		})
	}))
	c.Flags().StringVar(&kind, "type", "", "")
	r.complete(c, "type", words(model.ContentTypes()))
	c.ValidArgsFunction = r.orderIDs
	return c
}

func (r *run) contentConfirm() *cobra.Command {
	return r.orderVerb("confirm ORDER", "content.confirmed", func(id model.ID) model.Command { return &model.ConfirmContent{Order: id} })
}

func (r *run) contentChanges() *cobra.Command {
	var clauses []string
	var note string
	var c *cobra.Command
	c = changing(r.verb("changes ORDER", 1, 1, func(args []string) error {
		if !c.Flags().Changed("note") {
			return usage(ruleMissing, "note", assets.Text("value", "--note"))
		}
		return r.onOrder(args[0], "content.changes", func(_ *scene, o *model.Order) (model.Command, []model.Opened, error) {
			return &model.RequestChanges{Order: o.ID, Clauses: filled(clauses), Note: note}, nil, nil
		})
	}))
	c.Flags().StringSliceVar(&clauses, "clause", nil, "")
	c.Flags().StringVar(&note, "note", "", "")
	c.ValidArgsFunction = r.orderIDs
	return c
}

// difference is how one version of content became another.
type difference struct {
	order    *model.Order
	from, to int // numbers of versions, the first is 1; from 0 is "nothing"
	lines    []kit.DiffLine
}

func diffNoun() noun[difference] {
	links := func(change kit.Change) func(*scene, []byte, difference) []byte {
		return func(_ *scene, b []byte, d difference) []byte {
			var all []string
			for _, l := range d.lines {
				if l.Change == change {
					all = append(all, l.Text)
				}
			}
			return appendStrings(b, all)
		}
	}
	return noun[difference]{columns: []column[difference]{
		{"order", inAll, func(_ *scene, b []byte, d difference) []byte { return appendString(b, string(d.order.ID)) }},
		{"from", inAll, func(_ *scene, b []byte, d difference) []byte { return appendInt(b, int64(d.from)) }},
		{"to", inAll, func(_ *scene, b []byte, d difference) []byte { return appendInt(b, int64(d.to)) }},
		{"type", inAll, func(_ *scene, b []byte, d difference) []byte {
			return appendString(b, string(d.order.Versions[d.to-1].Type))
		}},
		{"asked", inAll, func(_ *scene, b []byte, d difference) []byte { return appendList(b, d.asked(), appendChange) }},
		{"removed", inAll, links(kit.LineRemoved)},
		{"added", inAll, links(kit.LineAdded)},
		{"same", inAll, links(kit.Same)},
	}}
}

// asked returns the changes that were asked for between the versions.
func (d difference) asked() []model.Change {
	var all []model.Change
	for i := max(d.from, 1); i < d.to; i++ {
		all = append(all, d.order.Versions[i-1].Changes...)
	}
	return all
}

func (r *run) contentDiff() *cobra.Command {
	var from, to int
	c := r.verb("diff ORDER", 1, 1, func(args []string) error { return r.diff(args[0], from, to) })
	wholeVar(c.Flags(), &from, "from", 0)
	wholeVar(c.Flags(), &to, "to", 0)
	c.ValidArgsFunction = r.orderIDs
	return c
}

// diff shows the last version as a difference from the one before it, or any two versions.
func (r *run) diff(arg string, from, to int) error {
	p, err := newPrinter(r, diffNoun(), inList)
	if err != nil {
		return err
	}
	typed, err := r.id(arg)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	return r.view(func(s *scene) error {
		o, refusal := s.FindOrder(typed)
		if refusal != nil {
			return refused(refusal)
		}
		if to == 0 {
			to = len(o.Versions)
		}
		if from == 0 {
			from = to - 1
		}
		if to < 1 || to > len(o.Versions) || from < 0 || from >= to {
			return absent(model.RuleNotFound, "version", assets.Text("value", strconv.Itoa(to)))
		}
		d := difference{order: o, from: from, to: to}
		d.lines = kit.Diff(versionLinks(o, from), versionLinks(o, to))
		if r.human() && r.flags.fields == "" {
			r.tellDiff(s, d)
			return nil
		}
		return p.print(s, d)
	})
}

func versionLinks(o *model.Order, n int) []string {
	if n == 0 {
		return nil
	}
	return o.Versions[n-1].Links
}

func (r *run) tellDiff(s *scene, d difference) {
	v := d.order.Versions[d.to-1]
	lines := []string{s.words.Say("cli.diff", assets.Text("id", string(d.order.ID)), assets.Num("from", int64(d.from)), assets.Num("to", int64(d.to)),
		assets.Word("type", "content."+string(v.Type)), assets.Text("at", s.exact(v.At)))}
	for _, c := range d.asked() {
		lines = append(lines, "  "+clauseName(c.Clause)+"  "+kit.Clean(c.Note))
	}
	for _, line := range kit.DiffView(r.theme(), r.pageWidth(), d.lines) {
		lines = append(lines, strings.TrimRight(line, " "))
	}
	r.lines(lines)
}
