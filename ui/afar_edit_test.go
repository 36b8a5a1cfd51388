package ui

import (
	"context"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/post"
	"aeconnect/ui/screen/screentest"
)

// made remembers what was done through a marketplace, and where.
type made struct {
	*screentest.World
	commands []model.Command
	origins  []post.Origin
}

// Do implements screen.Market.
func (m *made) Do(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	m.commands, m.origins = append(m.commands, c), append(m.origins, post.OriginOf(ctx))
	return m.World.Do(ctx, actor, c, private...)
}

// A task that the hub refused opens in its form, with what was typed there although another was begun since; sent from
// there it takes the refused one's place.
func TestARefusedTaskIsEditedInItsForm(t *testing.T) {
	c := screentest.NewCast(t)
	p := screentest.NewPost(c.World, c.Orders["applied"])
	p.All, p.At.Line, p.At.Queued, p.At.Refused = nil, post.Connected, 0, 0
	m := &made{World: c.World}
	o := options(c.World, "lumen")
	o.Market, o.Post = m, p
	d := drive(t, c.World, o, screentest.Size{Width: 146, Height: 36})
	d.press("3", "down", "down", "space", "tab")
	d.write("Wireless earbuds launch")
	d.press("tab")
	d.write("https://www.aliexpress.com/item/1005006123456789.html")
	d.press("tab", "space", "tab", "tab", "tab", "tab")
	d.write("30 h battery, fits small ears.")
	d.press("tab")
	d.write("Show the case open in daylight")
	d.press("tab", "tab", "tab")
	d.write("120")
	d.press("tab", "tab", "tab", "tab")
	d.write("+10d")
	d.press("tab")
	d.write("+60d")
	d.press("ctrl+s")
	d.expect("is on the Task Square")
	if len(m.commands) == 0 {
		t.Fatal("nothing was made")
	}
	first, at := m.commands[0], m.origins[0]
	p.All = []post.Item{{
		Key: 9, Wire: first.Wire(), Standing: post.Refused, Command: first, Origin: at,
		Refusal: &model.Refusal{Rule: model.RuleMoved, Field: "task", Args: []model.Arg{{Name: "id", Text: "T"}}},
	}}
	d.press("3") // another is begun
	d.write("Desk lamp")
	d.send(committed{all: true})
	d.press("ctrl+p")
	d.write("Outbox")
	d.press("enter")
	d.expect("refused", "Create a task")
	d.press("e")
	d.expect("Create new task", "Wireless earbuds launch", "29 Nov 09:12 · 10 d")
	n := len(m.commands)
	d.press("ctrl+s")
	if len(m.commands) == n || m.commands[n].Wire() != first.Wire() {
		t.Fatalf("nothing was sent from the form:\n%s", d.frame())
	}
	if len(p.All) != 0 {
		t.Errorf("the refused one is still there: made at %+v instead", m.origins[n])
	}
}
