package screen

import (
	"slices"
	"strconv"
	"strings"

	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

func extendVerb() verb {
	return verb{
		id: "extend", key: "t", side: model.CreatorSide,
		fields: func(f *orderFile, s speech) []kit.Field {
			return []kit.Field{
				{ID: "days", Label: s.Say("act.label_days"), Hint: s.Say("act.hint_days"), Kind: kit.NumberField, Required: true, Max: 4},
				s.noteField("note", s.Say("act.hint_extend_note"), false),
			}
		},
		probes: func(*orderFile) []map[string]string { return []map[string]string{{"days": "1"}} },
		build: func(d deed) (model.Command, []model.Opened) {
			days, _ := strconv.Atoi(strings.TrimSpace(d.get("days")))
			return &model.AskExtension{Order: d.id(), Days: days, Note: d.get("note")}, nil
		},
		args: func(d deed) []string {
			return append([]string{"order", "extend", string(d.id())}, flags(d, "days", "note")...)
		},
	}
}

// offerVerb offers other terms. What stays as agreed on is not offered.
func offerVerb() verb {
	return verb{
		id: "offer", key: "o", side: model.SellerSide,
		fields: func(f *orderFile, s speech) []kit.Field {
			fields := []kit.Field{
				{ID: "submit_by", Label: s.Say("act.label_submit_by"), Hint: s.Say("act.hint_submit_by"), Max: 40, Parse: f.readMoment(s, "submit_by", ask.ParseMoment)},
				{ID: "require", Label: s.Say("act.label_require"), Hint: s.Say("act.hint_require"), Kind: kit.ListField, Mark: "R", Max: 600},
				s.noteField("note", s.Say("act.hint_offer_note"), false),
			}
			if f.order.Terms.Earns() {
				fee := kit.Field{ID: "fee", Label: s.Say("act.label_fee"), Hint: s.Say("act.hint_fee"), Max: 40, Parse: s.readMoney("fee", f.order.Terms.Fee.Currency)}
				fields = append([]kit.Field{fee}, fields...)
			}
			return fields
		},
		start: func(f *orderFile, _ speech) map[string]string {
			t := f.order.Terms
			values := map[string]string{"submit_by": f.typed(f.order.Timers.SubmitBy), "require": strings.Join(t.Brief, "\n")}
			if t.Earns() {
				values["fee"] = t.Fee.String()
			}
			return values
		},
		probes: func(f *orderFile) []map[string]string { return []map[string]string{{"submit_by": "+400d"}} },
		build: func(d deed) (model.Command, []model.Opened) {
			t := d.file.order.Terms
			c := &model.MakeOffer{Order: d.id(), Note: d.get("note")}
			if fee, r := model.ParseMoney("fee", d.get("fee"), t.Fee.Currency); r == nil && fee != t.Fee {
				c.Fee = &fee
			}
			if typed := d.get("submit_by"); typed != d.file.typed(d.file.order.Timers.SubmitBy) {
				c.SubmitBy, _ = ask.ParseMoment("submit_by", typed, d.file.now, d.file.zone())
			}
			if brief := d.list("require"); len(brief) > 0 && !slices.Equal(brief, t.Brief) {
				c.Brief = brief
			}
			return c, nil
		},
		args: offerArgs,
	}
}

func offerArgs(d deed) []string {
	args := []string{"order", "offer", string(d.id())}
	built, _ := offerVerb().build(d)
	c := built.(*model.MakeOffer)
	if c.Fee != nil {
		args = append(args, "--fee", c.Fee.Decimal(), "--currency", string(c.Fee.Currency))
	}
	if c.SubmitBy != 0 {
		args = append(args, "--submit-by", c.SubmitBy.String())
	}
	for _, clause := range c.Brief {
		args = append(args, "--require", clause)
	}
	return append(args, flags(d, "note")...)
}

func stopVerb() verb {
	return verb{
		id: "stop", key: "S",
		fields: func(_ *orderFile, s speech) []kit.Field {
			return []kit.Field{s.noteField("note", s.Say("act.hint_stop_note"), true)}
		},
		probes: probeText,
		build: func(d deed) (model.Command, []model.Opened) {
			return &model.ProposeStop{Order: d.id(), Note: d.get("note")}, nil
		},
		args: func(d deed) []string { return append([]string{"order", "stop", string(d.id())}, flags(d, "note")...) },
	}
}

// answerVerbs returns accept and refuse for each proposal that waits for my answer, or one of each that says
// why there is nothing to answer.
func (f *orderFile) answerVerbs() []verb {
	waiting := f.order.WaitingFor(f.side)
	if len(waiting) == 0 {
		return []verb{answerVerb("", true), answerVerb("", false)}
	}
	var all []verb
	for _, what := range waiting {
		all = append(all, answerVerb(what, true), answerVerb(what, false))
	}
	return all
}

func answerVerb(what string, accept bool) verb {
	v := verb{id: "accept", key: "a", what: what}
	if !accept {
		v.id, v.key = "refuse", "x"
	}
	answer := v.id
	if what == "offer" && accept {
		v.facts = func(f *orderFile, s speech, p prospect) []string { return f.offerFacts(s, p) }
	}
	if what != "" {
		v.id += "_" + what
	}
	v.build = func(d deed) (model.Command, []model.Opened) {
		return &model.AnswerProposal{Order: d.id(), Accept: accept, What: what}, nil
	}
	v.args = func(d deed) []string {
		args := []string{"order", "answer", string(d.id()), answer}
		if len(d.file.order.WaitingFor(d.file.side)) > 1 {
			args = append(args, "--what", what)
		}
		return args
	}
	return v
}

func materialsVerb() verb {
	return verb{
		id: "materials", key: "M", side: model.CreatorSide,
		fields: func(_ *orderFile, s speech) []kit.Field {
			return []kit.Field{s.noteField("text", s.Say("act.hint_materials"), true)}
		},
		probes: probeText,
		build: func(d deed) (model.Command, []model.Opened) {
			return &model.RequestMaterials{Order: d.id(), Text: d.get("text")}, nil
		},
		args: func(d deed) []string {
			return append([]string{"order", "materials", string(d.id())}, flags(d, "text")...)
		},
	}
}

func provideVerb() verb {
	return verb{
		id: "provide", key: "M", side: model.SellerSide,
		fields: func(_ *orderFile, s speech) []kit.Field {
			return []kit.Field{
				s.noteField("text", s.Say("act.hint_provide"), false),
				{ID: "related", Label: s.Say("act.label_related"), Kind: kit.ListField, Max: 2000},
				{ID: "none", Label: s.Say("act.label_none"), Kind: kit.ManyField, Options: []kit.Option{{Value: "yes", Name: s.Say("act.none_yes")}}},
			}
		},
		probes: probeText,
		build: func(d deed) (model.Command, []model.Opened) {
			return &model.ProvideMaterials{Order: d.id(), Text: d.get("text"), Links: d.list("related"), None: d.get("none") != ""}, nil
		},
		args: func(d deed) []string {
			args := append([]string{"order", "materials", string(d.id())}, flags(d, "text")...)
			for _, link := range d.list("related") {
				args = append(args, "--link", link)
			}
			if d.get("none") != "" {
				args = append(args, "--none")
			}
			return args
		},
	}
}
