package sshremote

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/renameio/v2"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// HostKeyError says that a hub shows another host key than the one that is known: it was set up anew, or somebody else
// answers in its place.
type HostKeyError struct {
	Address string   // as ssh prints it
	Offered string   // fingerprint of the key that it shows
	Known   []string // fingerprints of those that are known
	Where   []string // the files and lines in which they stand, "FILE:LINE"
}

// Error names both keys and where the known one stands.
func (e *HostKeyError) Error() string {
	return fmt.Sprintf("the host key of %s has changed: known is %s (%s), it shows %s",
		e.Address, strings.Join(e.Known, ", "), strings.Join(e.Where, ", "), e.Offered)
}

// UntrustedError says that nobody vouched for the host key of a hub that was never seen.
type UntrustedError struct{ NewHost }

// Error names host and key.
func (e *UntrustedError) Error() string {
	return fmt.Sprintf("the host key of %s is not known: %s %s", e.Address, e.KeyType, e.Fingerprint)
}

// unseen ends a handshake with a hub that was never seen.
type unseen struct {
	host NewHost
	key  ssh.PublicKey
}

func (u *unseen) Error() string { return "a new host key" }

// hosts are the known hosts.
type hosts struct {
	file  string
	check ssh.HostKeyCallback
}

// openHosts reads those files that are there.
func openHosts(o Options) (*hosts, error) {
	var files []string
	for _, name := range append([]string{o.KnownHosts}, o.AlsoKnown...) {
		if _, err := os.Stat(name); name != "" && err == nil {
			files = append(files, name)
		}
	}
	check, err := knownhosts.New(files...)
	if err != nil {
		return nil, fmt.Errorf("the known hosts cannot be read: %w", err)
	}
	return &hosts{o.KnownHosts, check}, nil
}

// callback is what the handshake asks.
func (h *hosts) callback(at string, from net.Addr, key ssh.PublicKey) error {
	err := h.check(at, from, key)
	var other *knownhosts.KeyError
	if !errors.As(err, &other) {
		return err // nil, or a revoked key
	}
	name := knownhosts.Normalize(at)
	if len(other.Want) == 0 {
		return &unseen{NewHost{name, key.Type(), ssh.FingerprintSHA256(key)}, key}
	}
	changed := &HostKeyError{Address: name, Offered: ssh.FingerprintSHA256(key)}
	for _, known := range other.Want {
		changed.Known = append(changed.Known, ssh.FingerprintSHA256(known.Key))
		changed.Where = append(changed.Where, fmt.Sprintf("%s:%d", known.Filename, known.Line))
	}
	return changed
}

// algorithms are those of the keys that are known for an address, so that a hub with several keys shows one of them; nil
// if none is.
func (h *hosts) algorithms(at string) (all []string) {
	var none *knownhosts.KeyError
	if !errors.As(h.check(at, &net.TCPAddr{IP: net.IPv4zero}, nobody{}), &none) {
		return nil
	}
	for _, known := range none.Want {
		kind := known.Key.Type()
		if kind == ssh.KeyAlgoRSA {
			all = append(all, ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSASHA256)
		}
		if !slices.Contains(all, kind) {
			all = append(all, kind)
		}
	}
	return all
}

// nobody is a key that no host has.
type nobody struct{}

func (nobody) Type() string                        { return "none" }
func (nobody) Marshal() []byte                     { return []byte("none") }
func (nobody) Verify([]byte, *ssh.Signature) error { return errors.New("nobody's key") }

// pin asks a person about a new key and writes it down.
func (h *hosts) pin(ctx context.Context, o Options, at string, u *unseen) error {
	if o.Trust == nil {
		return &UntrustedError{u.host}
	}
	trusted, err := o.Trust(ctx, u.host)
	if err != nil {
		return err
	}
	if !trusted {
		return &UntrustedError{u.host}
	}
	if h.file == "" {
		return errors.New("there is no file to keep the host key in")
	}
	before, err := os.ReadFile(h.file)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if len(before) > 0 && before[len(before)-1] != '\n' {
		before = append(before, '\n')
	}
	if err := os.MkdirAll(filepath.Dir(h.file), 0o700); err != nil {
		return err
	}
	line := knownhosts.Line([]string{knownhosts.Normalize(at)}, u.key)
	return renameio.WriteFile(h.file, append(before, line+"\n"...), 0o600)
}
