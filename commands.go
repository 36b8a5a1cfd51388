package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/market"
	"aeconnect/store/sample"
	"aeconnect/ui/cli"
	"aeconnect/ui/keep"
)

// opened is the marketplace of a holding, for a command of this process: closing it lets go of the directory.
type opened struct {
	*market.Market
	holding *holding
}

// Close implements cli.Market.
func (o opened) Close() error { return o.holding.close() }

// openMarket opens the marketplace of a directory for a command.
func (p *program) openMarket(ctx context.Context, dir string, create bool) (cli.Market, error) {
	if !create && !market.Exists(dir) {
		p.tape.End()
		return nil, cli.ErrNoMarket
	}
	var h *holding
	err := p.enter(ctx, away{dir: dir}, func() (err error) { h, err = p.hold(dir, holdOptions{}, nil); return err })
	if err != nil {
		return nil, err
	}
	return opened{h.market, h}, nil
}

// backup writes a copy of a marketplace.
func (p *program) backup(ctx context.Context, dir string, to io.Writer) error {
	m, err := p.openMarket(ctx, dir, false)
	if err != nil {
		return err
	}
	_, err = m.(opened).Hub().Backup(to)
	return errors.Join(err, m.Close())
}

// restore puts the marketplace of a backup into a directory.
func (p *program) restore(ctx context.Context, dir string, from io.Reader) error {
	return p.enter(ctx, away{dir: dir}, func() error { _, err := hub.Restore(ctx, dir, from, nil); return err })
}

// doctor verifies a marketplace's journal, makes the state anew from it and compares.
func (p *program) doctor(ctx context.Context, dir string) (c cli.Checkup, err error) {
	began := time.Now()
	var r hub.Report
	err = p.enter(ctx, away{dir: dir}, func() (err error) { r, err = hub.Doctor(ctx, dir, nil); return err })
	return checkup(dir, r, began, err)
}

// checkup tells what an examination found, and remembers it.
func checkup(dir string, r hub.Report, began time.Time, err error) (cli.Checkup, error) {
	if err == nil {
		_ = market.NoteCheck(dir, r, time.Since(began)) // what was found counts, whether or not it can be remembered
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = cli.ErrNoMarket
	}
	c := cli.Checkup{Entries: r.Entries, Rows: r.Rows, Other: r.Other}
	for _, f := range r.Findings {
		c.Findings = append(c.Findings, cli.Finding{What: f.What, File: f.File, At: f.At, Seq: f.Seq, Lost: f.Lost})
	}
	return c, err
}

// examine does what a doctor does, over a copy: the files in use change under whoever reads them.
func (h *holding) examine(ctx context.Context) (cli.Checkup, error) {
	began := time.Now()
	scratch, err := os.MkdirTemp(h.dir, ".doctor-*")
	if err != nil {
		return cli.Checkup{}, err
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	name := filepath.Join(scratch, hub.FileName)
	var r hub.Report
	if err = h.copyTo(name); err == nil {
		r, err = hub.Examine(ctx, name, nil)
	}
	return checkup(h.dir, r, began, err)
}

func (h *holding) copyTo(name string) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = h.market.Hub().Backup(f)
	return errors.Join(err, f.Close())
}

// world is the sample marketplace that the flags of a command ask for.
func world(o cli.DemoOptions, progress func(done, total int)) sample.World {
	return sample.World{
		Options: sample.Options{Seed: o.Seed, Tasks: o.Tasks, Progress: progress},
		Market:  market.Options{Command: commandLine()}, Empty: o.Empty, Fresh: o.Fresh,
	}
}

// ofSample opens the sample marketplace of a directory, as far as its first screens need it.
func ofSample(ctx context.Context, dir string, w sample.World) opener {
	return func(o market.Options) (*market.Market, error) {
		w.Market = o
		m, err := sample.Open(ctx, dir, w)
		if err == nil {
			w.Fresh = false // whoever takes over goes on with it
		}
		return m, err
	}
}

// demo makes a sample marketplace in a directory, whole.
func (p *program) demo(ctx context.Context, dir string, o cli.DemoOptions, progress func(done, total int)) error {
	w := world(o, progress)
	var h *holding
	open := ofSample(ctx, dir, w)
	err := p.enter(ctx, away{dir: dir}, func() (err error) { h, err = p.hold(dir, holdOptions{long: true}, open); return err })
	if err != nil {
		return err
	}
	if !o.Empty {
		err = sample.Morning(ctx, sample.Over(h.market.Hub()), w.Options)
		if book := h.notebook(); book.Place("") == "" {
			book.SetPlace("", sample.Seller) // whose story the sample tells
		}
	}
	return errors.Join(err, h.close())
}

// demoWhole tells whether a sample was made to its end.
func (p *program) demoWhole(ctx context.Context, dir string) (whole bool, err error) {
	m, err := p.openMarket(ctx, dir, false)
	if err != nil {
		return false, err
	}
	err = wholeSample(m.(opened).Market, &whole)
	return whole, errors.Join(err, m.Close())
}

func wholeSample(m *market.Market, whole *bool) error {
	return m.View(model.Actor{Operator: true}, func(v model.View) {
		bare := model.MarketOf(v.Reader) != nil && v.Reader.Next(model.KindAccount) == 1 // a clock, and nobody
		*whole = bare || sample.Finished(v.Reader)
	})
}

// holds returns what this process holds of a directory, nil for nothing.
func (p *program) holds(dir string) *holding {
	for _, h := range p.holdings {
		if h.dir == dir && h.market != nil {
			return h
		}
	}
	return nil
}

// preferences opens what the accounts of a directory set for their screens.
func (p *program) preferences(dir string) cli.Preferences {
	if h := p.holds(dir); h != nil {
		return h.notebook()
	}
	return market.OpenNotebook(dir)
}

// keeper is the hub of an open marketplace, as its operator sees it.
func (p *program) keeper(_ cli.Market, dir string) keep.Keeper {
	if h := p.holds(dir); h != nil {
		return h.keeper()
	}
	return nil
}
