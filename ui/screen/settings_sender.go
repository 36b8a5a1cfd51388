package screen

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// senderActions add to a seller's address book, change it and take out of it.
func (p settings) senderActions(r settingRow) []kit.Action {
	if p.own.me == nil || p.own.me.Role != model.Seller {
		return nil
	}
	add := p.act("n", "new", "", func() tea.Cmd { return kit.Send(kit.Push{Screen: p.senderSheet(0)}) })
	remove := p.act("x", "remove", "", func() tea.Cmd { return p.askRemove(r.sender) })
	if r.sender == 0 {
		remove.Disabled, remove.Hidden = p.desk.Words.Say("settings.only_sender"), true
	}
	return []kit.Action{add, remove}
}

// senderSheet is the sheet of a sender: of place n in the address book, counted from 1, or a new one.
func (p settings) senderSheet(n int) kit.Screen {
	d, own, w := p.desk, p.own, p.desk.Words
	start := ""
	if n > 0 {
		start = own.senders[n-1]
	}
	return newSheet(d, sheet{
		guide: guidePage("settings"), title: w.Say("settings.sheet_sender"), help: w.Say("settings.sheet_help"), verb: w.Say("settings.verb_keep"),
		lead: func(t kit.Theme, width int) []string {
			return wrapped(t, kit.Muted, w.Say("settings.sender_new_hint"), min(width, 90))
		},
		fields: []kit.Field{{
			ID: "sender", Label: w.Say("settings.sheet_sender"), Hint: w.Say("settings.hint_sender"), Kind: kit.TextField, Rows: 4, Required: true,
			Max: int(own.policy.Get(model.AddressChars)),
		}},
		start: map[string]string{"sender": start},
		do: func(values map[string]string) sheetDone {
			if values["sender"] == start {
				return sheetDone{}
			}
			opened := d.Market.Seal(values["sender"])
			done := utterSender(d, own.now, &model.AddSender{Sender: opened.Commit()}, opened)
			if n > 0 && done.err == nil && done.refused == "" { // what was changed stands in the place of what it was
				done = utterSender(d, own.now, &model.RemoveSender{Sender: own.me.Senders[n-1]})
			}
			if done.err == nil && done.refused == "" {
				done.toast = w.Say("settings.kept")
			}
			return done
		},
	})
}

// utterSender sends a command about the address book; it waits.
func utterSender(d Desk, now model.Moment, c model.Command, private ...model.Opened) sheetDone {
	decision, err := d.Market.Do(context.Background(), d.Actor, c, private...)
	switch {
	case err != nil:
		return sheetDone{err: err}
	case decision.Refusal != nil:
		return sheetDone{field: "sender", refused: newSpeech(d.Session).at(now).askAgain(decision.Refusal)}
	}
	return sheetDone{}
}

// askRemove asks before a sender goes: undo does not bring it back.
func (p settings) askRemove(n int) tea.Cmd {
	d, own, w := p.desk, p.own, p.desk.Words
	return kit.Send(kit.Push{Screen: kit.NewConfirm(kit.Confirm{
		Title: w.Say("settings.remove_title"), Text: w.Say("settings.remove_text"), Facts: []string{kit.Clean(own.senders[n-1])}, Yes: w.Say("settings.remove_yes"),
		Do: func() tea.Cmd {
			return func() tea.Msg {
				done := utterSender(d, own.now, &model.RemoveSender{Sender: own.me.Senders[n-1]})
				switch {
				case done.err != nil:
					return failure(d.Session, done.err)
				case done.refused != "":
					return kit.Toast{Role: kit.Bad, Text: done.refused}
				}
				return kit.Toast{Role: kit.Good, Text: w.Say("settings.removed")}
			}
		},
	})})
}
