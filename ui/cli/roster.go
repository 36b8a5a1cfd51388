package cli

import (
	"slices"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// rosterNoun is an agency's creators, as a command what the roster board is on screen; and a creator's agencies.
func (r *run) rosterNoun() *cobra.Command {
	return r.noun("roster", r.rosterLs(), r.rosterAdd(), r.rosterShare(), r.rosterRemove(), r.rosterAccept(), r.rosterLeave())
}

func (r *run) rosterLs() *cobra.Command {
	q := &rosterQuery{}
	c := r.verb("ls", 0, 0, func([]string) error { return r.listRoster(q) })
	q.flags(r, c)
	c.Flags().StringVar(&q.match, "match", "", "")
	q.whereFlag(r, c, ask.RosterFields())
	return listed(c)
}

// rosterQuery is which creators of a roster are meant.
type rosterQuery struct {
	filter
	languages, countries []string
	niche, state         string
	followers            uint64
	late, today, free    bool
}

func (q *rosterQuery) flags(r *run, c *cobra.Command) {
	q.choosing(c.Flags())
	c.Flags().StringVar(&q.state, "state", "", "")
	r.complete(c, "state", words(named(model.ContractStates())))
}

// choosing are the flags that choose creators of a roster.
func (q *rosterQuery) choosing(f *pflag.FlagSet) {
	f.StringSliceVar(&q.languages, "language", nil, "")
	f.StringSliceVar(&q.countries, "country", nil, "")
	f.StringVar(&q.niche, "niche", "", "")
	wholeVar64(f, &q.followers, "followers-min", 0)
	f.BoolVar(&q.free, "free", false, "")
	f.BoolVar(&q.late, "late", false, "")
	f.BoolVar(&q.today, "due-today", false, "")
}

// narrowed tells that not the whole roster is meant.
func (q *rosterQuery) narrowed() bool {
	return len(q.languages)+len(q.countries) > 0 || q.niche != "" || q.followers > 0 || q.late || q.today || q.free
}

// means tells whether a creator is meant.
func (q *rosterQuery) means(b model.BoardRow) bool {
	a := b.Creator
	late, today := b.Sum()
	same := func(all []string, is string) bool {
		return slices.ContainsFunc(all, func(one string) bool { return strings.EqualFold(one, is) })
	}
	switch {
	case len(q.languages) > 0 && !slices.ContainsFunc(a.Languages, func(l string) bool { return same(q.languages, l) }),
		len(q.countries) > 0 && !same(q.countries, a.Country),
		q.niche != "" && !strings.Contains(strings.ToLower(a.Niche), strings.ToLower(q.niche)),
		a.Followers() < int64(min(q.followers, 1<<62)),
		q.free && !b.Free(), q.late && late == 0, q.today && today == 0,
		q.state != "" && b.Contract.State().String() != q.state:
		return false
	}
	return true
}

// listRoster lists the creators of an agency, or the agencies of a creator.
func (r *run) listRoster(q *rosterQuery) error {
	if q.state != "" {
		word, err := wordIn("state", q.state, named(model.ContractStates()))
		if err != nil {
			return err
		}
		q.state = word
	}
	list, err := newListing(r, rosterColumns(), q.match, func(s *scene, b boardRow) string { return b.with.Handle + " " + b.with.Name + " " + b.with.Niche })
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	err = r.view(func(s *scene) error {
		if err := q.read(s); err != nil {
			return err
		}
		for _, b := range s.board() {
			if q.means(b.BoardRow) && q.lets(s, b.Contract) && !list.push(s, b) {
				break
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return list.finish()
}

// boardRow is a creator of an agency as a line; for a creator who looks, the agency.
type boardRow struct {
	model.BoardRow
	with *model.Account
}

// board returns the board of an agency by handle, and of a creator the contracts with agencies.
func (s *scene) board() []boardRow {
	var all []boardRow
	if me := s.Me(); me != nil && me.Role == model.Agency {
		for _, b := range s.View.Board(s.DayEnd()) {
			all = append(all, boardRow{b, b.Creator})
		}
		slices.SortFunc(all, func(a, b boardRow) int { return strings.Compare(a.with.Handle, b.with.Handle) })
		return all
	}
	for _, row := range s.Rows(model.ContractsOf(s.Who.Account), model.Place{}, false) {
		c := row.(*model.Contract)
		if a := s.Account(c.Agency); a != nil {
			all = append(all, boardRow{model.BoardRow{Contract: c, Creator: s.Me(), Marks: s.MarksUnder(c, s.DayEnd())}, a})
		}
	}
	return all
}

// percentFlag reads a share.
func percentFlag(typed string) (model.Rate, error) {
	if typed == "" {
		return 0, usage(ruleMissing, "share", assets.Text("value", "--share"))
	}
	share, refusal := ask.ParseRate("share", typed)
	if refusal != nil {
		return 0, refused(refusal)
	}
	return share, nil
}

// changeRoster carries out a command about creators of a roster; one line for each contract that it changed.
func (r *run) changeRoster(args []string, operator bool, hint string, build func(names []string) model.Command) error {
	p, err := newPrinter(r, rosterColumns(), inList)
	if err != nil {
		return err
	}
	names, err := r.names(args)
	if err != nil {
		return err
	}
	enter := r.asAccount
	if operator {
		enter = func() error { return r.asOperator(false) }
	}
	if err := enter(); err != nil {
		return err
	}
	cmd := build(names)
	c := change{id: names[0], hint: hint, make: func() (model.Command, []model.Opened) { return cmd, nil }}
	d, err := r.decide(c)
	if err != nil {
		return err
	}
	if d.Refusal != nil {
		return r.planned(c.id, refused(d.Refusal))
	}
	c.ref = d.Events[0].About()[0]
	if r.flags.plan {
		return r.foresee(c, d)
	}
	return r.result(c, d, func(s *scene, extra []byte) error {
		seen := map[model.Ref]bool{}
		for _, e := range d.Events {
			ref := e.About()[0]
			contract := model.ContractOf(s.Reader, ref.Key)
			if contract == nil || seen[ref] {
				continue
			}
			seen[ref] = true
			b := boardRow{BoardRow: model.BoardRow{Contract: contract, Creator: s.Account(contract.Creator)}}
			if b.with = b.Creator; s.Who.Account == contract.Creator {
				b.with = s.Account(contract.Agency)
			}
			p.addResult(s, b, extra)
		}
		return p.close()
	})
}

// names reads handles; "-" reads them from standard input.
func (r *run) names(args []string) ([]string, error) {
	var all []string
	for _, arg := range args {
		if arg != "-" {
			all = append(all, strings.ToLower(strings.TrimSpace(arg)))
			continue
		}
		text, err := r.stdin()
		if err != nil {
			return nil, err
		}
		for _, name := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" ,;\t\r\n", c) }) {
			all = append(all, strings.ToLower(name))
		}
	}
	if len(all) == 0 {
		return nil, usage(ruleInput, "creator", assets.Text("value", "-"))
	}
	return all, nil
}

func (r *run) rosterAdd() *cobra.Command {
	var share, agency string
	c := changing(r.verb("add CREATOR...", 1, -1, func(args []string) error {
		if share == "" {
			share = "0" // who says nothing keeps nothing
		}
		rate, err := percentFlag(share)
		if err != nil {
			return err
		}
		return r.changeRoster(args, agency != "", "roster.add", func(names []string) model.Command {
			return &model.AddToRoster{Agency: strings.ToLower(agency), Creators: names, Share: rate}
		})
	}))
	c.Flags().StringVar(&share, "share", "", "")
	c.Flags().StringVar(&agency, "agency", "", "")
	r.complete(c, "agency", r.handles)
	c.ValidArgsFunction = r.handles
	return c
}

func (r *run) rosterShare() *cobra.Command {
	var share, agency string
	c := changing(r.verb("share CREATOR...", 1, -1, func(args []string) error {
		rate, err := percentFlag(share)
		if err != nil {
			return err
		}
		return r.changeRoster(args, agency != "", "", func(names []string) model.Command {
			return &model.SetShare{Agency: strings.ToLower(agency), Creators: names, Share: rate}
		})
	}))
	c.Flags().StringVar(&share, "share", "", "")
	c.Flags().StringVar(&agency, "agency", "", "")
	r.complete(c, "agency", r.handles)
	c.ValidArgsFunction = r.handles
	return c
}

func (r *run) rosterRemove() *cobra.Command {
	agency := ""
	c := changing(r.verb("remove CREATOR...", 1, -1, func(args []string) error {
		return r.changeRoster(args, agency != "", "", func(names []string) model.Command {
			return &model.RemoveFromRoster{Agency: strings.ToLower(agency), Names: names}
		})
	}))
	c.Flags().StringVar(&agency, "agency", "", "")
	r.complete(c, "agency", r.handles)
	c.ValidArgsFunction = r.handles
	return c
}

func (r *run) rosterAccept() *cobra.Command {
	c := changing(r.verb("accept AGENCY", 1, 1, func(args []string) error {
		return r.changeRoster(args, false, "", func(names []string) model.Command { return &model.AcceptContract{Agency: names[0]} })
	}))
	c.ValidArgsFunction = r.handles
	return c
}

func (r *run) rosterLeave() *cobra.Command {
	c := changing(r.verb("leave AGENCY", 1, 1, func(args []string) error {
		return r.changeRoster(args, false, "", func(names []string) model.Command { return &model.RemoveFromRoster{Agency: names[0]} })
	}))
	c.ValidArgsFunction = r.handles
	return c
}
