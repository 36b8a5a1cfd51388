package cli

import (
	"strings"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

func (r *run) accountLs() *cobra.Command {
	var role string
	var l filter
	c := r.verb("ls", 0, 0, func([]string) error { return r.listAccounts(role, l) })
	c.Flags().StringVar(&role, "role", "", "")
	c.Flags().StringVar(&l.match, "match", "", "")
	listed(c)
	r.complete(c, "role", words(model.Roles()))
	return c
}

func (r *run) listAccounts(role string, l filter) error {
	roles := model.Roles()
	if role != "" {
		chosen, err := wordIn("role", role, model.Roles())
		if err != nil {
			return err
		}
		roles = []model.Role{chosen}
	}
	list, err := newListing(r, accountNoun(), l.match, func(_ *scene, a *model.Account) string { return a.Handle + " " + a.Name })
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
	push := func(s *scene, row model.Row) bool { return list.push(s, row.(*model.Account)) }
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
