package model

import "slices"

// LearnNumbers adds numbers to the policy that a newer version of the program brings and an older one, which began the
// marketplace, did not know, and the bounds of those that it knew. What stands there already stays, unless it is beyond
// its bounds: an older version let it be set so. Whoever opens a marketplace utters it, for the system.
type LearnNumbers struct {
	Values []PolicyValue `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*LearnNumbers) Wire() string { return "policy.learn" }

func (c *LearnNumbers) decide(d *deciding) *Refusal {
	if !d.actor.System {
		return noRight("", word("needs", "role.system"))
	}
	fresh := d.policy().Missing(c.Values)
	if len(fresh) == 0 {
		return refuse(RulePolicyKnown, "")
	}
	d.emit(&NumbersLearned{Key: d.s.Next(KindPolicy), Values: fresh})
	return nil
}

// Missing returns the values whose names the policy does not know, or knows with other bounds, sorted by name.
func (p *Policy) Missing(values []PolicyValue) []PolicyValue {
	return SortPolicy(slices.DeleteFunc(slices.Clone(values), func(v PolicyValue) bool {
		old, known := p.Find(v.Name)
		return known && old.Least == v.Least && old.Most == v.Most
	}))
}

// NumbersLearned begins a version of the policy with more numbers.
type NumbersLearned struct {
	Key    Key           `cbor:"1,keyasint"`
	Values []PolicyValue `cbor:"2,keyasint"`
}

// Wire implements [Event].
func (*NumbersLearned) Wire() string { return "policy.learned" }

// About implements [Event].
func (*NumbersLearned) About() []Ref { return []Ref{{KindMarket, 1}} }

// Says implements [Event].
func (e *NumbersLearned) Says() (Rule, []Arg) {
	return RulePolicyKnown, []Arg{num("count", int64(len(e.Values)))}
}

func (e *NumbersLearned) apply(a *applying) {
	p := *PolicyNow(a.s)
	p.Key, p.From, p.calendar = e.Key, a.At, nil
	p.Values = slices.Clone(p.Values)
	for _, v := range e.Values {
		i := slices.IndexFunc(p.Values, func(o PolicyValue) bool { return o.Name == v.Name })
		if i < 0 {
			p.Values = append(p.Values, v)
			continue
		}
		v.Value = p.Values[i].Value
		v.Value = v.Within()
		p.Values[i] = v
	}
	p.Values = SortPolicy(p.Values)
	p.Prepare()
	a.s.Put(&p)
	m := *MarketOf(a.s)
	m.Policy = e.Key
	a.s.Put(&m)
}
