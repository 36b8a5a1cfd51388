package ask

import (
	"strconv"
	"strings"
	"time"

	"aeconnect/model"
)

// words reads moments said in words: "today", "next friday", "24 dec 2026", "in 3 weeks", "2 days ago", each day with
// a time of day behind it if one likes ("tomorrow 18:00", "friday at noon").
func (rd reader) words(s string) (reading, model.Rule) {
	if s == "now" {
		return reading{t: rd.now}, ""
	}
	if r, rule := rd.distance(strings.Fields(s)); rule != "" || !r.t.IsZero() {
		return r, rule
	}
	tokens, clock := cutClock(strings.Fields(s))
	day, rule := rd.day(tokens)
	switch {
	case rule != "" || day.IsZero():
		return reading{}, rule
	case clock == "":
		return reading{day, true}, ""
	}
	return rd.at(day, clock)
}

// distance reads "in 3 weeks" and "2 days ago".
func (rd reader) distance(t []string) (reading, model.Rule) {
	sign := 1
	switch {
	case len(t) == 3 && t[0] == "in":
		t = t[1:]
	case len(t) == 3 && t[2] == "ago":
		t, sign = t[:2], -1
	default:
		return reading{}, ""
	}
	n := sign
	if t[0] != "a" && t[0] != "an" && t[0] != "one" {
		if !digits(t[0], 4) {
			return reading{}, RuleMoment
		}
		typed, _ := strconv.Atoi(t[0])
		n *= typed
	}
	switch strings.TrimSuffix(t[1], "s") {
	case "minute":
		return reading{t: rd.now.Add(time.Duration(n) * time.Minute)}, ""
	case "hour":
		return reading{t: rd.now.Add(time.Duration(n) * time.Hour)}, ""
	case "day":
		return reading{t: rd.now.AddDate(0, 0, n)}, ""
	case "week":
		return reading{t: rd.now.AddDate(0, 0, 7*n)}, ""
	case "month":
		return reading{t: model.Calendar{Zone: rd.zone}.AddMonths(model.At(rd.now), int64(n)).Time()}, ""
	}
	return reading{}, RuleMoment
}

// cutClock takes a time of day off the end: "18:00", "6pm", "noon", with "at" before it or not. It returns it as HH:MM.
func cutClock(t []string) ([]string, string) {
	if len(t) < 2 {
		return t, ""
	}
	last := t[len(t)-1]
	clock := ""
	switch {
	case last == "noon":
		clock = "12:00"
	case strings.Contains(last, ":"):
		clock = last
	case strings.HasSuffix(last, "am") || strings.HasSuffix(last, "pm"):
		hour, err := strconv.Atoi(last[:len(last)-2])
		if err != nil || hour < 1 || hour > 12 {
			return t, ""
		}
		hour %= 12
		if last[len(last)-2] == 'p' {
			hour += 12
		}
		clock = strconv.Itoa(hour) + ":00"
	default:
		return t, ""
	}
	t = t[:len(t)-1]
	if t[len(t)-1] == "at" {
		t = t[:len(t)-1]
	}
	return t, clock
}

// day reads a day alone; the zero time and no rule mean that it is none.
func (rd reader) day(t []string) (time.Time, model.Rule) {
	today := rd.midnight(rd.now)
	switch strings.Join(t, " ") {
	case "today":
		return today, ""
	case "tomorrow":
		return today.AddDate(0, 0, 1), ""
	case "yesterday":
		return today.AddDate(0, 0, -1), ""
	case "next week":
		return today.AddDate(0, 0, 7), ""
	case "next month":
		return rd.midnight(model.Calendar{Zone: rd.zone}.AddMonths(model.At(today), 1).Time()), ""
	}
	if day, ok := rd.weekday(today, t); ok {
		return day, ""
	}
	return rd.monthDay(today, t)
}

func (rd reader) midnight(t time.Time) time.Time {
	y, m, d := t.In(rd.zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, rd.zone)
}

// weekday reads "friday" and "next friday", both the first one after today, and "this friday", which may be today.
func (rd reader) weekday(today time.Time, t []string) (time.Time, bool) {
	if len(t) == 0 || len(t) > 2 {
		return time.Time{}, false
	}
	least := 1
	if len(t) == 2 {
		switch t[0] {
		case "next", "on":
		case "this":
			least = 0
		default:
			return time.Time{}, false
		}
	}
	wanted, ok := named(t[len(t)-1], 7, func(i int) string { return time.Weekday(i).String() })
	if !ok {
		return time.Time{}, false
	}
	ahead := (wanted - int(today.Weekday()) + 7) % 7
	if ahead < least {
		ahead += 7
	}
	return today.AddDate(0, 0, ahead), true
}

// monthDay reads "24 dec", "dec 24", "24 december 2026", "december 24, 2026". Without a year it is the next such day.
func (rd reader) monthDay(today time.Time, t []string) (time.Time, model.Rule) {
	if len(t) < 2 || len(t) > 3 {
		return time.Time{}, ""
	}
	monthName := func(i int) string { return time.Month(i + 1).String() }
	dayWord, monthWord := t[0], t[1]
	if _, ok := named(t[0], 12, monthName); ok {
		dayWord, monthWord = t[1], t[0]
	}
	month, ok := named(monthWord, 12, monthName)
	day, err := strconv.Atoi(strings.TrimRight(dayWord, ",.stndrh"))
	if !ok || err != nil {
		return time.Time{}, ""
	}
	if len(t) == 3 {
		year, err := strconv.Atoi(t[2])
		if err != nil || len(t[2]) != 4 {
			return time.Time{}, RuleMoment
		}
		return rd.exists(year, month+1, day)
	}
	// The 29th of February may be four or, over a century, eight years away.
	for year := today.Year(); year <= today.Year()+8; year++ {
		if d, rule := rd.exists(year, month+1, day); rule == "" && !d.Before(today) {
			return d, ""
		}
	}
	return time.Time{}, RuleNoDay
}

func (rd reader) exists(year, month, day int) (time.Time, model.Rule) {
	d := time.Date(year, time.Month(month), day, 0, 0, 0, 0, rd.zone)
	if d.Day() != day || old(d) != "" {
		return time.Time{}, RuleNoDay
	}
	return d, ""
}

// named finds a name by itself or by its first three or four letters, "fri", "sept".
func named(word string, n int, name func(int) string) (int, bool) {
	word = strings.TrimRight(word, ".,")
	for i := range n {
		whole := strings.ToLower(name(i))
		if word == whole || (len(word) == 3 || len(word) == 4) && strings.HasPrefix(whole, word) {
			return i, true
		}
	}
	return 0, false
}
