package screen

import (
	"testing"

	"aeconnect/assets"
)

// TestLinesThroughAHub: who came through a hub copies a line that works from there, with both pairs of quotes and without
// an account, which the key has chosen.
func TestLinesThroughAHub(t *testing.T) {
	here := newSpeech(Session{Words: assets.NewWords("en")})
	there := newSpeech(Session{Words: assets.NewWords("en").Called("ssh hub.example"), ByKey: true})
	args := []string{"order", "comment", "O-1", "two words"}
	if got, want := here.commandLine(args, "mia"), `aeconnect order comment O-1 'two words' --as mia`; got != want {
		t.Errorf("here %s, want %s", got, want)
	}
	if got, want := there.commandLine(args, "mia"), `ssh hub.example order comment O-1 ''\''two words'\'''`; got != want {
		t.Errorf("there %s, want %s", got, want)
	}
}
