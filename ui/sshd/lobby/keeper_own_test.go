package lobby

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/keep"
)

// well is a marketplace's care of which all is well.
type well struct{ Care }

func (well) Health() (keep.Health, error) { return keep.Health{Entries: 7}, nil }

// TestStopIsRemembered: after the store stopped and was opened again by the same process, its operator reads when and
// why, beside that it works; before, there is no such line.
func TestStopIsRemembered(t *testing.T) {
	k := NewKeeper(nil, slog.LevelInfo).Keep(nil, well{})
	at := time.Date(2026, 10, 5, 9, 0, 0, 0, time.UTC)
	tell := keep.Teller{Words: assets.NewWords("en"), Now: at.Add(5 * time.Minute)}
	read := func() (text string) {
		h, err := k.Health()
		if err != nil || h.Entries != 7 {
			t.Fatal(h, err)
		}
		for _, f := range tell.Health(h, keep.Check{}) {
			if f.Name == "halted" {
				text = f.Text
			}
		}
		return text
	}
	if text := read(); text != "" {
		t.Errorf("before it stopped: %q", text)
	}
	k.Reopened(at, "no space left on device")
	if text := read(); !strings.Contains(text, "5 m ago") || !strings.Contains(text, "no space left on device") {
		t.Errorf("after it was opened again: %q", text)
	}
	if h, _ := k.Health(); h.Halted != model.At(at) {
		t.Errorf("it stopped at %v", h.Halted)
	}
	if lines := k.Log(); len(lines) != 1 || !strings.Contains(lines[0].Facts, "no space") {
		t.Errorf("the log has %+v", lines)
	}
}

// crowded is a keeper of a hub with two sessions.
type crowded struct{ keep.Keeper }

func (crowded) People() []keep.Person { return []keep.Person{{Number: 3}, {Number: 4}} }

// TestOwnSessionIsKnown: whoever reads who is there finds the session that they are in, and no other; from a command none.
func TestOwnSessionIsKnown(t *testing.T) {
	for session, want := range map[uint64][2]bool{0: {}, 3: {true, false}, 4: {false, true}} {
		all := guarded{Keeper: crowded{}, session: session}.People()
		if got := [2]bool{all[0].Own, all[1].Own}; got != want {
			t.Errorf("in session %d: %v", session, got)
		}
	}
}
