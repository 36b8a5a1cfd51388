package screen

import (
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// turn says whose turn a clock is: "you", a handle, "support", "creators".
func (s speech) turn(c model.Clock, me model.Key, name func(model.Key) string) string {
	switch {
	case c.Turn != 0 && c.Turn == me:
		return s.Say("say.you")
	case c.Turn != 0:
		return name(c.Turn)
	}
	if c.Side == model.Creators {
		return s.Say("today.anyone")
	}
	return s.Say("side." + c.Side.String())
}

// sentence says a clock whole: whose turn until when, what follows, and the rule that makes it so, with its
// marked parts coloured.
func (s speech) sentence(c model.Clock, p *model.Policy, me model.Key, name func(model.Key) string) string {
	then := kit.Text
	if c.Turn == me && me != 0 {
		then = defaultRole(c.Default)
	}
	id := "order.turn_other"
	switch {
	case c.Turn != 0 && c.Turn == me:
		id = "order.turn_you"
	case c.Turn == 0 && c.Side == model.Nobody:
		id = "order.turn_nobody"
	case c.Turn == 0 && c.Side == model.Creators:
		id = "order.turn_creators"
	}
	args := []model.Arg{
		assets.Text("who", mark(kit.Text, s.turn(c, me, name))), assets.Text("due", mark(kit.Strong, s.exact(c.Due))),
		assets.Text("left", s.left(c.Due)), assets.Text("then", mark(then, s.Default(c))), assets.Text("rule", string(c.Rule)),
		assets.Text("what", s.What(c)),
	}
	if lasts(c, p) {
		args = append(args, assets.Text("length", s.Span(p.Get(c.Length), assets.UnitOf(c.Length))))
	}
	if c.Waits {
		args = append(args, assets.Word("waits", "answer.yes"))
	}
	return s.Say(id, args...)
}

// lasts tells whether a clock is due its length after it began. Some are due at the later of two moments, or wait
// because the marketplace was away; to say the length then would not add up.
func lasts(c model.Clock, p *model.Policy) bool {
	if c.Length == "" || p == nil {
		return false
	}
	n, days := p.Get(c.Length), p.Calendar()
	switch assets.UnitOf(c.Length) {
	case assets.Days:
		return days.AddDays(c.From, n) == c.Due
	case assets.WorkingDays:
		return days.AddWorkingDays(c.From, n) == c.Due
	case assets.Hours:
		return c.From.Add(time.Duration(n)*time.Hour) == c.Due
	}
	return false
}

// defaultRole returns how much it matters to whoever's turn it is that a default strikes.
func defaultRole(follows string) kit.Role {
	switch follows {
	case "late", "escalated", "expired", "expired_seller":
		return kit.Bad
	case "confirmed":
		return kit.Warn
	}
	return kit.Text
}

// toCreator says what follows of a clock in the words of the creator whom it befalls.
func toCreator(c model.Clock) model.Clock {
	if c.Default == "deadline_moves" {
		c.Default = "your_deadline_moves"
	}
	return c
}
