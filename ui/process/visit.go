package process

import (
	"context"
	"errors"
	"os"

	"aeconnect/ui/cli"
	"aeconnect/ui/sshd/share"
)

// away is a directory that another process holds, and the way to that.
type away struct {
	dir     string
	client  *share.Client
	screens bool   // of the holder's are wanted, else it is to carry out the command line
	handle  string // whose
	// hold holds the directory when this process has to take over; nil: whatever marketplace lies there.
	hold func() (*holding, error)
}

// errAway ends a command line that another process carries out. Nobody reads it.
var errAway = errors.New("another process holds the directory")

// enter does something with a directory of this process's own; where another holds it, what is to be done becomes its
// affair.
func (p *Process) enter(ctx context.Context, a away, try func() error) error {
	if p.trouble != nil {
		return p.trouble
	}
	client, err := share.Enter(ctx, a.dir, try, p.held)
	if client != nil {
		a.client, p.away = client, &a
		return errAway
	}
	p.tape.End()
	return p.troubleIn(a.dir, err)
}

// visit has the holder of a directory do what this process was started for, and whoever follows it.
func (p *Process) visit(ctx context.Context) (int, error) {
	a := *p.away
	v := p.visitor(a)
	if !a.screens {
		exit, err := v.Command(ctx, p.tape, share.Streams{Out: p.out, Err: p.errs, Edit: runEditor})
		if err != nil || !exit.Screens {
			return exit.Code, p.troubleIn(a.dir, err)
		}
		v.Ask.Again, a.handle = false, exit.Handle
	}
	v.Ask.Handle = a.handle
	return p.visitScreens(ctx, v)
}

// visitor is a visit of a directory that asks its holders for what this process was started for.
func (p *Process) visitor(a away) *share.Visit {
	if a.hold == nil {
		a.hold = func() (*holding, error) { return p.hold(a.dir, holdOptions{long: a.screens}, nil) }
	}
	return &share.Visit{
		Dir: a.dir, Ask: p.ask(), Client: a.client, Held: p.held, Notice: p.words(p.environ).Say("share.moved"),
		Try: func() (share.House, error) { h, err := a.hold(); return house{h}, err },
	}
}

// visitScreens shows the holder's screens on this process's terminal.
func (p *Process) visitScreens(ctx context.Context, v *share.Visit) (int, error) {
	t, err := share.Take(os.Stdin, os.Stdout, p.environ)
	if err != nil {
		return cli.ExitInternal, err
	}
	exit, err := v.Screens(ctx, t)
	if err == nil && exit.Sample {
		exit, err = p.visitSample(ctx, t)
	}
	if err = errors.Join(p.troubleIn(v.Dir, err), t.Give()); err != nil {
		return cli.ExitInternal, err
	}
	if exit.Text != "" {
		return exit.Code, errors.New(exit.Text)
	}
	return exit.Code, nil
}

// ask is what this process says of itself to a holder.
func (p *Process) ask() share.Ask {
	dir, _ := os.Getwd() // without one, relative names are the holder's to refuse
	return share.Ask{
		Protocol: share.Protocol, Version: p.app.Version, Key: share.NewKey(), Args: p.args, Dir: dir,
		DataDir: p.app.DataDir(), DemoDir: p.app.DemoDir(), Env: share.Environment(p.environ), Terminal: p.terminal(), Width: p.width(),
	}
}
