// Package post is what a replica has under way, as screens and commands see it: how it stands with its hub, and the
// commands that wait to be sent, are being asked or were refused. It knows no store; the composition gives a [Post] over
// one, and none where the data directory holds a marketplace of its own.
package post

import (
	"context"
	"errors"
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
)

// State is how a replica stands with its hub.
type State struct {
	URL     string // of the hub
	Account string // handle, "" before the hub was reached for the first time
	Line    Line
	Since   time.Time    // by this machine's clock; zero where nobody has tried yet
	Why     string       // of a line that is not there, for people
	Way     Question     // what a person has to settle before there is a line, without its error; Why "" for nothing
	Again   time.Time    // when a connection is tried next; zero while there is one
	Heard   model.Moment // when the hub was spoken to last, by its clock; 0 for never
	Loaded  bool         // there is something to show
	Fresh   bool         // all that the hub had was taken since the connection began, and what comes is told
	Got     uint64       // rows that a first load has brought
	Left    uint64       // and about how many it has still to bring
	Newer   bool         // something of a newer version was left out: an update is needed
	Alarms  []Alarm      // what went wrong and was settled, the newest last
	Slow    bool         // an answer may take days: the hub is reached through a folder
	Queued  int          // commands that wait to be sent, those that are being asked with them
	Asking  int
	Refused int // commands that wait for the person
}

// Alarm is something that went wrong and was settled: "forked", "restored" or "foreign". Nothing was dropped by it.
type Alarm struct {
	Kind  string
	At    model.Moment
	Count int // commands that waited

	// Of a restored hub: the person's own tasks and orders that are not there any more, and how many more than those.
	Gone []model.ID
	More int
}

// Standing is where an item stands, in a word.
type Standing string

// The standings.
const (
	Queued   Standing = "queued"
	Asking   Standing = "asking"   // the hub is asked before anything is shown: a payment
	Accepted Standing = "accepted" // the hub has carried it out; what it led to is on its way
	Refused  Standing = "refused"
)

// Item is a command that waits, or was refused.
type Item struct {
	Key      uint64 // for ever
	Wire     string // the command's name
	Standing Standing
	At       model.Moment  // when it was made
	Sent     bool          // it may have reached the hub
	Command  model.Command // nil for one of another version
	Secrets  []model.Opened
	Refusal  *model.Refusal // of a refused one
	Refused  model.Moment
	Origin   Origin
	Rests    []uint64      // keys of earlier ones without which it is not right, in order
	Led      []model.Event // what it led to at the hub, of one that was carried out: see [Post.Settled]
}

// Origin is how a command was made.
type Origin struct {
	Line   string            // the command line that does the same, without the program's name
	Form   string            // the form that it was made in, by the name of its draft; "" for none
	Values map[string]string // what was typed there
}

// Errors of a [Post].
var (
	ErrNoItem  = errors.New("no such command in the outbox")
	ErrSent    = errors.New("the command may have reached the hub already")
	ErrOffline = errors.New("the hub is not reached, and this waits for its word")
	ErrPending = errors.New("the hub has not answered yet")
	ErrFull    = errors.New("too many commands wait to be sent")
	ErrForeign = errors.New("the replica belongs to another account")
	ErrOther   = errors.New("another marketplace stands at the hub's place")
)

// What a person may have to settle before there is a way to a hub: [Question.Why].
const (
	Untrusted = "untrusted" // nobody vouched for the hub's key
	Changed   = "changed"   // the hub's key is another one than the one that is known
	Unknown   = "stranger"  // the hub knows none of the keys
	Keyless   = "keyless"   // there is no key to be known by
	Locked    = "locked"    // a key has a passphrase, and nobody can be asked for it
	Wrong     = "phrase"    // another passphrase was typed
	NoHub     = "empty"     // no hub has been at the folder yet
	Update    = "update"    // the two sides do not speak the same protocol
	Device    = "device"    // this device is another account's
	NoURL     = "url"       // what was typed is no address of a hub
	Occupied  = "market"    // a marketplace of its own lies in the directory, with somebody in it
)

// Question is an error on the way to a hub that a person has to settle.
type Question struct {
	Why     string
	Offered string // fingerprint of the hub's key, or of the keys that were offered to it
	Known   string // of a changed key: the one that is known
	Where   string // and the file and line in which that stands
	Own     string // the public key by which this device is known, where it has one of its own
	Err     error
}

// Error is what happened.
func (q *Question) Error() string { return q.Err.Error() }

// Unwrap returns what happened.
func (q *Question) Unwrap() error { return q.Err }

// Post is what a replica has under way. Its methods may be called from several goroutines.
type Post interface {
	// State returns how the replica stands with its hub.
	State() State
	// Items returns what was refused, the oldest first, and then what waits, in the order in which it is sent.
	Items() ([]Item, error)
	// Item returns one of them; there is false once it was carried out, or dropped.
	Item(key uint64) (it Item, there bool, err error)
	// Put keeps a command, as [model.Decision] says what it leads to here, and has it sent. The item's key is 0 where
	// nothing was kept. A command that waits for the hub's word is ErrOffline where there is no connection in time, with
	// nothing kept.
	Put(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (Item, model.Decision, error)
	// Again sends a refused command again unchanged, in place of the refused one. A refusal that can be known here is in the
	// decision, and nothing was changed.
	Again(ctx context.Context, key uint64) (Item, model.Decision, error)
	// Settled waits until an item was answered and what it led to has come, or ctx ends; it returns the item as it stands,
	// or what it led to.
	Settled(ctx context.Context, key uint64) (it Item, there bool, err error)
	// Confirmed lets read look at what the hub has told, without what waits. It is not called within a look at the rest.
	Confirmed(actor model.Actor, read func(model.View)) error
	// Drop throws away a refused command, or one that was never sent; else ErrSent.
	Drop(key uint64) error
	// Sync connects, sends what waits and takes what changed, once. passphrase is asked for that of a key file, and told
	// hears how far a first load is; both may be nil.
	Sync(ctx context.Context, passphrase func(ctx context.Context, file string) ([]byte, error), told func(State)) error
	// Watch keeps the replica up to date until ctx ends; told hears of each change.
	Watch(ctx context.Context, told func(State)) error
	// Nudge has a connection tried at once.
	Nudge()
	// Unlock remembers the passphrase of a key file for as long as the process lives, and has a connection tried at once.
	Unlock(file string, phrase []byte)
	// Changed returns a channel that is closed with the next change of anything. Whoever wants to know more takes the
	// channel first and looks then.
	Changed() <-chan struct{}
	// Quiet forgets the alarms, once they were read.
	Quiet() error
}

type originKey struct{}

// WithOrigin has the commands that are made with the context remember how they were made.
func WithOrigin(ctx context.Context, o Origin) context.Context {
	return context.WithValue(ctx, originKey{}, o)
}

// OriginOf returns what WithOrigin was given; nothing where it was not.
func OriginOf(ctx context.Context) Origin {
	o, _ := ctx.Value(originKey{}).(Origin)
	return o
}
