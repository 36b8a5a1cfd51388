package screen

import (
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// NewPayments returns an account's payments. A seller records here what was paid, who made content says that it came;
// support sees what matches nothing.
func NewPayments(d Desk, role model.Role) kit.Screen {
	if role == model.Support {
		return newList(d, suspenseKind(d, []listTab{{key: "suspense", queries: []model.Query{model.Suspended()}}}))
	}
	me := d.Actor.Account
	tabs := []listTab{ // what is late is owed too, and was due first
		debtTab(me, "owed", model.DebtLate, model.DebtOwed), debtTab(me, "late", model.DebtLate), debtTab(me, "recorded", model.DebtRecorded),
		debtTab(me, "acknowledged", model.DebtAcknowledged), {key: "suspense", queries: []model.Query{model.SuspendedOf(me)}}, {key: "statement"},
	}
	p := listFolder{owners: []int{0, 0, 0, 0, 1, 2}, begun: make([]bool, 3), uncounted: true, page: "payments"}
	orders := newList(d, debtKind(d, role, tabs)).(list)
	suspense := newList(d, suspenseKind(d, tabs)).(list)
	suspense.page.Title, suspense.page.Tabs = orders.page.Title, orders.page.Tabs
	p.lists = []kit.Screen{orders, suspense, newStatement(d, orders.page)}
	p.at = p.owners[orders.page.Tabs.Current]
	return p.aligned(orders.page.Tabs.Current)
}

// debtTab is an account's orders where they stand with money in some ways.
func debtTab(me model.Key, key string, debts ...model.Debt) listTab {
	tab := listTab{key: key, line: stateLine("payment", debts...)}
	for _, debt := range debts {
		tab.queries = append(tab.queries, model.DebtsOf(me, debt))
	}
	return tab
}
