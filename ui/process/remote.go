package process

import (
	"context"
	"errors"
	"io"
	"os"

	"aeconnect/ui/cli"
	"aeconnect/ui/post"
	"aeconnect/ui/sshd/share"
)

// Shell is a hub that is reached for one command line or for its screens. Errors of Command and Screens say that the
// connection broke before there was an exit code.
type Shell interface {
	// Command has the hub carry out a command line; env ("KEY=value") are the variables of this process.
	Command(ctx context.Context, line string, env []string, in io.Reader, out, errs io.Writer) (exit int, err error)
	// Screens shows the hub's screens on a terminal. size is the terminal's, in cells; resized waits until it may have another
	// one, and is false when there is no more to wait for.
	Screens(ctx context.Context, env []string, keys io.Reader, screen io.Writer, size func() (width, height int), resized func() bool) (exit int, err error)
	Close() error
}

// remote has a hub carry out a command line, with the keys and known hosts of a directory.
func (p *Process) remote(ctx context.Context, dir string, l cli.RemoteLine) (exit int, err error) {
	p.tape.End() // nobody else carries it out
	hub, err := p.store.Reach(ctx, dir, l.URL, l.Identity, l.Asking)
	if err != nil {
		return 0, err
	}
	defer func() { _ = hub.Close() }()
	if l.Line == "" {
		exit, err = p.remoteScreens(ctx, hub)
	} else {
		exit, err = hub.Command(ctx, l.Line, p.environ, l.In, p.out, p.errs)
	}
	if err != nil && !errors.As(err, new(*cli.Trouble)) {
		err = &cli.Trouble{Exit: cli.ExitUnreachable, Code: "unreachable", Rule: "hub.lost", Field: "remote", Err: errors.New(post.Host(l.URL))}
	}
	return exit, err
}

// remoteScreens shows a hub's screens on this process's terminal, and gives that back whatever happens.
func (p *Process) remoteScreens(ctx context.Context, hub Shell) (exit int, err error) {
	t, err := share.Take(os.Stdin, os.Stdout, p.environ)
	if err != nil {
		return cli.ExitInternal, &cli.Trouble{Exit: cli.ExitInternal, Code: "internal", Err: err}
	}
	exit, err = t.Lend(ctx, func(ctx context.Context, keys io.Reader, screen io.Writer, resized func() bool) (int, error) {
		return hub.Screens(ctx, p.environ, keys, screen, t.Size, resized)
	})
	return exit, errors.Join(signalled(err), t.Give())
}
