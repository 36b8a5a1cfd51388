package screen_test

import (
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// fallen is the outbox of lumen with one refused approval of two applications, one of which was cancelled meanwhile.
func fallen(t testing.TB) *screentest.Stage {
	c := screentest.NewCast(t)
	p := screentest.NewPost(c.World, c.Orders["applied"])
	good, gone := c.Order(c.Orders["applied"]), c.Order(c.Orders["cancelled"])
	refused := p.All[0]
	refused.Command = &model.ApproveApplications{Batch: "B-0000-0000", Orders: []model.Picked{{ID: gone.ID, Rev: 1}, {ID: good.ID, Rev: good.Rev}}}
	refused.Refusal = &model.Refusal{Answer: model.ByRule, Rule: model.RuleMoved, Field: "order", Args: []model.Arg{{Name: "id", Text: string(gone.ID)}}}
	refused.Origin = post.Origin{Form: "entry review"}
	p.All = []post.Item{refused}
	d := desk(c.World, "lumen")
	d.Post = p
	return deskStage(c.World, "lumen", wide(), d, screen.NewOutbox)
}

// What a refused batch fell over is named: which row, what happened to it and by whom, that the others are good, and that
// it cannot go through as it stands. w adds the rule; e stays where it is.
func TestOutboxNamesWhatHappened(t *testing.T) {
	s := fallen(t)
	s.Expect("1 refused", "All or nothing", "the other rows (1) are good", "Application cancelled,", "by hana", "it can only be refused")
	s.Refuse("Look again, then repeat it", "B-0000")
	s.Press("S")
	s.Expect("This can only be refused again")
	s.Press("e")
	s.Expect("Outbox", "was made without a form")
	s.Press("w")
	s.Expect("revision.moved", "that nobody overwrites what they never read", "ours: the sources say nothing")
	s.Press("esc", "x")
	s.Expect("The hub has refused it")
	s.Refuse("The hub never hears of it")
}

// A clock is warned of where it is the actor's own turn, and near.
func TestOutboxWarnsOfNearClocksOnly(t *testing.T) {
	c := screentest.NewCast(t)
	id := c.Orders["applied"]
	it := post.Item{Key: 1, Standing: post.Queued, Command: &model.ApproveApplications{Orders: []model.Picked{{ID: id}}}}
	warned := func(who string) (clock model.Clock, ok bool) {
		_ = c.World.View(c.World.Actor(who), func(v model.View) { clock, ok = post.Clock(v, it) })
		return clock, ok
	}
	if clock, ok := warned("lumen"); ok && clock.Turn != c.World.Actor("lumen").Account {
		t.Errorf("it warns of %s, which is another's", clock.Rule)
	}
	o := c.Order(id)
	var due model.Moment
	_ = c.World.View(c.World.Actor("lumen"), func(v model.View) {
		for _, k := range v.ClocksOn(o) {
			if k.Turn == o.Seller {
				due = k.Due
			}
		}
	})
	if due == 0 {
		t.Fatal("the application has no clock")
	}
	for before, want := range map[time.Duration]bool{10 * 24 * screentest.Hour: false, 24 * screentest.Hour: true} {
		_ = c.World.View(c.World.Actor("lumen"), func(v model.View) {
			v.Now = due.Add(-before)
			if _, ok := post.Clock(v, it); ok != want {
				t.Errorf("%v before it strikes it is warned of: %v", before, ok)
			}
		})
	}
}

// An empty Outbox offers nothing that has no row to be done to.
func TestEmptyOutboxOffersNothing(t *testing.T) {
	c := screentest.NewCast(t)
	p := screentest.NewPost(c.World, c.Orders["applied"])
	p.All = nil
	d := desk(c.World, "lumen")
	d.Post = p
	s := deskStage(c.World, "lumen", wide(), d, func(d screen.Desk) kit.Screen { return screen.NewOutbox(d) })
	s.Expect("Nothing waits")
	s.Refuse("send again", "x drop")
}
