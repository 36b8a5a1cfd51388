package share

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"aeconnect/ui/kit"
	"aeconnect/ui/sshd"

	tea "charm.land/bubbletea/v2"
)

// Exit codes that a server gives by itself; the table is the commands'.
const (
	exitInternal    = 1
	exitUnreachable = 5
	exitForbidden   = 6
)

// Server passes what a [House] does on to clients, as a subsystem of an SSH host.
type Server struct {
	house   House
	version string
	scratch kit.Scratch
	running sync.WaitGroup // commands
}

// NewServer returns the server of a house. Clients of another version of the program are told so and sent away.
func NewServer(house House, version string) *Server { return &Server{house: house, version: version} }

// Drain waits for the commands under way, but not longer than so long: who is cut off asks the next holder.
func (s *Server) Drain(most time.Duration) {
	done := make(chan struct{})
	go func() { defer close(done); s.running.Wait() }()
	select {
	case <-done:
	case <-time.After(most):
	}
}

// Serve implements [sshd.Subsystem].
func (s *Server) Serve(ctx context.Context, v sshd.Visitor, streams sshd.Streams) int {
	if v.Kind != sshd.Owner {
		return exitForbidden
	}
	c := &caller{server: s, wire: wire{r: streams.In, w: streams.Out}, resizes: make(chan tea.WindowSizeMsg, 1), resumed: make(chan struct{}, 1), edited: make(chan edited, 1)}
	k, payload, err := c.wire.read()
	if err != nil || k != kindAsk || json.Unmarshal(payload, &c.ask) != nil {
		return exitInternal
	}
	if c.ask.Protocol != Protocol || c.ask.Version != s.version {
		return c.exit(Exit{Code: exitUnreachable, Foreign: s.version})
	}
	c.ctx, c.leave = context.WithCancel(ctx)
	defer c.leave()
	if c.ask.Screens {
		return c.exit(c.screens())
	}
	s.running.Add(1)
	defer s.running.Done()
	return c.exit(c.command())
}

// caller is a session of a client.
type caller struct {
	server  *Server
	wire    wire
	ask     Ask
	ctx     context.Context
	leave   context.CancelFunc
	input   *inbox
	resizes chan tea.WindowSizeMsg
	resumed chan struct{}
	edited  chan edited
}

// exit tells the client how its session ended, unless it is to ask the next holder.
func (c *caller) exit(e Exit) int {
	if c.ctx != nil && c.ctx.Err() != nil {
		return 0
	}
	_ = c.wire.tell(kindExit, e)
	return e.Code
}

func (c *caller) quiet() bool { return c.ctx.Err() != nil }

// listen takes what the client sends until it leaves.
func (c *caller) listen() {
	defer c.leave()
	defer c.input.end()
	for {
		k, payload, err := c.wire.read()
		if err != nil {
			return
		}
		c.take(k, payload)
	}
}

func (c *caller) take(k kind, payload []byte) {
	switch k {
	case kindInput:
		c.input.put(payload)
	case kindEnd:
		c.input.end()
	case kindPing:
		_ = c.wire.write(kindPong, nil)
	case kindSize:
		var to size
		if json.Unmarshal(payload, &to) == nil {
			latest(c.resizes, tea.WindowSizeMsg{Width: to.Width, Height: to.Height})
		}
	case kindBack:
		latest(c.resumed, struct{}{})
	case kindEdited:
		var how edited
		_ = json.Unmarshal(payload, &how)
		latest(c.edited, how)
	}
}

// latest puts a value into a channel of one; of several that nobody took the last one counts.
func latest[T any](to chan T, value T) {
	for {
		select {
		case to <- value:
			return
		default:
		}
		select {
		case <-to:
		default:
		}
	}
}

// command carries out a command line.
func (c *caller) command() Exit {
	c.input = newInbox(func() { _ = c.wire.write(kindWant, nil) })
	go c.listen()
	log := newAside(stream{&c.wire, kindLog, c.quiet})
	defer log.close()
	return c.server.house.Run(c.ctx, c.ask, Streams{
		In: c.input, Out: stream{&c.wire, kindOut, c.quiet}, Err: stream{&c.wire, kindErr, c.quiet}, Log: log, Edit: c.edit,
	})
}

// edit runs an editor on the client's terminal.
func (c *caller) edit(ctx context.Context, editor, file string) error {
	if err := c.wire.tell(kindEdit, edit{editor, file}); err != nil {
		return err
	}
	select {
	case how := <-c.edited:
		if how.Failure != "" {
			return errors.New(how.Failure)
		}
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// screens shows screens until the person leaves them.
func (c *caller) screens() Exit {
	c.input = newInbox(nil)
	go c.listen()
	m := NewMemory(c.ask.Memory, func(n Note) { _ = c.wire.tell(kindMemory, n) })
	shown, err := c.server.house.Open(c.ctx, c.ask, m)
	if err != nil {
		return Exit{Code: exitInternal, Text: err.Error()}
	}
	o := kit.Options{
		In: c.input, Out: stream{&c.wire, kindOut, c.quiet}, Env: c.ask.Env, Width: c.ask.Width, Height: c.ask.Height,
		Resizes: c.resizes, Resumed: c.resumed, Theme: shown.Theme, Scratch: &c.server.scratch,
	}
	if c.ask.Suspends {
		o.Suspend = func() { _ = c.wire.write(kindSleep, nil) }
	}
	_, err = kit.Run(c.ctx, shown.Model, o)
	if shown.Close != nil {
		err = errors.Join(err, shown.Close())
	}
	if err != nil {
		return Exit{Code: exitInternal, Text: err.Error()}
	}
	return shown.left()
}
