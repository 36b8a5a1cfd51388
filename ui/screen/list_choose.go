package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// allChosen brings the rows to choose.
type allChosen struct {
	keys  []model.Ref
	total int
	asked int // how many were asked for, 0: all
	err   error
}

// chooseAll chooses every row that matches, or none if any is chosen.
func (l list) chooseAll() (list, tea.Cmd) {
	if len(l.page.Table.Chosen()) > 0 {
		l.page.Table = l.page.Table.Choose()
		return l.headed(), nil
	}
	return l, l.choosing(0)
}

// choosing finds the rows to choose: as many as were asked for, 0 for all.
func (l list) choosing(asked int) tea.Cmd {
	s, found, sifted := l.desk.Session, l.found, l.sifted
	all := sift{session: s, window: listWindow{queries: l.tab().queries, reverse: !l.kind.rising}}
	return func() tea.Msg {
		out := allChosen{keys: found, total: len(found), asked: asked}
		out.err = s.Market.View(s.Actor, func(v model.View) {
			most := room(v, asked)
			if !sifted {
				all.most, out.total = most, all.window.count(v)
				for over := false; !over && len(all.exact) < most; {
					over = all.step(v)
				}
				out.keys = all.keys()
			}
			out.keys = out.keys[:min(most, len(out.keys))]
		})
		return kit.Self{Msg: out}
	}
}

func (l list) allChosen(msg allChosen) (list, tea.Cmd) {
	if msg.err != nil {
		return l, failed(l.desk.Session, msg.err)
	}
	keys := make([]string, len(msg.keys))
	for i, ref := range msg.keys {
		keys[i] = rowKey(ref)
	}
	l.page.Table = l.page.Table.Choose(keys...)
	l = l.headed()
	switch len(keys) {
	case msg.total:
		return l, nil
	case msg.asked:
		return l, l.chosenFirst(len(keys), msg.total)
	}
	text := l.desk.Words.Say("list.chosen_first", assets.Num("count", int64(len(keys))), assets.Num("total", int64(msg.total)))
	return l, kit.Send(kit.Toast{Role: kit.Warn, Text: text})
}
