package kit

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// foot returns the last lines of a frame.
func foot(s *Shell, n int) string {
	lines := s.Lines()
	return plain(lines[len(lines)-n:])
}

// TestHeadKeepsHowThingsStand: at any width the connection, the date and what is
// unread are told whole before the names are.
func TestHeadKeepsHowThingsStand(t *testing.T) {
	names := map[string]string{"short": "Mia", "long": "The Extraordinarily Long Named Trading Company of Three Kingdoms 三国演义 Ltd"}
	for name, account := range names {
		for _, w := range []int{60, 80, 100, 146} {
			s := newDemo(ThemeOptions{}, w, 24)
			send(s, SetAccount{Name: account, Roles: strings.ToLower(account) + " · seller · senior", Menu: demoMenu(3)},
				Status{Link: LinkLocal, Where: "sample marketplace", Note: "19 Nov 2026 09:12", Unread: 3})
			head := plain(s.Lines()[:1])
			for _, want := range []string{"● sample marketplace   19 Nov 2026 09:12", "✉ 3", account[:3]} {
				if !strings.Contains(head, want) {
					t.Errorf("%s name at %d columns: no %q in %q", name, w, want, head)
				}
			}
		}
	}
}

// TestHeadOfANarrowTerminal: the date and the count are the last to go.
func TestHeadOfANarrowTerminal(t *testing.T) {
	for w, want := range map[int]string{54: "● sample mark…   19 Nov 2026 09:12   ✉ 3", 44: "●   19 Nov 2026 09:12   ✉ 3"} {
		s := newDemo(ThemeOptions{}, w, 20)
		send(s, SetAccount{Name: "Lumen Library", Menu: demoMenu(3)}, Status{Where: "sample marketplace", Note: "19 Nov 2026 09:12", Unread: 3})
		if head := plain(s.Lines()[:1]); !strings.Contains(head, want) || !strings.Contains(head, "Lumen") {
			t.Errorf("at %d columns the head says %q", w, head)
		}
	}
}

func TestMessagesLeaveTheKeys(t *testing.T) {
	for _, text := range []string{"no book is chosen", strings.Repeat("a long reason that needs several lines ", 6)} {
		s := newDemo(ThemeOptions{}, 80, 24)
		before := foot(s, 1)
		send(s, Toast{Bad, text})
		if got := foot(s, 1); got != before {
			t.Errorf("the keys went: %q", got)
		}
		frame := strings.Join(strings.Fields(foot(s, 6)), " ")
		if !strings.Contains(frame, strings.TrimSpace(text)) {
			t.Errorf("the message is not whole: %s", frame)
		}
	}
}

// TestFooterPromisesNoDeadKey: every key that the footer names does what it says
// also while one types, or is not named.
func TestFooterPromisesNoDeadKey(t *testing.T) {
	for name, play := range scenes() {
		s := newDemo(ThemeOptions{}, 146, 36)
		play(s)
		left, right := s.footer()
		top, _ := s.top()
		for _, span := range append(left, right...) {
			if press := keyPress(span.key); isTyping(top.screen) && isPrintable(press) {
				t.Errorf("%s: %q is text here", name, span.key)
			}
		}
	}
	s := newDemo(ThemeOptions{}, 80, 24)
	keys(s, "3")
	if got := foot(s, 1); !strings.Contains(got, "alt+? help") {
		t.Errorf("a form promises %q", got)
	}
	for _, press := range []tea.KeyPressMsg{keyPress("alt+?"), {Code: '/', Mod: tea.ModAlt | tea.ModShift}} {
		send(s, press)
		if top, _ := s.top(); top.screen.Title() != "Keys of New book" {
			t.Errorf("%s opens %q", press.String(), top.screen.Title())
		}
		keys(s, "esc")
	}
}

func TestFreeingTheMouseSaysSo(t *testing.T) {
	s := newDemo(ThemeOptions{}, 80, 24)
	keys(s, "ctrl+t")
	if got := foot(s, 3); !strings.Contains(got, "ctrl+t") || s.View().MouseMode != tea.MouseModeNone {
		t.Errorf("ctrl+t says %q", got)
	}
	keys(s, "ctrl+t")
	if got := foot(s, 3); !strings.Contains(got, "The mouse clicks") || s.View().MouseMode == tea.MouseModeNone {
		t.Errorf("ctrl+t again says %q", got)
	}
}

// manyEntries is a menu with groups and saved views, longer than most terminals.
func manyEntries(n int) []MenuEntry {
	var menu []MenuEntry
	for i := range n {
		e := MenuEntry{Key: fmt.Sprint("e", i), Name: fmt.Sprint("Entry ", i), Group: i / 5, Count: i, Open: func() Screen { return leaf{fmt.Sprint("page ", i)} }}
		if i%5 == 1 || i%5 == 2 {
			e.Indent, e.Name = 1, fmt.Sprint("view ", i)
		}
		menu = append(menu, e)
	}
	return menu
}

// TestMenuShowsTheEntryInFront at any height, whichever it is, and every entry
// that is shown opens where it is clicked.
func TestMenuShowsTheEntryInFront(t *testing.T) {
	for _, h := range []int{10, 14, 20, 30, 50} {
		s := newDemo(ThemeOptions{}, 120, h)
		menu := manyEntries(24)
		send(s, SetAccount{Name: "x", Menu: menu})
		for _, e := range menu {
			send(s, Go{Entry: e.Key})
			lines := s.Lines()
			at := slices.IndexFunc(lines, func(l string) bool {
				return strings.HasPrefix(plain([]string{l}), "▌") && strings.Contains(l, e.Name)
			})
			if at < 0 {
				t.Fatalf("at %d lines the menu lacks %s:\n%s", h, e.Name, plain(lines))
			}
			click(s, 5, at)
			if s.Current() != e.Key {
				t.Errorf("at %d lines a click on %s opens %s", h, e.Name, s.Current())
			}
		}
	}
}

func TestMenuDigitsSkipSavedViews(t *testing.T) {
	s := newDemo(ThemeOptions{}, 120, 40)
	send(s, SetAccount{Name: "x", Menu: manyEntries(24)})
	for digit, want := range map[string]string{"1": "e0", "2": "e3", "3": "e4", "4": "e5", "9": "e14"} {
		if keys(s, digit); s.Current() != want {
			t.Errorf("%s opens %s, want %s", digit, s.Current(), want)
		}
	}
}

func TestMenuGolden(t *testing.T) {
	for _, size := range [][2]int{{120, 40}, {120, 22}, {120, 12}, {80, 24}, {60, 20}} {
		s := newDemo(ThemeOptions{}, size[0], size[1])
		send(s, SetAccount{Name: "Lumen", Menu: manyEntries(24)}, Go{Entry: "e12"})
		golden(t, fmt.Sprintf("shell-menu-%dx%d", size[0], size[1]), plain(s.Lines()))
	}
}

// TestNothingIsLostOnTheWay: light and dark, a tiny window and a look elsewhere
// leave the stack, the cursor, the choice and what was typed as they were.
func TestNothingIsLostOnTheWay(t *testing.T) {
	s := newDemo(themeOptions(true), 146, 36)
	keys(s, "down", "down", "space", "tab", "/", "'te", "ctrl+p", "'new", "enter", "tab", "'A title")
	before := plain(s.Lines())
	for name, away := range map[string]func(){
		"light and dark": func() {
			send(s, SetTheme{Dark: false})
			if plain(s.Lines()) != before {
				t.Errorf("in light there is another text:\n%s", plain(s.Lines()))
			}
			send(s, SetTheme{Dark: true})
		},
		"a tiny window": func() {
			for _, size := range [][2]int{{20, 5}, {1, 1}, {60, 20}, {146, 36}} {
				send(s, tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				s.Lines()
			}
		},
		"another entry": func() { send(s, Go{Entry: "messages"}); keys(s, "down"); send(s, Go{Entry: "catalogue"}) },
		"help":          func() { keys(s, "alt+?", "'x", "esc") },
		"the palette":   func() { keys(s, "ctrl+p", "down", "esc") },
	} {
		away()
		if got := plain(s.Lines()); got != before {
			t.Errorf("%s changed the frame:\n--- before\n%s\n--- after\n%s", name, before, got)
		}
	}
	keys(s, "esc", "tab", "enter") // leave the form, with its question
	shelf, ok := s.stack()[len(s.stack())-1].screen.(shelf)
	if !ok || shelf.page.Filter.Value() != "te" || len(shelf.page.Table.Chosen()) != 1 || len(s.stack()) != 1 {
		t.Errorf("back on the list: %d screens, %q, %v", len(s.stack()), shelf.page.Filter.Value(), shelf.page.Table.Chosen())
	}
}

// TestConfirmShowsAllFacts: none of them is out of reach, at any size.
func TestConfirmShowsAllFacts(t *testing.T) {
	var facts []string
	for i := range 60 {
		facts = append(facts, fmt.Sprintf("fact-%d", i))
	}
	for _, size := range sizes() {
		s := newDemo(ThemeOptions{}, size[0], size[1])
		send(s, Push{NewConfirm(Confirm{Title: "Sure?", Facts: facts, Yes: "Yes", Typed: "T-1"})})
		seen := ""
		for range 80 {
			seen += plain(s.Lines())
			keys(s, "down")
		}
		for _, fact := range facts {
			if !strings.Contains(seen, fact+" ") {
				t.Errorf("%v: %s is never seen", size, fact)
			}
		}
		if keys(s, "enter"); !strings.Contains(foot(s, 3), "Type T-1 to go on") {
			t.Errorf("%v: enter says %q", size, foot(s, 3))
		}
	}
}
