package process

import (
	"cmp"
	"context"
	"errors"

	"aeconnect/ui"
	"aeconnect/ui/cli"
)

// ofSample opens the sample marketplace of a directory, as far as its first screens need it.
func (p *Process) ofSample(ctx context.Context, dir string, s cli.DemoOptions, progress func(done, total int)) opener {
	return func(o Opening) (Market, error) {
		m, err := p.store.OpenSample(ctx, dir, o, s, progress)
		if err == nil {
			s.Fresh = false // whoever takes over goes on with it
		}
		return m, err
	}
}

// demo makes a sample marketplace in a directory, whole.
func (p *Process) demo(ctx context.Context, dir string, o cli.DemoOptions, progress func(done, total int)) error {
	if p.store.Replicated(dir) {
		return elsewhere()
	}
	var h *holding
	open := p.ofSample(ctx, dir, o, progress)
	err := p.enter(ctx, away{dir: dir}, func() (err error) { h, err = p.hold(dir, holdOptions{long: true}, open); return err })
	if err != nil {
		return err
	}
	if !o.Empty {
		err = h.market.Finish(ctx, o, progress)
		if book := h.notebook(); book.Place("") == "" {
			book.SetPlace("", p.store.Seller()) // whose story the sample tells
		}
	}
	return errors.Join(err, h.close())
}

// demoWhole tells whether a sample was made to its end.
func (p *Process) demoWhole(ctx context.Context, dir string) (whole bool, err error) {
	m, err := p.openMarket(ctx, dir, false)
	if err != nil {
		return false, err
	}
	whole, err = m.(opened).Whole()
	return whole, errors.Join(err, m.Close())
}

// openDemo runs the screens on a sample marketplace; what is missing of its world is made behind them.
func (p *Process) openDemo(ctx context.Context, dir string, o cli.DemoOptions, handle string) error {
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

// sample opens a sample marketplace and goes on making its world behind the screens.
func (p *Process) sample(ctx context.Context, dir string, o cli.DemoOptions, handle string) (ui.Options, error) {
	if p.store.Replicated(dir) {
		return ui.Options{}, elsewhere()
	}
	var h *holding
	open := p.ofSample(ctx, dir, o, nil)
	err := p.enter(ctx, away{dir: dir, screens: true, handle: handle, open: open}, func() (err error) {
		h, err = p.hold(dir, holdOptions{long: true}, open)
		return err
	})
	if err != nil {
		return ui.Options{}, err
	}
	growth, err := h.market.Grow(ctx, o)
	h.growth = growth.Stop
	if _, _, going := growth.State(); going {
		h.growing = growth.State
	}
	options := h.options(ctx, p.environ)
	options.DataFlag = dataFlag(dir, "")
	if growth.Told() {
		options.Handle = p.store.Seller()
	}
	return options, err
}
