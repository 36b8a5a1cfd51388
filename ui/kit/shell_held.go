package kit

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// heldWithin is how soon a key that is held down comes again: keyboards repeat it faster than this, fingers do not.
const heldWithin = 120 * time.Millisecond

// struck is the last key that came.
type struck struct {
	key   string
	at    time.Time
	held  bool  // it is the one before, held down
	toast Toast // what stood at the foot when it came
}

// strike notes a key. Few terminals say that a key is held down, so the time between two tells it as well; a clock that
// stands still tells nothing.
func (s *Shell) strike(msg tea.KeyPressMsg) {
	name, now := msg.String(), s.struck.at
	if s.now != nil {
		now = s.now()
	}
	apart := now.Sub(s.struck.at)
	held := msg.IsRepeat || name == s.struck.key && apart > 0 && apart < heldWithin
	s.struck = struck{name, now, held, s.toast}
}
