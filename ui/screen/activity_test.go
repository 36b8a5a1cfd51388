package screen_test

import (
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

func activityStage(w *screentest.World, handle string, size screentest.Size, role model.Role) *screentest.Stage {
	w.T.Helper()
	return deskStage(w, handle, size, desk(w, handle), func(d screen.Desk) kit.Screen { return screen.NewActivities(d, role) })
}

// season is a cast with three activities: one is open for registration, one is in its warm-up, one was called off; lumen
// takes part in two, and a promise of exposure was kept and another was not.
func season(t testing.TB) (*screentest.Cast, model.ID) {
	c := screentest.NewCast(t)
	now := c.Now()
	ids := make([]model.ID, 3)
	for i, name := range []string{"Winter gifts 2026", "黑色星期五 Black Friday 2026", "Spring"} {
		ids[i] = c.Mint(model.ActivityLetter)
		from := now.Add(time.Duration([]int{30, 20, 60}[i]) * screentest.Day)
		c.Must("ops", &model.AddActivity{
			ID: ids[i], Name: name, Conditions: "Rated 4.5 or better, free delivery.",
			Dates: model.ActivityDates{RegisterFrom: now, From: from, Until: from.Add(7*screentest.Day - time.Second)},
		})
	}
	var tasks []model.ID
	_ = c.View(model.Actor{System: true}, func(v model.View) {
		for _, row := range v.Rows(model.TasksOf(model.AccountByHandle(v.Reader, "lumen").Key, model.Published), model.Place{}, true) {
			tasks = append(tasks, row.(*model.Task).ID)
		}
	})
	c.Must("lumen", &model.EnterActivity{Activity: ids[0], Tasks: tasks[:2]})
	c.Must("lumen", &model.EnterActivity{Activity: ids[1], Tasks: tasks[:1]})
	c.Must("ops", &model.AcceptEntries{Activity: ids[0], Tasks: tasks[:1]})
	c.Must("ops", &model.RefuseEntry{Activity: ids[1], Task: tasks[0], Reason: "Delivery is not free."})
	c.Must("ops", &model.WithdrawActivity{ID: ids[2], Reason: "It moves to summer."})
	c.Must("ops", &model.GrantExposure{Task: tasks[0], Kind: model.PrimeSlot, Until: now.Add(3 * screentest.Day)})
	c.Must("ops", &model.GrantExposure{Task: tasks[0], Kind: model.Instagram})
	c.Must("ops", &model.TickExposure{Task: tasks[0], Kind: model.Instagram, Link: "https://www.instagram.com/p/abc/"})
	return c, tasks[0]
}

func TestActivityGoldens(t *testing.T) {
	for _, size := range screentest.Sizes() {
		c, _ := season(t)
		s := activityStage(c.World, "lumen", size, model.Seller)
		screentest.Golden(t, "activities_seller_"+size.String(), s.Frame())
		s.Press("down", "enter")
		screentest.Golden(t, "activities_page_"+size.String(), s.Frame())
		s.Press("esc", "right", "right")
		screentest.Golden(t, "activities_applied_"+size.String(), s.Frame())
		o := activityStage(c.World, "ops", size, model.Operator)
		o.Press("right", "right")
		screentest.Golden(t, "activities_review_"+size.String(), o.Frame())
		o.Press("right")
		screentest.Golden(t, "activities_exposure_"+size.String(), o.Frame())
		o.Press("left", "left", "left", "n")
		screentest.Golden(t, "activities_announce_"+size.String(), o.Frame())
	}
}

// Creators see on the page of a task what it is part of and what the platform promised (M14, M15).
func TestTaskSaysItsActivityAndExposure(t *testing.T) {
	c, id := season(t)
	var key model.Key
	_ = c.View(model.Actor{System: true}, func(v model.View) { key = model.TaskByID(v.Reader, id).Key })
	s := deskStage(c.World, "mia.makes", screentest.Size{Width: 146, Height: 36}, desk(c.World, "mia.makes"), func(d screen.Desk) kit.Screen { return screen.NewTask(d, key) })
	for _, want := range []string{"Winter gifts 2026, registration", "prime slot in the app, promised", "Instagram, given 19 Nov"} {
		s.Expect(want)
	}
}

// The operator decides about entries of several activities in one plan: accepts some, refuses others for one reason.
func TestEntriesDecidedAsAPlan(t *testing.T) {
	c, _ := season(t)
	var id model.ID
	var free []model.ID
	_ = c.View(model.Actor{System: true}, func(v model.View) {
		for _, row := range v.Rows(model.OpenActivities(), model.Place{}, false) {
			if a := row.(*model.Activity); a.Phase == model.PhaseRegistration && a.Name == "Winter gifts 2026" {
				id = a.ID
			}
		}
		for _, row := range v.Rows(model.TasksOf(model.AccountByHandle(v.Reader, "lumen").Key, model.Published), model.Place{}, true) {
			if task := row.(*model.Task); model.EntryFor(v.Reader, model.ActivityByID(v.Reader, id).Key, task.Key) == nil {
				free = append(free, task.ID)
			}
		}
	})
	c.Must("lumen", &model.EnterActivity{Activity: id, Tasks: free[:3]})
	s := activityStage(c.World, "ops", screentest.Size{Width: 146, Height: 36}, model.Operator)
	s.Press("right", "right", "space", "down", "space")
	s.Expect("accept 2 entries")
	s.Press("a")
	s.Expect("Accept 2 entries", "2 will be done", "lumen", "Winter gifts 2026")
	s.Press("enter")
	s.Expect("2 entries accepted")
	s.Press("*", "x")
	s.Type("Delivery is not free to all countries.")
	s.Press("ctrl+s")
	s.Expect("Refuse 2 entries", "2 will be done")
	s.Press("enter")
	s.Expect("2 entries refused", "No entry waits")
}
