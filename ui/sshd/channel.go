package sshd

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// channel is one session channel of a link: what its client asked for, until it says what is to run.
type channel struct {
	gossh.Channel
	host    *Host
	link    *link
	proof   *gossh.Permissions
	ctx     context.Context
	cancel  context.CancelCauseFunc
	resizes chan tea.WindowSizeMsg
	left    atomic.Bool // the client closed it
	over    atomic.Bool // what ran has ended, and the client was told
	traffic traffic

	terminal *Terminal // nil without a pty
	env      []string
	started  bool
	patient  bool   // what runs waits for its client no longer than it may
	named    string // the subsystem that is to run, "" for none
}

// channel serves a session channel.
func (h *Host) channel(_ *ssh.Server, conn *gossh.ServerConn, offered gossh.NewChannel, of ssh.Context) {
	l := of.Value(linkKey{}).(*link)
	visitor, _ := h.visitor(l, conn.Permissions) // who it cannot be told of is told so by the session
	if !l.enter(channelsOf(visitor, l.limits)) {
		l.refuse(RefusedOther)
		_ = offered.Reject(gossh.ResourceShortage, "too many channels")
		return
	}
	defer l.leave()
	accepted, requests, err := offered.Accept()
	if err != nil {
		return
	}
	ctx, cancel := context.WithCancelCause(of)
	c := &channel{
		Channel: accepted, host: h, link: l, proof: conn.Permissions, ctx: ctx, cancel: cancel,
		resizes: make(chan tea.WindowSizeMsg, 1),
	}
	for r := range requests {
		ok := c.request(r)
		if r.WantReply {
			_ = r.Reply(ok, nil)
		}
		if ok && (r.Type == "shell" || r.Type == "exec" || r.Type == "subsystem") {
			c.start(r)
		}
	}
	c.left.Store(true)
	cancel(vanished)
}

// request answers one request of the client's; whatever is not named here is refused and counted.
func (c *channel) request(r *gossh.Request) bool {
	switch r.Type {
	case "shell", "exec":
		return !c.started
	case "pty-req":
		return c.pty(r.Payload)
	case "window-change":
		return c.resize(r.Payload)
	case "env":
		return c.variable(r.Payload)
	case "signal":
		return c.signal(r.Payload)
	case "subsystem":
		return c.subsystem(r.Payload)
	case keepalive:
	case "eow@openssh.com": // nobody reads any more what is written
		c.cancel(vanished)
	case "auth-agent-req@openssh.com":
		c.link.refuse(RefusedAgent)
	case "x11-req":
		c.link.refuse(RefusedX11)
	default:
		c.link.refuse(RefusedOther)
	}
	return false
}

// start runs what the client asked for, beside its further requests.
func (c *channel) start(r *gossh.Request) {
	c.started = true
	var exec struct{ Line string }
	if r.Type == "exec" && gossh.Unmarshal(r.Payload, &exec) != nil {
		exec.Line = ""
	}
	if c.terminal != nil {
		c.terminal.Env = c.env
	}
	c.host.enter()
	go c.host.session(c, exec.Line)
}

// pty notes the terminal at the other end. Nothing is allocated: the screens write to the channel itself.
func (c *channel) pty(payload []byte) bool {
	var asked struct {
		Term                         string
		Columns, Rows, Width, Height uint32
		Modes                        string
	}
	if c.started || c.terminal != nil || gossh.Unmarshal(payload, &asked) != nil || !plain(asked.Term) {
		c.link.refuse(RefusedOther)
		return false
	}
	c.terminal = &Terminal{}
	c.terminal.Width, c.terminal.Height = clamp(asked.Columns, asked.Rows)
	c.env = append(c.env, "TERM="+asked.Term)
	return true
}

// resize passes a new size on; of several that nobody took yet the last one counts.
func (c *channel) resize(payload []byte) bool {
	var asked struct{ Columns, Rows, Width, Height uint32 }
	if c.terminal == nil || gossh.Unmarshal(payload, &asked) != nil {
		return false
	}
	width, height := clamp(asked.Columns, asked.Rows)
	for {
		select {
		case c.resizes <- tea.WindowSizeMsg{Width: width, Height: height}:
			return true
		default:
		}
		select {
		case <-c.resizes:
		default:
		}
	}
}

// variable keeps the variables that say how the terminal draws, which language its person reads and in which time zone.
func (c *channel) variable(payload []byte) bool {
	var asked struct{ Name, Value string }
	if gossh.Unmarshal(payload, &asked) != nil || c.started {
		return false
	}
	known, value := slices.Contains([]string{"COLORTERM", "LANG", "LC_ALL", "LC_MESSAGES", "TERM"}, asked.Name), asked.Value
	if asked.Name == "TZ" {
		known, value = true, strings.ReplaceAll(value, "/", "") // as in Europe/Berlin; whether there is one is seen later
	}
	if !known || !plain(value) {
		c.link.refuse(RefusedEnv)
		return false
	}
	if asked.Name == "TERM" {
		return true // the terminal's own name is the one that its request tells
	}
	c.env = slices.DeleteFunc(c.env, func(v string) bool { return strings.HasPrefix(v, asked.Name+"=") }) // the last one counts
	c.env = append(c.env, asked.Name+"="+asked.Value)
	return true
}

// signal ends what runs, as a signal would.
func (c *channel) signal(payload []byte) bool {
	var asked struct{ Name string }
	if gossh.Unmarshal(payload, &asked) != nil {
		return false
	}
	switch asked.Name {
	case "INT", "TERM", "HUP", "KILL", "QUIT":
		c.cancel(vanished)
	}
	return true
}

// plain tells that a value is short and made of what names of terminals and languages are made of.
func plain(value string) bool {
	return len(value) <= valueMax && !strings.ContainsFunc(value, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("._-+@:", r)
	})
}
