package cli

import (
	"strings"

	"aeconnect/model"
)

// eventNoun is an event of the log.
func eventNoun() noun[model.Happening] {
	type happening = model.Happening
	return noun[happening]{
		columns: []column[happening]{
			{"seq", inAll, func(_ *scene, b []byte, h happening) []byte { return appendInt(b, int64(h.Seq)) }},
			{"at", inAll, func(_ *scene, b []byte, h happening) []byte { return appendMoment(b, h.At) }},
			{"who", inAll, func(s *scene, b []byte, h happening) []byte { return appendString(b, s.actor(h.Actor)) }},
			{"event", inAll, func(_ *scene, b []byte, h happening) []byte { return appendString(b, h.Event.Wire()) }},
			{"about", inAll, func(s *scene, b []byte, h happening) []byte { return appendStrings(b, s.about(h.Event)) }},
			{"rule", inAll, func(_ *scene, b []byte, h happening) []byte { return appendString(b, ruleOf(h.Event)) }},
			{"text", inAll, func(s *scene, b []byte, h happening) []byte { return appendString(b, s.words.Event(h.Event)) }},
		},
		cells: []cell[happening]{
			{"at", false, false, false, func(s *scene, h happening) styled { return muted(s.words.Moment(h.At)) }},
			{"who", false, false, false, func(s *scene, h happening) styled { return plain(s.marked(s.actor(h.Actor))) }},
			{"of", false, false, false, func(s *scene, h happening) styled { return muted(strings.Join(s.about(h.Event), " ")) }},
			{"event", false, true, false, func(s *scene, h happening) styled { return plain(s.words.Event(h.Event)) }},
		},
	}
}

// appendHappening appends an event as an entry of a timeline.
func (s *scene) appendHappening(b []byte, h model.Happening) []byte {
	b = append(b, '{')
	b = appendMoment(appendKey(b, "at"), h.At)
	b = appendString(appendKey(b, "who"), s.actor(h.Actor))
	b = appendString(appendKey(b, "event"), h.Event.Wire())
	b = appendString(appendKey(b, "rule"), ruleOf(h.Event))
	b = appendString(appendKey(b, "text"), s.words.Event(h.Event))
	return append(b, '}')
}

func ruleOf(e model.Event) string {
	rule, _ := e.Says()
	return string(rule)
}

// actor names who did something: a handle, "operator" for the owner of the directory, "system" for a clock.
func (s *scene) actor(a model.Actor) string {
	switch {
	case a.System:
		return "system"
	case a.Account != 0:
		return s.who(a.Account)
	case a.Proven != "":
		return "applicant"
	}
	return "operator"
}

// about names the things that an event belongs to, as far as this account sees them; the marketplace as a whole has no
// name.
func (s *scene) about(e model.Event) []string {
	var all []string
	for _, ref := range e.About() {
		row, presence := s.Reader.Get(ref)
		if presence != model.Known || ref.Kind == model.KindMarket || ref.Kind == model.KindMark || !model.CanSee(s.Reader, s.Who, row) {
			continue
		}
		if name := s.nameOf(ref); name != "" {
			all = append(all, name)
		}
	}
	return all
}
