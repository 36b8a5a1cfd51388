package keep

import (
	"log/slog"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
)

// Mood says how good or bad a fact is, for whoever paints it.
type Mood uint8

// The moods.
const (
	Plain Mood = iota
	Good
	Warn
	Bad
	Quiet // nothing to see
)

// Fact is one thing that an operator looks at, in words. Its name is the field in JSON, and "hub.fact_" with it the word
// of its label.
type Fact struct {
	Name string
	Text string
	Mood Mood
}

// Teller says what a keeper knows, in the words of a language, at one moment.
type Teller struct {
	Words *assets.Words
	Now   time.Time
}

// Ago says when something was and how long ago; the word none for never.
func (t Teller) Ago(at time.Time, none string) string {
	if at.IsZero() {
		return t.Words.Say(none)
	}
	if t.Now.Sub(at).Abs() < time.Minute {
		return t.Words.Say("hub.since_now", assets.When("at", model.At(at)))
	}
	return t.Words.Say("hub.since", assets.When("at", model.At(at)), assets.Text("ago", t.Span(at)))
}

// Span says how long ago something was, "now" for less than a minute.
func (t Teller) Span(at time.Time) string {
	if t.Now.Sub(at).Abs() < time.Minute {
		return t.Words.Say("hub.now")
	}
	return t.Words.Left(model.At(at), model.At(t.Now))
}

func momentTime(m model.Moment) time.Time {
	if m == 0 {
		return time.Time{}
	}
	return m.Time()
}

// Health says how journal, clocks and files are.
func (t Teller) Health(h Health, c Check) []Fact {
	w := t.Words
	works := Fact{"state", w.Say("hub.works"), Good}
	if h.Stopped != "" {
		works = Fact{"state", w.Say("hub.stopped", assets.Text("why", h.Stopped)), Bad}
	}
	clocks := Fact{"clocks", w.Say("hub.clocks", assets.Num("due", int64(h.Due)), assets.Num("stuck", int64(h.Stuck)), assets.When("next", h.Next)), Plain}
	switch {
	case h.Stuck > 0:
		clocks.Mood = Bad
	case h.Due > 0:
		clocks.Mood = Warn
	}
	free := Fact{"disk", w.Say("hub.disk_unknown"), Quiet}
	if h.FreeBytes >= 0 {
		free = Fact{"disk", w.Say("hub.disk", assets.Text("free", w.Size(h.FreeBytes))), Plain}
	}
	if need := 3 * (h.FileBytes + h.TailBytes); h.FreeBytes >= 0 && h.FreeBytes < need { // a backup, and its examination
		free = Fact{"disk", w.Say("hub.disk_short", assets.Text("free", w.Size(h.FreeBytes)), assets.Text("need", w.Size(need))), Warn}
	}
	facts := []Fact{works}
	if h.Halted != 0 {
		facts = append(facts, Fact{"halted", w.Say("hub.halted", assets.Text("ago", t.Ago(momentTime(h.Halted), "hub.never")), assets.Text("why", h.Cause)), Warn})
	}
	return append(facts, []Fact{
		{"journal", w.Say("hub.journal", assets.Text("entries", w.Digits(int64(h.Entries))), assets.Text("hash", Short(h.Hash)), assets.Text("epoch", Short(h.Epoch))), Plain},
		{"last", t.Ago(momentTime(h.Last), "hub.never"), Plain},
		{"files", w.Say("hub.files", assets.Text("file", w.Size(h.FileBytes)), assets.Text("tail", w.Size(h.TailBytes))), Plain},
		clocks, t.Check(c), free,
		{"opened", t.Ago(momentTime(h.Started), "hub.never"), Plain},
	}...)
}

// Short is the beginning of a hash, enough to compare by eye.
func Short(hash string) string { return hash[:min(len(hash), 12)] }

// Check says what the last examination found.
func (t Teller) Check(c Check) Fact {
	w := t.Words
	at := assets.Text("ago", t.Ago(momentTime(c.At), "hub.never"))
	switch {
	case c.At == 0:
		return Fact{"check", w.Say("hub.check_never"), Warn}
	case len(c.Findings) > 0:
		return Fact{"check", w.Say("hub.check_bad", at, assets.Num("count", int64(len(c.Findings))), assets.Text("first", c.Findings[0])), Bad}
	}
	return Fact{"check", w.Say("hub.check_good", at, assets.Text("entries", w.Digits(int64(c.Entries))), assets.Text("rows", w.Digits(int64(c.Rows)))), Good}
}

// LastBackup returns the newest backup whose file is still there and holds as far as anybody knows; ok is false where
// there is none.
func LastBackup(all []Backup) (b Backup, ok bool) {
	for _, b := range all {
		if !b.Gone && (b.Whole || b.Verified == 0) {
			return b, true
		}
	}
	return Backup{}, false
}

// Backup says of a backup whether it holds.
func (t Teller) Backup(b Backup) Fact {
	w := t.Words
	switch {
	case b.Gone:
		return Fact{"verified", w.Say("hub.backup_gone"), Quiet}
	case b.Verified == 0:
		return Fact{"verified", w.Say("hub.backup_unread"), Quiet}
	case !b.Whole:
		return Fact{"verified", w.Say("hub.backup_bad"), Bad}
	}
	return Fact{"verified", w.Say("hub.backup_whole", assets.Text("entries", w.Digits(int64(b.Entries)))), Good}
}

// Serving says where and since when people are served.
func (t Teller) Serving(at Served, ok bool) Fact {
	if !ok {
		return Fact{"serving", t.Words.Say("hub.nobody"), Warn}
	}
	return Fact{"serving", t.Words.Say("hub.serving", assets.Text("address", at.Address), assets.Text("since", t.Ago(at.Since, "hub.never"))), Good}
}

// Who names who stands behind a session.
func (t Teller) Who(p Person) string {
	if p.Handle != "" {
		return p.Handle
	}
	return t.Words.Say("hub.kind_" + p.Kind)
}

// Doing says what is looked at or runs.
func (t Teller) Doing(p Person) string {
	switch {
	case p.Doing == "":
		return ""
	case p.Screens && t.Words.Has("menu."+p.Doing):
		return t.Words.Say("menu." + p.Doing)
	}
	return p.Doing
}

// Working says how a work stands, "" before any.
func (t Teller) Working(p Progress) Fact {
	w, what := t.Words, assets.Word("what", "hub.work_"+string(p.Work))
	switch {
	case p.Work == "":
		return Fact{}
	case p.Running:
		return Fact{"work", w.Say("hub.work_running", what), Plain}
	case p.Err != nil:
		return Fact{"work", w.Say("hub.work_failed", what, assets.Text("why", p.Err.Error())), Bad}
	}
	return Fact{"work", w.Say("hub.work_done", what), Good}
}

// Level returns the word of a log line's level, "" for the usual one.
func Level(l slog.Level) string {
	return strings.ToLower(l.String())
}

// LevelMood is how bad a log line is.
func LevelMood(l slog.Level) Mood {
	switch {
	case l >= slog.LevelError:
		return Bad
	case l >= slog.LevelWarn:
		return Warn
	case l < slog.LevelInfo:
		return Quiet
	}
	return Plain
}
