package cli

import (
	"slices"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// accountEdit changes what an account says of itself: what is named, and nothing else. A channel that is named takes the
// place of the one of its platform.
func (r *run) accountEdit() *cobra.Command {
	var p model.Profile
	var x figures
	var c *cobra.Command
	c = changing(r.verb("edit [HANDLE]", 0, 1, func(args []string) (err error) {
		if p.Channels, err = channelList(x.channels, x.followers, x.posts); err != nil {
			return err
		}
		return r.editAccount(args, c.Flags(), p)
	}))
	f := c.Flags()
	f.StringVar(&p.Name, "name", "", "")
	f.StringSliceVar(&p.Languages, "language", nil, "")
	f.StringVar(&p.Country, "country", "", "")
	f.StringVar(&p.Niche, "niche", "", "")
	x.flags(r, c)
	c.ValidArgsFunction = r.inTurn(r.handles)
	return c
}

func (r *run) editAccount(args []string, flags *pflag.FlagSet, typed model.Profile) error {
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
	cmd := &model.ChangeProfile{Handle: r.handle}
	err = r.view(func(s *scene) error {
		a := s.Me()
		if len(args) == 1 {
			cmd.Handle = lower(args[0])
			if a = s.account(cmd.Handle); a == nil {
				return absent(model.RuleNotFound, "handle", assets.Text("value", model.Safe(args[0])))
			}
		}
		cmd.Profile = profileWith(model.ProfileOf(a), typed, flags.Changed)
		return nil
	})
	if err != nil {
		return r.planned(cmd.Handle, err)
	}
	return carry(r, p, r.accountChange(cmd.Handle, "", cmd))
}

// profileWith returns a profile with what was typed in place of what it said.
func profileWith(was, typed model.Profile, named func(flag string) bool) model.Profile {
	if named("name") {
		was.Name = typed.Name
	}
	if named("language") {
		was.Languages = typed.Languages
	}
	if named("country") {
		was.Country = typed.Country
	}
	if named("niche") {
		was.Niche = typed.Niche
	}
	was.Channels = slices.Clone(was.Channels)
	for _, c := range typed.Channels {
		if i := slices.IndexFunc(was.Channels, func(o model.Channel) bool { return o.Platform == c.Platform }); i >= 0 {
			was.Channels[i] = c
		} else {
			was.Channels = append(was.Channels, c)
		}
	}
	return was
}
