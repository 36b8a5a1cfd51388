package ask

import (
	"strconv"
	"strings"
	"time"

	"aeconnect/model"
)

// Span is a distance in time: calendar days, and a duration on top. Both have the same sign.
type Span struct {
	Days int
	Rest time.Duration
}

// From returns the moment that lies the span after m; days are counted in zone.
func (s Span) From(m model.Moment, zone *time.Location) model.Moment {
	return model.At(m.Time().In(zone).AddDate(0, 0, s.Days).Add(s.Rest))
}

// Back returns the span in the other direction.
func (s Span) Back() Span { return Span{-s.Days, -s.Rest} }

// Negative tells that the span leads into the past.
func (s Span) Negative() bool { return s.Days < 0 || s.Rest < 0 }

// ParseSpan reads "36h", "5d", "2w", "1d12h", "90m", with a sign or without; no blanks.
func ParseSpan(field, typed string) (Span, *model.Refusal) {
	if s, ok := parseSpan(strings.TrimSpace(typed)); ok {
		return s, nil
	}
	return Span{}, usage(RuleSpan, field, typed)
}

// spanUnits are the units in the order in which they may follow each other.
const spanUnits = "wdhm"

func parseSpan(s string) (Span, bool) {
	if s == "0" { // the only distance that needs no unit
		return Span{}, true
	}
	negative := strings.HasPrefix(s, "-")
	s = strings.TrimLeft(s, "+-")
	var span Span
	next := 0
	for s != "" {
		digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
		if digits == 0 || digits > 5 || digits == len(s) {
			return Span{}, false
		}
		n, err := strconv.Atoi(s[:digits])
		unit := strings.IndexByte(spanUnits, s[digits])
		if err != nil || unit < next {
			return Span{}, false
		}
		span = span.plus(n, spanUnits[unit])
		next, s = unit+1, s[digits+1:]
	}
	if negative {
		span = span.Back()
	}
	return span, next > 0
}

func (s Span) plus(n int, unit byte) Span {
	switch unit {
	case 'w':
		s.Days += 7 * n
	case 'd':
		s.Days += n
	case 'h':
		s.Rest += time.Duration(n) * time.Hour
	case 'm':
		s.Rest += time.Duration(n) * time.Minute
	}
	return s
}
