package screen

import (
	"context"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// numberSheet is the sheet of a number of the policy.
func numberSheet(d Desk, r hubRow) kit.Screen {
	w, start := d.Words, strconv.FormatInt(r.value, 10)
	return newSheet(d, sheet{
		guide: guidePage("hub"), title: string(r.number), help: w.Say("hub.number_help"), verb: w.Say("hub.number_verb"),
		lead: func(t kit.Theme, width int) []string {
			room := min(width, 90)
			return append(wrapped(t, kit.Text, r.notes[0], room), wrapped(t, kit.Muted, w.Say("cli.policy_from"), room)...)
		},
		fields: []kit.Field{{
			ID: "value", Label: w.Say("hub.number_label"), Hint: w.Say("hub.number_hint", assets.Text("unit", w.Span(r.value, r.unit))), Kind: kit.NumberField, Required: true,
		}},
		start: map[string]string{"value": start},
		do: func(values map[string]string) sheetDone {
			value, err := strconv.ParseInt(strings.TrimSpace(values["value"]), 10, 64)
			if err != nil {
				return sheetDone{field: "value", refused: w.Say("hub.number_no")}
			}
			done := utterKept(d, &model.SetPolicy{Name: r.number, Value: value}, "value")
			done.toast = w.Say("hub.number_done", assets.Text("name", string(r.number)), assets.Text("value", w.Span(value, r.unit)))
			return done
		},
	})
}

// utterKept sends a command; it waits. A refusal about no field of the sheet stands under the given one.
func utterKept(d Desk, c model.Command, fields ...string) sheetDone {
	decision, err := d.Market.Do(context.Background(), d.Actor, c)
	switch {
	case err != nil:
		return sheetDone{err: err}
	case decision.Refusal != nil:
		at := fields[len(fields)-1]
		for _, f := range fields {
			if f == decision.Refusal.Field {
				at = f
			}
		}
		return sheetDone{field: at, refused: newSpeech(d.Session).askAgain(decision.Refusal)}
	}
	return sheetDone{}
}

// handlesOffered bounds how many handles the form of a key completes.
const handlesOffered = 1000

// openKeySheet opens the form of a new key; it reads the handles that can be completed first.
func openKeySheet(d Desk) tea.Cmd {
	return func() tea.Msg {
		var handles []string
		err := d.Market.View(d.Actor, func(v model.View) {
			for _, role := range model.Roles() {
				for _, row := range v.Rows(model.People(role), model.Place{}, false) {
					if handles = append(handles, row.(*model.Account).Handle); len(handles) == handlesOffered {
						return
					}
				}
			}
		})
		if err != nil {
			return failure(d.Session, err)
		}
		return kit.Push{Screen: keySheet(d, handles)}
	}
}

// keySheet is the form of a new key.
func keySheet(d Desk, handles []string) kit.Screen {
	w := d.Words
	var kinds []kit.Option
	for _, k := range model.KeyKinds() {
		kinds = append(kinds, kit.Option{Value: string(k), Name: w.Say("key." + string(k)), Detail: w.Say("hub.key_" + string(k))})
	}
	return newSheet(d, sheet{
		guide: guidePage("hub"), title: w.Say("hub.key_title"), help: w.Say("hub.key_help"), verb: w.Say("hub.key_verb"), draft: "hub/key",
		fields: []kit.Field{
			{ID: "handle", Label: w.Say("hub.key_handle"), Hint: w.Say("hub.key_handle_hint"), Required: true, Complete: func(text string) (fit []kit.Option) {
				for _, handle := range handles {
					if strings.Contains(handle, strings.ToLower(text)) && len(fit) < 8 {
						fit = append(fit, kit.Option{Value: handle})
					}
				}
				return fit
			}},
			{ID: "key", Label: w.Say("hub.key_text"), Hint: w.Say("hub.key_text_hint"), Kind: kit.TextField, Rows: 5, Max: 16_000, Required: true},
			{ID: "kind", Label: w.Say("hub.key_kind"), Kind: kit.ChoiceField, Options: kinds, Required: true},
			{ID: "label", Label: w.Say("hub.key_label"), Hint: w.Say("hub.key_label_hint")},
		},
		start: map[string]string{"kind": string(model.KeyFull)},
		do: func(values map[string]string) sheetDone {
			c := &model.AddKey{Handle: strings.ToLower(strings.TrimSpace(values["handle"])), Text: values["key"], Kind: model.KeyKind(values["kind"]), Label: strings.TrimSpace(values["label"])}
			done := utterKept(d, c, "handle", "kind", "label", "key")
			done.toast = w.Say("hub.key_done", assets.Text("who", c.Handle))
			return done
		},
	})
}
