package process

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"runtime/debug"
	"slices"
	"time"

	"aeconnect/model"
	"aeconnect/ui/cli"
	"aeconnect/ui/keep"
	"aeconnect/ui/sshd"
	"aeconnect/ui/sshd/lobby"

	"golang.org/x/crypto/ssh"
)

// serve runs a hub on the marketplace of a directory until the context ends or a signal comes.
func (p *Process) serve(ctx context.Context, dir string, o cli.ServeOptions) error {
	if p.store.Replicated(dir) {
		return elsewhere()
	}
	p.stays, p.serves = true, true
	var h *holding
	err := p.enter(ctx, away{dir: dir}, func() (err error) {
		h, err = p.hold(dir, holdOptions{long: true, log: logTo(p.app.Stderr, o), level: o.LogLevel}, nil)
		return err
	})
	if err != nil {
		return err
	}
	if p.again {
		h.keeper().Reopened(p.halted, p.cause)
	}
	debug.SetGCPercent(50) // a hub lasts, and its sessions hold memory of which little is garbage
	host, l, err := h.door(o)
	if err != nil {
		return errors.Join(err, p.Close())
	}
	folders, left, err := h.offices(ctx, o.Folders)
	if err != nil {
		return errors.Join(err, l.Close(), p.Close())
	}
	end := h.keeper().Attending()
	err = lobby.Attend(ctx, host, l, h.market.Changes(ctx), func() { o.Ready(h.served(l, folders...)) })
	end()
	left()
	return errors.Join(err, p.Close())
}

// door opens the port of a hub.
func (h *holding) door(o cli.ServeOptions) (*sshd.Host, net.Listener, error) {
	host, err := h.open()
	if err != nil {
		return nil, nil, err
	}
	l, err := net.Listen("tcp", o.Listen)
	if err != nil {
		return nil, nil, &cli.Trouble{Exit: cli.ExitUnreachable, Code: "listen", Field: "listen", Err: err}
	}
	h.call(o.Name, l)
	at := h.served(l)
	h.keeper().Serve(host, keep.Served{Since: time.Now(), Address: at.Address, Fingerprint: at.Fingerprint})
	return host, l, nil
}

// served says where the hub is found.
func (h *holding) served(l net.Listener, folders ...cli.Folder) cli.Served {
	at := cli.Served{Address: l.Addr().String(), Socket: h.address(), Folders: folders}
	if key, err := sshd.HostKey(h.dir); err == nil {
		at.Fingerprint = ssh.FingerprintSHA256(key.PublicKey())
	}
	return at
}

// attend runs a hub for another process, beside what this one does, until that leaves: then those who came over the
// network are sent away.
func (h *holding) attend(ctx context.Context, o cli.ServeOptions, log io.Writer) error {
	defer h.keeper().Follow(logTo(log, o))()
	host, l, err := h.door(o)
	if err != nil {
		return err
	}
	folders, left, err := h.offices(ctx, o.Folders)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	defer left()
	defer h.keeper().Left(l.Addr().String())
	stop := context.AfterFunc(ctx, func() { _ = l.Close() })
	defer stop()
	changed := h.market.Changes(ctx)
	go func() {
		for refs, all, ok := changed(); ok; refs, all, ok = changed() {
			if all || slices.ContainsFunc(refs, func(r model.Ref) bool { return r.Kind == model.KindKey }) {
				host.Recheck()
			}
		}
	}()
	h.watch() // where this process has taken over
	defer h.keeper().Attending()()
	o.Ready(h.served(l, folders...))
	err = host.Serve(l)
	for _, s := range host.Sessions() {
		if s.Visitor.Kind != sshd.Owner {
			host.EndSession(s.Number)
		}
	}
	return err
}

// logTo writes the log of a hub.
func logTo(w io.Writer, o cli.ServeOptions) slog.Handler {
	if o.LogJSON {
		return slog.NewJSONHandler(w, &slog.HandlerOptions{Level: o.LogLevel})
	}
	return slog.NewTextHandler(w, &slog.HandlerOptions{Level: o.LogLevel})
}
