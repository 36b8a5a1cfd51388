package sshremote_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"net"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"aeconnect/store/remote"
	"aeconnect/store/remote/remotetest"
	"aeconnect/store/remote/sshremote"
	"aeconnect/store/remote/wire"

	"golang.org/x/crypto/ssh"
)

// host is a small SSH host that serves a world.
type host struct {
	remotetest.Trouble
	t       testing.TB
	world   *remotetest.World // nil where another authority is served
	serves  remote.Authority
	network string
	address string
	dir     string
	signer  ssh.Signer
	known   map[string]bool // fingerprints

	mu     sync.Mutex
	listen net.Listener
	conns  map[net.Conn]bool
	work   sync.WaitGroup
}

// newSigner makes a key and returns it with its file's text.
func newSigner(t testing.TB, passphrase string) (ssh.Signer, []byte) {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(private, "")
	if passphrase != "" {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(private, "", []byte(passphrase))
	}
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return signer, pem.EncodeToMemory(block)
}

func newHost(t testing.TB, w *remotetest.World, network string) *host {
	h := hostOf(t, w, network)
	h.world = w
	return h
}

// hostOf is a host that serves any authority.
func hostOf(t testing.TB, a remote.Authority, network string) *host {
	h := &host{t: t, serves: a, network: network, address: "127.0.0.1:0", dir: t.TempDir(), known: map[string]bool{}, conns: map[net.Conn]bool{}}
	if network == "unix" {
		dir, err := os.MkdirTemp("", "ae") // t.TempDir may be too long for a socket
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.RemoveAll(dir) })
		h.address = filepath.Join(dir, "s")
	}
	h.signer, _ = newSigner(t, "")
	h.start()
	t.Cleanup(h.stop)
	return h
}

// key makes a key file for an account, or for nobody.
func (h *host) key(handle, passphrase string) string {
	signer, text := newSigner(h.t, passphrase)
	fingerprint := ssh.FingerprintSHA256(signer.PublicKey())
	if handle != "nobody" {
		h.world.Admit(fingerprint, handle)
		h.mu.Lock()
		h.known[fingerprint] = true
		h.mu.Unlock()
	}
	name := filepath.Join(h.t.TempDir(), "key")
	if err := os.WriteFile(name, text, 0o600); err != nil {
		h.t.Fatal(err)
	}
	return name
}

func (h *host) start() {
	l, err := net.Listen(h.network, h.address)
	if err != nil {
		h.t.Fatal(err)
	}
	if h.network == "unix" {
		if err := os.Chmod(h.address, 0o600); err != nil {
			h.t.Fatal(err)
		}
	}
	h.address, h.listen = l.Addr().String(), l
	h.work.Add(1)
	go func() {
		defer h.work.Done()
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			h.mu.Lock()
			h.conns[c] = true
			h.mu.Unlock()
			h.work.Add(1)
			go h.serve(c)
		}
	}()
}

func (h *host) stop() {
	h.listen.Close()
	h.mu.Lock()
	for c := range h.conns {
		c.Close()
	}
	clear(h.conns)
	h.mu.Unlock()
	h.work.Wait()
}

func (h *host) config() *ssh.ServerConfig {
	c := &ssh.ServerConfig{NoClientAuth: h.network == "unix", PublicKeyCallback: func(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
		h.mu.Lock()
		defer h.mu.Unlock()
		fingerprint := ssh.FingerprintSHA256(key)
		if !h.known[fingerprint] {
			return nil, errors.New("unknown")
		}
		return &ssh.Permissions{Extensions: map[string]string{"key": fingerprint}}, nil
	}}
	h.mu.Lock()
	defer h.mu.Unlock()
	c.AddHostKey(h.signer)
	return c
}

// troubled is a connection on which things go wrong.
type troubled struct {
	net.Conn
	through interface {
		Read([]byte) (int, error)
		Write([]byte) (int, error)
	}
}

func (c *troubled) Read(p []byte) (int, error)  { return c.through.Read(p) }
func (c *troubled) Write(p []byte) (int, error) { return c.through.Write(p) }

func (h *host) serve(c net.Conn) {
	defer h.work.Done()
	defer c.Close()
	conn, channels, requests, err := ssh.NewServerConn(&troubled{c, h.Stream(c)}, h.config())
	if err != nil {
		return
	}
	go ssh.DiscardRequests(requests)
	id := remote.Identity{Owner: h.network == "unix"}
	if conn.Permissions != nil {
		id.Fingerprint = conn.Permissions.Extensions["key"]
	}
	for offered := range channels {
		channel, requests, err := offered.Accept()
		if err != nil {
			return
		}
		for r := range requests {
			ok := r.Type == "subsystem" && bytes.HasSuffix(r.Payload, []byte(sshremote.Subsystem))
			_ = r.Reply(ok, nil)
			if ok {
				_ = sshremote.Serve(context.Background(), h.serves, id, channel, channel)
				break
			}
		}
		conn.Close()
	}
}

// options are those of a person who has the key and trusts the host.
func (h *host) options(keys ...string) sshremote.Options {
	return sshremote.Options{
		KnownHosts: filepath.Join(h.dir, "known_hosts"), Keys: keys, Times: wire.Times{},
		Trust: func(context.Context, sshremote.NewHost) (bool, error) { return true, nil },
	}
}

func (h *host) url() string {
	if h.network == "unix" {
		return "unix://" + h.address
	}
	return "ssh://" + h.address
}
