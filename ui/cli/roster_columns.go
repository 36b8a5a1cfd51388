package cli

import (
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// rosterColumns is a creator of an agency's roster: the contract, orders by state and what presses.
func rosterColumns() noun[boardRow] {
	amounts := func(of func(*model.Contract) []model.Money) func(*scene, []byte, boardRow) []byte {
		return func(_ *scene, b []byte, row boardRow) []byte { return appendList(b, of(row.Contract), appendMoney) }
	}
	n := noun[boardRow]{
		columns: []column[boardRow]{
			{"creator", inAll, func(s *scene, b []byte, row boardRow) []byte { return appendString(b, s.who(row.Contract.Creator)) }},
			{"agency", inAll, func(s *scene, b []byte, row boardRow) []byte { return appendString(b, s.who(row.Contract.Agency)) }},
			{"state", inAll, func(_ *scene, b []byte, row boardRow) []byte { return appendString(b, row.Contract.State().String()) }},
			{"share", inAll, func(_ *scene, b []byte, row boardRow) []byte { return appendRate(b, row.Contract.Share) }},
			{"from", inAll, func(_ *scene, b []byte, row boardRow) []byte { return appendMoment(b, row.Contract.From) }},
			{"until", inAll, func(_ *scene, b []byte, row boardRow) []byte { return appendMoment(b, row.Contract.Until) }},
			{"orders", inAll, func(_ *scene, b []byte, row boardRow) []byte {
				b = append(b, '{')
				for _, st := range model.OrderStates() {
					b = appendInt(appendKey(b, st.String()), int64(row.Contract.Count(st)))
				}
				return append(b, '}')
			}},
			{"live", inAll, func(_ *scene, b []byte, row boardRow) []byte { return appendInt(b, int64(row.Contract.Live())) }},
			{"late", inAll, func(_ *scene, b []byte, row boardRow) []byte { late, _ := row.Sum(); return appendInt(b, int64(late)) }},
			{"due_today", inAll, func(_ *scene, b []byte, row boardRow) []byte {
				_, today := row.Sum()
				return appendInt(b, int64(today))
			}},
			{"paid", inAll, amounts(func(c *model.Contract) []model.Money { return c.Paid })},
			{"kept", inAll, amounts(func(c *model.Contract) []model.Money { return c.Kept })},
			{"language", inAll, func(_ *scene, b []byte, row boardRow) []byte { return appendStrings(b, row.Creator.Languages) }},
			{"country", inAll, func(_ *scene, b []byte, row boardRow) []byte { return appendText(b, row.Creator.Country) }},
			{"niche", inAll, func(_ *scene, b []byte, row boardRow) []byte { return appendText(b, row.Creator.Niche) }},
			{"followers", inAll, func(_ *scene, b []byte, row boardRow) []byte { return appendInt(b, row.Creator.Followers()) }},
			{"address", inAll, func(_ *scene, b []byte, row boardRow) []byte { return appendBool(b, row.Creator.HasAddress()) }},
			{"verified", inAll, func(_ *scene, b []byte, row boardRow) []byte { return appendBool(b, row.Creator.Verified) }},
		},
		cells: []cell[boardRow]{
			{"handle", false, true, false, func(_ *scene, row boardRow) styled { return plain(row.with.Handle) }},
			{"state", false, false, true, func(s *scene, row boardRow) styled {
				return muted(s.words.Say("contract." + row.Contract.State().String()))
			}},
		},
	}
	for _, stage := range model.Stages() {
		n.cells = append(n.cells, cell[boardRow]{"stage_" + stage.String(), true, false, false, func(s *scene, row boardRow) styled { return s.stage(row, stage) }})
	}
	return noun[boardRow]{columns: n.columns, cells: append(n.cells,
		cell[boardRow]{"share", true, false, false, func(_ *scene, row boardRow) styled { return muted(row.Contract.Share.String()) }})}
}

// stage says how many orders stand in a stage, marked where one is late or due today.
func (s *scene) stage(row boardRow, stage model.Stage) styled {
	n := max(row.In(stage), row.Late[stage])
	said, theme := s.words.Digits(int64(n)), s.run.theme()
	switch {
	case row.Late[stage] > 0:
		return styled{theme.Glyph(kit.Now) + " " + said, kit.Bad}
	case row.Today[stage] > 0:
		return styled{theme.Glyph(kit.Todo) + " " + said, kit.Warn}
	case n == 0:
		return muted(theme.Glyph(kit.Nothing))
	}
	return plain(said)
}
