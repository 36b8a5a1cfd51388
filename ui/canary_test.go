package ui

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"aeconnect/ui/canary"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen/screentest"
)

var long = flag.Bool("canaries", false, "look at every stage of the canaries' story, and in every size")

// sizesAt is what somebody is looked at in, at a stage.
func sizesAt(stage, reader string) []screentest.Size {
	switch {
	case *long:
		return append(screentest.Sizes(), screentest.Size{Width: 240, Height: 70})
	case canary.Matters(stage, reader):
		return []screentest.Size{{Width: 146, Height: 60}}
	}
	return nil
}

// Whatever one comes to by keys shows nobody what is not meant for them, at each stage of the story.
func TestCanariesOnScreens(t *testing.T) {
	w := screentest.New(t)
	var last *canary.Story
	canary.Tell(t, w, func(s *canary.Story) {
		last = s
		t.Run(s.Stage, func(t *testing.T) {
			for _, reader := range canary.Readers() {
				for _, size := range sizesAt(s.Stage, reader) {
					t.Run(reader+" "+size.String(), func(t *testing.T) {
						t.Parallel()
						birdwatch(t, s, w, reader, size)
					})
				}
			}
		})
	})
	for _, name := range last.Mute(canary.Readers()) {
		if *long && !slices.ContainsFunc(shownNowhere(), func(of string) bool { return strings.Contains(name, of) }) {
			t.Errorf("nobody read %s on a screen, so nothing is known of who may", name)
		}
	}
}

// shownNowhere is what stands on no screen, or on one only where somebody came by a key. The note of an application is
// read while it waits; the story takes one back within a stage.
func shownNowhere() []string {
	return []string{"appli", "cancelled order's note", "refusal", "approval", "the parcels", "the payment", "key's name"}
}

// What happens between others moves nothing on the screens of those whom it does not concern.
func TestHiddenChangesMoveNothing(t *testing.T) {
	w := screentest.New(t)
	canary.Tell(t, w, func(s *canary.Story) {
		if s.Stage != "sent" {
			return
		}
		places := map[string][]*place{}
		before := map[*place]string{}
		for _, reader := range canary.Readers() {
			places[reader] = newGround(t, w).through(reader, screentest.Size{Width: 146, Height: 36}, nil)
			for _, p := range places[reader] {
				before[p] = p.seen()
			}
		}
		w.Touched()
		s.Whisper("the third")
		changed, _ := w.Touched()
		for reader, kept := range places {
			moved := ""
			for _, p := range kept {
				p.d.send(committed{refs: changed.Refs})
				if after := p.seen(); after != before[p] {
					moved = fmt.Sprintf("%s\n%s\n%s", p, before[p], after)
				}
			}
			if concerned := slices.Contains([]string{canary.Lumen, canary.Mia}, reader); reader != canary.Sam && concerned != (moved != "") {
				t.Errorf("%s, concerned: %v: what moved is %q", reader, concerned, moved)
			}
		}
	})
}

// birdwatch walks through all that a reader can come to.
func birdwatch(t *testing.T, s *canary.Story, w *screentest.World, reader string, size screentest.Size) {
	g, said := newGround(t, w), map[string]bool{}
	g.through(reader, size, func(p *place) {
		for _, name := range s.Escaped(reader, p.d.frame()+fmt.Sprint(p.d.copied), "") {
			if !said[name] {
				said[name] = true
				t.Errorf("%s reads %s:\n%s\n%s", reader, name, p, p.d.frame())
			}
		}
	})
}

// notebook is everybody's notebook, which demands that each account asks for what is its own.
type notebook struct {
	t      *testing.T
	handle string
	asked  map[string]bool // which of its parts were asked
}

func (n notebook) own(part, handle string) {
	if n.asked[part] = true; handle != n.handle {
		n.t.Errorf("%s asks the notebook for the %s of %q", n.handle, part, handle)
	}
}

func (n notebook) form(name string) {
	handle, _, _ := strings.Cut(name, "/")
	n.own("forms", handle)
}

// Draft implements screen.Drafts.
func (n notebook) Draft(name string) map[string]string { n.form(name); return nil }

// Keep implements screen.Drafts.
func (n notebook) Keep(name string, _ map[string]string) { n.form(name) }

// Place implements Places.
func (n notebook) Place(handle string) string { n.own("place", handle); return "" }

// SetPlace implements Places. Under no handle whoever worked last is kept, which nobody asks for who came by a key.
func (n notebook) SetPlace(handle, place string) {
	if handle != "" || place != n.handle {
		n.own("place", handle)
	}
}

// Preference implements Preferences.
func (n notebook) Preference(handle, _ string) string { n.own("preferences", handle); return "" }

// SetPreference implements Preferences.
func (n notebook) SetPreference(handle, _, _ string) { n.own("preferences", handle) }

// What was typed and not sent, where somebody was and how one likes the screens is asked for by its owner alone.
func TestTheNotebookIsOnesOwn(t *testing.T) {
	c := screentest.NewCast(t)
	for _, handle := range []string{canary.Lumen, canary.Mia} {
		n := notebook{t, handle, map[string]bool{}}
		o := options(c.World, handle)
		o.Market, o.Drafts, o.Places, o.Preferences = &rehearsed{World: c.World}, n, n, n
		d := drive(t, c.World, o, screentest.Size{Width: 146, Height: 36})
		for _, entry := range d.app.menu(d.app.read(handle)) {
			d.send(kit.Go{Entry: entry.Key})
			for _, key := range []string{"n", "x", "esc", "esc", "s", "enter", "m", "x", "esc", "esc", "e", "x", "esc", "v", "esc", "esc"} {
				d.press(key)
			}
		}
		if len(n.asked) != 3 {
			t.Errorf("%s asked for %v alone", handle, n.asked)
		}
	}
}
