package screen

import (
	"strconv"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/keep"
	"aeconnect/ui/kit"
)

// hubColumns are the columns of a list of the page. In no language is one narrower than its head, than the kinds of
// keys, or than what health looks at.
func hubColumns(w *assets.Words, tab string) []kit.Column {
	columns := hubListColumns(w, tab)
	for i, c := range columns {
		columns[i].Width = max(c.Width, kit.Width(c.Head))
	}
	widen := func(column int, word string) {
		columns[column].Width = max(columns[column].Width, kit.Width(w.Say(word)))
	}
	switch tab {
	case hubKeys:
		for _, k := range model.KeyKinds() {
			widen(1, "key."+string(k))
		}
	case hubHealth:
		for _, name := range []string{"state", "journal", "last", "files", "clocks", "check", "disk", "opened"} {
			widen(0, "hub.fact_"+name)
		}
	}
	return columns
}

// hubListColumns are the columns as they are where words are short.
func hubListColumns(w *assets.Words, tab string) []kit.Column {
	head := func(name string) string { return w.Say("head." + name) }
	switch tab {
	case hubPeople:
		return []kit.Column{
			{Head: head("no"), Width: 4, Right: true, Priority: 1}, {Head: head("handle"), Width: 10, Flex: 2, Max: 24}, {Head: head("role"), Width: 8, Priority: 4}, {Head: head("kind"), Width: 8, Priority: 3},
			{Head: head("from"), Width: 13, Flex: 1, Max: 22, Priority: 1}, {Head: head("doing"), Width: 14, Flex: 2, Max: 30},
			{Head: head("since"), Width: 9, Right: true, Priority: 2}, {Head: head("idle"), Width: 7, Right: true}, {Head: head("bytes_out"), Width: 8, Right: true, Priority: 5},
		}
	case hubKeys:
		return []kit.Column{
			{Head: head("handle"), Width: 10, Flex: 2, Max: 24}, {Head: head("kind"), Width: 8}, {Head: head("fingerprint"), Width: 14, Flex: 2, Max: 50},
			{Head: head("label"), Width: 10, Flex: 2, Max: 30, Priority: 3}, {Head: head("added"), Width: 6, Right: true, Priority: 2}, {Head: head("used"), Width: 9, Right: true, Priority: 1},
		}
	case hubHealth:
		return []kit.Column{{Head: head("what"), Width: 10}, {Head: head("state"), Width: 30, Flex: 1}}
	case hubBackups:
		return []kit.Column{
			{Head: head("made"), Width: 12}, {Head: head("size"), Width: 8, Right: true}, {Head: head("holds"), Width: 18, Flex: 2, Max: 34}, {Head: head("file"), Width: 12, Flex: 3, Priority: 2},
		}
	case hubLimits:
		return []kit.Column{{Head: head("limit"), Width: 24, Flex: 3, Max: 46}, {Head: head("value"), Width: 11, Right: true}, {Head: head("times"), Width: 8, Right: true}}
	case hubPolicy:
		return []kit.Column{
			{Head: head("name"), Width: 22, Flex: 2, Max: 38}, {Head: head("value"), Width: 15, Right: true}, {Head: head("source"), Width: 10, Priority: 3, Flex: 1, Max: 16},
			{Head: head("meaning"), Width: 20, Flex: 4, Priority: 2},
		}
	}
	return []kit.Column{
		{Head: head("at"), Width: 15, Priority: 1}, {Head: head("level"), Width: 5, Priority: 3}, {Head: head("what"), Width: 12}, {Head: head("facts"), Width: 20, Flex: 1},
	}
}

// people makes a row of each session, the oldest first.
func (r hubReader) people(all []keep.Person) (rows []hubRow, err error) {
	err = r.desk.Market.View(r.desk.Actor, func(v model.View) {
		for _, p := range all {
			rows = append(rows, r.person(v, p))
		}
	})
	return rows, err
}

func (r hubReader) person(v model.View, p keep.Person) hubRow {
	who, kind, role := r.tell.Who(p), r.Say("hub.kind_"+p.Kind), ""
	if p.Role != "" {
		role = r.Say("role." + string(p.Role))
	}
	row := hubRow{key: strconv.FormatUint(p.Number, 10), title: who, session: p.Number, copied: p.Fingerprint, print: p.Fingerprint}
	if a := model.AccountByHandle(v.Reader, p.Handle); a != nil {
		row.account = a.Key
	}
	doing := r.tell.Doing(p)
	row.cells = []kit.Cell{
		kit.TextCell(kit.Muted, row.key), kit.TextCell(kit.Text, r.whose(p)), kit.TextCell(kit.Muted, role), kit.TextCell(kit.Muted, kind), kit.TextCell(kit.Muted, p.Address), r.busy(p),
		kit.TextCell(kit.Muted, r.tell.Span(p.Since)), kit.TextCell(kit.Text, r.tell.Span(p.LastKey)), kit.TextCell(kit.Muted, r.Size(p.Out)),
	}
	if p.Kind == "stranger" {
		row.cells[1].Role = kit.Warn
	}
	row.text = who + " " + role + " " + kind + " " + p.Address + " " + doing + " " + p.Fingerprint
	kv := r.label(nil, "session", row.key, kit.Text)
	kv = r.label(kv, "role", role, kit.Text)
	kv = r.label(kv, "kind", kind, kit.Text)
	kv = r.label(kv, "from", p.Address, kit.Text)
	kv = r.label(kv, "doing", doing, kit.Text)
	kv = r.label(kv, "since", r.tell.Ago(p.Since, "hub.never"), kit.Text)
	kv = r.label(kv, "idle", r.tell.Span(p.LastKey), kit.Text)
	kv = r.label(kv, "bytes", r.Say("hub.bytes", assets.Text("in", r.Size(p.In)), assets.Text("out", r.Size(p.Out))), kit.Text)
	row.beside = r.label(kv, "key", p.Fingerprint, kit.Muted)
	return row
}

// whose says in a list whose a session is; one's own is marked.
func (r hubReader) whose(p keep.Person) string {
	if p.Own {
		return r.Say("hub.own", assets.Text("who", r.tell.Who(p)))
	}
	return r.tell.Who(p)
}

// busy says in a list what somebody does. Of strangers nobody knows: the beginning of the key tells them apart.
func (r hubReader) busy(p keep.Person) kit.Cell {
	if doing := r.tell.Doing(p); doing != "" || p.Handle != "" {
		return kit.TextCell(kit.Text, doing)
	}
	return kit.TextCell(kit.Muted, p.Fingerprint[:min(len(p.Fingerprint), printShown)])
}

// keysAtOnce is how many keys one view reads.
const keysAtOnce = 1000

// keys makes a row of each key, by account; those that were revoked stand last.
func (r hubReader) keys() (rows []hubRow, err error) {
	var from model.Place
	for more := true; more && err == nil; {
		n := 0
		err = r.desk.Market.View(r.desk.Actor, func(v model.View) {
			for place, row := range v.Rows(model.AllKeys(), from, false) {
				if place == from {
					continue // the last one of the view before
				}
				if k, is := row.(*model.AccountKey); is {
					rows = append(rows, r.accountKey(v, k))
				}
				from = place
				if n++; n == keysAtOnce {
					break
				}
			}
		})
		more = n == keysAtOnce
	}
	return byAccount(rows), err
}

func (r hubReader) accountKey(v model.View, k *model.AccountKey) hubRow {
	handle, kind, used := v.Handle(k.Account), r.Say(k.Word()), r.keeper.Used(k.Fingerprint)
	row := hubRow{key: k.Fingerprint + " " + strconv.FormatUint(uint64(k.Key), 10), title: handle, account: k.Account, print: k.Fingerprint, copied: k.Fingerprint, gone: k.Revoked != 0}
	at := kit.TextCell(kit.Faint, r.sign(kit.Nothing))
	if !used.IsZero() {
		at = kit.TextCell(kit.Text, r.tell.Span(used))
	}
	row.cells = []kit.Cell{
		kit.TextCell(kit.Text, handle), kit.TextCell(kit.Muted, kind), kit.TextCell(kit.Text, k.Fingerprint), kit.TextCell(kit.Muted, k.Label),
		kit.TextCell(kit.Muted, r.day(k.Added)), at,
	}
	if row.gone {
		for i := range row.cells {
			row.cells[i].Role = kit.Faint
		}
	}
	row.text = handle + " " + kind + " " + k.Fingerprint + " " + k.Label
	kv := r.label(nil, "kind", kind, kit.Text)
	kv = r.label(kv, "label", k.Label, kit.Text)
	kv = r.label(kv, "key", k.Fingerprint, kit.Text)
	kv = r.label(kv, "algorithm", k.Algorithm, kit.Text)
	kv = r.label(kv, "added", r.exact(k.Added), kit.Text)
	kv = r.label(kv, "added_by", v.Handle(k.By), kit.Text)
	if row.gone {
		kv = r.label(kv, "revoked", r.exact(k.Revoked), kit.Warn)
	}
	row.beside = r.label(kv, "used", r.tell.Ago(used, "hub.unused"), kit.Text)
	return row
}
