package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/store/market"
	"aeconnect/ui"
	"aeconnect/ui/cli"
	"aeconnect/ui/keep"
	"aeconnect/ui/kit"
	"aeconnect/ui/sshd"
	"aeconnect/ui/sshd/share"
)

// house is what a holder does for the other processes of the directory's owner.
type house struct{ *holding }

// Open implements share.House.
func (h house) Open(ctx context.Context, a share.Ask, m *share.Memory) (sshd.Screens, error) {
	o := h.options(ctx, a.Env)
	notebook := h.notebook()
	m.Over(notebook, notebook)
	o.Drafts, o.Places, o.Handle, o.Notice = m, m, a.Handle, a.Notice
	o.DataFlag = dataFlag(h.dir, a.DataDir)
	if zone, err := time.LoadLocation(share.Variable(a.Env, "TZ")); err == nil && share.Variable(a.Env, "TZ") != "" {
		o.Zone = zone
	}
	return sshd.Screens{Model: ui.New(o), Theme: &o.Theme, Close: notebook.Flush}, nil
}

// Run implements share.House.
func (h house) Run(ctx context.Context, a share.Ask, s share.Streams) (exit share.Exit) {
	errand := h.market.Errand(market.ErrandKey(a.Key))
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
	if before, err := errand.Before(); err == nil && before != nil {
		return recorded(*before, s)
	}
	_, _ = s.Out.Write(out.Bytes())
	_, _ = s.Err.Write(errs.Bytes())
	return exit
}

// recorded answers with what was decided before, where the command line no longer finds what it had done already.
func recorded(d model.Decision, s share.Streams) share.Exit {
	words := assets.NewWords("en")
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

// guest is the marketplace of a holding for a command of another process: closing it closes nothing.
type guest struct{ *market.Errand }

// commands composes the command line for an ask.
func (h house) commands(a share.Ask, s share.Streams, m *market.Errand, exit *share.Exit) *cli.App {
	screens := func(_ context.Context, _, handle string) error {
		exit.Screens, exit.Handle = true, handle
		return nil
	}
	return &cli.App{
		Version: h.program.app.Version, Stdin: s.In, Stdout: s.Out, Stderr: s.Err,
		Env:      func(name string) string { return share.Variable(a.Env, name) },
		Terminal: func() bool { return a.Terminal }, Width: func() int { return a.Width },
		Theme:   func() kit.Theme { return kit.NewTheme(kit.DetectTheme(a.Env)) },
		WorkDir: a.Dir, DataDir: func() string { return a.DataDir }, DemoDir: func() string { return a.DemoDir },
		Open:    func(context.Context, string, bool) (cli.Market, error) { return guest{m}, nil },
		OpenTUI: screens,
		OpenDemo: func(ctx context.Context, dir string, o cli.DemoOptions, handle string) error {
			if o.Fresh {
				return h.making()
			}
			return screens(ctx, dir, handle)
		},
		Demo: func(context.Context, string, cli.DemoOptions, func(int, int)) error { return h.making() },
		DemoWhole: func(context.Context, string) (whole bool, err error) {
			err = wholeSample(h.market, &whole)
			return whole, err
		},
		Backup: func(_ context.Context, _ string, to io.Writer) error {
			_, err := h.market.Hub().Backup(to)
			return err
		},
		Restore: func(context.Context, string, io.Reader) error { return os.ErrExist }, // never: a marketplace is there
		Doctor:  func(ctx context.Context, _ string) (cli.Checkup, error) { return h.examine(ctx) },
		Edit:    s.Edit, Preferences: func(string) cli.Preferences { return h.notebook() },
		Serve:      func(ctx context.Context, _ string, o cli.ServeOptions) error { return h.attend(ctx, o) },
		Keeper:     func(cli.Market, string) keep.Keeper { return h.keeper() },
		NoteBackup: noteBackup,
	}
}

// making refuses to make a sample in a directory that this process uses.
func (h house) making() error {
	return &cli.Trouble{Exit: cli.ExitUnreachable, Code: "busy", Rule: "data.making", Field: "data", Err: fmt.Errorf("%s", h.dir)}
}
