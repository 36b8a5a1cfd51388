package kit

import (
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// everyKind is a form with a field of each kind.
func everyKind() Form {
	return NewForm(
		Field{ID: "line", Label: "Title", Required: true, Max: 120, Hint: "as it stands on the cover"},
		Field{ID: "choice", Label: "Kind", Kind: ChoiceField, Options: []Option{{"novel", "Novel", "a long story"}, {"travel", "Travel writing", "with maps where there are any"}}},
		Field{ID: "many", Label: "Forms", Kind: ManyField, Options: []Option{{Value: "video"}, {Value: "live", Name: "live stream"}, {Value: "article"}, {Value: "三国演义"}, {Value: "list"}}},
		Field{ID: "list", Label: "Links", Kind: ListField, Mark: "R", Max: 200, Rows: 6, Check: checkLinks},
		Field{ID: "country", Label: "Country", Complete: completeCountry},
		Field{ID: "number", Label: "Copies", Kind: NumberField, Hint: "1 to 3 are usual"},
		Field{ID: "money", Label: "Price", Kind: MoneyField, Parse: parsePrice, Step: morePrice, Hint: "120, 120.00 USD"},
		Field{ID: "day", Label: "Back by", Kind: DateField, Required: true, Parse: parseDate, Step: moreDays, Hint: "2026-12-24, +45d, next friday"},
		Field{ID: "text", Label: "About", Kind: TextField, Max: 2000, Rows: 5},
	)
}

func everyValue() map[string]string {
	return map[string]string{"line": "Wireless 三国演义 👩‍👩‍👧‍👦", "choice": "travel", "many": "video\narticle", "list": "example.org/item/1\nexample.org/buds", "country": "Georgia",
		"number": "2", "money": "120.00 USD", "day": "2026-12-20", "text": "30 h of reading.\n\nFits small bags."}
}

func moreDays(v string, n int) (string, bool) {
	at, err := time.Parse("2006-01-02", v)
	if v == "" {
		at, err = time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC), nil
	}
	return at.AddDate(0, 0, n).Format("2006-01-02"), err == nil
}

func morePrice(v string, n int) (string, bool) {
	amount, ok := strings.CutSuffix(v, ".00 USD")
	whole, err := strconv.Atoi(amount)
	if !ok || err != nil {
		return "", false
	}
	return strconv.Itoa(whole+n) + ".00 USD", true
}

func TestStepsOfNumbersDaysAndAmounts(t *testing.T) {
	for _, c := range []struct {
		field, from string
		keys        []string
		want        string
	}{
		{"number", "9", []string{"alt+up"}, "10"},
		{"number", "", []string{"alt+down"}, "-1"},
		{"number", "many", []string{"alt+up"}, "many"},
		{"number", "9223372036854775807", []string{"alt+up"}, "9223372036854775807"},
		{"day", "2026-12-31", []string{"alt+up"}, "2027-01-01"},
		{"day", "", []string{"alt+up", "alt+up", "alt+down"}, "2026-11-22"},
		{"day", "next friday", []string{"alt+up"}, "next friday"},
		{"money", "120.00 USD", []string{"ctrl+down"}, "119.00 USD"},
		{"line", "9", []string{"alt+up"}, "9"},
	} {
		f := everyKind().SetValues(map[string]string{c.field: c.from}).Focus(c.field)
		for _, key := range c.keys {
			f, _, _ = f.Update(keyPress(key))
		}
		if got := f.Value(c.field); got != c.want || f.Focused() != c.field {
			t.Errorf("%s %q %v gives %q in %s, want %q", c.field, c.from, c.keys, got, f.Focused(), c.want)
		}
	}
}

// TestWhatWasUnderstoodStandsUnderTheField: the exact moment, or what is accepted
// instead.
func TestWhatWasUnderstoodStandsUnderTheField(t *testing.T) {
	for value, want := range map[string]string{"2026-12-20": "Sun 20 Dec 2026", "tomorow": "no such day"} {
		f := everyKind().SetValues(map[string]string{"day": value}).Resize(80, 60)
		if got := plain(f.View(Theme{})); !strings.Contains(got, want) {
			t.Errorf("%q shows no %q:\n%s", value, want, got)
		}
	}
}

// TestTenThousandPastedLines: every kind of field takes what it holds and says
// what it left out.
func TestTenThousandPastedLines(t *testing.T) {
	text := strings.Repeat("a line of a spreadsheet\n", 10_000)
	for kind, want := range map[string]string{"line": "cut at 120 characters", "list": "cut at 6 lines", "country": "cut at 1,000 characters", "number": "cut at 60 characters",
		"money": "cut at 60 characters", "day": "cut at 60 characters", "text": "cut at 2,000 characters"} {
		f := everyKind().Focus(kind).Resize(80, 24)
		f, event, _ := f.Update(tea.PasteMsg{Content: text})
		if event != FormChanged {
			t.Errorf("%s: pasting changed nothing", kind)
		}
		if got := plain(f.View(Theme{})); !strings.Contains(got, want) {
			t.Errorf("%s does not say %q:\n%s", kind, want, got)
		}
		if n := len(f.Value(kind)); n > 2000 {
			t.Errorf("%s holds %d bytes", kind, n)
		}
	}
	for _, kind := range []string{"choice", "many"} {
		f, event, _ := everyKind().Focus(kind).Update(tea.PasteMsg{Content: text})
		if event != FormNone || f.Value(kind) != "" {
			t.Errorf("%s took %q from a paste", kind, f.Value(kind))
		}
	}
}

// TestAFormSurvivesATinyWindow: nothing that was typed, chosen or focused is lost
// in a window of 20x5 and back, nor while a key is held there.
func TestAFormSurvivesATinyWindow(t *testing.T) {
	for _, field := range everyKind().fields {
		f := everyKind().SetValues(everyValue()).Focus(field.ID).Resize(146, 36)
		before := strings.Join(f.View(NewTheme(themeOptions(true))), "\n")
		f = f.Resize(20, 5)
		f.View(Theme{})
		for range 200 {
			if field.Kind == ChoiceField {
				break // arrows choose
			}
			f, _, _ = f.Update(keyPress("right"))
			f, _, _ = f.Update(keyPress("left"))
		}
		f = f.Resize(146, 36)
		if f.Focused() != field.ID {
			t.Errorf("%s lost the focus to %s", field.ID, f.Focused())
		}
		for id, want := range everyValue() {
			if got := f.Value(id); got != want {
				t.Errorf("after a tiny window %s is %q, want %q", id, got, want)
			}
		}
		if after := strings.Join(f.View(NewTheme(themeOptions(true))), "\n"); plain([]string{after}) != plain([]string{before}) && field.Kind != ChoiceField && field.Kind != ManyField {
			t.Errorf("%s is drawn otherwise after a tiny window:\n%s", field.ID, plain([]string{after}))
		}
	}
}

// TestAClickChoosesTheOptionUnderIt also where details take several lines.
func TestAClickChoosesTheOptionUnderIt(t *testing.T) {
	for _, w := range []int{20, 40, 80, 120} {
		for option, name := range map[string]string{"novel": "Novel", "travel": "Travel"} {
			f := everyKind().Resize(w, 60)
			for y, line := range strings.Split(plain(f.View(Theme{})), "\n") {
				if at := strings.Index(line, "◇ "+name); at >= 0 && f.Value("choice") == "" {
					f, _, _ = f.Update(Click{X: Width(line[:at]) + 2, Y: y})
				}
			}
			if f.Value("choice") != option {
				t.Errorf("at %d columns a click on %s chooses %q", w, name, f.Value("choice"))
			}
		}
	}
}
