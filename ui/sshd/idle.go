package sshd

import (
	"sync"
	"time"

	"aeconnect/assets"
	"aeconnect/ui/kit"

	tea "charm.land/bubbletea/v2"
)

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

// warning is how long before its end somebody is warned who presses no key; of a short time it is the second half.
const warning = time.Minute

// vigil waits for keys that are not pressed. It costs one timer, and nothing while somebody works.
type vigil struct {
	session *session
	limit   time.Duration
	lead    time.Duration  // of the warning
	warn    chan<- tea.Msg // to the screens

	mu     sync.Mutex // the timer's first tick may come before there is a timer
	timer  *time.Timer
	warned int64 // the last key, in Unix nanoseconds, when the warning was said
}

// watch ends the session when no key was pressed for as long as the limit says, and warns before that. What it returns
// stops it.
func (s *session) watch(limit time.Duration, warn chan<- tea.Msg) (stop func()) {
	if limit <= 0 {
		return func() {}
	}
	v := &vigil{session: s, limit: limit, lead: min(warning, limit/2), warn: warn}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.timer = time.AfterFunc(limit-v.lead, v.look)
	return func() {
		v.mu.Lock()
		defer v.mu.Unlock()
		v.timer.Stop()
	}
}

// look is what the timer does.
func (v *vigil) look() {
	v.mu.Lock()
	defer v.mu.Unlock()
	last := v.session.lastKey.Load()
	left := v.limit - time.Since(time.Unix(0, last))
	switch {
	case left <= 0:
		v.session.cancel(idle)
	case left > v.lead:
		v.timer.Reset(left - v.lead)
	default:
		if v.warned != last {
			v.warned = last
			v.say(left)
		}
		v.timer.Reset(left)
	}
}

// say warns on the screen, unless it takes nothing.
func (v *vigil) say(left time.Duration) {
	text := v.session.words.Say("ssh.idle_soon", assets.Num("seconds", int64(left.Round(time.Second).Seconds())))
	select {
	case v.warn <- kit.Toast{Role: kit.Warn, Text: text}:
	default:
	}
}

// Quiet implements kit.Quiet.
func (w watched) Quiet() bool {
	q, ok := w.Model.(kit.Quiet)
	return ok && q.Quiet()
}
