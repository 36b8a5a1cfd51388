package sshd

import (
	"context"
	"io"

	"aeconnect/ui/kit"

	tea "charm.land/bubbletea/v2"
)

// Kind says what a key is good for.
type Kind string

// The kinds of visitors.
const (
	Full     Kind = "full"     // everything that its account may do
	Observer Kind = "observer" // reads what its account may see, changes nothing
	Script   Kind = "script"   // commands only, no screens
	Stranger Kind = "stranger" // a proven key that belongs to nobody
	Owner    Kind = "owner"    // another process of the data directory's owner, on the unix socket
)

// Visitor is who stands behind a session. It comes from the key that was proven, never from one that was offered, and
// never from the user name.
type Visitor struct {
	Handle  string   // the account; "" for a stranger and for the owner
	Kind    Kind     //
	Key     string   // fingerprint of the proven key, "SHA256:…"; "" for the owner
	Public  string   // the proven key as a line of authorized_keys, without a comment; "" for the owner
	Offered []string // fingerprints of all keys that were offered on this connection, at most a few dozen
	Address string   // where the visitor comes from, without a port; "" for the owner
}

// House is what a host serves. Its methods are called by many goroutines at once; a panic in one of them ends the
// session that it was called for.
type House interface {
	// FindKey tells whose a key is, by its fingerprint ("SHA256:…"). Keys that are revoked or suspended are not known. It
	// is asked about keys that were merely offered too, so it writes nothing. An error says that it cannot tell: nobody
	// becomes a stranger by that.
	FindKey(fingerprint string) (handle string, kind Kind, known bool, err error)
	// Open makes the screens of a session. The context ends with the session.
	Open(ctx context.Context, v Visitor, t Terminal) (Screens, error)
	// Run carries out a command line, without the program's name, and returns the exit code. No arguments ask for the
	// usage. Whether the visitor may is for the house to say.
	Run(ctx context.Context, v Visitor, args []string, s Streams) int
}

// Porch is a [House] that lets strangers do something: ask to be let in. Without it they are told their fingerprint
// and no more.
type Porch interface {
	// OpenPorch makes the screens that a stranger gets; without a model there are none.
	OpenPorch(ctx context.Context, v Visitor, t Terminal) (Screens, error)
	// RunPorch carries out a stranger's command line.
	RunPorch(ctx context.Context, v Visitor, args []string, s Streams) int
}

// Linguist is a [House] that knows which language the people behind its accounts read. Without it the terminal says.
type Linguist interface {
	// Language returns what a visitor with an account reads, given the variables that were sent.
	Language(v Visitor, env []string) string
}

// Terminal is the far end of a session, as its client describes it.
type Terminal struct {
	Width, Height int      // cells when the session begins
	Env           []string // TERM, COLORTERM, LANG and TZ as "KEY=value", those that were sent
	// Doing is to be told what is looked at, for the register and the log: the name of a screen, never a title or a text.
	// It may be called at any time and does not wait; nil for nobody.
	Doing func(what string)
	// Session is the number of the session in the register, so that whoever reads that finds their own.
	Session uint64
}

// Screens are what a person sees in one session.
type Screens struct {
	Model tea.Model
	Theme *kit.ThemeOptions // nil: what Env says
	// Messages come from the house to the model; it needs room for two words of the host's, too. nil: there are none.
	Messages chan tea.Msg
	Close    func() error // called when the session is over; may be nil
}

// Streams are what a command of a session reads and writes.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	Env      []string  // COLORTERM, LANG and TZ as "KEY=value", those that were sent, and TERM where there is a terminal
	Terminal *Terminal // nil where nobody sits there
	// Doing is to be told which verb runs, for the register and the log: a word of the command tree, never an argument.
	Doing func(verb string)
}
