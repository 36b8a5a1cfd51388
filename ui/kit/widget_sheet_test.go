package kit

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// TestSheets keeps a sheet of each widget, its states at three widths.
func TestSheets(t *testing.T) {
	for _, s := range sheets() {
		t.Run(s.name, func(t *testing.T) {
			var all []string
			for _, w := range []int{40, 80, 120} {
				all = append(all, fmt.Sprintf("── %d columns", w), "")
				all = append(all, append(s.draw(Theme{}, w), "")...)
			}
			golden(t, "sheet-"+strings.ReplaceAll(s.name, " ", "-"), plain(all))
		})
	}
}

// TestSheetsStyled keeps all of them in one theme each: what colours, 16 colours
// and ASCII make of them.
func TestSheetsStyled(t *testing.T) {
	for name, o := range map[string]ThemeOptions{"dark": themeOptions(true), "light": themeOptions(false), "ascii": {ASCII: true}} {
		var all []string
		for _, s := range sheets() {
			all = append(all, SectionHead(NewTheme(o), 80, s.name))
			all = append(all, append(s.draw(NewTheme(o), 80), "")...)
		}
		text := strings.Join(all, "\n") + "\n"
		if name == "ascii" {
			text = plain(all)
		}
		golden(t, "sheets-"+name, text)
	}
}

// sheet draws the states of one widget, which of them are parted by blank lines.
type sheet struct {
	name string
	draw func(t Theme, w int) []string
}

// sheets returns those of all widgets.
func sheets() []sheet {
	return slices.Concat(textSheets(), figureSheets(), inputSheets(), pageSheets())
}

// below puts the states of a widget below each other.
func below(states ...[]string) []string {
	var lines []string
	for i, state := range states {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, state...)
	}
	return lines
}

func textSheets() []sheet {
	return []sheet{
		{"heading", func(t Theme, w int) []string {
			facts := []Fact{{"312 creators", Muted}, {"4 late", Bad}, {"9 due today", Warn}, {"the last ninety days of everything", Muted}}
			return below(Heading{"Roster board", facts}.View(t, w, 3), Heading{"三国演义 and a title that is far too long for the place that there is for it", nil}.View(t, w, 1), []string{SectionHead(t, w, "money")})
		}},
		{"notice", func(t Theme, w int) []string {
			return below(Notice{Warn, "Submit by 20 Dec is 20 d after the application deadline; with samples 45 d or more is recommended.", "ctrl+f", "use 14 Jan"}.View(t, w),
				Notice{Role: Bad, Text: "not an item's address"}.View(t, w), Notice{Role: Good, Text: "you meet all requirements"}.View(t, w), Notice{Role: Muted, Text: "any of the chosen ones will do"}.View(t, w))
		}},
		{"facts", func(t Theme, w int) []string {
			return KeyValues{{Label: "Reward", Value: "120.00 USD"}, {Label: "Submit by", Value: "24 Jan 18:00", Role: Warn}, {Label: "Done", Value: "18", Right: true}, {Label: "On time", Value: "9%", Right: true},
				{Label: "About", Value: "30 h battery, fits small ears, show the case in daylight.\n三国演义 wraps where it may, with no spaces at all."}}.View(t, w)
		}},
		{"stepper", func(t Theme, w int) []string {
			st := Stepper{{"Applied", StepDone}, {"Approved", StepDone}, {"Sample", StepDone}, {"Received", StepDone}, {"Content v2", StepNow}, {"Confirmed", StepTodo}, {"Paid", StepTodo}, {"Completed", StepTodo}}
			return below(st.View(t, w, 3), st.View(t, w, 1), Stepper{{"Applied", StepDone}, {"Rejected", StepRefused}}.View(t, w, 1))
		}},
		{"timeline", func(t Theme, w int) []string {
			return Timeline{{"2 Nov", "content v1 submitted", Text, "14 links, 1 video"}, {"9 Nov", "the day for paying passed", Bad, "5 d, late since"}, {"11 Nov", "seller: “next week, promise”", Text, "message"}}.View(t, w)
		}},
		{"difference", func(t Theme, w int) []string {
			return DiffView(t, w, Diff(strings.Split("Intro\nSay the battery life\nShow the case\nBye", "\n"), strings.Split("Intro\nSay that it lasts 30 h and that nobody has to charge it on the way\nShow the case\nBye", "\n")))
		}},
		{"viewport", func(t Theme, w int) []string {
			var text []string
			for i := range 12 {
				text = append(text, strings.Repeat("x", min(w, 10*(i%9)+1)))
			}
			v := Viewport{}.SetHeight(4).SetLines(text)
			return below(v.View(t, w), v.Scroll(4).View(t, w), v.Scroll(99).View(t, w))
		}},
	}
}

func figureSheets() []sheet {
	start := time.Unix(0, 0)
	return []sheet{
		{"progress", func(t Theme, w int) []string {
			p := Progress{Name: "reading tasks", Done: 12_400, Total: 20_000, Started: start, Now: start.Add(6 * time.Second)}
			none, over := p, p
			none.Done, over.Done = 0, 20_000
			return []string{p.View(t, w), none.View(t, w), over.View(t, w), Progress{}.View(t, w)}
		}},
		{"spinner", func(t Theme, _ int) []string {
			s, cmd := NewSpinner().Start()
			first := s.View(t)
			s, _ = s.Update(cmd())
			return []string{"at rest [" + NewSpinner().View(t) + "]  at work [" + first + "] then [" + s.View(t) + "]"}
		}},
		{"sparkline", func(t Theme, w int) []string {
			return []string{Sparkline(t, w/4, []float64{1, 2, 0, 4, 3, 6, 5, 8, 7, 9, 8, 12, 11, 10}), Sparkline(t, w/4, []float64{0, 0, 0}), Sparkline(t, w/4, []float64{-1, 5, -3})}
		}},
		{"share bar", func(t Theme, w int) []string {
			return []string{ShareBar(t, w/4, 0.85), ShareBar(t, w/4, 0.001), ShareBar(t, w/4, 0), ShareBar(t, w/4, 0.999), ShareBar(t, w/4, 1)}
		}},
		{"plan", func(t Theme, w int) []string {
			rows := []PlanRow{{"1", "mia.makes", "awaiting sample, 1 piece", ""}, {"2", "晓彤 xiaotong", "awaiting sample, 1 piece", ""},
				{"3", "deal.hunter", "", "two disputes lost in the last 90 days, and the brief asks for none at all in that time"}, {"4", "hana 하나", "awaiting sample, 1 piece", ""}}
			totals := KeyValues{{Label: "orders", Value: "3"}, {Label: "pieces owed", Value: "3"}, {Label: "if all are confirmed", Value: "360.00 USD"}}
			p := NewPlan("Approve 4", rows, totals).Resize(w, 16)
			only, _ := p.Update(keyPress("tab"))
			var many []PlanRow
			for i := range 40 {
				many = append(many, PlanRow{Key: fmt.Sprint(i), Name: fmt.Sprintf("creator %d", i), Effect: "order"})
			}
			scrolled, _ := NewPlan("Approve 40", many, nil).Resize(w, 8).Update(keyPress("end"))
			return below(p.View(t), only.View(t), scrolled.View(t), NewPlan("Approve 4", rows[:2], totals).Resize(w, 6).View(t))
		}},
	}
}

func inputSheets() []sheet {
	return []sheet{
		{"tabs", func(t Theme, w int) []string {
			items := []Tab{{"a", "All", "1,204"}, {"b", "Novels", "611"}, {"c", "Travel and maps", "302"}, {"d", "Technology", "188"}, {"e", "Children", ""}}
			return []string{Tabs{items, 0}.View(t, w), Tabs{items, 2}.View(t, w), Tabs{items, 4}.View(t, w)}
		}},
		{"filter", func(t Theme, w int) []string {
			typing := Filter{input: NewInput(0).SetValue("earb"), typing: true, Result: "38 of 1,204 · 2 ms"}
			kept, _, _ := typing.Update(keyPress("enter"))
			return []string{NewFilter("title, ID or name").Start().View(t, w), typing.View(t, w), kept.View(t, w)}
		}},
		{"input", func(t Theme, w int) []string {
			long := NewInput(0).SetValue("a line that is longer than its place and goes on, 三国演义, to its end, which is far away from its beginning in any terminal")
			begun, _, _ := long.Update(keyPress("home"))
			return []string{NewInput(0).View(t, w, Strong), NewInput(0).SetValue("short").View(t, w, Strong), long.View(t, w, Strong), begun.View(t, w, Strong)}
		}},
		{"area", func(t Theme, w int) []string {
			a := NewArea(0).SetWidth(w).SetValue("Say that it lasts 30 h.\n\nShow the case in daylight, and the sizes of the tips beside each other. 三国演义没有空格也会换行，因为汉字之间到处都可以换行。")
			return below(a.View(t, 8, Text, false), a.View(t, 2, Strong, true))
		}},
		{"form", func(t Theme, w int) []string {
			wrong, _, _ := everyKind().Update(keyPress("ctrl+s"))
			return below(everyKind().Resize(w, 60).View(t), everyKind().SetValues(everyValue()).Resize(w, 60).View(t), wrong.Focus("day").Resize(w, 60).View(t))
		}},
		{"form offers", func(t Theme, w int) []string {
			f := everyKind().Focus("country").Resize(w, 14)
			for _, key := range []string{"g", "e"} {
				f, _, _ = f.Update(keyPress(key))
			}
			return f.View(t)
		}},
	}
}

func pageSheets() []sheet {
	framed := func(s Screen, t Theme, w, h int, names ...string) []string {
		s, _ = s.Update(tea.WindowSizeMsg{Width: w, Height: h + 5})
		s, _ = s.Update(Frame{Width: w, Height: h, Theme: t})
		for _, name := range names {
			s, _ = s.Update(keyPress(name))
		}
		return viewLines(s)
	}
	readers := Chooser{Name: "Who reads?", Current: "mia", Choices: []Choice{{Key: "lumen", Name: "Lumen Library", Detail: "library · senior", Hint: "5", Group: "Libraries"}, {Key: "mia", Name: "Mia Makes", Detail: "reader ★", Group: "Readers"},
		{Key: "xiao", Name: "晓彤 xiaotong", Detail: "reader", Group: "Readers"}, {Key: "gone", Name: "Old Account", Group: "Readers", Disabled: "closed since March"}}}
	var facts []string
	for i := range 20 {
		facts = append(facts, fmt.Sprintf("order %d of somebody, awaiting a sample", i))
	}
	return []sheet{
		{"table", func(t Theme, w int) []string {
			tb := NewTable(Column{Head: "TITLE", Width: 16, Flex: 1}, Column{Head: "BY", Width: 9, Priority: 2}, Column{Head: "DUE", Width: 6, Right: true, Order: Ascending}, Column{Head: "READ", Width: 6, Priority: 3})
			tb.Multi, tb.Empty = true, "Nothing here yet.\nn writes the first one."
			empty := tb.Resize(w, 4).SetRows(nil)
			tb.Totals = []Cell{TextCell(Muted, "9 books"), {}, TextCell(Strong, "41")}
			var rows []Row
			for i, b := range demoBooks(9) {
				rows = append(rows, Row{Key: b.id, Muted: i == 3, Cells: []Cell{{Text: b.title, Match: []int{0, 1}}, TextCell(Muted, b.by), TextCell(Text, b.due), BarCell(float64(i) / 8)}})
			}
			tb = tb.Resize(w, 10).SetRows(rows).Choose("B-0001")
			down, _, _ := tb.Update(keyPress("end"))
			return below(tb.View(t), down.Refuse(down.CurrentKey(), "it is lent").View(t), empty.View(t))
		}},
		{"list page", func(t Theme, w int) []string {
			return below(framed(newShelf(20), t, w, 20, "down", "space"), framed(newShelf(20), t, w, 12, "/", "t", "e"))
		}},
		{"split", func(t Theme, w int) []string {
			var s Split
			s, _ = s.Update(tea.WindowSizeMsg{Width: w, Height: 24})
			s, _ = s.Update(Frame{Width: w, Height: 12, Theme: t})
			return s.View(t, strings.Split(strings.Repeat("a row of the list\n", 12), "\n"), []string{"a preview", "of the row"})
		}},
		{"chooser", func(t Theme, w int) []string {
			return below(framed(NewChooser(readers), t, w, 14), framed(NewChooser(readers), t, w, 14, "m", "i"), framed(NewChooser(readers), t, w, 14, "down", "down", "enter"), framed(NewChooser(readers), t, w, 14, "q", "q"))
		}},
		{"confirm", func(t Theme, w int) []string {
			few := Confirm{Title: "Reject 37 applications?", Text: "They are told at once, and it cannot be taken back.", Facts: facts[:2], Yes: "Reject 37"}
			many := Confirm{Title: "Cancel the task and all of its orders, whatever stage they are at", Facts: facts, Yes: "Cancel the task", Typed: "T-7Q2K-91MX"}
			return below(framed(NewConfirm(few), t, w, 12), framed(NewConfirm(few), t, w, 12, "tab"), framed(NewConfirm(many), t, w, 12, "T"), framed(NewConfirm(many), t, w, 12, "pgdown"))
		}},
	}
}
