package ui

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// rehearsed is a world in which everything is decided and nothing happens, so that every key can be tried from every
// place. It counts what was uttered.
type rehearsed struct {
	*screentest.World
	uttered []string
}

// Do implements screen.Market.
func (r *rehearsed) Do(_ context.Context, actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	r.uttered = append(r.uttered, c.Wire())
	return r.Plan(actor, c, private...)
}

// Advance implements screen.Market.
func (*rehearsed) Advance(context.Context, model.Moment) error { return nil }

// typedTexts are drafts that can be put back to what they were.
type typedTexts struct{ values map[string]map[string]string }

func (d *typedTexts) Draft(name string) map[string]string { return maps.Clone(d.values[name]) }

func (d *typedTexts) Keep(name string, values map[string]string) {
	if values == nil {
		delete(d.values, name)
		return
	}
	d.values[name] = maps.Clone(values)
}

// ground is what all places of a walk stand on.
type ground struct {
	t      *testing.T
	market *rehearsed
	drafts *typedTexts
}

func newGround(t *testing.T, w *screentest.World) *ground {
	return &ground{t: t, market: &rehearsed{World: w}, drafts: &typedTexts{map[string]map[string]string{}}}
}

// place is the program where some keys led it. What is tried from it is tried on a fork, so it stays what it is.
type place struct {
	*ground
	d     *driver
	typed map[string]map[string]string
	trail []string
	depth int

	from *place   // where the last keys were pressed
	keys []string // which led here; nil for a place of the menu
}

// still is a hub at which nothing changes, whatever is tried.
func still() *screentest.Keeper {
	k := screentest.NewKeeper()
	k.Still = true
	return k
}

// begin opens the program for an account.
func (g *ground) begin(handle string, size screentest.Size) *place {
	o := Options{Market: g.market, Handle: handle, Anyone: true, Words: assets.NewWords("en"), Drafts: g.drafts, Keeper: still()}
	g.drafts.values = map[string]map[string]string{}
	d := drive(g.t, g.market.World, o, size)
	return &place{ground: g, d: d, typed: maps.Clone(g.drafts.values), trail: []string{handle, size.String()}}
}

// fork is this place as another one, which may change.
func (p *place) fork() *place {
	p.drafts.values = maps.Clone(p.typed)
	app := *p.d.app
	app.shell = p.d.app.shell.Fork()
	next := *p
	next.d = &driver{t: p.t, world: p.d.world, app: &app}
	next.trail = append([]string(nil), p.trail...)
	return &next
}

// settle keeps what is typed by now with the place.
func (p *place) settle() *place {
	p.typed = maps.Clone(p.drafts.values)
	return p
}

// by is the place that keys lead to.
func (p *place) by(keys ...string) *place {
	next := p.fork()
	next.d.press(keys...)
	next.trail = append(next.trail, strings.Join(keys, " "))
	next.depth++
	next.from, next.keys = p, keys
	return next.settle()
}

// hushed is the same place when what was said last at its foot is gone, as the next key takes it away.
func (p *place) hushed() *place {
	next := p.fork()
	next.d.send(kit.Toast{})
	return next
}

// enter is the place of a menu entry.
func (p *place) enter(entry string) *place {
	next := p.fork()
	next.d.send(kit.Go{Entry: entry})
	next.trail = append(next.trail, "menu "+entry)
	return next.settle()
}

func (p *place) top() kit.Screen {
	pages := p.d.app.shell.Pages()
	if len(pages) == 0 {
		p.t.Fatalf("%s: nothing is open", p)
	}
	return pages[len(pages)-1]
}

func (p *place) typing() bool {
	t, ok := p.top().(kit.Typing)
	return ok && t.Typing()
}

func (p *place) floats() bool {
	f, ok := p.top().(kit.Floating)
	return ok && f.Floating()
}

// seen is all that a key can change for whoever looks.
func (p *place) seen() string {
	v := p.d.app.View()
	at := ""
	if v.Cursor != nil {
		at = fmt.Sprint(v.Cursor.Position)
	}
	return v.Content + at + fmt.Sprint(v.MouseMode, len(p.d.app.shell.Pages()))
}

// String says how one comes here.
func (p *place) String() string { return strings.Join(p.trail, " → ") }

// flat is the frame in one line, blanks aside.
func (p *place) flat() string { return strings.Join(strings.Fields(p.d.frame()), " ") }

var numbers = regexp.MustCompile(`[A-Z]-[0-9A-Z]{4}-[0-9A-Z]{4}|[0-9]+`)

// kind tells places apart that offer other things: by the type and the title of what is in front, and by its actions.
func (p *place) kind() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %T %v", numbers.ReplaceAllString(p.top().Title(), "#"), p.top(), p.typing())
	for _, a := range p.top().Actions() {
		fmt.Fprintf(&b, "|%s %s %t", a.Key, numbers.ReplaceAllString(a.Name, "#"), a.Disabled == "")
	}
	return b.String()
}

// key returns the key by which an action is done here, "" where it can only be typed.
func (p *place) key(a kit.Action) string {
	if !p.typing() {
		return a.Key
	}
	for _, key := range append([]string{a.Key}, a.Also...) {
		if len([]rune(key)) > 1 && key != "space" {
			return key
		}
	}
	return ""
}

var _ screen.Drafts = (*typedTexts)(nil)
var _ tea.Model = (*App)(nil)
