package sshd

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"aeconnect/assets"
	"aeconnect/ui/kit"

	tea "charm.land/bubbletea/v2"
)

// screens runs the screens of a session until its visitor leaves or it is ended.
func (h *Host) screens(s *session, c *channel) int {
	if s.visitor.Kind == Script {
		return s.say(c, forbidden, "ssh.script")
	}
	c.terminal.Doing = s.do
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
	defer s.watch(c.link.limits.Idle)()
	_, err = kit.Run(c.ctx, watched{shown.Model, s}, kit.Options{
		In: c, Out: c, Env: c.terminal.Env, Width: c.terminal.Width, Height: c.terminal.Height, Resizes: c.resizes,
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

// watched is a model whose keys are noticed.
type watched struct {
	tea.Model
	session *session
}

// Update implements tea.Model. What a terminal says by itself is no key: a screen may ask it something at any time.
func (w watched) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg, tea.MouseClickMsg, tea.MouseWheelMsg:
		w.session.touch()
	}
	model, cmd := w.Model.Update(msg)
	w.Model = model
	return w, cmd
}

// watch ends the session when no key was pressed for as long as the limit says; it costs one timer and nothing while
// somebody works. What it returns stops it.
func (s *session) watch(limit time.Duration) (stop func()) {
	if limit <= 0 {
		return func() {}
	}
	var mu sync.Mutex // the timer's first tick may come before there is a timer
	mu.Lock()
	defer mu.Unlock()
	var timer *time.Timer
	timer = time.AfterFunc(limit, func() {
		mu.Lock()
		defer mu.Unlock()
		if left := limit - time.Since(time.Unix(0, s.lastKey.Load())); left > 0 {
			timer.Reset(left)
			return
		}
		s.cancel(idle)
	})
	return func() {
		mu.Lock()
		defer mu.Unlock()
		timer.Stop()
	}
}
