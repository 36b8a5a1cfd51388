package ui

import (
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/screen/screentest"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/crypto/ssh"
)

// listening returns a program that takes news from a test.
func listening(t *testing.T, c *screentest.Cast, handle string) (*driver, func(News)) {
	var news News
	o := options(c.World, handle)
	o.News = func() News { n := news; news = News{}; return n }
	d := drive(t, c.World, o, screentest.Size{Width: 146, Height: 36})
	return d, func(n News) { news = n; d.send(NewsCame{}) }
}

// underCursor returns the line of the row that the cursor is on.
func underCursor(d *driver) string {
	for line := range strings.Lines(d.frame()) {
		if _, list, beside := strings.Cut(line, "│"); beside && strings.Contains(list, "▌") {
			return list
		}
	}
	return ""
}

// TestNewsAppearInPlace: what others publish appears in the menu and on the square, and the row under the cursor stays.
func TestNewsAppearInPlace(t *testing.T) {
	c := screentest.NewCast(t)
	d, tell := listening(t, c, "mia.makes")
	d.press("2", "down", "down")
	before := underCursor(d)
	if before == "" {
		t.Fatalf("no row is marked in\n%s", d.frame())
	}
	c.Publish("lumen", c.FixedPrice())
	refs, _ := c.World.Touched()
	tell(News{Public: refs.Refs})
	d.expect("2 Task Square 10")
	if after := underCursor(d); after != before {
		t.Errorf("under the cursor is %q, was %q", after, before)
	}
	if d.app.Quiet() {
		t.Error("a new count is not drawn")
	}
}

// TestIdleSessionsDoNothing: no minute passes by a clock that stands still, and what changed for others draws nothing.
func TestIdleSessionsDoNothing(t *testing.T) {
	c := screentest.NewCast(t)
	d, _ := listening(t, c, "mia.makes")
	count := func(n News) (cmd tea.Cmd) {
		d.app.options.News = func() News { return n }
		_, cmd = d.app.Update(NewsCame{})
		if !d.app.Quiet() {
			t.Errorf("%+v is drawn before anything is read", n)
		}
		return cmd
	}
	for range 60 {
		if cmd := count(News{Minute: true}); cmd != nil {
			t.Fatal("a minute passes by a clock that stands still")
		}
	}
	d.run(count(News{Public: []model.Ref{{Kind: model.KindTask, Key: 1 << 40}}}))
	for len(d.queue) > 0 {
		next := d.queue[0]
		d.queue = d.queue[1:]
		if msg := next(); msg != nil {
			if _, batch := msg.(tea.BatchMsg); !batch {
				if _, known := msg.(squareCount); !known {
					continue // a list looks for itself
				}
			}
			d.play(msg)
			if _, known := msg.(squareCount); known && !d.app.Quiet() {
				t.Error("the same count is drawn again")
			}
		}
	}
	if cmd := count(News{}); cmd != nil {
		t.Error("no news are followed up")
	}
}

// TestNewsForOneselfAreCounted: what concerns an account is read again at once, and drawn when it looks different.
func TestNewsForOneselfAreCounted(t *testing.T) {
	c := screentest.NewCast(t)
	d, tell := listening(t, c, "lumen")
	shown := d.app.shown
	c.Publish("lumen", c.FixedPrice())
	refs, _ := c.World.Touched()
	tell(News{Refs: refs.Refs})
	if now := d.app.shown; now.tasks != shown.tasks+1 || now.square != shown.square+1 {
		t.Errorf("%d tasks, %d on the square; were %d, %d", now.tasks, now.square, shown.tasks, shown.square)
	}
	d.app.Update(reread{d.app.shown})
	if !d.app.Quiet() {
		t.Error("what looks the same is drawn again")
	}
}

// TestSupportSeesWhoAsks: with Today on the screen, support sees each that asks to be let in as it comes, in the list as
// in the menu, also after the operator has changed a number.
func TestSupportSeesWhoAsks(t *testing.T) {
	c := screentest.NewCast(t)
	do := func(who model.Actor, cmd model.Command, private ...model.Opened) {
		if decided, err := c.World.Do(t.Context(), who, cmd, private...); err != nil || decided.Refusal != nil {
			t.Fatal(err, decided.Refusal)
		}
	}
	d, tell := listening(t, c, "sam")
	for i, handle := range []string{"zoe", "yan"} {
		do(model.Actor{Operator: true}, &model.SetPolicy{Name: model.NameChars, Value: int64(60 + i)})
		public, _, _ := ed25519.GenerateKey(rand.Reader)
		key, err := ssh.NewPublicKey(public)
		if err != nil {
			t.Fatal(err)
		}
		id, form := c.World.Mint(model.AccessLetter), c.World.Seal(model.AccessForm{Handle: handle, Name: "New", Country: "DE", Languages: []string{"en"}}.Text())
		ask := &model.ApplyForAccess{ID: id, Role: model.Agency, Text: string(ssh.MarshalAuthorizedKey(key)), Form: form.Commit()}
		do(model.Actor{Proven: ssh.FingerprintSHA256(key)}, ask, form)
		refs, _ := c.World.Touched()
		tell(News{Refs: refs.Refs})
		d.expect(string(id), fmt.Sprint("People ", i+1))
	}
}

// TestDecisionIsToldLive: what support decides in another session is said at once, counted as unread, and said again to
// whoever comes later, until it is seen.
func TestDecisionIsToldLive(t *testing.T) {
	c := screentest.NewCast(t)
	d, tell := listening(t, c, "mia.makes")
	o := c.World.Seal(model.RequestForm{Note: "Every Friday."}.Text())
	id := c.World.Mint(model.RequestLetter)
	c.World.Must("mia.makes", &model.RequestLive{ID: id, Form: o.Commit()}, o)
	c.World.Touched()
	c.World.Must("sam", &model.GrantRequest{ID: id})
	refs, _ := c.World.Touched()
	tell(News{Refs: refs.Refs})
	d.expect("Support granted " + string(id) + ": live streams.")
	later, _ := listening(t, c, "mia.makes")
	later.expect("Support granted " + string(id))
	c.World.Must("mia.makes", &model.MarkSeen{Things: []model.ID{id}})
	seen, _ := listening(t, c, "mia.makes")
	if strings.Contains(seen.frame(), "Support granted") {
		t.Errorf("what was seen is said again in\n%s", seen.frame())
	}
}
