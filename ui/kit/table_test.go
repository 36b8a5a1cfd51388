package kit

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"
)

// numbered returns rows with the keys of a list.
func numbered(keys []int) []Row {
	rows := make([]Row, len(keys))
	for i, k := range keys {
		rows[i] = Row{Key: fmt.Sprint(k), Cells: []Cell{TextCell(Text, fmt.Sprint("row ", k))}}
	}
	return rows
}

func upTo(n int) []int {
	keys := make([]int, n)
	for i := range keys {
		keys[i] = i
	}
	return keys
}

// rig is a table over a list that a test changes, with the answers it waits for.
type rig struct {
	table   Table
	list    []int
	answers []tea.Cmd
	asked   []NeedRows
}

func newRig(n, h int) *rig {
	r := &rig{list: upTo(n)}
	t := NewTable(Column{Head: "ROW", Width: 10, Flex: 1})
	t.Source = func(need NeedRows) tea.Cmd {
		r.asked = append(r.asked, need)
		return func() tea.Msg { return window(need, numbered(r.list)) }
	}
	t, cmd := t.Resize(40, h).Init()
	r.table = t
	r.later(cmd)
	r.settle()
	return r
}

func (r *rig) later(cmd tea.Cmd) {
	if cmd != nil {
		r.answers = append(r.answers, cmd)
	}
}

func (r *rig) press(keys ...string) {
	for _, key := range keys {
		t, cmd, _ := r.table.Update(keyPress(key))
		r.table = t
		r.later(cmd)
	}
}

// settle delivers the answers in the order of the questions.
func (r *rig) settle() {
	for len(r.answers) > 0 {
		cmd := r.answers[0]
		r.answers = r.answers[1:]
		t, next, _ := r.table.Update(cmd())
		r.table = t
		r.later(next)
	}
}

func (r *rig) refresh() {
	t, cmd := r.table.Refresh()
	r.table = t
	r.later(cmd)
}

// line returns the line of the view that the cursor is on.
func (r *rig) line() int {
	for i, line := range r.table.View(Theme{}) {
		if strings.HasPrefix(line, "▌") {
			return i
		}
	}
	return -1
}

func TestTableAsksForAWindowOnly(t *testing.T) {
	r := newRig(10_000, 30)
	for range 100 {
		r.press("pgdown")
		r.settle()
	}
	at, total := r.table.Position()
	if at != 100*28+1 || total != 10_000 {
		t.Errorf("after 100 pages at %d of %d", at, total)
	}
	for _, need := range r.asked {
		if need.Count() > 200 {
			t.Errorf("asked for %d rows at once", need.Count())
		}
	}
	if n := r.table.Len(); n > 200 {
		t.Errorf("holds %d rows", n)
	}
}

func TestTableJumpsToBothEnds(t *testing.T) {
	r := newRig(100_000, 30)
	r.press("end")
	r.settle()
	if key := r.table.CurrentKey(); key != "99999" {
		t.Errorf("end goes to %s", key)
	}
	r.press("up")
	r.settle()
	r.press("home")
	r.settle()
	if at, _ := r.table.Position(); at != 1 {
		t.Errorf("home goes to %d", at)
	}
}

func TestTableKeepsStepsThatOutrunItsSource(t *testing.T) {
	r := newRig(100_000, 12)
	r.press(slices.Repeat([]string{"pgdown"}, 12)...) // all before the first answer
	r.settle()
	if at, _ := r.table.Position(); at != 12*10+1 {
		t.Errorf("at %d after twelve pages of ten", at)
	}
}

func TestTableIgnoresStaleAnswers(t *testing.T) {
	r := newRig(1000, 12)
	r.refresh()
	r.refresh()
	late, fresh := r.answers[0], r.answers[1]
	r.list = upTo(7)
	r.table, _, _ = r.table.Update(late()) // before the fresh one
	if r.table.Len() == 7 {
		t.Error("the answer to an older question was taken")
	}
	r.list = upTo(5)
	answer := fresh()
	r.table, _, _ = r.table.Update(answer)
	r.list = upTo(1000)
	r.table, _, _ = r.table.Update(late())
	if _, total := r.table.Position(); total != 5 {
		t.Errorf("an older answer won: %d rows", total)
	}
	other := NewTable(Column{Width: 9})
	other, _, _ = other.Update(answer)
	if other.Len() != 0 {
		t.Error("another table's answer was taken")
	}
}

// TestTableKeepsItsRow: whatever others insert, remove or reorder, the cursor
// stays on its row, and the row at its line as far as the list allows.
func TestTableKeepsItsRow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := newRig(rapid.IntRange(1, 400).Draw(t, "rows"), rapid.IntRange(3, 40).Draw(t, "height"))
		for range rapid.IntRange(1, 8).Draw(t, "rounds") {
			r.press(rapid.SliceOfN(rapid.SampledFrom([]string{"up", "down", "pgup", "pgdown", "home", "end"}), 0, 8).Draw(t, "keys")...)
			r.settle()
			key, line := r.table.CurrentKey(), r.line()
			at := slices.IndexFunc(r.list, func(k int) bool { return fmt.Sprint(k) == key })
			grow := rapid.IntRange(0, 5).Draw(t, "inserted")
			for i := range grow {
				r.list = slices.Insert(r.list, rapid.IntRange(0, len(r.list)).Draw(t, "at"), 10_000+1000*len(r.asked)+i)
			}
			gone := rapid.Bool().Draw(t, "gone") && len(r.list) > 1
			if gone {
				r.list = slices.DeleteFunc(r.list, func(k int) bool { return fmt.Sprint(k) == key })
			}
			r.refresh()
			r.settle()
			if !gone && r.table.CurrentKey() != key {
				t.Fatalf("the cursor went from %s to %s", key, r.table.CurrentKey())
			}
			if gone && !slices.Contains(r.list, atoi(r.table.CurrentKey())) {
				t.Fatalf("the cursor is on %q, which is gone", r.table.CurrentKey())
			}
			room := r.table.page()
			if inside := at >= room && at < len(r.list)-room-grow-1; !gone && inside && r.line() != line {
				t.Fatalf("the row moved from line %d to %d", line, r.line())
			}
			if r.line() < 0 {
				t.Fatal("the cursor's row is out of sight")
			}
		}
	})
}

func atoi(s string) int {
	n := 0
	fmt.Sscan(s, &n)
	return n
}

func TestTableChoosesByIdentity(t *testing.T) {
	r := newRig(50, 12)
	r.table.Multi = true
	r.press("down", "space", "down", "down", "space")
	if got := r.table.Chosen(); !slices.Equal(got, []string{"1", "3"}) {
		t.Errorf("chose %v", got)
	}
	slices.Reverse(r.list)
	r.refresh()
	r.settle()
	if got := r.table.Targets(); !slices.Equal(got, []string{"1", "3"}) {
		t.Errorf("after reordering %v", got)
	}
	r.press("space")
	if got := r.table.Targets(); !slices.Equal(got, []string{"1"}) {
		t.Errorf("after taking one back %v", got)
	}
	before := r.table
	after := before.Toggle("7")
	if len(before.Chosen()) != 1 || len(after.Chosen()) != 2 {
		t.Error("a copy of the table changed with it")
	}
	r.table = r.table.Choose()
	if got := r.table.Targets(); !slices.Equal(got, []string{r.table.CurrentKey()}) {
		t.Errorf("with nothing chosen an action concerns %v", got)
	}
}

func TestTableMouse(t *testing.T) {
	r := newRig(50, 12)
	r.table.Multi = true
	r.table, _, _ = r.table.Update(Click{X: 10, Y: 4})
	if key := r.table.CurrentKey(); key != "3" || len(r.table.Chosen()) != 0 {
		t.Errorf("a click went to %s", key)
	}
	r.table, _, _ = r.table.Update(Click{X: 2, Y: 5})
	if got := r.table.Chosen(); !slices.Equal(got, []string{"4"}) {
		t.Errorf("a click on the sign chose %v", got)
	}
	if _, _, used := r.table.Update(Click{X: 5, Y: 0}); used {
		t.Error("a click on the heads did something")
	}
	r.table, _, _ = r.table.Update(Wheel{Lines: 9})
	if key := r.table.CurrentKey(); key != "9" {
		t.Errorf("the wheel left the cursor on %s", key)
	}
}

func TestTableColumnsLeaveByPriority(t *testing.T) {
	tb := NewTable(Column{Head: "A", Width: 10, Flex: 1}, Column{Head: "B", Width: 10, Priority: 2}, Column{Head: "C", Width: 10, Priority: 1}, Column{Head: "D", Width: 10, Priority: 3})
	shown := func(w int) string {
		heads := ""
		for i, width := range tb.Resize(w, 9).layout() {
			if width > 0 {
				heads += tb.Columns[i].Head
			}
		}
		return heads
	}
	for w, want := range map[int]string{100: "ABCD", 70: "ABCD", 60: "AC", 30: "AC", 24: "A", 6: "A"} {
		if got := shown(w); got != want {
			t.Errorf("%d columns show %s, want %s", w, got, want)
		}
	}
}

func TestTableKeepsItsColumns(t *testing.T) {
	tb := NewTable(Column{Head: "A", Width: 6}, Column{Head: "B", Width: 5, Right: true}, Column{Head: "C", Width: 3}).Resize(40, 4)
	tb = tb.SetRows([]Row{
		{Key: "1", Cells: []Cell{{Text: "far too long"}, {Text: "1234567"}, {Text: "c"}}},
		{Key: "2", Cells: []Cell{{Text: "三国演义"}, {Text: "7"}, {Text: "\x1b[31mred"}}},
	})
	want := "  A           B  C\n▌ far t…  1234…  c\n  三国…       7  red\n"
	if got := plain(tb.View(Theme{})); got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestTableHighlightsMatches(t *testing.T) {
	th := NewTheme(themeOptions(true))
	tb := NewTable(Column{Width: 20}).Resize(30, 3).SetRows([]Row{{Key: "a", Cells: []Cell{{Text: "x三y国z", Match: []int{1, 5}}}}})
	tb.Blurred = true
	line := strings.Join(tb.View(th), "\n")
	for _, want := range []string{th.Bold(Accent, "三"), th.Bold(Accent, "国"), th.Paint(Text, "y")} {
		if !strings.Contains(line, want) {
			t.Errorf("%q lacks %q", line, want)
		}
	}
}

func TestTableRefusalGoesWithTheNextKey(t *testing.T) {
	r := newRig(9, 12)
	r.table = r.table.Refuse("2", "all places are taken")
	if !strings.Contains(plain(r.table.View(Theme{})), "✗ all places are taken") {
		t.Error("the reason is not shown")
	}
	r.press("down")
	if strings.Contains(plain(r.table.View(Theme{})), "places") {
		t.Error("the reason stays")
	}
}

func TestTableSaysThatItReads(t *testing.T) {
	tb := NewTable(Column{Head: "A", Width: 9})
	tb.Source, tb.Empty = func(NeedRows) tea.Cmd { return nil }, "Nothing here. n makes one."
	tb, _ = tb.Resize(40, 9).Init()
	if got := plain(tb.View(Theme{})); !strings.Contains(got, "reading") {
		t.Errorf("while reading: %q", got)
	}
	tb = tb.take(Loaded{Top: true, Bottom: true})
	tb.waiting = false
	if got := plain(tb.View(Theme{})); !strings.Contains(got, "n makes one") {
		t.Errorf("when empty: %q", got)
	}
}
