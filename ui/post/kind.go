package post

// Kind is how a replica stands, in the word under which it is said and explained: what a person has to settle before the
// state of the line.
func (s State) Kind() string {
	switch {
	case s.Line == Connected && s.Newer:
		return "newer"
	case s.Line == Connected, s.Line == Connecting:
		return string(s.Line)
	case s.Line == Full:
		return Room
	case s.Line == Broken:
		return string(Broken)
	case s.Line == Outdated:
		return Update
	case s.Way.Why != "":
		return s.Way.Why
	case s.Line == Offline && s.Slow && s.Heard == 0:
		return "slow"
	case s.Line == Offline && s.Since.IsZero():
		return "idle"
	}
	return string(s.Line)
}

// Settles tells that a kind waits for a person: time alone mends nothing.
func Settles(kind string) bool {
	switch kind {
	case string(Connected), string(Connecting), string(Offline), "slow", "idle":
		return false
	}
	return true
}

// Locks tells that a kind waits for the passphrase of a key.
func Locks(kind string) bool { return kind == Locked || kind == Wrong }
