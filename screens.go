package main

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/store/sample"
	"aeconnect/ui"
	"aeconnect/ui/cli"
	"aeconnect/ui/kit"
)

// openScreens runs the screens on the marketplace of a directory.
func (p *program) openScreens(ctx context.Context, dir, handle string) error {
	var h *holding
	err := p.enter(ctx, away{dir: dir, screens: true, handle: handle}, func() (err error) {
		h, err = p.hold(dir, holdOptions{long: true}, nil)
		return err
	})
	if err != nil {
		return err
	}
	options := h.options(ctx, os.Environ())
	options.Handle, options.DataFlag = handle, dataFlag(dir, p.app.DataDir())
	options.Sample = func(context.Context) (ui.Options, error) {
		return p.sample(ctx, p.app.DemoDir(), cli.DemoOptions{Seed: 1}, "")
	}
	return errors.Join(p.screens(ctx, options), p.Close())
}

// openDemo runs the screens on a sample marketplace; what is missing of its world is made behind them.
func (p *program) openDemo(ctx context.Context, dir string, o cli.DemoOptions, handle string) error {
	options, err := p.sample(ctx, dir, o, handle)
	if p.away != nil {
		return err
	}
	if err == nil {
		options.Handle = cmp.Or(handle, options.Handle)
		err = p.screens(ctx, options)
	}
	return errors.Join(err, p.Close())
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

// sample opens a sample marketplace and goes on making its world behind the screens.
func (p *program) sample(ctx context.Context, dir string, o cli.DemoOptions, handle string) (ui.Options, error) {
	w := world(o, nil)
	var h *holding
	open := ofSample(ctx, dir, w)
	err := p.enter(ctx, away{dir: dir, screens: true, handle: handle, open: open}, func() (err error) {
		h, err = p.hold(dir, holdOptions{long: true}, open)
		return err
	})
	if err != nil {
		return ui.Options{}, err
	}
	growth, err := sample.Grow(ctx, h.market, w.Options)
	h.growth = growth.Stop
	if _, _, going := growth.State(); going {
		h.growing = growth.State
	}
	options := h.options(ctx, os.Environ())
	options.DataFlag = dataFlag(dir, "")
	if growth.Told() {
		options.Handle = sample.Seller
	}
	return options, err
}

// options composes screens over a holding, for a terminal with some environment.
func (h *holding) options(ctx context.Context, env []string) ui.Options {
	notebook := h.notebook()
	return ui.Options{
		Market: surface{h.market}, Anyone: true, Words: assets.NewWords("en"), Zone: time.Local, Theme: themeOf(env),
		Drafts: notebook, Places: notebook, Preferences: notebook, Keeper: h.keeper(), Now: time.Now,
		Changes: changes(ctx, h.market.Hub()), Growing: h.growing,
	}
}

// themeOf is what an environment says of its terminal's colours.
func themeOf(env []string) kit.ThemeOptions {
	theme := kit.DetectTheme(env)
	for _, v := range env {
		switch v {
		case "AECONNECT_THEME=dark":
			theme.Dark = true
		case "AECONNECT_THEME=light":
			theme.Dark = false
		}
	}
	return theme
}

// dataFlag is what a copied command line needs to find a directory that is not the usual one.
func dataFlag(dir, usual string) string {
	abs, err := filepath.Abs(dir)
	if err != nil || abs == usual {
		return ""
	}
	return " --data '" + strings.ReplaceAll(abs, "'", `'\''`) + "'"
}
