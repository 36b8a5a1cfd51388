package process

import (
	"context"
	"errors"
	"io"
	"io/fs"

	"aeconnect/ui/cli"
	"aeconnect/ui/keep"
)

// opened is the marketplace of a holding, for a command of this process: closing it lets go of the directory.
type opened struct {
	Market
	holding *holding
}

// Close implements cli.Market.
func (o opened) Close() error { return o.holding.close() }

// openMarket opens the marketplace of a directory for a command.
func (p *Process) openMarket(ctx context.Context, dir string, create bool) (cli.Market, error) {
	if !create && !p.store.Exists(dir) {
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
func (p *Process) backup(ctx context.Context, dir string, to io.Writer) error {
	m, err := p.openMarket(ctx, dir, false)
	if err != nil {
		return err
	}
	return errors.Join(m.(opened).Backup(to), m.Close())
}

// restore puts the marketplace of a backup into a directory.
func (p *Process) restore(ctx context.Context, dir string, from io.Reader) error {
	if p.store.Replicated(dir) {
		return fs.ErrExist
	}
	return p.enter(ctx, away{dir: dir}, func() error {
		err := p.store.Restore(ctx, dir, from)
		if err != nil && p.store.Kind(err) == Newer {
			err = &cli.Trouble{Exit: cli.ExitUnreachable, Code: "newer", Rule: "restore.newer", Field: "file", Err: err}
		}
		return err
	})
}

// checkup says of an examination that could not be done because there is nothing.
func checkup(c cli.Checkup, err error) (cli.Checkup, error) {
	if errors.Is(err, fs.ErrNotExist) {
		err = cli.ErrNoMarket
	}
	return c, err
}

// holds returns what this process holds of a directory, nil for nothing.
func (p *Process) holds(dir string) *holding {
	for _, h := range p.holdings {
		if h.dir == dir && h.market != nil {
			return h
		}
	}
	return nil
}

// preferences opens what the accounts of a directory set for their screens.
func (p *Process) preferences(dir string) cli.Preferences {
	if h := p.holds(dir); h != nil {
		return h.notebook()
	}
	return p.store.Notebook(dir)
}

// keeper is the hub of an open marketplace, as its operator sees it.
func (p *Process) keeper(_ cli.Market, dir string) keep.Keeper {
	if h := p.holds(dir); h != nil && h.mail == nil {
		return h.keeper()
	}
	return nil
}
