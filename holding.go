package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"sync"
	"time"

	"aeconnect/model"
	"aeconnect/store/market"
	"aeconnect/store/remote/sshremote"
	"aeconnect/ui/sshd"
	"aeconnect/ui/sshd/lobby"
	"aeconnect/ui/sshd/share"
)

// holding is a data directory that this process holds: the marketplace and the notebook in it, and a socket at which
// other processes of the same user come in.
type holding struct {
	program *program
	dir     string
	market  *market.Market // nil when it was given back
	growth  func() error   // stops the making of a sample; nil where none is made
	growing func() (done, total int, going bool)
	log     holdOptions

	mu      sync.Mutex
	noted   *market.Notebook // nil until somebody asks for it
	kept    *lobby.Keeper    // nil until somebody asks for it
	socket  net.Listener     // nil where nobody is let in
	late    *time.Timer      // lets others in after a while
	shut    bool
	host    *sshd.Host    // nil until somebody comes
	server  *share.Server // of the socket; goes with the host
	serving sync.WaitGroup
}

const (
	// brief is how long a command may hold a directory before it lets others in. Most are over before, and to wait for
	// them is quicker than to talk to them.
	brief = 25 * time.Millisecond
	// drain is how long a holder that leaves waits for what it does for others; whoever is cut off asks the next holder.
	drain = 150 * time.Millisecond
)

// opener opens the marketplace of a directory.
type opener func(market.Options) (*market.Market, error)

// holdOptions say how a directory is held.
type holdOptions struct {
	long  bool         // screens or a hub, which stay: others are let in from the beginning
	log   slog.Handler // nil: the log is only remembered, for the operator's screen
	level slog.Level   // lines below it are not even that
}

// hold opens a directory as this process's own. Who holds it for long lets others in before the store is open, so that
// they wait at the door; where open is nil, whatever marketplace lies there is opened, or a real one begun.
func (p *program) hold(dir string, o holdOptions, open opener) (*holding, error) {
	h := &holding{program: p, dir: dir, log: o}
	options := market.Options{Command: commandLine()}
	if o.long {
		options.Held = h.listen
	}
	if o.log != nil {
		options.Log = h.keeper().Logger()
	}
	if open == nil {
		open = func(o market.Options) (*market.Market, error) { return market.Open(dir, o) }
	}
	m, err := open(options)
	if err != nil {
		return nil, errors.Join(err, h.close())
	}
	h.mu.Lock()
	h.market = m
	if h.kept != nil {
		h.kept.Keep(surface{m}, care{m})
	}
	h.mu.Unlock()
	p.holdings = append(p.holdings, h)
	if o.long {
		h.admit()
		return h, nil
	}
	h.late = time.AfterFunc(brief, func() { h.listen(); h.admit() })
	return h, nil
}

// notebook returns the notebook; everybody who comes here writes into the same.
func (h *holding) notebook() *market.Notebook {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.noted == nil {
		h.noted = market.OpenNotebook(h.dir)
	}
	return h.noted
}

// keeper returns the hub as its operator sees it.
func (h *holding) keeper() *lobby.Keeper {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.kept == nil {
		h.kept = lobby.NewKeeper(h.log.log, h.log.level)
		if h.market != nil {
			h.kept.Keep(surface{h.market}, care{h.market})
		}
	}
	return h.kept
}

// listen makes the socket. Where there can be none nobody else is let in, and all else works.
func (h *holding) listen() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.shut || h.socket != nil {
		return
	}
	if l, err := share.Listen(h.dir); err == nil {
		h.socket = l
	}
}

// admit lets in who comes to the socket. The host is made when somebody does: few commands ever meet another.
func (h *holding) admit() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.shut || h.socket == nil {
		return
	}
	socket := h.socket
	h.serving.Go(func() {
		first, err := socket.Accept()
		if err != nil {
			return
		}
		host, err := h.open()
		if err != nil {
			first.Close()
			return
		}
		_ = host.Serve(&begun{Listener: socket, first: first})
	})
}

// begun is a listener that has accepted somebody already.
type begun struct {
	net.Listener
	mu    sync.Mutex
	first net.Conn
}

// Accept implements net.Listener.
func (b *begun) Accept() (net.Conn, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if c := b.first; c != nil {
		b.first = nil
		return c, nil
	}
	return b.Listener.Accept()
}

// open makes the host, once. Clients ask it for the share, people and scripts from elsewhere for screens and commands.
func (h *holding) open() (*sshd.Host, error) {
	notebook, keeper := h.notebook(), h.keeper()
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.shut {
		return nil, net.ErrClosed
	}
	if h.host != nil {
		return h.host, nil
	}
	key, err := sshd.HostKey(h.dir)
	if err != nil {
		return nil, err
	}
	words := sshd.Words()
	l := lobby.New(lobby.Options{
		Market: surface{h.market}, Notebook: notebook, Dir: h.dir, Version: h.program.app.Version, Words: words,
		Changes: func(ctx context.Context) func() ([]model.Ref, bool, bool) { return changes(ctx, h.market.Hub()) },
		Keeper:  keeper,
	})
	h.server = share.NewServer(house{h}, h.program.app.Version)
	h.host, err = sshd.New(sshd.Options{
		House: l, HostKey: key, Limits: l.Limits, Words: words, Log: keeper.Logger(), Stir: keeper.Stir,
		Subsystems: map[string]sshd.Subsystem{share.Subsystem: h.server.Serve, sshremote.Subsystem: h.sync},
	})
	return h.host, err
}

// address returns the path of the socket, "" where there is none.
func (h *holding) address() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.socket == nil {
		return ""
	}
	return h.socket.Addr().String()
}

// leave lets nobody in any more.
func (h *holding) leave() (host *sshd.Host, server *share.Server) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.shut = true
	if h.late != nil {
		h.late.Stop()
	}
	if h.socket != nil {
		_ = h.socket.Close() // takes the file away too
	}
	return h.host, h.server
}

// close ends what others do here, who go on with the next holder, and gives the directory back. Closing again does
// nothing.
func (h *holding) close() error {
	host, server := h.leave()
	if h.market == nil {
		return nil
	}
	if server != nil {
		server.Drain(drain)
	}
	if host != nil {
		ctx, cancel := context.WithTimeout(context.Background(), drain)
		_ = host.Close(ctx) // that somebody had to be cut off is no error
		cancel()
	}
	h.serving.Wait()
	var err error
	if h.growth != nil {
		err = h.growth()
	}
	if h.noted != nil {
		err = errors.Join(err, h.noted.Close())
	}
	err = errors.Join(err, h.market.Close())
	h.market = nil
	return err
}
