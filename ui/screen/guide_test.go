package screen_test

import (
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// guideStage opens Help for a handle.
func guideStage(w *screentest.World, handle, page string, size screentest.Size, theme kit.ThemeOptions) (*screentest.Stage, screen.Desk) {
	d := desk(w, handle)
	d.DataFlag = " --data /tmp/x"
	return screentest.NewThemedStage(w, handle, size, theme, screentest.Entry("guide", "Help", func() kit.Screen { return screen.NewGuide(d, page) })), d
}

// A question that was asked elsewhere is answered as if it had been typed here.
func TestGuideIsAsked(t *testing.T) {
	s, _ := guideStage(screentest.New(t), "lumen", "/how do I pay a creator", broad(), kit.ThemeOptions{})
	s.Expect("/ how do I pay a creator", "▌ Payments")
	s.Press("down", "up", "enter")
	s.Expect("match 1 of")
}

func TestGuideGolden(t *testing.T) {
	for _, size := range screentest.Sizes() {
		w := screentest.New(t)
		s, _ := guideStage(w, "lumen", "", size, kit.ThemeOptions{})
		screentest.Golden(t, "guide_contents_"+size.String(), s.Frame())
		s.Press("/")
		s.Type("tracking number")
		screentest.Golden(t, "guide_search_"+size.String(), s.Frame())
		s.Press("enter")
		screentest.Golden(t, "guide_found_"+size.String(), s.Frame())
		s, _ = guideStage(w, "mia.makes", "submit", size, kit.ThemeOptions{})
		screentest.Golden(t, "guide_page_"+size.String(), s.Frame())
	}
}

func TestGuideASCII(t *testing.T) {
	s, _ := guideStage(screentest.New(t), "lumen", "", screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{ASCII: true})
	_, frame, _ := strings.Cut(s.Frame(), "\n") // the head line says what the stage says
	for _, r := range frame {
		if r > 0x7e {
			t.Fatalf("%q stands in\n%s", r, s.Frame())
		}
	}
}

// One's own pages stand first.
func TestGuideBeginsWithOnesOwnPages(t *testing.T) {
	w := screentest.New(t)
	for handle, want := range map[string]string{"lumen": "FOR SELLERS", "mia.makes": "FOR CREATORS AND AGENCIES", "sam": "FOR EVERYBODY"} {
		s, _ := guideStage(w, handle, "", screentest.Size{Width: 80, Height: 24}, kit.ThemeOptions{})
		frame := s.Frame()
		at := strings.Index(frame, want)
		if at < 0 || strings.Contains(frame[:at], "FOR ") {
			t.Errorf("%s does not see %s first:\n%s", handle, want, frame)
		}
	}
}

// One follows links, comes back with esc to the page and the line, and at last to the contents.
func TestGuideLinksAndBack(t *testing.T) {
	for _, size := range screentest.Sizes() {
		s, d := guideStage(screentest.New(t), "lumen", "", size, kit.ThemeOptions{})
		s.Press("home", "enter")
		s.Expect("First steps for a seller")
		for range 3 { // Today, Create new task, Task to be reviewed
			s.Press("right")
		}
		s.Expect("◆ Task to be reviewed")
		s.Press("enter")
		s.Expect("Review applications")
		if got := d.Drafts.Draft("guide")["page"]; got != "review-applications" {
			t.Errorf("%v: %q is remembered", size, got)
		}
		s.Press("esc")
		s.Expect("◆ Task to be reviewed")
		s.Press("esc")
		s.Expect("FOR SELLERS")
	}
}

// The page that was read last is open again.
func TestGuideRemembersThePage(t *testing.T) {
	w := screentest.New(t)
	d := desk(w, "lumen")
	d.Drafts.Keep("guide", map[string]string{"page": "send-samples"})
	open := screentest.Entry("guide", "Help", func() kit.Screen { return screen.NewGuide(d, "") })
	s := screentest.NewStage(w, "lumen", screentest.Size{Width: 146, Height: 36}, open)
	s.Expect("▌ Send samples", "One to 3 pieces are usual")
}

// A search finds what stands in the text, enter goes there, n and N go on within the page, esc leads back.
func TestGuideSearch(t *testing.T) {
	for _, size := range screentest.Sizes() {
		s, _ := guideStage(screentest.New(t), "lumen", "", size, kit.ThemeOptions{})
		s.Press("/")
		s.Type("suspense")
		s.Expect("Payments")
		s.Press("enter")
		s.Expect("uspense", "match 1 of")
		s.Press("n", "N")
		s.Expect("match")
		s.Press("esc")
		s.Expect("/", "suspense")
		s.Press("esc")
		s.Expect("FOR SELLERS")
		s.Press("/")
		s.Type("zzzzqqqq")
		s.Expect("No page holds “zzzzqqqq”.")
		s.Press("enter", "enter", "tab", "n", "right", "esc", "esc", "esc")
	}
}

func TestGuideCopies(t *testing.T) {
	s, _ := guideStage(screentest.New(t), "lumen", "send-samples", screentest.Size{Width: 80, Height: 24}, kit.ThemeOptions{})
	s.Press("y", "Y")
	if got := strings.Join(s.Copied, "|"); got != "send-samples|aeconnect guide send-samples --data /tmp/x" {
		t.Errorf("copied %q", got)
	}
}

// What a page says of numbers is this marketplace's policy.
func TestGuideSaysTheNumbersInForce(t *testing.T) {
	w := screentest.New(t)
	w.Must("ops", &model.SetPolicy{Name: "sample.ship.working_days", Value: 9})
	s, _ := guideStage(w, "lumen", "sample-delivery", screentest.Size{Width: 80, Height: 40}, kit.ThemeOptions{})
	s.Expect("9 working days")
	s.Refuse("5 working days")
}

// Every key of every state is pressed on every page: nothing breaks, and every frame fits.
func TestGuideIsWalked(t *testing.T) {
	keys := strings.Fields("down down pgdown up enter right right enter pgdown n N left esc tab down tab esc / end enter esc home enter tab esc esc")
	for _, size := range append(screentest.Sizes(), screentest.Size{Width: 40, Height: 10}, screentest.Size{Width: 20, Height: 5}) {
		s, _ := guideStage(screentest.New(t), "northlight", "", size, kit.ThemeOptions{})
		for range 3 {
			for _, key := range keys {
				s.Press(key)
				lines := s.Painted()
				if len(lines) > size.Height {
					t.Fatalf("%v after %s: %d lines", size, key, len(lines))
				}
				for _, line := range lines {
					if kit.Width(line) > size.Width {
						t.Fatalf("%v after %s: %q", size, key, line)
					}
				}
			}
		}
		if clashes := kit.Clashes(s.Shell.Everywhere(), s.Shell.Actions()[:0]); len(clashes) > 0 {
			t.Errorf("%v", clashes)
		}
	}
}
