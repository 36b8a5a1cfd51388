package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// keyed lets a table ask for rows of a list that was walked before: some of them, in their order. Rows that are
// gone meanwhile are left out.
func (w listWindow) keyed(refs []model.Ref) kit.Source {
	return func(need kit.NeedRows) tea.Cmd {
		return func() tea.Msg {
			read := windowRead{wide: w.wide, loaded: kit.Loaded{Need: need, Failed: true}}
			read.failed = w.session.Market.View(w.session.Actor, func(v model.View) { read.loaded = w.keyedRows(v, need, refs) })
			return kit.Self{Msg: read}
		}
	}
}

func (w listWindow) keyedRows(v model.View, need kit.NeedRows, refs []model.Ref) kit.Loaded {
	from := 0
	switch need.Place {
	case kit.AtEnd:
		from = len(refs) - need.Count()
	case kit.AtAnchor:
		at := slices.Index(refs, rowRef(need.Anchor))
		if at < 0 {
			at = need.Index
		}
		from = at - need.Before
	}
	from = max(0, min(from, len(refs)-need.Count()))
	to := min(from+need.Count(), len(refs))
	out := kit.Loaded{Need: need, First: from, Total: len(refs), Top: from == 0, Bottom: to == len(refs)}
	for _, ref := range refs[from:to] {
		if row := seen(v, ref); row != nil {
			out.Rows = append(out.Rows, kit.Row{Key: rowKey(ref), Cells: w.draw(v, row)})
		}
	}
	return out
}

// seen returns a row as the viewer sees it, nil where it is not there or not theirs to see.
func seen(v model.View, ref model.Ref) model.Row {
	row, presence := v.Reader.Get(ref)
	if presence != model.Known {
		return nil
	}
	return model.Project(v.Reader, v.Who, row)
}
