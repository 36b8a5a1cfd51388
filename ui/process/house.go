package process

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui"
	"aeconnect/ui/cli"
	"aeconnect/ui/post"
	"aeconnect/ui/sshd"
	"aeconnect/ui/sshd/share"
)

// house is what a holder does for the other processes of the directory's owner.
type house struct{ *holding }

// Open implements share.House.
func (h house) Open(ctx context.Context, a share.Ask, m *share.Memory) (share.Shown, error) {
	o := h.options(ctx, a.Env)
	notebook := h.notebook()
	m.Over(notebook, notebook)
	o.Drafts, o.Places, o.Notice = m, m, a.Notice
	if h.mail == nil {
		o.Handle = a.Handle
	}
	o.DataFlag = dataFlag(h.dir, a.DataDir)
	var left share.Exit
	o.Sample = func(context.Context) (ui.Options, error) {
		left.Sample = true
		return ui.Options{}, ui.ErrLeave
	}
	return share.Shown{
		Screens: sshd.Screens{Model: ui.New(o), Theme: &o.Theme, Close: notebook.Flush},
		Left:    func() share.Exit { return left },
	}, nil
}

// Run implements share.House.
func (h house) Run(ctx context.Context, a share.Ask, s share.Streams) (exit share.Exit) {
	errand := h.market.Errand(a.Key)
	var out, errs bytes.Buffer
	app := h.commands(a, s, errand, &exit)
	again := a.Again && errand.Begun()
	if again {
		app.Stdout, app.Stderr = &out, &errs
	}
	if a.Again {
		app.Began = a.Began
	}
	exit.Code = app.Run(ctx, a.Args)
	if !again || ctx.Err() != nil {
		return exit
	}
	switch before, err := errand.Before(); {
	case errors.Is(err, errQueued):
		fmt.Fprintln(s.Err, h.process.words(a.Env).Say("outbox.kept", assets.Num("count", 1), assets.Text("hub", post.Host(h.mail.State().URL))))
		exit.Code = cli.ExitQueued
		return exit
	case err == nil && before != nil:
		return recorded(*before, s, h.process.words(a.Env))
	}
	_, _ = s.Out.Write(out.Bytes())
	_, _ = s.Err.Write(errs.Bytes())
	return exit
}

// recorded answers with what was decided before, where the command line no longer finds what it had done already.
func recorded(d model.Decision, s share.Streams, words *assets.Words) share.Exit {
	if d.Refusal == nil {
		fmt.Fprintln(s.Err, words.Say("share.done"))
		return share.Exit{}
	}
	message, accepts := words.Refusal(d.Refusal)
	fmt.Fprintln(s.Err, message)
	if accepts != "" {
		fmt.Fprintln(s.Err, accepts)
	}
	return share.Exit{Code: cli.ExitRefused}
}
