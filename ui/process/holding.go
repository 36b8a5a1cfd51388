package process

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"aeconnect/ui/sshd"
	"aeconnect/ui/sshd/lobby"
	"aeconnect/ui/sshd/share"
)

// holding is a data directory that this process holds: the marketplace and the notebook in it, and a socket at which
// other processes of the same user come in.
type holding struct {
	process *Process
	dir     string
	market  Market // nil when it was given back
	mail    *mail  // of a replica; nil for a marketplace of one's own
	growth  Growth // the making of a sample; nil where none is made
	log     holdOptions

	over     chan struct{} // closed when it was given back
	watching sync.Once

	mu      sync.Mutex
	noted   Notebook      // nil until somebody asks for it
	kept    *lobby.Keeper // nil until somebody asks for it
	socket  net.Listener  // nil where nobody is let in
	late    *time.Timer   // lets others in after a while
	shut    bool
	host    *sshd.Host    // nil until somebody comes
	server  *share.Server // of the socket; goes with the host
	serving sync.WaitGroup
	named   atomic.Pointer[hubName] // nil while there is no hub
}

const (
	// brief is how long a command may hold a directory before it lets others in. Most are over before, and to wait for
	// them is quicker than to talk to them.
	brief = 25 * time.Millisecond
	// drain is how long a holder that leaves waits for what it does for others; whoever is cut off asks the next holder.
	drain = 150 * time.Millisecond
)

// opener opens the marketplace of a directory.
type opener func(Opening) (Market, error)

// holdOptions say how a directory is held.
type holdOptions struct {
	long  bool         // screens or a hub, which stay: others are let in from the beginning
	log   slog.Handler // nil: the log is only remembered, for the operator's screen
	level slog.Level   // lines below it are not even that
}

// hold opens a directory as this process's own. Who holds it for long lets others in before the store is open, so that
// they wait at the door; where open is nil, whatever marketplace lies there is opened, or a real one begun.
func (p *Process) hold(dir string, o holdOptions, open opener) (*holding, error) {
	h := &holding{process: p, dir: dir, log: o, over: make(chan struct{})}
	options := Opening{Command: p.doing()}
	if o.long {
		options.Held = h.listen
	}
	if o.log != nil {
		options.Log = h.keeper().Logger()
	}
	if open == nil {
		open = func(o Opening) (Market, error) { return p.store.Open(dir, o) }
	}
	m, err := open(options)
	if err != nil {
		return nil, errors.Join(err, h.close())
	}
	h.mu.Lock()
	h.market = m
	if r, ok := m.(remoteMarket); ok {
		h.mail = &mail{Replica: r.Replica}
	}
	if h.kept != nil {
		h.kept.Keep(m, m)
	}
	h.mu.Unlock()
	p.holdings = append(p.holdings, h)
	if o.long {
		h.watch()
		h.admit()
		go h.guard()
		return h, nil
	}
	h.late = time.AfterFunc(brief, func() { h.listen(); h.admit() })
	return h, nil
}

// notebook returns the notebook; everybody who comes here writes into the same.
func (h *holding) notebook() Notebook {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.noted == nil {
		h.noted = h.process.store.Notebook(h.dir)
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
			h.kept.Keep(h.market, h.market)
		}
	}
	return h.kept
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
		err = h.growth.Stop()
	}
	if h.noted != nil {
		err = errors.Join(err, h.noted.Close())
	}
	if h.mail != nil {
		h.mail.close()
	}
	close(h.over)
	err = errors.Join(err, h.market.Close())
	h.market = nil
	return err
}
