package cli

import (
	"strings"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

// accessNoun is applications for access: how one is let into a hub.
func (r *run) accessNoun() *cobra.Command {
	return r.noun("access", r.accessApply(), r.accessLs(), r.accessShow(), r.accessWithdraw(), r.accessAdmit(), r.accessRefuse(), r.accessOpen(), r.accessClose())
}

// figures are channels with their figures, as flags name them.
type figures struct{ channels, followers, posts []string }

func (x *figures) flags(r *run, c *cobra.Command) {
	f := c.Flags()
	f.StringSliceVar(&x.channels, "channel", nil, "")
	f.StringArrayVar(&x.followers, "followers", nil, "")
	f.StringArrayVar(&x.posts, "posts", nil, "")
	r.complete(c, "channel", words(model.Platforms()))
}

func (r *run) accessApply() *cobra.Command {
	var form model.AccessForm
	var x figures
	var role, kind, note string
	c := changing(r.verb("apply HANDLE [KEYFILE|-]", 1, 2, func(args []string) (err error) {
		if role == "" {
			return usage(ruleMissing, "role", assets.Text("value", "--role"))
		}
		cmd := &model.ApplyForAccess{Role: model.Role(role), Kind: model.CreatorKind(kind)}
		if cmd.Text, err = r.keyOfApplicant(args[1:]); err != nil {
			return err
		}
		form.Handle = args[0]
		if form.Note, err = r.text(note); err != nil {
			return err
		}
		if form.Channels, err = channelList(x.channels, x.followers, x.posts); err != nil {
			return err
		}
		return r.applyForAccess(cmd, form)
	}))
	f := c.Flags()
	f.StringVar(&role, "role", "", "")
	f.StringVar(&kind, "kind", "", "")
	f.StringVar(&form.Name, "name", "", "")
	x.flags(r, c)
	f.StringSliceVar(&form.Languages, "language", nil, "")
	f.StringVar(&form.Country, "country", "", "")
	f.StringVar(&form.Niche, "niche", "", "")
	f.StringVar(&note, "note", "", "")
	r.complete(c, "role", words([]model.Role{model.Seller, model.Creator, model.Agency}))
	r.complete(c, "kind", words(model.CreatorKinds()))
	c.ValidArgsFunction = r.handleAndFile
	return c
}

// keyOfApplicant returns the key that an application is made with: through a hub the one that was proven, else that of
// a file, for somebody whose key came another way.
func (r *run) keyOfApplicant(file []string) (string, error) {
	if len(file) > 0 {
		return r.document(file[0])
	}
	if r.app.Caller != nil {
		return r.app.Caller.Key, nil
	}
	return "", usage(ruleMissing, "key", assets.Text("value", "KEYFILE"))
}

func (r *run) applyForAccess(cmd *model.ApplyForAccess, form model.AccessForm) error {
	p, err := newPrinter(r, accessColumns(), inShow)
	if err != nil {
		return err
	}
	if err := r.asAnybody(); err != nil {
		return err
	}
	opened := r.market.Seal(form.Text())
	cmd.Form = opened.Commit()
	return carry(r, p, change{id: form.Handle, hint: "access.asked", make: func() (model.Command, []model.Opened) {
		cmd.ID = r.market.Mint(model.AccessLetter)
		return cmd, []model.Opened{opened}
	}})
}

func (r *run) accessLs() *cobra.Command {
	state := ""
	c := listed(r.verb("ls", 0, 0, func([]string) error { return r.listAccess(state) }))
	c.Flags().StringVar(&state, "state", "", "")
	r.complete(c, "state", words(accessWords()))
	return c
}

func accessWords() []string {
	var all []string
	for _, s := range model.AccessStates() {
		all = append(all, s.String())
	}
	return all
}

// listAccess lists applications for access, the oldest first: all of them for support and the operator, their own for
// somebody without an account.
func (r *run) listAccess(typed string) error {
	wanted := model.AccessState(0)
	if typed != "" {
		word, err := wordIn("state", typed, accessWords())
		if err != nil {
			return err
		}
		for _, s := range model.AccessStates() {
			if s.String() == word {
				wanted = s
			}
		}
	}
	list, err := newListing(r, accessColumns(), "", func(_ *scene, a *model.Access) string { return string(a.ID) })
	if err != nil {
		return err
	}
	if err := r.asAnybody(); err != nil {
		return err
	}
	q := model.AccessIn(wanted)
	err = r.view(func(s *scene) error {
		switch {
		case s.Who.Account == 0 && s.Who.Proven != "":
			q = model.AccessBy(s.Who.Proven)
		case s.Who.Role != model.Support && !s.Who.Operator:
			return refused(&model.Refusal{Answer: model.ByRight, Rule: model.RuleNoRight, Field: "as", Args: []model.Arg{assets.Word("needs", "role.support")}})
		}
		return nil
	})
	if err != nil {
		return err
	}
	push := func(s *scene, row model.Row) bool {
		a := row.(*model.Access)
		return wanted != 0 && a.State != wanted || list.push(s, a)
	}
	if err := r.scan([]model.Query{q}, false, list.pause, push); err != nil {
		return err
	}
	return list.finish()
}

func (r *run) accessShow() *cobra.Command {
	c := listed(r.verb("show [ID]", 0, 1, func(args []string) error {
		p, err := newPrinter(r, accessColumns(), inShow)
		if err != nil {
			return err
		}
		typed, err := r.accessID(args)
		if err != nil {
			return err
		}
		if err := r.asAnybody(); err != nil {
			return err
		}
		return r.view(func(s *scene) error {
			a, err := s.accessNamed(typed)
			if err != nil {
				return err
			}
			if r.human() && r.flags.fields == "" {
				r.accessPage(s, a)
				return nil
			}
			return p.print(s, a)
		})
	}))
	c.ValidArgsFunction = r.inTurn(r.accessIDs)
	return c
}

// accessID reads which application is meant, "" where none is named.
func (r *run) accessID(args []string) (string, error) {
	if len(args) == 0 {
		return "", nil
	}
	return r.id(args[0])
}

// accessNamed finds an application for access. Somebody without an account, who has come by a key, need not name the
// last one of that key.
func (s *scene) accessNamed(typed string) (*model.Access, error) {
	if typed == "" && s.Who.Account == 0 && s.Who.Proven != "" {
		for _, row := range s.Rows(model.AccessBy(s.Who.Proven), model.Place{}, true) {
			return row.(*model.Access), nil
		}
		return nil, absent(model.RuleNotFound, "access", assets.Text("value", model.Safe(s.Who.Proven)))
	}
	if typed == "" {
		return nil, usage(ruleMissing, "access", assets.Text("value", "ID"))
	}
	a, refusal := s.FindAccess(typed)
	if refusal != nil {
		return nil, refused(refusal)
	}
	return a, nil
}

// accessWithdraw takes an application back: one's own, or as the owner of the data directory one that was entered for
// somebody.
func (r *run) accessWithdraw() *cobra.Command {
	c := changing(r.verb("withdraw [ID]", 0, 1, func(args []string) error {
		p, err := newPrinter(r, accessColumns(), inShow)
		if err != nil {
			return err
		}
		typed, err := r.accessID(args)
		if err != nil {
			return err
		}
		if err := r.asAnybody(); err != nil {
			return err
		}
		var a *model.Access
		err = r.view(func(s *scene) (err error) { a, err = s.accessNamed(typed); return err })
		if err != nil {
			return r.planned(typed, err)
		}
		cmd := &model.WithdrawAccess{ID: a.ID}
		return carry(r, p, change{id: string(a.ID), ref: a.Ref(), hint: "access.withdrawn", make: func() (model.Command, []model.Opened) { return cmd, nil }})
	}))
	c.ValidArgsFunction = r.inTurn(r.accessIDs)
	return c
}

// accessIDs offers applications for access that wait.
func (r *run) accessIDs(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var all []string
	r.peek(r.asAnybody, func(s *scene) {
		for _, row := range s.Rows(model.AccessIn(model.AccessWaiting), model.Place{}, false) {
			a := row.(*model.Access)
			if fitsID(a.ID, typed) && len(all) < offered {
				all = append(all, strings.TrimSuffix(string(a.ID)+"\t"+s.words.Say("role."+string(a.Role))+", "+s.entered(a).Name, ", "))
			}
		}
	})
	return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}
