package process

import (
	"context"
	"fmt"
	"io"
	"os"

	"aeconnect/ui/cli"
	"aeconnect/ui/keep"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
	"aeconnect/ui/sshd/share"
)

// commands composes the command line for an ask.
func (h house) commands(a share.Ask, s share.Streams, m Errand, exit *share.Exit) *cli.App {
	screens := func(_ context.Context, _, handle string) error {
		exit.Screens, exit.Handle = true, handle
		return nil
	}
	return &cli.App{
		Version: h.process.app.Version, Stdin: s.In, Stdout: s.Out, Stderr: s.Err,
		Env:      func(name string) string { return share.Variable(a.Env, name) },
		Terminal: func() bool { return a.Terminal }, Width: func() int { return a.Width },
		Theme:   func() kit.Theme { return kit.NewTheme(kit.DetectTheme(a.Env)) },
		Speak:   h.process.speak,
		Zone:    zoneOf(a.Env),
		WorkDir: a.Dir, DataDir: func() string { return a.DataDir }, DemoDir: func() string { return a.DemoDir },
		Open:    func(context.Context, string, bool) (cli.Market, error) { return m, nil },
		OpenTUI: screens,
		OpenDemo: func(ctx context.Context, dir string, o cli.DemoOptions, handle string) error {
			if o.Fresh {
				return h.making()
			}
			return screens(ctx, dir, handle)
		},
		Demo:      func(context.Context, string, cli.DemoOptions, func(int, int)) error { return h.making() },
		DemoWhole: func(context.Context, string) (bool, error) { return h.market.Whole() },
		Backup:    func(_ context.Context, _ string, to io.Writer) error { return h.market.Backup(to) },
		Restore:   func(context.Context, string, io.Reader) error { return os.ErrExist }, // never: a marketplace is there
		Doctor: func(ctx context.Context, _ string) (cli.Checkup, error) {
			return h.examine(ctx, h.process.words(a.Env))
		},
		Edit: s.Edit, Preferences: func(string) cli.Preferences { return h.notebook() },
		Serve:      func(ctx context.Context, _ string, o cli.ServeOptions) error { return h.attend(ctx, o, s.Log) },
		Keeper:     func(cli.Market, string) keep.Keeper { return h.keeper() },
		NoteBackup: h.process.store.NoteBackup, Post: func(cli.Market, string) post.Post { return h.postFor(m) }, Join: h.rejoin,
	}
}

// postFor is the post for an errand.
func (h house) postFor(m Errand) post.Post {
	if e, is := m.(replicaErrand); is {
		return e.over(h.post())
	}
	return h.post()
}

// making refuses to make a sample in a directory that this process uses.
func (h house) making() error {
	return &cli.Trouble{Exit: cli.ExitUnreachable, Code: "busy", Rule: "data.making", Field: "data", Err: fmt.Errorf("%s", h.dir)}
}
