package screen

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

func approveVerb() verb {
	return verb{
		id: "approve", key: "a", side: model.SellerSide,
		build: func(d deed) (model.Command, []model.Opened) {
			return &model.ApproveApplications{Batch: d.market.Mint(model.BatchLetter), Orders: d.picked()}, nil
		},
		args: func(d deed) []string { return []string{"order", "approve", string(d.id())} },
		facts: func(f *orderFile, s speech, _ prospect) []string {
			var facts []string
			if n := f.order.Terms.Samples; n > 0 {
				facts = append(facts, s.Say("act.fact_pieces", assets.Num("count", int64(n))))
			}
			if f.order.Terms.Earns() {
				facts = append(facts, s.Say("act.fact_fee", assets.Amount("fee", f.order.Terms.Fee)))
			}
			if t := f.task; t != nil && t.Wanted > 0 {
				facts = append(facts, s.Say("act.fact_places", assets.Num("taken", int64(t.Approved+1)), assets.Num("wanted", int64(t.Wanted))))
			}
			return facts
		},
	}
}

func rejectVerb() verb {
	return verb{
		id: "reject", key: "x", side: model.SellerSide,
		fields: func(_ *orderFile, s speech) []kit.Field {
			var reasons []kit.Option
			for _, r := range model.RejectReasons() {
				reasons = append(reasons, kit.Option{Value: string(r), Name: s.Say("reject." + string(r))})
			}
			return []kit.Field{
				{ID: "reason", Label: s.Say("act.label_reason"), Kind: kit.ChoiceField, Options: reasons, Required: true},
				s.noteField("note", s.Say("act.hint_reject_note"), false),
				{ID: "again", Label: s.Say("act.label_again"), Kind: kit.ManyField, Options: []kit.Option{{Value: "yes", Name: s.Say("act.again_yes")}}},
			}
		},
		probes: func(*orderFile) []map[string]string {
			return []map[string]string{{"reason": string(model.RejectFit)}}
		},
		build: func(d deed) (model.Command, []model.Opened) {
			return &model.RejectApplications{
				Batch: d.market.Mint(model.BatchLetter), Orders: d.picked(), Reason: model.RejectReason(d.get("reason")), Note: d.get("note"), Again: d.get("again") != "",
			}, nil
		},
		args: func(d deed) []string {
			args := append([]string{"order", "reject", string(d.id())}, flags(d, "reason", "note")...)
			if d.get("again") != "" {
				args = append(args, "--again")
			}
			return args
		},
	}
}

func cancelVerb() verb {
	return verb{
		id: "cancel", key: "C", side: model.CreatorSide,
		build: func(d deed) (model.Command, []model.Opened) { return &model.CancelApplication{Order: d.id()}, nil },
		args:  func(d deed) []string { return []string{"order", "cancel", string(d.id())} },
	}
}

// noteField is a field of several lines for words to the other side.
func (s speech) noteField(id, hint string, required bool) kit.Field {
	return kit.Field{ID: id, Label: s.Say("act.label_" + id), Hint: hint, Kind: kit.TextField, Required: required, Max: noteRunes, Rows: 6}
}

// noteRunes bounds what can be typed; what a rule allows is less or the same and is said beside the field.
const noteRunes = 4000
