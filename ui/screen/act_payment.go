package screen

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

func recordVerb() verb {
	return verb{
		id: "record", key: "r", side: model.SellerSide,
		fields: func(f *orderFile, s speech) []kit.Field {
			var methods []kit.Option
			for _, m := range model.Methods() {
				methods = append(methods, kit.Option{Value: string(m), Name: s.Say("method." + string(m))})
			}
			return []kit.Field{
				{ID: "method", Label: s.Say("act.label_method"), Kind: kit.ChoiceField, Options: methods, Required: true},
				{ID: "amount", Label: s.Say("act.label_amount"), Hint: s.Say("act.hint_amount"), Required: true, Max: 40, Parse: s.readMoney("amount", f.order.Terms.Fee.Currency)},
				{ID: "reference", Label: s.Say("act.label_reference"), Hint: s.Say("act.hint_reference"), Required: true, Max: 120},
				{ID: "date", Label: s.Say("act.label_date"), Hint: s.Say("act.hint_date"), Max: 40, Parse: f.readMoment(s, "date", ask.ParsePast)},
			}
		},
		start: func(f *orderFile, _ speech) map[string]string {
			values := map[string]string{"method": string(model.PayPal)}
			if !f.order.Owed.IsZero() {
				values["amount"] = f.order.Owed.String()
			}
			return values
		},
		probes: func(f *orderFile) []map[string]string {
			return []map[string]string{{"method": string(model.PayPal), "amount": f.order.Terms.Fee.String(), "reference": "-"}}
		},
		build: func(d deed) (model.Command, []model.Opened) {
			amount, _ := model.ParseMoney("amount", d.get("amount"), d.file.order.Terms.Fee.Currency)
			date, _ := ask.ParsePast("date", d.get("date"), d.file.now, d.file.zone()) // nothing typed: unset, which means now
			return &model.RecordPayment{
				ID: d.market.Mint(model.PaymentLetter), Order: d.id(), Method: model.Method(d.get("method")), Amount: amount, Reference: d.get("reference"), Date: date,
			}, nil
		},
		args: func(d deed) []string {
			amount, _ := model.ParseMoney("amount", d.get("amount"), d.file.order.Terms.Fee.Currency)
			args := append([]string{"payment", "record", string(d.id())}, flags(d, "method")...)
			args = append(args, "--amount", amount.Decimal(), "--currency", string(amount.Currency))
			return append(append(args, flags(d, "reference")...), d.exact("date", ask.ParsePast)...)
		},
	}
}

func acknowledgeVerb() verb {
	return verb{
		id: "acknowledge", key: "a", side: model.CreatorSide,
		build: func(d deed) (model.Command, []model.Opened) { return &model.AcknowledgePayment{Order: d.id()}, nil },
		args:  func(d deed) []string { return []string{"payment", "acknowledge", string(d.id())} },
		facts: func(f *orderFile, s speech, _ prospect) []string {
			p := f.order.Pay
			if p == nil {
				return nil
			}
			return []string{s.Say("act.fact_paid", assets.Amount("amount", p.Amount), assets.Word("method", "method."+string(p.Method)), assets.Text("reference", p.Reference))}
		},
	}
}
