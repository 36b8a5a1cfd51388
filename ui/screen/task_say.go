package screen

import (
	"strconv"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// tongues says the languages of a task or a person.
func (s speech) tongues(codes []string) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = s.Say("language." + code)
	}
	return strings.Join(names, ", ")
}

// dayTime is a moment without its weekday, for columns that are narrow.
func (s speech) dayTime(m model.Moment) string {
	if m == 0 {
		return s.Moment(m)
	}
	return s.Say("task_page.day_time", append(s.dateArgs(m), assets.Text("time", m.Time().In(s.zone).Format("15:04")))...)
}

// closing is the time left to apply or submit, with its role.
func (s speech) closing(m model.Moment) (string, kit.Role) {
	if m <= s.now {
		return s.Say("square.closed"), kit.Muted
	}
	return leftShort(s.Words, m.Sub(s.now)), closingRole(m.Sub(s.now))
}

// closingRole returns how much a deadline presses: those of tasks are days away where those of orders are hours.
func closingRole(left time.Duration) kit.Role {
	switch {
	case left < 24*time.Hour:
		return kit.Bad
	case left < closesSoon:
		return kit.Warn
	}
	return kit.Text
}

// inDays is a duration in days with one decimal, in hours below one day.
func (s speech) inDays(d time.Duration) string {
	if d < 24*time.Hour {
		return s.Say("left.hours", assets.Num("hours", int64(d.Hours())))
	}
	return s.Say("task_page.days", assets.Text("days", strconv.FormatFloat(d.Hours()/24, 'f', 1, 64)))
}

// failure is what a person sees of an error of the store: that nothing is known to have happened.
func failure(s Session, err error) kit.Toast {
	return kit.Toast{Role: kit.Bad, Text: s.Words.Say("task_page.failed", assets.Text("error", err.Error()))}
}
