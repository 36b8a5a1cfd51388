package screen

import (
	"strconv"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"

	tea "charm.land/bubbletea/v2"
)

// How near a clock is before it is coloured; the one place where this stands.
const (
	urgentWithin = 6 * time.Hour
	soonWithin   = 2 * 24 * time.Hour
)

// Minute tells every screen that a minute has passed: what is said relative to now is said anew. The program
// sends it; screens own no clock, so that nothing ticks where nobody looks.
type Minute struct{}

// After implements kit.Later: who is not seen hears of one minute, whatever passed.
func (m Minute) After(tea.Msg) tea.Msg { return m }

// speech says moments, people and amounts as one session reads them, as of one moment.
type speech struct {
	*assets.Words
	zone *time.Location
	now  model.Moment
	sign func(kit.Glyph) string
	data string // what command lines end with, see Session.DataFlag
	hub  bool   // command lines go through ssh, see Session.ByKey
}

// newSpeech returns the speech of a session; until it is told the moment, nothing is near.
func newSpeech(s Session) speech {
	zone := s.Zone
	if zone == nil {
		zone = time.UTC
	}
	return speech{Words: s.Words.In(zone), zone: zone, sign: kit.Theme{}.Glyph, data: s.DataFlag, hub: s.ByKey}
}

// at returns the speech of another moment.
func (s speech) at(now model.Moment) speech {
	s.now = now
	return s
}

// under returns the speech with the numbers that something counts by in its sentences.
func (s speech) under(p *model.Policy) speech {
	if p != nil {
		s.Words = s.Words.Under(p)
	}
	return s
}

// with returns the speech with the signs of a theme.
func (s speech) with(t kit.Theme) speech {
	s.sign = t.Glyph
	return s
}

// left says how much time is left, "3 h 12 m", or that it is over.
func (s speech) left(due model.Moment) string {
	if due <= s.now {
		return s.Say("say.over")
	}
	return s.Left(s.now, due)
}

// gap returns what stands between a sentence and the next one: a space, or nothing behind a full stop that is as wide as
// a letter and its space.
func gap(sentence string) string {
	if strings.HasSuffix(sentence, "。") {
		return ""
	}
	return " "
}

// closed ends a text with a full stop where it does not end as a sentence yet.
func (s speech) closed(text string) string {
	text = strings.TrimRight(text, ".。")
	if text == "" || strings.TrimRight(text, "?!？！") != text {
		return text
	}
	return s.Say("say.sentence", assets.Text("text", text))
}

// urgency returns the role of a clock by how near it is.
func (s speech) urgency(due model.Moment) kit.Role {
	switch left := due.Sub(s.now); {
	case left < urgentWithin:
		return kit.Bad
	case left < soonWithin:
		return kit.Warn
	}
	return kit.Text
}

// ago says how long ago a moment was, "3 d ago".
func (s speech) ago(m model.Moment) string {
	return s.Say("say.ago", assets.Text("left", s.Left(s.now, m)))
}

// exact says a moment with its weekday, "Thu 26 Nov 14:00", and with the year where it is not this one.
func (s speech) exact(m model.Moment) string {
	if m == 0 {
		return s.Moment(m)
	}
	args := append(s.dateArgs(m), assets.Text("weekday", s.Weekday(m)), assets.Text("time", m.Time().In(s.zone).Format("15:04")))
	return s.Say("say.exact", args...)
}

// day says the day of a moment, "26 Nov".
func (s speech) day(m model.Moment) string {
	if m == 0 {
		return s.Moment(m)
	}
	return s.Say("say.day", s.dateArgs(m)...)
}

func (s speech) dateArgs(m model.Moment) []model.Arg {
	t := m.Time().In(s.zone)
	args := []model.Arg{
		assets.Text("day", strconv.Itoa(t.Day())), assets.Word("month", "date.month_"+strconv.Itoa(int(t.Month()))),
	}
	if t.Year() != s.now.Time().In(s.zone).Year() {
		args = append(args, assets.Text("year", strconv.Itoa(t.Year())))
	}
	return args
}

// followers says how many there are as people say it: "980", "48.2k", "112k", "1.2M".
func (s speech) followers(n int64) string {
	switch {
	case n < 1_000:
		return s.Digits(n)
	case n < 100_000:
		return s.Say("say.thousands", assets.Text("n", tenths(n, 1_000)))
	case n < 1_000_000:
		return s.Say("say.thousands", assets.Text("n", strconv.FormatInt(n/1_000, 10)))
	}
	return s.Say("say.millions", assets.Text("n", tenths(n, 1_000_000)))
}

// tenths returns n in units with one decimal, cut and not rounded: 9,999 followers are not ten thousand.
func tenths(n, unit int64) string {
	return strconv.FormatInt(n/unit, 10) + "." + strconv.FormatInt(n%unit*10/unit, 10)
}

// who names an account: its handle with the mark of an agency or the badge of an Influencer.
func (s speech) who(a *model.Account, p *model.Policy) string {
	switch {
	case a == nil:
		return s.sign(kit.Dash)
	case a.Role == model.Agency:
		return s.Say("say.mcn", assets.Text("handle", a.Handle))
	case a.Role == model.Operator:
		return s.Say("say.platform_who", assets.Text("handle", a.Handle))
	case p != nil && a.Influencer(p):
		return a.Handle + " " + s.sign(kit.Star)
	}
	return a.Handle
}

// named names an account, an agency with its mark; "" for nobody. Whatever a screen says of an account it says by this
// or by [speech.who], so that an agency bears its mark wherever it is named (M41).
func (s speech) named(v model.View, key model.Key) string {
	a := v.Account(key)
	if a == nil {
		return ""
	}
	return s.who(a, nil)
}

// namer is [speech.named] for whoever says whose turn it is.
func (s speech) namer(v model.View) func(model.Key) string {
	return func(key model.Key) string { return s.named(v, key) }
}

// channel says an account's largest channel, "48.2k Instagram"; "" for one without.
func (s speech) channel(a *model.Account) string {
	if a == nil || len(a.Channels) == 0 {
		return ""
	}
	main := a.Main()
	return s.Say("say.channel", assets.Text("followers", s.followers(main.Followers)), assets.Word("channel", "channel."+string(main.Platform)))
}

// percent says a share, "96%".
func percent(r model.Rate) string { return strconv.FormatInt(int64(r)/100, 10) + "%" }

// refusal says why something was refused, what would be accepted, and the rule.
func (s speech) refusal(r *model.Refusal) string {
	message, accepts := s.Refusal(r)
	return s.Say("say.refusal", assets.Text("message", message), assets.Text("accepts", accepts), assets.Text("rule", string(r.Rule)))
}

// note says a warning as refusal does.
func (s speech) note(n model.Note) string {
	message, better := s.Note(n)
	return s.Say("say.refusal", assets.Text("message", message), assets.Text("accepts", better), assets.Text("rule", string(n.Rule)))
}
