package sample

import (
	"context"
	"maps"
	"slices"
	"testing"

	"aeconnect/model"
)

// census is what there is in a sample, and what happened while it was made.
type census struct {
	*Memory
	orders, tasks map[string]int
	standing      map[string]int // clocks that run
	fired, notes  map[string]int
	events        map[string]int
	refusals      int
}

func take(t testing.TB, o Options) *census {
	t.Helper()
	c := &census{
		Memory: NewMemory(), orders: map[string]int{}, tasks: map[string]int{}, standing: map[string]int{}, fired: map[string]int{},
		notes: map[string]int{}, events: map[string]int{},
	}
	c.Watch = c.count
	if err := Make(context.Background(), c, o); err != nil {
		t.Fatal(err)
	}
	v := model.NewView(c.State(), model.Actor{System: true}, c.Now())
	for key := model.Key(1); key < c.State().Next(model.KindTask); key++ {
		c.tasks[model.TaskOf(c.State(), key).State.String()]++
	}
	for key := model.Key(1); key < c.State().Next(model.KindOrder); key++ {
		c.orders[model.OrderOf(c.State(), key).State.String()]++
	}
	for _, clock := range v.Clocks(model.Query{List: model.ListDue}, model.Place{}) {
		c.standing[string(clock.Rule)]++
	}
	return c
}

func (c *census) count(_ model.Moment, _ model.Actor, cmd model.Command, d model.Decision) {
	if fire, ok := cmd.(*model.FireClock); ok {
		c.fired[string(fire.Rule)]++
	}
	for _, n := range d.Notes {
		c.notes[string(n.Rule)]++
	}
	for _, e := range d.Events {
		c.events[e.Wire()]++
	}
	if d.Refusal != nil {
		c.refusals++
	}
}

// the reports what of the wanted there is none of.
func (c *census) need(t *testing.T, what string, have map[string]int, wanted []string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(have)) {
		t.Logf("%-10s %-26s %6d", what, name, have[name])
	}
	for _, name := range wanted {
		if have[name] == 0 {
			t.Errorf("%s: no %s", what, name)
		}
	}
}

func names[S ~string](all []S) []string {
	var names []string
	for _, s := range all {
		names = append(names, string(s))
	}
	return names
}

// Every state, every clock - running and struck -, every warning and every event of a marketplace without disputes and
// without a hub that was away is there, in the story alone.
func TestEverythingOccurs(t *testing.T) {
	c := take(t, Options{Seed: 1, Tasks: 1, Past: -1})
	var orders, tasks []string
	for _, s := range model.OrderStates() {
		orders = append(orders, s.String())
	}
	for _, s := range model.TaskStates() {
		tasks = append(tasks, s.String())
	}
	c.need(t, "order", c.orders, orders)
	c.need(t, "task", c.tasks, tasks)
	clocks := slices.DeleteFunc(names(model.ClockRules()), func(s string) bool {
		// Nobody comes to a sample marketplace with a key.
		return s == string(model.ClockSweep) || s == string(model.ClockAccess)
	})
	c.need(t, "running", c.standing, clocks)
	c.need(t, "struck", c.fired, clocks)
	c.need(t, "warning", c.notes, names([]model.Rule{
		model.RuleAddressMissing, model.RulePayPalMissing, model.RuleUnfit, model.RuleMethod, model.RuleSuspense, model.RulePiecesDiffer,
		model.RuleSampleLead, model.RuleSamplesUsual, model.RuleVague, model.RuleStrongCPS, model.RuleFewSpeakers, model.RuleLive,
	}))
	c.need(t, "event", c.events, slices.DeleteFunc(model.EventNames(), func(s string) bool {
		return slices.Contains([]string{"policy.changed", "clock.postponed", "hub.returned", "clocks.stopped", "clocks.continued",
			"batch.undone", "order.undone", // the story takes nothing back: that is for whoever plays
			"account.sender_added", "account.sender_removed",
			"key.added", "key.revoked", "access.asked", "access.admitted", "access.refused", "access.opened", "access.withdrawn", "policy.learned"}, s)
	}))
	if c.refusals > 0 {
		t.Errorf("%d commands were refused", c.refusals)
	}
}
