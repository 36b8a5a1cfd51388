package sshd

import (
	"context"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// deaf opens a session whose output nobody takes.
func deaf(t *testing.T, c *gossh.Client) gossh.Channel {
	t.Helper()
	channel, requests, err := c.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	go gossh.DiscardRequests(requests)
	return channel
}

func asks(t *testing.T, c gossh.Channel, request string, payload any) {
	t.Helper()
	if ok, err := c.SendRequest(request, true, gossh.Marshal(payload)); err != nil || !ok {
		t.Fatalf("%s: %v, %v", request, ok, err)
	}
}

// lines of a terminal's request and of a new size.
type (
	terminal struct {
		Term                         string
		Columns, Rows, Width, Height uint32
		Modes                        string
	}
	size    struct{ Columns, Rows, Width, Height uint32 }
	line    struct{ Line string }
	nothing struct {
		None []byte `ssh:"rest"`
	}
)

// TestSlowReaders: clients that take nothing hold what is on the way to them and no more, nobody else waits for them,
// and they do not last for ever.
func TestSlowReaders(t *testing.T) {
	t.Parallel()
	limits := generous()
	limits.Idle, limits.hang = 1500*time.Millisecond, 300*time.Millisecond
	h, key, other := start(t, limits), newKey(t), newKey(t)
	h.house.give(key, "lumen", Full)
	h.house.give(other, "mia", Full)
	flooded := deaf(t, h.dial(key))
	asks(t, flooded, "exec", &line{"flood"})
	screens := deaf(t, h.dial(key))
	asks(t, screens, "pty-req", &terminal{Term: "xterm", Columns: 500, Rows: 200})
	asks(t, screens, "shell", &nothing{})
	until(t, "both run", func() bool { return len(h.Sessions()) == 2 })
	_, _ = io.WriteString(screens, "f")
	before := runtime.NumGoroutine()
	for n := range 2000 { // each draws everything anew, until nothing is taken any more
		_, err := screens.SendRequest("window-change", true, gossh.Marshal(&size{Columns: 400 + uint32(n%100), Rows: 150 + uint32(n%50)}))
		if err != nil {
			break // a slow computer: it was ended meanwhile
		}
	}
	sent := func() (n int64) {
		for _, s := range h.Sessions() {
			n = max(n, s.Out)
		}
		return n
	}
	if n := runtime.NumGoroutine() - before; n > 1000 {
		t.Errorf("%d goroutines wait", n)
	}
	if n := sent(); n > 8<<20 {
		t.Errorf("%d bytes were sent to somebody who takes none", n)
	}
	if out, _, exit := run(t, h.dial(other), "who", ""); exit != 0 || !strings.HasPrefix(out, "mia") {
		t.Errorf("somebody else: exit %d, %q", exit, out)
	}
	until(t, "both are ended", func() bool { return len(h.Sessions()) == 0 })
	for _, why := range []string{"why=stalled", "why=idle"} {
		if !strings.Contains(h.log.String(), why) {
			t.Errorf("no %s in the log: %s", why, h.log.String())
		}
	}
}

// TestCommandsThatWaitForTheirClient: what is never sent is not waited for without end.
func TestCommandsThatWaitForTheirClient(t *testing.T) {
	t.Parallel()
	limits := generous()
	limits.Idle = 300 * time.Millisecond
	h, key := start(t, limits), newKey(t)
	h.house.give(key, "lumen", Full)
	s := speak(t, h.dial(key))
	asks(t, s, "exec", &line{"cat"})
	_, _ = io.WriteString(s, "half")
	if exit := s.ends(); exit != unreachable {
		t.Errorf("exit %d", exit)
	}
	s.sees("half")
	s.sees("Nothing was taken from this command or sent to it")
	s = speak(t, h.dial(key)) // one that waits for something else is left alone
	asks(t, s, "exec", &line{"wait"})
	time.Sleep(3 * limits.Idle)
	if len(h.Sessions()) != 1 {
		t.Error("ended although it waits for nobody")
	}
	_ = s.Close()
}

// TestHalfADocumentIsNone: who is gone before everything was sent has sent nothing that counts.
func TestHalfADocumentIsNone(t *testing.T) {
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	for _, c := range []struct {
		name string
		tty  bool
		end  func(*gossh.Client, *speech)
		want string
	}{
		{"all of it", false, func(_ *gossh.Client, s *speech) { _ = s.CloseWrite() }, "half <nil>"},
		{"the connection breaks", false, func(c *gossh.Client, _ *speech) { c.Close() }, "half ended: vanished"},
		{"the channel is closed", false, func(_ *gossh.Client, s *speech) { _ = s.Close() }, "half ended: vanished"},
		{"the key is revoked", false, func(*gossh.Client, *speech) { h.End(gossh.FingerprintSHA256(key.PublicKey())) }, "half ended: revoked"},
		{"it is interrupted", true, func(_ *gossh.Client, s *speech) { _, _ = io.WriteString(s, "\r\x03") }, "half\n ended: vanished"},
		{"it is typed", true, func(_ *gossh.Client, s *speech) { _, _ = io.WriteString(s, "\r\x04") }, "half\n <nil>"},
		{"the window is closed", true, func(c *gossh.Client, s *speech) { _, _ = io.WriteString(s, "\r"); s.sees("half\r\n"); c.Close() }, "half\n ended: vanished"},
	} {
		client := h.dial(key)
		s := speak(t, client)
		if c.tty {
			asks(t, s, "pty-req", &terminal{Term: "xterm", Columns: 80, Rows: 24})
		}
		asks(t, s, "exec", &line{"take"})
		_, _ = io.WriteString(s, "half")
		until(t, "it has come", func() bool { all := h.Sessions(); return len(all) == 1 && all[0].In == 4 })
		c.end(client, s)
		until(t, "the end", func() bool { return len(h.Sessions()) == 0 })
		h.house.mu.Lock()
		if n := len(h.house.taken); n == 0 || h.house.taken[n-1] != c.want {
			t.Errorf("%s: %q, want %q", c.name, h.house.taken, c.want)
		}
		h.house.mu.Unlock()
		client.Close()
	}
}

func TestHalfClosedChannels(t *testing.T) {
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	client := h.dial(key)
	s := speak(t, client)
	asks(t, s, "exec", &line{"cat"})
	_, _ = io.WriteString(s, "text")
	_ = s.CloseWrite()
	if exit := s.ends(); exit != 0 {
		t.Errorf("exit %d", exit)
	}
	s.sees("text")
	s = speak(t, client)
	_ = s.CloseWrite() // before anything is asked for
	asks(t, s, "exec", &line{"who"})
	if exit := s.ends(); exit != 0 {
		t.Errorf("exit %d", exit)
	}
	s = speak(t, client)
	asks(t, s, "pty-req", &terminal{Term: "xterm", Columns: 80, Rows: 24})
	asks(t, s, "shell", &nothing{})
	s.sees("hello lumen")
	_ = s.CloseWrite() // a terminal without keys is a window that was closed
	if exit := s.ends(); exit != 0 {
		t.Errorf("exit %d", exit)
	}
	until(t, "all are over", func() bool { return len(h.Sessions()) == 0 })
}

func TestSignals(t *testing.T) {
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	client := h.dial(key)
	for _, name := range []string{"INT", "TERM", "HUP", "QUIT", "KILL"} {
		s := speak(t, client)
		asks(t, s, "exec", &line{"wait"})
		s.sees("waiting")
		for _, other := range []string{"USR1", "WINCH", "STOP", "nonsense\x1b"} {
			asks(t, s, "signal", &line{other})
		}
		if len(h.Sessions()) != 1 {
			t.Error("ended by a signal that means nothing")
		}
		if _, err := s.SendRequest("signal", false, gossh.Marshal(&line{name})); err != nil { // the end may come before an answer
			t.Error(err)
		}
		if exit := s.ends(); exit != 7 {
			t.Errorf("%s: exit %d", name, exit)
		}
	}
	s := speak(t, client)
	asks(t, s, "exec", &line{"wait"})
	s.sees("waiting")
	if _, err := s.SendRequest("eow@openssh.com", false, nil); err != nil {
		t.Error(err)
	}
	if exit := s.ends(); exit != 7 {
		t.Errorf("nobody reads any more: exit %d", exit)
	}
}

// TestNewKeysMeanwhile: a long transfer changes the connection's keys several times.
func TestNewKeysMeanwhile(t *testing.T) {
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	config := h.config("x", gossh.PublicKeys(key))
	config.RekeyThreshold = 64 << 10
	client, err := gossh.Dial("tcp", h.addr, config)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	text := strings.Repeat("0123456789abcdef", 64<<10)
	if out, _, exit := run(t, client, "cat", text); exit != 0 || out != text {
		t.Errorf("exit %d, %d bytes of %d", exit, len(out), len(text))
	}
}

// TestIsAnybodyThere: clients ask that regularly; it is no refusal, and an answer is all they want.
func TestIsAnybodyThere(t *testing.T) {
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	client := h.dial(key)
	s := speak(t, client)
	for range 3 {
		if _, _, err := client.SendRequest("keepalive@openssh.com", true, nil); err != nil {
			t.Error(err)
		}
		if _, err := s.SendRequest("keepalive@openssh.com", true, nil); err != nil { // some ask on the channel
			t.Error(err)
		}
	}
	if _, _, err := client.SendRequest("no-more-sessions@openssh.com", true, nil); err != nil {
		t.Error(err)
	}
	if n := h.Count(RefusedOther); n != 0 {
		t.Errorf("%d refusals", n)
	}
}

// TestConnectionsThatBreak: without a goodbye the session is over as well.
func TestConnectionsThatBreak(t *testing.T) {
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	c, err := net.Dial("tcp", h.addr)
	if err != nil {
		t.Fatal(err)
	}
	conn, channels, requests, err := gossh.NewClientConn(c, h.addr, h.config("x", gossh.PublicKeys(key)))
	if err != nil {
		t.Fatal(err)
	}
	client := gossh.NewClient(conn, channels, requests)
	w := h.window(client, 80, 24)
	w.sees("hello lumen")
	_ = c.(*net.TCPConn).SetLinger(0) // a reset, as of a computer that was switched off and asked afterwards
	_ = c.Close()
	until(t, "the session is over", func() bool { return len(h.Sessions()) == 0 })
	until(t, "the model was told", func() bool { h.house.mu.Lock(); defer h.house.mu.Unlock(); return h.house.told == 1 })
}

// TestEveryForwardingIsRefused: of ports and sockets, either way.
func TestEveryForwardingIsRefused(t *testing.T) {
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	client := h.dial(key)
	to := &struct {
		Host string
		Port uint32
		From string
		At   uint32
	}{"127.0.0.1", 22, "127.0.0.1", 1}
	for n, kind := range []string{"direct-tcpip", "direct-streamlocal@openssh.com", "forwarded-tcpip", "tun@openssh.com"} {
		if _, _, err := client.OpenChannel(kind, gossh.Marshal(to)); err == nil || h.Count(RefusedForward) != int64(n+1) {
			t.Errorf("%s: %v, %d refused", kind, err, h.Count(RefusedForward))
		}
	}
	for n, kind := range []string{"tcpip-forward", "streamlocal-forward@openssh.com", "cancel-tcpip-forward"} {
		if ok, _, err := client.SendRequest(kind, true, gossh.Marshal(&struct{ Path string }{"/tmp/x"})); ok || err != nil || h.Count(RefusedForward) != int64(n+5) {
			t.Errorf("%s: %v, %v, %d refused", kind, ok, err, h.Count(RefusedForward))
		}
	}
}

// TestNothingOfAClientReachesTheLog as it is: its user name, its version and what it asks for are left out or quoted.
func TestNothingOfAClientReachesTheLog(t *testing.T) {
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	const foul = "\x1b]0;owned\x07\u202eevil\nlevel=ERROR"
	config := h.config(foul, gossh.PublicKeys(key))
	config.ClientVersion = "SSH-2.0-evil"
	client, err := gossh.Dial("tcp", h.addr, config)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	s := speak(t, client)
	for _, value := range []string{foul, strings.Repeat("x", 1000), "a\x00b", "/etc/passwd", "a b", "ä"} {
		for _, name := range []string{"LANG", "COLORTERM", foul} {
			if s.asks("env", &struct{ Name, Value string }{name, value}) {
				t.Errorf("%q=%q is taken", name, value)
			}
		}
		if s.asks("pty-req", &terminal{Term: value, Columns: 80, Rows: 24}) {
			t.Errorf("TERM=%q is taken", value)
		}
	}
	for range 1000 {
		s.asks("env", &struct{ Name, Value string }{"LANG", "en_US.UTF-8"})
	}
	if s.asks("subsystem", &line{foul}) || s.asks(foul, &line{foul}) {
		t.Error("nonsense is granted")
	}
	_, _, _ = client.SendRequest(foul, true, nil)
	_, _, _ = client.OpenChannel(foul, []byte(foul))
	asks(t, s, "exec", &line{"who " + foul})
	s.ends()
	if out := s.out.String(); strings.Count(out, "LANG=") > 4 {
		t.Errorf("the variables are kept without end: %q", out)
	}
	log := h.log.String()
	for _, bad := range []string{"\x1b", "\x07", "\u202e", "evil", "owned", "passwd"} {
		if strings.Contains(log, bad) {
			t.Errorf("%q is in the log: %q", bad, log)
		}
	}
}

// TestLinesThatAreTooLong: within a packet there is a sentence, beyond it the connection breaks; the hub goes on.
func TestLinesThatAreTooLong(t *testing.T) {
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	s := speak(t, h.dial(key))
	asks(t, s, "exec", &line{"who " + strings.Repeat("x", 200<<10)})
	if exit := s.ends(); exit != usageExit {
		t.Errorf("exit %d", exit)
	}
	s.sees("too long")
	s = speak(t, h.dial(key))
	_, _ = s.SendRequest("exec", false, gossh.Marshal(&line{"who " + strings.Repeat("x", 1<<20)}))
	_ = s.ends()
	if s.out.String() != "" {
		t.Errorf("%.80q", s.out.String())
	}
	if out, _, exit := run(t, h.dial(key), "who", ""); exit != 0 || out == "" {
		t.Errorf("afterwards: exit %d, %q", exit, out)
	}
}

// TestShutdownIsSaidToCommands that do not come to their end, and they do not look done.
func TestShutdownIsSaidToCommands(t *testing.T) {
	t.Parallel()
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	client := h.dial(key)
	s := speak(t, client)
	asks(t, s, "exec", &line{"wait"})
	s.sees("waiting")
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	go func() { _ = h.Close(ctx) }()
	if exit := s.ends(); exit != unreachable {
		t.Errorf("exit %d", exit)
	}
	s.sees("is being shut down")
	client.Close()
}
