package sshd

import "time"

// Limits are what a host allows. They are the operator's, and may change while the host serves: each link and session
// goes by those of its beginning. A limit of 0 is none.
type Limits struct {
	Handshake    time.Duration // from connecting to the beginning of a session
	Idle         time.Duration // without a key pressed
	Sessions     int           // of one key at once
	Links        int           // connections of one address at once
	Greeting     int64         // bytes that a link may send before a session begins
	CommandBytes int           // of one command line
	// hang is how long a session that was told to end may take before its connection is cut; 0 is the usual time.
	hang time.Duration
}

// The largest window that is drawn; larger ones are clamped. A frame costs memory by its cells, and no screen gains
// anything beyond.
const (
	maxWidth  = 500
	maxHeight = 200
)

// clamp brings a window's size to what is drawn. A side of 0 is unknown and stays so.
func clamp(width, height uint32) (int, int) {
	return int(min(width, maxWidth)), int(min(height, maxHeight))
}

// channelsOf returns how many channels a visitor's link may have at once. Each may hold a window of what was sent ahead,
// so they are few where keys cost nothing.
func channelsOf(v Visitor, l Limits) int {
	switch {
	case v.Kind == Stranger:
		return 2 * spare // the last one may not be gone yet when a script opens the next
	case v.Kind == Owner || l.Sessions == 0:
		return channelsMax
	}
	return min(l.Sessions+spare, channelsMax)
}

// keepalive is what either side asks when it wants to know whether the other is there. Any answer will do.
const keepalive = "keepalive@openssh.com"

const (
	offersMax    = 32              // keys that a client may offer: agents hold many
	channelsMax  = 16              // of one link at once, whether or not something runs on them: see channelsOf
	spare        = 2               // channels of a link beside those on which sessions may run
	windowBytes  = 2 << 20         // what a client may send ahead on a channel
	valueMax     = 64              // bytes of a variable's value
	hang         = 3 * time.Second // the usual time, longer than screens take to save what was typed
	afterExit    = time.Second     // how long a closing host waits for sessions that it has told to end at once
	departing    = 10 * time.Millisecond
	forbidden    = 6 // exit code: no right to this
	unreachable  = 5 // exit code: the hub is not there any more
	refusedExit  = 3 // exit code: against a rule
	usageExit    = 2 // exit code: cannot be read
	internalExit = 1 // exit code: our fault
)
