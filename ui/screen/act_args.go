package screen

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// args are the facts that titles and questions may name.
func (f *orderFile) args(s speech) []model.Arg {
	o := f.order
	args := []model.Arg{
		assets.Text("order", string(o.ID)), assets.Text("title", o.Title), assets.Text("who", s.who(f.partner(), f.policy)),
		assets.Amount("fee", o.Terms.Fee), assets.When("apply_by", o.Terms.ApplyBy), assets.When("submit_by", o.Timers.SubmitBy),
	}
	if o.Terms.Earns() {
		args = append(args, assets.Word("earns", "answer.yes"))
	}
	if f.order.Extension.Open() {
		args = append(args, assets.Num("days", int64(o.Extension.Days)))
	}
	return args
}

// introArgs are what the line above a verb's form may name.
func (f *orderFile) introArgs(s speech, v verb) []model.Arg {
	args := append(f.args(s), assets.Text("address", mark(kit.Text, f.address)))
	if f.policy != nil {
		most := f.policy.Get(model.ContentModifications)
		args = append(args,
			assets.Num("n", min(int64(f.order.Asked)+1, most)), assets.Num("most", most), assets.Num("left", max(most-int64(f.order.Asked), 0)),
			assets.Text("payout", mark(kit.Strong, f.payout)), assets.Amount("owed", f.order.Owed),
			assets.Text("version", "v"+s.Digits(int64(len(f.order.Versions)+1))), assets.Num("days_most", f.policy.Get(model.ExtensionMaxDays)))
	}
	if m := f.order.Materials; m != nil {
		args = append(args, assets.Text("request", mark(kit.Text, m.Request)))
	}
	return args
}
