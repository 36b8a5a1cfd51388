package sshd

import (
	"errors"
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"

	"charm.land/ssh"
)

// link is one connection. Until its first session begins it lives on credit: a timer and a number of bytes.
type link struct {
	net.Conn
	host    *Host
	owner   bool   // it came over the unix socket
	address string // "" for the owner
	limits  Limits
	timer   *time.Timer
	once    sync.Once

	mu       sync.Mutex
	begun    bool
	opened   bool  // a channel was: what comes is for a session, and may be as much as a channel takes ahead
	read     int64 // bytes while nothing runs
	channels int
	sessions int
	offered  []string // fingerprints
	proved   bool     // a key was
	told     bool     // why nobody is let in
	mute     bool     // the house could not tell whose a key is
}

// linkKey is where a connection's context holds its link.
type linkKey struct{}

var errTooMuch = errors.New("too many bytes before a session")

// link takes a connection in, or returns nil.
func (h *Host) link(ctx ssh.Context, c net.Conn) net.Conn {
	l := &link{Conn: c, host: h, limits: h.options.Limits()}
	if _, l.owner = c.(*net.UnixConn); l.owner {
		l.limits = Limits{hang: l.limits.hang} // whatever was set for others: the owner has to be able to mend it
	} else {
		l.address = addressOf(c.RemoteAddr())
	}
	if !h.admit(l) {
		return nil
	}
	h.count(Connected)
	h.options.Log.Info("connected", "address", l.address, "owner", l.owner)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.limits.Handshake > 0 {
		l.timer = time.AfterFunc(l.limits.Handshake, l.late)
	}
	ctx.SetValue(linkKey{}, l)
	return l
}

// addressOf returns where somebody comes from: an address, of version 6 the network that one household has.
func addressOf(a net.Addr) string {
	at, err := netip.ParseAddrPort(a.String())
	if err != nil {
		return a.String()
	}
	ip := at.Addr().Unmap().WithZone("")
	if ip.Is6() {
		network, _ := ip.Prefix(64)
		return network.String()
	}
	return ip.String()
}

// admit writes a link down, unless its address has too many.
func (h *Host) admit(l *link) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closing {
		return false
	}
	if !l.owner && l.limits.Links > 0 && h.from[l.address] >= l.limits.Links {
		l.refuse(TooManyLinks)
		return false
	}
	h.links[l] = struct{}{}
	h.from[l.address]++
	return true
}

// Close implements net.Conn.
func (l *link) Close() error {
	l.once.Do(func() {
		l.mu.Lock()
		if l.timer != nil {
			l.timer.Stop()
		}
		proved, offered, mute := l.proved, l.offered, l.mute
		l.mu.Unlock()
		l.host.options.Log.Info("disconnected", "address", l.address, "owner", l.owner, "proved", proved, "offered", len(offered))
		if !proved && !mute {
			l.host.strangers.expect(l.address, offered)
		}
		l.host.mu.Lock()
		defer l.host.mu.Unlock()
		delete(l.host.links, l)
		if l.host.from[l.address]--; l.host.from[l.address] == 0 {
			delete(l.host.from, l.address)
		}
	})
	return l.Conn.Close()
}

// late closes a link on which nothing runs, or has not begun to in time.
func (l *link) late() {
	l.mu.Lock()
	busy, begun := l.sessions > 0, l.begun
	l.mu.Unlock()
	if busy {
		return
	}
	if !begun {
		l.refuse(TooSlow)
	}
	_ = l.Close()
}

// Read implements net.Conn.
func (l *link) Read(b []byte) (int, error) {
	n, err := l.Conn.Read(b)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.sessions > 0 || l.limits.Greeting == 0 {
		return n, err // bounded by the windows of few channels
	}
	most := l.limits.Greeting
	if l.opened {
		most += windowBytes
	}
	if l.read += int64(n); l.read > most {
		l.refuse(TooMuch)
		return 0, errTooMuch
	}
	return n, err
}

// begin says that a session runs from now on.
func (l *link) begin() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.begun = true
	l.sessions++
	l.read = 0
	if l.timer != nil {
		l.timer.Stop()
	}
}

// end says that a session is over. A link may wait for the next one as long as a session may be idle.
func (l *link) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.sessions--; l.sessions == 0 && l.timer != nil && l.limits.Idle > 0 {
		l.timer.Reset(l.limits.Idle)
	}
}

// enter counts a channel in, unless there are as many as there may be.
func (l *link) enter(most int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.channels >= most {
		return false
	}
	l.channels++
	l.opened = true
	return true
}

func (l *link) leave() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.channels--
}

// offer notes a key that was offered.
func (l *link) offer(fingerprint string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.offered) < offersMax && !slices.Contains(l.offered, fingerprint) {
		l.offered = append(l.offered, fingerprint)
	}
}

// prove notes that a key was proven.
func (l *link) prove() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.proved = true
}

// halt notes that the house could not tell whose a key is.
func (l *link) halt() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.mute = true
}

func (l *link) halted() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.mute
}

// tell returns true the first time.
func (l *link) tell() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	first := !l.told
	l.told = true
	return first
}

func (l *link) offers() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.offered)
}
