package simulation

import (
	"context"
	"errors"
	"time"

	"aeconnect/store/remote"
	"aeconnect/store/remote/folder"
)

// mailman is a device's way over the folder. While it waits for an answer, journeys are made.
type mailman struct {
	remote.Remote
	post    *post
	rough   bool
	left    int // journeys
	pending bool
	over    chan struct{}
	ended   bool
}

// way opens the folder for a device.
func (p *post) way(d *device, rough bool) (*mailman, error) {
	if !rough {
		if err := p.comeBack(); err != nil {
			return nil, err
		}
	}
	if err := d.ownKey(); err != nil {
		return nil, err
	}
	f, err := folder.Open(context.Background(), p.url(), folder.Options{
		Dir: d.post(), Patience: -1, Now: p.run.machine.clock.Now, Poll: time.Millisecond,
		Trust: func(context.Context, string) (bool, error) { return true, nil },
	})
	if err != nil {
		return nil, err
	}
	m := &mailman{Remote: f, post: p, rough: rough, left: 40, over: make(chan struct{})}
	if rough {
		m.left = p.chance.IntN(12)
	}
	return m, nil
}

// wait makes a call, and journeys until it is answered or the person gives up.
func (m *mailman) wait(call func() error) error {
	for {
		err := call()
		if !errors.Is(err, remote.ErrPending) || m.left == 0 {
			if err != nil {
				m.pending = true
				m.hangUp() // after this round
			}
			return err
		}
		m.left--
		m.post.journey(m.rough)
	}
}

// Greet implements remote.Remote.
func (m *mailman) Greet(ctx context.Context, h remote.Hello) (w remote.Welcome, err error) {
	err = m.wait(func() error { w, err = m.Remote.Greet(ctx, h); return err })
	return w, err
}

// Send implements remote.Remote.
func (m *mailman) Send(ctx context.Context, all []remote.Parcel) (answers []remote.Answer, err error) {
	err = m.wait(func() error {
		some, err := m.Remote.Send(ctx, all[len(answers):])
		answers = append(answers, some...)
		return err
	})
	return answers, err
}

// Pull implements remote.Remote. When all has come, the hub is asked for news, now and then, and says nothing for a while.
func (m *mailman) Pull(ctx context.Context, after remote.Cursor, limit int) (page remote.Page, err error) {
	err = m.wait(func() error { page, err = m.Remote.Pull(ctx, after, limit); return err })
	if err == nil && !page.More && m.left > 0 && m.post.chance.IntN(2) == 0 {
		gone, leave := context.WithCancel(ctx)
		leave()
		m.left--
		_ = m.Remote.Watch(gone, page.Next) // its answer comes with another session
		m.post.journey(m.rough)
	}
	return page, err
}

// Watch implements remote.Remote: nobody waits for news beside a folder, they come with the next session.
func (m *mailman) Watch(ctx context.Context, _ remote.Cursor) error {
	select {
	case <-m.over:
		return errCut
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (m *mailman) hangUp() {
	if !m.ended {
		m.ended = true
		close(m.over)
	}
}
