package screen_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

func broad() screentest.Size { return screentest.Size{Width: 146, Height: 36} }

// titles returns the rows of the list in front, by what stands in their first column.
func titles(s *screentest.Stage) []string {
	var all []string
	rows := false
	for _, line := range strings.Split(s.Frame(), "\n") {
		if strings.Contains(line, "TASK ") {
			rows = true
			continue
		}
		if cells := []rune(line); rows && len(cells) > 52 && cells[27] == '│' {
			if title := strings.TrimSpace(strings.Trim(string(cells[28:52]), "▌ ")); title != "" {
				all = append(all, title)
			}
		}
	}
	return all
}

func TestSquareOrdersByDeadlineOrCreation(t *testing.T) {
	c := screentest.NewCast(t)
	s := stageOf(c.World, "hana", broad(), screen.NewSquare)
	if rows := titles(s); !strings.HasPrefix(rows[0], "Earbuds teardown") || !strings.HasPrefix(rows[len(rows)-1], "Kids'") {
		t.Errorf("by deadline: %q", rows)
	}
	s.Press("s")
	s.Expect("newest first")
	if rows := titles(s); !strings.HasPrefix(rows[0], "Kids'") {
		t.Errorf("by creation: %q", rows)
	}
	s.Press("tab")
	s.Expect("soonest to close first", "旅行磁吸无线充电宝")
	s.Refuse("Kids' earbuds")
	s.Press("s")
	s.Expect("Newest first is kept for all types together")
}

// The letters of a search narrow the list; esc gives it back, and the place in the list is where one was.
func TestSquareFinds(t *testing.T) {
	c := screentest.NewCast(t)
	s := stageOf(c.World, "hana", broad(), screen.NewSquare)
	s.Press("/")
	s.Type("metro")
	s.Expect("2 of 9")
	if rows := titles(s); len(rows) != 2 || !strings.HasPrefix(rows[0], "Sound test") {
		t.Errorf("found %q", rows)
	}
	s.Type("zzz")
	s.Expect("No title matches “metrozzz”")
	s.Press("esc")
	s.Expect("soonest to close first", "Earbuds teardown")
	s.Press("/")
	s.Type("1s?q")
	s.Expect("/ 1s?q")
}

// searchers answers a search box when the test says so.
type searchers struct {
	*screentest.World
	asked chan context.Context
	free  chan struct{}
}

func (m searchers) Search() screen.Search { return slowBox{m, m.World.Search()} }

type slowBox struct {
	m     searchers
	inner screen.Search
}

func (h slowBox) Find(ctx context.Context, query string, of model.TaskType, limit int) (screen.Found, error) {
	h.m.asked <- ctx
	select {
	case <-ctx.Done():
		return screen.Found{}, ctx.Err()
	case <-h.m.free:
	}
	return h.inner.Find(ctx, query, of, limit)
}

// A newer letter cancels the search of the one before, and an answer that comes late all the same changes nothing.
func TestSquareCancelsOlderSearch(t *testing.T) {
	c := screentest.NewCast(t)
	m := searchers{c.World, make(chan context.Context, 8), make(chan struct{})}
	d := deskOf(c.World, "hana")
	d.Market = m
	k := walk(screen.NewSquare(d), 146, 36)
	var answers []chan tea.Msg
	typeKey := func(key string) context.Context {
		next, cmd := k.screen.Update(screentest.Key(key))
		k.screen = next
		answer := make(chan tea.Msg, 1)
		answers = append(answers, answer)
		go func() { answer <- cmd() }()
		return <-m.asked
	}
	k.press("/")
	first := typeKey("m")
	typeKey("e")
	if first.Err() == nil {
		t.Fatal("the search for the first letter goes on")
	}
	late := unwrap(<-answers[0])
	close(m.free)
	k.send(unwrap(<-answers[1]))
	before := k.screen.View()
	if !strings.Contains(before, "of 9") {
		t.Fatalf("no result in\n%s", before)
	}
	k.send(late)
	if k.screen.View() != before {
		t.Error("a search that was overtaken changed the list")
	}
}

func unwrap(msg tea.Msg) tea.Msg {
	if self, ok := msg.(kit.Self); ok {
		return self.Msg
	}
	return msg
}

// cursorOn fails the test where the cursor is not on the row that begins with a text.
func cursorOn(t *testing.T, s *screentest.Stage, text string) {
	t.Helper()
	for _, line := range strings.Split(s.Frame(), "\n") {
		if _, row, ok := strings.Cut(line, "│▌ "); ok {
			if !strings.HasPrefix(row, text) {
				t.Errorf("the cursor is on %q, not on %q", row, text)
			}
			return
		}
	}
	t.Errorf("no row has the cursor in\n%s", s.Frame())
}

// What others do appears in place: the row under the cursor stays under it.
func TestSquareIsLive(t *testing.T) {
	c := screentest.NewCast(t)
	s := stageOf(c.World, "hana", broad(), screen.NewSquare)
	s.Press("down", "down", "down", "down")
	cursorOn(t, s, "Wireless earbuds launch")
	f := c.FixedPrice()
	f.Title, f.ApplyBy = "An early one", c.Now().Add(2*screentest.Hour)
	id := c.World.Mint(model.TaskLetter)
	s.Act("lumen", &model.CreateTask{ID: id, Fields: f, Publish: true})
	s.Expect("All 10", "An early one")
	cursorOn(t, s, "Wireless earbuds launch")
	s.Act("lumen", &model.CloseTask{ID: id})
	s.Refuse("An early one")
	s.Expect("All 9")
	cursorOn(t, s, "Wireless earbuds launch")
}

func TestApplyWithWhatIsMissing(t *testing.T) {
	c := screentest.NewCast(t)
	f := c.FixedPrice()
	f.Title = "Brand new buds"
	id := c.Publish("lumen", f)
	key := c.Task(id).Key
	open := func(d screen.Desk) kit.Screen { return screen.NewTask(d, key) }
	s := stageOf(c.World, "hana", broad(), open) // hana has a PayPal address and no shipping address
	s.Expect("No shipping address is known", "another channel")
	s.Press("a")
	s.Expect("Apply", "Brand new buds", "Shipping address", "Add it below, or later")
	s.Refuse("PayPal address")
	s.Type("I review what fits small ears.")
	s.Press("tab")
	s.Type("Hana, Seoul")
	s.Press("ctrl+s")
	s.Expect("Applied. Your order is O-", "Your order O-", "is applied")
	orders := ordersOf(t, c.World, id)
	if len(orders) != 1 || orders[0].Note != "I review what fits small ears." || c.Account("hana").Address.IsZero() {
		t.Errorf("orders %v, address kept %v", orders, !c.Account("hana").Address.IsZero())
	}
	s.Press("a")
	s.Expect("You have applied already")
	s.Press("enter")
	s.Expect("Applied ─")
	buyer := stageOf(c.World, "sam_the_deal", broad(), open)
	buyer.Expect("verified")
	buyer.Press("w")
	buyer.Expect("You cannot apply for this task")
}

// A refusal stands in the form, beside the field that it concerns, and what was typed stays.
func TestApplyRefusedBesideItsField(t *testing.T) {
	c := screentest.NewCast(t)
	id := c.Publish("lumen", c.FixedPrice())
	key := c.Task(id).Key
	s := stageOf(c.World, "nils_reviews", broad(), func(d screen.Desk) kit.Screen { return screen.NewTask(d, key) })
	s.Press("a")
	s.Type("My note.")
	c.Must("lumen", &model.CloseTask{ID: id})
	s.Press("ctrl+s")
	s.Expect("The task is ended", "My note.")
	s.Press("esc")
	s.Press("a")
	s.Refuse("My note.")
}

func ordersOf(t *testing.T, w *screentest.World, task model.ID) []*model.Order {
	t.Helper()
	var all []*model.Order
	key := w.Task(task).Key
	err := w.View(model.Actor{System: true}, func(v model.View) {
		for _, row := range v.Rows(model.OrdersOfTask(key, 0), model.Place{}, false) {
			all = append(all, row.(*model.Order))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestSellerClosesATask(t *testing.T) {
	c := screentest.NewCast(t)
	id := c.Tasks["kids"]
	key := c.Task(id).Key
	s := stageOf(c.World, "lumen", broad(), func(d screen.Desk) kit.Screen { return screen.NewTask(d, key) })
	s.Press("c")
	s.Expect("2 waiting applications are rejected", "3 accepted orders go on", "Cancel")
	s.Press("enter")
	if c.Task(id).State != model.Published {
		t.Fatal("enter alone closed the task")
	}
	s.Press("c", "tab", "enter")
	s.Expect("is closed")
	if c.Task(id).State != model.Closed || c.Task(id).Waiting != 0 {
		t.Errorf("the task is %s with %d waiting", c.Task(id).State, c.Task(id).Waiting)
	}
	s.Press("c")
	s.Expect("The task is closed.")
}

func TestSellerDecidesOnApplicants(t *testing.T) {
	c := screentest.NewCast(t)
	key := c.Task(c.Tasks["kids"]).Key
	s := stageOf(c.World, "lumen", broad(), func(d screen.Desk) kit.Screen { return screen.NewTask(d, key) })
	s.Press("tab")
	s.Expect("Waiting 2", "nils_reviews", "hana", "Their note")
	s.Press("a")
	s.Expect("u takes it back")
	if got := c.Order(c.Orders["applied"]).State; got != model.AwaitingSample {
		t.Fatalf("the approved order is %s", got)
	}
	s.Expect("Waiting 1")
	s.Press("x")
	s.Press("space", "ctrl+s")
	if got := c.Order(c.Orders["offer_applied"]).State; got != model.Rejected {
		t.Fatalf("the rejected order is %s in\n%s", got, s.Frame())
	}
	s.Expect("Waiting 0", "Nobody waits for a decision")
}

// broken is a marketplace whose disk is gone.
type broken struct{ *screentest.World }

func (broken) View(model.Actor, func(model.View)) error { return errors.New("the disk is gone") }

func TestSquareSaysWhatFailed(t *testing.T) {
	w := screentest.New(t)
	d := deskOf(w, "hana")
	d.Market = broken{w}
	k := walk(screen.NewSquare(d), 80, 24)
	if len(k.toasts) == 0 || !strings.Contains(k.toasts[0].Text, "the disk is gone") {
		t.Errorf("said %v", k.toasts)
	}
}
