package replica

import (
	"sync"
	"time"

	"aeconnect/model"
)

// Line is how the connection to the hub is, in a word.
type Line string

// The words.
const (
	Connecting Line = "connecting"
	Connected  Line = "connected"
	Offline    Line = "offline"
	Stranger   Line = "stranger"      // the hub does not know the key, or this device is another account's
	Outdated   Line = "update_needed" // the two sides do not speak the same protocol
	Full       Line = "full"          // there is no room for what the hub sends; it goes on once there is
	Broken     Line = "broken"        // the replica's file cannot be written
)

// State is how a replica stands with its hub.
type State struct {
	Line   Line
	Since  time.Time // by this machine's clock: when the connection began, or when the hub was heard last
	Why    error     // of all but the first two
	Again  time.Time // when a connection is tried next; zero while there is one
	Loaded bool      // there is something to show
	Fresh  bool      // all that the hub had was taken since the connection began, and what comes is told
	Left   uint64    // about how many rows a first load has still to bring
	Got    uint64    // rows that it has brought
	Newer  bool      // something of a newer version was left out: an update is needed
	Alarms []Alarm
	tried  bool // a round was made since the connection began: more is not to be had at once
}

// Connected tells whether the hub is there.
func (s State) Connected() bool { return s.Line == Connected }

// AlarmKind is what a person has to know of.
type AlarmKind string

// The alarms.
const (
	AlarmForked   AlarmKind = "forked"   // another copy of this device has sent commands: one of them was restored
	AlarmRestored AlarmKind = "restored" // the hub has forgotten what it had answered: it was restored
	AlarmForeign  AlarmKind = "foreign"  // another marketplace stands at the hub's place
)

// Alarm is something that went wrong and was settled. Nothing was dropped: what waited goes on under a new device name.
type Alarm struct {
	Kind  AlarmKind    `cbor:"1,keyasint"`
	At    model.Moment `cbor:"2,keyasint"`
	Count int          `cbor:"3,keyasint,omitempty"` // commands that waited

	// Of a restored hub, once all is loaded anew: own tasks and orders that were shown and are not there any more, at most
	// 20, and how many more were found among the newest. What only changed is in neither.
	Gone []model.ID `cbor:"4,keyasint,omitempty"`
	More int        `cbor:"5,keyasint,omitempty"`
}

// alarmsMost bounds the alarms that are remembered.
const alarmsMost = 20

// state is State as it is kept up, and who wants to hear of changes.
type state struct {
	mu   sync.Mutex
	now  State
	bell chan struct{} // closed with the next change
	rang func()        // is called after it
}

func (s *state) begin() { s.now, s.bell = State{Line: Offline}, make(chan struct{}) }

func (s *state) set(change func(*State)) {
	s.mu.Lock()
	change(&s.now)
	close(s.bell)
	s.bell = make(chan struct{})
	s.mu.Unlock()
	s.rang()
}

// changed returns a channel that is closed with the next change of anything.
func (s *state) changed() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bell
}

// line notes how the connection is. Since when there is none does not change by trying again, by whatever is made
// meanwhile, or with the process.
func (r *Replica) line(l Line, why error, again time.Time) {
	now, met := r.clock.Now(), model.Moment(0)
	r.gate.look(func() { met = r.meta.Met })
	r.state.set(func(s *State) {
		switch {
		case (s.Line == Connected) != (l == Connected):
			s.Since = now
		case s.Since.IsZero() && met != 0:
			s.Since = met.Time()
		case s.Since.IsZero():
			s.Since = now
		}
		s.Line, s.Why, s.Again = l, why, again
		s.Fresh, s.tried = s.Fresh && l == Connected, s.tried && l == Connected
	})
}

// State returns how the replica stands with its hub.
func (r *Replica) State() State {
	r.state.mu.Lock()
	s := r.state.now
	r.state.mu.Unlock()
	r.gate.look(func() {
		s.Loaded, s.Newer = len(r.meta.Cursor) > 0, r.meta.Newer
		s.Alarms = append([]Alarm(nil), r.meta.Alarms...)
	})
	return s
}

// Changed returns a channel that is closed when anything has changed next: the view, the outbox, the connection. Whoever
// wants to know more takes the channel first and looks then.
func (r *Replica) Changed() <-chan struct{} { return r.state.changed() }
