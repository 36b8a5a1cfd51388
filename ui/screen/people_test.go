package screen_test

import (
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

func peopleStage(w *screentest.World, handle string, size screentest.Size) *screentest.Stage {
	w.T.Helper()
	return deskStage(w, handle, size, desk(w, handle), func(d screen.Desk) kit.Screen { return screen.NewPeople(d) })
}

// knocked is a world in which three ask to be let in, and one was refused.
func knocked(t testing.TB) (*screentest.World, model.ID) {
	w := screentest.New(t)
	w.Must("ops", &model.OpenAccess{Until: w.Now().Add(30 * screentest.Day)})
	first := asked(w, strangerKey, model.Creator, model.External, newbie())
	w.Wait(25 * screentest.Day)
	asked(w, strangerKey2, model.Agency, "", model.AccessForm{Handle: "west.lake", Name: "西湖机构 🍵", Note: "We act for thirty creators."})
	refused := asked(w, strangerKey3, model.Seller, "", model.AccessForm{Handle: "knockoffs", Name: "Knock Offs"})
	w.Must("sam", &model.RefuseAccess{ID: refused, Reason: "The shop sells copies."})
	w.Wait(screentest.Day)
	return w, first
}

func TestPeopleGoldens(t *testing.T) {
	for _, size := range screentest.Sizes() {
		w, _ := knocked(t)
		s := peopleStage(w, "sam", size)
		screentest.Golden(t, "people_waiting_"+size.String(), s.Frame())
		s.Press("enter")
		screentest.Golden(t, "people_access_"+size.String(), s.Frame())
		s.Press("a")
		screentest.Golden(t, "people_admit_"+size.String(), s.Frame())
		s.Press("esc", "esc", "right", "right", "right")
		screentest.Golden(t, "people_creators_"+size.String(), s.Frame())
		o := peopleStage(w, "ops", size)
		screentest.Golden(t, "people_operator_"+size.String(), o.Frame())
	}
}

// Support reads what was entered, corrects the figures and lets somebody in; the account is there, the list moves on.
func TestPeopleLetIn(t *testing.T) {
	w, id := knocked(t)
	s := peopleStage(w, "sam", wide())
	s.Expect("Waiting 2", "newbie", "西湖机构", "We met at the fair.", fingerprint(t, strangerKey)[:24])
	s.Press("a")
	s.Expect("Let in newbie", "channels without figures")
	s.Press("ctrl+u")
	s.Type("mia.makes")
	s.Press("ctrl+s")
	s.Expect("The handle mia.makes is taken")
	s.Press("ctrl+u")
	s.Type("newbie")
	s.Press("tab", "right", "space", "tab")
	s.Expect("48,200 followers")
	s.Press("ctrl+u")
	s.Type("instagram many 210")
	s.Expect("is no channel with its figures")
	s.Press("ctrl+u")
	s.Type("instagram 4000 210")
	s.Expect("5,000 followers on one channel")
	s.Press("ctrl+u")
	s.Type("instagram 47000 210")
	s.Press("ctrl+s")
	s.Expect("newbie is in.", "Waiting 1")
	a := w.Account("newbie")
	if !a.Verified || a.Followers() != 47000 {
		t.Errorf("the account is %+v", a)
	}
	s.Press("right")
	s.Expect("Decided 2", "admitted", "refused")
	s.Press("a")
	s.Expect("Decided 2")
	s.Press("right", "right")
	s.Expect("47,000", "newbie")
	s.Press("/")
	s.Type("newb")
	s.Press("enter", "enter")
	s.Expect("New Bie", "FOLLOWERS")
	_ = id
}

// An application that was made after the policy was changed is decided as any other.
func TestPeopleLetInUnderANewPolicy(t *testing.T) {
	w := screentest.New(t)
	w.Must("ops", &model.SetPolicy{Name: model.AccessDecideDays, Value: 20})
	w.Must("ops", &model.OpenAccess{Until: w.Now().Add(30 * screentest.Day)})
	asked(w, strangerKey, model.Seller, "", model.AccessForm{Handle: "newshop", Name: "New Shop"})
	s := peopleStage(w, "sam", wide())
	s.Press("a", "ctrl+s")
	s.Expect("newshop is in.")
}

// A refusal needs a reason, which the applicant reads.
func TestPeopleRefuse(t *testing.T) {
	w, id := knocked(t)
	s := peopleStage(w, "sam", wide())
	s.Press("enter", "x")
	s.Expect("Refuse newbie")
	s.Press("ctrl+s")
	s.Expect("Refuse newbie")
	s.Type("The pictures are dark.")
	s.Press("ctrl+s")
	s.Expect("The applicant reads why.", "Refused on", "The pictures are dark.")
	p, _ := porchStage(w, strangerKey, wide())
	p.Expect("You were not let in", "The pictures are dark.")
	if a := w.Try("sam", &model.RefuseAccess{ID: id, Reason: "again"}); a == nil || a.Rule != model.RuleAccessDecided {
		t.Errorf("not decided: %v", a)
	}
}

// Who asks to be let in stands on Today of support, the nearest first, and leaves it once decided.
func TestTodayOfSupportHasAccess(t *testing.T) {
	w, id := knocked(t)
	s := deskStage(w, "sam", wide(), desk(w, "sam"), func(d screen.Desk) kit.Screen { return screen.NewToday(d) })
	s.Expect("Decide about access", "newbie", "We met at the fair.", "west.lake")
	s.Press("enter")
	s.Expect("let in", "refuse", string(id))
	s.Press("esc")
	s.Act("sam", &model.AdmitAccess{ID: id})
	s.Refuse(string(id))
	s.Expect("west.lake")
}

// The operator sees that somebody asked and with which key, and where there is support does not decide.
func TestPeopleOfTheOperator(t *testing.T) {
	w, _ := knocked(t)
	s := peopleStage(w, "ops", wide())
	s.Expect("Waiting 2", fingerprint(t, strangerKey)[:24], "Only support reads")
	s.Refuse("newbie", "New Bie", "We met at the fair", "48,200")
	s.Press("a")
	s.Refuse("Let in")
	s.Press("x")
	s.Refuse("Nobody else does")
	s.Press("right", "right", "right", "K")
	s.Expect("SSH keys")
}
