package screen_test

import (
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// clockStage shows a list, over which the clock is moved.
func clockStage(c *screentest.Cast, handle string, size screentest.Size) (*screentest.Stage, screen.Desk) {
	d := deskOf(c.World, handle)
	s := screentest.NewStage(c.World, handle, size, screentest.Entry("tasks", "My tasks", func() kit.Screen { return screen.NewMyTasks(d) }))
	s.Send(screen.Rehearse(d)())
	return s, d
}

func TestClockGolden(t *testing.T) {
	for _, size := range screentest.Sizes() {
		c := screentest.NewCast(t)
		s, _ := clockStage(c, "lumen", size)
		screentest.Golden(t, "clock_"+size.String(), s.Frame())
		s.Type("five")
		s.Press("enter")
		screentest.Golden(t, "clock_ask_"+size.String(), s.Frame())
		s.Press("left", "enter")
		screentest.Golden(t, "clock_report_"+size.String(), s.Frame())
	}
}

// What is typed as a span or a moment is taken as it stands, not as letters of another entry.
func TestClockTakesWhatIsTyped(t *testing.T) {
	c := screentest.NewCast(t)
	before := c.Now()
	s, _ := clockStage(c, "lumen", broad())
	s.Type("20h")
	s.Expect("20 h from now")
	s.Press("enter")
	if c.Now() != before.Add(20*screentest.Hour) {
		t.Errorf("the clock stands at %s", c.Now())
	}
	s, _ = clockStage(c, "lumen", broad())
	s.Type("3d")
	s.Expect("▌ 3 d from now")
}

// The clock goes where one says, what struck on the way is told once, and nothing else.
func TestClockReports(t *testing.T) {
	c := screentest.NewCast(t)
	before := c.Now()
	s, d := clockStage(c, "lumen", broad())
	s.Expect("To my next deadline", "in ", "To a moment")
	s.Type("one day")
	s.Press("enter")
	if c.Now() != before.Add(screentest.Day) {
		t.Errorf("the clock stands at %s", c.Now())
	}
	s.Expect("1 d later")
	s.Press("enter")
	s.Refuse("1 d later")
	s.Send(screen.Rehearse(d)())
	s.Type("to a moment")
	s.Press("enter")
	s.Type("-3d")
	s.Expect("already")
	s.Press("ctrl+s")
	if c.Now() != before.Add(screentest.Day) {
		t.Error("the clock went back")
	}
	s.Press("ctrl+u")
	s.Type("+36h")
	s.Press("ctrl+s")
	s.Expect("Move the clock to")
	if c.Now() != before.Add(screentest.Day) {
		t.Error("the clock went far without a question")
	}
	s.Press("enter")
	if c.Now() != before.Add(screentest.Day) {
		t.Error("enter alone moved the clock")
	}
	s.Send(screen.Rehearse(d)())
	s.Type("to a moment")
	s.Press("enter")
	s.Type("+36h")
	s.Press("ctrl+s", "left", "enter")
	if c.Now() != before.Add(screentest.Day+36*screentest.Hour) {
		t.Errorf("the clock stands at %s", c.Now())
	}
}

func TestClockTellsOwnEventsOnly(t *testing.T) {
	w := screentest.New(t)
	id := w.Publish("lumen", w.FixedPrice())
	w.Apply(id, "mia.makes", "")
	d := deskOf(w, "casa.brava")
	s := screentest.NewStage(w, "casa.brava", broad(), screentest.Entry("tasks", "My tasks", func() kit.Screen { return screen.NewMyTasks(d) }))
	s.Send(screen.Rehearse(d)())
	s.Type("30 days")
	s.Press("enter", "left", "enter")
	s.Expect("Nothing of yours fell due")
	if w.Task(id).State == model.Published {
		t.Error("the deadline of the task did not strike")
	}
}
