package screen

import (
	"slices"
	"strings"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// echoes takes what fields say they understood out of their own checks, so that the form can say it after the
// rules were heard: no value has a check mark and a refusal. That a value cannot be read stays the field's to say.
func echoes(fields []kit.Field) map[string]func(string) (string, error) {
	all := map[string]func(string) (string, error){}
	for i, field := range fields {
		if field.Parse == nil {
			continue
		}
		all[field.ID] = field.Parse
		fields[i].Parse = func(typed string) (string, error) {
			_, err := field.Parse(typed)
			return "", err
		}
	}
	return all
}

// echoed adds what fields understood to what the rules say of them. A field that could not be read has said so
// already, so the rules' word on what is left of it is dropped.
func (a actForm) echoed(notes []kit.FormNote, get func(string) string) []kit.FormNote {
	for id, parse := range a.echo {
		typed := get(id)
		if strings.TrimSpace(typed) == "" {
			continue
		}
		of := func(n kit.FormNote) bool { return n.Field == id }
		understood, err := parse(typed)
		if err != nil {
			notes = slices.DeleteFunc(notes, of)
			continue
		}
		bad := slices.ContainsFunc(notes, func(n kit.FormNote) bool { return of(n) && n.Role == kit.Bad })
		if denied, was := a.denied[id]; understood != "" && !bad && (!was || denied != typed) {
			note := kit.FormNote{Note: kit.Note{Role: kit.Good, Text: understood}, Field: id}
			notes = append([]kit.FormNote{note}, notes...)
		}
	}
	return notes
}

// changesNothing tells whether a rule refuses what is as it was before: that is no mistake before somebody tries.
func changesNothing(r model.Rule) bool {
	return r == model.RuleOfferEmpty || r == model.RuleSameContent
}

// unchanged tells whether the form holds what it began with.
func (a actForm) unchanged(get func(string) string) bool {
	if a.verb.start == nil {
		return false
	}
	start := a.verb.start(a.file, a.say)
	for id := range a.form.Values() {
		if get(id) != start[id] {
			return false
		}
	}
	return true
}
