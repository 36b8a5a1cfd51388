package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"aeconnect/ui/kit"
	"aeconnect/ui/post"
	"aeconnect/ui/screen/screentest"
)

// replicaDriver is the program over lumen's replica, in a state.
func replicaDriver(t *testing.T, size screentest.Size, state post.State) (*driver, *screentest.Post) {
	c := screentest.NewCast(t)
	p := screentest.NewPost(c.World, c.Orders["applied"])
	p.All, p.At = p.All[1:2], state
	p.At.URL, p.At.Account, p.At.Loaded, p.At.Since, p.At.Queued = "ssh://hub.example", "lumen", true, screentest.Noon(), 1
	o := options(c.World, "lumen")
	o.Post, o.Now = p, func() time.Time { return screentest.Noon() }
	return drive(t, c.World, o, size), p
}

// How the line stands is read in the frame at every width: in the place of the connection stands what waits for a person.
func TestTheFrameSaysHowTheLineStands(t *testing.T) {
	locked := post.Question{Why: post.Locked, Where: "id_work"}
	restored := []post.Alarm{{Kind: "forked"}, {Kind: "restored"}}
	for want, state := range map[string]post.State{
		"● hub.example":               {Line: post.Connected},
		"connecting":                  {Line: post.Connecting},
		"✗ no connection since 12:00": {Line: post.Offline},
		"✗ update needed: f4":         {Line: post.Outdated},
		"▲ update needed: f4":         {Line: post.Connected, Newer: true},
		"✗ key not known: f4":         {Line: post.Stranger},
		"✗ another's device: f4":      {Line: post.Stranger, Way: post.Question{Why: post.Device}},
		"✗ key locked: f4":            {Line: post.Offline, Way: locked},
		"✗ disk full: f4":             {Line: post.Full},
		"✗ copy not written: f4":      {Line: post.Broken},
		"▲ hub restored: f4":          {Line: post.Connected, Alarms: restored},
	} {
		for _, size := range screentest.Sizes() {
			d, _ := replicaDriver(t, size, state)
			if head, _, _ := strings.Cut(d.frame(), "\n"); !strings.Contains(head, want) {
				t.Errorf("%s: %q is not in the frame's head %q", size, want, head)
			}
		}
	}
}

// f4 opens the page of the line from anywhere; it follows the line, takes the passphrase, and what was read is gone from
// the frame.
func TestTheLineHasAPage(t *testing.T) {
	d, p := replicaDriver(t, screentest.Sizes()[1], post.State{Line: post.Offline, Way: post.Question{Why: post.Locked, Where: "id_work"}})
	d.press("f4")
	d.expect("Your key is locked", "id_work")
	d.press("enter")
	d.write("1 sesame")
	d.press("enter")
	if p.Phrases["id_work"] != "1 sesame" {
		t.Errorf("typed %q", p.Phrases)
	}
	p.At.Line, p.At.Way, p.At.Alarms = post.Connected, post.Question{}, []post.Alarm{{Kind: "restored"}}
	d.send(committed{all: true})
	d.expect("Connected with hub.example", "hub restored: f4", "The hub was restored from a backup")
	d.press("a")
	d.send(committed{all: true})
	if text := d.frame(); strings.Contains(text, "restored") {
		t.Errorf("what was read is still said:\n%s", text)
	}
	d.press("o")
	d.expect("Outbox", "Ask for an extension")
}

// Without a replica there is no line, and its key does nothing.
func TestAMarketplaceOfOnesOwnHasNoLine(t *testing.T) {
	c := screentest.NewCast(t)
	d := drive(t, c.World, options(c.World, "lumen"), screentest.Sizes()[1])
	if slices.ContainsFunc(d.app.globals(), func(a kit.Action) bool { return a.Key == lineKey }) {
		t.Error("f4 is there")
	}
}
