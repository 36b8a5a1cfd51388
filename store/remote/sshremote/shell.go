package sshremote

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"

	"aeconnect/store/remote"
)

// Shell is a hub that is reached for one command line or for its screens, as ssh does it: the same keys, known hosts and
// first-use question as a replica's connection, and none of its protocol. It serves one call of Command or Screens.
type Shell struct {
	conn    ssh.Conn
	channel ssh.Channel
	at      address
	exit    chan uint32 // what the hub says how it ended; closed when nothing more is said
	gone    chan struct{}
	once    sync.Once
}

// Dial reaches the hub of a URL. Errors are those of Open.
func Dial(ctx context.Context, url string, o Options) (*Shell, error) {
	o = o.usual()
	return reach(ctx, url, o, func(c *caller) (*Shell, error) {
		channel, requests, err := c.OpenChannel("session", nil)
		if err != nil {
			return nil, err
		}
		s := &Shell{conn: c.Conn, channel: channel, at: c.at, exit: make(chan uint32, 1), gone: make(chan struct{})}
		go s.heed(requests)
		if o.Keepalive > 0 {
			go keepalive(c.Conn, o.Keepalive, s.gone, func() { _ = s.Close() })
		}
		return s, nil
	})
}

// heed notes how the session ended.
func (s *Shell) heed(requests <-chan *ssh.Request) {
	defer close(s.exit)
	said := false
	for r := range requests {
		var status struct{ Code uint32 }
		if r.Type == "exit-status" && !said && ssh.Unmarshal(r.Payload, &status) == nil {
			said = true
			s.exit <- status.Code
		}
		if r.WantReply {
			_ = r.Reply(false, nil)
		}
	}
}

// Close hangs up.
func (s *Shell) Close() (err error) {
	s.once.Do(func() {
		close(s.gone)
		_ = s.channel.Close()
		err = s.conn.Close()
	})
	return err
}

// Command has the hub carry out a command line and passes its streams through. env ("KEY=value") are the variables that
// the hub may take; it takes few. It returns the command's exit code; an error says that the connection broke before
// there was one, and nothing is known of the command.
func (s *Shell) Command(ctx context.Context, line string, env []string, in io.Reader, out, errs io.Writer) (exit int, err error) {
	defer context.AfterFunc(ctx, func() { _ = s.Close() })()
	s.variables(env)
	if err := s.ask("exec", ssh.Marshal(struct{ Line string }{line})); err != nil {
		return 0, err
	}
	go func() {
		_, _ = io.Copy(s.channel, in)
		_ = s.channel.CloseWrite()
	}()
	return s.pass(out, errs)
}

// Screens shows the hub's screens on a terminal until the person leaves: keys are what is typed, unprocessed, screen takes
// what is drawn. size is the terminal's, in cells; resized returns when it may have another one, false when there is
// no more to wait for.
func (s *Shell) Screens(ctx context.Context, env []string, keys io.Reader, screen io.Writer, size func() (width, height int), resized func() bool) (exit int, err error) {
	defer context.AfterFunc(ctx, func() { _ = s.Close() })()
	s.variables(env)
	width, height := size()
	err = s.ask("pty-req", ssh.Marshal(struct {
		Term                                   string
		Width, Height, PixelWidth, PixelHeight uint32
		Modes                                  string
	}{named(env, "TERM"), uint32(max(width, 0)), uint32(max(height, 0)), 0, 0, "\x00"}))
	if err == nil {
		err = s.ask("shell", nil)
	}
	if err != nil {
		return 0, err
	}
	go func() { _, _ = io.Copy(s.channel, keys) }()
	go func() {
		for resized() {
			width, height := size()
			_, _ = s.channel.SendRequest("window-change", false, ssh.Marshal(struct{ Width, Height, PixelWidth, PixelHeight uint32 }{
				uint32(max(width, 0)), uint32(max(height, 0)), 0, 0,
			}))
		}
	}()
	return s.pass(screen, screen)
}

// variables offers those that are no secret of the machine's and mean something to a hub; others are not even sent.
func (s *Shell) variables(env []string) {
	for _, name := range []string{"COLORTERM", "LANG", "LC_ALL", "LC_MESSAGES", "TZ"} {
		if value := named(env, name); value != "" {
			_, _ = s.channel.SendRequest("env", false, ssh.Marshal(struct{ Name, Value string }{name, value}))
		}
	}
}

func named(env []string, name string) (value string) {
	for _, v := range env {
		if rest, is := strings.CutPrefix(v, name+"="); is {
			value = rest
		}
	}
	return value
}

func (s *Shell) ask(kind string, payload []byte) error {
	ok, err := s.channel.SendRequest(kind, true, payload)
	if err == nil && !ok {
		err = fmt.Errorf("%s does not offer %q", s.at, kind)
	}
	return err
}

// saying is how long the hub may take to say how it ended, once nothing more comes.
const saying = 2 * time.Second

// pass passes on what the hub writes, to the end.
func (s *Shell) pass(out, errs io.Writer) (exit int, err error) {
	var both sync.WaitGroup
	var failed [2]error
	copied := func(i int, to io.Writer, from io.Reader) func() {
		return func() {
			if _, failed[i] = io.Copy(to, from); failed[i] != nil {
				_ = s.Close() // nobody reads it any more
			}
		}
	}
	both.Go(copied(0, out, s.channel))
	both.Go(copied(1, errs, s.channel.Stderr()))
	both.Wait()
	select {
	case code, said := <-s.exit:
		if said {
			return int(code), nil
		}
	case <-time.After(saying):
	}
	return 0, errors.Join(remote.ErrClosed, failed[0], failed[1])
}
