package screen_test

import (
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// connectionStage is the page of lumen's line, as it is in a state.
func connectionStage(t testing.TB, size screentest.Size, change func(*post.State)) (*screentest.Stage, *screentest.Post) {
	c := screentest.NewCast(t)
	p := screentest.NewPost(c.World, c.Orders["applied"])
	p.At.Heard = c.World.Now()
	change(&p.At)
	d := desk(c.World, "lumen")
	d.Post = p
	at := screen.Loading{State: p.At, Now: screentest.Noon()}
	return deskStage(c.World, "lumen", size, d, func(d screen.Desk) kit.Screen { return screen.NewConnection(d, at) }), p
}

func lost(line post.Line, way post.Question) func(*post.State) {
	return func(s *post.State) {
		s.Line, s.Way, s.Why = line, way, "the way is shut"
	}
}

func TestConnectionGoldens(t *testing.T) {
	for name, change := range map[string]func(*post.State){
		"offline":   func(s *post.State) { s.Why = "dial tcp: connection refused" },
		"connected": func(s *post.State) { s.Line, s.Queued, s.Asking = post.Connected, 0, 0 },
		"locked":    lost(post.Offline, post.Question{Why: post.Locked, Where: "/home/lumen/.ssh/id_ed25519"}),
		"stranger":  lost(post.Stranger, post.Question{Why: post.Unknown, Offered: aKey}),
		"update":    lost(post.Outdated, post.Question{Why: post.Update}),
		"full":      lost(post.Full, post.Question{Why: post.Room}),
		"broken":    lost(post.Broken, post.Question{}),
		"alarms": func(s *post.State) {
			s.Line = post.Connected
			s.Alarms = []post.Alarm{{Kind: "forked", Count: 2}, {Kind: "restored", Count: 3, Gone: []model.ID{"T-7F3K-2Q9B", "O-6KA4-X2PM"}, More: 1}}
		},
	} {
		for _, size := range screentest.Sizes() {
			s, _ := connectionStage(t, size, change)
			screentest.Golden(t, "connection_"+name+"_"+size.String(), s.Frame())
		}
	}
}

// Each way in which the line is not there is said in a sentence of its own, with what mends it.
func TestEveryTroubleOfTheLineHasWords(t *testing.T) {
	said := map[string]string{}
	states := []post.State{{Line: post.Stranger}, {Line: post.Outdated}, {Line: post.Full}, {Line: post.Broken, Way: post.Question{Why: post.Locked}}}
	for _, why := range []string{
		post.Untrusted, post.Changed, post.Unknown, post.Keyless, post.Locked, post.Wrong, post.NoHub, post.Update, post.Device, post.Room, "",
	} {
		states = append(states, post.State{Line: post.Offline, Way: post.Question{Why: why}})
	}
	for _, state := range states {
		state.URL, state.Since = "ssh://hub.example", screentest.Noon()
		kind := state.Kind()
		s, _ := connectionStage(t, wide(), func(s *post.State) { *s = state })
		if before, there := said[s.Frame()]; there && before != kind {
			t.Errorf("%s and %s read the same", before, kind)
		}
		said[s.Frame()] = kind
		for _, word := range []string{"connection.head_" + kind, "connection.how_" + kind, "outbox.line_" + kind} {
			s.Refuse(word)
		}
	}
	if len(said) != 12 {
		t.Errorf("%d ways are told apart", len(said))
	}
}

// A key that is locked takes its passphrase here, which is never shown; what went wrong is said until it was read.
func TestTheLineIsMendedByKeys(t *testing.T) {
	s, p := connectionStage(t, wide(), lost(post.Offline, post.Question{Why: post.Locked, Where: "id_work"}))
	s.Press("enter")
	s.Type("open sesame")
	s.Refuse("sesame")
	s.Press("esc", "enter", "enter")
	if len(p.Phrases) != 0 {
		t.Fatalf("esc and an empty passphrase give %q", p.Phrases)
	}
	s.Press("enter")
	s.Type("open sesame")
	s.Press("enter")
	if p.Phrases["id_work"] != "open sesame" {
		t.Errorf("the passphrases are %q", p.Phrases)
	}
	s.Press("S")
	if p.Nudged != 1 {
		t.Errorf("it was tried %d times", p.Nudged)
	}

	s, p = connectionStage(t, wide(), func(s *post.State) {
		s.Line, s.Alarms = post.Connected, []post.Alarm{{Kind: "restored", Count: 3}}
	})
	s.Expect("The hub was restored from a backup", "waiting: 3", "do again what is missing")
	s.Press("S") // not while it is connected
	s.Press("a")
	s.Refuse("restored from a backup")
	if p.Nudged != 0 || len(p.At.Alarms) != 0 {
		t.Errorf("it was tried %d times, %d alarms are left", p.Nudged, len(p.At.Alarms))
	}
	p.At.Line, p.At.Since = post.Offline, screentest.Noon()
	s.Send(screen.Loading{State: p.At, Now: screentest.Noon()})
	s.Expect("Not connected", "It is tried again by itself")
}
