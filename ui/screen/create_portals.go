package screen

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// portalsAction enters the shop into the affiliate programme, without which it cannot offer commission.
func (c create) portalsAction() []kit.Action {
	seller := c.read.base.seller
	if seller == nil || seller.Role != model.Seller || seller.InPortals != 0 {
		return nil
	}
	a := c.act("ctrl+n", "portals")
	a.Do = func() tea.Cmd { return kit.Send(kit.Push{Screen: newJoinPortals(c.desk, *c.read.base)}) }
	return []kit.Action{a}
}

// newJoinPortals is the sheet of the commission rate.
func newJoinPortals(d Desk, b createBase) kit.Screen {
	s := newSpeech(d.Session).at(b.now)
	rate := kit.Field{ID: "rate", Label: s.Say("first.label_rate"), Hint: s.Say("create.hint_rate"), Required: true, Max: 8}
	rate.Parse = func(typed string) (string, error) {
		r, refusal := ask.ParseRate("rate", typed)
		if refusal == nil {
			refusal = model.Decide(b.rules, b.actor, b.now, &model.JoinPortals{Rate: r}).Refusal
		}
		if refusal != nil {
			return "", errorText(s.askAgain(refusal))
		}
		return r.String(), nil
	}
	return newSheet(d, sheet{
		title: s.Say("create.portals_title"), help: s.Say("create.help_portals"), guide: "participation", verb: s.Say("create.portals_verb"), fields: []kit.Field{rate},
		do: func(values map[string]string) sheetDone {
			r, refusal := ask.ParseRate("rate", values["rate"])
			if refusal == nil {
				decision, err := d.Market.Do(context.Background(), d.Actor, &model.JoinPortals{Rate: r})
				if err != nil {
					return sheetDone{err: err}
				}
				refusal = decision.Refusal
			}
			if refusal != nil {
				return sheetDone{field: "rate", refused: s.askAgain(refusal)}
			}
			return sheetDone{toast: s.Say("create.portals_joined", model.Arg{Name: "rate", Type: model.RateArg, Value: int64(r)})}
		},
	})
}
