package cli

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/cobra"
)

func (r *run) accessAdmit() *cobra.Command {
	var x figures
	var handle, level string
	c := changing(r.verb("admit ID", 1, 1, func(args []string) error {
		found, err := channelList(x.channels, x.followers, x.posts)
		if err != nil {
			return err
		}
		return r.decideAccess(args[0], "access.admitted", func(a asked) (model.Command, error) {
			return grantOf(a, handle, model.Level(level), found), nil
		})
	}))
	f := c.Flags()
	f.StringVar(&handle, "handle", "", "")
	f.StringVar(&level, "level", "", "")
	x.flags(r, c)
	r.complete(c, "level", words(model.Levels()))
	c.ValidArgsFunction = r.inTurn(r.accessIDs)
	return c
}

func (r *run) accessRefuse() *cobra.Command {
	reason := ""
	c := changing(r.verb("refuse ID", 1, 1, func(args []string) error {
		return r.decideAccess(args[0], "", func(a asked) (model.Command, error) { return r.refusalOf(a, reason) })
	}))
	c.Flags().StringVar(&reason, "reason", "", "")
	c.ValidArgsFunction = r.inTurn(r.accessIDs)
	return c
}

// decideAccess carries out a decision about an application for access, or about a request.
func (r *run) decideAccess(arg, hint string, build func(asked) (model.Command, error)) error {
	p, err := newPrinter(r, accessColumns(), inShow)
	if err != nil {
		return err
	}
	typed, err := r.id(arg)
	if err != nil {
		return err
	}
	if err := r.asOperator(false); err != nil {
		return err
	}
	a, err := r.askedNamed(typed)
	if err != nil {
		return r.planned(typed, err)
	}
	cmd, err := build(a)
	if err != nil {
		return err
	}
	return carry(r, p, change{id: string(a.id), ref: a.Ref(), hint: hint, make: func() (model.Command, []model.Opened) { return cmd, nil }})
}

func (r *run) accessOpen() *cobra.Command {
	var from, until string
	c := changing(r.verb("open", 0, 0, func([]string) error {
		if until == "" {
			return usage(ruleMissing, "until", assets.Text("value", "--until"))
		}
		return r.openAccess(from, until)
	}))
	c.Flags().StringVar(&from, "from", "", "")
	c.Flags().StringVar(&until, "until", "", "")
	return c
}

func (r *run) accessClose() *cobra.Command {
	return changing(r.verb("close", 0, 0, func([]string) error { return r.openAccess("", "") }))
}

// openAccess sets when creators may apply to be verified.
func (r *run) openAccess(from, until string) error {
	p, err := newPrinter(r, windowColumns(), inShow)
	if err != nil {
		return err
	}
	if err := r.asOperator(false); err != nil {
		return err
	}
	cmd := &model.OpenAccess{}
	err = r.view(func(s *scene) error {
		for _, x := range []struct {
			field, typed string
			to           *model.Moment
		}{{"from", from, &cmd.From}, {"until", until, &cmd.Until}} {
			if x.typed == "" {
				continue
			}
			m, refusal := ask.ParseMoment(x.field, x.typed, s.Now, s.zone())
			if *x.to = m; refusal != nil {
				return refused(refusal)
			}
		}
		return nil
	})
	if err != nil {
		return r.planned("access", err)
	}
	return carry(r, p, change{id: "access", ref: model.Ref{Kind: model.KindMarket, Key: 1}, make: func() (model.Command, []model.Opened) { return cmd, nil }})
}
