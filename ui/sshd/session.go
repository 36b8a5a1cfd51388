package sshd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"

	gossh "golang.org/x/crypto/ssh"
)

// session is something that runs for a visitor.
type session struct {
	number  uint64
	visitor Visitor
	since   time.Time
	screens bool
	looks   bool // it only looks, and would do so for ever
	// subsystem is the one that runs, "" for screens and commands.
	subsystem string
	raw       bool         // a terminal shows what is written as it is: a line ends with a return
	lastKey   atomic.Int64 // Unix nanoseconds
	doing     atomic.Pointer[string]
	traffic   *traffic
	stir      func() // tells that it is something else
	cancel    context.CancelCauseFunc
	words     *assets.Words
}

// session runs what a channel asked for: screens on a terminal, else a command line.
func (h *Host) session(c *channel, line string) {
	defer h.leave()
	exit := internalExit
	defer func() { c.exit(exit) }()
	defer c.link.end()
	defer func() {
		if r := recover(); r != nil { // before it was anybody's
			h.count(Panics)
			h.options.Log.Error("panic", "what", fault(r), "stack", string(debug.Stack()))
		}
	}()
	c.link.begin()
	s, err := h.newSession(c, line)
	if err != nil {
		exit = s.part(c, halted)
		return
	}
	if err := h.register(s, c.link.limits.Sessions); err != nil {
		exit = s.refuse(c, err)
		return
	}
	defer h.forget(s)
	stop := context.AfterFunc(c.ctx, func() { c.cut() })
	defer stop()
	h.log("begin", s)
	exit = h.run(s, c, line)
	h.log("end", s, "exit", exit, "why", why(c.ctx), "lasted_ms", time.Since(s.since).Milliseconds(), "verb", s.verb(), "in", c.traffic.in.Load(), "out", c.traffic.out.Load())
}

// refuse says why a session did not begin.
func (s *session) refuse(c *channel, why error) int {
	e := vanished
	if errors.As(why, &e) {
		return s.part(c, e)
	}
	return s.say(c, refusedExit, "ssh.many", assets.Num("max", int64(c.link.limits.Sessions)))
}

func (h *Host) newSession(c *channel, line string) (*session, error) {
	visitor, halt := h.visitor(c.link, c.proof)
	s := &session{visitor: visitor, since: time.Now(), cancel: c.cancel, subsystem: c.named, traffic: &c.traffic, stir: h.stir}
	args, err := split(line)
	s.raw = c.terminal != nil && s.subsystem == ""
	s.looks = h.options.Looks != nil && s.subsystem == "" && h.options.Looks(args)
	s.screens = s.raw && len(args) == 0 && err == nil
	c.patient = !s.raw
	s.words = h.options.Words(h.language(visitor, c.env))
	s.touch()
	return s, halt
}

// language is what a visitor reads.
func (h *Host) language(v Visitor, env []string) string {
	if l, ok := h.options.House.(Linguist); ok && v.Handle != "" {
		return l.Language(v, env)
	}
	return Language(env)
}

// Language returns the language that variables ("KEY=value") ask for, as [assets.Locale] does.
func Language(env []string) string {
	return assets.Locale(func(name string) string {
		for _, v := range env {
			if value, is := strings.CutPrefix(v, name+"="); is {
				return value
			}
		}
		return ""
	})
}

// run runs a session and keeps its panics to itself.
func (h *Host) run(s *session, c *channel, line string) (exit int) {
	defer func() {
		if r := recover(); r != nil {
			exit = h.broken(s, c, r, debug.Stack())
		}
	}()
	if s.visitor.Kind == Stranger {
		h.count(Strangers)
	} else {
		h.count(Sessions)
	}
	switch {
	case s.subsystem != "":
		return h.subsystem(s, c)
	case s.screens:
		return h.screens(s, c)
	}
	return h.command(s, c, line)
}

// broken reports a panic: where it was, not what it said, which may be somebody's text.
func (h *Host) broken(s *session, c *channel, value any, stack []byte) int {
	h.count(Panics)
	h.options.Log.Error("panic", "session", s.number, "account", s.visitor.Handle, "what", fault(value), "stack", string(stack))
	return s.part(c, failed)
}

// fault names what was panicked with: the runtime's own sentence, of anything else the type.
func fault(value any) string {
	var known runtime.Error
	if err, ok := value.(error); ok && errors.As(err, &known) {
		return known.Error()
	}
	return fmt.Sprintf("%T", value)
}

// log writes one line about a session.
func (h *Host) log(what string, s *session, more ...any) {
	kind := "command"
	switch {
	case s.screens:
		kind = "screens"
	case s.subsystem != "":
		kind = s.subsystem
	}
	v := s.visitor
	h.options.Log.Info(what, append([]any{"session", s.number, "of", kind, "account", v.Handle, "kind", string(v.Kind), "key", v.Key, "address", v.Address}, more...)...)
}

// say leaves a sentence with the visitor and returns the exit code that goes with it. On a terminal it goes where the
// screens went: two streams would overtake each other.
func (s *session) say(c *channel, exit int, word string, args ...model.Arg) int {
	text := s.words.Say(word, args...) + "\n"
	if s.raw {
		if c.terminal != nil {
			text = broken(text, c.terminal.Width)
		}
		_, _ = io.WriteString(c, strings.ReplaceAll(text, "\n", "\r\n"))
		return exit
	}
	_, _ = io.WriteString(c.Stderr(), text)
	return exit
}

// broken breaks lines between words, where a terminal would break them in the middle of one.
func broken(text string, width int) string {
	if width < 20 {
		return text
	}
	var lines []string
	for _, line := range strings.Split(text, "\n") {
		lines = append(lines, kit.Wrap(line, width)...)
	}
	return strings.Join(lines, "\n")
}

// do notes what is looked at, or which verb runs.
func (s *session) do(what string) {
	s.doing.Store(&what)
	s.stir()
}

// at returns what is looked at or runs, "" while nobody has said so.
func (s *session) at() string {
	if what := s.doing.Load(); what != nil {
		return *what
	}
	return s.subsystem
}

// verb returns the verb that ran. Screens come and go, and are not logged.
func (s *session) verb() string {
	if s.screens {
		return ""
	}
	return s.at()
}

// touch notes that a key was pressed.
func (s *session) touch() { s.lastKey.Store(time.Now().UnixNano()) }

// exit tells the exit code and closes the channel.
func (c *channel) exit(code int) {
	if !c.left.Load() {
		_, _ = c.SendRequest("exit-status", false, gossh.Marshal(&struct{ Code uint32 }{uint32(code)}))
	}
	_ = c.Close()
	c.over.Store(true)
	c.cancel(vanished)
}

// cut closes the whole connection of a session that was told to end and does not: it may hang in a write that its
// client no longer takes. Whoever is revoked has no other sessions on it either.
func (c *channel) cut() {
	time.AfterFunc(cmp.Or(c.link.limits.hang, hang), func() {
		if !c.left.Load() && !c.over.Load() {
			_ = c.link.Close()
		}
	})
}
