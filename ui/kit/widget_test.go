package kit

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"pgregory.net/rapid"
)

func TestBufferEditsByClusters(t *testing.T) {
	family := "👩‍👩‍👧‍👦"
	in := NewInput(0).SetValue("a" + family + "é三")
	for _, want := range []string{"a" + family + "é", "a" + family, "a", ""} {
		in, _, _ = in.Update(keyPress("backspace"))
		if in.Value() != want {
			t.Errorf("backspace leaves %q, want %q", in.Value(), want)
		}
	}
}

func TestBufferKeys(t *testing.T) {
	for _, c := range []struct {
		start string
		keys  []string
		want  string
	}{
		{"one two", []string{"ctrl+left", "x"}, "one xtwo"},
		{"one two", []string{"home", "delete", "end", "x"}, "ne twox"},
		{"one two", []string{"ctrl+w", "x"}, "one x"},
		{"one two", []string{"home", "ctrl+right", "ctrl+k"}, "one"},
		{"one two", []string{"left", "ctrl+u"}, "o"},
		{"three", []string{"left", "left", "space", "三"}, "thr 三ee"},
	} {
		in := NewInput(0).SetValue(c.start)
		for _, key := range c.keys {
			in, _, _ = in.Update(keyPress(key))
		}
		if in.Value() != c.want {
			t.Errorf("%q %v gives %q, want %q", c.start, c.keys, in.Value(), c.want)
		}
	}
}

func TestBufferCleansWhatIsPasted(t *testing.T) {
	in := NewInput(0)
	in, _, _ = in.Update(tea.PasteMsg{Content: "two\nlines\x1b[31m and \u202e a trick"})
	if want := "two lines and  a trick"; in.Value() != want {
		t.Errorf("pasted %q, want %q", in.Value(), want)
	}
}

// TestAreaWrapsLosslessly: rows follow each other without a gap, fit the width,
// and the cursor can reach every place and come back.
func TestAreaWrapsLosslessly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.IntRange(2, 60).Draw(t, "w")
		a := NewArea(400).SetWidth(w).SetValue(drawText(t, "text", 30))
		at := 0
		for i, row := range a.rows {
			if row.from != at && (row.from != at+1 || a.text[at] != '\n') || row.to < row.from {
				t.Fatalf("row %d is %v after %d in %q", i, row, at, a.text)
			}
			at = row.to
			if n := Width(trimRight(a.text[row.from:row.to])); n > w && row.to > a.after(row.from) {
				t.Fatalf("row %d has %d cells in %d", i, n, w)
			}
		}
		if at != len(a.text) {
			t.Fatalf("rows end at %d of %d", at, len(a.text))
		}
		for range len(a.rows) {
			a, _, _ = a.Update(keyPress("up"))
		}
		if row, _ := a.place(); row != 0 {
			t.Fatalf("up leaves row %d", row)
		}
		for range 2 * len(a.rows) {
			a, _, _ = a.Update(keyPress("down"))
		}
		if row, _ := a.place(); row != len(a.rows)-1 {
			t.Fatalf("down leaves row %d of %d in %q", row, len(a.rows), a.text)
		}
	})
}

// TestDiffIsTheDifference: without the added lines it is the old text, without
// the removed ones the new.
func TestDiffIsTheDifference(t *testing.T) {
	lines := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", ""}), 0, 12)
	rapid.Check(t, func(t *rapid.T) {
		old, new := lines.Draw(t, "old"), lines.Draw(t, "new")
		var from, to []string
		for _, d := range Diff(old, new) {
			if d.Change != LineAdded {
				from = append(from, d.Text)
			}
			if d.Change != LineRemoved {
				to = append(to, d.Text)
			}
		}
		if !slices.Equal(from, old) || !slices.Equal(to, new) {
			t.Fatalf("%q and %q come out as %q and %q", old, new, from, to)
		}
	})
}

func TestTabs(t *testing.T) {
	ts := Tabs{Items: []Tab{{"all", "All", "12"}, {"a", "Apples", ""}, {"b", "Bananas", "3"}}}
	if next, changed := ts.Update(keyPress("left")); !changed || next.Key() != "b" {
		t.Errorf("left of the first is %q", next.Key())
	}
	for x, want := range map[int]int{0: 0, 5: 0, 9: 1, 18: 2, 26: 2} {
		if got, ok := ts.Hit(x, 80); !ok || got != want {
			t.Errorf("column %d is tab %d, %v", x, got, ok)
		}
	}
	if _, ok := ts.Hit(7, 80); ok {
		t.Error("the gap is a tab")
	}
	ts.Current = 2
	if got := plain([]string{ts.View(Theme{}, 20)}); !strings.Contains(got, "Bananas 3") || !strings.HasPrefix(got, "‹") {
		t.Errorf("a short line shows %q", got)
	}
}

func TestFilterGivesListKeysAway(t *testing.T) {
	f := NewFilter("").Start()
	f, changed, used := f.Update(keyPress("a"))
	if !changed || !used {
		t.Error("a letter was not taken")
	}
	if _, _, used = f.Update(keyPress("down")); used {
		t.Error("down was kept from the list")
	}
	kept, _, _ := f.Update(keyPress("enter"))
	if kept.Typing() || kept.Value() != "a" {
		t.Error("enter should keep the text and stop typing")
	}
	cleared, changed, _ := f.Update(keyPress("esc"))
	if cleared.Typing() || cleared.Value() != "" || !changed {
		t.Error("esc should clear")
	}
	if _, _, used = kept.Update(keyPress("b")); used {
		t.Error("a filter at rest takes letters")
	}
}

func TestProgress(t *testing.T) {
	start := time.Unix(0, 0)
	p := Progress{Done: 250, Total: 1000, Started: start, Now: start.Add(5 * time.Second)}
	if p.Rate() != 50 || p.TimeLeft() != 15*time.Second {
		t.Errorf("rate %v, left %v", p.Rate(), p.TimeLeft())
	}
	p.Done = 0
	if p.Rate() != 0 || p.TimeLeft() != 0 {
		t.Error("a rate out of nothing")
	}
}

func TestSplitLayout(t *testing.T) {
	for _, c := range []struct {
		w, h                int
		beside, below, open bool
	}{{146, 36, true, false, true}, {110, 30, true, false, true}, {109, 30, false, true, true}, {80, 24, false, true, true}, {60, 20, false, false, false}} {
		s := NewShell(ShellOptions{Account: SetAccount{Menu: demoMenu(1)}})
		s.width, s.height = c.w, c.h
		body := s.bodyRect()
		sp := Split{Top: 3}
		sp, _ = sp.Update(tea.WindowSizeMsg{Width: c.w, Height: c.h})
		sp, _ = sp.Update(Frame{Width: body.Width, Height: body.Height})
		if sp.Beside() != c.beside || sp.Below() != c.below || (sp.Preview().Width > 0) != c.open {
			t.Errorf("%dx%d: beside %v, below %v, preview %v", c.w, c.h, sp.Beside(), sp.Below(), sp.Preview())
		}
		if l, p := sp.List(), sp.Preview(); l.Width+l.X > body.Width || p.X+p.Width > body.Width || p.Y+p.Height > body.Height || l.Height < 3 {
			t.Errorf("%dx%d: list %v and preview %v leave the body %v", c.w, c.h, l, p, body)
		}
		sp, _ = sp.Update(keyPress("tab"))
		if sp.Preview().Width == 0 {
			t.Errorf("%dx%d: tab shows no preview", c.w, c.h)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1204: "1,204", 61220: "61,220", 1234567: "1,234,567", -1000: "-1,000", -999: "-999", 100000: "100,000"} {
		if got := English().Count(n); got != want {
			t.Errorf("%d is written %s", n, got)
		}
	}
}
