package assets

import (
	"strconv"
	"strings"

	"aeconnect/model"
)

// Digits returns a whole number with its digits in groups, "1,204".
func (w *Words) Digits(n int64) string { return w.group(strconv.FormatInt(n, 10)) }

// group puts the language's sign between groups of three digits of the whole part of a plain decimal.
func (w *Words) group(s string) string {
	sign := w.Say("figure.group")
	whole, fraction, dotted := strings.Cut(s, ".")
	minus := strings.HasPrefix(whole, "-")
	whole = strings.TrimPrefix(whole, "-")
	if len(whole) <= 3 {
		return s
	}
	var b strings.Builder
	if minus {
		b.WriteByte('-')
	}
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(sign)
		}
		b.WriteRune(d)
	}
	if dotted {
		b.WriteString("." + fraction)
	}
	return b.String()
}

// Money returns an amount with its currency, "1,250.00 USD". Amounts keep the point of the ISO notation in every
// language, because people copy them into commands.
func (w *Words) Money(m model.Money) string {
	return w.group(m.Decimal()) + " " + string(m.Currency)
}

// Moment returns a moment in the reader's zone, "24 Dec 2026 14:00"; unset ones say so.
func (w *Words) Moment(m model.Moment) string {
	if m == 0 {
		return w.Say("date.unset")
	}
	t := m.Time().In(w.zone)
	return w.Say("date.moment", w.day(m), Text("time", t.Format("15:04")))
}

// Date returns the day of a moment in the reader's zone, "24 Dec 2026".
func (w *Words) Date(m model.Moment) string {
	if m == 0 {
		return w.Say("date.unset")
	}
	return w.day(m).Text
}

func (w *Words) day(m model.Moment) model.Arg {
	t := m.Time().In(w.zone)
	month := "date.month_" + strconv.Itoa(int(t.Month()))
	return Text("date", w.Say("date.day", Text("day", strconv.Itoa(t.Day())), Word("month", month), Text("year", strconv.Itoa(t.Year()))))
}

// Weekday returns the short name of the day of a moment in the reader's zone, "Thu".
func (w *Words) Weekday(m model.Moment) string {
	return w.Say("date.weekday_" + strconv.Itoa(int(m.Time().In(w.zone).Weekday())))
}

// Span returns a number with its unit, "5 working days", "3%", "256 KiB".
func (w *Words) Span(n int64, u Unit) string {
	switch u {
	case BasisPoints:
		return model.Rate(n).String()
	case EuroCents:
		return w.Money(model.Money{Minor: n, Currency: "EUR"})
	case Bytes:
		if n >= 1024 && n%1024 == 0 {
			return w.Say("unit.kib", Num("count", n/1024))
		}
	case Count, "":
		return w.Digits(n)
	}
	return w.Say("unit."+string(u), Num("count", n))
}

// Number returns a number of the policy with its unit, "5 days"; a name that the policy does not know says "…".
func (w *Words) Number(name model.Number) string { return w.number(name, "") }

// number is Number with another unit than the table's, where one is given.
func (w *Words) number(name model.Number, unit Unit) string {
	row, ok := w.load().table.Number(name)
	value := row.Value
	if w.numbers != nil {
		if own, known := w.numbers(name); known {
			value, ok = own, true
		}
	}
	if !ok {
		return "…"
	}
	if unit == "" {
		unit = row.Unit
	}
	if unit == "" {
		unit = UnitOf(name)
	}
	return w.Span(value, unit)
}

// Left returns the time until or since a moment as people say it, in its two largest parts: "3 h 12 m", "5 d 4 h".
// The sign is the caller's to show.
func (w *Words) Left(from, to model.Moment) string {
	minutes := int64(to.Sub(from).Abs().Minutes())
	days, hours := minutes/(24*60), minutes/60%24
	minutes %= 60
	switch {
	case days >= 10 || days > 0 && hours == 0:
		return w.Say("left.days", Num("days", days))
	case days > 0:
		return w.Say("left.days_hours", Num("days", days), Num("hours", hours))
	case hours > 0 && minutes > 0:
		return w.Say("left.hours_minutes", Num("hours", hours), Num("minutes", minutes))
	case hours > 0:
		return w.Say("left.hours", Num("hours", hours))
	}
	return w.Say("left.minutes", Num("minutes", minutes))
}
