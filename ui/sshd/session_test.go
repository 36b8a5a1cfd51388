package sshd

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

func TestCommands(t *testing.T) {
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	client := h.dial(key)
	for _, c := range []struct {
		line, in, out, errs string
		exit                int
	}{
		{"who", "", "lumen full [] \n", "", 0},
		{"aeconnect who", "", "lumen full [] \n", "", 0},
		{`who 'a b' "c d" e\ f ''`, "", `lumen full ["a b" "c d" "e f" ""] ` + "\n", "", 0},
		{"who $HOME *; ls | cat `id`", "", "lumen full [\"$HOME\" \"*;\" \"ls\" \"|\" \"cat\" \"`id`\"] \n", "", 0},
		{"cat", "one\ntwo\n", "one\ntwo\n", "", 0},
		{"exit 333", "", "", "no\n", 3},
		{"", "", "", "usage\n", 2},
		{"who 'a", "", "", "This command line cannot be read: a quotation mark has no other.\n", 2},
		{"who " + strings.Repeat("x", 70_000), "", "", "This command line is too long: at most 65,536 bytes. Send texts on standard input, with - in their place.\n", 2},
		{"panic", "", "", "Something went wrong on the hub and this session has ended. What was confirmed is kept; connect again to go on.\n", 1},
		{"who again", "", `lumen full ["again"] ` + "\n", "", 0},
	} {
		out, errs, exit := run(t, client, c.line, c.in)
		if out != c.out || errs != c.errs || exit != c.exit {
			t.Errorf("%.40q: %q, %q, exit %d\nwant %q, %q, exit %d", c.line, out, errs, exit, c.out, c.errs, c.exit)
		}
	}
	if h.Count(Panics) != 1 || strings.Contains(h.log.String(), "private text") || strings.Contains(h.log.String(), "a b") {
		t.Errorf("%d panics, log %s", h.Count(Panics), h.log.String())
	}
}

func TestNoCommandAndNoTerminalAsksForTheUsage(t *testing.T) {
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	s, err := h.dial(key).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	s.Stderr = &errs
	if err := s.Shell(); err != nil {
		t.Fatal(err)
	}
	if exit := code(t, waits(t, s.Wait)); exit != 2 || errs.String() != "usage\n" {
		t.Errorf("exit %d, %q", exit, errs.String())
	}
}

// TestCommandOnATerminal: what a person types is shown and can be corrected, and lines end as terminals need it.
func TestCommandOnATerminal(t *testing.T) {
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	s, err := h.dial(key).NewSession()
	if err != nil {
		t.Fatal(err)
	}
	in, _ := s.StdinPipe()
	var out safeBuffer
	s.Stdout = &out
	if err := s.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Start("cat"); err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(in, "on\u00e9\x7fe\r\x04")
	if exit := code(t, waits(t, s.Wait)); exit != 0 || out.String() != "on\u00e9\b \be\r\none\r\n" {
		t.Errorf("exit %d, %q", exit, out.String())
	}
	s, _ = h.dial(key).NewSession()
	in, _ = s.StdinPipe()
	out = safeBuffer{}
	s.Stdout = &out
	_ = s.RequestPty("xterm", 24, 80, nil)
	_ = s.Start("wait")
	until(t, "waiting", func() bool { return out.String() == "waiting\r\n" })
	_, _ = io.WriteString(in, "\x03")
	if exit := code(t, waits(t, s.Wait)); exit != 7 {
		t.Errorf("after ctrl+c: exit %d", exit)
	}
}

func TestScreens(t *testing.T) {
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	client := h.dial(key)
	w := h.window(client, 70, 20, "COLORTERM", "truecolor", "LANG", "ru_RU.UTF-8", "LC_TIME", "C", "LD_PRELOAD", "/tmp/x.so", "LANG", "\x1b[2J")
	w.sees("hello lumen")
	w.sees("size 70x20")
	w.sees("env COLORTERM=truecolor LANG=ru_RU.UTF-8 TERM=xterm-256color")
	if n := h.Count(RefusedEnv); n != 3 {
		t.Errorf("%d variables refused, want 3", n)
	}
	w.types("x")
	w.sees("x.")
	all := h.Sessions()
	if len(all) != 1 || all[0].Visitor.Handle != "lumen" || !all[0].Screens || all[0].LastKey.Before(all[0].Since) {
		t.Errorf("sessions %+v", all)
	}
	if err := w.WindowChange(10_000, 10_000); err != nil {
		t.Fatal(err)
	}
	w.sees("500x200")
	for n := range 100 { // nobody has to take them
		_ = w.WindowChange(30+n, 60)
	}
	w.sees("60x129")
	w.types("q")
	if exit := w.ends(); exit != 0 {
		t.Errorf("exit %d", exit)
	}
	w.whole("")
	until(t, "the session is over", func() bool { return len(h.Sessions()) == 0 })
	if h.house.over != 1 {
		t.Errorf("closed %d times", h.house.over)
	}
}

func TestScreensEnd(t *testing.T) {
	for _, c := range []struct {
		name     string
		limits   func(*Limits)
		end      func(h *hut, w *window, key gossh.Signer)
		exit     int
		sentence string
		told     int // how many models were told to save what was typed
		log      string
	}{
		{"a panic", nil, func(_ *hut, w *window, _ gossh.Signer) { w.types("p") }, 1, "Something went wrong", 0, "why=done"},
		{"nobody presses a key", func(l *Limits) { l.Idle = 300 * time.Millisecond }, nil, 0, "No key was pressed", 1, "why=idle"},
		{"the key is revoked", nil, func(h *hut, _ *window, key gossh.Signer) {
			if n := h.End(gossh.FingerprintSHA256(key.PublicKey())); n != 1 {
				t.Errorf("%d sessions ended", n)
			}
		}, 6, "no longer opens this hub", 1, "why=revoked"},
		{"the key is somebody else's now", nil, func(h *hut, _ *window, key gossh.Signer) {
			if n := h.Recheck(); n != 0 {
				t.Errorf("%d sessions ended for nothing", n)
			}
			h.house.give(key, "mia", Full)
			h.Recheck()
		}, 6, "no longer opens this hub", 1, "why=revoked"},
		{"the key is not known any more", nil, func(h *hut, _ *window, key gossh.Signer) {
			h.house.revoke(key)
			h.Recheck()
		}, 6, "no longer opens this hub", 1, "why=revoked"},
		{"the hub closes", nil, func(h *hut, _ *window, _ gossh.Signer) { _ = h.Close(context.Background()) }, 0, "is being shut down", 1, "why=closed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			limits := generous()
			if c.limits != nil {
				c.limits(&limits)
			}
			h, key, other := start(t, limits), newKey(t), newKey(t)
			h.house.give(key, "lumen", Full)
			h.house.give(other, "mia", Full)
			w := h.window(h.dial(key), 60, 10)
			w.last.Store(true)
			w.sees("hello lumen")
			bystander := h.dial(other)
			if c.end != nil {
				c.end(h, w, key)
			}
			if exit := w.ends(); exit != c.exit {
				t.Errorf("exit %d, want %d", exit, c.exit)
			}
			w.whole(c.sentence)
			until(t, c.log+" in the log", func() bool { return strings.Contains(h.log.String(), c.log) })
			h.house.mu.Lock()
			if h.house.told != c.told || h.house.over != 1 {
				t.Errorf("told %d times, closed %d times", h.house.told, h.house.over)
			}
			h.house.mu.Unlock()
			if c.name != "the hub closes" {
				if out, _, _ := run(t, bystander, "who", ""); !strings.HasPrefix(out, "mia") {
					t.Errorf("somebody else sees %q", out)
				}
			}
		})
	}
}

// TestClientVanishes: the context ends, the screens are closed, nothing is left.
func TestClientVanishes(t *testing.T) {
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	client := h.dial(key)
	w := h.window(client, 60, 10)
	w.sees("hello lumen")
	s, _ := h.dial(key).NewSession()
	if err := s.Start("wait"); err != nil {
		t.Fatal(err)
	}
	until(t, "both run", func() bool { return len(h.Sessions()) == 2 })
	client.Close()
	_ = s.Close() // the channel alone
	until(t, "both are over", func() bool { return len(h.Sessions()) == 0 })
	until(t, "the model was told", func() bool {
		h.house.mu.Lock()
		defer h.house.mu.Unlock()
		return h.house.told == 1 && h.house.over == 1
	})
}

// TestCloseLetsCommandsFinish, but not for ever.
func TestCloseLetsCommandsFinish(t *testing.T) {
	t.Parallel()
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	client := h.dial(key)
	s, _ := client.NewSession()
	in, _ := s.StdinPipe()
	var out safeBuffer
	s.Stdout = &out
	_ = s.Start("cat")
	until(t, "it runs", func() bool { return len(h.Sessions()) == 1 })
	ended := make(chan error, 1)
	go func() { ended <- h.Close(context.Background()) }()
	until(t, "nobody is let in", func() bool {
		_, err := gossh.Dial("tcp", h.addr, h.config("x", gossh.PublicKeys(key)))
		return err != nil
	})
	_, _ = io.WriteString(in, "text")
	_ = in.Close()
	if exit := code(t, waits(t, s.Wait)); exit != 0 || out.String() != "text" {
		t.Errorf("exit %d, %q", exit, out.String())
	}
	client.Close()
	if err := within(t, "the host closes", ended); err != nil {
		t.Error(err)
	}
	h = start(t, generous())
	h.house.give(key, "lumen", Full)
	s, _ = h.dial(key).NewSession()
	_ = s.Start("wait")
	until(t, "it runs", func() bool { return len(h.Sessions()) == 1 })
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := h.Close(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func TestRequestsAreRefusedAndCounted(t *testing.T) {
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Full)
	client := h.dial(key)
	s, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		request string
		counter Counter
	}{
		{"auth-agent-req@openssh.com", RefusedAgent}, {"x11-req", RefusedX11}, {"subsystem", RefusedSubsystem},
		{"xon-xoff", RefusedOther}, {"no-such-thing", RefusedOther},
	} {
		before := h.Count(c.counter)
		if ok, err := s.SendRequest(c.request, true, gossh.Marshal(&struct{ Name string }{"sftp"})); ok || err != nil {
			t.Errorf("%s: %v, %v", c.request, ok, err)
		}
		if h.Count(c.counter) != before+1 {
			t.Errorf("%s is not counted as %s", c.request, c.counter)
		}
	}
	if _, err := client.Dial("tcp", "127.0.0.1:1"); err == nil || h.Count(RefusedForward) != 1 {
		t.Errorf("forwarded: %v, %d", err, h.Count(RefusedForward))
	}
	if _, err := client.Listen("tcp", "127.0.0.1:0"); err == nil || h.Count(RefusedForward) != 2 {
		t.Errorf("forwarded back: %v, %d", err, h.Count(RefusedForward))
	}
	if _, _, err := client.OpenChannel("nonsense", nil); err == nil {
		t.Error("a channel of no kind was opened")
	}
	for range 3 {
		if ok, _ := s.SendRequest("pty-req", true, []byte("short")); ok {
			t.Error("a broken request was granted")
		}
	}
	if out, _, exit := run(t, client, "who", ""); exit != 0 || out == "" {
		t.Errorf("the session after that: %q, exit %d", out, exit)
	}
}
