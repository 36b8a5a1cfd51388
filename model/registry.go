package model

import "reflect"

// Registry finds the Go type behind a wire name, for whoever decodes commands, events and rows.
type Registry struct {
	commands, events map[string]reflect.Type
}

// NewRegistry returns a registry of every command and event of this version.
func NewRegistry() Registry {
	r := Registry{map[string]reflect.Type{}, map[string]reflect.Type{}}
	for _, c := range commands() {
		r.commands[c.Wire()] = reflect.TypeOf(c).Elem()
	}
	for _, e := range events() {
		r.events[e.Wire()] = reflect.TypeOf(e).Elem()
	}
	return r
}

// Command returns an empty command of the wire name to decode into, or nil for one of a newer version.
func (r Registry) Command(wire string) Command {
	t, ok := r.commands[wire]
	if !ok {
		return nil
	}
	return reflect.New(t).Interface().(Command)
}

// Event returns an empty event of the wire name to decode into, or nil for one of a newer version.
func (r Registry) Event(wire string) Event {
	t, ok := r.events[wire]
	if !ok {
		return nil
	}
	return reflect.New(t).Interface().(Event)
}

// EventNames returns the wire name of every event.
func EventNames() []string {
	var names []string
	for _, e := range events() {
		names = append(names, e.Wire())
	}
	return names
}

// CommandNames returns the wire name of every command.
func CommandNames() []string {
	var names []string
	for _, c := range commands() {
		names = append(names, c.Wire())
	}
	return names
}

// NewRow returns an empty row of the kind to decode into, or nil for a kind of a newer version.
func NewRow(k Kind) Row {
	switch k {
	case KindMarket:
		return &Market{}
	case KindPolicy:
		return &Policy{}
	case KindAccount:
		return &Account{}
	case KindTask:
		return &Task{}
	case KindOrder:
		return &Order{}
	case KindStanding:
		return &Standing{}
	case KindBatch:
		return &Batch{}
	case KindKey:
		return &AccountKey{}
	case KindAccess:
		return &Access{}
	case KindRequest:
		return &Request{}
	case KindBlock:
		return &Block{}
	case KindPromo:
		return &Promo{}
	case KindCode:
		return &Code{}
	case KindContract:
		return &Contract{}
	case KindActivity:
		return &Activity{}
	case KindEntry:
		return &ActivityEntry{}
	case KindMark:
		return &Mark{}
	}
	return newMoneyRow(k)
}

// newMoneyRow is NewRow for payments, the ledger, and what comes from Portals.
func newMoneyRow(k Kind) Row {
	switch k {
	case KindPayment:
		return &Payment{}
	case KindPosting:
		return &Posting{}
	case KindBalance:
		return &Balance{}
	case KindSale:
		return &Sale{}
	case KindStatement:
		return &Statement{}
	case KindEarning:
		return &Earning{}
	case KindWithdrawal:
		return &Withdrawal{}
	case KindFeatured:
		return &Featured{}
	}
	return nil
}
