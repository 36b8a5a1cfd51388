package model

import (
	"testing"
	"time"
)

// summit is a world with an operator, a rival and an activity that begins in 40 days.
type summit struct {
	*world
	activity ID
	task     ID
}

func newSummit(t *testing.T) *summit {
	w := newWorld(t)
	w.do("", &AddAccount{Handle: "ops", Name: "AliExpress", Role: Operator})
	w.do("", &AddAccount{Handle: "rival", Role: Seller, Level: Senior})
	f := w.fixedPrice()
	f.ApplyBy, f.SubmitBy = w.now.Add(200*day), w.now.Add(300*day)
	s := &summit{world: w, activity: w.id(ActivityLetter), task: w.publish(f)}
	s.do("ops", &AddActivity{ID: s.activity, Name: "11.11", Dates: ActivityDates{From: w.now.Add(40 * day), Until: w.now.Add(42 * day)}})
	return s
}

func (s *summit) row() *Activity { return ActivityByID(s.s, s.activity) }

func (s *summit) enter(task ID) {
	s.do("lumen", &EnterActivity{Activity: s.activity, Tasks: []ID{task}})
}

func (s *summit) fields(change func(*TaskFields)) *EditTask {
	f := TaskByID(s.s, s.task).Fields()
	change(&f)
	return &EditTask{ID: s.task, Fields: f}
}

// M291, M292: given an activity of which only the dates are known, when time goes on, registration opens 30 days before,
// closes 10 days before, the warm-up begins a week before, and each step is an event at its moment.
func TestActivityPassesItsPhases(t *testing.T) {
	s := newSummit(t)
	start := s.row().Dates.From
	for _, c := range []struct {
		before time.Duration // of the start
		want   Phase
	}{
		{40 * day, PhaseAnnounced}, {30*day + time.Hour, PhaseAnnounced}, {30 * day, PhaseRegistration}, {10*day + time.Second, PhaseRegistration}, {10 * day, PhaseChosen},
		{7 * day, PhaseWarmUp}, {time.Second, PhaseWarmUp}, {0, PhaseRunning}, {-2 * day, PhaseOver},
	} {
		s.advance(start.Add(-c.before).Sub(s.now))
		if got := s.row().Phase; got != c.want {
			t.Errorf("%v before the start it is %s, want %s", c.before, got, c.want)
		}
	}
	if all := Clocks(s.s, s.row()); len(all) != 0 {
		t.Errorf("over, and %v runs", all)
	}
}

// One step of 60 days gives what 60 steps of a day give.
func TestActivityAtOnceOrByDays(t *testing.T) {
	once, daily := newSummit(t), newSummit(t)
	once.advance(60 * day)
	for range 60 {
		daily.advance(day)
	}
	if a, b := once.row(), daily.row(); a.Phase != PhaseOver || a.Phase != b.Phase || a.Rev != b.Rev {
		t.Errorf("%+v and %+v", a, b)
	}
}

// M61, M299: given a registration that is open, when a seller enters a task, it is under review, listed among its applied
// activities, seen by staff alone, and may be taken back; accepted everybody sees it and it may not.
func TestEntryUnderReviewAndAccepted(t *testing.T) {
	s := newSummit(t)
	s.advance(11 * day)
	s.enter(s.task)
	n := EntryFor(s.s, s.row().Key, TaskByID(s.s, s.task).Key)
	if q := AppliedActivities(n.Seller, EntryReview); s.s.Count(q.List, q.Group) != 1 || s.row().Waiting != 1 {
		t.Errorf("not listed: %+v", s.row())
	}
	if CanSee(s.s, ViewerOf(s.s, s.actor("mia")), n) || CanSee(s.s, ViewerOf(s.s, s.actor("rival")), n) || !CanSee(s.s, ViewerOf(s.s, s.actor("ops")), n) {
		t.Error("an entry under review is seen by the wrong people")
	}
	s.do("lumen", &LeaveActivity{Activity: s.activity, Task: s.task})
	s.enter(s.task)
	s.do("ops", &AcceptEntries{Activity: s.activity, Tasks: []ID{s.task}})
	n = EntryFor(s.s, s.row().Key, n.Task)
	if n.State != EntryAccepted || !CanSee(s.s, ViewerOf(s.s, s.actor("mia")), n) || !TaskByID(s.s, s.task).InActivity(s.row().Key) {
		t.Errorf("%+v is not accepted for everybody", n)
	}
	if r := s.try("lumen", &LeaveActivity{Activity: s.activity, Task: s.task}); r == nil || r.Rule != RuleEntryReview {
		t.Errorf("an accepted entry was taken back: %v", r)
	}
	s.do("ops", &RemoveEntry{Activity: s.activity, Task: s.task, Reason: "penalty"}) // M300
	if TaskByID(s.s, s.task).InActivity(s.row().Key) || s.row().Accepted != 0 {
		t.Errorf("removed, and still in: %+v", s.row())
	}
}

// Given an entry that nobody decides, silence accepts it; of an activity that was called off it takes it back.
func TestEntrySilence(t *testing.T) {
	for _, off := range []bool{false, true} {
		s := newSummit(t)
		s.advance(11 * day)
		s.enter(s.task)
		want := EntryAccepted
		if off {
			s.do("ops", &WithdrawActivity{ID: s.activity, Reason: "moved"})
			want = EntryWithdrawn
		}
		s.advance(4 * day)
		if n := EntryFor(s.s, s.row().Key, TaskByID(s.s, s.task).Key); n.State != want || !n.Silent {
			t.Errorf("called off %v: %+v", off, n)
		}
	}
}

// M296-298: what an activity holds of an entered task, and until when.
func TestEntryHoldsTheTask(t *testing.T) {
	link := "https://www.aliexpress.com/item/1005001111111111.html"
	for _, c := range []struct {
		name   string
		change func(*TaskFields)
		late   bool // a day before registration closes and later
		rule   Rule
		field  string
	}{
		{"another item", func(f *TaskFields) { f.Links = []string{link} }, false, RuleEntryLocked, "link"},
		{"another country", func(f *TaskFields) { f.Countries = []string{"FR"} }, false, RuleEntryLocked, "country"},
		{"fewer samples", func(f *TaskFields) { f.Samples = 0 }, false, RuleEntryLocked, "samples"},
		{"the product instead", func(f *TaskFields) { f.Fee, f.Product = nil, true }, false, RuleEntryLocked, "product"},
		{"a lower fee", func(f *TaskFields) { f.Fee = &Money{11000, "USD"} }, false, RuleEntryRaise, "fee"},
		{"another currency", func(f *TaskFields) { f.Fee = &Money{13000, "EUR"} }, false, RuleEntryRaise, "fee"},
		{"a higher fee, late", func(f *TaskFields) { f.Fee = &Money{13000, "USD"} }, true, RuleEntryRaise, "fee"},
		{"a higher fee", func(f *TaskFields) { f.Fee = &Money{13000, "USD"} }, false, "", ""},
		{"more samples", func(f *TaskFields) { f.Samples = 3 }, true, "", ""},
		{"another title", func(f *TaskFields) { f.Title = "New" }, true, "", ""},
	} {
		s := newSummit(t)
		s.advance(11 * day)
		s.enter(s.task)
		if c.late {
			s.advance(s.row().Dates.RegisterUntil.Add(-23 * time.Hour).Sub(s.now))
		}
		r := s.try("lumen", s.fields(c.change))
		if c.rule == "" && r != nil || c.rule != "" && (r == nil || r.Rule != c.rule || r.Field != c.field) {
			t.Errorf("%s: %v, want %s %s", c.name, r, c.rule, c.field)
		}
		s.advance(s.row().Dates.Until.Sub(s.now)) // then it is free
		if r := s.try("lumen", s.fields(c.change)); r != nil {
			t.Errorf("%s, when all is over: %v", c.name, r)
		}
	}
}

// M14, M15: given a promise of exposure, the operator alone ticks it off; what is not given in time is late.
func TestExposure(t *testing.T) {
	s := newSummit(t)
	s.do("ops", &GrantExposure{Task: s.task, Kind: PrimeSlot, Until: s.now.Add(5 * day)})
	s.do("ops", &GrantExposure{Task: s.task, Kind: Instagram})
	s.advance(6 * day)
	task := TaskByID(s.s, s.task)
	if !task.Exposure(PrimeSlot).Late || task.Exposure(Instagram).Late || task.Exposure(Instagram).Until != task.Exposure(Instagram).Granted.Add(30*day) {
		t.Errorf("%+v", task.Exposures)
	}
	s.do("ops", &TickExposure{Task: s.task, Kind: PrimeSlot, Link: "https://www.aliexpress.com/live/1"})
	if q := ExposurePromised(); s.s.Count(q.List, q.Group) != 1 {
		t.Error("a promise is missing")
	}
	s.apply(s.task, "mia")
	if r := s.try("ops", &TakeBackExposure{Task: s.task, Kind: Instagram}); r == nil || r.Rule != RuleExposureKept {
		t.Errorf("a promise that somebody applied for was taken back: %v", r)
	}
	s.do("ops", &TickExposure{Task: s.task, Kind: Instagram})
	if q := ExposurePromised(); s.s.Count(q.List, q.Group) != 0 || len(Clocks(s.s, TaskByID(s.s, s.task))) != 2 {
		t.Errorf("%+v", Clocks(s.s, TaskByID(s.s, s.task)))
	}
}

// Bad input is refused by rule and field, and nothing is written.
func TestActivityRefusals(t *testing.T) {
	at := func(s *summit, days int) Moment { return s.now.Add(time.Duration(days) * day) }
	add := func(name string, d func(s *summit) ActivityDates) func(s *summit) Command {
		return func(s *summit) Command { return &AddActivity{ID: s.id(ActivityLetter), Name: name, Dates: d(s)} }
	}
	soon := func(s *summit) ActivityDates { return ActivityDates{From: at(s, 50), Until: at(s, 51)} }
	enter := func(task func(s *summit) ID) func(s *summit) Command {
		return func(s *summit) Command { return &EnterActivity{Activity: s.activity, Tasks: []ID{task(s)}} }
	}
	own := func(s *summit) ID { return s.task }
	for _, c := range []struct {
		name  string
		wait  int // days
		who   string
		c     func(s *summit) Command
		rule  Rule
		field string
	}{
		{"a seller announces", 0, "lumen", add("x", soon), RuleNoRight, ""},
		{"no name", 0, "ops", add(" ", soon), RuleRequired, "name"},
		{"control characters", 0, "ops", add("a\x1b[2Jb", soon), RuleText, "name"},
		{"a bidi override", 0, "ops", add("a\u202eb", soon), RuleText, "name"},
		{"a name in use", 0, "ops", add(" 11.11", soon), RuleActivityName, "name"},
		{"no start", 0, "ops", add("x", func(s *summit) ActivityDates { return ActivityDates{Until: at(s, 51)} }), RuleRequired, "from"},
		{"over before it begins", 0, "ops", add("x", func(s *summit) ActivityDates { return ActivityDates{From: at(s, 51), Until: at(s, 50)} }), RuleActivityDates, "until"},
		{"warm-up after the start", 0, "ops", add("x", func(s *summit) ActivityDates {
			return ActivityDates{From: at(s, 50), Until: at(s, 51), WarmFrom: at(s, 50).Add(time.Hour)}
		}), RuleActivityDates, "warm_from"},
		{"closing after the warm-up", 0, "ops", add("x", func(s *summit) ActivityDates {
			return ActivityDates{From: at(s, 50), Until: at(s, 51), RegisterUntil: at(s, 46)}
		}), RuleActivityDates, "register_until"},
		{"opening after closing", 0, "ops", add("x", func(s *summit) ActivityDates {
			return ActivityDates{From: at(s, 50), Until: at(s, 51), RegisterFrom: at(s, 41)}
		}), RuleActivityDates, "register_from"},
		{"registration that is over", 0, "ops", add("x", func(s *summit) ActivityDates { return ActivityDates{From: at(s, 9), Until: at(s, 10)} }), RulePast, "register_until"},
		{"opening in the past", 0, "ops", add("x", func(s *summit) ActivityDates {
			return ActivityDates{From: at(s, 50), Until: at(s, 51), RegisterFrom: at(s, -1)}
		}), RulePast, "register_from"},
		{"in a hundred years", 0, "ops", add("x", func(s *summit) ActivityDates { return ActivityDates{From: at(s, 50), Until: at(s, 36500)} }), RuleTooFar, "until"},
		{"entering before registration", 0, "lumen", enter(own), RuleActivityOpen, "activity"},
		{"entering after registration", 31, "lumen", enter(own), RuleActivityOpen, "activity"},
		{"somebody else's task", 11, "rival", enter(own), RuleNoRight, "task"},
		{"a creator enters", 11, "mia", enter(own), RuleRole, "as"},
		{"a task that is not there", 11, "lumen", enter(func(s *summit) ID { return s.id(TaskLetter) }), RuleNotFound, "task"},
		{"a draft", 11, "lumen", enter(func(s *summit) ID {
			id := s.id(TaskLetter)
			s.do("lumen", &CreateTask{ID: id, Fields: s.fixedPrice()})
			return id
		}), RuleEntryTask, "task"},
		{"twice", 11, "lumen", func(s *summit) Command {
			return &EnterActivity{Activity: s.activity, Tasks: []ID{s.task, s.task}}
		}, RuleEntryTwice, "task"},
		{"nothing", 11, "lumen", func(s *summit) Command { return &EnterActivity{Activity: s.activity} }, RuleRequired, "task"},
		{"accepting what was not entered", 11, "ops", func(s *summit) Command { return &AcceptEntries{Activity: s.activity, Tasks: []ID{s.task}} }, RuleEntryNone, "task"},
		{"accepting one of many that was not entered", 11, "ops", func(s *summit) Command { return &AcceptEntries{More: []Entrant{{s.activity, s.task}}} }, RuleEntryNone, "task"},
		{"refusing many for no reason", 11, "ops", func(s *summit) Command {
			s.enter(s.task)
			return &RefuseEntries{Entries: []Entrant{{s.activity, s.task}}, Reason: " "}
		}, RuleRequired, "reason"},
		{"refusing none", 11, "ops", func(*summit) Command { return &RefuseEntries{Reason: "Late."} }, RuleRequired, "task"},
		{"a seller refuses many", 11, "lumen", func(s *summit) Command {
			return &RefuseEntries{Entries: []Entrant{{s.activity, s.task}}, Reason: "Late."}
		}, RuleNoRight, ""},
		{"a seller accepts", 11, "lumen", func(s *summit) Command { return &AcceptEntries{Activity: s.activity, Tasks: []ID{s.task}} }, RuleNoRight, ""},
		{"refusing without a reason", 11, "ops", func(s *summit) Command {
			s.enter(s.task)
			return &RefuseEntry{Activity: s.activity, Task: s.task}
		}, RuleRequired, "reason"},
		{"closing a task that takes part", 11, "lumen", func(s *summit) Command {
			s.enter(s.task)
			s.do("ops", &AcceptEntries{Activity: s.activity, Tasks: []ID{s.task}})
			return &CloseTask{ID: s.task}
		}, RuleEntryHeld, "task"},
		{"another name once it is open", 11, "ops", func(s *summit) Command { return &ChangeActivity{ID: s.activity, Name: "12.12"} }, RuleActivityFixed, "name"},
		{"a date that is over", 35, "ops", func(s *summit) Command {
			return &ChangeActivity{ID: s.activity, Dates: ActivityDates{RegisterUntil: at(s, 1)}}
		}, RuleActivityFixed, "register_until"},
		{"a start in the past", 35, "ops", func(s *summit) Command {
			return &ChangeActivity{ID: s.activity, Dates: ActivityDates{From: at(s, -1)}}
		}, RulePast, "from"},
		{"calling off what is on", 41, "ops", func(s *summit) Command { return &WithdrawActivity{ID: s.activity, Reason: "x"} }, RuleActivityOff, "activity"},
		{"changing what is over", 60, "ops", func(s *summit) Command { return &ChangeActivity{ID: s.activity, Name: "x"} }, RuleActivityDone, "activity"},
		{"a seller promises exposure", 0, "lumen", func(s *summit) Command { return &GrantExposure{Task: s.task, Kind: PrimeSlot} }, RuleNoRight, ""},
		{"no sort of exposure", 0, "ops", func(s *summit) Command { return &GrantExposure{Task: s.task, Kind: "tv"} }, RuleExposureName, "exposure"},
		{"exposure in the past", 0, "ops", func(s *summit) Command { return &GrantExposure{Task: s.task, Kind: PrimeSlot, Until: at(s, -1)} }, RulePast, "until"},
		{"ticking off what was not promised", 0, "ops", func(s *summit) Command { return &TickExposure{Task: s.task, Kind: PrimeSlot} }, RuleExposureNone, "exposure"},
		{"a link that is none", 0, "ops", func(s *summit) Command {
			s.do("ops", &GrantExposure{Task: s.task, Kind: PrimeSlot})
			return &TickExposure{Task: s.task, Kind: PrimeSlot, Link: "javascript:alert(1)"}
		}, RuleWebAddress, "link"},
		{"given tomorrow", 0, "ops", func(s *summit) Command {
			s.do("ops", &GrantExposure{Task: s.task, Kind: PrimeSlot})
			return &TickExposure{Task: s.task, Kind: PrimeSlot, At: at(s, 1)}
		}, RuleFuture, "at"},
	} {
		s := newSummit(t)
		s.advance(time.Duration(c.wait) * day)
		cmd := c.c(s)
		r := s.try(c.who, cmd)
		if r == nil || r.Rule != c.rule || r.Field != c.field || len(s.last.Events) > 0 {
			t.Errorf("%s: %v with %d events, want %s (%s)", c.name, r, len(s.last.Events), c.rule, c.field)
		}
	}
}
