package screen

import (
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// Speech lets tests hear what screens say.
type Speech struct{ s speech }

// SpeechOf returns the speech of a session at a moment.
func SpeechOf(s Session, now model.Moment) Speech { return Speech{newSpeech(s).at(now)} }

// Followers says a number of followers.
func (s Speech) Followers(n int64) string { return s.s.followers(n) }

// Exact says a moment.
func (s Speech) Exact(m model.Moment) string { return s.s.exact(m) }

// Day says the day of a moment.
func (s Speech) Day(m model.Moment) string { return s.s.day(m) }

// Left says how much time is left.
func (s Speech) Left(due model.Moment) string { return s.s.left(due) }

// Urgency returns the role of a clock.
func (s Speech) Urgency(due model.Moment) kit.Role { return s.s.urgency(due) }

// Who names an account.
func (s Speech) Who(a *model.Account, p *model.Policy) string { return s.s.who(a, p) }

// Quoted quotes a word for a shell.
func Quoted(s string) string { return quoted(s) }

// Painted paints a sentence with a marked part.
func Painted(t kit.Theme, before, marked, after string) string {
	return paint(t, kit.Muted, before+mark(kit.Warn, marked)+after)
}
