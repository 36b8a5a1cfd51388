package cli

import (
	"slices"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

func (r *run) accountLs() *cobra.Command {
	var q people
	c := r.verb("ls", 0, 0, func([]string) error { return r.listAccounts(q) })
	f := c.Flags()
	f.StringVar(&q.role, "role", "", "")
	f.StringVar(&q.kind, "kind", "", "")
	f.StringVar(&q.level, "level", "", "")
	f.StringVar(&q.country, "country", "", "")
	f.StringVar(&q.language, "language", "", "")
	f.BoolVar(&q.verified, "verified", false, "")
	f.StringVar(&q.followers, "followers-min", "", "")
	f.StringVar(&q.match, "match", "", "")
	listed(c)
	r.complete(c, "role", words(model.Roles()))
	r.complete(c, "kind", words(model.CreatorKinds()))
	r.complete(c, "level", words(model.Levels()))
	return c
}

// people is what a list of accounts is narrowed by, as it was typed.
type people struct {
	role, kind, level, country, language, followers, match string

	verified bool
	least    int64 // followers
}

// read checks what was typed.
func (q *people) read() (err error) {
	if q.kind != "" {
		if _, err = wordIn("kind", q.kind, model.CreatorKinds()); err != nil {
			return err
		}
	}
	if q.level != "" {
		if _, err = wordIn("level", q.level, model.Levels()); err != nil {
			return err
		}
	}
	if q.followers != "" {
		if q.least, err = parseWhole(q.followers); err != nil {
			return usage(ruleFlagValue, "followers-min", assets.Text("value", model.Safe(q.followers)))
		}
	}
	return nil
}

// lets tells whether an account is one of those that are looked for.
func (q *people) lets(a *model.Account) bool {
	return (q.kind == "" || a.Kind == model.CreatorKind(q.kind)) && (q.level == "" || a.Level == model.Level(q.level)) &&
		(q.country == "" || strings.EqualFold(a.Country, q.country)) && (!q.verified || a.Verified) && a.Followers() >= q.least &&
		(q.language == "" || slices.ContainsFunc(a.Languages, func(l string) bool { return strings.EqualFold(l, q.language) }))
}

func (r *run) listAccounts(q people) error {
	roles := model.Roles()
	if q.role != "" {
		chosen, err := wordIn("role", q.role, model.Roles())
		if err != nil {
			return err
		}
		roles = []model.Role{chosen}
	}
	if err := q.read(); err != nil {
		return err
	}
	list, err := newListing(r, accountNoun(), q.match, func(_ *scene, a *model.Account) string { return a.Handle + " " + a.Name })
	if err != nil {
		return err
	}
	if err := r.asOperator(false); err != nil {
		return err
	}
	var queries []model.Query
	for _, role := range roles {
		queries = append(queries, model.People(role))
	}
	push := func(s *scene, row model.Row) bool {
		a := row.(*model.Account)
		return !q.lets(a) || list.push(s, a)
	}
	if err := r.scan(queries, false, list.pause, push); err != nil {
		return err
	}
	return list.finish()
}

func (r *run) accountShow() *cobra.Command {
	figure := ""
	c := r.verb("show [HANDLE]", 0, 1, func(args []string) error {
		if figure != "" {
			return r.showBehind(strings.Join(args, ""), figure)
		}
		return r.showAccount(args)
	})
	c.Flags().StringVar(&figure, "orders", "", "")
	c.ValidArgsFunction = r.handles
	r.complete(c, "orders", words(append(model.FiguresOf(model.Creator), model.FiguresOf(model.Seller)...)))
	return listed(c)
}

func (r *run) showAccount(args []string) error {
	p, err := newPrinter(r, accountNoun(), inShow)
	if err != nil {
		return err
	}
	enter := r.asAccount
	if len(args) == 1 {
		enter = func() error { return r.asOperator(false) }
	}
	if err := enter(); err != nil {
		return err
	}
	return r.view(func(s *scene) error {
		a := s.Me()
		if len(args) == 1 {
			if a = s.account(args[0]); a == nil {
				return absent(model.RuleNotFound, "handle", assets.Text("value", model.Safe(args[0])))
			}
		}
		if r.human() && r.flags.fields == "" {
			return r.accountPage(s, a)
		}
		return p.print(s, a)
	})
}

// account returns the account of a handle as this account sees it, nil where there is none.
func (s *scene) account(handle string) *model.Account {
	a := model.AccountByHandle(s.Reader, strings.ToLower(strings.TrimSpace(handle)))
	if a == nil {
		return nil
	}
	return s.Account(a.Key)
}
