package screen

import (
	"slices"
	"strconv"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// paying is some orders about to be paid, read at one moment.
type paying struct {
	now    model.Moment
	policy *model.Policy
	as     string
	rows   []payRow
}

// payRow is one order of it.
type payRow struct {
	order  *model.Order
	who    string
	payout string // PayPal address of whoever is paid
}

// field is what the row's own reference is typed in.
func (r payRow) field() string { return "reference_" + strconv.FormatUint(uint64(r.order.Key), 10) }

// readPaying reads orders within a view.
func readPaying(v model.View, s speech, keys []string) paying {
	out := paying{now: v.Now, policy: model.PolicyNow(v.Reader), as: v.Handle(v.Who.Account)}
	for _, key := range keys {
		if o := v.Order(rowRef(key).Key); o != nil {
			out.rows = append(out.rows, payRow{o, s.creatorOf(v, o), model.PayoutAddress(v.Reader, v.Who, o)})
		}
	}
	return out
}

// totals are the amounts that are owed, by currency.
func (x paying) totals() []model.Money {
	var all []model.Money
	for _, row := range x.rows {
		all = addMoney(all, row.order.Owed)
	}
	return all
}

// addMoney adds an amount to the sum of its currency.
func addMoney(sums []model.Money, m model.Money) []model.Money {
	if m.IsZero() {
		return sums
	}
	for i := range sums {
		if sums[i].Currency == m.Currency {
			sums[i].Minor += m.Minor
			return sums
		}
	}
	return append(sums, m)
}

// sums says sums of several currencies, "250.00 USD + 60.00 EUR".
func (s speech) sums(all []model.Money) string {
	texts := make([]string, len(all))
	for i, m := range all {
		texts[i] = s.Money(m)
	}
	return strings.Join(texts, " + ")
}

// payOrder is one payment of what was typed.
type payOrder struct {
	row       payRow
	amount    model.Money
	reference string
}

// orders reads what was typed: each row's own reference, else the common one with the row's number behind it.
func (x paying) orders(get func(string) string) []payOrder {
	common := strings.TrimSpace(get("reference"))
	out := make([]payOrder, len(x.rows))
	for i, row := range x.rows {
		out[i] = payOrder{row, row.order.Owed, strings.TrimSpace(get(row.field()))}
		switch {
		case out[i].reference != "" || common == "":
		case len(x.rows) == 1:
			out[i].reference = common
		default:
			out[i].reference = common + "-" + strconv.Itoa(i+1)
		}
		if len(x.rows) == 1 {
			out[i].amount, _ = model.ParseMoney("amount", get("amount"), row.order.Terms.Fee.Currency)
		}
	}
	return out
}

// fields are those of the form. One payment has an amount; of several each is what is owed.
func (x paying) fields(s speech) []kit.Field {
	var methods []kit.Option
	for _, m := range model.Methods() {
		methods = append(methods, kit.Option{Value: string(m), Name: s.Say("method." + string(m))})
	}
	f := orderFile{now: x.now, policy: x.policy}
	fields := []kit.Field{{ID: "method", Label: s.Say("act.label_method"), Kind: kit.ChoiceField, Options: methods, Required: true}}
	date := kit.Field{ID: "date", Label: s.Say("act.label_date"), Hint: s.Say("act.hint_date"), Max: 40, Parse: f.readMoment(s, "date", ask.ParsePast)}
	reference := kit.Field{ID: "reference", Label: s.Say("act.label_reference"), Hint: s.Say("act.hint_reference"), Max: 110}
	if len(x.rows) == 1 {
		amount := kit.Field{ID: "amount", Label: s.Say("act.label_amount"), Hint: s.Say("act.hint_amount"), Required: true, Max: 40}
		amount.Parse = s.readMoney("amount", x.rows[0].order.Terms.Fee.Currency)
		reference.Required = true
		return append(fields, amount, reference, date)
	}
	reference.Hint = s.Say("payments.hint_common")
	fields = append(fields, date, reference)
	for i, row := range x.rows {
		fields = append(fields, kit.Field{
			ID: row.field(), Label: s.Say("payments.label_row", assets.Num("n", int64(i+1)), assets.Text("who", row.who)), Max: 120,
			Hint: s.Say("payments.hint_row", assets.Amount("owed", row.order.Owed), assets.Text("payout", row.payout), assets.Text("order", string(row.order.ID))),
		})
	}
	return fields
}

// hints say beforehand what would be otherwise than usual: another method, another amount.
func (x paying) hints(s speech, get func(string) string) []kit.FormNote {
	var notes []kit.FormNote
	warn := func(field, text string) {
		notes = append(notes, kit.FormNote{Note: kit.Note{Role: kit.Warn, Text: text}, Field: field})
	}
	if m := get("method"); m != "" && m != string(model.PayPal) {
		warn("method", s.note(model.Note{Rule: model.RuleMethod, Field: "method", Args: []model.Arg{assets.Word("method", "method."+m)}}))
	}
	orders := x.orders(get)
	if len(orders) == 1 && get("amount") != "" && orders[0].amount != orders[0].row.order.Owed && !orders[0].amount.IsZero() {
		warn("amount", s.Say("payments.other_amount", assets.Amount("owed", orders[0].row.order.Owed)))
	}
	return notes
}

// nameless tells whether a payment has no reference yet.
func (x paying) nameless(get func(string) string) bool {
	return slices.ContainsFunc(x.orders(get), func(o payOrder) bool { return o.reference == "" })
}

// recordSteps plans payments against the marketplace as it is: wrong amounts and used references are said to go to
// suspense, payments of one plan that share a reference too.
func recordSteps(keys []string, values map[string]string) func(Session) (steps, error) {
	return func(session Session) (steps, error) {
		get := func(field string) string { return values[field] }
		ids := make([]model.ID, len(keys))
		for i := range ids {
			ids[i] = session.Market.Mint(model.PaymentLetter)
		}
		var out steps
		err := session.Market.View(session.Actor, func(v model.View) {
			s := newSpeech(session).at(v.Now)
			x := readPaying(v, s, keys)
			out.now, out.as = x.now, x.as
			file := orderFile{now: x.now, policy: x.policy}
			date, _ := ask.ParsePast("date", get("date"), file.now, file.zone())
			over := model.NewOverlay(v.Reader)
			var sums []model.Money
			for i, p := range x.orders(get) {
				c := &model.RecordPayment{ID: ids[i], Order: p.row.order.ID, Method: model.Method(get("method")), Amount: p.amount, Reference: p.reference, Date: date}
				step := plannedStep(over, session.Actor, s, v.Now, c)
				step.name = p.row.who + "  " + string(p.row.order.ID)
				step.effect = s.Say("payments.effect", assets.Amount("amount", p.amount), assets.Word("method", "method."+get("method")), assets.Text("reference", p.reference))
				step.args = []string{"payment", "record", string(p.row.order.ID), "--method", get("method"), "--amount", p.amount.Decimal(), "--currency", string(p.amount.Currency), "--reference", p.reference}
				if get("date") != "" {
					step.args = append(step.args, "--date", get("date"))
				}
				if step.refused == "" {
					sums = addMoney(sums, p.amount)
				}
				out.rows = append(out.rows, step)
			}
			out.totals = kit.KeyValues{{Label: s.Say("payments.total_paid"), Value: s.sums(sums), Role: kit.Strong}}
			out.facts = []string{s.sums(sums)}
		})
		return out, err
	}
}

// plannedStep decides a command on top of those before it.
func plannedStep(over *model.Overlay, actor model.Actor, s speech, now model.Moment, c model.Command) oneStep {
	step := oneStep{command: c}
	d := model.Decide(over, actor, now, c)
	if d.Refusal != nil {
		step.refused = s.refusal(d.Refusal)
		return step
	}
	for _, n := range d.Notes {
		if n.Rule == model.RuleSuspense {
			step.warning = s.Say("payments.to_suspense", n.Args...)
		}
	}
	for _, e := range d.Events {
		model.Apply(over, model.Meta{At: now, Actor: actor}, e)
	}
	return step
}

// acknowledgeSteps plans to say of payments that the money came.
func acknowledgeSteps(keys []string) func(Session) (steps, error) {
	return func(session Session) (steps, error) {
		var out steps
		err := session.Market.View(session.Actor, func(v model.View) {
			s := newSpeech(session).at(v.Now)
			out.now, out.as = v.Now, v.Handle(v.Who.Account)
			over := model.NewOverlay(v.Reader)
			var sums []model.Money
			for _, key := range keys {
				o := v.Order(rowRef(key).Key)
				if o == nil {
					continue
				}
				step := plannedStep(over, session.Actor, s, v.Now, &model.AcknowledgePayment{Order: o.ID})
				step.name = s.named(v, o.Seller) + "  " + string(o.ID)
				step.args = []string{"payment", "acknowledge", string(o.ID)}
				if p := o.Pay; p != nil {
					step.effect = s.Say("payments.effect", assets.Amount("amount", p.Amount), assets.Word("method", "method."+string(p.Method)), assets.Text("reference", p.Reference))
					if step.refused == "" {
						sums = addMoney(sums, p.Amount)
					}
				}
				out.rows = append(out.rows, step)
			}
			out.totals = kit.KeyValues{{Label: s.Say("payments.total_came"), Value: s.sums(sums), Role: kit.Strong}}
			out.facts = []string{s.sums(sums)}
		})
		return out, err
	}
}
