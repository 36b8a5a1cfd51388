package screen

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// wideTerminal is the width from which lists show IDs; wideFirst is what a column of titles keeps beside them, which is
// one of at least titleLeast cells.
const (
	wideTerminal = 110
	wideFirst    = 30
	titleLeast   = 22
	idPriority   = 9 // the preview begins with the ID, so every other column says more
)

// wide tells whether rows show IDs. Accounts and keys are called by what stands in a column already.
func (l list) wide() bool {
	return l.width >= wideTerminal && l.kind.rows != model.KindEntry && l.kind.rows != model.KindAccount && l.kind.rows != model.KindKey && l.kind.rows != model.KindContract && l.kind.rows != model.KindPromo && l.kind.rows != model.KindCode
}

// columns returns those of the kind, behind the first one an ID where all of them have room.
func (l list) columns() []kit.Column {
	s := newSpeech(l.desk.Session)
	all := slices.Clone(l.kind.columns(s))
	if !l.wide() {
		return all
	}
	if all[0].Width >= titleLeast {
		all[0].Width = max(all[0].Width, wideFirst)
	}
	id := kit.Column{Head: s.Say("list.head_id_" + kindName(l.kind.rows)), Width: len("O-7Q2K-91MX"), Priority: idPriority}
	return slices.Insert(all, 1, id)
}

// kindName is what words about a kind of rows are found by.
func kindName(k model.Kind) string {
	switch k {
	case model.KindTask:
		return "task"
	case model.KindOrder:
		return "order"
	case model.KindPayment:
		return "payment"
	case model.KindAccess, model.KindRequest:
		return "access"
	case model.KindActivity:
		return "activity"
	}
	return "account"
}

// calledBy returns what a row is called by.
func calledBy(row model.Row) string {
	switch row := row.(type) {
	case *model.Task:
		return string(row.ID)
	case *model.Order:
		return string(row.ID)
	case *model.Payment:
		return string(row.ID)
	case *model.Account:
		return row.Handle
	case *model.Access:
		return string(row.ID)
	case *model.Activity:
		return string(row.ID)
	case *model.ActivityEntry:
		return rowKey(row.Ref())
	case *model.Contract:
		return rowKey(row.Ref())
	case *model.Request:
		return string(row.ID)
	}
	return ""
}

func withID(cells []kit.Cell, row model.Row) []kit.Cell {
	return slices.Insert(slices.Clone(cells), min(1, len(cells)), kit.TextCell(kit.Muted, calledBy(row)))
}

// marked marks where cells contain what was looked for. Only texts whose small letters stand at the same bytes are
// marked; all but a few of the world's are such.
func marked(cells []kit.Cell, words []string) []kit.Cell {
	if len(words) == 0 {
		return cells
	}
	for i := range cells {
		small := strings.ToLower(cells[i].Text)
		if len(small) != len(cells[i].Text) {
			continue
		}
		var match []int
		for _, w := range words {
			if at := strings.Index(small, w); at >= 0 && w != "" {
				for j := range w {
					match = append(match, at+j)
				}
			}
		}
		slices.Sort(match)
		cells[i].Match = slices.Compact(match)
	}
	return cells
}

// headed writes the head anew: what the list is about, its order, how many rows are chosen, what the filter gave.
func (l list) headed() list {
	w := l.desk.Words
	facts, alone := slices.Clone(l.facts), len(l.kind.tabs) == 1
	switch {
	case alone:
		facts = slices.Clone(l.lead)
	case l.kind.facts == nil && l.order() == nil:
		facts = kit.Facts(w.Say(cmp.Or(l.tab().order, "list."+l.kind.id+"_order")))
	}
	if s := l.order(); s != nil {
		facts = append(facts, kit.Fact{Role: kit.Accent, Text: w.Say("sort." + s.id)})
	}
	result := l.result()
	if n := len(l.page.Table.Chosen()); n > 0 {
		chosen := w.Say("list.chosen", assets.Num("count", int64(n)))
		if l.page.Filter.Shown() {
			result = strings.TrimPrefix(result+" · "+chosen, " · ")
		} else {
			facts = slices.Insert(facts, 0, kit.Fact{Role: kit.Accent, Text: chosen}) // the last would be cut first
		}
	}
	l.page.Facts = facts
	if alone {
		l.page.Facts, l.page.Lead = l.facts, facts
	}
	l.page = l.page.SetNote(kit.Fact{Role: kit.Warn, Text: l.fault()})
	l.page.Filter.Result = result
	return l
}

// listCounts is how many rows each tab has, and the head line.
type listCounts struct {
	tabs        []int
	facts, lead []kit.Fact
}

// count asks for the numbers of the tabs.
func (l list) count() tea.Cmd {
	s, k := l.desk.Session, l.kind
	return func() tea.Msg {
		var counts listCounts
		err := s.Market.View(s.Actor, func(v model.View) {
			for _, tab := range k.tabs {
				counts.tabs = append(counts.tabs, listWindow{queries: tab.queries}.count(v))
			}
			if k.facts != nil {
				counts.facts = k.facts(newSpeech(s).at(v.Now), v)
			}
			if k.lead != nil {
				counts.lead = k.lead(newSpeech(s).at(v.Now), v)
			}
		})
		if err != nil {
			return nil // the rows say so
		}
		return kit.Self{Msg: counts}
	}
}

func (l list) counted(counts listCounts) list {
	l.counts, l.facts, l.lead = counts.tabs, counts.facts, counts.lead
	l.page.Tabs.Items = slices.Clone(l.page.Tabs.Items)
	for i := range l.page.Tabs.Items {
		l.page.Tabs.Items[i].Count = l.desk.Words.Digits(int64(counts.tabs[i]))
	}
	return l.headed()
}
