package cli

import (
	"strconv"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// promoPage shows a promo code to a person.
func (r *run) promoPage(s *scene, p *model.Promo) error {
	state := s.words.Say("promo_state." + string(p.StateAt(s.Reader, s.Now)))
	lines := r.heading(p.Number+"  "+p.Fields.Name, state, s.who(p.Seller))
	lines = append(lines, r.facts(r.promoFacts(s, p))...)
	lines = append(lines, r.facts(kit.KeyValues{
		r.fact("affiliate", s.words.Say(map[bool]string{true: "promo.on", false: "promo.off"}[p.Affiliate])),
		r.fact("task", s.nameOf(model.Ref{Kind: model.KindTask, Key: p.Task})),
		r.fact("activity", string(p.Activity)),
		r.fact("given", countOrNone(int(p.Given))),
		r.fact("uses", usesOf(p.Uses, p.Fields.Total)),
	})...)
	r.lines(lines)
	return nil
}

// promoFacts are what everybody may know of a promo code whose task is open.
func (r *run) promoFacts(s *scene, p *model.Promo) kit.KeyValues {
	f := p.Fields
	links := make([]string, len(p.Products))
	for i, l := range p.Products {
		links[i] = l.URL
	}
	return kit.KeyValues{
		r.fact("code", f.Code),
		r.fact("scope", s.words.Say("scope."+f.Scope.String())),
		r.fact("link", strings.Join(links, "\n")),
		r.fact("discount", f.Discount.String()),
		r.fact("min_spend", s.spend(f)),
		r.fact("from", s.exact(f.From)),
		r.fact("valid_until", s.exact(f.Until)),
		r.fact("total", limitOf(s, f.Total)),
		r.fact("per_user", limitOf(s, f.PerUser)),
		r.fact("reward", s.promoReward(p)),
	}
}

func limitOf(s *scene, n int64) string {
	if n == 0 {
		return s.words.Say("promo.no_limit")
	}
	return strconv.FormatInt(n, 10)
}

// promoReward says which of the two forms of payment a promo code has; both go through Portals.
func (s *scene) promoReward(p *model.Promo) string {
	if p.Commission() {
		return s.words.Say("promo.commission")
	}
	return s.words.Say("promo.per_use", assets.Text("fee", s.words.Money(*p.Fields.Fee)))
}

// promoLines are the part of a task's page about its promo code, with the viewer's own codes.
func (r *run) promoLines(s *scene, t *model.Task) []string {
	p := s.Promo(t.Promo)
	if p == nil {
		return nil
	}
	facts := r.promoFacts(s, p)
	if codes := s.ownCodes(t); len(codes) > 0 {
		facts = append(facts, r.fact("your_codes", strings.Join(codes, "\n")))
	}
	return r.facts(facts)
}

// ownCodesMost is how many of its codes a page of a task shows; all of them stand in promo ls.
const ownCodesMost = 20

// ownCodes returns the codes of a task that the viewer got or carries.
func (s *scene) ownCodes(t *model.Task) (all []string) {
	if t.Promo == 0 || s.Who.Account == 0 {
		return nil
	}
	add := func(q model.Query) {
		for _, row := range s.Rows(q, model.Place{}, false) {
			if c, is := row.(*model.Code); is && len(all) < ownCodesMost {
				all = append(all, c.Text)
			}
		}
	}
	for _, row := range s.Rows(model.OrdersBetween(t.Key, s.Who.Account), model.Place{}, true) {
		add(model.CodesFor(row.Ref().Key))
	}
	if len(all) == 0 {
		add(model.CodesHeld(t.Key, s.Who.Account))
	}
	return all
}

// appendPromo appends what a promo code task says of its code, null for other tasks.
func (s *scene) appendPromo(b []byte, t *model.Task) []byte {
	p := s.Promo(t.Promo)
	if p == nil {
		return append(b, "null"...)
	}
	f := p.Fields
	b = appendString(appendKey(append(b, '{'), "id"), p.Number)
	b = appendString(appendKey(b, "scope"), f.Scope.String())
	b = appendString(appendKey(b, "discount"), f.Discount.String())
	b = appendMoney(appendKey(b, "min_spend"), f.MinSpend)
	b = appendMoment(appendKey(b, "valid_until"), f.Until)
	b = appendInt(appendKey(b, "total"), f.Total)
	b = appendInt(appendKey(b, "per_user"), f.PerUser)
	return append(b, '}')
}
