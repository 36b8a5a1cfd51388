package sample

import (
	"math/rand/v2"
	"slices"
	"time"

	"aeconnect/model"
)

// regulars are the creators who take part in the story: those who wait for lumen, and some who post on AliExpress itself or
// lead groups.
func (m *maker) regulars() []*person {
	var all []*person
	for _, handle := range append(applicants(), "technochai", "deal_hunter", "dasha_shop", "xiaomai_home", "gadget_gulnara", "zhen_style", "lampa_i_kofe",
		"lin_lin_paper", "maker_mei", "wok_with_wen", "haul_hana", "puzzle_ping", "skidki_klub", "coupon_corner", "umka_pokupaet", "chollos_diarios") {
		if handle != mia && handle != shy {
			all = append(all, m.people[handle])
		}
	}
	return all
}

// zeal is how much more often than others a creator applies, so that the standings of those who wait for lumen differ.
func zeal(handle string) int {
	switch handle {
	case "xiaotong", "nils_reviews", "oliver_unboxed":
		return 7
	case "hana_days", "headphone_hal", "estudio_norte", "soo_glow", "baris_test":
		return 4
	case "lena_liest", "pilar_cocina", "ting_yin", "lightroom_leo":
		return 2
	}
	return 1
}

// takers draws up to n creators for a task, each once.
func (m *maker) takers(r *rand.Rand, l *listing, all []*person, n int) []*person {
	var urn []*person
	for _, p := range m.able(&l.fields, all) {
		for range zeal(p.handle) {
			urn = append(urn, p)
		}
	}
	var drawn []*person
	for len(drawn) < n && len(urn) > 0 {
		p := pick(r, urn)
		drawn = append(drawn, p)
		urn = slices.DeleteFunc(urn, func(o *person) bool { return o == p })
	}
	return drawn
}

// able are those who may take a task and have a channel for it.
func (m *maker) able(f *model.TaskFields, all []*person) []*person {
	var fit []*person
	for _, p := range all {
		live := p.live || f.BrandStream || len(f.Content) > 1 || f.Content[0] != model.LiveStream
		if p.posts(f.Type) != "" && live && (p.verified() || f.Fee == nil) {
			fit = append(fit, p)
		}
	}
	return fit
}

// sellers are those who post tasks without a script. Those whom support is after do not.
func (m *maker) sellers() []*person {
	var all []*person
	for _, p := range m.order {
		if p.role == model.Seller && p.handle != lumen && p.handle != debtor && p.mayPost(model.FixedPrice) {
			all = append(all, p.often()...)
		}
	}
	return all
}

// often repeats a seller as often as it is to be drawn: sound is what this market asks for most.
func (p *person) often() []*person {
	if p.seller.Niche == "audio" {
		return slices.Repeat([]*person{p}, 4)
	}
	return []*person{p}
}

// tellPast lets other sellers post so many tasks over the months, more of them lately, and lets the regulars take them.
func (m *maker) tellPast(tasks int) {
	span := int64(doors().Sub(Start())/time.Hour) - 72
	for i := range tasks {
		r := draw(m.seed, "past", uint64(i))
		hours := max(r.Int64N(span), r.Int64N(span)) // the market grows
		at := office(r, Start().Add(time.Duration(48+hours)*time.Hour), 0)
		seller := pick(r, m.sellers())
		l := m.post(seller.handle, at, m.shop.any(r, seller, at))
		for _, c := range m.takers(r, l, m.regulars(), between(r, 1, 4)) {
			m.deal(l, c, office(r, at, between(r, 0, 5)))
		}
	}
}
