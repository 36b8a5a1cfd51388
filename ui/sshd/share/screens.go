package share

import (
	"context"
	"encoding/json"
	"time"
)

// A holder that does not answer is given up after so many questions: it was stopped, and so is every screen that it
// draws. Questions are counted, not time: this process may have been stopped itself.
const (
	askMost  = 5
	askAfter = time.Second
)

// screens has the holder show screens on a terminal until the person leaves them. errGone says that it left before.
func (c *Client) screens(ctx context.Context, a Ask, t *Terminal, m *Memory) (Exit, error) {
	stop := context.AfterFunc(ctx, func() { _ = c.Close() })
	defer stop()
	if err := c.wire.tell(kindAsk, a); err != nil {
		return Exit{}, errGone
	}
	t.far = true
	over := make(chan struct{})
	heard := make(chan struct{}, 1)
	typing := make(chan error, 1)
	go func() { typing <- c.typed(t, heard, over) }()
	exit, err := c.shown(t, m, heard)
	close(over)
	if mute := <-typing; mute != nil {
		err = mute
	}
	return exit, err
}

// shown draws what the holder sends.
func (c *Client) shown(t *Terminal, m *Memory, heard chan<- struct{}) (Exit, error) {
	for {
		k, payload, err := c.wire.read()
		if err != nil {
			return Exit{}, errGone
		}
		select {
		case heard <- struct{}{}:
		default:
		}
		switch k {
		case kindOut:
			_, err = t.out.Write(payload)
		case kindMemory:
			var n Note
			if err = json.Unmarshal(payload, &n); err == nil {
				m.Note(n)
			}
		case kindSleep:
			t.sleep()
		case kindExit:
			t.far = false // it has put everything back
			return left(payload)
		}
		if err != nil {
			return Exit{}, err
		}
	}
}

// typed sends what is typed, and what size the terminal has, until the session is over. A key that is pressed is
// answered with a frame; where none comes the holder is asked whether it is there, and given up if it is not.
func (c *Client) typed(t *Terminal, heard <-chan struct{}, over <-chan struct{}) error {
	asked := 0 // questions since the last word, with the first key after it
	alarm := time.NewTimer(time.Hour)
	defer alarm.Stop()
	if keys := t.untaken(); len(keys) > 0 {
		_ = c.wire.write(kindInput, keys)
	}
	for {
		select {
		case <-over:
			return nil
		case <-heard:
			asked = 0
		case keys, open := <-t.keys:
			if !open {
				_ = c.wire.write(kindEnd, nil)
				return nil
			}
			if c.wire.write(kindInput, keys) != nil {
				t.unread(keys)
				<-over
				return nil
			}
			if asked == 0 {
				asked = 1
				alarm.Reset(askAfter)
			}
		case to := <-t.resizes:
			_ = c.wire.tell(kindSize, size{to.Width, to.Height})
		case <-t.resumed:
			_ = c.wire.write(kindBack, nil)
		case <-alarm.C:
			switch {
			case asked == 0:
			case asked > askMost:
				_ = c.Close()
				return ErrMute
			default:
				asked++
				go func() { _ = c.wire.write(kindPing, nil) }()
				alarm.Reset(askAfter)
			}
		}
	}
}
