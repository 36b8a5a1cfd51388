package lobby

import (
	"context"
	"log/slog"
	"slices"
	"sync/atomic"
)

// Follow has the log go to one more reader as well, from now until stop is called: to the process that asked this one
// to run a hub, for example.
func (k *Keeper) Follow(to slog.Handler) (stop func()) { return k.readers.add(to) }

// readers are those who read a log, who come and go.
type readers struct {
	all atomic.Pointer[[]*slog.Handler] // by pointer: two readers may be equal
}

func (r *readers) list() []*slog.Handler {
	if all := r.all.Load(); all != nil {
		return *all
	}
	return nil
}

func (r *readers) add(h slog.Handler) (remove func()) {
	r.change(func(all []*slog.Handler) []*slog.Handler { return append(all, &h) })
	return func() {
		r.change(func(all []*slog.Handler) []*slog.Handler {
			return slices.DeleteFunc(all, func(one *slog.Handler) bool { return one == &h })
		})
	}
}

func (r *readers) change(do func([]*slog.Handler) []*slog.Handler) {
	for {
		old := r.all.Load()
		changed := do(slices.Clone(r.list()))
		if r.all.CompareAndSwap(old, &changed) {
			return
		}
	}
}

// spread is the handler of a log that goes to whoever reads it at the moment.
type spread struct {
	readers *readers
	shape   []func(slog.Handler) slog.Handler // the attributes and groups of a logger, in order
}

// Enabled implements slog.Handler.
func (s spread) Enabled(ctx context.Context, level slog.Level) bool {
	return slices.ContainsFunc(s.readers.list(), func(h *slog.Handler) bool { return (*h).Enabled(ctx, level) })
}

// Handle implements slog.Handler. A reader that cannot be written to is none of the log's concern.
func (s spread) Handle(ctx context.Context, record slog.Record) error {
	for _, h := range s.readers.list() {
		if !(*h).Enabled(ctx, record.Level) {
			continue
		}
		shaped := *h
		for _, with := range s.shape {
			shaped = with(shaped)
		}
		_ = shaped.Handle(ctx, record.Clone())
	}
	return nil
}

// WithAttrs implements slog.Handler.
func (s spread) WithAttrs(attrs []slog.Attr) slog.Handler {
	return s.with(func(h slog.Handler) slog.Handler { return h.WithAttrs(attrs) })
}

// WithGroup implements slog.Handler.
func (s spread) WithGroup(name string) slog.Handler {
	return s.with(func(h slog.Handler) slog.Handler { return h.WithGroup(name) })
}

func (s spread) with(one func(slog.Handler) slog.Handler) slog.Handler {
	return spread{s.readers, append(slices.Clone(s.shape), one)}
}
