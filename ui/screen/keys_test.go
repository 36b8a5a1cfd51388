package screen_test

import (
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// keyStage is the keys of an account, in a session that came by one of them ("" for none).
func keyStage(w *screentest.World, handle, by string, size screentest.Size) *screentest.Stage {
	w.T.Helper()
	d := desk(w, handle)
	if by != "" {
		_ = w.View(w.Actor(""), func(v model.View) { d.Actor, _, _ = model.ActorOf(v.Reader, fingerprint(w.T, by)) })
		d.Drafts = screen.NewDrafts(map[string]map[string]string{
			screen.SeenKeys: {fingerprint(w.T, by): w.Now().Add(-3*screentest.Hour).Time().Format("2006-01-02T15:04:05Z07:00") + " 203.0.113.7"},
		}, nil)
	}
	return deskStage(w, handle, size, d, func(d screen.Desk) kit.Screen { return screen.NewKeys(d, 0) })
}

// keyed is a world in which mia has a full key and one that only reads.
func keyed(t testing.TB) *screentest.World {
	w := screentest.New(t)
	w.Must("", &model.AddKey{Handle: "mia.makes", Text: strangerKey + " mia@laptop"})
	w.Wait(screentest.Day)
	w.Must("mia.makes", &model.AddKey{Handle: "mia.makes", Text: strangerKey2, Kind: model.KeyObserver, Label: "the screen in the hall"})
	return w
}

func TestKeysGoldens(t *testing.T) {
	for _, size := range screentest.Sizes() {
		w := keyed(t)
		s := keyStage(w, "mia.makes", strangerKey, size)
		screentest.Golden(t, "keys_"+size.String(), s.Frame())
		s.Press("n")
		screentest.Golden(t, "keys_add_"+size.String(), s.Frame())
		s.Press("esc", "x")
		screentest.Golden(t, "keys_revoke_"+size.String(), s.Frame())
	}
}

// A key is pasted, understood as it is typed, and counts; what is none, or another's, is said beside it.
func TestKeysAdd(t *testing.T) {
	w := keyed(t)
	w.Must("", &model.AddKey{Handle: "lumen", Text: strangerKey3})
	s := keyStage(w, "mia.makes", strangerKey, wide())
	s.Expect("2 keys of at most", "mia@laptop", "the screen in", "You work with it now", "203.0.113.7")
	s.Press("n")
	s.Type("hello")
	s.Expect("is no public key")
	s.Press("ctrl+u")
	s.Paste(strangerKey3 + " taken@phone")
	s.Expect(fingerprint(t, strangerKey3), "taken@phone")
	s.Press("ctrl+s")
	s.Expect("belongs to an account already")
	s.Press("ctrl+u")
	s.Paste("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICUHLvF4scy/2jvC+eNeXyOzcjXpmq1xz7u8BccXvcCa phone")
	s.Press("ctrl+s")
	s.Expect("counts at once", "3 keys of at most", "phone")
}

// Revoking asks; it says when it is one's own session and the last full key, which takes typing the handle.
func TestKeysRevoke(t *testing.T) {
	w := keyed(t)
	s := keyStage(w, "mia.makes", strangerKey, wide())
	s.Press("x")
	s.Expect("Revoke “mia@laptop”?", "this session ends", "last full key of mia.makes")
	s.Press("right", "enter")
	if k := model.FindKey(reader(w), fingerprint(t, strangerKey)); k.Revoked != 0 {
		t.Fatal("revoked without the handle")
	}
	s.Press("esc", "down", "x")
	s.Expect("Revoke “the screen in the hall”?")
	s.Refuse("this session ends", "last full key")
	s.Press("enter")
	s.Expect("In force 2")
	s.Press("x", "right", "enter")
	s.Expect("no longer counts", "In force 1")
	s.Press("right", "n")
	s.Paste(strangerKey2)
	s.Expect("Revoked before")
	s.Press("ctrl+s")
	s.Expect("was revoked at")
}

// Who came by a key that only reads is told so before anything is asked.
func TestKeysOfAnObserver(t *testing.T) {
	w := keyed(t)
	s := keyStage(w, "mia.makes", strangerKey2, wide())
	s.Press("n")
	s.Expect("observer's key")
	s.Refuse("Paste the public half")
	s.Press("x")
	s.Refuse("Revoke “mia@laptop”?")
	s.Press("down", "x")
	s.Expect("Revoke “the screen in the hall”?", "this session ends")
}

// reader returns the world as it is kept.
func reader(w *screentest.World) (r model.Reader) {
	_ = w.View(model.Actor{Operator: true}, func(v model.View) { r = v.Reader })
	return r
}
