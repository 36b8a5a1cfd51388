package screen_test

import (
	"errors"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/ui/keep"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

const (
	hubKey  = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBmAh7Ff2h3bVJtCGFQXNnlZ2QF5TT0x9u8R9Zc5q1aB lumen@desk"
	hubKey2 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKmAh7Ff2h3bVJtCGFQXNnlZ2QF5TT0x9u8R9Zc5q1aC"
)

func hubStage(t *testing.T, size screentest.Size) (*screentest.Stage, *screentest.Keeper, *screentest.Cast) {
	c, k := screentest.NewCast(t), screentest.NewKeeper()
	d := deskOf(c.World, "ops")
	d.Hub = k
	c.Must("", &model.AddKey{Handle: "lumen", Text: hubKey})
	c.Must("", &model.AddKey{Handle: "mia.makes", Text: hubKey2, Kind: model.KeyScript, Label: "nightly"})
	return screentest.NewStage(c.World, "ops", size, screentest.Entry("hub", "Hub", func() kit.Screen { return screen.NewHub(d) })), k, c
}

func TestHubGolden(t *testing.T) {
	for _, size := range screentest.Sizes() {
		s, k, _ := hubStage(t, size)
		for _, tab := range []string{"people", "keys", "health", "backups", "limits", "policy", "log"} {
			screentest.Golden(t, "hub_"+tab+"_"+size.String(), s.Frame())
			s.Press("right")
		}
		k.Idle = true
		s.Press("left", "right")
		screentest.Golden(t, "hub_idle_"+size.String(), s.Frame())
	}
}

// A session ends after a question, whose cancelling harms nothing.
func TestHubEndsSessions(t *testing.T) {
	s, k, _ := hubStage(t, broad())
	s.Press("x")
	s.Expect("End session 7 of lumen?", "Cancel")
	s.Press("enter")
	if len(k.Ended) != 0 {
		t.Fatalf("ended %v", k.Ended)
	}
	s.Press("down", "down", "x", "right", "enter")
	if len(k.Ended) != 1 || k.Ended[0] != 12 {
		t.Errorf("ended %v", k.Ended)
	}
	s.Expect("Session 12 of mia.makes is told to end.")
	k.Says = &model.Refusal{Answer: model.ByRight, Rule: model.RuleKeyObserver, Field: "as"}
	s.Press("x", "right", "enter")
	s.Expect("key.observer")
	s.Press("enter")
	s.Expect("Mia Makes")
}

func TestHubKeys(t *testing.T) {
	s, k, c := hubStage(t, broad())
	s.Press("right")
	s.Expect("lumen@desk", "nightly", "script", "not since the hub began")
	var print string
	_ = c.View(model.Actor{Operator: true}, func(v model.View) {
		for _, row := range v.Rows(model.KeysOf(model.AccountByHandle(v.Reader, "lumen").Key), model.Place{}, false) {
			print = row.(*model.AccountKey).Fingerprint
		}
	})
	k.Keys = map[string]time.Time{print: screentest.Noon().Add(-3 * time.Hour)}
	s.Send(screen.Minute{})
	s.Expect("3 h ago")
	s.Press("y")
	if len(s.Copied) != 1 || s.Copied[0] != print {
		t.Errorf("copied %q", s.Copied)
	}
	s.Press("x")
	s.Expect("Revoke this key of lumen?")
	s.Press("right", "enter")
	s.Expect("The key no longer opens the hub.", "revoked")
	s.Press("n")
	s.Expect("Add a key", "Public key")
	s.Type("nobody")
	s.Press("tab")
	s.Paste(hubKey)
	s.Press("ctrl+s")
	s.Expect("nobody")
	s.Press("ctrl+u")
	s.Type("technochai")
	s.Press("ctrl+s")
	s.Expect("revoked") // it belonged to somebody else before
}

func TestHubWorks(t *testing.T) {
	s, k, _ := hubStage(t, broad())
	s.Press("right", "right", "n")
	if len(k.Begun) != 1 || k.Begun[0] != keep.Examine {
		t.Fatalf("begun %v", k.Begun)
	}
	s.Expect("check: 43%", "A check is under way")
	s.Press("n")
	if len(k.Begun) != 1 {
		t.Error("a second work was begun beside the first")
	}
	s.Press("x")
	if k.Given != 1 {
		t.Error("it was not given up")
	}
	s.Press("right", "n")
	if len(k.Begun) != 2 || k.Begun[1] != keep.BackUp {
		t.Errorf("begun %v", k.Begun)
	}
	k.Work = keep.Progress{Work: keep.BackUp, Err: errors.New("no space left"), Now: screentest.Noon()}
	s.Send(screen.Minute{})
	s.Expect("The backup did not come to its end: no space left")
}

// What is ill is said, and what the doctor found stands beside.
func TestHubIll(t *testing.T) {
	s, k, _ := hubStage(t, broad())
	k.Ill = func(h *keep.Health) { h.Stopped, h.Stuck, h.Due, h.FreeBytes = "the disk is full", 2, 5, 1000 }
	k.Last.Findings = []string{"entry 7 is not what was written", "two rows differ"}
	s.Press("right", "right")
	s.Expect("stopped: the disk is full", "5 due and not struck yet; 2 are stuck", "1.0 kB free", "2 findings, the first: entry 7")
	s.Press("down", "down", "down", "down", "down")
	s.Expect("two rows differ")
}

func TestHubNumbers(t *testing.T) {
	s, _, c := hubStage(t, broad())
	for range 4 {
		s.Press("right")
	}
	s.Expect("Connections of an address", "180")
	s.Press("/")
	s.Type("idle")
	s.Press("enter", "e")
	s.Expect("ssh.idle.minutes", "Value")
	s.Press("ctrl+u")
	s.Type("90")
	s.Press("ctrl+s")
	s.Expect("ssh.idle.minutes is 90 minutes from now on.", "90 minutes")
	_ = c.View(model.Actor{Operator: true}, func(v model.View) {
		if got := model.PolicyNow(v.Reader).Get("ssh.idle.minutes"); got != 90 {
			t.Errorf("it is %d", got)
		}
	})
	s.Press("esc", "right", "Y")
	if len(s.Copied) != 1 || s.Copied[0] == "" {
		t.Errorf("copied %q", s.Copied)
	}
}

// Every word that is looked for stands in the row.
func TestHubFinds(t *testing.T) {
	s, _, _ := hubStage(t, broad())
	s.Press("/")
	s.Type("mia script")
	s.Expect("mia.makes")
	s.Refuse("stranger ")
	s.Press("esc")
	s.Expect("lumen")
	s.Press("/")
	s.Type("nobody has this")
	s.Expect("Nothing here has “nobody has this”")
}

// One's own session is marked, each has the number that hub end wants, and a stranger the beginning of the key.
func TestHubPeopleAreToldApart(t *testing.T) {
	s, k, _ := hubStage(t, broad())
	k.Wants = func(all []keep.Person) []keep.Person {
		all[0].Own = true
		return all
	}
	s.Send(screen.Minute{})
	s.Expect("NO.", "   7  lumen (you)", "   9  stranger", "SHA256:bR8bVq1y", "  12  mia.makes")
	s.Refuse("mia.makes (you)")
}

// Strange names and many people: every frame fits.
func TestHubWide(t *testing.T) {
	for _, size := range screentest.Sizes() {
		s, k, _ := hubStage(t, size)
		k.Wants = func(all []keep.Person) []keep.Person {
			for i := range 60 {
				p := all[0]
				p.Number, p.Handle, p.Address, p.Doing = uint64(100+i), "an.extremely.long.handle.of.somebody", "2001:db8:ffff:ffff::/64", "account access ls"
				all = append(all, p)
			}
			return all
		}
		s.Send(screen.Minute{})
		s.Press("end")
		screentest.Golden(t, "hub_many_"+size.String(), s.Frame())
	}
}
