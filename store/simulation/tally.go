package simulation

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// Tally counts what happened in lives. Several may share it.
type Tally struct {
	mu  sync.Mutex
	all map[string]int
}

// NewTally makes an empty one.
func NewTally() *Tally { return &Tally{all: map[string]int{}} }

func (t *Tally) add(what string) {
	if t == nil {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.all[what]++
}

// Of is how often something happened.
func (t *Tally) Of(what string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.all[what]
}

// String lists everything with its number.
func (t *Tally) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var b strings.Builder
	for _, what := range slices.Sorted(maps.Keys(t.all)) {
		fmt.Fprintf(&b, "%9d  %s\n", t.all[what], what)
	}
	return b.String()
}

// Faults are the names of everything that befalls somebody in lives, as a tally counts it.
func Faults() []string {
	all := []string{
		"life wired", "life filed", "life carried", "life homely", "step",
		"disaster hub dies", "disaster hub's power fails in an append", "disaster hub restored", "disaster replica restored", "disaster replica copied",
		"power of a replica failed in a write", "no room on a replica's disk", "first load cut", "session broken",
		"key revoked", "policy changed", "level changed", "clock of a device set", "clock moved", "row of a newer version",
		"command refused and sent again", "command dropped", "payment asked", "late question delivered",
	}
	for f := lostQuestion; f < faults; f++ {
		all = append(all, f.String())
	}
	all = append(all, "mailbox restored with its replica", "mailbox copied with its replica", "folder emptied")
	return append(all, mishaps()...)
}
