package journal

// Entry is one command as it was decided. Seq counts from 1 without gaps.
type Entry struct {
	Seq     uint64
	At      int64 // milliseconds since 1970, UTC: the `now` of the decision, not the moment of writing
	Actor   Actor
	Device  Device
	Counter uint64 // of the device; (Device, Counter) names a command once and for all
	Body    []byte // canonical CBOR of command, outcome and events, made by the hub
}

// Actor is who sent the command, as stamped by the hub: the account's internal key and in what capacity. Account 0
// is nobody: a clock, or the owner of the data directory.
type Actor struct {
	Account uint64
	Flags   ActorFlags
}

// ActorFlags says in what capacity an actor acts.
type ActorFlags uint8

// The capacities. System is the hub itself (clocks); Operator is whoever runs it.
const (
	System ActorFlags = 1 << iota
	Operator

	knownFlags = System | Operator
)

// Has tells whether all of the given flags are set.
func (f ActorFlags) Has(flags ActorFlags) bool { return f&flags == flags }

// Record is an entry with its place in the chain.
type Record struct {
	Entry
	Hash Hash // over the record before and all of this entry
}
