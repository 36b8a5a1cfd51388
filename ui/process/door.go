package process

import (
	"context"
	"net"
	"sync"

	"aeconnect/ui/sshd"
	"aeconnect/ui/sshd/lobby"
	"aeconnect/ui/sshd/share"
)

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
		for {
			first, err := socket.Accept()
			if err != nil {
				return
			}
			host, err := h.open()
			if err == nil {
				_ = host.Serve(&begun{Listener: socket, first: first})
				return
			}
			first.Close() // such as where a full disk takes no host key: it may have room when the next one comes
		}
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
	words := h.process.speak
	l := lobby.New(lobby.Options{
		Market: h.market, Notebook: notebook, Dir: h.dir, Version: h.process.app.Version, Words: words,
		Changes: h.market.Changes, Keeper: keeper, Name: h.called,
	})
	h.server = share.NewServer(house{h}, h.process.app.Version)
	h.host, err = sshd.New(sshd.Options{
		House: l, HostKey: key, Limits: l.Limits, Words: l.Words, Log: keeper.Logger(), Stir: keeper.Stir, Looks: lobby.Looks,
		Subsystems: map[string]sshd.Subsystem{share.Subsystem: h.server.Serve, h.process.syncing: h.sync},
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

// sync serves a replica: whose it is, its key has proven. What the key may do is decided with each command.
func (h *holding) sync(ctx context.Context, v sshd.Visitor, s sshd.Streams) (exit int) {
	if err := h.market.Sync(ctx, v, s); err != nil && ctx.Err() == nil {
		h.keeper().Logger().InfoContext(ctx, "a replica's connection ended", "from", v.Address, "key", v.Key, "why", err)
		return 1
	}
	return 0
}
