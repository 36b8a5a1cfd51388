package screen

import (
	"maps"
	"strings"
	"sync"
	"time"

	"aeconnect/model"
	"aeconnect/ui/keep"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
)

// Desk is what screens on which people act share beyond a [Session].
type Desk struct {
	Session
	// Drafts keeps what was typed and not sent; nil keeps it no longer than the form is open.
	Drafts Drafts
	// Preferences are how this account likes its screens; nil: nothing is kept.
	Preferences Preferences
	Local       *time.Location // this computer's zone; nil: UTC
	Post        post.Post      // what a replica has under way; nil: there is no hub elsewhere
	Hub         keep.Keeper    // the hub as its operator sees it; nil for everybody else
	// Page returns another page for a row than this package's own, or false; nil where there is none.
	Page func(model.Ref) (kit.Screen, bool)
}

// Drafts keeps what was typed into forms and not sent, by the name of the form: "order/O-7Q2K-91MX/send". Screens
// call it in Update, so no method may wait: whoever writes drafts to a disk does so later.
type Drafts interface {
	// Draft returns the values kept under a name, by field; nil where there are none.
	Draft(name string) map[string]string
	Keeper
}

// Keeper takes drafts to where they survive the program.
type Keeper interface {
	// Keep keeps the values of a form; nil forgets them. The map is the keeper's from then on.
	Keep(name string, values map[string]string)
}

// MemoryDrafts keeps drafts as long as the program runs, and hands each change on to a keeper that writes them
// down. It may be used by many goroutines.
type MemoryDrafts struct {
	mu     sync.Mutex
	values map[string]map[string]string
	next   Keeper
}

// NewDrafts returns drafts that begin with those kept from an earlier run; kept and next may be nil.
func NewDrafts(kept map[string]map[string]string, next Keeper) *MemoryDrafts {
	d := &MemoryDrafts{values: map[string]map[string]string{}, next: next}
	maps.Copy(d.values, kept)
	return d
}

// Draft implements [Drafts].
func (d *MemoryDrafts) Draft(name string) map[string]string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return maps.Clone(d.values[name])
}

// Keep implements [Drafts]. Where the cursor was, under a name that begins with a zero byte, it does not keep: a form
// that is opened again begins at its top.
func (d *MemoryDrafts) Keep(name string, values map[string]string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if values == nil {
		delete(d.values, name)
	} else {
		own := maps.Clone(values)
		maps.DeleteFunc(own, func(field, _ string) bool { return strings.HasPrefix(field, "\x00") })
		d.values[name] = own
	}
	if d.next != nil {
		d.next.Keep(name, values)
	}
}

func (d Desk) draft(name string) map[string]string {
	if d.Drafts == nil {
		return nil
	}
	return d.Drafts.Draft(name)
}

func (d Desk) keep(name string, values map[string]string) {
	if d.Drafts != nil {
		d.Drafts.Keep(name, values)
	}
}
