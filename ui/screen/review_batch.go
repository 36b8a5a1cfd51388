package screen

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// approveBatch accepts applications.
func approveBatch() listBatch {
	return listBatch{
		id: "approve", key: "a", verb: "approve",
		build: func(x batchDeed) (model.Command, []model.Opened) {
			return &model.ApproveApplications{Batch: x.market.Mint(model.BatchLetter), Orders: x.picked}, nil
		},
		args:   func(x batchDeed) []string { return append([]string{"order", "approve"}, x.ids()...) },
		totals: approveTotals,
	}
}

// rejectBatch turns applications down with one reason.
func rejectBatch() listBatch {
	return listBatch{
		id: "reject", key: "x", verb: "reject",
		fields: func(s speech) []kit.Field { return rejectVerb().fields(nil, s) },
		build: func(x batchDeed) (model.Command, []model.Opened) {
			return &model.RejectApplications{
				Batch: x.market.Mint(model.BatchLetter), Orders: x.picked, Reason: model.RejectReason(x.get("reason")), Note: x.get("note"), Again: x.get("again") != "",
			}, nil
		},
		args: func(x batchDeed) []string {
			args := append([]string{"order", "reject"}, x.ids()...)
			args = append(args, flags(deed{get: x.get}, "reason", "note")...)
			if x.get("again") != "" {
				args = append(args, "--again")
			}
			return args
		},
	}
}

// approveTotals says what approving some applications owes: samples and until when they ship, fees if all goes well,
// places that are left.
func approveTotals(s speech, v model.View, p planned) kit.KeyValues {
	var all kit.KeyValues
	say := func(id, value string) {
		all = append(all, kit.KeyValue{Label: s.Say("plan.total_" + id), Value: value})
	}
	nowhere, pieces, ship, fees := int64(0), int64(0), model.Moment(0), map[model.Currency]int64{}
	var tasks []model.Key
	for _, row := range p.rows {
		o := model.OrderOf(p.after, row.Ref().Key)
		if o == nil {
			continue
		}
		if o.Terms.Samples > 0 {
			pieces += int64(o.Terms.Samples)
			if !addressed(v, o) {
				nowhere++
			}
			for _, c := range model.Clocks(p.after, o) {
				if c.Rule == model.ClockShip && (ship == 0 || c.Due < ship) {
					ship = c.Due
				}
			}
		}
		if o.Terms.Earns() {
			fees[o.Terms.Fee.Currency] += o.Terms.Fee.Minor
		}
		tasks = appendNew(tasks, o.Task)
	}
	if pieces > 0 {
		say("pieces", s.piecesBy(pieces, ship))
	}
	if nowhere > 0 {
		all = append(all, kit.KeyValue{Label: s.Say("plan.total_nowhere"), Value: s.Say("plan.nowhere", assets.Num("count", nowhere)), Role: kit.Warn})
	}
	if text := s.amounts(fees); text != "" {
		say("fees", text)
	}
	if text := placesAfter(s, p.after, tasks); text != "" {
		say("places", text)
	}
	return all
}
