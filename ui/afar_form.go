package ui

import (
	"context"
	"slices"
	"strings"
	"sync"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
	"aeconnect/ui/screen"
)

// origins remembers where commands are made and what was typed there, so that one which a hub refuses opens there again.
// One that is made there in its place takes the refused one's entry away. Its methods may be called by any number of
// goroutines.
type origins struct {
	mu      sync.Mutex
	at      string            // the page in front, as screen.Reopen or a menu entry opens it
	draft   string            // the form whose draft was kept there last, "" for none
	values  map[string]string // and what it holds
	editing post.Item         // what is being changed; Key 0: nothing
	queued  []string          // wires of what was queued since the last key, and was not told of
}

// moved tells which page is in front.
func (o *origins) moved(at string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if at == o.at {
		return
	}
	o.at, o.draft, o.values = at, "", nil
	if where, draft, ok := strings.Cut(o.editing.Origin.Form, "\t"); ok && where == at { // it opens with what was typed then
		o.draft, o.values = draft, o.editing.Origin.Values
	}
}

// typed tells what a form holds; without values what it held last is kept, for a command that is under way.
func (o *origins) typed(draft string, values map[string]string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if values != nil {
		o.draft, o.values = draft, values
	}
}

// edit tells that an item is being changed.
func (o *origins) edit(it post.Item) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.editing = it
}

// origin is where a command is made now.
func (o *origins) origin() post.Origin {
	o.mu.Lock()
	defer o.mu.Unlock()
	return post.Origin{Form: screen.FormOf(o.at, o.draft), Values: o.values}
}

// replaced returns the item whose place a command takes that was made at a place, 0 for none: the same thing done, with
// the same form or about the same.
func (o *origins) replaced(at post.Origin, c model.Command) (key uint64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	was := o.editing
	if was.Key == 0 || c.Wire() != was.Wire {
		return 0
	}
	before := post.About(was.Command)
	same := slices.ContainsFunc(post.About(c), func(id model.ID) bool { return slices.Contains(before, id) })
	if !same && at.Form != was.Origin.Form {
		return 0
	}
	o.editing = post.Item{}
	return was.Key
}

// posting is the marketplace of a replica as screens use it.
type posting struct {
	screen.Market
	post    post.Post
	origins *origins
}

// Do implements screen.Market.
func (p posting) Do(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	at := post.OriginOf(ctx)
	if at.Form == "" {
		made := p.origins.origin()
		at.Form, at.Values = made.Form, made.Values
		ctx = post.WithOrigin(ctx, at)
	}
	d, err := p.Market.Do(ctx, actor, c, private...)
	if err == nil && d.Refusal == nil {
		p.origins.wait(c, p.post.State())
		if key := p.origins.replaced(at, c); key != 0 {
			_ = p.post.Drop(key) // one that is gone already is what is wanted
		}
	}
	return d, err
}

// wait remembers what was queued while there is no hub to do it, until a screen tells of it.
func (o *origins) wait(c model.Command, s post.State) {
	if _, quiet := c.(*model.MarkSeen); quiet || s.Line == post.Connected {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.queued = append(o.queued, c.Wire())
}

// waited returns what wait remembered, and forgets it.
func (o *origins) waited() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	all := o.queued
	o.queued = nil
	return all
}

// honest lets no notice tell something as done that only waits for the hub.
func (a *App) honest(t kit.Toast) kit.Toast {
	if a.options.Post == nil || t.Role != kit.Good && t.Role != kit.Warn {
		return t
	}
	all := a.origins.waited()
	if len(all) == 0 {
		return t
	}
	what := post.Teller{Words: a.options.Words}.What(post.Item{Wire: all[len(all)-1]})
	hub := post.Host(a.options.Post.State().URL)
	return kit.Toast{Role: kit.Accent, Text: a.say("app.queued", assets.Num("count", int64(len(all))), assets.Text("what", what), assets.Text("hub", model.Safe(hub)))}
}

// front is the page in front, as it is opened again: the last line of where the account is, or the menu's entry.
func front(place string) string {
	if at := strings.LastIndexByte(place, '\n'); at >= 0 {
		return place[at+1:]
	}
	return screen.WhereEntry + " " + place
}
