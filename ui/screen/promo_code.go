package screen

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// codeKind is the list of the code texts that a creator or an agency got or carries.
func codeKind(d Desk, role model.Role) listKind {
	k := listKind{
		id: "codes", rows: model.KindCode, rising: true, columns: codeColumns, cells: codeCells, texts: codeTexts, actions: codeActions, look: codeLook, role: role,
		tabs: []listTab{{key: "all", queries: []model.Query{model.CodesOf(d.Actor.Account)}, line: []string{"promo", "ls"}}},
		open: func(d Desk, ref model.Ref) kit.Screen { return codeDoor{desk: d, code: ref.Key} },
	}
	if role == model.Agency {
		k.batches = []listBatch{{id: "hand", key: "h", begin: openHand}}
	}
	return k
}

// newCodesUnder is the list of the codes given under a seller's promo code.
func newCodesUnder(d Desk, p *model.Promo) kit.Screen {
	k := codeKind(d, model.Seller)
	k.of = p.Number
	k.tabs = []listTab{{key: "all", queries: []model.Query{model.CodesUnder(p.Key)}, line: []string{"promo", "uses", p.Number}}}
	return newList(d, k)
}

func codeColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("promos.head_code"), Width: 17, Max: 26, Flex: 1},
		{Head: s.Say("promos.head_holder"), Width: 12, Max: 30, Flex: 1},
		{Head: s.Say("promos.head_name"), Width: 14, Flex: 3, Max: 44, Priority: 2},
		{Head: s.Say("promos.head_discount"), Width: 9, Right: true, Priority: 1},
		{Head: s.Say("promos.head_left"), Width: 9, Right: true},
		{Head: s.Say("promos.head_uses"), Width: 5, Right: true, Priority: 3},
	}
}

// codeCells draws a code: its text, who carries it, what it is for, how long it holds.
func codeCells(s speech, v model.View, row model.Row) []kit.Cell {
	c, ok := row.(*model.Code)
	if !ok {
		return nil
	}
	holder := kit.TextCell(kit.Text, v.Handle(c.Holder))
	if c.Holder == 0 {
		holder = kit.TextCell(kit.Warn, s.Say("promos.free"))
	}
	cells := []kit.Cell{kit.TextCell(kit.Accent, c.Text), holder}
	p := v.Promo(c.Promo)
	if p == nil {
		return append(cells, kit.TextCell(kit.Faint, ""), kit.TextCell(kit.Faint, ""), kit.TextCell(kit.Faint, ""), kit.TextCell(kit.Faint, ""))
	}
	return append(cells, kit.TextCell(kit.Muted, p.Fields.Name), kit.TextCell(kit.Text, p.Fields.Discount.String()),
		kit.TextCell(kit.Muted, s.validFor(v.Now, p)), kit.TextCell(kit.Muted, strconv.FormatInt(c.Uses, 10)))
}

func codeTexts(v model.View, row model.Row) []string {
	c, ok := row.(*model.Code)
	if !ok {
		return nil
	}
	texts := []string{c.Text, v.Handle(c.Holder)}
	if c.Holder == 0 {
		texts = append(texts, "free")
	}
	if p := v.Promo(c.Promo); p != nil {
		texts = append(texts, p.Fields.Name, p.Number)
	}
	return texts
}

// codeLook draws what goes with a code beside its row: the rule to tell one's fans.
func codeLook(session Session, ref model.Ref) (listPreview, error) {
	var c *model.Code
	var p *model.Promo
	var task model.ID
	var now model.Moment
	err := session.Market.View(session.Actor, func(v model.View) {
		if c = v.Code(ref.Key); c == nil {
			return
		}
		p, now = v.Promo(c.Promo), v.Now
		if t := v.Task(c.Task); t != nil {
			task = t.ID
		}
	})
	if err != nil || c == nil || p == nil {
		return func(kit.Theme, int, int) []string { return nil }, err
	}
	s := newSpeech(session).at(now)
	return func(t kit.Theme, w, _ int) []string {
		s := s.with(t)
		lines := []string{t.Bold(kit.Accent, c.Text), kit.NewLine(t, w).Put(kit.Text, kit.Clean(p.Fields.Name)).Gap(2).Put(kit.Muted, string(task)).String(), ""}
		return append(append(lines, promoRuleLines(s, t, p, w)...), append([]string{""}, wrapped(t, kit.Muted, s.Say("promos.share"), w)...)...)
	}, nil
}

// codeActions copy the code under the cursor.
func codeActions(l list) []kit.Action {
	s, key := newSpeech(l.desk.Session), rowRef(l.page.Table.CurrentKey()).Key
	with := func(do func(*model.Code) tea.Msg) func() tea.Cmd {
		return func() tea.Cmd {
			return func() tea.Msg {
				var c *model.Code
				if err := l.desk.Market.View(l.desk.Actor, func(v model.View) { c = v.Code(key) }); err != nil {
					return failure(l.desk.Session, err)
				}
				if c == nil {
					return kit.Toast{Role: kit.Bad, Text: s.Say("promos.gone")}
				}
				return do(c)
			}
		}
	}
	copyCode := kit.Action{Key: "y", Name: s.Say("promos.act_copy_code"), Help: s.Say("promos.help_copy_code"), Disabled: l.none()}
	copyCode.Do = with(func(c *model.Code) tea.Msg { return copied(s, c.Text) })
	line := kit.Action{Key: "Y", Name: s.Say("promos.act_copy_line"), Help: s.Say("promos.help_copy_line"), Disabled: l.none(), Hidden: true}
	line.Do = func() tea.Cmd { return copyLineAs(l.desk, l.tab().line) }
	return []kit.Action{copyCode, line}
}

// handBase is what handing out needs: the codes in hand, and the roster.
type handBase struct {
	now    model.Moment
	codes  []string
	roster []string // handles of who carries no code of the task yet
}

// rosterMost is how many creators are offered; any other may be typed.
const rosterMost = 500

// openHand reads the chosen codes and the roster, and opens Hand out.
func openHand(d Desk, keys []string) tea.Cmd {
	return func() tea.Msg {
		var b handBase
		err := d.Market.View(d.Actor, func(v model.View) { b = newHandBase(v, d.Actor, keys) })
		s := newSpeech(d.Session).at(b.now)
		switch {
		case err != nil:
			return failure(d.Session, err)
		case len(b.codes) == 0:
			return kit.Toast{Role: kit.Warn, Text: s.Say("promos.none_free")}
		case len(b.roster) == 0:
			return kit.Toast{Role: kit.Warn, Text: s.Say("promos.none_left")}
		}
		return kit.Push{Screen: newHand(d, s, b)}
	}
}

func newHandBase(v model.View, actor model.Actor, keys []string) handBase {
	b := handBase{now: v.Now}
	var task model.Key
	for _, key := range keys {
		if c := v.Code(rowRef(key).Key); c != nil && c.Holder == 0 {
			b.codes, task = append(b.codes, c.Text), c.Task
		}
	}
	for _, row := range v.Rows(model.RosterIn(actor.Account, model.ContractInForce), model.Place{}, false) {
		c, is := row.(*model.Contract)
		if !is || c.State() != model.ContractInForce || v.Count(model.CodesHeld(task, c.Creator)) > 0 || len(b.roster) == rosterMost {
			continue
		}
		b.roster = append(b.roster, v.Handle(c.Creator))
	}
	return b
}

// newHand pairs codes with creators: one creator a line, each with the next code. What is typed is planned as one types.
func newHand(d Desk, s speech, b handBase) kit.Screen {
	creators := kit.Field{ID: "creators", Label: s.Say("promos.label_creators"), Hint: s.Say("promos.hint_creators"), Kind: kit.ListField, Required: true, Max: 30, Rows: 1000}
	creators.Complete = among(b.roster)
	rows := func(get func(string) string) (all []model.Handed) {
		for i, handle := range valueLines(get("creators")) {
			if i < len(b.codes) {
				all = append(all, model.Handed{Code: b.codes[i], Creator: strings.TrimSpace(handle)})
			}
		}
		return all
	}
	many := min(len(b.codes), len(b.roster))
	return newSheet(d, sheet{
		title: s.Say("promos.hand_title", assets.Num("count", int64(len(b.codes)))), help: s.Say("batch.hand_help"), guide: guidePage("list.codes"), verb: s.Say("batch.hand"),
		lead: func(t kit.Theme, w int) []string {
			return wrapped(t, kit.Muted, s.Say("promos.hand_lead", assets.Num("codes", int64(len(b.codes))), assets.Num("creators", int64(len(b.roster)))), w)
		},
		fields: []kit.Field{creators}, start: map[string]string{"creators": strings.Join(b.roster[:many], "\n")},
		check: func(get func(string) string) []kit.FormNote {
			return handNotes(s, b, rows(get), len(valueLines(get("creators"))))
		},
		do: func(values map[string]string) sheetDone {
			c := &model.HandPromoCode{Rows: rows(func(id string) string { return values[id] }), Batch: d.Market.Mint(model.BatchLetter)}
			done := utterPromo(d, s, c)
			done.field = "creators"
			done.toast = sentences(s.Say("batch.hand_done", assets.Num("count", int64(len(c.Rows)))), s.Say("batch.undo"))
			return done
		},
	})
}

// handNotes is the plan: who gets which code, and who is no creator of the roster.
func handNotes(s speech, b handBase, rows []model.Handed, typed int) (notes []kit.FormNote) {
	note := func(role kit.Role, line int, text string) {
		notes = append(notes, kit.FormNote{Note: kit.Note{Role: role, Text: text, Line: line}, Field: "creators"})
	}
	known := map[string]bool{}
	for _, handle := range b.roster {
		known[handle] = true
	}
	for i, row := range rows {
		if known[row.Creator] {
			note(kit.Good, i+1, row.Code)
		} else {
			note(kit.Warn, i+1, s.Say("promos.not_listed"))
		}
	}
	if typed > len(rows) {
		note(kit.Bad, len(rows)+1, s.Say("promos.too_few_codes", assets.Num("count", int64(len(b.codes)))))
	}
	return notes
}
