package sample

import (
	"slices"
	"time"

	"aeconnect/model"
)

// tellActivities tells of an official activity in each phase: 11.11 is over, one is on, Black Friday is in its warm-up, one
// before Christmas is open for registration, and the birthday in spring is announced. Of what was entered some takes part,
// some was accepted by silence, and some is under review.
func (m *maker) tellActivities() {
	m.activity(1, "11.11 2026", ago(50, "08:00"), ago(13, "00:00"), 1)
	m.enter(1, ago(35, "09:00"), ago(33, "08:30"), lumen, "tarnwick", "echopine", "voltmoss", "nestrel")
	m.activity(2, "Black Friday 2026", ago(34, "08:10"), ago(-3, "00:00"), 1)
	m.enter(2, ago(20, "09:10"), ago(18, "08:40"), lumen, "quillow", "linkquail", "severlampa")
	m.activity(3, "Winter gifts 2026", ago(12, "08:20"), ago(-20, "00:00"), 7)
	m.enter(3, ago(9, "09:20"), ago(7, "08:50"), lumen)
	m.enter(3, ago(1, "09:30"), 0, "tarnwick", "saltfern", "voltmoss", "strideoak", "keyotter")
	m.activity(4, "Singles' audio day", ago(60, "08:30"), ago(-120, "00:00"), 1) // on the way to spring, and then not at all
	m.at(ago(58, "10:00"), func() {
		m.do("ops", &model.ChangeActivity{ID: m.activityID(4), Dates: model.ActivityDates{Until: ago(-123, "00:00")}})
	})
	m.at(ago(41, "10:00"), func() {
		m.do("ops", &model.WithdrawActivity{ID: m.activityID(4), Reason: "It becomes part of the birthday on 28 March."})
	})
	m.activity(5, "AliExpress birthday 2027", ago(40, "08:40"), ago(-124, "00:00"), 1)
	m.activity(6, "Audio week 2026", ago(44, "08:50"), ago(1, "00:00"), 7)
	m.enter(6, ago(25, "09:40"), ago(24, "08:20"), lumen, "echopine")
	m.activity(7, "Gadget days 2026", ago(45, "08:55"), ago(-9, "00:00"), 3)
	m.enter(7, ago(10, "09:50"), 0, "tarnwick", "voltmoss", "keyotter") // whom silence accepts
	m.changeOfMind()
	m.at(ago(17, "09:00"), func() { m.expose(2, model.Instagram, ago(-5, "23:59")) })
	m.at(ago(12, "15:00"), func() { m.exposed(2, model.Instagram) })
	m.at(ago(2, "10:00"), func() { m.expose(3, model.PrimeSlot, ago(-20, "23:59")) })
}

// changeOfMind tells of an entry that was taken back, and of promises of exposure of which one was taken back and one
// came late.
func (m *maker) changeOfMind() {
	m.at(ago(8, "09:00"), func() {
		if t := m.latest(lumen, 3); t != nil {
			m.do(lumen, &model.EnterActivity{Activity: m.activityID(3), Tasks: []model.ID{t.ID}})
			m.do(lumen, &model.LeaveActivity{Activity: m.activityID(3), Task: t.ID})
		}
	})
	m.at(ago(30, "09:00"), func() {
		m.expose(1, model.Instagram, ago(25, "09:00"))
		m.expose(1, model.PrimeSlot, ago(20, "09:00"))
		if t := m.taking(1); t != nil {
			m.do("ops", &model.TakeBackExposure{Task: t.ID, Kind: model.PrimeSlot})
		}
	})
	m.at(ago(22, "09:00"), func() { m.exposed(1, model.Instagram) })
}

// activityID is the ID of the n-th activity of the sample.
func (m *maker) activityID(n int) model.ID { return mint(m.seed, model.ActivityLetter, uint64(n)) }

// activity plans that the operator announces an activity of some days.
func (m *maker) activity(n int, name string, announced, from model.Moment, days int) {
	c := &model.AddActivity{
		ID: m.activityID(n), Name: name, Conditions: "Rated 4.5 or better with at least one sale, free delivery, stock for the whole activity.",
		Dates: model.ActivityDates{From: from, Until: from.Add(time.Duration(days)*24*time.Hour - time.Second)},
	}
	m.at(announced, func() { m.do("ops", c) })
}

// enter plans that sellers enter the task that is open for the longest time, those who have one, and that the operator accepts
// them; 0 for not yet.
func (m *maker) enter(n int, at, accepted model.Moment, sellers ...string) {
	var entered []model.ID
	m.at(at, func() {
		for _, handle := range sellers {
			if t := m.latest(handle, n); t != nil {
				m.do(handle, &model.EnterActivity{Activity: m.activityID(n), Tasks: []model.ID{t.ID}})
				entered = append(entered, t.ID)
			}
		}
	})
	if accepted == 0 {
		return
	}
	m.at(accepted, func() {
		if len(entered) > 2 { // the last one does not meet the conditions
			last := entered[len(entered)-1]
			m.do("ops", &model.RefuseEntry{Activity: m.activityID(n), Task: last, Reason: "Delivery is not free to all countries."})
			entered = entered[:len(entered)-1]
		}
		if len(entered) > 0 {
			m.do("ops", &model.AcceptEntries{Activity: m.activityID(n), Tasks: entered})
		}
	})
}

// latest is the task of a seller that is open for the longest time and is not in the activity, nil for none.
func (m *maker) latest(handle string, n int) (open *model.Task) {
	p, known := m.people[handle]
	if !known || p.key == 0 {
		return nil
	}
	state := m.desk.State()
	v := model.NewView(state, model.Actor{System: true}, m.now)
	a := model.ActivityByID(state, m.activityID(n))
	for _, row := range v.Rows(model.TasksOf(p.key, model.Published), model.Place{}, true) {
		t := row.(*model.Task)
		if model.EntryFor(state, a.Key, t.Key) == nil && (open == nil || t.Terms.ApplyBy > open.Terms.ApplyBy) {
			open = t
		}
	}
	return open
}

// taking is the first task that takes part in the n-th activity, nil for none.
func (m *maker) taking(n int) *model.Task {
	state := m.desk.State()
	v := model.NewView(state, model.Actor{System: true}, m.now)
	for _, row := range v.Rows(model.EntriesIn(model.ActivityByID(state, m.activityID(n)).Key, model.EntryAccepted), model.Place{}, false) {
		if t := v.Task(row.(*model.ActivityEntry).Task); slices.Contains([]model.TaskState{model.Published, model.Closed}, t.State) {
			return t
		}
	}
	return nil
}

// expose promises exposure to a task that takes part in an activity; exposed ticks it off.
func (m *maker) expose(n int, k model.ExposureKind, until model.Moment) {
	if t := m.taking(n); t != nil {
		m.do("ops", &model.GrantExposure{Task: t.ID, Kind: k, Until: until})
	}
}

func (m *maker) exposed(n int, k model.ExposureKind) {
	if t := m.taking(n); t != nil && t.Exposure(k) != nil {
		m.do("ops", &model.TickExposure{Task: t.ID, Kind: k, Link: "https://www.instagram.com/p/sale-" + string(t.ID[2:6]) + "/"})
	}
}
