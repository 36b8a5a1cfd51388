package screen

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

func (p settings) act(key, name, disabled string, do func() tea.Cmd) kit.Action {
	w := p.desk.Words
	return kit.Action{Key: key, Name: w.Say("settings.act_" + name), Help: w.Say("settings.help_" + name), Disabled: disabled, Do: do}
}

// Actions implements kit.Screen.
func (p settings) Actions() []kit.Action {
	w, r := p.desk.Words, p.row()
	change := p.act("enter", "change", "", p.change)
	change.Also = []string{"e"}
	all := append([]kit.Action{change}, p.senderActions(r)...)
	move := p.act("down", "move", "", nil)
	move.Also, move.Hidden = []string{"up", "j", "k", "tab", "shift+tab", "home", "end", "pgup", "pgdown"}, true
	setting, is := p.setting(r)
	standard := ""
	if !is {
		standard = w.Say("settings.only_set")
	}
	back := p.act("backspace", "back", standard, func() tea.Cmd { return kit.Send(kit.Self{Msg: settingChosen{setting.Name, ""}}) })
	back.Also, back.Hidden = []string{"delete"}, !is
	copyValue := p.act("y", "copy", "", func() tea.Cmd { return copyText(newSpeech(p.desk.Session), r.value) })
	copyValue.Hidden = true
	if r.value == "" {
		copyValue.Disabled = w.Say("settings.none")
	}
	line := p.line(r)
	copyLine := p.act("Y", "copy_line", "", func() tea.Cmd { return copyLineAs(p.desk, line) })
	copyLine.Hidden = true
	if line == nil {
		copyLine.Disabled = w.Say("settings.only_line")
	}
	return append(all, back, move, copyValue, copyLine)
}

// line is the command line that sets a row as it is, nil where there is none.
func (p settings) line(r settingRow) []string {
	if s, ok := p.setting(r); ok {
		return []string{"settings", "set", s.Name + "=" + p.value[s.Name]}
	}
	if p.own.me != nil && r.id == rowKeys {
		return []string{"account", "key", "ls", p.own.me.Handle}
	}
	if p.own.me != nil && r.value != "" && (r.id == rowAddress || r.id == rowPayPal) {
		return []string{"account", r.id, p.own.me.Handle, r.value}
	}
	return nil
}

// change lets one choose or type the value of the row under the cursor. What has two values takes the other one.
func (p settings) change() tea.Cmd {
	r := p.row()
	s, ok := p.setting(r)
	switch {
	case ok && len(s.Values) == 2 && s.Name != ask.SettingLanguage:
		other := s.Values[1-slices.Index(s.Values, p.value[s.Name])]
		return kit.Send(kit.Self{Msg: settingChosen{s.Name, other}})
	case ok:
		// Beside the loop: the zones of the world are read to say what time it is there.
		return func() tea.Msg { return kit.Push{Screen: kit.NewChooser(p.chooser(s))} }
	case r.id == rowKeys:
		return kit.Send(kit.Push{Screen: NewKeys(p.desk, 0)})
	case r.id == rowAddress || r.id == rowPayPal:
		return kit.Send(kit.Push{Screen: p.privateSheet(r.id)})
	case r.sender > 0 || r.id == rowNewSender:
		return kit.Send(kit.Push{Screen: p.senderSheet(r.sender)})
	}
	return nil
}

// chooser lists the values of a setting; a zone says what time it is there.
func (p settings) chooser(s ask.Setting) kit.Chooser {
	w := p.desk.Words
	c := kit.Chooser{Name: w.Say("settings." + s.Name), Current: p.value[s.Name]}
	if s.Name == ask.SettingZone {
		c.Name = w.Say("settings.zone_pick")
	}
	values := s.Values
	if now := p.value[s.Name]; !slices.Contains(values, now) { // a zone with an old name
		values = append([]string{now}, values...)
	}
	for _, v := range values {
		choice := kit.Choice{Key: v, Name: p.valueText(s, v)}
		choice.Do = func() tea.Cmd { return kit.Send(kit.Self{Msg: settingChosen{s.Name, v}}) }
		if s.Name == ask.SettingZone && p.own.now != 0 {
			choice.Hint = p.there(v)
		}
		c.Choices = append(c.Choices, choice)
	}
	return c
}

// privateSheet is the sheet of an address of this account. What was typed goes nowhere but into the sealed text.
func (p settings) privateSheet(id string) kit.Screen {
	d, own := p.desk, p.own
	most, kind, rows := model.AddressChars, kit.TextField, 4
	start := own.address
	if id == rowPayPal {
		most, kind, rows, start = model.ReferenceChars, kit.LineField, 0, own.paypal
	}
	return newSheet(d, sheet{
		guide: guidePage("settings"), title: d.Words.Say("settings.sheet_" + id), help: d.Words.Say("settings.sheet_help"), verb: d.Words.Say("settings.verb_keep"),
		lead: func(t kit.Theme, w int) []string {
			return wrapped(t, kit.Muted, d.Words.Under(own.policy).Say("settings."+id+"_hint"), min(w, 90))
		},
		fields: []kit.Field{{
			ID: id, Label: d.Words.Say("settings." + id), Hint: d.Words.Say("settings.hint_" + id), Kind: kind, Rows: rows, Required: true,
			Max: int(own.policy.Get(most)),
		}},
		start: map[string]string{id: start},
		do: func(values map[string]string) sheetDone {
			return keepPrivate(d, own, id, values[id])
		},
	})
}

// keepPrivate seals a text and hands the seal to the marketplace; it waits.
func keepPrivate(d Desk, own settingsOwn, id, typed string) sheetDone {
	opened := d.Market.Seal(typed)
	var c model.Command = &model.SetAddress{Handle: own.me.Handle, Address: opened.Commit()}
	if id == rowPayPal {
		c = &model.SetPayPal{Handle: own.me.Handle, PayPal: opened.Commit()}
	}
	s := newSpeech(d.Session).at(own.now)
	decision, err := d.Market.Do(context.Background(), d.Actor, c, opened)
	switch {
	case err != nil:
		return sheetDone{err: err}
	case decision.Refusal != nil:
		return sheetDone{field: decision.Refusal.Field, refused: s.askAgain(decision.Refusal)}
	case id == rowPayPal && own.paypal != "":
		return sheetDone{toast: s.Say("settings.kept_paypal", assets.Text("at", s.exact(payoutHeld(d, own.me.Key))))}
	case id == rowPayPal:
		return sheetDone{toast: s.Say("settings.kept_now")}
	}
	return sheetDone{toast: s.Say("settings.kept")}
}

// payoutHeld returns when the changed PayPal address of an account counts, 0 where none waits.
func payoutHeld(d Desk, account model.Key) (due model.Moment) {
	_ = d.Market.View(d.Actor, func(v model.View) {
		if me := v.Account(account); me != nil {
			for _, c := range v.ClocksOn(me) {
				if c.Rule == model.ClockPayoutHold {
					due = c.Due
				}
			}
		}
	})
	return due
}
