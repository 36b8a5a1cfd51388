package sshremote

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"aeconnect/store/remote/wire"
)

// Options are what connecting needs beside the address.
type Options struct {
	// KnownHosts is the file in which host keys are pinned; it is made with the first.
	KnownHosts string
	// AlsoKnown are further files of host keys, which are only read, as a person's own.
	AlsoKnown []string
	// Agent is the socket of an SSH agent, "" for none.
	Agent string
	// Keys are files of private keys, in the order in which they are offered. Those that are not there are passed over.
	Keys []string

	// Trust is asked whether the host key of a hub that was never seen is the right one; nil says no. ctx is that of Open.
	Trust func(ctx context.Context, h NewHost) (bool, error)
	// Passphrase is asked for the passphrase of a key file; nil, or no passphrase, passes the key over.
	Passphrase func(ctx context.Context, file string) ([]byte, error)

	Dial      time.Duration // for a connection; 0: 10 s
	Handshake time.Duration // for the handshake, without the time that a person takes; 0: 20 s
	Keepalive time.Duration // between questions to a silent hub, and for their answers; 0: 30 s, below 0: never
	Times     wire.Times
}

// NewHost is a hub whose host key was never seen.
type NewHost struct {
	Address     string // as ssh prints it: host, or [host]:port
	KeyType     string // "ssh-ed25519"
	Fingerprint string // "SHA256:…"
}

// Usual are the options of a person's machine: the agent and key files that ssh would take, the person's own known
// hosts beside those of the data directory.
func Usual(knownHosts string) Options {
	o := Options{KnownHosts: knownHosts, Agent: os.Getenv("SSH_AUTH_SOCK")}
	home, err := os.UserHomeDir()
	if err != nil {
		return o
	}
	dir := filepath.Join(home, ".ssh")
	o.AlsoKnown = []string{filepath.Join(dir, "known_hosts")}
	for _, name := range []string{"id_ed25519", "id_ecdsa", "id_rsa"} {
		o.Keys = append(o.Keys, filepath.Join(dir, name))
	}
	return o
}

func (o Options) usual() Options {
	if o.Dial <= 0 {
		o.Dial = 10 * time.Second
	}
	if o.Handshake <= 0 {
		o.Handshake = 20 * time.Second
	}
	if o.Keepalive == 0 {
		o.Keepalive = 30 * time.Second
	}
	return o
}
