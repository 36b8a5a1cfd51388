package post

import (
	"net/url"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
)

// Teller says what a post has under way, the same in commands and on screens.
type Teller struct {
	Words *assets.Words
	Now   time.Time // by this machine's clock
}

// Host is how people name a hub: the host of its URL, the folder's or the socket's path.
func Host(raw string) string {
	u, err := url.Parse(raw)
	switch {
	case err != nil:
		return raw
	case u.Host != "":
		return u.Hostname()
	}
	return u.Path
}

// What names a command: "Apply to a task".
func (t Teller) What(it Item) string {
	if word := "outbox_do." + it.Wire; t.Words.Has(word) {
		return t.Words.Say(word)
	}
	return it.Wire
}

// aboutMost is how many IDs are named before the rest is counted.
const aboutMost = 2

// About names what a command is about: an ID, two of them, or how many more.
func (t Teller) About(it Item) string {
	ids := Things(it)
	var all []string
	for _, id := range ids[:min(len(ids), aboutMost)] {
		all = append(all, model.Safe(string(id)))
	}
	text := strings.Join(all, ", ")
	if more := len(ids) - aboutMost; more > 0 {
		text = t.Words.Say("outbox.more", assets.Text("things", text), assets.Num("count", int64(more)))
	}
	return text
}

// Standing names where an item stands.
func (t Teller) Standing(s Standing) string { return t.Words.Say("outbox.standing_" + string(s)) }

// Why explains an item in a sentence: what it waits for, or why it was refused.
func (t Teller) Why(it Item) string {
	if it.Refusal == nil {
		return t.Words.Say("outbox.why_" + string(it.Standing))
	}
	message, accepts := t.Words.Refusal(it.Refusal)
	if it.Refusal.Rule == model.RuleMoved {
		accepts = "" // to repeat it as it was cannot help: [Teller.Fate] says what happened there
	}
	return strings.TrimSpace(message + " " + accepts)
}

// Line says how the connection is, in a sentence.
func (t Teller) Line(s State) string {
	args := []model.Arg{
		assets.Text("hub", Host(s.URL)), assets.Text("since", t.Clock(s.Since)), assets.Num("count", int64(s.Queued)), assets.Text("where", model.Safe(s.Way.Where)),
	}
	return t.Words.Say("outbox.line_"+s.Kind(), args...)
}

// Clock is a time as people say it: the hour of today, else the day.
func (t Teller) Clock(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	at = at.In(t.Now.Location())
	if at.YearDay() == t.Now.YearDay() && at.Year() == t.Now.Year() {
		return at.Format("15:04")
	}
	return at.Format("2 Jan 15:04")
}

// Alarm says what went wrong and was settled.
func (t Teller) Alarm(a Alarm) string {
	return t.Words.Say("outbox.alarm_"+a.Kind, assets.Num("count", int64(a.Count))) + t.gone(a)
}

// near is how far ahead a clock is warned of: what is due later, the hub most likely hears of in time.
const near = 3 * 24 * time.Hour

// Clock returns the first clock that may soon strike before a queued command arrives, and against whoever gave it: one of
// theirs on what the command is about, or for an application the time to apply; in a view of what the hub has told. The hub
// decides by its own time, so it is a warning and no refusal.
func Clock(v model.View, it Item) (first model.Clock, ok bool) {
	if it.Standing == Refused || it.Standing == Accepted || silent(it.Command) {
		return first, false
	}
	for _, id := range About(it.Command) {
		for _, c := range clocksOf(v, id) {
			if c.Due <= v.Now.Add(near) && against(v, it.Command, c) && (!ok || c.Due < first.Due) {
				first, ok = c, true
			}
		}
	}
	return first, ok
}

// against tells that a clock takes from whoever gave a command what the command would have used.
func against(v model.View, c model.Command, clock model.Clock) bool {
	switch c.(type) {
	case *model.ApplyToTask, *model.ApplyForMany:
		return clock.Rule == model.ClockApplyBy
	}
	return clock.Turn != 0 && clock.Turn == v.Who.Account
}

// silent tells that nothing is lost if a clock strikes before a command.
func silent(c model.Command) bool {
	switch c.(type) {
	case nil, *model.MarkSeen, *model.CommentExpiry:
		return true
	}
	return false
}

func clocksOf(v model.View, id model.ID) []model.Clock {
	switch id.Letter() {
	case 'O':
		if o, refusal := v.FindOrder(string(id)); refusal == nil {
			return v.ClocksOn(o)
		}
	case 'T':
		if t, refusal := v.FindTask(string(id)); refusal == nil {
			return v.ClocksOn(t)
		}
	}
	return nil
}
