package screen

import (
	"cmp"
	"context"
	"slices"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/post"

	tea "charm.land/bubbletea/v2"
)

// Market is what screens need of the marketplace behind them. Its methods may wait for a disk: screens call
// them in commands, never in Update or View. All may be called from several goroutines.
type Market interface {
	// View lets read look at one consistent state as the actor sees it. The view must not be kept.
	View(actor model.Actor, read func(model.View)) error
	// Do decides a command and keeps it; it returns after the disk has it. A refusal is in the decision, an
	// error means that nothing is known to have happened.
	Do(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error)
	// Plan decides a command and keeps nothing.
	Plan(actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error)
	// History returns up to limit events about a row, the newest last, as the actor may see them.
	History(actor model.Actor, ref model.Ref, limit int) ([]model.Happening, error)
	// Search opens a search box over the titles on the Task Square.
	Search() Search
	// Mint makes a new ID of a letter.
	Mint(letter byte) model.ID
	// Seal salts a private text; its commitment goes into a command, the opened text beside it.
	Seal(text string) model.Opened
	// Advance moves the clock of a sample marketplace; every clock due until then strikes first.
	Advance(ctx context.Context, to model.Moment) error
}

// Search is one search box. A newer question cancels an older one that is still being answered.
type Search interface {
	// Find returns the best rows for a query among published tasks of a type (0: all), at most limit.
	Find(ctx context.Context, query string, of model.TaskType, limit int) (Found, error)
}

// Found is the answer of a search box.
type Found struct {
	Hits    []Hit
	Total   int           // how many rows match
	Took    time.Duration // how long it took
	Partial bool          // the index is still being loaded; only a part was searched
}

// Hit is one row that matches, with the byte offsets in its title at which the runes that did begin, growing.
type Hit struct {
	Task  model.Key
	Match []int
}

// Session is what the screens of one person share. It is a value; another account is another session.
type Session struct {
	Market Market
	Actor  model.Actor
	Words  *assets.Words
	Zone   *time.Location // moments are shown in it
	// DataFlag ends every command line that is copied: " --data '/path'", written for a shell, where the data
	// directory is not the one that a command finds by itself; "" where it is.
	DataFlag string
	// ByKey says that a hub serves this session by the key that was proven: command lines that are copied go through ssh
	// and name no account.
	ByKey bool
	// Waits returns what waits to be sent to a hub elsewhere, or was refused there; nil where there is none. It waits for
	// nothing.
	Waits func() post.Waits
}

// Changed tells every screen which rows a commit touched. It is never built by a screen.
type Changed struct {
	Refs []model.Ref
}

// rowsMost is how many rows a screen that nobody looks at is told of one by one when it is shown again.
const rowsMost = 256

// After implements kit.Later: a screen that is not seen hears of all changes at once when it is.
func (c Changed) After(earlier tea.Msg) tea.Msg {
	all := append(slices.Clone(earlier.(Changed).Refs), c.Refs...)
	slices.SortFunc(all, func(a, b model.Ref) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Key, b.Key)) })
	if all = slices.Compact(all); len(all) > rowsMost {
		all = []model.Ref{{Kind: model.KindMarket, Key: 1}} // anything may have changed
	}
	return Changed{Refs: all}
}

// Touches tells whether one of the rows is ref.
func (c Changed) Touches(ref model.Ref) bool {
	for _, r := range c.Refs {
		if r == ref {
			return true
		}
	}
	return false
}
