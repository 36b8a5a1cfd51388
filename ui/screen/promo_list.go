package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// NewPromos returns the promo codes of a seller, the newest first, or the code texts that a creator or an agency got.
func NewPromos(d Desk, role model.Role) kit.Screen {
	if role == model.Seller {
		return newList(d, promoKind(d))
	}
	return newList(d, codeKind(d, role))
}

// promoKind is the list of a seller's promo codes.
func promoKind(d Desk) listKind {
	return listKind{
		id: "promos", rows: model.KindPromo, columns: promoColumns, cells: promoCells, texts: promoTexts, actions: promoListActions, look: promoLook,
		tabs: []listTab{{key: "all", queries: []model.Query{model.PromosOf(d.Actor.Account)}, line: []string{"promo", "ls"}}},
		open: func(d Desk, ref model.Ref) kit.Screen { return newPromoPage(d, ref.Key) },
	}
}

func promoColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("promos.head_id"), Width: 10, Max: 19},
		{Head: s.Say("promos.head_name"), Width: 14, Flex: 3, Max: 44},
		{Head: s.Say("promos.head_state"), Width: 13, Priority: 1},
		{Head: s.Say("promos.head_discount"), Width: 9, Right: true, Priority: 2},
		{Head: s.Say("promos.head_left"), Width: 9, Right: true},
		{Head: s.Say("promos.head_given"), Width: 6, Right: true, Priority: 3},
		{Head: s.Say("promos.head_uses"), Width: 8, Right: true, Priority: 4},
	}
}

// promoCells draws a promo code: which, what it gives, how long it holds, how many carry it.
func promoCells(s speech, v model.View, row model.Row) []kit.Cell {
	p, ok := row.(*model.Promo)
	if !ok {
		return nil
	}
	state := p.StateAt(v.Reader, v.Now)
	return []kit.Cell{
		kit.TextCell(kit.Text, p.Number), kit.TextCell(kit.Text, p.Fields.Name), kit.TextCell(promoRole(state), s.Say("promo_state."+string(state))),
		kit.TextCell(kit.Text, p.Fields.Discount.String()), kit.TextCell(kit.Muted, s.validFor(v.Now, p)), kit.TextCell(kit.Muted, s.countOr(p.Given)),
		kit.TextCell(kit.Muted, s.usesOf(p.Uses, p.Fields.Total)),
	}
}

// promoRole is the colour beside the word of where a promo code stands.
func promoRole(state model.PromoState) kit.Role {
	switch state {
	case model.PromoActive:
		return kit.Good
	case model.PromoReady:
		return kit.Warn
	case model.PromoUsedUp:
		return kit.Bad
	}
	return kit.Muted
}

// validFor says how long buyers can still use a promo code.
func (s speech) validFor(now model.Moment, p *model.Promo) string {
	if p.Fields.Until <= now {
		return s.Say("promo_state.ended")
	}
	return s.at(now).left(p.Fields.Until)
}

// countOr says a count, and a quiet sign for none.
func (s speech) countOr(n int64) string {
	if n == 0 {
		return s.sign(kit.Nothing)
	}
	return s.Digits(n)
}

// usesOf says how often a code was used, and of how many times it may be.
func (s speech) usesOf(uses, total int64) string {
	if total == 0 {
		return s.Digits(uses)
	}
	return s.Digits(uses) + "/" + s.Digits(total)
}

func promoTexts(_ model.View, row model.Row) []string {
	p, ok := row.(*model.Promo)
	if !ok {
		return nil
	}
	return []string{p.Number, p.Fields.Name, p.Fields.Code, p.Fields.Scope.String()}
}

// promoLook draws a promo code beside its row.
func promoLook(session Session, ref model.Ref) (listPreview, error) {
	f, err := readPromo(session, ref.Key)
	if err != nil || f == nil {
		return func(kit.Theme, int, int) []string { return nil }, err
	}
	s := newSpeech(session).at(f.now)
	return func(t kit.Theme, w, _ int) []string { return f.lines(t, s.with(t), w) }, nil
}

// promoListActions are what can be done to the promo code under the cursor, and making or joining another.
func promoListActions(l list) []kit.Action {
	s, key := newSpeech(l.desk.Session), rowRef(l.page.Table.CurrentKey()).Key
	add := kit.Action{Key: "n", Name: s.Say("promos.act_new"), Help: s.Say("promos.help_new"), Do: func() tea.Cmd { return openNewPromo(l.desk) }}
	join := kit.Action{Key: "J", Name: s.Say("promos.act_join"), Help: s.Say("promos.help_join"), Do: func() tea.Cmd { return openJoinPromo(l.desk) }}
	return append(promoActions(l.desk, key, l.none()), add, join)
}
