package screen

import (
	"slices"

	"aeconnect/model"
)

// prospect is what a verb would do now, as the rules say: why not, or where the order stands afterwards.
type prospect struct {
	refusal *model.Refusal
	notes   []model.Note
	after   *model.Order
	next    []model.Clock // of the order afterwards
}

// ask finds out for every verb whether it is possible, so that nothing has to be asked while somebody looks.
func (f *orderFile) ask(s Session) {
	f.chance = map[string]prospect{}
	say := f.speech(newSpeech(s))
	for _, v := range f.verbs() {
		probes := []map[string]string{nil}
		if v.probes != nil {
			probes = v.probes(f)
		}
		f.chance[v.id] = f.prospect(v, say, s.Market, probes)
	}
}

// prospect asks the rules about a verb with each of some values; the first that goes through counts, else the
// first refusal. A refusal that only concerns a value of the form does not make the verb impossible.
func (f *orderFile) prospect(v verb, say speech, m Market, probes []map[string]string) prospect {
	var fields []string
	if v.fields != nil {
		for _, field := range v.fields(f, say) {
			fields = append(fields, field.ID)
		}
	}
	var refused *prospect
	for _, values := range probes {
		p := f.try(v.build(deed{file: f, market: m, say: say, get: func(id string) string { return values[id] }}))
		if p.refusal != nil && slices.Contains(fields, p.refusal.Field) {
			p.refusal = nil
		}
		if p.refusal == nil {
			return p
		}
		if refused == nil {
			refused = &p
		}
	}
	return *refused
}

// try decides a command in the file's own small marketplace.
func (f *orderFile) try(c model.Command, private []model.Opened) prospect {
	m := model.NewOverlay(f.rules)
	for _, p := range private {
		m.Keep(p)
	}
	d := model.Decide(m, f.actor, f.now, c)
	p := prospect{refusal: d.Refusal, notes: f.notes(d.Notes)}
	if d.Refusal != nil {
		return p
	}
	for _, e := range d.Events {
		model.Apply(m, model.Meta{At: f.now, Actor: f.actor}, e)
	}
	p.after = model.OrderOf(m, f.order.Key)
	p.next = model.Clocks(m, p.after)
	return p
}

// notes leaves out the warning of a missing address where the page shows one: the small marketplace holds the
// other side's account as everybody sees it.
func (f *orderFile) notes(all []model.Note) []model.Note {
	return slices.DeleteFunc(slices.Clone(all), func(n model.Note) bool { return n.Rule == model.RuleAddressMissing && f.address != "" })
}

// possible tells whether the rules let a verb through.
func (f *orderFile) possible(v verb) bool { return f.chance[v.id].refusal == nil }
