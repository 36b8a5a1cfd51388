package screen

import (
	"strconv"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

func submitVerb() verb {
	return verb{
		id: "submit", key: "n", side: model.CreatorSide,
		fields: func(f *orderFile, s speech) []kit.Field {
			var types []kit.Option
			for _, c := range f.order.Terms.Content {
				types = append(types, kit.Option{Value: string(c), Name: s.Say("content." + string(c))})
			}
			return []kit.Field{
				{ID: "type", Label: s.Say("act.label_type"), Hint: s.Say("act.hint_type"), Kind: kit.ChoiceField, Options: types, Required: true},
				{ID: "link", Label: s.Say("act.label_link"), Hint: s.Say("act.hint_link_" + f.order.Type.String()), Kind: kit.ListField, Required: true, Max: 2000},
			}
		},
		above: func(f *orderFile, t kit.Theme, s speech, w int) []string { return f.wantedLines(t, s, w, true) },
		start: func(f *orderFile, _ speech) map[string]string {
			values := map[string]string{}
			if n := len(f.order.Versions); n > 0 { // a new version is the last one, changed
				last := f.order.Versions[n-1]
				values["type"], values["link"] = string(last.Type), strings.Join(last.Links, "\n")
			} else if len(f.order.Terms.Content) == 1 {
				values["type"] = string(f.order.Terms.Content[0])
			}
			return values
		},
		probes: func(f *orderFile) []map[string]string {
			probe := map[string]string{}
			if len(f.order.Terms.Content) > 0 {
				probe["type"] = string(f.order.Terms.Content[0])
			}
			return []map[string]string{probe}
		},
		build: func(d deed) (model.Command, []model.Opened) {
			return &model.SubmitContent{Order: d.id(), Type: model.ContentType(d.get("type")), Links: d.list("link")}, nil
		},
		args: func(d deed) []string {
			return append(append([]string{"content", "submit", string(d.id())}, flags(d, "type")...), d.list("link")...)
		},
	}
}

func confirmVerb() verb {
	return verb{
		id: "confirm", key: "a", side: model.SellerSide,
		build: func(d deed) (model.Command, []model.Opened) { return &model.ConfirmContent{Order: d.id()}, nil },
		args:  func(d deed) []string { return []string{"content", "confirm", string(d.id())} },
		facts: confirmFacts,
	}
}

// confirmFacts say what confirming makes owed, until when and by which way; without a fee, that it completes the order.
func confirmFacts(f *orderFile, s speech, p prospect) []string {
	switch {
	case p.after == nil:
		return nil
	case p.after.Owed.IsZero() && p.after.State == model.Completed:
		return []string{s.Say("confirm.fact_completes")}
	case p.after.Owed.IsZero():
		return nil
	}
	facts := []string{s.Say("act.fact_owed", assets.Amount("owed", p.after.Owed), assets.Text("who", s.who(f.partner(), f.policy)))}
	for _, c := range p.next {
		if c.Rule == model.ClockRecord {
			facts = append(facts, s.Say("confirm.fact_due", assets.Text("due", s.exact(c.Due)), assets.Word("method", "method."+string(model.PayPal))))
		}
	}
	return facts
}

func changesVerb() verb {
	return verb{
		id: "changes", key: "c", side: model.SellerSide,
		fields: func(f *orderFile, s speech) []kit.Field {
			fields := []kit.Field{s.noteField("note", s.Say("act.hint_changes_note"), true)}
			if len(f.order.Terms.Brief) == 0 || f.modified() { // what is left is an offer, and cites nothing
				return fields
			}
			var clauses []kit.Option
			for i, text := range f.order.Terms.Brief {
				asked := f.askedIn(s, i+1)
				if asked == "" {
					asked = s.Say("order.not_asked")
				}
				clauses = append(clauses, kit.Option{Value: clauseName(i + 1), Name: clauseName(i+1) + "  " + text, Detail: asked})
			}
			clause := kit.Field{ID: "clause", Label: s.Say("act.label_clause"), Hint: s.Say("act.hint_clause"), Kind: kit.ManyField, Options: clauses}
			return append([]kit.Field{clause}, fields...)
		},
		probes: func(f *orderFile) []map[string]string {
			return []map[string]string{{"clause": "R1", "note": "-"}, {"note": "-"}}
		},
		build: func(d deed) (model.Command, []model.Opened) {
			return &model.RequestChanges{Order: d.id(), Clauses: d.list("clause"), Note: d.get("note")}, nil
		},
		hints: func(d deed) []kit.FormNote {
			if len(d.list("clause")) > 0 || strings.TrimSpace(d.get("note")) == "" {
				return nil
			}
			if len(d.file.order.Terms.Brief) == 0 || d.file.modified() {
				return []kit.FormNote{{Note: kit.Note{Role: kit.Warn, Text: d.say.Say("act.changes_only_offer")}, Field: "note"}}
			}
			return []kit.FormNote{{Note: kit.Note{Role: kit.Warn, Text: d.say.Say("act.changes_offer")}, Field: "clause"}}
		},
		args: func(d deed) []string {
			args := []string{"content", "changes", string(d.id())}
			for _, clause := range d.list("clause") {
				args = append(args, "--clause", clause)
			}
			return append(args, flags(d, "note")...)
		},
	}
}

// modified tells that every modification is used: only confirming remains, and what is asked for is an offer.
func (f *orderFile) modified() bool {
	return f.policy != nil && int64(f.order.Asked) >= f.policy.Get(model.ContentModifications)
}

func commentVerb() verb {
	return verb{
		id: "comment", key: "e", side: model.CreatorSide,
		fields: func(_ *orderFile, s speech) []kit.Field {
			return []kit.Field{s.noteField("text", s.Say("act.hint_comment"), true)}
		},
		start:  func(f *orderFile, _ speech) map[string]string { return map[string]string{"text": f.order.Comment} },
		probes: probeText,
		build: func(d deed) (model.Command, []model.Opened) {
			return &model.CommentExpiry{Order: d.id(), Text: d.get("text")}, nil
		},
		args: func(d deed) []string {
			return append([]string{"order", "comment", string(d.id())}, flags(d, "text")...)
		},
	}
}

func probeText(*orderFile) []map[string]string {
	return []map[string]string{{"text": "-", "note": "-"}}
}

// clauseName is how the n-th clause of a brief is called, R1 the first.
func clauseName(n int) string { return "R" + strconv.Itoa(n) }

// askedIn says after which versions a clause was asked for, "" where it never was.
func (f *orderFile) askedIn(s speech, clause int) string {
	var versions []string
	for i, v := range f.order.Versions {
		for _, c := range v.Changes {
			if c.Clause == clause {
				versions = append(versions, "v"+strconv.Itoa(i+1))
			}
		}
	}
	if len(versions) == 0 {
		return ""
	}
	return s.Say("order.asked_in", assets.Text("versions", strings.Join(versions, ", ")))
}
