package ui

import (
	"strings"
	"testing"

	"aeconnect/ui/screen/screentest"
)

// walkers are who walks: one of each role, and a seller who cannot publish.
func walkers() []string {
	return []string{"lumen", "dachnik", "mia.makes", "northlight", "sam", "ops"}
}

// walk is a walk through everything that an account can come to.
type walk struct {
	*ground
	queue []*place
	kinds map[string]bool
	kept  []*place // one of each kind
	each  func(*place)
}

const (
	walkDepth  = 6   // keys from the menu
	walkPlaces = 400 // kinds of places; a walk that meets more has lost its way
)

// through visits every place within reach, breadth first, and calls each for all of them. It returns one of each kind.
func (g *ground) through(handle string, size screentest.Size, each func(*place)) []*place {
	w := &walk{ground: g, kinds: map[string]bool{}, each: each}
	home := g.begin(handle, size)
	for _, e := range home.d.app.menu(home.d.app.read(handle)) {
		start := home.enter(e.Key)
		w.meet(start)
		for n := 1; n <= 8; n++ {
			w.meet(start.by(repeat("right", n)...))
			w.meet(start.by(repeat("down", n)...))
		}
		for n := 1; n <= 3; n++ {
			w.meet(start.by(repeat("tab", n)...))
		}
	}
	for _, key := range []string{"ctrl+a", "ctrl+p", "?", "f1", "ctrl+g"} {
		w.meet(home.by(key))
	}
	for len(w.queue) > 0 {
		p := w.queue[0]
		w.queue = w.queue[1:]
		w.leave(p)
	}
	return w.kept
}

func repeat(key string, n int) []string {
	keys := make([]string, n)
	for i := range keys {
		keys[i] = key
	}
	return keys
}

// meet looks at a place, and keeps it to go on from where it is of a new kind.
func (w *walk) meet(p *place) {
	if w.each != nil {
		w.each(p)
	}
	kind := p.kind()
	if w.kinds[kind] {
		return
	}
	w.kinds[kind] = true
	if w.kept = append(w.kept, p); len(w.kept) > walkPlaces {
		w.t.Fatalf("more than %d kinds of places: the last is %s", walkPlaces, p)
	}
	if p.depth < walkDepth {
		w.queue = append(w.queue, p)
	}
}

// leave goes on by every key that does something here.
func (w *walk) leave(p *place) {
	for _, a := range p.top().Actions() {
		if key := p.key(a); a.Disabled == "" && key != "" && key != "esc" {
			w.meet(p.by(key))
		}
	}
	if !p.floats() && !p.typing() {
		for n := 1; n <= 3; n++ {
			w.meet(p.by(repeat("right", n)...))
			w.meet(p.by(repeat("tab", n)...))
		}
	}
}

// checks are made of every kind of place, those of the frame of every place.
func checks() map[string]func(*place) []string {
	return map[string]func(*place) []string{"told": told, "alive": alive, "looked": looked, "home": home, "shrunk": shrunk, "elsewhere": elsewhere}
}

// framed checks a frame as it is.
func framed(p *place) []string { return append(fits(p), uncut(p)...) }

// elsewhere checks a frame in the other sizes: a small one only has to be honest.
func elsewhere(p *place) []string {
	return append(framed(p.resized(screentest.Size{Width: 146, Height: 36})), fits(p.resized(screentest.Size{Width: 60, Height: 20}))...)
}

// Whatever one comes to by keys is whole: see the checks.
func TestWalk(t *testing.T) {
	c := screentest.NewCast(t)
	for _, handle := range walkers() {
		t.Run(handle, func(t *testing.T) {
			t.Parallel()
			g, said := newGround(t, c.World), map[string]bool{}
			say := func(p *place, name string, wrong []string) {
				for _, text := range wrong {
					if short := p.top().Title() + name + strings.SplitN(text, "\n", 2)[0]; !said[short] {
						said[short] = true
						t.Errorf("%s: %s: %s", p, name, text)
					}
				}
			}
			kept := g.through(handle, screentest.Size{Width: 80, Height: 24}, func(p *place) { say(p, "frame", framed(p)) })
			for _, p := range kept {
				for name, check := range checks() {
					say(p, name, check(p))
				}
			}
			t.Logf("%d kinds of places", len(kept))
		})
	}
}
