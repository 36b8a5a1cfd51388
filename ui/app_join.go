package ui

import (
	"context"
	"errors"
	"time"

	"aeconnect/ui/post"
	"aeconnect/ui/screen"

	tea "charm.land/bubbletea/v2"
)

// joining is what the page needs that joins a hub. What is asked on the way goes to the page, and its answer back.
func (a *App) joining() screen.Joining {
	return screen.Joining{NewKey: a.options.NewKey, Go: func(ctx context.Context, url string) func() tea.Msg {
		events := make(chan tea.Msg)
		go func() {
			defer close(events)
			over := a.join(ctx, url, trip{events, a.options.Now})
			select {
			case events <- over:
			case <-ctx.Done():
			}
		}()
		return func() tea.Msg { return <-events } // nil when it is over
	}}
}

// join joins and says what the program goes on with.
func (a *App) join(ctx context.Context, url string, t trip) screen.JoinOver {
	o, err := a.options.Join(ctx, url, screen.JoinAsking{Trust: t.trust, Passphrase: t.phrase, Told: t.told})
	switch {
	case errors.Is(err, ErrLeave):
		return screen.JoinOver{Go: tea.QuitMsg{}}
	case err != nil:
		return screen.JoinOver{Err: err}
	}
	return screen.JoinOver{Go: begun{o}}
}

// trip is one attempt to join: its questions go to the page through a channel.
type trip struct {
	events chan<- tea.Msg
	now    func() time.Time
}

// put gives the page something; false when the attempt was given up.
func (t trip) put(ctx context.Context, msg tea.Msg) bool {
	select {
	case t.events <- msg:
		return true
	case <-ctx.Done():
	}
	return false
}

func (t trip) trust(ctx context.Context, fingerprint string) (bool, error) {
	answer := make(chan bool, 1)
	if !t.put(ctx, screen.JoinTrust{Fingerprint: fingerprint, Answer: func(yes bool) { answer <- yes }}) {
		return false, context.Canceled
	}
	select {
	case yes := <-answer:
		return yes, nil
	case <-ctx.Done(): // it is given up by whoever asks, who may be leaving
		return false, ctx.Err()
	}
}

func (t trip) phrase(ctx context.Context, file string) ([]byte, error) {
	type said struct {
		phrase []byte
		given  bool
	}
	answer := make(chan said, 1)
	if !t.put(ctx, screen.JoinPhrase{File: file, Answer: func(phrase []byte, given bool) { answer <- said{phrase, given} }}) {
		return nil, context.Canceled
	}
	select {
	case s := <-answer:
		if !s.given {
			return nil, context.Canceled
		}
		return s.phrase, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// told passes on how far the first load is, where the page is waiting for something: it misses nothing that counts.
func (t trip) told(s post.State) {
	l := screen.Loading{State: s}
	if t.now != nil {
		l.Now = t.now()
	}
	select {
	case t.events <- screen.JoinTold{Loading: l}:
	default:
	}
}
