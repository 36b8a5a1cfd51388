package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"

	"github.com/spf13/cobra"
)

// run is one command line under way.
type run struct {
	app   *App
	ctx   context.Context
	flags globals
	out   *bufio.Writer

	spoken *assets.Words
	voice  voice // of what is spoken
	look   *kit.Theme
	memo   *memo
	line   []string        // the arguments
	offers []*offer        // words for values of flags
	kept   bool            // the market is another run's, who closes it
	did    bool            // a command was handed to the replica
	waits  map[string]bool // IDs of things about which something waits to be sent; nil before anybody asked

	market  Market
	post    post.Post         // of a replica; nil: the directory holds a marketplace of its own
	queued  []post.Item       // what this command line has left waiting there
	held    *bytes.Buffer     // what was printed since
	strikes map[uint64]string // the clock that may strike before an item arrives, as it is said
	actor   model.Actor
	handle  string // of the account that acts, "" for the operator without one
	many    bool   // the directory holds several accounts, so hints name one
	asked   bool   // arguments or a file were read from standard input
	limited bool   // a limit was typed; else the policy's counts
	early   bool   // JSON was asked for, as far as one can tell before flags are read
}

// globals are the flags of every command.
type globals struct {
	data, as   string
	json, csv  bool
	fields, jq string
	sort       string
	limit      int
	plan, yes  bool
	version    bool
}

// Run carries out one command line, without the program's name, and returns the exit code.
func (a *App) Run(ctx context.Context, args []string) int {
	r := &run{app: a, ctx: ctx, out: bufio.NewWriterSize(a.Stdout, 64<<10)}
	if slices.Equal(args, []string{"--version"}) || slices.Equal(args, []string{"version"}) {
		fmt.Fprintln(a.Stdout, "aeconnect", a.Version)
		return ExitDone
	}
	defer r.letGo()
	r.early = wantsJSON(args)
	r.line = args
	err := r.tellQueued(r.execute(args))
	if flushed := r.out.Flush(); err == nil {
		err = flushed
	}
	var there *carriedOut
	switch {
	case err == nil:
		return ExitDone
	case errors.As(err, &there):
		return there.exit
	case errors.Is(err, errWaiting):
		return ExitQueued
	}
	return r.report(err)
}

// wantsJSON looks for --json or --jq before flags are read, so that a command line that cannot be read still fails as
// JSON.
func wantsJSON(args []string) bool {
	for _, arg := range args {
		switch {
		case arg == "--":
			return false
		case arg == "--json", arg == "--json=true", arg == "--jq", strings.HasPrefix(arg, "--jq="):
			return true
		}
	}
	return false
}

func (r *run) execute(args []string) (err error) {
	root := r.tree()
	root.SetArgs(append([]string{}, args...)) // never nil: cobra would read the process's own arguments
	if len(args) > 0 && args[0] == cobra.ShellCompRequestCmd {
		r.dress(root)
	}
	if len(args) > 0 && args[0] == "completion" {
		r.completion(root)
	}
	r.tellVerb(root, args)
	defer func() {
		if r.market == nil || r.kept {
			return
		}
		if closing := r.market.Close(); err == nil && closing != nil {
			err = closing
		}
	}()
	return root.ExecuteContext(r.ctx)
}

// tellVerb tells which verb a line names. What is typed behind it is nobody else's affair.
func (r *run) tellVerb(root *cobra.Command, args []string) {
	if r.app.Doing == nil {
		return
	}
	if c, _, err := root.Find(args); err == nil {
		r.app.Doing(strings.TrimPrefix(strings.TrimPrefix(c.CommandPath(), root.Name()), " "))
	}
}

// machine tells that output is for programs: no colours, no hints, errors as JSON.
func (r *run) machine() bool { return r.flags.json || r.flags.jq != "" }

// human tells that output is for people.
func (r *run) human() bool { return !r.machine() && !r.flags.csv }

// person tells that somebody sits at a terminal and reads.
func (r *run) person() bool { return r.human() && r.app.Terminal != nil && r.app.Terminal() }

// zone is what moments are told in: the person's own, UTC to programs, which must not depend on where they run.
func (r *run) zone() *time.Location {
	if r.app.Zone == nil || !r.human() {
		return time.UTC
	}
	return r.app.Zone
}

// theme returns the terminal's colours, none where nobody sits there.
func (r *run) theme() kit.Theme {
	if r.look == nil {
		theme := kit.Theme{}
		if r.person() && r.app.Theme != nil {
			theme = r.app.Theme()
		}
		r.look = &theme
	}
	return *r.look
}

// width returns the cells of a line, 0 where lines have no end: in a pipe.
func (r *run) width() int {
	if !r.person() || r.app.Width == nil {
		return 0
	}
	return r.app.Width()
}

// say prints a word of the catalogue as a line for people.
func (r *run) say(id string, args ...model.Arg) {
	if r.human() {
		fmt.Fprintln(r.out, r.words().Say(id, args...))
	}
}
