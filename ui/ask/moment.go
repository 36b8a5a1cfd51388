package ask

import (
	"strings"
	"time"

	"aeconnect/model"
)

// ParseMoment reads when something is due: "2026-12-24" (the end of that day in zone), "2026-12-24 18:00",
// "2026-12-24T18:00:00Z", "+10d", "next friday", "24 dec 18:00". The moment may lie in the past.
func ParseMoment(field, typed string, now model.Moment, zone *time.Location) (model.Moment, *model.Refusal) {
	r, refusal := read(field, typed, now, zone)
	if refusal != nil {
		return 0, refusal
	}
	if r.day {
		return model.At(r.t).EndOfDay(zone), nil
	}
	return model.At(r.t), nil
}

// ParseSince reads where a search begins: a day means its beginning, and a span without "+" lies in the past,
// so that "7d" is seven days ago.
func ParseSince(field, typed string, now model.Moment, zone *time.Location) (model.Moment, *model.Refusal) {
	s := strings.TrimSpace(typed)
	if span, ok := parseSpan(s); ok && !strings.HasPrefix(s, "+") && !span.Negative() {
		return span.Back().From(now, zone), nil
	}
	r, refusal := read(field, typed, now, zone)
	if refusal != nil {
		return 0, refusal
	}
	return model.At(r.t), nil
}

// ParseStart reads when something begins: a day means its beginning, all else is as for [ParseMoment].
func ParseStart(field, typed string, now model.Moment, zone *time.Location) (model.Moment, *model.Refusal) {
	r, refusal := read(field, typed, now, zone)
	if refusal != nil {
		return 0, refusal
	}
	return model.At(r.t), nil
}

// ParsePast reads when something happened. A day that is not over yet means now, since a day ends in the future.
func ParsePast(field, typed string, now model.Moment, zone *time.Location) (model.Moment, *model.Refusal) {
	r, refusal := read(field, typed, now, zone)
	if refusal != nil {
		return 0, refusal
	}
	if !r.day {
		return model.At(r.t), nil
	}
	end := model.At(r.t).EndOfDay(zone)
	if end > now && model.At(r.t) <= now {
		return now, nil
	}
	return end, nil
}

// reading is what was read: a point in time, or the day that begins then.
type reading struct {
	t   time.Time
	day bool
}

// reader reads texts at one moment in one zone. Each of its forms returns the zero reading for a text of another form,
// and a rule for one of its own form that cannot be.
type reader struct {
	now  time.Time // in zone
	zone *time.Location
}

func read(field, typed string, now model.Moment, zone *time.Location) (reading, *model.Refusal) {
	s := strings.ToLower(strings.Join(strings.Fields(typed), " "))
	if s == "" || len(s) > 60 {
		return reading{}, usage(RuleMoment, field, typed)
	}
	rd := reader{now.Time().In(zone), zone}
	for _, form := range []func(string) (reading, model.Rule){rd.span, rd.exact, rd.slashes, rd.date, rd.words} {
		r, rule := form(s)
		switch {
		case rule == "" && !r.t.IsZero():
			return r, nil
		case rule != "":
			return reading{}, rd.refuse(rule, field, typed)
		}
	}
	return reading{}, usage(RuleMoment, field, typed)
}

// refuse says why, with what the rule's words need.
func (rd reader) refuse(rule model.Rule, field, typed string) *model.Refusal {
	r := usage(rule, field, typed)
	switch rule {
	case RuleUnsure:
		one, other := slashed(typed)
		r.Args = append(r.Args, model.Arg{Name: "one", Text: one})
		if other != one {
			r.Args = append(r.Args, model.Arg{Name: "other", Text: other})
		}
	case RuleGap:
		r.Args = append(r.Args, model.Arg{Name: "zone", Text: rd.zone.String()})
	}
	return r
}

// span reads "+10d" and "-3h".
func (rd reader) span(s string) (reading, model.Rule) {
	if s[0] != '+' && s[0] != '-' {
		return reading{}, ""
	}
	span, ok := parseSpan(s)
	if !ok {
		return reading{}, RuleMoment
	}
	return reading{t: span.From(model.At(rd.now), rd.zone).Time()}, ""
}

// exact reads RFC 3339, with seconds or without.
func (rd reader) exact(s string) (reading, model.Rule) {
	if len(s) < len("2026-12-24t18:00z") || s[10] != 't' || !strings.ContainsAny(s[11:], "z+-") {
		return reading{}, ""
	}
	upper := strings.ToUpper(s)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, upper); err == nil {
			return reading{t: t}, old(t)
		}
	}
	return reading{}, noDay(s)
}

// date reads "2026-12-24" and "24.12.2026", alone or with a time of day.
func (rd reader) date(s string) (reading, model.Rule) {
	date, clock, timed := strings.Cut(strings.Replace(s, "t", " ", 1), " ")
	layout := ""
	switch {
	case len(date) == 10 && date[4] == '-' && date[7] == '-':
		layout = time.DateOnly
	case len(date) >= 8 && strings.Count(date, ".") == 2:
		layout = "2.1.2006"
	default:
		return reading{}, ""
	}
	day, err := time.ParseInLocation(layout, date, rd.zone)
	if err != nil {
		return reading{}, noDay(date)
	}
	if !timed {
		return reading{day, true}, old(day)
	}
	return rd.at(day, clock)
}

// slashes refuses "01/02/2026", which one half of the world reads as January and the other as February, and says both.
func (rd reader) slashes(s string) (reading, model.Rule) {
	date, _, _ := strings.Cut(s, " ")
	if one, _ := slashed(date); one == "" {
		return reading{}, ""
	}
	return reading{}, RuleUnsure
}

// slashed returns the days that a date with strokes can mean, month first and day first, as they are written here; the
// same one twice where only one of them exists, and "" for what is no such date.
func slashed(typed string) (one, other string) {
	date, _, _ := strings.Cut(strings.TrimSpace(typed), " ")
	for _, layout := range []string{"1/2/2006", "2/1/2006"} {
		day, err := time.Parse(layout, date)
		if err != nil {
			continue
		}
		if other = day.Format(time.DateOnly); one == "" {
			one = other
		}
	}
	return one, other
}

// at puts a time of day onto a day. A time that the day does not have, because clocks went forward, is refused; one
// that it has twice, because they went back, is the first.
func (rd reader) at(day time.Time, clock string) (reading, model.Rule) {
	for _, layout := range []string{"15:04", "15:04:05"} {
		c, err := time.Parse(layout, clock)
		if err != nil {
			continue
		}
		t := time.Date(day.Year(), day.Month(), day.Day(), c.Hour(), c.Minute(), c.Second(), 0, rd.zone)
		if t.Hour() != c.Hour() || t.Minute() != c.Minute() {
			return reading{}, RuleGap
		}
		return reading{t: earlier(t)}, old(t)
	}
	return reading{}, RuleMoment
}

// earlier returns the first of the two points in time at which clocks that go back show the time of t.
func earlier(t time.Time) time.Time {
	begin, _ := t.ZoneBounds()
	if begin.IsZero() {
		return t
	}
	_, now := t.Zone()
	_, before := begin.Add(-1).Zone()
	if first := t.Add(time.Duration(now-before) * time.Second); before > now && first.Before(begin) {
		return first
	}
	return t
}

// old refuses years that no marketplace can mean; Moment 0 would mean "not set".
func old(t time.Time) model.Rule {
	if t.Year() < 1971 || t.Year() > 9999 {
		return RuleNoDay
	}
	return ""
}

// noDay tells a day that does not exist, such as the 31st of February, from what is no date at all.
func noDay(s string) model.Rule {
	if strings.Trim(s, "0123456789-.:tz+ ") == "" {
		return RuleNoDay
	}
	return RuleMoment
}

// Twice tells whether the clocks of a zone show the time of a moment once more on the same day, because they go back in
// between, and when.
func Twice(m model.Moment, zone *time.Location) (later model.Moment, is bool) {
	t := m.Time().In(zone)
	_, end := t.ZoneBounds()
	if end.IsZero() {
		return 0, false
	}
	_, before := t.Zone()
	_, after := end.Zone()
	again := t.Add(time.Duration(before-after) * time.Second)
	if after >= before || again.Before(end) {
		return 0, false
	}
	return model.At(again), true
}
