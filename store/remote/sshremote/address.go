package sshremote

import (
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"strings"
)

// Subsystem is the name under which a hub's SSH host offers the protocol.
const Subsystem = "sync"

// The port is where hubs listen unless told otherwise (not SSH's own, which is usually taken); the user name means nothing.
const (
	defaultPort = "2222"
	defaultUser = "aeconnect"
)

// address is where a hub is.
type address struct {
	network string // "tcp" or "unix"
	dial    string // host:port, or a path
	user    string
}

// String is the address as people write it.
func (a address) String() string {
	if a.network == "unix" {
		return "unix://" + a.dial
	}
	return "ssh://" + strings.TrimSuffix(a.dial, ":"+defaultPort)
}

// Check tells what is wrong with a URL of this package, nil for nothing. It connects nowhere.
func Check(raw string) error {
	_, err := parse(raw)
	return err
}

func parse(raw string) (address, error) {
	u, err := url.Parse(raw)
	if err != nil {
		return address{}, fmt.Errorf("%q is no address of a hub", raw)
	}
	bare := u.RawQuery == "" && u.Fragment == "" && !u.ForceQuery
	switch {
	case u.Scheme == "unix" && bare && u.Host == "" && u.User == nil && filepath.IsAbs(u.Path):
		return address{network: "unix", dial: filepath.Clean(u.Path)}, nil
	case u.Scheme == "ssh" && bare && u.Hostname() != "" && (u.Path == "" || u.Path == "/"):
		return internet(u)
	}
	return address{}, fmt.Errorf("%q is no address of a hub: ssh://[user@]host[:port] or unix:///path", raw)
}

func internet(u *url.URL) (address, error) {
	a := address{network: "tcp", user: defaultUser}
	if _, secret := u.User.Password(); secret {
		return address{}, fmt.Errorf("%q holds a password: a hub knows keys only", u.Redacted())
	}
	if name := u.User.Username(); name != "" {
		a.user = name
	}
	port := u.Port()
	if port == "" {
		port = defaultPort
	}
	if strings.HasPrefix(u.Hostname(), "-") {
		return address{}, fmt.Errorf("%q is no name of a host", u.Hostname())
	}
	a.dial = net.JoinHostPort(u.Hostname(), port)
	return a, nil
}
