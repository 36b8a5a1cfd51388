package lobby

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/ui/canary"
	"aeconnect/ui/sshd"

	"github.com/charmbracelet/x/ansi"
	gossh "golang.org/x/crypto/ssh"
)

// written gathers what several write.
type written struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write implements io.Writer.
func (w *written) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.Write(p)
}

func (w *written) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.String()
}

// serve lets people into the hall over SSH until the test ends, and returns the address.
func (h *hall) serve(log io.Writer) string {
	key, err := sshd.HostKey(h.dir)
	if err != nil {
		h.t.Fatal(err)
	}
	host, err := sshd.New(sshd.Options{
		House: h.house, HostKey: key, Limits: h.house.Limits, Words: sshd.Words(),
		Log: slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	if err != nil {
		h.t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		h.t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- host.Serve(l) }()
	h.t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := errors.Join(host.Close(ctx), <-served); err != nil {
			h.t.Error(err)
		}
	})
	return l.Addr().String()
}

// guestKey is who comes by a key of a kind; reader is whose the eyes are.
type guestKey struct {
	name, reader string
	kind         model.KeyKind
}

// Keys of every kind see over SSH what their account sees, and the hub's log holds nothing of it, whatever was typed.
func TestCanariesOverSSH(t *testing.T) {
	h := newHall(t)
	keys := []guestKey{
		{"an observer of nils", canary.Nils, model.KeyObserver}, {"a script of casa", canary.Casa, model.KeyScript},
		{"an observer of lumen", canary.Lumen, model.KeyObserver}, {"the operator's script", canary.Ops, model.KeyScript},
	}
	for _, k := range keys {
		h.admit(k.name, k.reader, k.kind)
	}
	var log written
	addr := h.serve(&log)
	var story *canary.Story
	canary.Tell(t, h.market, func(s *canary.Story) {
		if story = s; s.Stage != "confirmed" {
			return
		}
		for _, k := range append(keys, guestKey{stranger, stranger, ""}) {
			c := h.dial(addr, k.name)
			h.overSSH(s, c, k)
			if k.kind == model.KeyObserver {
				h.onScreens(s, c, k)
			}
			c.Close()
		}
	})
	if escaped := story.Escaped("", log.String(), ""); len(escaped) > 0 || !strings.Contains(log.String(), `"session"`) {
		t.Errorf("the log of the hub holds %v:\n%s", escaped, log.String())
	}
}

func (h *hall) dial(addr, name string) *gossh.Client {
	h.t.Helper()
	told := gossh.KeyboardInteractive(func(string, string, []string, []bool) ([]string, error) { return nil, nil })
	config := &gossh.ClientConfig{Auth: []gossh.AuthMethod{gossh.PublicKeys(h.signers[name]), told}, HostKeyCallback: gossh.InsecureIgnoreHostKey()}
	c, err := gossh.Dial("tcp", addr, config)
	if err != nil { // a stranger is let as far as the porch the second time
		c, err = gossh.Dial("tcp", addr, config)
	}
	if err != nil {
		h.t.Fatal(name, err)
	}
	return c
}

// overSSH asks what a person would ask, with what is private among the words.
func (h *hall) overSSH(s *canary.Story, c *gossh.Client, k guestKey) {
	order := string(s.ID("mia's order"))
	for _, line := range []string{
		"order ls --json", "order show " + order, "order show " + order + " --json", "why " + order, "log --limit 0 --json", "task ls --json",
		"account show " + canary.Mia + " --json", "account key ls " + canary.Mia, "account access ls --json", "payment ls --json", "news ls", "clock ls --json",
		"__complete order show ''", "account address " + canary.Mia + " 'Flat " + s.Named(canary.Mia+"'s address").Word + ", 1 Main St, 10115 Berlin'",
		"account paypal " + canary.Mia + " " + s.Named(canary.Mia+"'s PayPal address").Word + "@example.com", "nonsense " + s.Named("the offer's note").Word,
	} {
		out, errs, _ := run(h.t, c, line, "")
		for _, name := range s.Escaped(k.reader, out+errs, line) {
			h.t.Errorf("%s reads %s by %q:\n%s%s", k.name, name, line, out, errs)
		}
	}
}

// onScreens opens the screens and goes once through the menu.
func (h *hall) onScreens(s *canary.Story, c *gossh.Client, k guestKey) {
	session, err := c.NewSession()
	if err != nil {
		h.t.Fatal(err)
	}
	var out screenText
	session.Stdout = &out
	in, _ := session.StdinPipe()
	_ = session.RequestPty("xterm-256color", 60, 146, nil)
	if err := session.Shell(); err != nil {
		h.t.Fatal(err)
	}
	out.sees(h.t, "Today")
	_, _ = io.WriteString(in, "123456789")
	_, _ = io.WriteString(in, "2")
	out.sees(h.t, "Task Square")
	_, _ = io.WriteString(in, "\x03\x03")
	_ = session.Wait()
	for _, name := range s.Escaped(k.reader, ansi.Strip(out.b.String()), "") {
		h.t.Errorf("%s reads %s on screen", k.name, name)
	}
}
