package sshremote

import (
	"context"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// LockedError says that nobody has opened a key that has a passphrase. Nothing was asked of the hub with it.
type LockedError struct {
	Files []string // of private keys
	Wrong bool     // somebody tried, with another passphrase
}

// Error names the files.
func (e *LockedError) Error() string {
	names := strings.Join(e.Files, ", ")
	if e.Wrong {
		return "that passphrase does not open " + names
	}
	return "a passphrase is needed to open " + names + ", and nobody can be asked"
}

// keys are a person's keys, as far as they can be had without asking.
type keys struct {
	signers []ssh.Signer
	offered []string // fingerprints, in the order of the signers
	opened  int      // how many a person has opened with a passphrase
	locked  []string // files of those that nobody could be asked to open
	agent   net.Conn
}

// maxOffers bounds how many keys are offered: hubs end a handshake that tries too many.
const maxOffers = 20

// openKeys gathers the keys of agent and files, each once.
func openKeys(ctx context.Context, o Options) *keys {
	k := &keys{}
	known := map[string]bool{}
	add := func(s ssh.Signer) {
		fingerprint := ssh.FingerprintSHA256(s.PublicKey())
		if !known[fingerprint] && len(k.signers) < maxOffers {
			known[fingerprint] = true
			k.signers, k.offered = append(k.signers, s), append(k.offered, fingerprint)
		}
	}
	for _, s := range k.ofAgent(o.Agent) {
		add(s)
	}
	for _, file := range o.Keys {
		if s := k.ofFile(ctx, o, file); s != nil {
			add(s)
		}
	}
	return k
}

// close ends the connection to the agent.
func (k *keys) close() {
	if k.agent != nil {
		_ = k.agent.Close()
	}
}

// ofAgent are the agent's keys; an agent that does not answer has none.
func (k *keys) ofAgent(socket string) []ssh.Signer {
	if socket == "" {
		return nil
	}
	conn, err := net.DialTimeout("unix", socket, time.Second)
	if err != nil {
		return nil
	}
	k.agent = conn
	_ = conn.SetDeadline(time.Now().Add(time.Second))
	signers, err := agent.NewClient(conn).Signers()
	_ = conn.SetDeadline(time.Time{})
	if err != nil {
		return nil
	}
	return signers
}

// ofFile is the key of a file, nil if it has none that can be used.
func (k *keys) ofFile(ctx context.Context, o Options, file string) ssh.Signer {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	signer, err := ssh.ParsePrivateKey(text)
	var locked *ssh.PassphraseMissingError
	switch {
	case err == nil:
		return signer
	case !errors.As(err, &locked):
		return nil
	case o.Passphrase == nil:
		k.locked = append(k.locked, file)
		return nil
	}
	public := locked.PublicKey
	if public == nil { // older files do not say
		if public = beside(file); public == nil {
			return nil
		}
	}
	return &lockedKey{public: public, open: func() (ssh.Signer, error) {
		opened, err := unlock(ctx, o, file, text)
		if err == nil {
			k.opened++
		}
		return opened, err
	}}
}

// tries is how often a person may type a passphrase.
const tries = 3

// unlock opens a key with what a person types.
func unlock(ctx context.Context, o Options, file string, text []byte) (ssh.Signer, error) {
	for range tries {
		phrase, err := o.Passphrase(ctx, file)
		if err == nil && len(phrase) == 0 {
			err = &LockedError{Files: []string{file}}
		}
		if err != nil {
			return nil, err
		}
		opened, err := ssh.ParsePrivateKeyWithPassphrase(text, phrase)
		if !errors.Is(err, x509.IncorrectPasswordError) {
			return opened, err
		}
	}
	return nil, &LockedError{Files: []string{file}, Wrong: true}
}

// beside is the public key that lies beside a private one.
func beside(file string) ssh.PublicKey {
	text, err := os.ReadFile(file + ".pub")
	if err != nil {
		return nil
	}
	public, _, _, _, err := ssh.ParseAuthorizedKey(text)
	if err != nil {
		return nil
	}
	return public
}

// lockedKey is a key whose passphrase is asked for when the other side has said that it would take it.
type lockedKey struct {
	public ssh.PublicKey
	open   func() (ssh.Signer, error)
	opened ssh.Signer
}

// PublicKey implements ssh.Signer.
func (k *lockedKey) PublicKey() ssh.PublicKey { return k.public }

// Sign implements ssh.Signer.
func (k *lockedKey) Sign(_ io.Reader, data []byte) (*ssh.Signature, error) {
	return k.SignWithAlgorithm(rand.Reader, data, k.public.Type())
}

// SignWithAlgorithm implements ssh.AlgorithmSigner.
func (k *lockedKey) SignWithAlgorithm(from io.Reader, data []byte, algorithm string) (*ssh.Signature, error) {
	if k.opened == nil {
		opened, err := k.open()
		if err != nil {
			return nil, fmt.Errorf("the key %s could not be opened: %w", ssh.FingerprintSHA256(k.public), err)
		}
		k.opened = opened
	}
	if s, ok := k.opened.(ssh.AlgorithmSigner); ok {
		return s.SignWithAlgorithm(from, data, algorithm)
	}
	return k.opened.Sign(from, data)
}
