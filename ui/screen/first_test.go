package screen_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

func TestFirstGolden(t *testing.T) {
	w := screentest.New(t)
	for _, size := range screentest.Sizes() {
		s := stageOf(w, "lumen", size, func(d screen.Desk) kit.Screen {
			return screen.NewFirst(d, screen.Beginning{Sample: toastCmd, Own: toastCmd, Join: toastCmd})
		})
		screentest.Golden(t, "first_"+size.String(), s.Frame())
		s = stageOf(w, "lumen", size, func(d screen.Desk) kit.Screen {
			return screen.NewAccount(d, true, func(screen.Newcomer) (*model.Refusal, error) { return nil, nil })
		})
		screentest.Golden(t, "first_account_"+size.String(), s.Frame())
	}
}

// One key begins; while the sample is made nothing is begun twice, and what failed is said where one chose.
func TestFirstBeginsOnce(t *testing.T) {
	w := screentest.New(t)
	begun, own := 0, 0
	k := walk(screen.NewFirst(deskOf(w, "lumen"), screen.Beginning{
		Sample: func() tea.Cmd { begun++; return nil }, Own: func() tea.Cmd { own++; return nil },
	}), 80, 24)
	k.send(screentest.Key("s"))
	k.send(screentest.Key("s"))
	k.send(screentest.Key("n"))
	if begun != 1 || own != 0 || !strings.Contains(k.screen.View(), "making the sample marketplace") {
		t.Errorf("begun %d times, own %d times", begun, own)
	}
	k.send(screen.FirstFailed{Text: "That did not work: no room"})
	if !strings.Contains(k.screen.View(), "no room") {
		t.Error("the trouble is not shown")
	}
	k.press("down")
	k.press("enter")
	if own != 1 {
		t.Errorf("own %d times", own)
	}
}

func TestAccountIsCheckedAsOneTypes(t *testing.T) {
	w := screentest.New(t)
	var added []screen.Newcomer
	s := stageOf(w, "ops", screentest.Size{Width: 100, Height: 40}, func(d screen.Desk) kit.Screen {
		return screen.NewAccount(d, false, func(n screen.Newcomer) (*model.Refusal, error) {
			added = append(added, n)
			return w.Try("", n.Account), nil
		})
	})
	s.Press("tab")
	s.Type("Bad Handle")
	s.Expect("is no handle")
	s.Press("ctrl+u")
	s.Type("lumen")
	s.Press("tab", "tab", "tab")
	s.Type("1")
	s.Expect("1% is not possible")
	s.Press("ctrl+u")
	s.Type("6.5")
	s.Press("ctrl+s")
	s.Expect("The handle lumen is taken")
	s.Press("ctrl+u")
	s.Type("lumen.two")
	s.Press("ctrl+s")
	last, rate := added[len(added)-1].Account, added[len(added)-1].Rate
	if last.Handle != "lumen.two" || last.Role != model.Seller || last.Level != model.Senior || last.Kind != "" || rate != 650 {
		t.Errorf("added %+v at %v", last, rate)
	}
	if w.Account("lumen.two").Handle != "lumen.two" {
		t.Error("nobody was added")
	}
}

// Somebody who is sent samples and paid may say where to at once; both are checked, sealed, and kept by no draft.
func TestAccountMaySayWhere(t *testing.T) {
	w := screentest.New(t)
	var got screen.Newcomer
	d := deskOf(w, "ops")
	s := screentest.NewStage(w, "ops", screentest.Size{Width: 100, Height: 50}, screentest.Entry("a", "A", func() kit.Screen { return screen.NewToday(d) }))
	open := func() {
		s.Send(kit.Push{Screen: screen.NewAccount(d, false, func(n screen.Newcomer) (*model.Refusal, error) { got = n; return w.Try("", n.Account), nil })})
	}
	open()
	s.Refuse("PayPal")
	s.Press("right", "space", "tab") // a creator
	s.Type("new.face")
	forth := slices.Repeat([]string{"tab"}, 9) // to the last field
	s.Press(forth...)
	s.Type("nowhere")
	s.Expect("PayPal", "no e-mail address")
	s.Press("ctrl+s")
	if got.Account != nil {
		t.Error("what is no PayPal address was sent")
	}
	s.Press("esc")
	s.Expect("Leave without finishing?")
	s.Press("left", "enter")
	for name, values := range map[string]map[string]string{"account": d.Drafts.Draft("account")} {
		if values["handle"] != "new.face" || values["paypal"] != "typed" {
			t.Errorf("%s keeps %v", name, values)
		}
	}
	open()
	s.Expect("new.face", "You had typed this")
	got = screen.Newcomer{}
	if s.Press("ctrl+s"); got.Account != nil {
		t.Error("what had been typed is missing, and it was sent without a word")
	}
	s.Expect("Empty now, and typed before")
	s.Type("face@example.com") // the field has the focus
	s.Press("ctrl+s")
	if got.PayPal != "face@example.com" || got.Account == nil || got.Account.Handle != "new.face" {
		t.Errorf("sent %+v", got)
	}
	all, private := got.Commands(func(text string) model.Opened { return model.Opened{Value: text} })
	if len(all) != 1 || len(private[0]) != 1 || private[0][0].Value != "face@example.com" {
		t.Errorf("says for itself %v", all)
	}
}

func TestGrowthIsShown(t *testing.T) {
	w := screentest.New(t)
	start := time.Unix(1_000_000, 0)
	k := walk(screen.NewGrowth(deskOf(w, "lumen"), screen.Growth{Done: 100, Total: 1000, Started: start, Now: start.Add(time.Second)}), 100, 30)
	if view := k.screen.View(); !strings.Contains(view, "100 of 1,000") || !strings.Contains(view, "9 s left") {
		t.Errorf("shown\n%s", view)
	}
	k.send(screen.Growth{Done: 1000, Total: 1000, Over: true})
	if !strings.Contains(k.screen.View(), "whole") {
		t.Error("it does not say that it is over")
	}
	k.press("esc")
	if k.popped != 1 {
		t.Error("esc does not close it")
	}
}
