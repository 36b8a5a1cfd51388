package sample

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"aeconnect/model"
)

func (c *census) view(t *testing.T, handle string) model.View {
	t.Helper()
	a := model.AccountByHandle(c.State(), handle)
	if a == nil {
		t.Fatalf("%s is missing", handle)
	}
	return model.NewView(c.State(), model.Actor{Account: a.Key}, c.Now())
}

// turns lists what waits for somebody: rule, what it is of, and how long is left, in hours.
func (c *census) turns(t *testing.T, handle string) string {
	t.Helper()
	v := c.view(t, handle)
	var lines []string
	for _, clock := range v.Clocks(model.TurnsOf(v.Who.Account), model.Place{}) {
		of := ""
		switch clock.Of.Kind {
		case model.KindTask:
			task := v.Task(clock.Of.Key)
			of = fmt.Sprintf("%d x %s", task.Waiting, task.Title)
		case model.KindOrder:
			o := v.Order(clock.Of.Key)
			of = fmt.Sprintf("%s, %s", o.Title, v.Handle(o.Seller))
			if handle == lumen {
				of = fmt.Sprintf("%s, %s", o.Title, v.Handle(o.Creator))
			}
		}
		lines = append(lines, fmt.Sprintf("%s %s: %s", clock.Due.Sub(v.Now).Truncate(time.Minute), clock.Rule, of))
	}
	return strings.Join(lines, "\n")
}

const lumenTurns = `3h12m0s content.review: Wireless earbuds launch, mia
28h0m0s sample.ship: Open-ear sports headphones: first impressions, nils_reviews
33h0m0s payment.record: Over-ear headphones with noise cancelling: an honest verdict, xiaotong
50h2m0s extension.answer: Pocket Bluetooth speaker in everyday use, technochai
57h47m0s content.review: Over-ear headphones with noise cancelling: an honest verdict, estudio_norte
103h12m0s application.review: 12 x Наушники для бега: честный обзор
271h12m0s application.review: 37 x Wireless earbuds second edition launch
550h32m0s payment.escalate: Wireless earbuds launch, sound_of_seo`

const miaTurns = `50h0m0s content.submit: Magnetic power bank 10,000 mAh in everyday use, pocketharbor
70h42m0s offer.answer: Head torch with red light, tested for a week, tentpebble
522h57m0s sample.receive: Monitor light bar in everyday use, keyotter
583h12m0s content.submit: Head torch with red light, tested for a week, tentpebble
619h17m0s payment.acknowledge: Smart bulb set: first impressions, quillow`

// checkScenes looks at what the first screens show, which no seed changes.
func (c *census) checkScenes(t *testing.T) {
	t.Helper()
	if got := c.turns(t, lumen); got != lumenTurns {
		t.Errorf("for lumen wait\n%s", got)
	}
	if got := c.turns(t, mia); got != miaTurns {
		t.Errorf("for mia wait\n%s", got)
	}
	if c.Now() != Today() {
		t.Errorf("the clock shows %s", c.Now())
	}
	c.checkLaunch(t)
	c.checkMia(t)
	c.checkCrowd(t)
}

func (c *census) checkLaunch(t *testing.T) {
	t.Helper()
	o, r := c.view(t, lumen).FindOrder(string(LaunchOrder))
	if r != nil {
		t.Fatal(r)
	}
	asked := o.Versions[0].Changes
	if o.State != model.InReview || len(o.Versions) != 2 || o.Asked != 1 || len(asked) != 1 || asked[0].Clause != 2 || o.Terms.Fee != (model.Money{Minor: 12000, Currency: "USD"}) {
		t.Errorf("%s: %s, %d versions, asked %v, %s", o.ID, o.State, len(o.Versions), asked, o.Terms.Fee)
	}
	v := c.view(t, lumen)
	if n := v.Count(model.TasksOf(v.Who.Account, 0)); n != 17 {
		t.Errorf("lumen has %d tasks", n)
	}
	for _, s := range model.TaskStates() {
		if v.Count(model.TasksOf(v.Who.Account, s)) == 0 {
			t.Errorf("lumen has no task that is %s", s)
		}
	}
	if late, _ := model.StandingOf(c.State(), v.Who.Account).PaidLate(); late == 0 || late > 1000 {
		t.Errorf("lumen pays late in %s of the cases", late)
	}
}

func (c *census) checkMia(t *testing.T) {
	t.Helper()
	v := c.view(t, mia)
	for state, n := range map[model.OrderState]int{
		model.Applied: 5, model.Cancelled: 1, model.Rejected: 2, model.AwaitingSample: 1, model.OnTheWay: 1, model.AwaitingSubmission: 3, model.InReview: 1,
		model.Submitted: 2, model.Confirmed: 1, model.Paid: 1, model.Completed: 20, model.Expired: 1, model.Stopped: 1,
	} {
		if got := v.Count(model.OrdersOf(v.Who.Account, state)); got != n {
			t.Errorf("mia has %d orders %s, not %d", got, state, n)
		}
	}
	s := model.StandingOf(c.State(), v.Who.Account)
	if onTime, _ := s.OnTime(); onTime != 9615 {
		t.Errorf("mia is on time in %s", onTime)
	}
	if first, _ := s.AcceptedFirst(); first < 7500 || first > 9500 {
		t.Errorf("mia is accepted first time in %s", first)
	}
}

// checkCrowd looks at the 37 who wait: they are different people with different pasts, and no two say the same.
func (c *census) checkCrowd(t *testing.T) {
	t.Helper()
	v := c.view(t, lumen)
	task, r := v.FindTask(string(CrowdedTask))
	if r != nil || task.Waiting != 37 || task.Approved != 0 || task.Wanted != 10 {
		t.Fatalf("%v %+v", r, task)
	}
	creators, notes, done := map[model.Key]bool{}, map[string]bool{}, map[int]bool{}
	for _, row := range v.Rows(model.OrdersOfTask(task.Key, model.Applied), model.Place{}, false) {
		o := row.(*model.Order)
		creators[o.Creator], notes[o.Note] = true, true
		done[model.StandingOf(c.State(), o.Creator).Done] = true
		if strings.ContainsAny(o.Note, "{}") || model.TextTrouble(o.Note, true) != model.NoTrouble || o.Note == "" {
			t.Errorf("%q is no note", o.Note)
		}
	}
	if len(creators) != 37 || len(notes) != 37 || len(done) < 4 {
		t.Errorf("%d creators, %d notes, %d different pasts", len(creators), len(notes), len(done))
	}
}

// Everybody's books balance, and everything for sale can be found by a few letters.
func TestBooksAndSquare(t *testing.T) {
	c := take(t, Options{Seed: 1})
	c.checkScenes(t)
	for key := model.Key(1); key < c.State().Next(model.KindAccount); key++ {
		if wrong, ok := model.CheckLedger(c.State(), key); !ok {
			t.Errorf("the books of %s do not balance: %s", model.AccountOf(c.State(), key).Handle, wrong)
		}
	}
	v := c.view(t, mia)
	found, days, types, titles := map[string]int{}, map[int]int{}, map[string]int{}, map[string]int{}
	for _, row := range v.Rows(model.Square(0), model.Place{}, false) {
		task := row.(*model.Task)
		for _, typed := range []string{"earb", "buds", "чай", "耳机"} {
			if strings.Contains(strings.ToLower(task.Title), typed) {
				found[typed]++
			}
		}
		days[int(task.Terms.ApplyBy.Sub(v.Now).Hours()/24)/10]++
		types[task.Type.String()+" "+task.Terms.Reward.String()]++
		if titles[task.Title]++; titles[task.Title] > 1 {
			t.Errorf("%q stands on the square twice", task.Title)
		}
	}
	t.Log(found, days, types, c.orders, c.tasks)
	if n := c.events["order.applied"]; n < 2000 || c.tasks["published"] < 1000 || c.events["task.published"] != UsualTasks {
		t.Errorf("%d orders, tasks %v", n, c.tasks)
	}
	if len(found) != 4 || len(days) < 5 || len(types) < 5 {
		t.Error("the square is poor")
	}
}

func TestWellKnownPeople(t *testing.T) {
	c := take(t, Options{Seed: 1, Tasks: 1, Past: -1})
	for handle, role := range map[string]model.Role{
		lumen: model.Seller, mia: model.Creator, "northlight": model.Agency, "sam": model.Support, "ada": model.Support, "ops": model.Operator,
	} {
		if a := model.AccountByHandle(c.State(), handle); a == nil || a.Role != role {
			t.Errorf("%s is %+v", handle, a)
		}
	}
}
