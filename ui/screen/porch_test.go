package screen_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// Keys of strangers.
const (
	strangerKey  = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGQRugMUtHVfM+7zyq3rhKKIW3QWOdOj4u+TuH3QqVeE"
	strangerKey2 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEfqcFVx/gPCd7wcexegdbEJPIAfnoVP7d6LRexWClXe"
	strangerKey3 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHSLect4dGMtTDAppJYuCWCelqVw9aL857xAP9CTiuz9"
)

func fingerprint(t testing.TB, line string) string {
	t.Helper()
	k, r := model.ParseKey(line)
	if r != nil {
		t.Fatal(r)
	}
	return k.Fingerprint
}

// porchStage is the page of a stranger; entered counts how often somebody went in.
func porchStage(w *screentest.World, line string, size screentest.Size, offered ...string) (s *screentest.Stage, entered *int) {
	entered = new(int)
	d := desk(w, "lumen")
	d.Actor = model.Actor{Proven: fingerprint(w.T, line)}
	who := screen.Stranger{Fingerprint: d.Actor.Proven, Public: line, Offered: append(offered, d.Actor.Proven), Enter: func() tea.Cmd {
		return func() tea.Msg { *entered++; return nil }
	}}
	return screentest.NewStage(w, "lumen", size, screentest.Entry("p", "Door", func() kit.Screen { return screen.NewPorch(d, who) })), entered
}

// asked applies for access with a key.
func asked(w *screentest.World, line string, role model.Role, kind model.CreatorKind, f model.AccessForm) model.ID {
	w.T.Helper()
	id, opened := w.Mint(model.AccessLetter), w.Seal(f.Text())
	d, err := w.Do(w.T.Context(), model.Actor{Proven: fingerprint(w.T, line)}, &model.ApplyForAccess{ID: id, Role: role, Kind: kind, Text: line, Form: opened.Commit()}, opened)
	if err != nil || d.Refusal != nil {
		w.T.Fatal(err, d.Refusal)
	}
	return id
}

// newbie is what somebody enters who wants in.
func newbie() model.AccessForm {
	return model.AccessForm{
		Handle: "newbie", Name: "New Bie", Channels: []model.Channel{{Platform: "instagram", Followers: 48200, Posts: 210}}, Languages: []string{"en", "de"}, Country: "DE",
		Niche: "tea", Note: "I have made reels about tea for three years, see @newbie.\nWe met at the fair.",
	}
}

func TestPorchGoldens(t *testing.T) {
	other := fingerprint(t, strangerKey2)
	for _, size := range screentest.Sizes() {
		w := screentest.New(t)
		s, _ := porchStage(w, strangerKey, size, other)
		screentest.Golden(t, "porch_stranger_"+size.String(), s.Frame())
		s.Press("n")
		screentest.Golden(t, "porch_form_"+size.String(), s.Frame())
		s.Press("esc")
		w.Must("ops", &model.OpenAccess{Until: w.Now().Add(30 * screentest.Day)})
		id := asked(w, strangerKey, model.Creator, model.External, newbie())
		s.Send(changedNow(w))
		screentest.Golden(t, "porch_waiting_"+size.String(), s.Frame())
		w.Must("sam", &model.RefuseAccess{ID: id, Reason: "Your reels are about coffee, and the pictures are dark. Come back with some about tea."})
		s.Send(changedNow(w))
		screentest.Golden(t, "porch_refused_"+size.String(), s.Frame())
		w.Wait(8 * screentest.Day)
		id = asked(w, strangerKey, model.Creator, model.External, newbie())
		w.Must("sam", &model.AdmitAccess{ID: id})
		s.Send(changedNow(w))
		screentest.Golden(t, "porch_in_"+size.String(), s.Frame())
	}
}

func changedNow(w *screentest.World) screen.Changed {
	changed, _ := w.Touched()
	return changed
}

// A stranger asks on the page, sees it wait, takes it back, asks again with what was entered, is let in while the page is
// open, and goes in.
func TestPorchFromDoorToInside(t *testing.T) {
	w := screentest.New(t)
	s, entered := porchStage(w, strangerKey, wide())
	s.Expect("You are not known here yet", fingerprint(t, strangerKey), "ask to be let in")
	s.Refuse("Also tried")
	s.Press("n", "tab", "tab")
	s.Press("shift+tab")
	s.Type("Mia Makes")
	s.Expect("handle")
	s.Press("ctrl+u")
	s.Type("mia.makes")
	s.Press("ctrl+s")
	s.Expect("The handle mia.makes is taken")
	s.Press("ctrl+u")
	s.Type("newbie")
	s.Press("ctrl+s")
	s.Expect("You have asked to be let in", "Application J-", "buyer", "newbie", "Support decides until")
	s.Press("n")
	s.Expect("You have asked to be let in")
	s.Press("w")
	s.Expect("Why J-")
	s.Press("esc", "C")
	s.Expect("Take J-")
	s.Press("enter") // Cancel is the default
	s.Expect("You have asked to be let in")
	s.Press("C", "right", "enter")
	s.Expect("You took your application back")
	s.Press("n")
	s.Expect("newbie")
	s.Press("ctrl+s")
	s.Expect("You have asked to be let in")
	var id model.ID
	_ = w.View(w.Actor("sam"), func(v model.View) {
		for _, row := range v.Rows(model.AccessIn(model.AccessWaiting), model.Place{}, false) {
			id = row.(*model.Access).ID
		}
	})
	s.Press("enter")
	if *entered != 0 {
		t.Error("went in without having been let in")
	}
	s.Act("sam", &model.AdmitAccess{ID: id})
	s.Expect("You are in: newbie", "Enter goes in")
	s.Press("enter")
	if *entered != 1 {
		t.Errorf("went in %d times", *entered)
	}
}

// Who was refused reads why and from when the key may try again; nobody else reads it.
func TestPorchRefused(t *testing.T) {
	w := screentest.New(t)
	id := asked(w, strangerKey, model.Agency, "", model.AccessForm{Handle: "newbie", Note: "QZXCANARY"})
	s, _ := porchStage(w, strangerKey, wide())
	other, _ := porchStage(w, strangerKey2, wide())
	other.Refuse("newbie", "QZXCANARY", string(id))
	s.Expect("QZXCANARY")
	s.Act("sam", &model.RefuseAccess{ID: id, Reason: "Not what we look for."})
	s.Expect("You were not let in", "Not what we look for.", "can apply again from Mon 12 Oct")
	s.Press("n")
	s.Expect("You were not let in")
	w.Wait(8 * screentest.Day)
	s.Send(changedNow(w))
	s.Expect("You can apply again with n")
	s.Press("n")
	s.Expect("Ask to be let in")
}

// A clock that struck is said: it can still be decided.
func TestPorchReported(t *testing.T) {
	w := screentest.New(t)
	asked(w, strangerKey, model.Agency, "", model.AccessForm{Handle: "newbie"})
	w.Wait(31 * screentest.Day)
	s, _ := porchStage(w, strangerKey, wide())
	s.Expect("was reported to the operator")
}
