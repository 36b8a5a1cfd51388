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

// Memory remembers the last lines of a log. It may be used by any number of goroutines.
type Memory struct {
	mu    sync.Mutex
	lines []Line
	next  int
	last  uint64
	stir  func()
}

// remembered is how many lines a hub remembers; whoever wants more keeps what it writes.
const remembered = 500

// NewMemory returns an empty memory. stir is called after each line and must not wait.
func NewMemory(stir func()) *Memory { return &Memory{stir: stir} }

// Handler returns a handler that writes lines of a level or above into the memory.
func (m *Memory) Handler(level slog.Leveler) slog.Handler { return handler{memory: m, level: level} }

func (m *Memory) add(l Line) {
	m.mu.Lock()
	m.last++
	l.Number = m.last
	if len(m.lines) < remembered {
		m.lines = append(m.lines, l)
	} else {
		m.lines[m.next] = l
		m.next = (m.next + 1) % remembered
	}
	m.mu.Unlock()
	m.stir()
}

// Lines returns the lines, the oldest first.
func (m *Memory) Lines() []Line {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append(slices.Clone(m.lines[m.next:]), m.lines[:m.next]...)
}

// handler writes lines into a memory.
type handler struct {
	memory *Memory
	level  slog.Leveler
	facts  string // of the loggers above
	group  string
}

// Enabled implements slog.Handler.
func (h handler) Enabled(_ context.Context, l slog.Level) bool { return l >= h.level.Level() }

// Handle implements slog.Handler.
func (h handler) Handle(_ context.Context, r slog.Record) error {
	var b strings.Builder
	b.WriteString(h.facts)
	r.Attrs(func(a slog.Attr) bool { fact(&b, h.group, a); return true })
	h.memory.add(Line{At: r.Time, Level: r.Level, What: r.Message, Facts: b.String()})
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
