package canary

import (
	"context"
	"testing"
	"time"

	"aeconnect/model"
)

// Market is a marketplace with a virtual clock that a story can be told to.
type Market interface {
	View(actor model.Actor, read func(model.View)) error
	Do(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error)
	Mint(letter byte) model.ID
	Seal(text string) model.Opened
	Advance(ctx context.Context, to model.Moment) error
}

// Story is a marketplace in which the story is told, up to a stage.
type Story struct {
	Aviary
	Stage  string
	market Market
	names  map[string]string // of IDs, by what they are called here
}

// The readers of the story; each is the handle of an account.
const (
	Lumen  = "lumen"        // a seller
	Casa   = "casa.brava"   // another seller
	Mia    = "mia.makes"    // the creator of the story's order
	Nils   = "nils_reviews" // a creator who applied for the same task
	Agency = "northlight"
	Sam    = "sam" // support
	Ops    = "ops" // runs the hub
)

// Readers returns everybody who has an account and reads.
func Readers() []string { return []string{Lumen, Casa, Mia, Nils, Agency, Sam, Ops} }

const day = 24 * time.Hour

// actor returns who a handle is; "" is the owner of the directory, and what begins with SHA256 somebody without an
// account.
func (s *Story) actor(handle string) (actor model.Actor) {
	if handle == "" {
		return model.Actor{Operator: true}
	}
	if len(handle) > 30 {
		return model.Actor{Proven: handle}
	}
	s.see(func(v model.View) {
		if a := model.AccountByHandle(v.Reader, handle); a != nil {
			actor = model.Actor{Account: a.Key, Operator: a.Role == model.Operator}
		}
	})
	if actor.Account == 0 {
		s.t.Fatalf("nobody is called %q", handle)
	}
	return actor
}

func (s *Story) see(read func(model.View)) {
	s.t.Helper()
	if err := s.market.View(model.Actor{Operator: true}, read); err != nil {
		s.t.Fatal(err)
	}
}

// Do utters a command, which must not be refused.
func (s *Story) Do(handle string, c model.Command, private ...model.Opened) {
	s.t.Helper()
	d, err := s.market.Do(context.Background(), s.actor(handle), c, private...)
	if err != nil || d.Refusal != nil {
		s.t.Fatalf("%s by %q: %v %v", c.Wire(), handle, err, d.Refusal)
	}
}

// wait moves the clock.
func (s *Story) wait(d time.Duration) {
	s.t.Helper()
	var now model.Moment
	s.see(func(v model.View) { now = v.Now })
	if err := s.market.Advance(context.Background(), now.Add(d)); err != nil {
		s.t.Fatal(err)
	}
}

// ID returns the ID of a thing by what it is called here.
func (s *Story) ID(name string) model.ID { return model.ID(s.names[name]) }

// mint makes an ID that some readers may know of.
func (s *Story) mint(name string, letter byte, may ...string) model.ID {
	id := s.market.Mint(letter)
	s.names[name] = string(id)
	s.tag(name, string(id), may...)
	return id
}

// sealed makes a private text with a bird in it.
func (s *Story) sealed(before, name, after string, may ...string) model.Opened {
	return s.market.Seal(before + s.hatch(name, may...) + after)
}

// Stages returns the names of the stages, in order.
func Stages() []string {
	return []string{"applied", "approved", "sent", "lost sight of", "in review", "confirmed", "paid", "settled"}
}

// Matters tells whether what somebody sees at a stage is worth a look in a test that has little time: the seller's view
// changes at most of them, others are kept out most of the time, and in the end everybody has something to see.
func Matters(stage, reader string) bool {
	switch stage {
	case "confirmed":
		return reader != Agency && reader != Ops
	case "settled":
		return true
	case "sent", "in review", "paid":
		return false
	}
	return reader == Lumen
}

// Tell tells the story to a marketplace in which the people of the story stand, and calls look at each stage.
func Tell(t testing.TB, market Market, look func(*Story)) {
	t.Helper()
	s := &Story{Aviary: Aviary{t: t}, market: market, names: map[string]string{}}
	s.people()
	s.tasks()
	for i, tell := range []func(){s.applied, s.approved, s.sent, s.lostSight, s.inReview, s.confirmed, s.paid, s.settled} {
		s.Stage = Stages()[i]
		tell()
		look(s)
	}
}
