package sshd

import (
	"bufio"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// echo is a subsystem that tells who came and gives every line back.
func echo(ctx context.Context, v Visitor, s Streams) int {
	fmt.Fprintf(s.Out, "hello %s %s\n", v.Handle, v.Kind)
	lines := bufio.NewScanner(s.In)
	for lines.Scan() {
		if lines.Text() == "panic" {
			panic("a private text")
		}
		fmt.Fprintln(s.Out, lines.Text())
	}
	<-ctx.Done()
	return 9
}

// speech is a session as a program holds it: a channel without the client's own ideas.
type speech struct {
	gossh.Channel
	t         *testing.T
	out, errs safeBuffer
	exit      chan int // the exit code, or -1 where none was told
}

func speak(t *testing.T, c *gossh.Client) *speech {
	t.Helper()
	channel, requests, err := c.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &speech{Channel: channel, t: t, exit: make(chan int, 1)}
	go func() { _, _ = io.Copy(&s.out, channel) }()
	go func() { _, _ = io.Copy(&s.errs, channel.Stderr()) }()
	go func() {
		code := -1
		for r := range requests {
			if r.Type == "exit-status" && len(r.Payload) == 4 {
				code = int(binary.BigEndian.Uint32(r.Payload))
			}
			if r.WantReply {
				_ = r.Reply(false, nil)
			}
		}
		s.exit <- code
	}()
	return s
}

// asks asks for something and returns whether it was granted.
func (s *speech) asks(request string, payload any) bool {
	s.t.Helper()
	ok, err := s.SendRequest(request, true, gossh.Marshal(payload))
	if err != nil {
		s.t.Fatal(err)
	}
	return ok
}

func (s *speech) sees(text string) {
	s.t.Helper()
	until(s.t, "sees "+text, func() bool { return strings.Contains(s.out.String()+s.errs.String(), text) })
}

// ends returns the exit code.
func (s *speech) ends() int { s.t.Helper(); return within(s.t, "the end of a session", s.exit) }

func TestSubsystems(t *testing.T) {
	for _, c := range []struct {
		name string
		end  func(h *hut, s *speech, key gossh.Signer)
		exit int
		says string
		log  string
	}{
		{"its client leaves", func(_ *hut, s *speech, _ gossh.Signer) { s.Close() }, -1, "", "why=vanished"},
		{"its key is revoked", func(h *hut, s *speech, key gossh.Signer) {
			h.End(gossh.FingerprintSHA256(key.PublicKey()))
			_ = s.CloseWrite()
		}, 6, "no longer opens this hub", "why=revoked"},
		{"it breaks", func(_ *hut, s *speech, _ gossh.Signer) { _, _ = io.WriteString(s, "panic\n") }, 1, "Something went wrong", "why=done"},
		{"the hub closes", func(h *hut, s *speech, _ gossh.Signer) {
			_ = s.CloseWrite()
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			if err := h.Close(ctx); err != nil {
				t.Error(err)
			}
		}, 5, "is being shut down", "why=closed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h, key := start(t, generous()), newKey(t)
			h.house.give(key, "lumen", Observer)
			s := speak(t, h.dial(key))
			if s.asks("subsystem", &struct{ Name string }{"sftp"}) || h.Count(RefusedSubsystem) != 1 {
				t.Error("an unknown subsystem is granted, or not counted")
			}
			if !s.asks("subsystem", &struct{ Name string }{"echo"}) {
				t.Fatal("refused")
			}
			if s.asks("subsystem", &struct{ Name string }{"echo"}) || s.asks("exec", &struct{ Line string }{"who"}) {
				t.Error("a second thing is started on the channel")
			}
			s.sees("hello lumen observer\n")
			_, _ = io.WriteString(s, "one\r\ntwo\n")
			s.sees("one\ntwo\n")
			if all := h.Sessions(); len(all) != 1 || all[0].Subsystem != "echo" || all[0].Screens || all[0].Visitor.Handle != "lumen" {
				t.Errorf("%+v", all)
			}
			c.end(h, s, key)
			if exit := s.ends(); exit != c.exit {
				t.Errorf("exit %d, want %d", exit, c.exit)
			}
			s.sees(c.says)
			until(t, c.log, func() bool {
				return strings.Contains(h.log.String(), "of=echo") && strings.Contains(h.log.String(), c.log)
			})
			until(t, "the session is over", func() bool { return len(h.Sessions()) == 0 })
		})
	}
}

// TestSubsystemsAreLimitedAsSessionsAre: four of a key with whatever else runs, none for a stranger.
func TestSubsystemsAreLimitedAsSessionsAre(t *testing.T) {
	limits := generous()
	h, key := start(t, limits), newKey(t)
	h.house.give(key, "lumen", Full)
	client := h.dial(key)
	name := &struct{ Name string }{"echo"}
	for range limits.Sessions {
		s := speak(t, client)
		if !s.asks("subsystem", name) {
			t.Fatal("refused")
		}
		s.sees("hello lumen")
	}
	s := speak(t, client)
	s.asks("subsystem", name)
	if exit := s.ends(); exit != 3 {
		t.Errorf("one too many: exit %d", exit)
	}
	s.sees("4 sessions already")
	h.house.revoke(key)
	_ = client.Close()
	until(t, "all are over", func() bool { return len(h.Sessions()) == 0 })
	s = speak(t, h.stranger(key))
	s.asks("subsystem", name)
	if exit := s.ends(); exit != 6 || strings.Contains(s.out.String(), "hello") {
		t.Errorf("a stranger: exit %d, %q", exit, s.out.String())
	}
}
