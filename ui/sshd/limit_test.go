package sshd

import (
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// ended waits for the other end to close a connection; it skips what is written before.
func ended(t *testing.T, c net.Conn) {
	t.Helper()
	_ = c.SetReadDeadline(time.Now().Add(20 * time.Second))
	if _, err := io.Copy(io.Discard, c); err != nil {
		if failed, ok := err.(net.Error); ok && failed.Timeout() {
			t.Error("the connection stays open")
		}
	}
}

// from dials from an address of loopback, of which there are many.
func (h *hut) from(address string) (net.Conn, error) {
	d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(address)}}
	return d.Dial("tcp", h.addr)
}

func TestHandshakeHasATime(t *testing.T) {
	t.Parallel()
	limits := generous()
	limits.Handshake = 200 * time.Millisecond
	h, key := start(t, limits), newKey(t)
	h.house.give(key, "lumen", Full)
	silent, err := net.Dial("tcp", h.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	proven := h.dial(key) // proves a key and begins nothing
	ended(t, silent)
	_ = waits(t, proven.Wait)
	if n := h.Count(TooSlow); n != 2 {
		t.Errorf("%d were too slow, want 2", n)
	}
	late := h.dial(key)
	if out, _, _ := run(t, late, "who", ""); !strings.HasPrefix(out, "lumen") {
		t.Errorf("%q", out)
	}
	time.Sleep(2 * limits.Handshake) // between two sessions there is no hurry
	if out, _, _ := run(t, late, "who", ""); !strings.HasPrefix(out, "lumen") {
		t.Errorf("the second session: %q", out)
	}
}

func TestLinkWithoutSessionsIsClosed(t *testing.T) {
	t.Parallel()
	limits := generous()
	limits.Idle = 200 * time.Millisecond
	h, key := start(t, limits), newKey(t)
	h.house.give(key, "lumen", Full)
	client := h.dial(key)
	run(t, client, "who", "")
	_ = waits(t, client.Wait)
}

func TestBytesBeforeASession(t *testing.T) {
	limits := generous()
	limits.Greeting = 8 << 10
	h := start(t, limits)
	c, err := net.Dial("tcp", h.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_, _ = io.WriteString(c, "SSH-2.0-x\r\n")
	go func() { // a packet that says that it is long
		_, _ = c.Write([]byte{0, 3, 0, 0, 4})
		for range 64 {
			if _, err := c.Write(make([]byte, 1<<10)); err != nil {
				return
			}
		}
	}()
	ended(t, c)
	until(t, "counted", func() bool { return h.Count(TooMuch) == 1 })
	key := newKey(t)
	h.house.give(key, "lumen", Full)
	if out, _, exit := run(t, h.dial(key), "cat", strings.Repeat("x", 100_000)); exit != 0 || len(out) != 100_000 {
		t.Errorf("in a session: exit %d, %d bytes", exit, len(out))
	}
}

func TestSessionsOfAKey(t *testing.T) {
	limits := generous()
	h, key, second, other := start(t, limits), newKey(t), newKey(t), newKey(t)
	h.house.give(key, "lumen", Full)
	h.house.give(second, "lumen", Full)
	h.house.give(other, "mia", Full)
	client, again := h.dial(key), h.dial(key)
	var running []*gossh.Session
	for n := range limits.Sessions {
		s, err := []*gossh.Client{client, again}[n%2].NewSession()
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Start("wait"); err != nil {
			t.Fatal(err)
		}
		running = append(running, s)
	}
	until(t, "all run", func() bool { return len(h.Sessions()) == limits.Sessions })
	if _, errs, exit := run(t, again, "who", ""); exit != 3 || !strings.Contains(errs, "4 sessions already") {
		t.Errorf("one too many: exit %d, %q", exit, errs)
	}
	w := h.window(client, 80, 24)
	if exit := w.ends(); exit != 3 || !strings.Contains(w.out.String(), "4 sessions already") {
		t.Errorf("one window too many: exit %d, %q", exit, w.out.String())
	}
	for _, k := range []gossh.Signer{second, other} {
		if _, _, exit := run(t, h.dial(k), "who", ""); exit != 0 {
			t.Errorf("another key: exit %d", exit)
		}
	}
	_ = running[0].Close()
	until(t, "one is over", func() bool { return len(h.Sessions()) == limits.Sessions-1 })
	if _, _, exit := run(t, again, "who", ""); exit != 0 {
		t.Errorf("after one has ended: exit %d", exit)
	}
	if h.Count(TooManySessions) != 2 {
		t.Errorf("%d refused", h.Count(TooManySessions))
	}
}

// TestChannelsOfALink: channels on which nothing runs are few too.
func TestChannelsOfALink(t *testing.T) {
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	client := h.dial(key)
	most := generous().Sessions + spare
	for n := range most + 1 {
		_, err := client.NewSession()
		if (err != nil) != (n == most) {
			t.Errorf("channel %d: %v", n, err)
		}
	}
}

// TestTwoHundredThatNeverFinish: they get as many connections as one address has, others are not held up, and after
// the handshake's time nothing is left of them.
func TestTwoHundredThatNeverFinish(t *testing.T) {
	t.Parallel()
	limits := generous()
	limits.Handshake = 500 * time.Millisecond
	h, key := start(t, limits), newKey(t)
	h.house.give(key, "lumen", Full)
	for n := range 200 {
		c, err := net.Dial("tcp", h.addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if n%2 == 0 {
			_, _ = io.WriteString(c, "SSH-2.0-slow\r\n")
		}
	}
	until(t, "all were looked at", func() bool { return h.Count(TooManyLinks)+h.Count(Connected) >= 200 })
	if n := h.Count(Connected); n != int64(limits.Links) {
		t.Errorf("%d were let to the handshake, want %d", n, limits.Links)
	}
	limits.Handshake = time.Minute // for those who come now: they are not held up, however slow this computer is
	h.limits.Store(&limits)
	c, err := h.from("127.0.0.2")
	if err != nil {
		t.Skip("one address only: ", err)
	}
	conn, channels, requests, err := gossh.NewClientConn(c, h.addr, h.config("x", gossh.PublicKeys(key)))
	if err != nil {
		t.Fatal("another address is held up: ", err)
	}
	client := gossh.NewClient(conn, channels, requests)
	defer client.Close()
	if out, _, _ := run(t, client, "who", ""); !strings.HasPrefix(out, "lumen") {
		t.Errorf("%q", out)
	}
	until(t, "the slow ones are gone", func() bool {
		h.mu.Lock()
		defer h.mu.Unlock()
		return len(h.links) == 1 && len(h.Host.from) == 1
	})
	if _, _, exit := run(t, h.dial(key), "who", ""); exit != 0 {
		t.Errorf("their address afterwards: exit %d", exit)
	}
}

func TestAddresses(t *testing.T) {
	for in, want := range map[string]string{
		"192.0.2.7:1234": "192.0.2.7", "[::ffff:192.0.2.7]:1": "192.0.2.7", "[2001:db8:1:2:3:4:5:6]:22": "2001:db8:1:2::/64",
		"[2001:db8:1:2:ffff::1]:9": "2001:db8:1:2::/64", "[fe80::1%eth0]:9": "fe80::/64",
	} {
		a, err := net.ResolveTCPAddr("tcp", in)
		if err != nil {
			t.Fatal(err)
		}
		if got := addressOf(a); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// TestTwoHundredAtOnce: each sees its own screens, resizes them, and is told when the hub closes.
func TestTwoHundredAtOnce(t *testing.T) {
	limits := generous()
	limits.Links = 0
	h := start(t, limits)
	var all [200]*window
	var ready sync.WaitGroup
	for n := range all {
		key := newKey(t)
		h.house.give(key, fmt.Sprintf("p%03d", n), Full)
		ready.Go(func() {
			c, err := gossh.Dial("tcp", h.addr, h.config("x", gossh.PublicKeys(key)))
			if err != nil {
				t.Error(err)
				return
			}
			t.Cleanup(func() { c.Close() })
			all[n] = h.window(c, 80, 24)
			all[n].last.Store(true)
			all[n].sees(fmt.Sprintf("hello p%03d", n))
			all[n].types("x")
			all[n].sees("x.")
			_ = all[n].WindowChange(30, 100+n)
			all[n].sees(fmt.Sprintf("%dx30", 100+n))
		})
	}
	ready.Wait()
	if t.Failed() {
		return
	}
	if n := len(h.Sessions()); n != len(all) {
		t.Errorf("%d sessions", n)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := h.Close(ctx); err != nil {
		t.Error(err)
	}
	for _, w := range all {
		if exit := w.ends(); exit != 0 {
			t.Errorf("exit %d", exit)
		}
		w.whole("is being shut down")
	}
}
