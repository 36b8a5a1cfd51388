package kit

import "testing"

// Facts never stick to each other: one that has no room for its dot is cut behind a space.
func TestFactsOfAHeadingStandApart(t *testing.T) {
	heading := Heading{Title: "Task", Facts: Facts("one", "two")}
	for width, want := range map[int]string{16: "Task   one · two", 15: "Task   one · t…", 13: "Task   one t…", 12: "Task   one …", 11: "Task   one…", 10: "Task   one"} {
		if got := plain(heading.View(NewTheme(ThemeOptions{}), width, 1)); got != want+"\n" {
			t.Errorf("%d cells: got %q, want %q", width, got, want)
		}
	}
}
