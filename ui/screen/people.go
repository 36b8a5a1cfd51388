package screen

import (
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// NewPeople returns everybody, for support and the operator: who asks to be let in, to be verified or to stream, what is due first on top, and the
// accounts by role.
func NewPeople(d Desk) kit.Screen {
	account := func(key string, roles ...model.Role) listTab {
		tab := listTab{key: key, line: []string{"account", "ls"}}
		for _, role := range roles {
			tab.queries = append(tab.queries, model.People(role))
			tab.line = append(tab.line, "--role", string(role))
		}
		return tab
	}
	tabs := []listTab{
		{key: "waiting", queries: []model.Query{model.AdmissionsIn(model.AccessWaiting)}},
		{key: "decided", queries: []model.Query{model.AdmissionsIn(model.AccessGranted), model.AdmissionsIn(model.AccessDenied), model.AdmissionsIn(model.AccessWithdrawn)}, order: "list.access_decided_order"},
		account("sellers", model.Seller), account("creators", model.Creator), account("agencies", model.Agency), account("staff", model.Support, model.Operator),
	}
	p := listFolder{owners: []int{0, 0, 1, 1, 1, 1}, begun: make([]bool, 2), page: "people"}
	access := newList(d, accessKind(tabs)).(list)
	accounts := newList(d, accountKind(tabs)).(list)
	accounts.page.Title, accounts.page.Tabs = access.page.Title, access.page.Tabs
	p.lists = []kit.Screen{access, accounts}
	p.at = p.owners[access.page.Tabs.Current]
	return p.aligned(access.page.Tabs.Current)
}

// accountKind is the list of accounts by role, by handle.
func accountKind(tabs []listTab) listKind {
	return listKind{
		id: "accounts", rows: model.KindAccount, tabs: tabs, rising: true, columns: accountColumns, cells: accountCells,
		texts: func(_ model.View, row model.Row) []string {
			a, ok := row.(*model.Account)
			if !ok {
				return nil
			}
			return []string{a.Handle, a.Name, a.Niche, a.Country, string(a.Kind), string(a.Level)}
		},
		open: func(d Desk, ref model.Ref) kit.Screen { return NewProfile(d, ref.Key) },
		look: accountLook, actions: accountActions,
	}
}

func accountColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("people.head_handle"), Width: 14, Flex: 2, Max: 30},
		{Head: s.Say("people.head_name"), Width: 14, Flex: 3, Max: 40, Priority: 2},
		{Head: s.Say("people.head_what"), Width: 16, Priority: 1},
		{Head: s.Say("people.head_followers"), Width: 9, Right: true, Priority: 3},
		{Head: s.Say("people.head_joined"), Width: 7, Right: true, Priority: 4},
	}
}

// accountCells draws an account: who it is, what it may be seen by, since when it is here.
func accountCells(s speech, v model.View, row model.Row) []kit.Cell {
	a, ok := row.(*model.Account)
	if !ok {
		return nil
	}
	followers := kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	if n := a.Followers(); n > 0 {
		followers = kit.TextCell(kit.Text, s.Digits(n))
	}
	handle := namedCell(kit.Text, s.who(a, nil))
	handle.Bold = a.Key == v.Who.Account
	return []kit.Cell{
		handle, kit.TextCell(kit.Muted, a.Name), kit.TextCell(kit.Muted, s.standsAs(a)), followers,
		kit.TextCell(kit.Muted, s.day(a.Joined)),
	}
}

// standsAs says what tells accounts of a role apart: a seller's level, a creator's kind.
func (s speech) standsAs(a *model.Account) string {
	switch {
	case a.Role == model.Seller && a.Level != "":
		return s.Say("level." + string(a.Level))
	case a.Kind != "":
		return s.Say("kind." + string(a.Kind))
	}
	return s.Say("role." + string(a.Role))
}

// accountLook draws what everybody may know of an account, and for the operator its keys.
func accountLook(session Session, ref model.Ref) (listPreview, error) {
	var f *profileFile
	var keys []*model.AccountKey
	err := session.Market.View(session.Actor, func(v model.View) {
		a := v.Account(ref.Key)
		if a == nil {
			return
		}
		f = &profileFile{now: v.Now, policy: model.PolicyNow(v.Reader), who: a, measures: model.StandingOf(v.Reader, a.Key).Measures(a.Role)}
		for _, row := range v.Rows(model.KeysOf(a.Key), model.Place{}, false) {
			keys = append(keys, row.(*model.AccountKey))
		}
	})
	if err != nil || f == nil {
		return func(kit.Theme, int, int) []string { return nil }, err
	}
	s := newSpeech(session).at(f.now).under(f.policy)
	return func(t kit.Theme, w, _ int) []string {
		s := s.with(t)
		lines := []string{kit.NewLine(t, w).Bold(kit.Strong, s.who(f.who, nil)).String()}
		lines = append(lines, wrapped(t, kit.Muted, strings.Join(f.facts(s), " "+t.Glyph(kit.Nothing)+" "), w)...)
		for _, c := range s.channelFigures(f.who.Channels) {
			lines = append(lines, kit.NewLine(t, w).Put(kit.Muted, c).String())
		}
		var kv kit.KeyValues
		for _, m := range f.measures {
			if m.Known() {
				said := s.Measure(m)
				kv = append(kv, kit.KeyValue{Label: said.Name, Value: said.Value, Role: kit.Text})
			}
		}
		if len(kv) > 0 {
			lines = append(append(lines, ""), kv.View(t, w)...)
		}
		if len(keys) > 0 {
			lines = append(lines, "", kit.SectionHead(t, w, s.Say("keys.count", assets.Num("count", int64(len(keys))))))
			for _, k := range keys {
				lines = append(lines, kit.NewLine(t, w).Put(kit.Muted, s.Say(k.Word())).To(10).Put(kit.Text, k.Fingerprint).String())
			}
		}
		return lines
	}, nil
}
