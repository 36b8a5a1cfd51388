package screen

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// newInvite is the sheet by which an agency asks creators to join its roster.
func newInvite(d Desk) kit.Screen {
	s := newSpeech(d.Session)
	return newSheet(d, sheet{
		title: s.Say("roster.invite_title"), help: s.Say("roster.help_invite"), guide: guidePage("list.roster"), verb: s.Say("roster.act_invite"), draft: "roster/invite",
		lead: func(t kit.Theme, w int) []string {
			return wrapped(t, kit.Muted, s.Say("roster.invite_lead"), min(w, 90))
		},
		fields: []kit.Field{
			{ID: "creator", Label: s.Say("roster.label_creators"), Hint: s.Say("roster.hint_creators"), Kind: kit.TextField, Rows: 6, Required: true, Max: 40000},
			{ID: "share", Label: s.Say("roster.label_share"), Hint: s.Say("roster.hint_share"), Required: true, Max: 8, Parse: func(typed string) (string, error) {
				r, refusal := ask.ParseRate("share", typed)
				if refusal != nil {
					return "", errorText(s.askAgain(refusal))
				}
				return r.String(), nil
			}},
		},
		do: func(values map[string]string) sheetDone {
			share, refusal := ask.ParseRate("share", values["share"])
			if refusal != nil {
				return sheetDone{field: "share", refused: s.askAgain(refusal)}
			}
			names := strings.FieldsFunc(strings.ToLower(values["creator"]), func(r rune) bool { return strings.ContainsRune(" ,;\n\t", r) })
			decision, err := d.Market.Do(context.Background(), d.Actor, &model.AddToRoster{Creators: names, Share: share})
			switch {
			case err != nil:
				return sheetDone{err: err}
			case decision.Refusal != nil:
				return sheetDone{field: decision.Refusal.Field, refused: s.askAgain(decision.Refusal)}
			}
			return sheetDone{toast: s.Say("roster.invited", assets.Num("count", int64(len(names))))}
		},
	})
}

// NewAgencies returns a creator's agencies: contracts, invitations that wait for an answer, and those that are over.
func NewAgencies(d Desk) kit.Screen {
	return newList(d, listKind{
		id: "agencies", rows: model.KindContract, columns: agencyColumns, cells: agencyCells,
		tabs:    []listTab{{key: "all", queries: []model.Query{model.ContractsOf(d.Actor.Account), model.RosterIn(d.Actor.Account, model.ContractInvited)}, line: []string{"account", "roster", "ls"}}},
		open:    func(d Desk, ref model.Ref) kit.Screen { return newList(d, rosterOrders(ref.Key)) },
		actions: agencyActions,
	})
}

func agencyColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("roster.head_agency"), Width: 16, Flex: 2, Max: 30},
		{Head: s.Say("list.head_state"), Width: 16},
		{Head: s.Say("roster.head_share"), Width: 6, Right: true},
		{Head: s.Say("roster.head_orders"), Width: 8, Right: true, Priority: 2},
		{Head: s.Say("roster.head_paid"), Width: 14, Right: true, Priority: 3},
		{Head: s.Say("list.head_left"), Width: 10, Right: true, Priority: 1},
	}
}

func agencyCells(s speech, v model.View, row model.Row) []kit.Cell {
	c, ok := row.(*model.Contract)
	if !ok {
		return nil
	}
	other := c.Agency
	if other == v.Who.Account { // an agency comes here from an invitation that waits
		other = c.Creator
	}
	role, left := kit.Muted, kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	switch c.State() {
	case model.ContractInForce:
		role = kit.Good
	case model.ContractInvited:
		role = kit.Warn
		for _, clock := range v.ClocksOn(c) {
			left = kit.TextCell(s.urgency(clock.Due), s.left(clock.Due))
		}
	case model.ContractOver:
	}
	return []kit.Cell{
		namedCell(kit.Text, s.named(v, other)), kit.TextCell(role, s.Say("contract."+c.State().String())), kit.TextCell(kit.Text, c.Share.String()),
		kit.TextCell(kit.Text, s.Digits(int64(c.Live()))), s.paidCell(c), left,
	}
}

// agencyActions answer an invitation, or end a contract.
func agencyActions(l list) []kit.Action {
	s, d, key := newSpeech(l.desk.Session), l.desk, rowRef(l.page.Table.CurrentKey()).Key
	act := func(k, name string, build func(agency string) model.Command) kit.Action {
		return kit.Action{Key: k, Name: s.Say("roster.act_" + name), Help: s.Say("roster.help_" + name), Disabled: l.none(), Do: func() tea.Cmd {
			return func() tea.Msg {
				var agency string
				if err := d.Market.View(d.Actor, func(v model.View) {
					if c := model.ContractOf(v.Reader, key); c != nil {
						agency = v.Handle(c.Agency)
					}
				}); err != nil {
					return failure(d.Session, err)
				}
				c := kit.Confirm{Title: s.Say("roster.ask_"+name, assets.Text("agency", agency)), Text: s.Say("roster.text_" + name), Yes: s.Say("roster.act_" + name)}
				c.Do = func() tea.Cmd {
					return utterNow(d, s, build(agency), s.Say("roster.did_"+name, assets.Text("agency", agency)))
				}
				return kit.Push{Screen: kit.NewConfirm(c)}
			}
		}}
	}
	accept := act("a", "accept", func(agency string) model.Command { return &model.AcceptContract{Agency: agency} })
	leave := act("x", "leave", func(agency string) model.Command { return &model.RemoveFromRoster{Agency: agency} })
	why := kit.Action{Key: "w", Name: s.Say("roster.act_why"), Help: s.Say("roster.help_why"), Disabled: l.none(), Do: func() tea.Cmd { return contractWhy(d, key) }}
	return []kit.Action{accept, leave, why}
}
