package screen_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

func TestTodayGolden(t *testing.T) {
	c := screentest.NewCast(t)
	for _, handle := range []string{"lumen", "mia.makes", "hana", "sam", "sam_the_deal", "dachnik", "ops"} {
		for _, size := range screentest.Sizes() {
			s := todayStage(c.World, handle, size, kit.ThemeOptions{})
			screentest.Golden(t, fmt.Sprintf("today-%s-%s", handle, size), s.Frame())
		}
	}
}

func TestTodayGoldenOfATask(t *testing.T) {
	c := screentest.NewCast(t)
	s := todayStage(c.World, "lumen", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
	s.Press("/")
	s.Type("review 2")
	s.Press("enter")
	screentest.Golden(t, "today-task-146x36", s.Frame())
}

func TestTodayPainted(t *testing.T) {
	c := screentest.NewCast(t)
	s := todayStage(c.World, "lumen", screentest.Size{Width: 110, Height: 30}, screentest.Colours(true))
	screentest.Golden(t, "today-painted-dark", strings.Join(s.Painted(), "\n")+"\n")
}

var idPattern = regexp.MustCompile(`[OTP]-[0-9A-Z]{4}-[0-9A-Z]{4}`)

// rowIDs returns the IDs of the visible rows, the one of the preview left out.
func rowIDs(s *screentest.Stage) []string {
	var ids []string
	for _, line := range strings.Split(s.Frame(), "\n") {
		if strings.Contains(line, "──────") && len(ids) > 0 {
			break
		}
		if id := idPattern.FindString(line); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// current returns the line under the cursor.
func current(s *screentest.Stage) string {
	for _, line := range strings.Split(s.Frame(), "\n") {
		if at := strings.LastIndex(line, "▌"); at >= 0 && idPattern.MatchString(line) {
			return line[at:]
		}
	}
	return ""
}

// What waits for me stands before what waits for others, and each part is in order of time, however one gets there.
func TestTodayOrdersMineFirst(t *testing.T) {
	c := screentest.NewCast(t)
	s := todayStage(c.World, "lumen", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
	var down []string
	for range 60 {
		line := current(s)
		if len(down) > 0 && down[len(down)-1] == line {
			break
		}
		down = append(down, line)
		s.Press("down")
	}
	if !strings.Contains(down[0], "late") || !strings.Contains(down[0], "Record late payment") {
		t.Errorf("what is late already stands below %q", down[0])
	}
	others := false
	for _, line := range down {
		mine := strings.Contains(line, " you ") && !strings.Contains(line, "at last") // a further consequence of another row
		if mine && others {
			t.Errorf("a row of mine stands below one of others:\n%s", strings.Join(down, "\n"))
			break
		}
		others = others || !mine
	}
	var count int
	if err := c.View(c.Actor("lumen"), func(v model.View) { count = v.Count(model.ClocksOf(v.Who.Account)) }); err != nil {
		t.Fatal(err)
	}
	if len(down) != count {
		t.Errorf("%d rows for %d clocks", len(down), count)
	}
	s.Press("home")
	if current(s) != down[0] {
		t.Errorf("home goes to %q, not to %q", current(s), down[0])
	}
	s.Press("end")
	if current(s) != down[len(down)-1] {
		t.Errorf("end goes to %q, not to %q", current(s), down[len(down)-1])
	}
	for i := len(down) - 1; i >= 0; i-- {
		if current(s) != down[i] {
			t.Fatalf("on the way up row %d is %q, on the way down it was %q", i, current(s), down[i])
		}
		s.Press("up")
	}
}

// crowd makes a world in which many more clocks concern lumen than a window of the table holds.
func crowd(t *testing.T) (w *screentest.World, clocks, mine int) {
	w = screentest.New(t)
	creators := []string{"mia.makes", "nils_reviews", "xiaotong", "technochai", "pilar.cocina", "hana"}
	const tasks = 48
	for i := range tasks {
		f := w.FixedPrice()
		f.Title, f.Samples, f.Keep, f.ApplyBy = fmt.Sprintf("Task %d", i), 0, false, w.Now().Add(screentest.Day*10)
		task := w.Publish("lumen", f)
		for _, creator := range creators {
			o := w.Apply(task, creator, "")
			w.Approve(o)
			if i%2 == 0 {
				w.Submit(o)
			}
		}
		w.Wait(screentest.Hour)
	}
	return w, tasks*len(creators) + tasks, tasks / 2 * len(creators) // one an order, and the deadline of each task
}

// Lists longer than a window are walked without gaps, doubles or a change of order.
func TestTodayWalksFarMoreThanAWindow(t *testing.T) {
	w, clocks, mine := crowd(t)
	s := todayStage(w, "lumen", screentest.Size{Width: 146, Height: 20}, kit.ThemeOptions{})
	s.Expect(fmt.Sprintf("%d things wait for you", mine))
	seen := map[string]bool{}
	var order []string
	for range clocks + 10 {
		line := current(s)
		if len(order) > 0 && order[len(order)-1] == line {
			break
		}
		if seen[line] {
			t.Fatalf("row %d stands twice: %s", len(order), line)
		}
		order, seen[line] = append(order, line), true
		s.Press("down")
	}
	if len(order) != clocks {
		t.Errorf("%d rows were walked, want %d", len(order), clocks)
	}
	s.Press("home", "end")
	for i := len(order) - 1; i >= 0; i -= 7 {
		if current(s) != order[i] {
			t.Fatalf("row %d from the end is %q, want %q", i, current(s), order[i])
		}
		for range 7 {
			s.Press("up")
		}
	}
}

// Deep in a long list too the cursor stays at its place when the row under it is done with.
func TestTodayKeepsItsPlaceDeepInTheList(t *testing.T) {
	w, _, _ := crowd(t)
	s := todayStage(w, "lumen", screentest.Size{Width: 146, Height: 20}, kit.ThemeOptions{})
	for range 130 {
		s.Press("down")
	}
	row := current(s)
	s.Press("down")
	next := current(s)
	s.Press("up")
	s.Act("lumen", &model.ProposeStop{Order: model.ID(idPattern.FindString(row)), Note: "no stock"})
	if current(s) != row {
		t.Errorf("the cursor left its row: %q, not %q", current(s), row)
	}
	// Its only clock of mine goes, and a payment with another due moment comes.
	s.Act("lumen", &model.ConfirmContent{Order: model.ID(idPattern.FindString(row))})
	if current(s) != next {
		t.Errorf("the cursor is on %q, the next row was %q", current(s), next)
	}
}

// What others do appears in place; the cursor stays on its row, and its row at its line.
func TestTodayKeepsTheRowUnderTheCursor(t *testing.T) {
	c := screentest.NewCast(t)
	s := todayStage(c.World, "lumen", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
	s.Press("down", "down", "down", "down")
	before := idPattern.FindString(current(s))
	s.Act("mia.makes", &model.AskExtension{Order: c.Orders["materials_asked"], Days: 2}) // due in 3 days: above the cursor
	if after := idPattern.FindString(current(s)); after != before {
		t.Errorf("the cursor went from %s to %s", before, after)
	}
	s.Expect("15 things wait for you")
	if !strings.Contains(strings.Join(rowIDs(s), " "), string(c.Orders["materials_asked"])) {
		t.Error("the new row is not seen")
	}
}

// A row that is done with goes; the cursor stays at its place and the next thing is under it.
func TestTodayActsOnTheRow(t *testing.T) {
	c := screentest.NewCast(t)
	s := todayStage(c.World, "lumen", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
	s.Press("down", "down", "down")
	if id := idPattern.FindString(current(s)); id != string(c.Orders["in_review_v2"]) {
		t.Fatalf("the row after what is late and the nearest is %s", id)
	}
	s.Press("a")
	s.Expect("Confirm payment for "+string(c.Orders["in_review_v2"]), "120.00 USD owed to mia.makes ★", "Cancel")
	s.Press("enter") // the answer under the cursor is Cancel
	if state := c.Order(c.Orders["in_review_v2"]).State; state != model.InReview {
		t.Fatalf("enter alone made it %s", state)
	}
	s.Press("a", "left", "enter")
	if state := c.Order(c.Orders["in_review_v2"]).State; state != model.Confirmed {
		t.Fatalf("the order is %s", state)
	}
	s.Expect("Payment confirmed for "+string(c.Orders["in_review_v2"]), "14 things wait for you") // one went, the payment came
	if id := idPattern.FindString(current(s)); id != string(c.Orders["in_review_v2"]) && id != string(c.Orders["changes_twice"]) {
		t.Errorf("the cursor is on %s", id)
	}
}

// On a row that asks for one of several answers, the key gives that one.
func TestTodayAnswersWhatTheRowAsks(t *testing.T) {
	c := screentest.NewCast(t)
	s := todayStage(c.World, "lumen", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
	s.Press("/")
	s.Type("answer stop")
	s.Press("enter", "a")
	s.Expect("Stop " + string(c.Orders["stop_asked"]) + "?")
	s.Press("esc", "esc", "/")
	s.Type("confirm content v1")
	s.Press("enter")
	for idPattern.FindString(current(s)) != string(c.Orders["stop_asked"]) {
		s.Press("down")
	}
	s.Press("a")
	s.Expect("Confirm payment for " + string(c.Orders["stop_asked"]))
}

func TestTodayFilters(t *testing.T) {
	c := screentest.NewCast(t)
	s := todayStage(c.World, "lumen", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
	all := len(rowIDs(s))
	s.Press("/")
	s.Type("mia")
	for _, line := range strings.Split(s.Frame(), "\n") {
		if idPattern.MatchString(line) && strings.Contains(line, "you ") && !strings.Contains(line, "mia.makes") {
			t.Errorf("a row without mia is shown: %s", line)
		}
	}
	s.Expect("/ mia", "6 of 41")
	s.Type("zzz")
	s.Expect("Nothing here holds “miazzz”.")
	s.Press("esc")
	if got := len(rowIDs(s)); got != all {
		t.Errorf("after esc %d rows are shown, before there were %d", got, all)
	}
	s.Press("/")
	s.Type("静音") // the title of a task that is not shown in the row
	if ids := rowIDs(s); len(ids) != 3 {
		t.Errorf("that task and its two orders have clocks, shown are %v", ids)
	}
	s.Press("enter", "esc")
	if got := len(rowIDs(s)); got != all {
		t.Errorf("esc clears a filter at rest too: %d rows, want %d", got, all)
	}
}

func TestTodayOpensPages(t *testing.T) {
	c := screentest.NewCast(t)
	s := todayStage(c.World, "lumen", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
	s.Press("down", "down", "down", "enter")
	s.Expect("Timeline", "Terms", string(c.Orders["in_review_v2"]))
	s.Press("esc")
	s.Expect("things wait for you")
	s.Press("/")
	s.Type("review 2")
	s.Press("enter", "enter")
	s.Expect(string(c.Tasks["kids"]), "Kids' earbuds with volume limit")
	s.Press("enter") // the applications that wait are in front: the first of them
	s.Expect(string(c.Orders["applied"]), "Applied", "approve")
}

// A minute later less time is left, and the clock that has struck meanwhile is gone.
func TestTodayFollowsTheTime(t *testing.T) {
	c := screentest.NewCast(t)
	s := todayStage(c.World, "lumen", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
	s.Expect("the nearest in 23 h 48 m")
	c.Wait(screentest.Hour)
	c.Touched()
	s.Send(screen.Minute{})
	s.Expect("the nearest in 22 h 48 m")
	c.Wait(2 * screentest.Day)
	s.Send(screen.Minute{})
	s.Refuse("23 h 48 m", "22 h 48 m")
}

func TestTodayCopies(t *testing.T) {
	c := screentest.NewCast(t)
	s := todayStage(c.World, "lumen", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
	s.Press("down", "down", "down", "y", "Y", "a", "left", "enter", "Y")
	id := string(c.Orders["in_review_v2"])
	want := []string{id, "aeconnect content confirm " + id + " --as lumen", "aeconnect content confirm " + id + " --as lumen"}
	if fmt.Sprint(s.Copied) != fmt.Sprint(want) {
		t.Errorf("copied %q, want %q", s.Copied, want)
	}
}

// On a low terminal tab shows the preview in the list's place, and the keys scroll it.
func TestTodayPreviewOnALowTerminal(t *testing.T) {
	c := screentest.NewCast(t)
	s := todayStage(c.World, "lumen", screentest.Size{Width: 60, Height: 20}, kit.ThemeOptions{})
	s.Refuse("Your turn until")
	s.Press("down", "down", "down", "tab")
	s.Expect("Your turn until", "Content v2", "R1 Show the case open")
	s.Press("end")
	s.Expect("https://www.instagram.com/p/C8captionfix/")
	s.Press("tab")
	s.Expect("LEFT", "WHAT")
}

func TestTodayMouse(t *testing.T) {
	c := screentest.NewCast(t)
	s := todayStage(c.World, "lumen", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
	lines := strings.Split(s.Frame(), "\n")
	for y, line := range lines {
		if strings.Contains(line, string(c.Orders["changes_twice"])) {
			s.Click(60, y)
		}
	}
	if id := idPattern.FindString(current(s)); id != string(c.Orders["changes_twice"]) {
		t.Errorf("the click went to %s", id)
	}
	s.Expect("Content v3")
}

// A row of many applications leads to them, and says so where an answer to one is tried.
func TestTodayLeadsToTheApplications(t *testing.T) {
	c := screentest.NewCast(t)
	s := todayStage(c.World, "lumen", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
	s.Press("/")
	s.Type("review 2")
	s.Press("enter", "a")
	s.Expect("choose an application there")
	s.Press("enter")
	s.Expect("Task to be reviewed", "approve")
}

// What was looked for is looked for again after a restart, until it is cleared.
func TestTodayKeepsItsFilter(t *testing.T) {
	c := screentest.NewCast(t)
	d := desk(c.World, "lumen")
	d.Drafts = screen.NewDrafts(nil, nil)
	open := func() *screentest.Stage {
		return screentest.NewStage(c.World, "lumen", screentest.Size{Width: 146, Height: 36}, screentest.Entry("t", "Today", func() kit.Screen { return screen.NewToday(d) }))
	}
	s := open()
	s.Press("/")
	s.Type("stop")
	s.Press("enter")
	s = open()
	s.Expect("Answer stop")
	s.Refuse("Send samples at last")
	s.Press("esc")
	s = open()
	s.Expect("Send samples at last")
}
