package screen_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// longSquare is a square of n tasks whose titles count up in the order in which they close.
func longSquare(t *testing.T, n int) (*screentest.World, []model.ID) {
	t.Helper()
	w := screentest.New(t)
	ids := make([]model.ID, n)
	for i := range n {
		f := w.FixedPrice()
		f.Title = fmt.Sprintf("Edition %03d", i)
		f.ApplyBy, f.Wanted = w.Now().Add(10*screentest.Day+time.Duration(i)*time.Minute), 0
		ids[i] = w.Publish("lumen", f)
	}
	return w, ids
}

// under returns the title of the row under the cursor.
func under(k *walker) string {
	for _, line := range strings.Split(ansi.Strip(k.screen.View()), "\n") {
		if row, ok := strings.CutPrefix(line, "▌ "); ok {
			return row[:len("Edition 000")]
		}
	}
	return ""
}

// A list longer than what is held of it is walked row by row in both directions, and by its ends.
func TestWindowIsWalkedWhole(t *testing.T) {
	const n = 330
	w, _ := longSquare(t, n)
	k := walk(screen.NewSquare(deskOf(w, "hana")), 80, 24)
	for i := range n {
		if got, want := under(k), fmt.Sprintf("Edition %03d", i); got != want {
			t.Fatalf("row %d is %q", i, got)
		}
		k.press("down")
	}
	for i := n - 1; i >= 0; i-- {
		if got, want := under(k), fmt.Sprintf("Edition %03d", i); got != want {
			t.Fatalf("on the way back row %d is %q", i, got)
		}
		k.press("up")
	}
	k.press("end")
	if got := under(k); got != "Edition 329" {
		t.Errorf("the last row is %q", got)
	}
	k.press("s")
	if got := under(k); got != "Edition 329" {
		t.Errorf("the newest is %q", got)
	}
	k.press("end")
	if got := under(k); got != "Edition 000" {
		t.Errorf("the oldest is %q", got)
	}
}

// In the middle of a long list, what others do leaves the row under the cursor where it is; if it goes, the next
// one takes its place.
func TestWindowStaysWithItsRow(t *testing.T) {
	w, ids := longSquare(t, 330)
	k := walk(screen.NewSquare(deskOf(w, "hana")), 80, 24)
	for range 200 {
		k.press("down")
	}
	tell := func() {
		changed, _ := w.Touched()
		k.send(changed)
	}
	tell()
	f := w.FixedPrice()
	f.Title, f.ApplyBy = "An early one", w.Now().Add(screentest.Day)
	w.Publish("lumen", f)
	for _, id := range ids[150:160] {
		w.Must("lumen", &model.CloseTask{ID: id})
	}
	tell()
	if got := under(k); got != "Edition 200" {
		t.Errorf("the cursor went to %q", got)
	}
	edited := w.Task(ids[200]).Fields()
	edited.ApplyBy = w.Now().Add(20 * screentest.Day)
	w.Must("lumen", &model.EditTask{ID: ids[200], Fields: edited})
	tell()
	if got := under(k); got != "Edition 200" {
		t.Errorf("the cursor did not go with its row, but to %q", got)
	}
	k.press("up")
	if got := under(k); got != "Edition 329" {
		t.Errorf("before the row at its new place stands %q", got)
	}
	w.Must("lumen", &model.CloseTask{ID: ids[329]})
	tell()
	if got := under(k); got != "Edition 200" {
		t.Errorf("in the place of a row that went stands %q", got)
	}
}

// Orders in several states are one list, in order of their last change.
func TestWindowMergesLists(t *testing.T) {
	c := screentest.NewCast(t)
	var want []string
	var orders []*model.Order
	key := c.Account("lumen").Key
	err := c.View(c.Actor("lumen"), func(v model.View) {
		for _, row := range v.Rows(model.OrdersOf(key, 0), model.Place{}, true) {
			if o := row.(*model.Order); o.State == model.AwaitingSample || o.State == model.OnTheWay {
				orders = append(orders, o)
				want = append(want, v.Handle(o.Creator))
			}
		}
	})
	if err != nil || len(want) < 3 || orders[0].State == orders[len(orders)-1].State {
		t.Fatalf("nothing to merge: %v %v", err, want)
	}
	k := walk(screen.NewMyOrders(deskOf(c.World, "lumen"), model.Seller), 200, 60)
	k.press("right")
	var got []string
	for _, line := range strings.Split(ansi.Strip(k.screen.View()), "\n") {
		for _, handle := range want {
			if strings.Contains(line[:min(len(line), 110)], " "+handle+" ") && strings.Contains(line, "e ") {
				got = append(got, handle)
				break
			}
		}
	}
	if strings.Join(got[:len(want)], " ") != strings.Join(want, " ") {
		t.Errorf("the list is %v, want %v", got, want)
	}
}

// What is private is in no draft; that something was typed is.
func TestDraftsKeepNoAddress(t *testing.T) {
	c := screentest.NewCast(t)
	id := c.Publish("lumen", c.FixedPrice())
	d := deskOf(c.World, "hana")
	key := c.Task(id).Key
	s := screentest.NewStage(c.World, "hana", broad(), screentest.Entry("task", "Task", func() kit.Screen { return screen.NewTask(d, key) }))
	s.Press("a")
	s.Type("My note")
	s.Press("tab")
	s.Type("Hana, Seoul")
	kept := d.Drafts.Draft("apply/" + string(id) + "/hana")
	if kept["note"] != "My note" || strings.Contains(fmt.Sprint(kept), "Seoul") {
		t.Errorf("kept %v", kept)
	}
	s.Press("esc", "tab", "enter", "a") // leave, with its question, and come back
	s.Expect("My note")
	s.Refuse("Seoul")
}
