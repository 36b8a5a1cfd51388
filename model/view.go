package model

import (
	"iter"
	"strings"
)

// View is what one account sees at one moment. Screens, commands and exports read through it and nothing else.
type View struct {
	Reader Reader
	Who    Viewer
	Now    Moment

	crews map[Key]*crew // for whom tasks were looked for in this view; nil where nothing is kept
}

// NewView returns the view of an actor.
//
// A view is of one moment and for one goroutine.
func NewView(r Reader, actor Actor, now Moment) View {
	return View{Reader: r, Who: ViewerOf(r, actor), Now: now, crews: map[Key]*crew{}}
}

// Query names a list and one group of it.
type Query struct {
	List  List
	Group string
}

// Square lists published tasks of a type (0: all) by application deadline.
func Square(t TaskType) Query { return Query{ListSquare, group(uint64(t))} }

// AllTasks lists tasks that were published, by state (0: any) and creation.
func AllTasks(s TaskState) Query { return Query{ListAllTasks, group(uint64(s))} }

// TasksOf lists a seller's tasks by state (0: any) and creation.
func TasksOf(seller Key, s TaskState) Query {
	return Query{ListTasks, group(uint64(seller), uint64(s))}
}

// ToReview lists a seller's tasks with waiting applications by application deadline.
func ToReview(seller Key) Query { return Query{ListReview, group(uint64(seller))} }

// OrdersOf lists an account's orders in a state (0: any) by the last change of state; those of account 0 are
// everybody's, for support.
func OrdersOf(account Key, s OrderState) Query {
	return Query{ListOrders, group(uint64(account), uint64(s))}
}

// OrdersOfTask lists a task's orders in a state (0: any) by application.
func OrdersOfTask(task Key, s OrderState) Query {
	return Query{ListTaskOrders, group(uint64(task), uint64(s))}
}

// OrdersBetween lists the orders of a creator for a task.
func OrdersBetween(task, creator Key) Query {
	return Query{ListPair, group(uint64(task), uint64(creator))}
}

// ClocksOf lists every clock that concerns an account, nearest first.
func ClocksOf(account Key) Query { return Query{ListClocks, group(uint64(account))} }

// TurnsOf lists the clocks whose turn it is, nearest first.
func TurnsOf(account Key) Query { return Query{ListTurn, group(uint64(account))} }

// DebtsOf lists an account's orders by where they stand with money.
func DebtsOf(account Key, d Debt) Query {
	return Query{ListDebts, group(uint64(account), uint64(d))}
}

// PaymentsOf lists the payments that concern an account, by record.
func PaymentsOf(account Key) Query { return Query{ListPayments, group(uint64(account), 0)} }

// SuspendedOf lists the payments that concern an account and match nothing, by record.
func SuspendedOf(account Key) Query { return Query{ListPayments, group(uint64(account), 1)} }

// PaymentsFor lists the payments recorded for an order.
func PaymentsFor(order Key) Query { return Query{ListOrderMoney, group(uint64(order))} }

// PostingsOf lists the ledger lines that concern an account.
func PostingsOf(account Key) Query { return Query{ListPostings, group(uint64(account))} }

// PostingsFor lists the ledger lines of an order.
func PostingsFor(order Key) Query { return Query{ListOrderLedger, group(uint64(order))} }

// Suspended lists payments that match nothing.
func Suspended() Query { return Query{ListSuspense, ""} }

// ToDeliver lists a seller's orders that wait for a sample, or whose sample is on the way.
func ToDeliver(seller Key, s OrderState) Query {
	return Query{ListDelivery, group(uint64(seller), uint64(s))}
}

// People lists the accounts of a role by handle.
func People(role Role) Query { return Query{ListRole, string(role)} }

// Me returns the account that looks, nil for the bare operator.
func (v View) Me() *Account { return AccountOf(v.Reader, v.Who.Account) }

// Count returns how many entries a query has; it looks at no row.
func (v View) Count(q Query) int { return v.Reader.Count(q.List, q.Group) }

// Rows walks a query from a place, with reverse backwards; each row as this account sees it.
func (v View) Rows(q Query, from Place, reverse bool) iter.Seq2[Place, Row] {
	return func(yield func(Place, Row) bool) {
		for p := range v.Reader.Scan(q.List, q.Group, from, reverse) {
			row := v.at(p.Ref)
			if row != nil && !yield(p, row) {
				return
			}
		}
	}
}

// Clocks walks a query of clocks from a place, nearest first.
func (v View) Clocks(q Query, from Place) iter.Seq2[Place, Clock] {
	return func(yield func(Place, Clock) bool) {
		for p := range v.Reader.Scan(q.List, q.Group, from, false) {
			if v.at(p.Ref) == nil {
				continue
			}
			if c, ok := ClockAt(v.Reader, p); ok && !yield(p, c) {
				return
			}
		}
	}
}

func (v View) at(ref Ref) Row {
	row, presence := v.Reader.Get(ref)
	if presence != Known {
		return nil
	}
	return Project(v.Reader, v.Who, row)
}

// Task returns the task of a key as this account sees it, or nil.
func (v View) Task(key Key) *Task {
	t, _ := v.at(Ref{KindTask, key}).(*Task)
	return t
}

// Order returns the order of a key as this account sees it, or nil.
func (v View) Order(key Key) *Order {
	o, _ := v.at(Ref{KindOrder, key}).(*Order)
	return o
}

// Account returns the public profile of an account, or all of one's own; nil where there is none.
func (v View) Account(key Key) *Account {
	a, _ := v.at(Ref{KindAccount, key}).(*Account)
	return a
}

// Handle returns the handle of an account, "" where there is none.
func (v View) Handle(key Key) string {
	if a := v.Account(key); a != nil {
		return a.Handle
	}
	return ""
}

// FindTask returns the task whose ID begins as typed.
func (v View) FindTask(typed string) (*Task, *Refusal) {
	row, r := v.find(ListTaskID, "task", TaskLetter, typed)
	if r != nil {
		return nil, r
	}
	return row.(*Task), nil
}

// FindOrder returns the order whose ID begins as typed.
func (v View) FindOrder(typed string) (*Order, *Refusal) {
	row, r := v.find(ListOrderID, "order", OrderLetter, typed)
	if r != nil {
		return nil, r
	}
	return row.(*Order), nil
}

// FindPayment returns the payment whose ID begins as typed.
func (v View) FindPayment(typed string) (*Payment, *Refusal) {
	row, r := v.find(ListPaymentID, "payment", PaymentLetter, typed)
	if r != nil {
		return nil, r
	}
	return row.(*Payment), nil
}

// find resolves the beginning of an ID among the rows that this account sees. What it does not see makes
// nothing ambiguous and is never told apart from what is not there.
func (v View) find(list List, field string, letter byte, typed string) (Row, *Refusal) {
	id := NormalizeID(typed)
	if id == "" || id.Letter() != letter {
		return nil, absent(field, Safe(typed))
	}
	var found Row
	var foundID string
	for p := range v.Reader.Scan(list, "", Place{Sort: string(id)}, false) {
		if !strings.HasPrefix(p.Sort, string(id)) {
			break
		}
		row := v.at(p.Ref)
		if row == nil {
			continue
		}
		if found != nil {
			return nil, usage(RuleAmbiguous, field, text("value", Safe(typed)), text("first", foundID), text("second", p.Sort))
		}
		found, foundID = row, p.Sort
	}
	if found == nil {
		return nil, absent(field, Safe(typed))
	}
	return found, nil
}

// ClocksOn returns every clock of a row, and for a waiting application the clocks of its task that decide it.
func (v View) ClocksOn(row Row) []Clock {
	all := Clocks(v.Reader, row)
	o, ok := row.(*Order)
	if !ok || o.State != Applied {
		return all
	}
	if t := TaskOf(v.Reader, o.Task); t != nil {
		for _, c := range Clocks(v.Reader, t) {
			if c.Rule == ClockReview {
				all = append(all, c)
			}
		}
	}
	return all
}

// Happening is one event as the journal kept it.
type Happening struct {
	Seq uint64
	Meta
	Event Event
}
