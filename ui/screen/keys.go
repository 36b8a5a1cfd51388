package screen

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// SeenKeys is the name under which an account's notes hold when each of its keys was used last: by fingerprint, a moment
// in RFC 3339, a blank, and from where. Whoever lets people in keeps it.
const SeenKeys = "keys/seen"

// NewKeys returns the SSH keys of an account: one's own with key 0, for the operator anybody's.
func NewKeys(d Desk, account model.Key) kit.Screen {
	if account == 0 {
		account = d.Actor.Account
	}
	return newList(d, keyKind(d, account))
}

// keyKind is the list of an account's keys, the newest last.
func keyKind(d Desk, account model.Key) listKind {
	seen := map[string]string{}
	if account == d.Actor.Account {
		seen = d.draft(SeenKeys)
	}
	return listKind{
		id: "keys", of: strconv.FormatUint(uint64(account), 10), rows: model.KindKey, rising: true, columns: keyColumns,
		tabs: []listTab{
			{key: "current", queries: []model.Query{model.KeysOf(account)}},
			{key: "revoked", queries: []model.Query{model.RevokedKeysOf(account)}},
		},
		cells: func(s speech, v model.View, row model.Row) []kit.Cell { return keyCells(s, v, row, seen) },
		texts: func(_ model.View, row model.Row) []string {
			k, ok := row.(*model.AccountKey)
			if !ok {
				return nil
			}
			return []string{k.Label, k.Fingerprint, string(k.Kind), k.Algorithm}
		},
		look: func(session Session, ref model.Ref) (listPreview, error) {
			f, err := readKey(session, ref.Key)
			if err != nil || f == nil {
				return func(kit.Theme, int, int) []string { return nil }, err
			}
			s := newSpeech(session).at(f.now).under(f.policy)
			return func(t kit.Theme, w, _ int) []string { return f.lines(t, s.with(t), w, seen) }, nil
		},
		open: func(d Desk, ref model.Ref) kit.Screen { return keyPage{desk: d, key: ref.Key, seen: seen} },
		facts: func(s speech, v model.View) []kit.Fact {
			n, most := v.Count(model.KeysOf(account)), model.PolicyNow(v.Reader).Get(model.KeysMax)
			return kit.Facts(v.Handle(account), s.Say("keys.of_most", assets.Num("count", int64(n)), assets.Num("most", most)))
		},
		actions: func(l list) []kit.Action { return keyActions(l, account) },
	}
}

func keyColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("keys.head_label"), Width: 12, Flex: 3, Max: 30},
		{Head: s.Say("keys.head_kind"), Width: 10},
		{Head: s.Say("keys.head_fingerprint"), Width: 16, Flex: 4, Max: 50, Priority: 2},
		{Head: s.Say("keys.head_added"), Width: 7, Right: true, Priority: 3},
		{Head: s.Say("keys.head_seen"), Width: 10, Right: true, Priority: 1},
	}
}

// keyCells draws a key: what it is called, what it may do, when it was used last.
func keyCells(s speech, v model.View, row model.Row, seen map[string]string) []kit.Cell {
	k, ok := row.(*model.AccountKey)
	if !ok {
		return nil
	}
	label := kit.TextCell(kit.Text, k.Label)
	if k.Label == "" {
		label = kit.TextCell(kit.Faint, s.Say("keys.unnamed"))
	}
	kind := kit.TextCell(kit.Text, s.Say("key."+string(k.Kind)))
	if k.Kind != model.KeyFull {
		kind.Role = kit.Muted
	}
	used := kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	switch at, _ := lastSeen(seen, k.Fingerprint); {
	case k.Revoked != 0:
		used = kit.TextCell(kit.Muted, s.Say("keys.revoked_on", assets.Text("day", s.day(k.Revoked))))
	case at != 0:
		used = kit.TextCell(kit.Muted, s.since(at))
	}
	return []kit.Cell{label, kind, kit.TextCell(kit.Muted, k.Fingerprint), kit.TextCell(kit.Muted, s.day(k.Added)), used}
}

// since says how long ago a moment was, or that it is just now.
func (s speech) since(at model.Moment) string {
	if s.now.Sub(at) < time.Minute {
		return s.Say("news.just_now")
	}
	return s.ago(at)
}

// lastSeen reads when a key was used last and from where, 0 for never.
func lastSeen(seen map[string]string, fingerprint string) (at model.Moment, from string) {
	when, from, _ := strings.Cut(seen[fingerprint], " ")
	t, err := time.Parse(time.RFC3339, when)
	if err != nil {
		return 0, ""
	}
	return model.At(t), from
}

// keyFile is a key as its reader sees it at one moment.
type keyFile struct {
	now    model.Moment
	policy *model.Policy
	key    *model.AccountKey
	handle string // of the account that has it
	by     string // who added it, "" for whoever owns the data directory
	ended  string // who revoked it
	fulls  int    // full keys of the account that count
	mine   bool   // the account's own reader
	self   bool   // the session came by it
}

// readKey reads a key; nil where there is none to be seen.
func readKey(session Session, key model.Key) (f *keyFile, err error) {
	err = session.Market.View(session.Actor, func(v model.View) {
		k, _ := seen(v, model.Ref{Kind: model.KindKey, Key: key}).(*model.AccountKey)
		if k == nil {
			return
		}
		f = &keyFile{
			now: v.Now, policy: model.PolicyNow(v.Reader), key: k, handle: v.Handle(k.Account), by: v.Handle(k.By), ended: v.Handle(k.RevokedBy),
			mine: k.Account == v.Who.Account, self: session.Actor.Key == key,
		}
		for _, row := range v.Rows(model.KeysOf(k.Account), model.Place{}, false) {
			if row.(*model.AccountKey).Kind == model.KeyFull {
				f.fulls++
			}
		}
	})
	return f, err
}

// lines draws a key: what it may do, its fingerprint, who added it, when it was used.
func (f *keyFile) lines(t kit.Theme, s speech, w int, seen map[string]string) []string {
	k := f.key
	title := k.Label
	if title == "" {
		title = s.Say("keys.unnamed")
	}
	head := kit.NewLine(t, w).Bold(kit.Strong, kit.Clean(title)).Gap(2).Put(kit.Muted, s.Say(k.Word()))
	lines := []string{head.String()}
	lines = append(lines, wrapped(t, kit.Muted, s.Say("keys.may_"+string(k.Kind)), w)...)
	if f.self {
		lines = append(lines, kit.Notice{Role: kit.Good, Text: s.Say("keys.this")}.View(t, w)...)
	}
	owner := s.Say("people.owner")
	named := func(handle string) string {
		if handle == "" {
			return owner
		}
		return handle
	}
	var kv kit.KeyValues
	add := func(label, value string) {
		if value != "" {
			kv = append(kv, kit.KeyValue{Label: s.Say("keys.label_" + label), Value: value, Role: kit.Text})
		}
	}
	add("fingerprint", k.Fingerprint)
	add("algorithm", k.Algorithm)
	add("added", s.Say("keys.at_by", assets.Text("at", s.exact(k.Added)), assets.Text("by", named(f.by))))
	if at, from := lastSeen(seen, k.Fingerprint); at != 0 {
		add("seen", s.Say("keys.seen_from", assets.Text("at", s.exact(at)), assets.Text("from", from)))
	}
	if k.Revoked != 0 {
		add("revoked", s.Say("keys.at_by", assets.Text("at", s.exact(k.Revoked)), assets.Text("by", named(f.ended))))
	}
	return append(append(lines, ""), kv.View(t, w)...)
}

// describeKeys says what keys are, a line each, as they are typed.
func (s speech) describeKeys(all []model.PublicKey) string {
	lines := make([]string, 0, len(all))
	for _, k := range all {
		lines = append(lines, s.Say("keys.understood", assets.Text("algorithm", k.Algorithm), assets.Text("fingerprint", k.Fingerprint), assets.Text("comment", k.Comment)))
	}
	return strings.Join(slices.Clip(lines), "\n")
}
