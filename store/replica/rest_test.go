package replica_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"aeconnect/model"
	"aeconnect/store/hub/hubtest"
	"aeconnect/store/replica"
)

// titled edits a task as somebody who sees it on a device does.
func titled(l *laptop, id model.ID, title string) *model.EditTask {
	l.t.Helper()
	e := &model.EditTask{ID: id, Fields: hubtest.Earbuds(start())}
	e.Fields.Title = title
	key := l.keyOf(id)
	if err := l.View(l.actor, func(v model.View) { e.Rev = v.Task(key).Rev }); err != nil {
		l.t.Fatal(err)
	}
	return e
}

func (w *world) title(id model.ID) (title string) {
	_ = w.hub.View(func(r model.Reader) error { title = model.TaskByID(r, id).Title; return nil })
	return title
}

// rules are those by which things were refused, in order.
func rules(l *laptop) (all []model.Rule) {
	l.t.Helper()
	refused, err := l.Refusals()
	if err != nil {
		l.t.Fatal(err)
	}
	for _, it := range refused {
		all = append(all, it.Refusal.Rule)
	}
	return all
}

// twoDevices are those of one seller, who sees a task on both.
func twoDevices(t *testing.T) (w *world, near, far *laptop, task model.ID) {
	w = newWorld(t, memHub(t)).found(true)
	task = w.publish("lumen")
	near, far = join(t, w.hub, "lumen", 1), join(t, w.hub, "lumen", 40)
	near.sync()
	far.sync()
	return w, near, far, task
}

// Given two edits made one over the other without a network, and one by another device that came first, when they are
// sent then both are refused: the second has the revision that the other's edit made, by number alone.
func TestWhatRestsOnARefusedEditIsRefused(t *testing.T) {
	w, near, far, task := twoDevices(t)
	near.do(titled(near, task, "near one"))
	near.do(titled(near, task, "near two"))
	near.do(titled(near, task, "near three"))
	other := near.Mint(model.TaskLetter)
	near.do(&model.CreateTask{ID: other, Fields: hubtest.Earbuds(start())})
	near.do(titled(near, other, "another one"))
	far.do(titled(far, task, "far"))
	far.sync()

	near.sync()
	if got := w.title(task); got != "far" {
		t.Errorf("the other's edit was overwritten by %q", got)
	}
	if got := w.title(other); got != "another one" {
		t.Errorf("an edit that rests on what was carried out: %q", got)
	}
	if got, want := rules(near), []model.Rule{model.RuleMoved, model.RuleHubRests, model.RuleHubRests}; !slices.Equal(got, want) {
		t.Errorf("refused by %q, not %q", got, want)
	}
	refused, _ := near.Refusals()
	if on := refused[1].Refusal.Args[0].Value; on != int64(refused[0].Key) {
		t.Errorf("it says that it rests on number %d, not %d", on, refused[0].Key)
	}

	again := titled(near, task, "near one, over far")
	if d, err := near.Again(t.Context(), refused[0].Key, again); err != nil || d.Refusal != nil {
		t.Fatal(d.Refusal, err)
	}
	_, d, err := near.Retry(t.Context(), refused[1].Key)
	if err != nil || d.Refusal == nil || d.Refusal.Rule != model.RuleHubRests {
		t.Errorf("what rested on it is sent unchanged: %v %v", d.Refusal, err)
	}
	if d, err := near.Again(t.Context(), refused[1].Key, titled(near, task, "near two, over far")); err != nil || d.Refusal != nil {
		t.Fatal(d.Refusal, err)
	}
	near.sync()
	if got := w.title(task); got != "near two, over far" {
		t.Errorf("edited and sent again: %q", got)
	}
}

// Given a batch over an order that the same outbox changed before, when that is refused then so is the batch; what carries
// no revision is decided as it stands.
func TestOnlyWhatCarriesRevisionsRests(t *testing.T) {
	w, near, far, task := twoDevices(t)
	near.do(titled(near, task, "near"))
	near.do(&model.CloseTask{ID: task})
	far.do(titled(far, task, "far"))
	far.sync()
	near.sync()
	if got, want := rules(near), []model.Rule{model.RuleMoved}; !slices.Equal(got, want) {
		t.Errorf("refused by %q, not %q", got, want)
	}
	if got := w.title(task); got != "far" {
		t.Errorf("the title is %q", got)
	}
}

// Given items that rest on one another, when the first is dropped before it was sent then the others are kept with the
// reason, and those that do not rest on it are sent.
func TestDroppingRefusesTheFollowers(t *testing.T) {
	w, near, far, task := twoDevices(t)
	for _, title := range []string{"one", "two", "three"} {
		near.do(titled(near, task, title))
	}
	near.do(&model.CreateTask{ID: near.Mint(model.TaskLetter), Fields: hubtest.Earbuds(start())})
	first := near.Outbox()[0].Key
	if got, want := near.Followers(first), []uint64{first + 1, first + 2}; !slices.Equal(got, want) {
		t.Fatalf("the followers are %d, not %d", got, want)
	}
	if err := near.Drop(first); err != nil {
		t.Fatal(err)
	}
	if got, want := rules(near), []model.Rule{model.RuleHubRests, model.RuleHubRests}; !slices.Equal(got, want) {
		t.Errorf("refused by %q, not %q", got, want)
	}
	far.do(titled(far, task, "far"))
	far.sync()
	near.restart()
	near.sync()
	if n := len(near.Outbox()); n != 0 || w.title(task) != "far" {
		t.Errorf("%d still wait, the title is %q", n, w.title(task))
	}
}

// Given that the device has got another name, because a copy of it went on, when its items are sent under new counters
// then they rest on the same ones as before.
func TestRestsSurviveANewName(t *testing.T) {
	w, near, far, task := twoDevices(t)
	copied := near.copied()
	copied.do(&model.CreateTask{ID: copied.Mint(model.TaskLetter), Fields: hubtest.Earbuds(start())})
	copied.sync() // uses the number that the first below has
	near.do(titled(near, task, "near one"))
	near.do(titled(near, task, "near two"))
	far.do(titled(far, task, "far"))
	far.sync()
	near.sync()
	if got, want := rules(near), []model.Rule{model.RuleMoved, model.RuleHubRests}; !slices.Equal(got, want) {
		t.Errorf("refused by %q, not %q", got, want)
	}
	if alarms := near.State().Alarms; len(alarms) != 1 || alarms[0].Kind != replica.AlarmForked {
		t.Errorf("alarms: %v", alarms)
	}
	if got := w.title(task); got != "far" {
		t.Errorf("the title is %q", got)
	}
}

// copied is a copy of the device's directory, opened.
func (l *laptop) copied() *laptop {
	l.t.Helper()
	raw, err := os.ReadFile(filepath.Join(l.dir, replica.FileName))
	if err != nil {
		l.t.Fatal(err)
	}
	c := *l
	c.dir, c.seed = l.t.TempDir(), l.seed+500
	if err := os.WriteFile(filepath.Join(c.dir, replica.FileName), raw, 0o600); err != nil {
		l.t.Fatal(err)
	}
	if c.Replica, err = replica.Open(c.dir, c.options()); err != nil {
		l.t.Fatal(err)
	}
	l.t.Cleanup(func() { c.Replica.Close() })
	return &c
}
