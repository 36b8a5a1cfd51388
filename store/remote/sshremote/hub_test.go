package sshremote_test

import (
	"context"
	"reflect"
	"testing"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
	"aeconnect/store/remote/loop"
	"aeconnect/store/remote/sshremote"
	"aeconnect/store/sample"
)

// everything pulls all pages as the owner for an account and returns them.
func everything(t *testing.T, r remote.Remote, as string) (pages []remote.Page, rows int) {
	t.Helper()
	h := hello()
	h.As = as
	if _, err := r.Greet(t.Context(), h); err != nil {
		t.Fatal(err)
	}
	var cursor remote.Cursor
	for {
		p, err := r.Pull(t.Context(), cursor, 0)
		if err != nil {
			t.Fatalf("after %d pages: %v", len(pages), err)
		}
		pages, rows, cursor = append(pages, p), rows+len(p.Put), p.Next
		if !p.More {
			return pages, rows
		}
	}
}

// TestAHubSaysTheSameOverSSH compares what a real hub says within the process and over SSH: every value that the sample
// marketplace knows gets over the wire as it is.
func TestAHubSaysTheSameOverSSH(t *testing.T) {
	m, err := sample.Open(t.Context(), t.TempDir(), sample.World{Options: sample.Options{Seed: 1, Tasks: 20, Past: -1}})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	h := hostOf(t, m.Hub(), "unix")
	over, err := sshremote.Open(t.Context(), h.url(), h.options())
	if err != nil {
		t.Fatal(err)
	}
	defer over.Close()
	for _, as := range []string{"lumen", "mia"} {
		near := loop.Open(m.Hub(), remote.Identity{Owner: true})
		defer near.Close()
		want, rows := everything(t, near, as)
		got, _ := everything(t, over, as)
		if rows < 20 || len(got) != len(want) {
			t.Fatalf("%s: %d rows in %d pages, over SSH %d pages", as, rows, len(want), len(got))
		}
		for i := range want {
			if !reflect.DeepEqual(plain(want[i]), plain(got[i])) {
				t.Errorf("%s: page %d differs", as, i)
			}
		}
	}
	refusals(t, over, loop.Open(m.Hub(), remote.Identity{Owner: true}))
}

// plain makes nil of what is empty: on the wire they are the same.
func plain(p remote.Page) remote.Page {
	for _, list := range []any{&p.Put, &p.Forget, &p.Secrets, &p.Conceal, &p.Happened} {
		if v := reflect.ValueOf(list).Elem(); v.Len() == 0 {
			v.SetZero()
		}
	}
	for i := range p.Happened {
		if len(p.Happened[i].About) == 0 {
			p.Happened[i].About = nil
		}
	}
	p.Next = nil // cursors of two moments
	return p
}

// refusals sends a command that is refused over both, as two devices.
func refusals(t *testing.T, remotes ...remote.Remote) {
	body, err := journal.NewCodec().Encode(&model.PublishTask{ID: "T-0000-0000"})
	if err != nil {
		t.Fatal(err)
	}
	var all []*model.Refusal
	for _, r := range remotes {
		defer r.Close()
		h := hello()
		h.As = "lumen"
		if _, err := r.Greet(t.Context(), h); err != nil {
			t.Fatal(err)
		}
		answers, err := r.Send(context.Background(), []remote.Parcel{{Counter: 1, Wire: (&model.PublishTask{}).Wire(), Body: body}})
		if err != nil || len(answers) != 1 || answers[0].Refusal == nil {
			t.Fatalf("the answers are %+v, %v", answers, err)
		}
		all = append(all, answers[0].Refusal)
	}
	if !reflect.DeepEqual(all[0], all[1]) {
		t.Errorf("the refusal is %+v, over SSH %+v", all[1], all[0])
	}
}
