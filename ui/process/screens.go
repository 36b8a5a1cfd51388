package process

import (
	"context"
	"errors"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/ui"
	"aeconnect/ui/cli"
	"aeconnect/ui/kit"
	"aeconnect/ui/sshd/share"
)

// openScreens runs the screens on the marketplace of a directory.
func (p *Process) openScreens(ctx context.Context, dir, handle string) error {
	p.stays = true
	begun := !p.store.Exists(dir)
	var h *holding
	err := p.enter(ctx, away{dir: dir, screens: true, handle: handle}, func() (err error) {
		h, err = p.hold(dir, holdOptions{long: true}, nil)
		return err
	})
	if err != nil {
		return err
	}
	options := h.options(ctx, p.environ)
	options.DataFlag = dataFlag(dir, p.app.DataDir())
	if h.mail == nil {
		options.Handle = handle
	}
	if p.again {
		options.Notice = p.words(p.environ).Say("share.again")
	}
	begin := &beginning{process: p, holding: h}
	err = p.screens(ctx, begin.offered(ctx, options))
	begin.end()
	if begun {
		err = errors.Join(err, p.emptied(h))
	}
	return errors.Join(err, p.Close())
}

// screens runs the screens until the person leaves.
func (p *Process) screens(ctx context.Context, o ui.Options) error {
	debug.SetGCPercent(50) // a session lasts: memory counts more than the little that is collected
	_, err := kit.Run(ctx, ui.New(o), kit.Options{})
	if stopped(ctx) {
		return nil // they come again
	}
	return signalled(err)
}

// signalled gives the signal that has ended screens its exit code.
func signalled(err error) error {
	var signal *kit.SignalError
	if errors.As(err, &signal) {
		return &cli.Trouble{Exit: signal.ExitCode(), Code: "signal", Err: err}
	}
	return err
}

// options composes screens over a holding, for a terminal with some environment.
func (h *holding) options(ctx context.Context, env []string) ui.Options {
	notebook := h.notebook()
	o := ui.Options{
		Market: h.market, Anyone: true, Words: h.process.words(env), Speak: h.process.speak, Languages: assets.Languages, Zone: zoneOf(env), Theme: themeOf(env),
		Drafts: notebook, Places: notebook, Preferences: notebook, Keeper: h.keeper(), Now: time.Now,
		Changes: h.market.Changes(ctx), Growing: h.growing(),
	}
	if h.mail != nil {
		h.mail.attend()
		handle, _ := h.mail.Who()
		o.Market, o.Post, o.Anyone, o.Handle, o.Keeper = h.mail, h.mail, false, handle, nil
	}
	return o
}

// words are those of the language that a terminal's variables ask for.
func (p *Process) words(env []string) *assets.Words {
	return p.speak(assets.Locale(func(name string) string { return share.Variable(env, name) }))
}

// dataFlag is what a copied command line needs to find a directory that is not the usual one.
func dataFlag(dir, usual string) string {
	abs, err := filepath.Abs(dir)
	if err != nil || abs == usual {
		return ""
	}
	return " --data '" + strings.ReplaceAll(abs, "'", `'\''`) + "'"
}
