package model

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Who sees a row is said by CanSee alone; the audiences must agree with it, in whatever a marketplace becomes, for every
// account. What an account sees of a kind that is not walked as a whole is its own.
func TestAudiencesAgreeWithCanSee(t *testing.T) {
	deep(t, "60", "150")
	rapid.Check(t, func(rt *rapid.T) {
		m := newMachine(t, nil)
		for _, c := range []AddAccount{{Handle: "sam", Role: Support}, {Handle: "ops", Role: Operator}, {Handle: "rival", Role: Seller}} {
			m.do("", &c)
		}
		acts := m.actions()
		acts["draft"] = func(*rapid.T) { m.say("lumen", &CreateTask{ID: m.id(TaskLetter), Fields: m.fixedPrice()}) }
		acts[""] = func(*rapid.T) {}
		rt.Repeat(acts)
		for _, row := range m.rows() {
			for _, who := range []string{"lumen", "mia", "nils", "deal", "sam", "ops", "rival"} {
				if err := m.agrees(ViewerOf(m.s, m.actor(who)), row); err != nil {
					rt.Fatalf("%s: %v", who, err)
				}
			}
		}
	})
}

func (w *world) rows() (all []Row) {
	for kind := KindMarket; kind <= KindMark; kind++ {
		for key := Key(1); key < w.s.Next(kind); key++ {
			if row, presence := w.s.Get(Ref{kind, key}); presence == Known {
				all = append(all, row)
			}
		}
	}
	return all
}

func (m *machine) agrees(v Viewer, row Row) error {
	before := AudiencesOf(row)
	member := slices.ContainsFunc(v.Audiences(), func(a Audience) bool { return slices.Contains(before, a) })
	if sees := CanSee(m.s, v, row); sees != member {
		return fmt.Errorf("row %v is seen: %v, told of: %v", row.Ref(), sees, member)
	}
	own := slices.Contains(before, Audience{OneAccount, v.Account})
	if member && !own && !slices.Contains(v.KindsBefore(), row.Ref().Kind) {
		return fmt.Errorf("row %v is found by no walk", row.Ref())
	}
	carried, open := Carry(m.s, v, row)
	if member != (carried != nil) {
		return fmt.Errorf("row %v is seen: %v, and travels as %v", row.Ref(), member, carried)
	}
	if !member {
		return nil
	}
	// Whoever looks at what travelled sees what a session at the hub sees.
	away := NewMemory()
	for _, o := range open {
		away.Keep(o)
	}
	shown, here := Project(m.s, v, row), Project(m.s, v, carried)
	if o, ok := here.(*Order); ok {
		o := *o
		plain := shown.(*Order)
		for name, got := range map[string][2]string{
			"shipping": {ShippingAddress(away, v, &o), ShippingAddress(m.s, v, plain)}, "payout": {PayoutAddress(away, v, &o), PayoutAddress(m.s, v, plain)},
			"sender": {SenderOf(away, v, &o), SenderOf(m.s, v, plain)},
		} {
			if got[0] != got[1] && v.Account != o.Acting(CreatorSide) { // whose own account stands beside
				return fmt.Errorf("the %s address of %s is %q, at the hub %q", name, o.ID, got[0], got[1])
			}
		}
		o.ShipTo, o.PayTo = Commitment{}, Commitment{}
		here = &o
	}
	if !reflect.DeepEqual(here, shown) {
		return fmt.Errorf("row %v is %+v, at the hub %+v", row.Ref(), here, shown)
	}
	return nil
}
