package keep

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"
)

// Line is one line of the log.
type Line struct {
	Number uint64 // counted from the hub's beginning
	At     time.Time
	Level  slog.Level
	What   string // what happened, a word or two
	Facts  string // key=value, parted by blanks
}

// ring remembers the last lines of a log.
type ring struct {
	mu    sync.Mutex
	lines []Line
	next  int
	last  uint64
	stir  func()
}

// remembered is how many lines a hub remembers; whoever wants more keeps what it writes.
const remembered = 500

func (r *ring) add(l Line) {
	r.mu.Lock()
	r.last++
	l.Number = r.last
	if len(r.lines) < remembered {
		r.lines = append(r.lines, l)
	} else {
		r.lines[r.next] = l
		r.next = (r.next + 1) % remembered
	}
	r.mu.Unlock()
	r.stir()
}

// all returns the lines, the oldest first.
func (r *ring) all() []Line {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append(slices.Clone(r.lines[r.next:]), r.lines[:r.next]...)
}

// handler writes lines into a ring.
type handler struct {
	ring  *ring
	level slog.Leveler
	facts string // of the loggers above
	group string
}

// Enabled implements slog.Handler.
func (h handler) Enabled(_ context.Context, l slog.Level) bool { return l >= h.level.Level() }

// Handle implements slog.Handler.
func (h handler) Handle(_ context.Context, r slog.Record) error {
	var b strings.Builder
	b.WriteString(h.facts)
	r.Attrs(func(a slog.Attr) bool { fact(&b, h.group, a); return true })
	h.ring.add(Line{At: r.Time, Level: r.Level, What: r.Message, Facts: b.String()})
	return nil
}

// WithAttrs implements slog.Handler.
func (h handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	var b strings.Builder
	b.WriteString(h.facts)
	for _, a := range attrs {
		fact(&b, h.group, a)
	}
	h.facts = b.String()
	return h
}

// WithGroup implements slog.Handler.
func (h handler) WithGroup(name string) slog.Handler {
	h.group += name + "."
	return h
}

// fact appends what is not empty. Stacks of faults are for the written log: here they would be all there is.
func fact(b *strings.Builder, group string, a slog.Attr) {
	value := strings.Join(strings.Fields(a.Value.Resolve().String()), " ")
	if value == "" || a.Key == "stack" {
		return
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	if strings.Contains(value, " ") {
		value = `"` + value + `"`
	}
	b.WriteString(group + a.Key + "=" + value)
}
