package cli

import (
	"unicode"
	"unicode/utf8"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// clockNoun is a clock: whose turn it is, by when, and what happens if nobody acts.
func clockNoun() noun[model.Clock] {
	n := noun[model.Clock]{columns: []column[model.Clock]{
		{"order", inAll, func(s *scene, b []byte, c model.Clock) []byte { return s.appendThing(b, c.Of, model.KindOrder) }},
		{"task", inSheet, func(s *scene, b []byte, c model.Clock) []byte { return s.appendThing(b, c.Of, model.KindTask) }},
		{"account", byName, func(s *scene, b []byte, c model.Clock) []byte { return s.appendThing(b, c.Of, model.KindAccount) }},
		{"payment", byName, func(s *scene, b []byte, c model.Clock) []byte { return s.appendThing(b, c.Of, model.KindPayment) }},
		{"batch", byName, func(s *scene, b []byte, c model.Clock) []byte { return s.appendThing(b, c.Of, model.KindBatch) }},
		{"access", byName, func(s *scene, b []byte, c model.Clock) []byte { return s.appendThing(b, c.Of, model.KindAccess) }},
		{"request", byName, func(s *scene, b []byte, c model.Clock) []byte { return s.appendThing(b, c.Of, model.KindRequest) }},
		{"turn", inAll, func(s *scene, b []byte, c model.Clock) []byte { return appendString(b, s.turn(c)) }},
		{"what", inAll, func(s *scene, b []byte, c model.Clock) []byte { return appendString(b, s.what(c)) }},
		{"due", inAll, func(_ *scene, b []byte, c model.Clock) []byte { return appendMoment(b, c.Due) }},
		{"default", inAll, func(_ *scene, b []byte, c model.Clock) []byte { return appendString(b, follows(c)) }},
		{"default_text", inAll, func(s *scene, b []byte, c model.Clock) []byte { return appendString(b, s.then(c)) }},
		{"rule", inAll, func(_ *scene, b []byte, c model.Clock) []byte { return appendString(b, string(c.Rule)) }},
	}}
	n.object = func(s *scene, b []byte, c model.Clock) []byte { return s.appendClock(b, c) }
	n.cells = []cell[model.Clock]{
		{"left", true, false, false, func(s *scene, c model.Clock) styled { return s.urgency(c) }},
		{"turn", false, false, false, func(s *scene, c model.Clock) styled { return plain(s.turnOf(c)) }},
		{"what", false, false, false, func(s *scene, c model.Clock) styled { return plain(s.words.What(c)) }},
		{"of", false, false, false, func(s *scene, c model.Clock) styled { return muted(s.nameOf(c.Of)) }},
		{"then", false, true, false, func(s *scene, c model.Clock) styled { return plain(s.then(c)) }},
		{"rule", false, false, true, func(_ *scene, c model.Clock) styled { return muted(string(c.Rule)) }},
	}
	return n
}

// appendClock appends a clock as an object; its first member names what it belongs to.
func (s *scene) appendClock(b []byte, c model.Clock) []byte {
	b = append(b, '{')
	b = appendString(appendKey(b, kindName(c.Of.Kind)), s.nameOf(c.Of))
	b = appendString(appendKey(b, "turn"), s.turn(c))
	b = appendString(appendKey(b, "what"), s.what(c))
	b = appendMoment(appendKey(b, "due"), c.Due)
	b = appendString(appendKey(b, "default"), follows(c))
	b = appendString(appendKey(b, "default_text"), s.then(c))
	b = appendString(appendKey(b, "rule"), string(c.Rule))
	return append(b, '}')
}

func kindName(k model.Kind) string {
	switch k {
	case model.KindTask:
		return "task"
	case model.KindOrder:
		return "order"
	case model.KindPayment:
		return "payment"
	case model.KindAccount:
		return "account"
	case model.KindBatch:
		return "batch"
	case model.KindAccess:
		return "access"
	case model.KindPromo:
		return "promo"
	case model.KindRequest:
		return "request"
	default:
		return "of"
	}
}

// nameOf returns the ID or handle of a row.
func (s *scene) nameOf(ref model.Ref) string {
	if ref.Kind == model.KindAccount {
		return s.who(ref.Key)
	}
	if id, known := s.tasks[ref.Key]; known && ref.Kind == model.KindTask {
		return id
	}
	row, presence := s.Reader.Get(ref)
	if presence != model.Known {
		return ""
	}
	id, _ := s.naming(row)
	if ref.Kind == model.KindTask {
		s.tasks[ref.Key] = id
	}
	return id
}

func (s *scene) appendThing(b []byte, ref model.Ref, kind model.Kind) []byte {
	if ref.Kind != kind {
		return append(b, "null"...)
	}
	return appendText(b, s.nameOf(ref))
}

// turn returns whose turn it is: a handle, or the side where it is no single account.
func (s *scene) turn(c model.Clock) string {
	if c.Turn == 0 {
		return c.Side.String()
	}
	return s.who(c.Turn)
}

// turnOf is turn for people: "you" where it is the one who looks.
func (s *scene) turnOf(c model.Clock) string {
	if s.mine(c.Turn) {
		return s.words.Say("cli.you")
	}
	return s.marked(s.turn(c))
}

// what says what a clock waits for within a sentence, "confirm content".
func (s *scene) what(c model.Clock) string {
	said, known := s.whats[c.Rule]
	if !known {
		said = s.words.What(c)
		first, size := utf8.DecodeRuneInString(said)
		said = string(unicode.ToLower(first)) + said[size:]
		s.whats[c.Rule] = said
	}
	return said
}

// follows returns the stable word for what happens if nobody acts: the state that follows where there is one.
func follows(c model.Clock) string {
	switch c.Default {
	case "not_reviewed":
		return model.Rejected.String()
	case "expired_seller":
		return model.Expired.String()
	}
	return c.Default
}

// urgency says how long is left, in the colour that it deserves.
func (s *scene) urgency(c model.Clock) styled {
	role := kit.Text
	switch left := c.Due.Sub(s.Now); {
	case left <= 0:
		role = kit.Bad
	case left.Hours() < 24:
		role = kit.Warn
	}
	return styled{s.words.Left(s.Now, c.Due), role}
}
