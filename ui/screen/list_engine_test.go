package screen_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// manyTasks is a seller with n tasks, every tenth of which has applications.
func manyTasks(t testing.TB, n int) *screentest.World {
	t.Helper()
	w := screentest.New(t)
	for i := range n {
		f := w.FixedPrice()
		f.Title = fmt.Sprintf("Edition %05d", i)
		f.ApplyBy, f.Fee.Minor = w.Now().Add(10*screentest.Day+time.Duration(i)*time.Minute), int64(1000+i)
		id := w.Publish("lumen", f)
		if i%(n/10) == 0 {
			w.Apply(id, "mia.makes", "")
		}
	}
	return w
}

// A list of 10,000 is filtered and ordered whole, says how many of how many, and is itself again afterwards.
func TestListFindsInTenThousand(t *testing.T) {
	const n = 10_000
	w := manyTasks(t, n)
	k := walk(screen.NewMyTasks(deskOf(w, "lumen")), 146, 36)
	if got := under(k); got != "Edition 099" { // the newest, cut by what under reads
		t.Fatalf("first is %q", got)
	}
	k.press("/")
	k.text("edition 0123")
	if !k.sees("37 of 10,000") || !k.sees("▌ Edition 01239") { // what contains it, then what is like it
		t.Fatalf("the filter gave\n%s", k.seen())
	}
	k.press("ctrl+u")
	k.text("waiting>0")
	k.press("enter")
	if !k.sees("10 of 10,000") {
		t.Fatalf("the filter gave\n%s", k.seen())
	}
	k.press("s")
	if !k.sees("least time left first") || !k.sees("▌ Edition 00000") {
		t.Fatalf("the order gave\n%s", k.seen())
	}
	k.press("s")
	k.press("s")
	if !k.sees("highest fee first") || !k.sees("▌ Edition 09000") {
		t.Fatalf("the order gave\n%s", k.seen())
	}
	k.press("esc")
	k.press("end")
	if !k.sees("▌ Edition 00000") {
		t.Fatalf("the end of all is\n%s", k.seen())
	}
	for range 300 {
		k.press("up")
	}
	if !k.sees("▌ Edition 00300") {
		t.Fatalf("300 rows up is\n%s", k.seen())
	}
	k.press("s")
	if k.sees("highest fee first") || !k.sees("newest first") {
		t.Fatalf("its own order is\n%s", k.seen())
	}
}

// A newer question cancels the older one: an answer that comes late changes nothing.
func TestListDropsWhatIsNoLongerAsked(t *testing.T) {
	w := manyTasks(t, 40)
	k := walk(screen.NewMyTasks(deskOf(w, "lumen")), 146, 36)
	k.press("/")
	var late []tea.Cmd
	for _, key := range []string{"w", "a", "i", "t"} { // none is answered while one types
		next, cmd := k.screen.Update(screentest.Key(key))
		k.screen, late = next, append(late, cmd)
	}
	k.press("backspace")
	k.press("ctrl+u")
	k.text("00017")
	for _, cmd := range late {
		k.run(cmd)
	}
	if !k.sees("1 of 40") || !k.sees("Edition 00017") || k.sees("Edition 00018") {
		t.Errorf("late answers gave\n%s", k.seen())
	}
}

// What others do appears while one types, and the text stays.
func TestListIsLiveUnderTyping(t *testing.T) {
	w, id, orders := applied(t, 0, everybody()...)
	s := stageOf(w, "lumen", broad(), applicants(w, id))
	s.Press("/")
	s.Type("followers>10")
	s.Expect("4 of 4")
	s.Act("hana", &model.CancelApplication{Order: orders[2]})
	s.Expect("followers>10", "3 of 3")
	s.Type("k")
	s.Expect("followers>10k", "3 of 3")
	s.Refuse("hana ")
	s.Act("hana", &model.ApplyToTask{ID: model.MintID(model.OrderLetter, 77), Task: id})
	s.Expect("3 of 4")
}

// Ten thousand lines pasted into the filter do no harm and are no secret way to the rows.
func TestListTakesAnyPaste(t *testing.T) {
	w := manyTasks(t, 20)
	s := stageOf(w, "lumen", broad(), screen.NewMyTasks)
	s.Press("/")
	s.Paste(strings.Repeat("a line of text \U0001F9D1‍\U0001F680 12\n", 10_000))
	s.Expect("0 of 20", "Nothing matches")
	s.Press("esc")
	s.Expect("Edition 00019")
}

// One comes back to the same tab, filter, order and row; a view keeps them under a name.
func TestListIsRemembered(t *testing.T) {
	w := manyTasks(t, 60)
	d := desk(w, "lumen")
	kept := map[string]map[string]string{}
	d.Drafts = screen.NewDrafts(nil, keeper(func(name string, values map[string]string) { kept[name] = values }))
	open := func(d screen.Desk) *screentest.Stage {
		return screentest.NewStage(w, "lumen", broad(), screentest.Entry("t", "Tasks", func() kit.Screen { return screen.NewMyTasks(d) }))
	}
	s := open(d)
	s.Press("right", "right", "s", "/")
	s.Type("-00003")
	s.Press("enter", "down", "down", "down")
	s.Expect("59 of 60", "least time left first", "▌ Edition 00004")
	again := d
	again.Drafts = screen.NewDrafts(kept, nil) // another run of the program
	s = open(again)
	s.Expect("59 of 60", "least time left first", "▌ Edition 00004")
	s.Press("v", "enter")
	s.Type("Soon")
	s.Press("enter")
	s.Expect("Saved as")
	views := screen.Views(again)
	if len(views) != 1 || views[0].Name != "Soon" || views[0].Entry() != "tasks" {
		t.Fatalf("saved %+v", views)
	}
	s.Press("esc", "s", "s", "s")
	s.Refuse("59 of 60")
	k := walk(screen.OpenView(again, views[0]), 146, 36)
	if !k.sees("59 of 60") || !k.sees("least time left first") {
		t.Errorf("the view is\n%s", k.seen())
	}
	s.Press("v")
	s.Type("Late ones")
	s.Expect("Save this view as “Late ones”")
	s.Press("enter")
	if all := screen.Views(again); len(all) != 2 || all[0].Name != "Late ones" {
		t.Fatalf("a name that was typed at once leaves %+v", all)
	}
	s.Press("v")
	s.Type("delete late")
	s.Press("enter")
	s.Press("v", "down", "down", "enter")
	if left := screen.Views(again); len(left) != 0 {
		t.Errorf("left %+v", left)
	}
}

// BenchmarkListKey is one key in a list of n tasks: Update, the rows it asks for, and View.
func BenchmarkListKey(b *testing.B) {
	w := manyTasks(b, 20_000)
	k := walk(screen.NewMyTasks(deskOf(w, "lumen")), 146, 36)
	b.ReportAllocs()
	for b.Loop() {
		k.ran = 0
		k.press("down")
		_ = k.screen.View()
	}
}

// text types a text key by key.
func (k *walker) text(s string) {
	for _, r := range s {
		if r == ' ' {
			k.press("space")
			continue
		}
		k.press(string(r))
	}
}

// sees tells whether the screen shows a text.
func (k *walker) sees(s string) bool { return strings.Contains(ansi.Strip(k.screen.View()), s) }
