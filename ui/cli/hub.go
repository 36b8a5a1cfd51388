package cli

import (
	"strconv"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/keep"
	"aeconnect/ui/kit"

	"github.com/spf13/cobra"
)

// The rules by which a hub's own verbs refuse.
const (
	ruleSession model.Rule = "hub.session" // {value}: no such session
	ruleUnsound model.Rule = "hub.unsound" // {count} findings
	ruleWork    model.Rule = "hub.work"    // {what}: it did not come to its end
)

// hubNoun is the hub as its operator sees it. Its verbs run in the process that holds the data directory, whoever
// asked; where that serves nobody there is nobody to list, which is no failure. They name no file of the hub's machine:
// that is why they are allowed through SSH, a backup into the hub's own folder too.
func (r *run) hubNoun() *cobra.Command {
	return r.noun("hub", r.hubShow(), r.hubPeople(), r.hubEnd(), r.hubHealth(), r.hubCheck(), r.hubBackups(), r.hubBackup(), r.hubLimits(), r.hubLog())
}

// attend opens the marketplace for an operator and returns the hub's keeper.
func (r *run) attend() (keep.Keeper, error) {
	if err := r.asOperator(false); err != nil {
		return nil, err
	}
	if !r.actor.Operator {
		return nil, operatorsOnly()
	}
	if k := r.app.Keeper(r.market, r.dir()); k != nil {
		return k, nil
	}
	return nil, operatorsOnly()
}

func (r *run) teller(k keep.Keeper) keep.Teller { return keep.Teller{Words: r.words(), Now: k.Now()} }

// listKept lists what a keeper has.
func listKept[T any](r *run, noun func(keep.Teller) noun[T], match string, hay func(row T) string, rows func(keep.Keeper) []T) error {
	if _, err := newListing(r, noun(keep.Teller{Words: r.words()}), match, nil); err != nil {
		return err // before anything is opened
	}
	k, err := r.attend()
	if err != nil {
		return err
	}
	list, err := newListing(r, noun(r.teller(k)), match, func(_ *scene, row T) string { return hay(row) })
	if err != nil {
		return err
	}
	if _, served := k.Served(); !served && r.person() {
		r.say("hub.unserved")
	}
	all := rows(k)
	if err := r.view(func(s *scene) error {
		for _, row := range all {
			if !list.push(s, row) {
				break
			}
		}
		return nil
	}); err != nil {
		return err
	}
	return list.finish()
}

// keptFact is one value of an object about the hub: as JSON, and for people a fact of which several values may tell.
type keptFact struct {
	name string
	json []byte
}

// showKept prints an object for programs, and facts for people.
func (r *run) showKept(values []keptFact, page []keep.Fact) error {
	names, all := make([]string, len(values)), make(facts, len(values))
	for i, v := range values {
		names[i], all[i] = v.name, v.json
	}
	p, err := newPrinter(r, factNoun(names...), inShow)
	if err != nil {
		return err
	}
	if !r.human() || r.flags.fields != "" {
		return p.print(nil, all)
	}
	var lines kit.KeyValues
	for _, f := range page {
		lines = append(lines, kit.KeyValue{Label: r.words().Say("hub.fact_" + f.Name), Value: f.Text, Role: moodRole(f.Mood)})
	}
	r.lines(lines.View(r.theme(), r.pageWidth()))
	return nil
}

// moodRole is what a mood is painted in.
func moodRole(m keep.Mood) kit.Role {
	return [...]kit.Role{keep.Plain: kit.Text, keep.Good: kit.Good, keep.Warn: kit.Warn, keep.Bad: kit.Bad, keep.Quiet: kit.Muted}[m]
}

func painted(f keep.Fact) styled { return styled{f.Text, moodRole(f.Mood)} }

// appendTime appends a time as RFC 3339 in UTC, or null for none.
func appendTime(b []byte, t time.Time) []byte {
	if t.IsZero() {
		return append(b, "null"...)
	}
	return appendMoment(b, model.At(t))
}

func (r *run) hubShow() *cobra.Command {
	return r.verb("show", 0, 0, func([]string) error { return r.showHub() })
}

// showHub prints the hub on one page.
func (r *run) showHub() error {
	k, err := r.attend()
	if err != nil {
		return err
	}
	health, err := k.Health()
	if err != nil {
		return err
	}
	t, w := r.teller(k), r.words()
	at, served := k.Served()
	refused := int64(0)
	for _, c := range k.Refused() {
		if !c.Served {
			refused += c.Count
		}
	}
	people := int64(len(k.People()))
	last, _ := keep.LastBackup(k.Backups())
	values := []keptFact{
		{"serving", appendBool(nil, served)}, {"address", appendText(nil, at.Address)}, {"host_key", appendText(nil, at.Fingerprint)},
		{"since", appendTime(nil, at.Since)}, {"sessions", appendInt(nil, people)}, {"refused", appendInt(nil, refused)},
		{"last_backup", appendMoment(nil, last.At)},
	}
	backup := keep.Fact{Name: "backup", Text: w.Say("hub.backup_none"), Mood: keep.Warn}
	if last.At != 0 {
		holds := t.Backup(last)
		backup = keep.Fact{Name: "backup", Text: w.Say("hub.backup_last", assets.Text("ago", t.Ago(last.At.Time(), "hub.never")), assets.Text("size", w.Size(last.Bytes)), assets.Text("holds", holds.Text)), Mood: holds.Mood}
	}
	page := []keep.Fact{
		t.Serving(at, served), {Name: "host_key", Text: at.Fingerprint}, {Name: "sessions", Text: w.Digits(people)},
		{Name: "refused", Text: w.Digits(refused)}, backup,
	}
	return r.showKept(append(values, healthFacts(health, k.Checked())...), append(page, t.Health(health, k.Checked())...))
}

func (r *run) hubEnd() *cobra.Command {
	return r.verb("end SESSION", 1, 1, func(args []string) error {
		number, err := strconv.ParseUint(args[0], 10, 64)
		if err != nil {
			return usage(ruleFlagValue, "session", assets.Text("value", model.Safe(args[0])))
		}
		k, err := r.attend()
		if err != nil {
			return err
		}
		ended, err := k.End(number)
		switch {
		case err != nil:
			return hubProblem(err)
		case !ended:
			return absent(ruleSession, "session", assets.Text("value", strconv.FormatUint(number, 10)))
		}
		return r.showKept([]keptFact{{"session", appendInt(nil, int64(number))}, {"ended", appendBool(nil, true)}},
			[]keep.Fact{{Name: "session", Text: r.words().Say("hub.ended", assets.Text("session", args[0]))}})
	})
}
