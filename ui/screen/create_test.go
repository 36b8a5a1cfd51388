package screen_test

import (
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// fillTask types a Fixed Price task as a person does, up to its application deadline.
func fillTask(s *screentest.Stage) {
	s.Press("down", "down", "space", "tab")
	s.Type("Wireless earbuds launch")
	s.Press("tab")
	s.Type("https://www.aliexpress.com/item/1005006123456789.html")
	s.Press("tab", "space", "right", "right", "space", "tab", "tab")
	s.Type("engl")
	s.Press("enter")
	s.Type(", russ")
	s.Press("enter", "tab", "tab")
	s.Type("30 h battery, fits small ears, show the case in daylight.")
	s.Press("tab")
	s.Type("Show the case open in daylight")
	s.Press("enter")
	s.Type("Say the battery life")
	s.Press("tab", "tab", "tab")
	s.Type("120")
	s.Press("tab", "tab", "tab")
	s.Type("10")
	s.Press("tab")
	s.Type("+10d")
	s.Press("tab")
	s.Type("+30d")
}

func TestCreateGolden(t *testing.T) {
	for _, size := range screentest.Sizes() {
		s := stageOf(screentest.New(t), "lumen", size, screen.NewCreate)
		screentest.Golden(t, "create_"+size.String(), s.Frame())
		s.Press("down", "down", "space", "tab", "tab")
		s.Type("https://www.aliexpress.com/item/1005006123456789.html")
		s.Press("enter")
		s.Type("https://example.com/buds")
		screentest.Golden(t, "create_link_"+size.String(), s.Frame())
		s = stageOf(screentest.New(t), "lumen", size, screen.NewCreate)
		fillTask(s)
		screentest.Golden(t, "create_dates_"+size.String(), s.Frame())
		s.Press("ctrl+r")
		screentest.Golden(t, "create_preview_"+size.String(), s.Frame())
	}
}

func TestCreatePublishes(t *testing.T) {
	w := screentest.New(t)
	s := stageOf(w, "lumen", screentest.Size{Width: 146, Height: 36}, screen.NewCreate)
	fillTask(s)
	s.Expect("Only 20 days lie between the two deadlines", "use 29 Nov")
	s.Press("ctrl+f")
	s.Refuse("Only 20 days lie between")
	s.Press("ctrl+s")
	s.Expect("is on the Task Square", "Wireless earbuds launch")
	task := theTask(t, w, "lumen", model.Published)
	if task.Terms.Fee.String() != "120.00 USD" || task.Terms.Samples != 1 || !task.Terms.Keep || task.Wanted != 10 {
		t.Errorf("published with %+v", task.Terms)
	}
	if strings.Join(task.Languages, " ") != "en ru" || len(task.Terms.Brief) != 2 || len(task.Terms.Content) != 2 {
		t.Errorf("published with %v %v %v", task.Languages, task.Terms.Brief, task.Terms.Content)
	}
	s.Press("esc")
	s.Expect("Create new task", "1 of 4")
	s.Refuse("Wireless earbuds launch")
}

func TestCreateKeepsWhatWasTyped(t *testing.T) {
	w := screentest.New(t)
	d := deskOf(w, "lumen")
	open := func(d screen.Desk) kit.Screen { return screen.NewCreate(d) }
	size := screentest.Size{Width: 80, Height: 24}
	s := screentest.NewStage(w, "lumen", size, screentest.Entry("a", "A", func() kit.Screen { return screen.NewSquare(d) }), screentest.Entry("b", "B", func() kit.Screen { return open(d) }))
	s.Press("2", "down", "space", "tab")
	s.Type("Half a title")
	s.Press("esc")
	s.Expect("Task Square", "Kept as a draft of yours")
	s.Press("2")
	s.Expect("Half a title", "kept as you type")
	again := screentest.NewStage(w, "lumen", size, screentest.Entry("b", "B", func() kit.Screen { return open(d) }))
	again.Expect("Half a title")
	again.Press("ctrl+l")
	again.Refuse("Half a title")
	again.Expect("ctrl+l brings it back")
	again.Press("ctrl+l")
	again.Expect("Half a title", "It is back.")
	again.Press("ctrl+l", "down", "space", "ctrl+l", "ctrl+l")
	again.Refuse("Half a title") // another form was begun
}

func TestCreateSavesDraftAndEdits(t *testing.T) {
	w := screentest.New(t)
	size := screentest.Size{Width: 100, Height: 36}
	s := stageOf(w, "lumen", size, screen.NewCreate)
	s.Press("ctrl+d")
	s.Expect("This is no task type")
	s.Press("down", "down", "space", "tab")
	s.Type("A draft")
	s.Press("ctrl+d")
	s.Expect("is saved", "A draft", "a draft")
	task := theTask(t, w, "lumen", model.Draft)
	s.Press("e", "tab")
	s.Type(" of mine")
	s.Press("ctrl+d")
	s.Expect("A draft of mine")
	if got := w.Task(task.ID).Title; got != "A draft of mine" {
		t.Errorf("the draft is called %q", got)
	}
	s.Press("p")
	s.Expect("required")
	s.Press("D", "right", "enter")
	s.Expect("The draft is discarded", "Create new task")
	if n := countTasks(t, w, "lumen", model.Draft); n != 0 {
		t.Errorf("%d drafts are still there", n)
	}
}

// An edit that leaves a deadline alone must not move it by the fraction of a second that the form does not show.
func TestEditLeavesDeadlinesAlone(t *testing.T) {
	w := screentest.New(t)
	f := w.FixedPrice()
	f.ApplyBy, f.SubmitBy = f.ApplyBy+123, f.SubmitBy+456
	id := w.Publish("lumen", f)
	w.Apply(id, "mia.makes", "")
	key := w.Task(id).Key
	s := stageOf(w, "lumen", screentest.Size{Width: 120, Height: 36}, func(d screen.Desk) kit.Screen { return screen.NewTask(d, key) })
	s.Press("e", "tab")
	s.Type("!")
	s.Press("ctrl+s")
	s.Expect("The changes of", "launch!")
	task := w.Task(id)
	if task.Terms.ApplyBy != f.ApplyBy || task.Terms.SubmitBy != f.SubmitBy || task.Version != 2 {
		t.Errorf("deadlines %d %d, version %d", task.Terms.ApplyBy-f.ApplyBy, task.Terms.SubmitBy-f.SubmitBy, task.Version)
	}
}

func TestCreateAsFile(t *testing.T) {
	w := screentest.New(t)
	size := screentest.Size{Width: 120, Height: 40}
	s := stageOf(w, "lumen", size, screen.NewCreate)
	fillTask(s)
	s.Press("ctrl+y")
	if len(s.Copied) != 1 || !strings.Contains(s.Copied[0], "type = 'fixed_price'") || !strings.Contains(s.Copied[0], "submit_by = ") {
		t.Fatalf("copied %q", s.Copied)
	}
	again := stageOf(w, "lumen", size, screen.NewCreate)
	again.Press("ctrl+o")
	again.Paste("nonsense = 1")
	again.Press("ctrl+s")
	again.Expect("This is no task file")
	again.Press("ctrl+u")
	again.Paste(s.Copied[0])
	again.Press("ctrl+s")
	again.Expect("The form is filled in", "Wireless earbuds launch")
	again.Press("ctrl+y")
	if len(again.Copied) != 1 || again.Copied[0] != s.Copied[0] {
		t.Errorf("copied\n%s\nfirst\n%s", again.Copied, s.Copied[0])
	}
}

// A shop without a commission rate is told so as it chooses CPS, and can join from there.
func TestCreateJoinsPortals(t *testing.T) {
	w := screentest.New(t)
	s := stageOf(w, "casa.brava", screentest.Size{Width: 146, Height: 36}, screen.NewCreate)
	s.Press("space")
	s.Expect("not in the affiliate programme", "ctrl+n")
	s.Press("ctrl+n")
	s.Type("1")
	s.Expect("1% is not possible")
	s.Press("ctrl+u")
	s.Type("6.5")
	s.Press("ctrl+s")
	s.Expect("takes part at 6.5%", "6.5% commission")
	s.Refuse("not in the affiliate programme")
	if rate := w.Account("casa.brava").RateAt(w.Now()); rate != 650 {
		t.Errorf("the rate is %s", rate)
	}
	s = stageOf(w, "dachnik", screentest.Size{Width: 146, Height: 36}, screen.NewCreate)
	s.Press("space")
	s.Expect("Your level is standard")
}

// A file written by hand may have numbers, dates and single texts; a key that is not known is named.
func TestCreateFromAFileByHand(t *testing.T) {
	s := stageOf(screentest.New(t), "lumen", screentest.Size{Width: 146, Height: 36}, screen.NewCreate)
	s.Press("ctrl+o")
	s.Paste("type = \"fixed_price\"\ntitle = \"Buds\"\nlink = \"https://www.aliexpress.com/item/1005006123456789.html\"\nfee = 80\ncurrency = \"EUR\"\nsamples = 2\nlanguage = [\"en\", \"de\"]\napply_by = 2026-10-20\nprice = 3")
	s.Press("ctrl+s")
	s.Expect("This is no task file: price")
	s.Press("ctrl+u")
	s.Press("ctrl+s")
	s.Expect("Buds", "English, German", "80.00 EUR", "2 pieces", "20 Oct 23:59")
}

// theTask returns the one task of a seller in a state.
func theTask(t *testing.T, w *screentest.World, seller string, state model.TaskState) *model.Task {
	t.Helper()
	var found *model.Task
	key := w.Actor(seller).Account
	err := w.View(w.Actor(seller), func(v model.View) {
		for _, row := range v.Rows(model.TasksOf(key, state), model.Place{}, false) {
			found, _ = row.(*model.Task)
		}
	})
	if err != nil || found == nil {
		t.Fatalf("no task in state %s: %v", state, err)
	}
	return found
}

func countTasks(t *testing.T, w *screentest.World, seller string, state model.TaskState) int {
	t.Helper()
	n, key := 0, w.Actor(seller).Account
	if err := w.View(w.Actor(seller), func(v model.View) { n = v.Count(model.TasksOf(key, state)) }); err != nil {
		t.Fatal(err)
	}
	return n
}
