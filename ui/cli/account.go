package cli

import (
	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

func (r *run) accountNoun() *cobra.Command {
	return r.noun("account", r.accountLs(), r.accountShow(), r.accountAdd(), r.accountEdit(), r.accountLevel(), r.accountAddress(), r.accountPayPal(), r.accountLive(),
		r.senderNoun(), r.rosterNoun(), r.keyNoun(), r.accessNoun(), r.accountBlock(), r.accountUnblock())
}

func (r *run) accountAdd() *cobra.Command {
	var add model.AddAccount
	var role, level, kind string
	var channels, followers, posts []string
	key := ""
	c := changing(r.verb("add HANDLE", 1, 1, func(args []string) error {
		if role == "" {
			return usage(ruleMissing, "role", assets.Text("value", "--role"))
		}
		add.Handle, add.Role, add.Level, add.Kind = args[0], model.Role(role), model.Level(level), model.CreatorKind(kind)
		var err error
		if add.Channels, err = channelList(channels, followers, posts); err != nil {
			return err
		}
		if key != "" {
			if add.Keys, err = r.keyText(key); err != nil {
				return err
			}
		}
		return r.changeAccount(args[0], true, "account.add", func(string) model.Command { return &add })
	}))
	f := c.Flags()
	f.StringVar(&role, "role", "", "")
	f.StringVar(&level, "level", "", "")
	f.StringVar(&kind, "kind", "", "")
	f.StringVar(&add.Name, "name", "", "")
	f.StringSliceVar(&channels, "channel", nil, "")
	f.StringArrayVar(&followers, "followers", nil, "")
	f.StringArrayVar(&posts, "posts", nil, "")
	f.StringSliceVar(&add.Languages, "language", nil, "")
	f.StringVar(&add.Country, "country", "", "")
	f.StringVar(&add.Niche, "niche", "", "")
	f.StringVar(&key, "key", "", "")
	r.complete(c, "role", words(model.Roles()))
	r.complete(c, "level", words(model.Levels()))
	r.complete(c, "kind", words(model.CreatorKinds()))
	r.complete(c, "channel", words(model.Platforms()))
	return c
}

// channelList puts the numbers of followers and posts to the channels in the order in which they were typed.
func channelList(channels, followers, posts []string) ([]model.Channel, error) {
	all := make([]model.Channel, len(channels))
	for i, name := range channels {
		all[i].Platform = model.Platform(name)
	}
	for _, numbers := range []struct {
		flag  string
		typed []string
		put   func(*model.Channel, int64)
	}{
		{"followers", followers, func(c *model.Channel, n int64) { c.Followers = n }},
		{"posts", posts, func(c *model.Channel, n int64) { c.Posts = n }},
	} {
		for i, typed := range numbers.typed {
			n, err := parseWhole(typed)
			if err != nil {
				return nil, usage(ruleFlagValue, numbers.flag, assets.Text("value", model.Safe(typed)))
			}
			if i >= len(all) {
				return nil, usage(ruleMissing, "channel", assets.Text("value", "--channel"))
			}
			numbers.put(&all[i], n)
		}
	}
	return all, nil
}

// changeAccount carries out a command about an account as the operator (create: where there may be no marketplace yet).
func (r *run) changeAccount(handle string, create bool, hint string, build func(handle string) model.Command) error {
	p, err := newPrinter(r, accountNoun(), inList)
	if err != nil {
		return err
	}
	if err := r.asOperator(create && !r.flags.plan); err != nil {
		return err
	}
	return carry(r, p, r.accountChange(handle, hint, build(handle)))
}

// accountChange makes the change of one account, or of a new one.
func (r *run) accountChange(handle, hint string, cmd model.Command, private ...model.Opened) change {
	c := change{id: handle, hint: hint, make: func() (model.Command, []model.Opened) { return cmd, private }}
	_ = r.view(func(s *scene) error {
		if a := s.account(handle); a != nil {
			c.ref = a.Ref()
		}
		return nil
	})
	return c
}

func (r *run) accountLevel() *cobra.Command {
	c := changing(r.verb("level HANDLE LEVEL", 2, 2, func(args []string) error {
		return r.changeAccount(lower(args[0]), false, "", func(handle string) model.Command {
			return &model.SetLevel{Handle: handle, Level: model.Level(args[1])}
		})
	}))
	c.ValidArgsFunction = r.inTurn(r.handles, words(model.Levels()))
	return c
}

func (r *run) accountAddress() *cobra.Command {
	c := changing(r.verb("address HANDLE TEXT", 2, 2, func(args []string) error {
		return r.changePrivate(args, func(handle string, sealed model.Commitment) model.Command {
			return &model.SetAddress{Handle: handle, Address: sealed}
		})
	}))
	c.ValidArgsFunction = r.handles
	return c
}

func (r *run) accountPayPal() *cobra.Command {
	c := changing(r.verb("paypal HANDLE ADDRESS", 2, 2, func(args []string) error {
		return r.changePrivate(args, func(handle string, sealed model.Commitment) model.Command {
			return &model.SetPayPal{Handle: handle, PayPal: sealed}
		})
	}))
	c.ValidArgsFunction = r.handles
	return c
}

// changePrivate keeps a private text of the account that acts.
func (r *run) changePrivate(args []string, build func(handle string, sealed model.Commitment) model.Command) error {
	p, err := newPrinter(r, accountNoun(), inShow)
	if err != nil {
		return err
	}
	text, err := r.text(args[1])
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	handle, opened := lower(args[0]), r.market.Seal(text)
	return carry(r, p, r.accountChange(handle, "", build(handle, opened.Commit()), opened))
}
