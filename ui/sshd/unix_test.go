package sshd

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

func TestOwnerComesOverTheSocket(t *testing.T) {
	h := start(t, generous())
	path := filepath.Join(t.TempDir(), "s")
	l, err := ListenUnix(path)
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- h.Serve(l) }()
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the socket: %v, %v", info.Mode(), err)
	}
	client := dialUnix(t, h, path)
	if out, _, exit := run(t, client, "who", ""); exit != 0 || strings.TrimSpace(out) != "owner []" {
		t.Errorf("exit %d, %q", exit, out)
	}
	w := h.window(client, 40, 10)
	w.sees("size 40x10")
	if v := h.Sessions()[0].Visitor; v.Kind != Owner || v.Key != "" {
		t.Errorf("%+v", v)
	}
	if n := h.End(""); n != 0 {
		t.Error("the owner has no key to revoke")
	}
	w.types("q")
	if exit := w.ends(); exit != 0 {
		t.Errorf("exit %d", exit)
	}
	// Over the network nobody is the owner, whatever it claims.
	if c, err := gossh.Dial("tcp", h.addr, &gossh.ClientConfig{User: "owner", HostKeyCallback: gossh.FixedHostKey(h.key)}); err == nil {
		c.Close()
		t.Error("let in without a key")
	}
	_ = l.Close()
	if err := within(t, "the end of serving", served); err != nil {
		t.Error(err)
	}
}

func dialUnix(t *testing.T, h *hut, path string) *gossh.Client {
	t.Helper()
	c, err := net.Dial("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	conn, channels, requests, err := gossh.NewClientConn(c, path, &gossh.ClientConfig{HostKeyCallback: gossh.FixedHostKey(h.key)})
	if err != nil {
		t.Fatal(err)
	}
	client := gossh.NewClient(conn, channels, requests)
	t.Cleanup(func() { client.Close() })
	return client
}

// Whatever is set for others, the owner gets in: else nobody could put it back.
func TestNoLimitsForTheOwner(t *testing.T) {
	h := start(t, Limits{Handshake: time.Nanosecond, Idle: time.Nanosecond, Sessions: 1, Links: 1, Greeting: 1, CommandBytes: 1})
	path := filepath.Join(t.TempDir(), "s")
	l, err := ListenUnix(path)
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = h.Serve(l) }()
	client := dialUnix(t, h, path)
	for range 2 {
		if out, errs, exit := run(t, client, "who", ""); exit != 0 || strings.TrimSpace(out) != "owner []" {
			t.Errorf("exit %d, %q, %q", exit, out, errs)
		}
	}
}

func TestSocketsThatWereLeftBehind(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	first, err := ListenUnix(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ListenUnix(path); !errors.Is(err, ErrServed) {
		t.Errorf("a second one: %v", err)
	}
	first.(*ownListener).SetUnlinkOnClose(false) // as if it had been killed
	first.Close()
	if _, err := os.Lstat(path); err != nil {
		t.Fatal("nothing was left behind: ", err)
	}
	again, err := ListenUnix(path)
	if err != nil {
		t.Fatal("after a kill: ", err)
	}
	again.Close()
	if _, err := os.Lstat(path); err == nil {
		t.Error("the socket stays when it is closed")
	}
	if err := os.WriteFile(path, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ListenUnix(path); err == nil {
		t.Error("a file was taken for a socket")
	}
	if text, _ := os.ReadFile(path); string(text) != "precious" {
		t.Errorf("the file is now %q", text)
	}
}

func TestHostKey(t *testing.T) {
	dir := t.TempDir()
	first, err := HostKey(dir)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, hostKeyName)
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	again, err := HostKey(dir)
	if err != nil || gossh.FingerprintSHA256(again.PublicKey()) != gossh.FingerprintSHA256(first.PublicKey()) {
		t.Errorf("another key the second time: %v", err)
	}
	if first.PublicKey().Type() != gossh.KeyAlgoED25519 {
		t.Error(first.PublicKey().Type())
	}
	_ = os.Chmod(name, 0o640)
	if _, err := HostKey(dir); err == nil {
		t.Error("a key that others may read is taken")
	}
	_ = os.WriteFile(name, []byte("half"), 0o600)
	_ = os.Chmod(name, 0o600)
	if _, err := HostKey(dir); err == nil {
		t.Error("half a key is taken, or was written over")
	}
}
