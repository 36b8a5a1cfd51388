package process

import (
	"cmp"
	"context"
	"errors"

	"aeconnect/ui"
	"aeconnect/ui/cli"
	"aeconnect/ui/sshd/share"
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
	hold := p.growing(ctx, dir, o)
	err := p.enter(ctx, away{dir: dir, screens: true, handle: handle, hold: hold}, func() (err error) { h, err = hold(); return err })
	if err != nil {
		return ui.Options{}, err
	}
	options := h.options(ctx, p.environ)
	options.DataFlag = dataFlag(dir, "")
	if h.growth.Told() {
		options.Handle = p.store.Seller()
	}
	return options, nil
}

// growing holds a sample marketplace and goes on making its world.
func (p *Process) growing(ctx context.Context, dir string, o cli.DemoOptions) func() (*holding, error) {
	open := p.ofSample(ctx, dir, o, nil)
	return func() (*holding, error) {
		h, err := p.hold(dir, holdOptions{long: true}, open)
		if err != nil {
			return nil, err
		}
		growth, err := h.market.Grow(ctx, o)
		h.mu.Lock()
		h.growth = growth
		h.mu.Unlock()
		if err != nil {
			return nil, errors.Join(err, h.close())
		}
		return h, nil
	}
}

// growing tells how far the sample is made; nil where it is whole, or none.
func (h *holding) growing() func() (done, total int, going bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.growth == nil {
		return nil
	}
	if _, _, going := h.growth.State(); !going {
		return nil
	}
	return h.growth.State
}

// firstSample is the sample marketplace that is offered where there is no account yet.
func firstSample() cli.DemoOptions { return cli.DemoOptions{Seed: 1} }

// visitSample goes on with the sample marketplace, on the same terminal: it was chosen on a holder's screens.
func (p *Process) visitSample(ctx context.Context, t *share.Terminal) (share.Exit, error) {
	dir := p.app.DemoDir()
	v := p.visitor(away{dir: dir, screens: true, hold: p.growing(ctx, dir, firstSample())})
	v.Ask.Handle = p.store.Seller()
	exit, err := v.Screens(ctx, t)
	return exit, p.troubleIn(dir, err)
}
