package ui

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"aeconnect/ui/canary"
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

// shownNowhere is what stands on no screen, or on one only where somebody came by a key.
func shownNowhere() []string {
	return []string{"appli", "refusal", "approval", "the parcels", "the payment", "key's name"}
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
