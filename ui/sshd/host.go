package sshd

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"sync"
	"time"

	"aeconnect/assets"
	"aeconnect/ui/kit"

	"charm.land/ssh"
	"charm.land/wish/v2"
	gossh "golang.org/x/crypto/ssh"
)

// Options are a host's surroundings.
type Options struct {
	House   House
	HostKey gossh.Signer  // see [HostKey]
	Limits  func() Limits // those in force now
	// Subsystems are the protocols that programs may speak, by name; nil: none. The map is not changed afterwards.
	Subsystems map[string]Subsystem
	Words      func(language string) *assets.Words // asked for each session: it should keep what it has read; nil: [Words]
	Log        *slog.Logger                        // nil: nothing is logged. No text of a marketplace and no command line is
	// Looks tells of a command line that it only looks and does not end by itself; nil: none does.
	Looks func(args []string) bool
	// Stir is called when a session has begun or ended, while the register waits: it must not ask the host. nil: nobody
	// wants to know.
	Stir func()
}

// Host serves a [House] to any number of visitors.
type Host struct {
	options   Options
	server    *ssh.Server
	scratch   kit.Scratch // what sessions draw with, while they draw
	tally     tally
	strangers strangers
	breath    breath

	mu       sync.Mutex
	closing  bool
	running  int           // sessions, also those that are not in the register
	quiet    chan struct{} // closed when none runs any more; nil: nobody waits for that
	last     uint64        // number of the newest session
	sessions map[*session]struct{}
	used     map[string]time.Time // beginning of the last session of each key
	links    map[*link]struct{}
	from     map[string]int // links by address
}

// New returns a host that does not listen yet.
func New(o Options) (*Host, error) {
	if o.House == nil || o.HostKey == nil || o.Limits == nil {
		return nil, errors.New("sshd: house, host key and limits are needed")
	}
	if o.Words == nil {
		o.Words = Words()
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	h := &Host{options: o, sessions: map[*session]struct{}{}, used: map[string]time.Time{}, links: map[*link]struct{}{}, from: map[string]int{}}
	server, err := wish.NewServer(wish.WithVersion("AEConnect"), func(s *ssh.Server) error { s.AddHostKey(o.HostKey); return nil })
	if err != nil {
		return nil, err
	}
	server.ConnCallback, server.ServerConfigCallback = h.link, h.config
	server.ConnectionFailedCallback = h.failed
	server.ChannelHandlers = map[string]ssh.ChannelHandler{"session": h.channel, "default": h.noChannel}
	server.RequestHandlers = map[string]ssh.RequestHandler{"default": h.noRequest}
	h.server = server
	return h, nil
}

// Serve serves who comes to a listener, until the host closes; it may be called for several. Connections of a unix
// socket are the owner's: only [ListenUnix] makes sure of that.
func (h *Host) Serve(l net.Listener) error {
	h.mu.Lock()
	closing := h.closing
	h.mu.Unlock()
	if closing {
		return l.Close() // it was closed before it began: nobody is to be let in, and nothing went wrong
	}
	err := h.server.Serve(l)
	if errors.Is(err, ssh.ErrServerClosed) || errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

// Close lets nobody in any more, says so on every screen and ends the screens, the subsystems and what would never end by
// itself. Other commands may finish
// until the context ends. When it returns no session runs and every connection is closed.
func (h *Host) Close(ctx context.Context) error {
	h.mu.Lock()
	h.closing = true
	h.mu.Unlock()
	now, cancel := context.WithCancel(ctx)
	cancel()
	_ = h.server.Shutdown(now) // closes the listeners; it would wait for clients that never leave
	h.endAll(closed, func(s *session) bool { return s.screens || s.subsystem != "" || s.looks })
	done := h.over()
	var err error
	select {
	case <-done:
	case <-ctx.Done():
		err = context.Cause(ctx)
		h.endAll(closed, func(*session) bool { return true })
		select {
		case <-done:
		case <-time.After(afterExit):
			h.cut()
		}
	}
	<-done
	h.depart()
	return errors.Join(err, h.server.Close())
}

// depart lets clients whose last session is over hang up themselves, which is quieter for them, but not for long.
func (h *Host) depart() {
	for range afterExit / (2 * departing) {
		h.mu.Lock()
		n := len(h.links)
		h.mu.Unlock()
		if n == 0 {
			return
		}
		time.Sleep(departing)
	}
	h.cut()
}

// cut closes every connection.
func (h *Host) cut() {
	h.mu.Lock()
	all := make([]*link, 0, len(h.links))
	for l := range h.links {
		all = append(all, l)
	}
	h.mu.Unlock()
	for _, l := range all {
		_ = l.Close()
	}
}

// failed is told of links that proved no key.
func (h *Host) failed(c net.Conn, _ error) { h.refuse(Unproven, addressOf(c.RemoteAddr())) }

// noRequest refuses what clients ask of the host as a whole. Some ask regularly whether it is still there; that they
// get an answer at all is what they want.
func (h *Host) noRequest(ctx ssh.Context, _ *ssh.Server, r *gossh.Request) (bool, []byte) {
	switch r.Type {
	case keepalive, "no-more-sessions@openssh.com":
	case "tcpip-forward", "cancel-tcpip-forward", "streamlocal-forward@openssh.com", "cancel-streamlocal-forward@openssh.com":
		h.refuse(RefusedForward, addressIn(ctx))
	default:
		h.refuse(RefusedOther, addressIn(ctx))
	}
	return false, nil
}

// noChannel refuses channels that are no sessions.
func (h *Host) noChannel(_ *ssh.Server, _ *gossh.ServerConn, c gossh.NewChannel, ctx ssh.Context) {
	switch c.ChannelType() {
	case "direct-tcpip", "direct-streamlocal@openssh.com", "forwarded-tcpip", "tun@openssh.com":
		h.refuse(RefusedForward, addressIn(ctx))
	default:
		h.refuse(RefusedOther, addressIn(ctx))
	}
	_ = c.Reject(gossh.Prohibited, "not here")
}
