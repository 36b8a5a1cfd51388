package cli

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// number is one number of the policy in force, with its row of the table of numbers.
type number struct {
	name  model.Number
	value int64
	row   assets.Number
}

func policyNoun() noun[number] {
	return noun[number]{
		columns: []column[number]{
			{"name", inAll, func(_ *scene, b []byte, n number) []byte { return appendString(b, string(n.name)) }},
			{"value", inAll, func(_ *scene, b []byte, n number) []byte { return appendInt(b, n.value) }},
			{"unit", inAll, func(_ *scene, b []byte, n number) []byte { return appendString(b, string(n.row.Unit)) }},
			{"standard", inAll, func(_ *scene, b []byte, n number) []byte { return appendInt(b, n.row.Value) }},
			{"source", inAll, func(_ *scene, b []byte, n number) []byte { return appendText(b, n.row.Source) }},
			{"sentence", inAll, func(s *scene, b []byte, n number) []byte {
				return appendString(b, s.words.Say("policy."+string(n.name)))
			}},
		},
		cells: []cell[number]{
			{"name", false, false, false, func(_ *scene, n number) styled { return plain(string(n.name)) }},
			{"value", true, false, false, func(s *scene, n number) styled { return n.shown(s) }},
			{"source", false, false, true, func(_ *scene, n number) styled { return muted(n.row.Source) }},
			{"meaning", false, true, false, func(s *scene, n number) styled { return muted(s.words.Say("policy." + string(n.name))) }},
		},
	}
}

// shown says the value with its unit; one that was changed stands out.
func (n number) shown(s *scene) styled {
	role := kit.Text
	if n.value != n.row.Value {
		role = kit.Accent
	}
	return styled{s.words.Span(n.value, n.row.Unit), role}
}
