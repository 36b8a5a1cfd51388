package main

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/store/market"
	"aeconnect/store/sample"
	"aeconnect/ui"
	"aeconnect/ui/cli"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
)

// openScreens runs the screens on the marketplace of a directory.
func (p *program) openScreens(ctx context.Context, dir, handle string) error {
	m, err := market.Open(dir, market.Options{Command: commandLine()})
	if err != nil {
		return trouble(err)
	}
	options := p.desk.options(m, dir)
	options.Handle, options.DataFlag = handle, dataFlag(dir, p.app.DataDir())
	options.Sample = func(context.Context) (ui.Options, error) {
		return p.desk.sample(ctx, p.app.DemoDir(), world(cli.DemoOptions{Seed: 1}, nil))
	}
	return errors.Join(p.screens(ctx, options), p.Close())
}

// openDemo runs the screens on a sample marketplace; what is missing of its world is made behind them.
func (p *program) openDemo(ctx context.Context, dir string, o cli.DemoOptions, handle string) error {
	options, err := p.desk.sample(ctx, dir, world(o, nil))
	if err == nil {
		options.Handle = cmp.Or(handle, options.Handle)
		err = p.screens(ctx, options)
	}
	return errors.Join(trouble(err), p.Close())
}

// screens runs the screens until the person leaves.
func (p *program) screens(ctx context.Context, o ui.Options) error {
	debug.SetGCPercent(50) // a session lasts: memory counts more than the little that is collected
	_, err := kit.Run(ctx, ui.New(o), kit.Options{})
	var signal *kit.SignalError
	if errors.As(err, &signal) {
		return &cli.Trouble{Exit: signal.ExitCode(), Code: "signal", Err: err}
	}
	return err
}

// dataFlag is what a copied command line needs to find a directory that is not the usual one.
func dataFlag(dir, usual string) string {
	abs, err := filepath.Abs(dir)
	if err != nil || abs == usual {
		return ""
	}
	return " --data '" + strings.ReplaceAll(abs, "'", `'\''`) + "'"
}

// desk is what a session of screens has open, to be closed in reverse.
type desk struct{ open []func() error }

// close closes what is open; closing again does nothing.
func (d *desk) close() error {
	var err error
	for _, f := range slices.Backward(d.open) {
		err = errors.Join(err, f())
	}
	d.open = nil
	return err
}

// options composes the screens over an open marketplace, which belongs to the desk from then on.
func (d *desk) options(m *market.Market, dir string) ui.Options {
	news, notebook := m.Hub().Subscribe(), market.OpenNotebook(dir)
	d.open = append(d.open, m.Close, notebook.Flush, func() error { news.Close(); return nil })
	theme := kit.DetectTheme(os.Environ())
	switch os.Getenv("AECONNECT_THEME") {
	case "dark":
		theme.Dark = true
	case "light":
		theme.Dark = false
	}
	return ui.Options{
		Market: surface{m}, Anyone: true, Words: assets.NewWords("en"), Zone: time.Local, Theme: theme, Drafts: notebook, Places: notebook, Preferences: notebook,
		Now: time.Now, Changes: func() ([]model.Ref, bool, bool) {
			if _, open := <-news.Ready(); !open {
				return nil, false, false
			}
			n := news.Take()
			return n.Rows, n.All, true
		},
	}
}

// sample opens a sample marketplace and goes on making its world behind the screens.
func (d *desk) sample(ctx context.Context, dir string, w sample.World) (ui.Options, error) {
	m, err := sample.Open(ctx, dir, w)
	if err != nil {
		return ui.Options{}, err
	}
	options := d.options(m, dir)
	options.DataFlag = dataFlag(dir, "")
	growth, err := sample.Grow(ctx, m, w.Options)
	d.open = append(d.open, growth.Stop)
	if growth.Told() {
		options.Handle = sample.Seller
	}
	if _, _, going := growth.State(); going {
		options.Growing = growth.State
	}
	return options, err
}

// surface is a marketplace as screens see it.
type surface struct{ *market.Market }

// Search implements screen.Market.
func (s surface) Search() screen.Search { return box{s.Market.Search()} }

// box is a search box as screens see it.
type box struct{ *market.Searcher }

// Find implements screen.Search.
func (b box) Find(ctx context.Context, query string, of model.TaskType, limit int) (screen.Found, error) {
	r, err := b.Searcher.Find(ctx, query, of, limit)
	f := screen.Found{Total: r.Total, Took: r.Took, Partial: r.Partial}
	for _, h := range r.Hits {
		f.Hits = append(f.Hits, screen.Hit{Task: model.Key(h.Key), Match: h.Positions})
	}
	return f, err
}
