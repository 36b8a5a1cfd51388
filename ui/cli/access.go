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
	c := changing(r.verb("apply [HANDLE] [KEYFILE|-]", 0, 2, func(args []string) (err error) {
		if form.Channels, err = channelList(x.channels, x.followers, x.posts); err != nil {
			return err
		}
		if len(args) == 0 && (r.app.Caller == nil || r.app.Caller.Actor.Account != 0) {
			if form.Note, err = r.text(note); err != nil {
				return err
			}
			return r.requestVerification(model.CreatorKind(kind), model.RequestForm{Channels: form.Channels, Note: form.Note})
		}
		if role == "" || len(args) == 0 {
			return usage(ruleMissing, "role", assets.Text("value", "HANDLE --role"))
		}
		cmd := &model.ApplyForAccess{Role: model.Role(role), Kind: model.CreatorKind(kind)}
		if cmd.Text, err = r.keyOfApplicant(args[1:]); err != nil {
			return err
		}
		form.Handle = args[0]
		if form.Note, err = r.text(note); err != nil {
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
	state, what := "", ""
	c := listed(r.verb("ls", 0, 0, func([]string) error { return r.listAccess(state, what) }))
	c.Flags().StringVar(&state, "state", "", "")
	c.Flags().StringVar(&what, "for", "", "")
	r.complete(c, "state", words(accessWords()))
	r.complete(c, "for", words(asksWords()))
	return c
}

func accessWords() []string {
	var all []string
	for _, s := range model.AccessStates() {
		all = append(all, s.String())
	}
	return all
}

// listAccess lists what support admits or refuses, the oldest first: all of it for support and the operator, their own
// for creators and for somebody without an account.
func (r *run) listAccess(typed, what string) error {
	wanted, err := stateNamed(typed)
	if err != nil {
		return err
	}
	if what != "" {
		if what, err = wordIn("for", what, asksWords()); err != nil {
			return err
		}
	}
	list, err := newListing(r, accessColumns(), "", func(s *scene, row model.Row) string { return string(s.asked(row).id) })
	if err != nil {
		return err
	}
	if err := r.asAnybody(); err != nil {
		return err
	}
	var q model.Query
	if err := r.view(func(s *scene) (err error) { q, err = s.queueOf(wanted); return err }); err != nil {
		return err
	}
	push := func(s *scene, row model.Row) bool {
		a := s.asked(row)
		return wanted != 0 && a.state != wanted || what != "" && a.what != what || list.push(s, row)
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

// accessNamed finds what support admits or refuses. Somebody without an account, who has come by a key, need not name
// the last application of that key; a creator need not name what it asked for last.
func (s *scene) accessNamed(typed string) (model.Row, error) {
	switch {
	case typed == "" && s.Who.Account == 0 && s.Who.Proven != "":
		for _, row := range s.Rows(model.AccessBy(s.Who.Proven), model.Place{}, true) {
			return row, nil
		}
		return nil, absent(model.RuleNotFound, "access", assets.Text("value", model.Safe(s.Who.Proven)))
	case typed == "":
		for _, row := range s.Rows(model.RequestsOf(s.Who.Account, 0), model.Place{}, true) {
			return row, nil
		}
		return nil, usage(ruleMissing, "access", assets.Text("value", "ID"))
	case model.NormalizeID(typed).Letter() == model.RequestLetter:
		q, refusal := s.FindRequest(typed)
		if refusal != nil {
			return nil, refused(refusal)
		}
		return q, nil
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
		a, err := r.askedNamed(typed)
		if err != nil {
			return r.planned(typed, err)
		}
		cmd, hint := withdrawalOf(a), "access.withdrawn"
		if a.what != askingAccess {
			hint = ""
		}
		return carry(r, p, change{id: string(a.id), ref: a.Ref(), hint: hint, make: func() (model.Command, []model.Opened) { return cmd, nil }})
	}))
	c.ValidArgsFunction = r.inTurn(r.accessIDs)
	return c
}

// askedNamed finds what support admits or refuses, read at one moment.
func (r *run) askedNamed(typed string) (a asked, err error) {
	err = r.view(func(s *scene) error {
		row, err := s.accessNamed(typed)
		if err == nil {
			a = s.asked(row)
		}
		return err
	})
	return a, err
}

// accessIDs offers applications for access that wait.
func (r *run) accessIDs(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var all []string
	r.peek(r.asAnybody, func(s *scene) {
		q, err := s.queueOf(model.AccessWaiting)
		if err != nil {
			return
		}
		for _, row := range s.Rows(q, model.Place{}, false) {
			a := s.asked(row)
			if fitsID(a.id, typed) && len(all) < offered {
				all = append(all, strings.TrimSuffix(string(a.id)+"\t"+s.askedAs(a)+", "+a.form.Name, ", "))
			}
		}
	})
	return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}
