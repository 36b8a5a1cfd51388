package screen_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"aeconnect/ui/kit"
	"aeconnect/ui/post"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// hubTrip is a hub that does what a script says when it is joined.
type hubTrip struct {
	events []tea.Msg // what happens, in order
	urls   []string
	ctx    context.Context
	made   int
}

func (h *hubTrip) joining() screen.Joining {
	return screen.Joining{
		Go: func(ctx context.Context, url string) func() tea.Msg {
			h.urls, h.ctx = append(h.urls, url), ctx
			return func() tea.Msg {
				if len(h.events) == 0 {
					return nil
				}
				msg := h.events[0]
				h.events = h.events[1:]
				return msg
			}
		},
		NewKey: func() (string, string, error) {
			h.made++
			return "/home/mia/.ssh/id_ed25519", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJdDmVpcgfHnMpNTVRTUZxdYbN5zbLtRKlKyCkPTZ8Iw", nil
		},
	}
}

const aKey = "SHA256:TVRTUZxdYbN5zbLtRKlKyCkPTZ8IwJdDmVpcgfHnMpN"

func joinStage(t testing.TB, size screentest.Size, h *hubTrip) *screentest.Stage {
	w := screentest.New(t)
	return stageOf(w, "lumen", size, func(d screen.Desk) kit.Screen { return screen.NewJoin(d, h.joining()) })
}

func told(got, left uint64, after time.Duration) screen.JoinTold {
	at := screen.Loading{State: post.State{URL: "ssh://hub.example", Line: post.Connected, Got: got, Left: left}, Now: screentest.Noon().Add(after)}
	return screen.JoinTold{Loading: at}
}

func over(why string, offered string) screen.JoinOver {
	return screen.JoinOver{Err: &post.Question{Why: why, Offered: offered, Known: "SHA256:before", Where: "known_hosts:1", Err: errors.New("the way is shut")}}
}

func TestJoinGoldens(t *testing.T) {
	for name, c := range map[string]struct {
		events []tea.Msg
		keys   []string
	}{
		"typing":     {},
		"trust":      {[]tea.Msg{screen.JoinTrust{Fingerprint: aKey}}, []string{"enter"}},
		"passphrase": {[]tea.Msg{screen.JoinPhrase{File: "/home/mia/.ssh/id_ed25519"}}, []string{"enter", "s", "e", "c"}},
		"loading":    {[]tea.Msg{told(0, 0, 0), told(1, 9999, 0), told(4200, 5800, 2*time.Second)}, []string{"enter"}},
		"stranger":   {[]tea.Msg{over(post.Unknown, aKey+", SHA256:another")}, []string{"enter"}},
		"keyless":    {[]tea.Msg{over(post.Keyless, "")}, []string{"enter"}},
		"made":       {[]tea.Msg{over(post.Keyless, "")}, []string{"enter", "k"}},
		"lost":       {[]tea.Msg{screen.JoinOver{Err: errors.New("dial tcp: connection refused")}}, []string{"enter"}},
		"changed":    {[]tea.Msg{over(post.Changed, aKey)}, []string{"enter"}},
		"update":     {[]tea.Msg{over(post.Update, "")}, []string{"enter"}},
		"room":       {[]tea.Msg{over(post.Room, "")}, []string{"enter"}},
		"locked":     {[]tea.Msg{over(post.Locked, "")}, []string{"enter"}},
		"phrase":     {[]tea.Msg{over(post.Wrong, "")}, []string{"enter"}},
	} {
		for _, size := range screentest.Sizes() {
			s := joinStage(t, size, &hubTrip{events: slices.Clone(c.events)})
			s.Type("hub.example:2222")
			s.Press(c.keys...)
			screentest.Golden(t, "join_"+name+"_"+size.String(), s.Frame())
		}
	}
}

// The key of a hub that was never seen is accepted by a alone, the passphrase is never shown, and the load is seen.
func TestJoiningAsksAndGoesOn(t *testing.T) {
	trusted, phrase := 0, ""
	h := &hubTrip{events: []tea.Msg{
		screen.JoinTrust{Fingerprint: aKey, Answer: func(yes bool) {
			if yes {
				trusted++
			}
		}},
		screen.JoinPhrase{File: "id_work", Answer: func(text []byte, given bool) {
			if given {
				phrase = string(text)
			}
		}},
		told(1, 9999, 0), told(4200, 5800, time.Second),
		screen.JoinOver{Go: kit.Toast{Role: kit.Good, Text: "the next screens"}},
	}}
	s := joinStage(t, wide(), h)
	s.Press("enter")
	s.Expect("Type the address first")
	s.Type("hub.example:2222")
	s.Press("enter")
	s.Expect("Is this the key of hub.example?", aKey)
	s.Press("enter", "space", "q")
	if trusted != 0 {
		t.Fatal("a key other than a accepted the hub's key")
	}
	s.Press("a")
	s.Expect("Your key is locked", "id_work")
	s.Type("open sesame")
	s.Refuse("sesame")
	s.Press("enter")
	if trusted != 1 || phrase != "open sesame" || !slices.Equal(h.urls, []string{"ssh://hub.example:2222"}) {
		t.Errorf("trusted %d, phrase %q, asked %v", trusted, phrase, h.urls)
	}
	s.Expect("the next screens")
}

// esc gives an attempt up wherever it is: its context ends, the address is there again, and what still comes of it is not
// heard.
func TestJoiningIsGivenUp(t *testing.T) {
	for name, events := range map[string][]tea.Msg{
		"asking":     {},
		"trust":      {screen.JoinTrust{Fingerprint: aKey, Answer: func(yes bool) { mustNot(t, yes) }}},
		"passphrase": {screen.JoinPhrase{File: "f", Answer: func(_ []byte, given bool) { mustNot(t, given) }}},
		"loading":    {told(10, 90, 0)},
	} {
		h := &hubTrip{events: events}
		s := joinStage(t, wide(), h)
		s.Type("hub.example")
		s.Press("enter", "esc")
		if h.ctx.Err() == nil {
			t.Errorf("%s goes on", name)
		}
		s.Expect("Address of the hub", "hub.example")
		h.events = []tea.Msg{over(post.Update, "")}
		s.Press("enter")
		s.Expect("Update needed")
		s.Press("e")
		s.Expect("Address of the hub")
	}
}

func mustNot(t *testing.T, yes bool) {
	if yes {
		t.Error("leaving answered yes")
	}
}

// Whoever has no key makes one, and copies it and the way to the form in which one asks to be let in.
func TestJoiningMakesAKey(t *testing.T) {
	h := &hubTrip{events: []tea.Msg{over(post.Keyless, "")}}
	s := joinStage(t, wide(), h)
	s.Type("hub.example:2222")
	s.Press("enter", "k", "k", "y", "Y")
	s.Expect("/home/mia/.ssh/id_ed25519")
	if h.made != 1 || len(s.Copied) != 2 || s.Copied[0][:11] != "ssh-ed25519" || s.Copied[1] != "ssh -p 2222 hub.example" {
		t.Errorf("made %d, copied %q", h.made, s.Copied)
	}
	h.events = []tea.Msg{over(post.Unknown, aKey)}
	s.Press("r")
	s.Expect("knows none of your keys", aKey)
	h.events = []tea.Msg{over(post.NoURL, "")}
	s.Press("r")
	s.Expect("That is no address of a hub", "Address of the hub")
}
