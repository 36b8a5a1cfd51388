package hub_test

import (
	"context"
	"crypto/ed25519"
	"testing"

	"golang.org/x/crypto/ssh"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/sample"
)

// A marketplace with rows of every kind: whoever loads all of it for the first time has what the projection is, in
// pages of any size. A kind that a first load does not walk, or that no
// marketplace of the test has, fails here.
func TestFirstLoadHasEveryKind(t *testing.T) {
	h := memHub(t)
	defer h.Close()
	w := newWorld(t, h)
	if err := sample.Make(context.Background(), sample.Over(h), sample.Options{Tasks: 1, Past: -1}); err != nil {
		t.Fatal(err)
	}
	strangers(t, w)
	everyKind(t, w)
	for _, handle := range everybody(t, w) {
		for _, limit := range []int{0, 3000} {
			p := w.pupil(handle)
			if !p.pull(t, h, limit) {
				t.Fatalf("%s was reset", handle)
			}
			if err := w.compare(p); err != nil {
				t.Errorf("%v (pages of %d bytes)", err, limit)
			}
		}
	}
}

// everyKind holds that there is a row of each kind.
func everyKind(t *testing.T, w *world) {
	t.Helper()
	err := w.hub.View(func(r model.Reader) error {
		for kind := model.KindMarket; kind <= model.KindMark; kind++ {
			if model.NewRow(kind) != nil && r.Next(kind) <= 1 {
				t.Errorf("there is no row of kind %d to be loaded", kind)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// everybody returns people of every role, and among them the last to have come.
func everybody(t *testing.T, w *world) (handles []string) {
	t.Helper()
	err := w.hub.View(func(r model.Reader) error {
		roles := map[model.Role]int{}
		for key := r.Next(model.KindAccount) - 1; key > 0; key-- {
			a := model.AccountOf(r, key)
			if roles[a.Role]++; roles[a.Role] <= 2 {
				handles = append(handles, a.Handle)
			}
		}
		return nil
	})
	if err != nil || len(handles) < 5 {
		t.Fatal(handles, err)
	}
	return handles
}

// strangers adds what people without an account bring: a key, and somebody who asks to be let in.
func strangers(t *testing.T, w *world) {
	t.Helper()
	key := func(seed byte) ssh.PublicKey {
		k, err := ssh.NewPublicKey(ed25519.NewKeyFromSeed(append(make([]byte, 31), seed)).Public())
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	now, err := w.hub.Now()
	if err != nil {
		t.Fatal(err)
	}
	w.do("", &model.AddKey{Handle: "mia", Text: string(ssh.MarshalAuthorizedKey(key(1)))})
	w.do("", &model.OpenAccess{Until: now.Add(10 * day)})
	form := model.Opened{Value: model.AccessForm{Handle: "newbie"}.Text(), Salt: [16]byte{1}}
	ask := &model.ApplyForAccess{ID: w.id(model.AccessLetter), Role: model.Agency, Text: string(ssh.MarshalAuthorizedKey(key(2))), Form: form.Commit()}
	o, err := w.hub.Submit(context.Background(), hub.Submission{
		Actor: model.Actor{Proven: ssh.FingerprintSHA256(key(2))}, Command: ask, Secrets: []model.Opened{form},
	})
	if err != nil || o.Refusal != nil {
		t.Fatal(o.Refusal, err)
	}
}
