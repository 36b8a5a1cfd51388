package screen

import (
	"context"
	"slices"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// newApply is the sheet of an application: a note, and the addresses that the order would need and that the
// applicant has not given yet.
func newApply(d Desk, card taskCard) kit.Screen {
	w, lacks := d.Words, card.lacks()
	note := kit.Field{ID: "note", Label: w.Say("task_page.label_note"), Hint: w.Say("task_page.hint_note"), Kind: kit.TextField, Rows: 6}
	note.Max = int(card.policy.Get(model.NoteChars))
	fields := []kit.Field{note}
	if slices.Contains(lacks, "address") {
		fields = append(fields, kit.Field{
			ID: "address", Label: w.Say("task_page.label_address"), Hint: w.Say("task_page.hint_address"),
			Max: int(card.policy.Get(model.AddressChars)),
		})
	}
	if slices.Contains(lacks, "paypal") {
		fields = append(fields, kit.Field{
			ID: "paypal", Label: w.Say("task_page.label_paypal"), Hint: w.Say("task_page.hint_paypal"),
			Max: int(card.policy.Get(model.ReferenceChars)),
		})
	}
	return newSheet(d, sheet{
		title: w.Say("task_page.apply_title"), help: w.Say("task_page.apply_help"), guide: "apply", verb: w.Say("square.act_apply"),
		where: whereApply + " " + string(card.task.ID), draft: "apply/" + string(card.task.ID) + "/" + card.me.Handle, hide: []string{"address", "paypal"},
		lead:   func(t kit.Theme, width int) []string { return applyLead(d, card, t, width) },
		fields: fields,
		do:     func(values map[string]string) sheetDone { return applyFor(d, card, values) },
	})
}

// applyLead says for what one applies, and what is worth knowing before.
func applyLead(d Desk, card taskCard, t kit.Theme, w int) []string {
	s := newSpeech(d.Session).at(card.now).with(t)
	l := kit.NewLine(t, w).Put(kit.Text, kit.Clean(card.task.Title)).Gap(2).Put(kit.Muted, string(card.task.ID))
	facts := s.Say("task_page.apply_facts", assets.Text("reward", s.reward(card.task.Terms)), assets.Text("submit_by", s.exact(card.task.Terms.SubmitBy)))
	lines := []string{l.String(), kit.NewLine(t, w).Put(kit.Muted, facts).String()}
	for _, n := range card.notes {
		message, better := s.Note(n)
		if n.Rule == model.RuleAddressMissing || n.Rule == model.RulePayPalMissing {
			better = s.Say("task_page.add_below")
		}
		lines = append(lines, kit.Notice{Role: kit.Warn, Text: sentences(message, better)}.View(t, w)...)
	}
	return lines
}

// applyFor keeps the addresses that were given and applies. What was refused stands beside its field.
func applyFor(d Desk, card taskCard, values map[string]string) sheetDone {
	s := newSpeech(d.Session).at(card.now)
	do := func(c model.Command, private ...model.Opened) *sheetDone {
		decision, err := d.Market.Do(context.Background(), d.Actor, c, private...)
		switch {
		case err != nil:
			return &sheetDone{err: err}
		case decision.Refusal != nil:
			return &sheetDone{field: decision.Refusal.Field, refused: s.askAgain(decision.Refusal)}
		}
		return nil
	}
	if values["address"] != "" {
		o := d.Market.Seal(values["address"])
		if refused := do(&model.SetAddress{Handle: card.me.Handle, Address: o.Commit()}, o); refused != nil {
			return *refused
		}
	}
	if values["paypal"] != "" {
		o := d.Market.Seal(values["paypal"])
		if refused := do(&model.SetPayPal{Handle: card.me.Handle, PayPal: o.Commit()}, o); refused != nil {
			return *refused
		}
	}
	id := d.Market.Mint(model.OrderLetter)
	if refused := do(&model.ApplyToTask{ID: id, Task: card.task.ID, Note: values["note"]}); refused != nil {
		return *refused
	}
	return sheetDone{toast: d.Words.Say("task_page.applied_now", textArg("order", id))}
}
