package screen_test

import (
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"

	tea "charm.land/bubbletea/v2"
)

// page is a screen without a shell: what its actions are and do.
type page struct {
	t      *testing.T
	screen kit.Screen
}

// openPage shows an order's page to a handle.
func openPage(t *testing.T, w *screentest.World, handle string, order model.ID) *page {
	p := &page{t, screen.NewOrder(desk(w, handle), w.Order(order).Key)}
	p.run(p.screen.Init())
	p.update(kit.Frame{Width: 118, Height: 30})
	return p
}

func (p *page) update(msg tea.Msg) {
	var cmd tea.Cmd
	p.screen, cmd = p.screen.Update(msg)
	p.run(cmd)
}

func (p *page) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if self, ok := cmd().(kit.Self); ok {
		p.update(self.Msg)
	}
}

// Every action of every order and side works or says why not, by the sentence of a rule; no two have one key, and
// none takes a key that belongs to everybody.
func TestEveryActionWorksOrSaysWhyNot(t *testing.T) {
	c := screentest.NewCast(t)
	reserved := map[string]bool{"ctrl+p": true, "?": true, "ctrl+c": true, "ctrl+t": true, "ctrl+a": true, "esc": true, "/": true, "space": true, "up": true, "down": true, "j": true, "k": true}
	for n := '1'; n <= '9'; n++ {
		reserved[string(n)] = true
	}
	for _, name := range c.Names() {
		id := c.Orders[name]
		o := c.Order(id)
		for _, key := range []model.Key{o.Seller, o.Creator, c.Account("sam").Key} {
			handle := ""
			for _, p := range screentest.People() {
				if c.Account(p.Handle).Key == key {
					handle = p.Handle
				}
			}
			p := openPage(t, c.World, handle, id)
			keys := map[string]bool{}
			verbs := 0
			for _, a := range p.screen.Actions() {
				where := name + " as " + handle + ": " + a.Name
				if a.Name == "" || a.Help == "" && !a.Hidden {
					t.Errorf("%s has no words", where)
				}
				for _, k := range append([]string{a.Key}, a.Also...) {
					if k != "" && (keys[k] || reserved[k]) {
						t.Errorf("%s: the key %q is taken", where, k)
					}
					keys[k] = true
				}
				if a.Group == "This order" {
					verbs++
				}
				if a.Disabled != "" {
					if !strings.HasSuffix(a.Disabled, ")") || strings.Contains(a.Disabled, "…") {
						t.Errorf("%s: the reason names no rule: %s", where, a.Disabled)
					}
					continue
				}
				p.works(where, a)
			}
			if handle == "sam" && verbs > 0 {
				t.Errorf("staff has %d verbs on %s", verbs, name)
			}
			if handle != "sam" && verbs < 10 {
				t.Errorf("%s as %s has only %d verbs", name, handle, verbs)
			}
		}
	}
}

// works does an action and demands that something comes of it: a page with a title that can be drawn, or a message.
func (p *page) works(where string, a kit.Action) {
	if a.Do == nil {
		p.t.Errorf("%s does nothing", where)
		return
	}
	cmd := a.Do()
	if cmd == nil {
		p.t.Errorf("%s does nothing", where)
		return
	}
	switch msg := cmd().(type) {
	case nil:
		p.t.Errorf("%s does nothing", where)
	case kit.Push:
		s, _ := msg.Screen.Update(kit.Frame{Width: 70, Height: 20})
		if s.Title() == "" || strings.TrimSpace(s.View()) == "" || len(s.Actions()) == 0 {
			p.t.Errorf("%s opens an empty page", where)
		}
	}
}

// A rule lets through in the marketplace what the page offers: each question is answered with yes, and done.
func TestWhatIsOfferedIsDone(t *testing.T) {
	names := screentest.NewCast(t).Names()
	for _, name := range names {
		for side := range 2 {
			probe := screentest.NewCast(t)
			o := probe.Order(probe.Orders[name])
			handle := handleOf(probe.World, []model.Key{o.Seller, o.Creator}[side])
			for i, a := range openPage(t, probe.World, handle, o.ID).screen.Actions() {
				if a.Group != "This order" || a.Disabled != "" || strings.HasSuffix(a.Name, "…") {
					continue
				}
				push, ok := a.Do()().(kit.Push)
				if !ok || !isQuestion(push.Screen) {
					continue
				}
				c := screentest.NewCast(t) // a fresh one for each
				s := orderStage(c.World, handle, c.Orders[name], screentest.Size{Width: 146, Height: 36}, kit.ThemeOptions{})
				fresh := openPage(t, c.World, handle, c.Orders[name]).screen.Actions()[i]
				s.Send(fresh.Do()())
				s.Press("left", "enter")
				if after := c.Order(c.Orders[name]); after.Rev == o.Rev {
					t.Errorf("%s as %s: %s changed nothing\n%s", name, handle, a.Name, s.Frame())
				}
			}
		}
	}
}

func isQuestion(s kit.Screen) bool {
	f, ok := s.(kit.Floating)
	return ok && f.Floating()
}

func handleOf(w *screentest.World, key model.Key) string {
	for _, p := range screentest.People() {
		if w.Account(p.Handle).Key == key {
			return p.Handle
		}
	}
	return ""
}
