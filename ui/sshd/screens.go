package sshd

import (
	"context"
	"errors"
	"strings"

	"aeconnect/assets"
	"aeconnect/ui/kit"

	tea "charm.land/bubbletea/v2"
)

// screens runs the screens of a session until its visitor leaves or it is ended.
func (h *Host) screens(s *session, c *channel) int {
	if s.visitor.Kind == Script {
		return s.say(c, forbidden, "ssh.script")
	}
	c.terminal.Doing, c.terminal.Session = s.do, s.number
	shown, err := h.open(c.ctx, s.visitor, *c.terminal)
	if err != nil {
		h.options.Log.Error("open", "session", s.number, "error", err)
		return s.part(c, failed)
	}
	if shown.Close != nil {
		defer func() {
			if err := shown.Close(); err != nil {
				h.options.Log.Error("close", "session", s.number, "error", err)
			}
		}()
	}
	if shown.Model == nil {
		return s.turnAway(c)
	}
	model := shown.Model
	if s.visitor.Kind == Stranger {
		door := doorway{Model: model, host: h, channel: c, came: s, inside: &inside{}}
		defer door.inside.leave(h)
		model = door
	}
	messages := shown.Messages
	if messages == nil {
		messages = make(chan tea.Msg, 1)
	}
	defer s.watch(c.link.limits.Idle, messages)()
	_, err = kit.Run(c.ctx, watched{model, s}, kit.Options{
		In: c, Out: c, Env: c.terminal.Env, Width: c.terminal.Width, Height: c.terminal.Height, Resizes: c.resizes, Messages: messages,
		Theme: shown.Theme, Scratch: &h.scratch,
	})
	return h.farewell(s, c, err)
}

// open makes the screens of a visitor; without a model there are none.
func (h *Host) open(ctx context.Context, v Visitor, t Terminal) (Screens, error) {
	if v.Kind != Stranger {
		return h.options.House.Open(ctx, v, t)
	}
	if porch, ok := h.options.House.(Porch); ok {
		return porch.OpenPorch(ctx, v, t)
	}
	return Screens{}, nil
}

// farewell leaves a sentence under screens that ended otherwise than by their visitor's wish. The terminal is whole
// again by now.
func (h *Host) farewell(s *session, c *channel, err error) int {
	var fault *kit.PanicError
	var none *kit.NoTerminalError
	why := vanished
	switch {
	case err == nil:
		return 0
	case errors.As(err, &fault):
		return h.broken(s, c, fault.Value, fault.Stack)
	case errors.As(err, &none):
		return s.say(c, usageExit, "ssh.terminal")
	case errors.As(err, &why) && why != vanished:
		return s.part(c, why)
	}
	return 0 // nobody is there
}

// turnAway tells a stranger what to give to the operator.
func (s *session) turnAway(c *channel) int {
	return s.say(c, forbidden, "ssh.stranger", assets.Text("key", s.visitor.Key),
		assets.Num("count", int64(len(s.visitor.Offered))), assets.Text("keys", strings.Join(s.visitor.Offered, ", ")))
}
