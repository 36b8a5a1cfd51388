package hub

import (
	"errors"

	"aeconnect/model"
	"aeconnect/store/journal"
)

// View calls fn with the state as the last group left it. fn must be short: an open view keeps old pages from being
// used again. Rows that it gets must not be changed; they stay valid afterwards, the reader does not.
func (h *Hub) View(fn func(model.Reader) error) error {
	return h.view(func(r *reader) error { return fn(r) })
}

func (h *Hub) view(fn func(*reader) error) (err error) {
	defer func() { err = plain(err) }()
	defer caught(&err)
	if err := h.Stopped(); err != nil {
		return err
	}
	defer h.relieve(0)
	err = h.journal.View(func(v journal.Reader) error {
		with := func(fn func(journal.Reader) error) error { return fn(v) }
		return fn(&reader{codec: h.codec, cache: h.cache, at: v.Head().Seq, with: with})
	})
	if errors.Is(err, journal.ErrClosed) {
		return h.gone()
	}
	return err
}

// relieveRows is after how many rows the journal's memory is given back: some megabytes of its pages, each with its
// neighbours, where they lie far apart.
const relieveRows = 512

// relieve gives the journal's memory back after many rows; more were read beside the cache.
func (h *Hub) relieve(more int) {
	if r, ok := h.journal.(journal.Relief); ok && h.cache.passed(more) {
		r.Relieve()
	}
}

// Settle puts what waits in memory into the file, where the journal has one. It is for the end of work that made much:
// what waits is bounded, but a session of screens should not hold it for as long as it lasts.
func (h *Hub) Settle() error {
	if err := h.Stopped(); err != nil {
		return err
	}
	if r, ok := h.journal.(journal.Relief); ok {
		return r.Settle()
	}
	return nil
}

// Now is the moment at which a command would be decided now.
func (h *Hub) Now() (now model.Moment, err error) {
	err = h.view(func(r *reader) error { now = h.nowOver(r); return nil })
	return now, err
}

// nowOver is max(previous, clock) for a view's state; the previous moment is that of its last entry.
func (h *Hub) nowOver(r *reader) model.Moment {
	now := h.wall(r)
	r.read(func(v journal.Reader) error {
		if v.Head().Seq == 0 {
			return nil
		}
		last, err := v.Record(v.Head().Seq)
		now = max(now, model.Moment(last.At))
		return err
	})
	return now
}

// wall is what the marketplace's clock shows.
func (h *Hub) wall(state model.Reader) model.Moment {
	if market := model.MarketOf(state); market != nil && market.Virtual {
		return market.Now
	}
	return model.At(h.clock.Now())
}
