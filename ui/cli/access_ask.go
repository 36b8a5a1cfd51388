package cli

import (
	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

// requestVerification asks support to verify the creator that acts.
func (r *run) requestVerification(kind model.CreatorKind, f model.RequestForm) error {
	return r.request(f, func(id model.ID, form model.Commitment) model.Command {
		return &model.RequestVerification{ID: id, Kind: kind, Form: form}
	})
}

// request sends what an account asks support for; the form travels beside, sealed.
func (r *run) request(f model.RequestForm, build func(model.ID, model.Commitment) model.Command) error {
	p, err := newPrinter(r, accessColumns(), inShow)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	opened := r.market.Seal(f.Text())
	return carry(r, p, change{id: r.handle, hint: "request.made", make: func() (model.Command, []model.Opened) {
		return build(r.market.Mint(model.RequestLetter), opened.Commit()), []model.Opened{opened}
	}})
}

// accountLive is the permission to stream on AliExpress: asked for by a creator, decided by support, or given at once.
func (r *run) accountLive() *cobra.Command {
	c := changing(r.verb("live HANDLE on|off", 2, 2, func(args []string) error {
		on, err := wordIn("live", args[1], []string{"on", "off"})
		if err != nil {
			return err
		}
		return r.changeAccount(lower(args[0]), false, "", func(handle string) model.Command {
			return &model.SetLive{Handle: handle, Live: on == "on"}
		})
	}))
	c.ValidArgsFunction = r.inTurn(r.handles, words([]string{"on", "off"}))
	c.AddCommand(r.liveApply(), r.liveLs(), r.decideVerb("grant ID", false), r.decideVerb("refuse ID", true), r.accessWithdraw())
	return c
}

func (r *run) liveApply() *cobra.Command {
	note := ""
	c := changing(r.verb("apply", 0, 0, func([]string) error {
		text, err := r.text(note)
		if err != nil {
			return err
		}
		return r.request(model.RequestForm{Note: text}, func(id model.ID, form model.Commitment) model.Command {
			return &model.RequestLive{ID: id, Form: form}
		})
	}))
	c.Flags().StringVar(&note, "note", "", "")
	return c
}

func (r *run) liveLs() *cobra.Command {
	state := ""
	c := listed(r.verb("ls", 0, 0, func([]string) error { return r.listAccess(state, model.AsksLive.String()) }))
	c.Flags().StringVar(&state, "state", "", "")
	r.complete(c, "state", words(accessWords()))
	return c
}

// decideVerb grants or refuses a request for live streams.
func (r *run) decideVerb(use string, refuse bool) *cobra.Command {
	reason := ""
	c := changing(r.verb(use, 1, 1, func(args []string) error {
		return r.decideAccess(args[0], "", func(a asked) (model.Command, error) {
			if !refuse {
				return grantOf(a, "", "", nil), nil
			}
			return r.refusalOf(a, reason)
		})
	}))
	if refuse {
		c.Flags().StringVar(&reason, "reason", "", "")
	}
	c.ValidArgsFunction = r.inTurn(r.accessIDs)
	return c
}

// grantOf makes the command that admits an application or grants a request.
func grantOf(a asked, handle string, level model.Level, found []model.Channel) model.Command {
	if _, request := a.Row.(*model.Request); request {
		return &model.GrantRequest{ID: a.id, Channels: found}
	}
	return &model.AdmitAccess{ID: a.id, Handle: handle, Level: level, Channels: found}
}

// refusalOf makes the command that refuses an application or a request.
func (r *run) refusalOf(a asked, reason string) (model.Command, error) {
	text, err := r.text(reason)
	if _, request := a.Row.(*model.Request); request {
		return &model.RefuseRequest{ID: a.id, Reason: text}, err
	}
	return &model.RefuseAccess{ID: a.id, Reason: text}, err
}

// withdrawalOf makes the command that takes an application or a request back.
func withdrawalOf(a asked) model.Command {
	if _, request := a.Row.(*model.Request); request {
		return &model.WithdrawRequest{ID: a.id}
	}
	return &model.WithdrawAccess{ID: a.id}
}

// asksWords are what support is asked for, as words.
func asksWords() []string {
	all := []string{askingAccess}
	for _, a := range model.AllAsks() {
		all = append(all, a.String())
	}
	return all
}

// stateNamed reads the word of a state, 0 for none.
func stateNamed(typed string) (model.AccessState, error) {
	if typed == "" {
		return 0, nil
	}
	word, err := wordIn("state", typed, accessWords())
	if err != nil {
		return 0, err
	}
	for _, s := range model.AccessStates() {
		if s.String() == word {
			return s, nil
		}
	}
	return 0, nil
}

// queueOf returns what whoever looks sees of the queue: a stranger and a creator their own, support and the operator all.
func (s *scene) queueOf(state model.AccessState) (model.Query, error) {
	switch {
	case s.Who.Account == 0 && s.Who.Proven != "":
		return model.AccessBy(s.Who.Proven), nil
	case s.Who.Role == model.Support || s.Who.Operator:
		return model.AdmissionsIn(state), nil
	case s.Who.Role == model.Creator:
		return model.RequestsOf(s.Who.Account, 0), nil
	}
	needs := assets.Word("needs", "role.support")
	return model.Query{}, refused(&model.Refusal{Answer: model.ByRight, Rule: model.RuleNoRight, Field: "as", Args: []model.Arg{needs}})
}
