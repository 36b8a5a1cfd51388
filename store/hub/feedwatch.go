package hub

import (
	"bytes"
	"context"
	"encoding/binary"
	"sync"
	"time"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// refreshSeconds is how often, at most, somebody is woken by what everybody sees: a busy square would wake everybody with
// every command.
const refreshSeconds model.Number = "counts.refresh.seconds"

// ears knows which audiences are listened to. A commit costs no more than there are audiences that it tells something,
// and those who listen to them.
type ears struct {
	mu sync.Mutex
	by map[model.Audience]map[*ear]bool
}

// ear is one who waits.
type ear struct{ loud, soft chan struct{} } // buffered: something for few; something for everybody

func (e *ears) add(audiences []model.Audience) *ear {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.by == nil {
		e.by = map[model.Audience]map[*ear]bool{}
	}
	me := &ear{make(chan struct{}, 1), make(chan struct{}, 1)}
	for _, a := range audiences {
		if e.by[a] == nil {
			e.by[a] = map[*ear]bool{}
		}
		e.by[a][me] = true
	}
	return me
}

func (e *ears) remove(me *ear, audiences []model.Audience) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, a := range audiences {
		if delete(e.by[a], me); len(e.by[a]) == 0 {
			delete(e.by, a)
		}
	}
}

// tell wakes who listens to what a group told.
func (e *ears) tell(entries []Entry) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.by) == 0 {
		return
	}
	for i := range entries {
		if entries[i].told == nil {
			continue
		}
		for _, a := range entries[i].told.order {
			for me := range e.by[a] {
				wake := me.loud
				if a.Kind == model.Everyone {
					wake = me.soft
				}
				select {
				case wake <- struct{}{}:
				default:
				}
			}
		}
	}
}

// Watch returns nil when there is something to pull after the cursor, at once if there already is; else it waits and
// costs nothing, no timer either. What everybody sees wakes nobody more often than the policy says, counted from when it
// began to wait. It ends with ctx, or with ErrClosed with the hub.
func (h *Hub) Watch(ctx context.Context, actor model.Actor, after remote.Cursor) error {
	var who model.Viewer
	var pause time.Duration // between two times that it is woken by what everybody sees
	err := h.view(func(r *reader) error {
		who, pause = model.ViewerOf(r, actor), time.Duration(model.PolicyNow(r).Get(refreshSeconds))*time.Second
		return nil
	})
	if err != nil {
		return err
	}
	audiences := who.Audiences()
	me := h.ears.add(audiences)
	defer h.ears.remove(me, audiences)
	if more, err := h.more(actor, after); err != nil || more {
		return err
	}
	begun := time.Now()
	soft := me.soft
	var over <-chan time.Time // nothing that everybody sees has changed yet
	for {
		select {
		case <-me.loud:
			return nil
		case <-soft:
			left := pause - time.Since(begun)
			if left <= 0 {
				return nil
			}
			soft, over = nil, time.After(left)
		case <-over:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		case <-h.closing:
			return h.gone()
		case <-h.done:
			return h.gone()
		}
	}
}

// more tells whether a pull after the cursor would bring anything. A cursor that is of no use is for Pull to say.
func (h *Hub) more(actor model.Actor, after remote.Cursor) (more bool, err error) {
	err = h.view(func(r *reader) error {
		return r.with(func(v journal.Reader) error {
			p := &puller{hub: h, state: r, view: v, head: v.Head(), who: model.ViewerOf(r, actor)}
			if p.who.Account == 0 {
				return errStranger
			}
			at, err := p.where(after)
			if more = err != nil || at.Kind != 0 || at.Done > 0; more {
				return nil
			}
			for _, a := range p.who.Audiences() {
				prefix := appendAudience(nil, a)
				for key := range v.Descend(roomFeed, journal.Next(prefix)) {
					more = more || bytes.HasPrefix(key, prefix) && binary.BigEndian.Uint64(key[audienceBytes:]) > at.At
					break
				}
			}
			return nil
		})
	})
	return more, err
}
