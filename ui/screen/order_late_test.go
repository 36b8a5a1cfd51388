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

// held is a screen whose commands run when the test says so, as slow ones do.
type held struct {
	screen kit.Screen
	cmds   []tea.Cmd
}

func (h *held) update(msg tea.Msg) {
	next, cmd := h.screen.Update(msg)
	h.screen = next
	h.hold(cmd)
}

// hold keeps a command, a batch in its parts.
func (h *held) hold(cmd tea.Cmd) {
	if cmd != nil {
		h.cmds = append(h.cmds, cmd)
	}
}

// run runs the i-th held command and gives its answer to the screen.
func (h *held) run(i int) {
	answer := h.answer(i)
	h.update(answer)
}

// answer runs the i-th held command and returns its answer.
func (h *held) answer(i int) tea.Msg {
	cmd := h.cmds[i]
	h.cmds = append(h.cmds[:i:i], h.cmds[i+1:]...)
	switch msg := cmd().(type) {
	case kit.Self:
		return msg.Msg
	case tea.BatchMsg:
		for _, c := range msg {
			h.hold(c)
		}
		return nil
	default:
		return msg
	}
}

func (h *held) view() string { return strings.Join(strings.Fields(h.screen.View()), " ") }

// An older reading that comes after a newer one does not take its place.
func TestOrderIgnoresWhatCameTooLate(t *testing.T) {
	c := screentest.NewCast(t)
	o := c.Order(c.Orders["in_review_v2"])
	h := &held{screen: screen.NewOrder(desk(c.World, "lumen"), o.Key)}
	h.update(kit.Frame{Width: 118, Height: 32})
	h.hold(h.screen.Init())
	h.run(0)
	changed := screen.Changed{Refs: []model.Ref{o.Ref()}}
	h.update(changed)
	old := h.answer(0) // read before the confirmation
	c.Must("lumen", &model.ConfirmContent{Order: o.ID})
	h.update(changed)
	h.run(0)
	if !strings.Contains(h.view(), "Content confirmed") {
		t.Fatalf("the newer reading is not shown: %s", h.view())
	}
	h.update(old)
	if !strings.Contains(h.view(), "Content confirmed") {
		t.Error("an older reading took the place of a newer one")
	}
}

// While the preview is being read, rows that the cursor passes are not read; what changed meanwhile is read again.
func TestTodayReadsOnePreviewAtATime(t *testing.T) {
	c := screentest.NewCast(t)
	h := &held{screen: screen.NewToday(desk(c.World, "lumen"))}
	h.update(tea.WindowSizeMsg{Width: 146, Height: 36})
	h.update(kit.Frame{Width: 118, Height: 32})
	h.run(0) // the rows
	for range 3 {
		h.update(screentest.Key("down"))
	}
	if len(h.cmds) != 1 {
		t.Fatalf("%d readings are under way after three keys", len(h.cmds))
	}
	h.run(0) // the first row's, which is no longer under the cursor
	if len(h.cmds) != 1 {
		t.Fatalf("%d readings are under way", len(h.cmds))
	}
	if strings.Contains(h.view(), "Wireless earbuds launch") {
		t.Error("the preview is of a row that is not under the cursor")
	}
	stale := h.answer(0)
	c.Must("pilar.cocina", &model.RequestMaterials{Order: c.Orders["extension_asked"], Text: "The logo."}) // the row stays
	h.update(screen.Changed{Refs: []model.Ref{c.Order(c.Orders["extension_asked"]).Ref()}})
	h.run(0) // does it concern me?
	h.run(0) // the rows again; a reading of the preview is still under way
	h.update(stale)
	if len(h.cmds) != 1 {
		t.Errorf("what changed while the preview was read is not read again: %d commands", len(h.cmds))
	}
}
