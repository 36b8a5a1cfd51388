package screen

import (
	"cmp"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/keep"
	"aeconnect/ui/kit"
)

// byAccount orders keys by whose they are; those that were revoked stand last.
func byAccount(rows []hubRow) []hubRow {
	slices.SortStableFunc(rows, func(a, b hubRow) int {
		if a.gone != b.gone {
			if a.gone {
				return 1
			}
			return -1
		}
		return cmp.Compare(a.title, b.title)
	})
	return rows
}

// health makes a row of each thing that is looked at.
func (r hubReader) health() ([]hubRow, error) {
	h, err := r.keeper.Health()
	if err != nil {
		return nil, err
	}
	check := r.keeper.Checked()
	var rows []hubRow
	for _, f := range r.tell.Health(h, check) {
		name := r.Say("hub.fact_" + f.Name)
		row := hubRow{key: f.Name, title: name, text: name + " " + f.Text, copied: f.Text, notes: []string{r.Say("hub.note_" + f.Name)}}
		row.cells = []kit.Cell{kit.TextCell(kit.Muted, name), kit.TextCell(moodRole(f.Mood), f.Text)}
		row.beside = kit.KeyValues{{Label: name, Value: kit.Clean(f.Text), Role: moodRole(f.Mood)}}
		switch f.Name {
		case "journal":
			row.copied = h.Hash
			row.beside = r.label(r.label(r.label(nil, "entries", r.Digits(int64(h.Entries)), kit.Text), "hash", h.Hash, kit.Text), "epoch", h.Epoch, kit.Text)
		case "check":
			row.notes = append(row.notes, check.Findings...)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// backups makes a row of each backup, the newest first.
func (r hubReader) backups(all []keep.Backup) []hubRow {
	var rows []hubRow
	for _, b := range all {
		holds := r.tell.Backup(b)
		row := hubRow{key: b.File, title: filepath.Base(b.File), text: b.File + " " + holds.Text, copied: b.File}
		row.cells = []kit.Cell{
			kit.TextCell(kit.Text, r.short(b.At)), kit.TextCell(kit.Text, r.Size(b.Bytes)), kit.TextCell(moodRole(holds.Mood), holds.Text), kit.TextCell(kit.Muted, filepath.Base(b.File)),
		}
		kv := r.label(nil, "made", r.tell.Ago(b.At.Time(), "hub.never"), kit.Text)
		kv = r.label(kv, "size", r.Size(b.Bytes), kit.Text)
		kv = r.label(kv, "holds", holds.Text, moodRole(holds.Mood))
		row.beside = r.label(kv, "folder", filepath.Dir(b.File), kit.Muted)
		row.notes = []string{r.Say("hub.note_backup")}
		rows = append(rows, row)
	}
	return rows
}

// second says the moment of a line of the log, "21 Nov 14:52:07": seconds are what tells neighbours apart.
func (r hubReader) second(m model.Moment) string {
	return r.Say("hub.short", assets.Text("day", r.day(m)), assets.Text("time", m.Time().In(r.zone).Format("15:04:05")))
}

// factsLine writes the facts of a log line for a list: who and what first, no fact that says nothing, a fingerprint by its
// first letters. The whole line stands beside it.
func factsLine(facts [][2]string) string {
	var first, rest []string
	for _, f := range facts {
		key, value := f[0], f[1]
		switch {
		case value == "" || value == "false":
			continue
		case key == "key" && len(value) > printShown:
			value = value[:printShown]
		}
		if slices.Contains([]string{"error", "account", "verb", "what", "why"}, key) {
			first = append(first, key+"="+value)
			continue
		}
		rest = append(rest, key+"="+value)
	}
	return kit.Clean(strings.Join(append(first, rest...), "  "))
}

// printShown is how many letters of a fingerprint a line of the log shows: its kind, and enough to find the key by.
const printShown = len("SHA256:") + 8

// short says a moment of a list: "21 Nov 14:52".
func (r hubReader) short(m model.Moment) string {
	return r.Say("hub.short", assets.Text("day", r.day(m)), assets.Text("time", m.Time().In(r.zone).Format("15:04")))
}

// policy makes a row of each number in force.
func (r hubReader) policy() (rows []hubRow, err error) {
	err = r.numbers(func(n assets.Number, value int64) {
		row := r.number(n, value)
		row.cells = []kit.Cell{kit.TextCell(kit.Text, string(n.Name)), r.changed(n, value), kit.TextCell(kit.Muted, n.Source), kit.TextCell(kit.Muted, row.notes[0])}
		rows = append(rows, row)
	})
	return rows, err
}

// numbers calls fn with each number of the policy in force.
func (r hubReader) numbers(fn func(n assets.Number, value int64)) error {
	table := assets.Policy()
	var values []model.PolicyValue
	err := r.desk.Market.View(r.desk.Actor, func(v model.View) { values = model.PolicyNow(v.Reader).Values })
	for _, v := range values {
		if n, known := table.Number(v.Name); known {
			fn(n, v.Value)
		}
	}
	return err
}

// number is a row about a number of the policy, without cells.
func (r hubReader) number(n assets.Number, value int64) hubRow {
	sentence := r.Say("policy." + string(n.Name))
	row := hubRow{key: string(n.Name), title: string(n.Name), text: string(n.Name) + " " + sentence, copied: string(n.Name), number: n.Name, value: value, unit: n.Unit, notes: []string{sentence}}
	row.beside = r.label(nil, "value", r.Span(value, n.Unit), kit.Text)
	row.beside = r.label(row.beside, "standard", r.Span(n.Value, n.Unit), kit.Muted)
	row.beside = r.label(row.beside, "source", n.Source, kit.Muted)
	return row
}

// changed is the value of a number; one that the operator changed stands out.
func (r hubReader) changed(n assets.Number, value int64) kit.Cell {
	cell := kit.TextCell(kit.Text, r.Span(value, n.Unit))
	if value != n.Value {
		cell.Role, cell.Bold = kit.Accent, true
	}
	return cell
}

// limits makes a row of each number that the door goes by, with how often it was hit, and of what else was refused.
func (r hubReader) limits() (rows []hubRow, err error) {
	refused := r.keeper.Refused()
	err = r.numbers(func(n assets.Number, value int64) {
		if n.User != "hub" || !strings.HasPrefix(string(n.Name), "ssh.") {
			return
		}
		row := r.number(n, value)
		row.title = r.Say("hub.limit_" + string(n.Name))
		times := kit.TextCell(kit.Faint, r.sign(kit.Nothing))
		for _, c := range refused {
			if c.Limit == n.Name {
				times = r.times(c)
				row.beside = r.label(row.beside, "refused", r.Digits(c.Count), kit.Text)
			}
		}
		row.cells = []kit.Cell{kit.TextCell(kit.Text, row.title), r.changed(n, value), times}
		row.text += " " + row.title
		rows = append(rows, row)
	})
	for _, c := range refused {
		if c.Limit != "" {
			continue
		}
		name := r.Say("hub.count_" + c.Name)
		row := hubRow{key: "count/" + c.Name, title: name, text: name, copied: c.Name}
		row.cells = []kit.Cell{kit.TextCell(kit.Muted, name), kit.TextCell(kit.Faint, r.sign(kit.Nothing)), r.times(c)}
		row.beside = r.label(nil, "since_start", r.Digits(c.Count), kit.Text)
		rows = append(rows, row)
	}
	return rows, err
}

// times says how often something was counted; a limit that was hit stands out.
func (r hubReader) times(c keep.Refused) kit.Cell {
	cell := kit.TextCell(kit.Text, r.Digits(c.Count))
	switch {
	case c.Count == 0:
		cell.Role = kit.Faint
	case c.Limit != "" || c.Name == "panics":
		cell.Role = kit.Warn
	}
	return cell
}

// log makes a row of each line, the newest first.
func (r hubReader) log() []hubRow {
	var rows []hubRow
	for _, l := range slices.Backward(r.keeper.Log()) {
		at, level := model.At(l.At), keep.Level(l.Level)
		role := moodRole(keep.LevelMood(l.Level))
		row := hubRow{key: strconv.FormatUint(l.Number, 10), title: l.What, text: level + " " + l.What + " " + l.Facts, copied: l.What + " " + l.Facts}
		row.cells = []kit.Cell{kit.TextCell(kit.Muted, r.second(at)), kit.TextCell(role, level), kit.TextCell(role, l.What), kit.TextCell(kit.Muted, factsLine(factsOf(l.Facts)))}
		kv := r.label(nil, "at", l.At.In(r.zone).Format("15:04:05"), kit.Text)
		kv = r.label(kv, "level", level, role)
		for _, fact := range factsOf(l.Facts) {
			kv = append(kv, kit.KeyValue{Label: fact[0], Value: kit.Clean(fact[1]), Role: kit.Text})
		}
		row.beside = kv
		rows = append(rows, row)
	}
	return rows
}

// factsOf takes the facts of a log line apart: key=value, parted by blanks, values with blanks in quotation marks.
func factsOf(text string) (all [][2]string) {
	for text != "" {
		key, rest, ok := strings.Cut(text, "=")
		if !ok {
			return all
		}
		value, after, _ := strings.Cut(rest, " ")
		if quoted, is := strings.CutPrefix(rest, `"`); is {
			value, after, _ = strings.Cut(quoted, `"`)
		}
		all = append(all, [2]string{key, value})
		text = strings.TrimPrefix(after, " ")
	}
	return all
}
