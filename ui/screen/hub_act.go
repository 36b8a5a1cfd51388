package screen

import (
	"context"
	"errors"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/keep"
	"aeconnect/ui/kit"
)

// open is what enter does with the row under the cursor: the profile of its account, the form of a number, the work that
// the list is about; nil where there is nothing.
func (h hub) open() func() tea.Cmd {
	r, ok := h.row()
	d := h.desk
	switch tab := h.page.Tabs.Key(); {
	case !ok:
	case tab == hubPolicy || tab == hubLimits && r.number != "":
		return func() tea.Cmd { return kit.Send(kit.Push{Screen: numberSheet(d, r)}) }
	case (tab == hubPeople || tab == hubKeys) && r.account != 0:
		return func() tea.Cmd { return kit.Send(kit.Push{Screen: NewProfile(d, r.account)}) }
	}
	return nil
}

func (h hub) act(key, name, disabled string, do func() tea.Cmd) kit.Action {
	w := h.desk.Words
	return kit.Action{Key: key, Name: w.Say("hub.act_" + name), Help: w.Say("hub.help_" + name), Disabled: disabled, Do: do}
}

// Actions implements kit.Screen.
func (h hub) Actions() []kit.Action {
	r, ok := h.row()
	none := ""
	if !ok {
		none = h.desk.Words.Say("hub.no_row")
	}
	var own []kit.Action
	switch h.page.Tabs.Key() {
	case hubPeople:
		own = []kit.Action{h.profile(none), h.act("x", "end", none, func() tea.Cmd { return h.askEnd(r) })}
	case hubKeys:
		revoke := h.act("x", "revoke", none, func() tea.Cmd { return h.askRevoke(r) })
		if ok && r.gone {
			revoke.Disabled = h.desk.Words.Say("hub.is_revoked")
		}
		own = []kit.Action{h.profile(none), h.act("n", "add", "", func() tea.Cmd { return openKeySheet(h.desk) }), revoke}
	case hubHealth:
		own = h.works("check", keep.Examine)
	case hubBackups:
		own = h.works("backup", keep.BackUp)
	case hubLimits, hubPolicy:
		change := h.act("e", "change", none, nil)
		change.Also = []string{"enter"}
		if do := h.open(); do != nil {
			change.Do = do
		} else if none == "" {
			change.Disabled = h.desk.Words.Say("hub.only_counted")
		}
		own = []kit.Action{change}
	}
	tab := h.act("right", "tab", "", nil)
	tab.Also = []string{"left"}
	own = append(append(own, tab), h.copies(r, none)...)
	return slices.DeleteFunc(h.page.Actions(own...), func(a kit.Action) bool { return a.Key == "left" })
}

// profile opens the profile of who stands behind a row.
func (h hub) profile(none string) kit.Action {
	a := h.act("enter", "open", none, nil)
	if a.Do = h.open(); a.Do == nil && none == "" {
		a.Disabled = h.desk.Words.Say("hub.no_account")
	}
	return a
}

// works begin a work, or give up the one under way.
func (h hub) works(name string, w keep.Work) []kit.Action {
	what := assets.Word("what", "hub.work_"+string(w))
	begin := h.act("n", name, "", func() tea.Cmd {
		return h.utter(func(k keep.Keeper) (string, error) { return h.desk.Words.Say("hub.work_begun", what), k.Begin(w) })
	})
	begin.Once = true
	stop := h.act("x", "stop", "", func() tea.Cmd {
		return h.utter(func(k keep.Keeper) (string, error) { return h.desk.Words.Say("hub.work_stopping", what), k.Stop() })
	})
	if h.read.work.Running {
		begin.Disabled = h.desk.Words.Say("hub.busy")
	} else {
		stop.Disabled, stop.Hidden = h.desk.Words.Say("hub.not_busy"), true
	}
	return []kit.Action{begin, stop}
}

// utter asks the keeper for something beside the loop and says what became of it, then the page reads anew.
func (h hub) utter(do func(keep.Keeper) (said string, err error)) tea.Cmd {
	k, s := h.keeper, newSpeech(h.desk.Session)
	return func() tea.Msg {
		said, err := do(k)
		var refusal *model.Refusal
		again := kit.Send(kit.Self{Msg: hubStart{}})
		switch {
		case errors.As(err, &refusal):
			return tea.BatchMsg{again, kit.Send(kit.Toast{Role: kit.Bad, Text: s.refusal(refusal)})}
		case err != nil:
			return tea.BatchMsg{again, failed(h.desk.Session, err)}
		case said != "":
			return tea.BatchMsg{again, kit.Send(kit.Toast{Role: kit.Good, Text: said})}
		}
		return kit.Self{Msg: hubStart{}}
	}
}

// askEnd asks before somebody's session ends.
func (h hub) askEnd(r hubRow) tea.Cmd {
	w, args := h.desk.Words, []model.Arg{assets.Text("who", r.title), assets.Num("session", int64(r.session))}
	return kit.Send(kit.Push{Screen: kit.NewConfirm(kit.Confirm{
		Title: w.Say("hub.end_title", args...), Text: w.Say("hub.end_text"), Yes: w.Say("hub.end_yes"),
		Do: func() tea.Cmd {
			return h.utter(func(k keep.Keeper) (string, error) {
				ended, err := k.End(r.session)
				if err == nil && !ended {
					return w.Say("hub.end_over"), nil
				}
				return w.Say("hub.end_done", args...), err
			})
		},
	})})
}

// askRevoke asks before a key stops counting.
func (h hub) askRevoke(r hubRow) tea.Cmd {
	d, w := h.desk, h.desk.Words
	return kit.Send(kit.Push{Screen: kit.NewConfirm(kit.Confirm{
		Title: w.Say("hub.revoke_title", assets.Text("who", r.title)), Text: w.Say("hub.revoke_text"), Facts: []string{r.print}, Yes: w.Say("hub.revoke_yes"),
		Do: func() tea.Cmd {
			return h.utter(func(keep.Keeper) (string, error) {
				decision, err := d.Market.Do(context.Background(), d.Actor, &model.RevokeKey{Fingerprint: r.print})
				if err == nil && decision.Refusal != nil {
					err = decision.Refusal
				}
				return w.Say("hub.revoked"), err
			})
		},
	})})
}

// copies are what stands under the cursor, and the command that lists the same or does it.
func (h hub) copies(r hubRow, none string) []kit.Action {
	w, d := h.desk.Words, h.desk
	copyID := kit.Action{Key: "y", Name: w.Say("hub.act_copy"), Help: w.Say("hub.help_copy"), Hidden: true, Disabled: none}
	if none == "" && r.copied == "" {
		copyID.Disabled = w.Say("hub.no_copy")
	}
	copyID.Do = func() tea.Cmd { return copyText(newSpeech(d.Session), r.copied) }
	line := h.line(r)
	copyLine := kit.Action{Key: "Y", Name: w.Say("order.copy_line"), Help: w.Say("order.copy_line_help"), Hidden: true}
	copyLine.Do = func() tea.Cmd { return copyLineAs(d, line) }
	return []kit.Action{copyID, copyLine}
}

// line is the command line that does the same as the list in front.
func (h hub) line(r hubRow) []string {
	switch tab := h.page.Tabs.Key(); {
	case tab == hubKeys:
		return []string{"account", "key", "ls"}
	case tab == hubPolicy && r.number != "":
		return []string{"policy", "set", string(r.number), strconv.FormatInt(r.value, 10)}
	case tab == hubPolicy:
		return []string{"policy", "ls"}
	default:
		return []string{"hub", tab}
	}
}
