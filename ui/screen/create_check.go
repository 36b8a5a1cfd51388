package screen

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// createCheck is the form's check of all fields together: the rules' own, at every letter.
func createCheck(s speech, r createReader) func(get func(string) string) []kit.FormNote {
	return func(get func(string) string) []kit.FormNote {
		fields := r.fields(get)
		if fields.Type == 0 {
			return nil // nothing can be said of a task without a type
		}
		refusals, notes := r.base.check(fields, false)
		var all []kit.FormNote
		for _, refusal := range refusals {
			if saidByField(refusal) {
				continue
			}
			all = append(all, kit.FormNote{Note: kit.Note{Role: kit.Bad, Text: s.askAgain(refusal)}, Field: refusal.Field})
		}
		for _, note := range notes {
			if !early(note, get) {
				all = append(all, r.warning(s, note))
			}
		}
		return all
	}
}

// saidByField tells whether the field itself says what is wrong with it.
func saidByField(r *model.Refusal) bool {
	switch r.Rule {
	case model.RuleRequired, model.RuleTypeName:
		return true
	case model.RuleItemLink, model.RuleWebAddress:
		return r.Field == "link"
	}
	return false
}

// early tells whether a warning is about something that has not been typed yet.
func early(n model.Note, get func(string) string) bool { return n.Field != "" && get(n.Field) == "" }

// warning is a note of the rules with what mends it, where something does.
func (r createReader) warning(s speech, n model.Note) kit.FormNote {
	message, better := s.Note(n)
	note := kit.FormNote{Note: kit.Note{Role: kit.Warn, Text: sentences(message, better)}, Field: n.Field}
	if n.Rule != model.RuleSampleLead {
		return note
	}
	for _, a := range n.Args {
		if a.Name == "use" {
			use := model.Moment(a.Value)
			note.Text = message
			note.Key, note.Name = "ctrl+f", s.Say("create.use_date", assets.Text("date", s.day(use)))
			note.Set = map[string]string{n.Field: r.date(use.EndOfDay(r.base.zone))}
		}
	}
	return note
}
