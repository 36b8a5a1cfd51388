package process

import (
	"errors"

	"aeconnect/ui/cli"
	"aeconnect/ui/sshd/share"
)

// Kind is what an error of a store is about.
type Kind int

// The kinds of trouble with a store.
const (
	Elsewise  Kind = iota // nothing of what follows: a disk, a right
	Held                  // another process holds the directory
	NotWhole              // its files are damaged, or what stands in them is not sound
	Newer                 // a newer version of the program has kept it
	NotSample             // a real marketplace lives there, and a sample was asked for
)

// held tells whether an error says that another process holds a directory.
func (p *Process) held(err error) bool { return err != nil && p.store.Kind(err) == Held }

// troubleIn gives an error of the store, or of whoever holds a directory, its exit code.
func (p *Process) troubleIn(dir string, err error) error {
	if err == nil || errors.As(err, new(*cli.Trouble)) {
		return err
	}
	busy := cli.Trouble{Exit: cli.ExitUnreachable, Code: "busy", Field: "data", Err: errors.New(dir)}
	switch {
	case errors.Is(err, share.ErrMute):
		busy.Rule = "data.mute"
		return &busy
	case errors.Is(err, share.ErrOther):
		busy.Rule = "data.other"
		return &busy
	}
	switch p.store.Kind(err) {
	case Held:
		busy.Err = err
		return &busy
	case NotWhole:
		if p.store.Replicated(dir) {
			return &cli.Trouble{Exit: cli.ExitNotWhole, Code: "not_whole", Rule: "replica.damaged", Field: "data", Err: errors.New(dir)}
		}
		return &cli.Trouble{Exit: cli.ExitNotWhole, Code: "not_whole", Err: err}
	case Newer:
		return &cli.Trouble{Exit: cli.ExitUnreachable, Code: "newer", Rule: "data.newer", Field: "data", Err: errors.New(dir)}
	case NotSample:
		return &cli.Trouble{Exit: cli.ExitRefused, Code: "refused", Err: err}
	}
	return err
}
