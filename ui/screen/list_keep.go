package screen

import "slices"

// listMemory is what is remembered of a list: one comes back to the same tab, filter, order and row, after leaving,
// after a crash.
type listMemory struct{ tab, filter, sort, row string }

// The fields under which a memory is kept.
const (
	keepTab    = "tab"
	keepFilter = "filter"
	keepSort   = "sort"
	keepRow    = "row"
)

// memoryName is the name under which a list is remembered.
func memoryName(id, of string) string {
	if of != "" {
		id += "/" + of
	}
	return "view/" + id
}

// memory returns what is to be remembered now.
func (l list) memory() listMemory {
	m := listMemory{tab: l.tab().key, filter: l.page.Filter.Value(), row: l.page.Table.CurrentKey()}
	if s := l.order(); s != nil {
		m.sort = s.id
	}
	if m.row == "" { // nothing was read yet, or there is nothing
		m.row = l.kept.row
	}
	return m
}

// remember keeps where one is, if that has changed.
func (l list) remember() list {
	m := l.memory()
	if m == l.kept {
		return l
	}
	l.kept = m
	l.desk.keep(memoryName(l.kind.id, l.kind.of), m.values())
	return l
}

func (m listMemory) values() map[string]string {
	return map[string]string{keepTab: m.tab, keepFilter: m.filter, keepSort: m.sort, keepRow: m.row}
}

// remembered returns the list as it was left.
func (l list) remembered() list {
	v := l.desk.draft(memoryName(l.kind.id, l.kind.of))
	return l.as(listMemory{v[keepTab], v[keepFilter], v[keepSort], v[keepRow]})
}

// as returns the list with a tab, a filter and an order, as far as it has them.
func (l list) as(m listMemory) list {
	l.page.Tabs.Current = max(slices.IndexFunc(l.kind.tabs, func(t listTab) bool { return t.key == m.tab }), 0)
	l.page.Filter = l.page.Filter.SetValue(m.filter)
	l.sorted = slices.IndexFunc(l.kind.sorts, func(s listSort) bool { return s.id == m.sort }) + 1
	l.back = m.row
	l.kept = m
	return l
}
