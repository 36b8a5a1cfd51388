package screen_test

import (
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// outboxStage is the outbox of lumen, with a command of each standing.
func outboxStage(t testing.TB, size screentest.Size) (*screentest.Stage, *screentest.Post) {
	c := screentest.NewCast(t)
	p := screentest.NewPost(c.World, c.Orders["applied"])
	d := desk(c.World, "lumen")
	d.Post = p
	return deskStage(c.World, "lumen", size, d, screen.NewOutbox), p
}

func TestOutboxGoldens(t *testing.T) {
	for _, size := range screentest.Sizes() {
		s, _ := outboxStage(t, size)
		screentest.Golden(t, "outbox_"+size.String(), s.Frame())
		s.Press("x")
		screentest.Golden(t, "outbox_drop_"+size.String(), s.Frame())
		s.Press("esc", "down")
		screentest.Golden(t, "outbox_queued_"+size.String(), s.Frame())
	}
}

// A refused command is sent again or dropped, after a question; what may have reached the hub stays.
func TestOutboxActions(t *testing.T) {
	s, p := outboxStage(t, wide())
	s.Expect("Outbox", "refused", "Approve applications", "has changed since you looked", "asking", "Record a payment", "task.future")
	s.Press("S")
	s.Expect("on its way again")
	if p.All[0].Standing != post.Queued {
		t.Errorf("it stands as %s", p.All[0].Standing)
	}
	s.Press("x")
	s.Expect("Drop “Approve applications”?")
	s.Press("esc")
	if len(p.All) != 4 {
		t.Fatal("leaving the question dropped it")
	}
	s.Press("x", "right", "enter")
	if len(p.All) != 3 {
		t.Fatalf("%d commands are left", len(p.All))
	}
	s.Press("enter")
	s.Refuse("Outbox")
}

// The first load says how far it is, and what is in its way.
func TestLoadingGoldens(t *testing.T) {
	for _, size := range screentest.Sizes() {
		w := screentest.New(t)
		d := desk(w, "lumen")
		at := screen.Loading{State: post.State{URL: "ssh://hub.example", Line: post.Connected, Since: screentest.Noon(), Got: 4200, Left: 5800}, Now: screentest.Noon()}
		s := deskStage(w, "lumen", size, d, func(d screen.Desk) kit.Screen { return screen.NewLoading(d, at) })
		screentest.Golden(t, "loading_"+size.String(), s.Frame())
		at.State.Line, at.State.Why = post.Offline, "connection refused"
		s = deskStage(w, "lumen", size, d, func(d screen.Desk) kit.Screen { return screen.NewLoading(d, at) })
		screentest.Golden(t, "loading_lost_"+size.String(), s.Frame())
	}
}

// Editing opens the page that a command was made at, with what was typed there, and tells the program.
func TestOutboxEditOpensTheForm(t *testing.T) {
	for name, c := range map[string]struct {
		form   string
		values map[string]string
		sees   string
	}{
		"a form of an order": {"act ORDER extend", nil, "cannot be changed any more"}, // an applied order takes no extension
		"a prompt":           {"", nil, "Change it at a prompt?"},
		"a page":             {"order ORDER", nil, "was made without a form"},
		"a list":             {"entry review", nil, "was made without a form"},
		"an edited task":     {"edit TASK\tsome/draft", map[string]string{"title": "Lamp"}, "Title"},
	} {
		s, p := outboxStage(t, wide())
		order := p.All[0].Command.(*model.ApproveApplications).Orders[0].ID
		task := ""
		_ = s.World.View(model.Actor{Operator: true}, func(v model.View) {
			task = string(v.Task(model.OrderByID(v.Reader, order).Task).ID)
		})
		p.All[0].Origin = post.Origin{Line: "order approve " + string(order), Form: strings.NewReplacer("ORDER", string(order), "TASK", task).Replace(c.form), Values: c.values}
		s.Send(screen.Changed{})
		s.Press("e")
		s.Expect(c.sees)
		if len(s.Copied) != 0 {
			t.Errorf("%s: the clipboard was taken without a question", name)
		}
	}
}
