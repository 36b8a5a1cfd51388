package process

import (
	"net"
	"os"
)

// portOfSSH is the port that nobody has to name.
const portOfSSH = "22"

// hubName is by what people reach a hub.
type hubName struct{ host, port string }

// call remembers by which name people reach the hub: the one that its operator has chosen, "host" or "host:port", else
// what the computer calls itself.
func (h *holding) call(name string, l net.Listener) {
	_, port, _ := net.SplitHostPort(l.Addr().String())
	if host, own, err := net.SplitHostPort(name); err == nil {
		name, port = host, own
	}
	if name == "" {
		name, _ = os.Hostname()
	}
	h.named.Store(&hubName{name, port})
}

// called returns the name of the hub and the line that one reaches it by, both "" where there is none.
func (h *holding) called() (name, line string) {
	switch n := h.named.Load(); {
	case n == nil || n.host == "":
		return "", ""
	case n.port == portOfSSH:
		return n.host, "ssh " + n.host
	default:
		return n.host, "ssh -p " + n.port + " " + n.host
	}
}
