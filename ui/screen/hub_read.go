package screen

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/keep"
	"aeconnect/ui/kit"
)

// hubRead is what the page shows, read beside the loop.
type hubRead struct {
	request uint64
	rows    []hubRow
	counts  map[string]string
	facts   []kit.Fact
	work    keep.Progress
	working string // says so, "" while nothing is under way
}

// hubRow is one row of a list of the page, with what stands beside it and what can be done to it.
type hubRow struct {
	key    string
	cells  []kit.Cell
	title  string
	beside kit.KeyValues
	notes  []string // paragraphs below
	text   string   // what the filter finds it by
	copied string   // what y copies

	account model.Key    // whose it is, 0 where it is nobody's
	session uint64       // of People
	print   string       // fingerprint of a key
	gone    bool         // the key was revoked
	number  model.Number // of Limits and Policy
	value   int64
	unit    assets.Unit
}

// hubTurn says that something happened at the hub.
type hubTurn struct{ turn uint64 }

// hubPatience is how long one wait for the hub lasts: a page that was left waits no longer.
const hubPatience = time.Minute

// waitHub waits until something happens at the hub.
func waitHub(k keep.Keeper, since uint64) tea.Cmd {
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), hubPatience)
		defer cancel()
		return kit.Self{Msg: hubTurn{k.Wait(ctx, since)}}
	}
}

// hubReader makes the rows of a list.
type hubReader struct {
	speech
	tell   keep.Teller
	desk   Desk
	keeper keep.Keeper
}

// readHub reads a list of the page, of it the rows that a filter finds.
func readHub(d Desk, tab, filter string, request uint64) tea.Cmd {
	return func() tea.Msg {
		s := newSpeech(d.Session).at(model.At(d.Hub.Now()))
		r := hubReader{s, keep.Teller{Words: s.Words, Now: d.Hub.Now()}, d, d.Hub}
		read := hubRead{request: request, work: d.Hub.Working(), counts: map[string]string{}}
		people, backups := d.Hub.People(), d.Hub.Backups()
		if len(people) > 0 {
			read.counts[hubPeople] = s.Digits(int64(len(people)))
		}
		if len(backups) > 0 {
			read.counts[hubBackups] = s.Digits(int64(len(backups)))
		}
		read.facts, read.working = r.facts(read.work)
		var err error
		read.rows, err = r.rows(tab, people, backups)
		if err != nil {
			return failure(d.Session, err)
		}
		read.rows = sifted(read.rows, filter)
		return kit.Self{Msg: read}
	}
}

// rows makes the rows of a list.
func (r hubReader) rows(tab string, people []keep.Person, backups []keep.Backup) ([]hubRow, error) {
	switch tab {
	case hubPeople:
		return r.people(people)
	case hubKeys:
		return r.keys()
	case hubHealth:
		return r.health()
	case hubBackups:
		return r.backups(backups), nil
	case hubLimits:
		return r.limits()
	case hubPolicy:
		return r.policy()
	}
	return r.log(), nil
}

// facts are those of the head line: whether people are served, and the work under way.
func (r hubReader) facts(work keep.Progress) (all []kit.Fact, working string) {
	serving := r.tell.Serving(r.keeper.Served())
	all = []kit.Fact{{Text: serving.Text, Role: moodRole(serving.Mood)}}
	switch said := r.tell.Working(work); {
	case work.Running && work.Total > 0:
		working = said.Text
		share := r.Say("hub.work_at", assets.Word("what", "hub.work_"+string(work.Work)), assets.Num("share", int64(100*work.Done/work.Total)))
		all = append(all, kit.Fact{Text: share, Role: kit.Accent})
	case work.Running:
		all = append(all, kit.Fact{Text: said.Text, Role: kit.Accent})
	case work.Work != "" && r.tell.Now.Sub(work.Now) < time.Minute:
		all = append(all, kit.Fact{Text: said.Text, Role: moodRole(said.Mood)})
	}
	return all, working
}

// sifted keeps the rows in which every word that is looked for stands.
func sifted(rows []hubRow, filter string) []hubRow {
	words := strings.Fields(strings.ToLower(filter))
	if len(words) == 0 {
		return rows
	}
	var found []hubRow
	for _, row := range rows {
		text, all := strings.ToLower(row.text), true
		for _, word := range words {
			all = all && strings.Contains(text, word)
		}
		if all {
			found = append(found, row)
		}
	}
	return found
}

// moodRole is what a mood is painted in.
func moodRole(m keep.Mood) kit.Role {
	return [...]kit.Role{keep.Plain: kit.Text, keep.Good: kit.Good, keep.Warn: kit.Warn, keep.Bad: kit.Bad, keep.Quiet: kit.Muted}[m]
}

// label adds a labelled fact, unless there is nothing to say.
func (r hubReader) label(kv kit.KeyValues, label, value string, role kit.Role) kit.KeyValues {
	if value == "" {
		return kv
	}
	return append(kv, kit.KeyValue{Label: r.Say("hub.fact_" + label), Value: kit.Clean(value), Role: role})
}
