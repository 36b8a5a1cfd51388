package cli

import (
	"strings"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// accountNoun is an account: its public profile, and what is private only for itself.
func accountNoun() noun[*model.Account] {
	return noun[*model.Account]{columns: accountColumns(), cells: accountCells()}
}

func accountColumns() []column[*model.Account] {
	type account = *model.Account
	return []column[account]{
		{"handle", inAll, func(_ *scene, b []byte, a account) []byte { return appendString(b, a.Handle) }},
		{"name", inAll, func(_ *scene, b []byte, a account) []byte { return appendString(b, a.Name) }},
		{"role", inAll, func(_ *scene, b []byte, a account) []byte { return appendString(b, string(a.Role)) }},
		{"level", inAll, func(_ *scene, b []byte, a account) []byte { return appendText(b, string(a.Level)) }},
		{"kind", inAll, func(_ *scene, b []byte, a account) []byte { return appendText(b, string(a.Kind)) }},
		{"channel", inAll, func(_ *scene, b []byte, a account) []byte { return appendList(b, a.Channels, appendChannel) }},
		{"followers", inAll, func(_ *scene, b []byte, a account) []byte { return appendInt(b, a.Followers()) }},
		{"language", inAll, func(_ *scene, b []byte, a account) []byte { return appendStrings(b, a.Languages) }},
		{"country", inAll, func(_ *scene, b []byte, a account) []byte { return appendText(b, a.Country) }},
		{"niche", inAll, func(_ *scene, b []byte, a account) []byte { return appendText(b, a.Niche) }},
		{"verified", inAll, func(_ *scene, b []byte, a account) []byte { return appendBool(b, a.Verified) }},
		{"influencer", inAll, func(s *scene, b []byte, a account) []byte {
			return appendBool(b, a.Influencer(model.PolicyNow(s.Reader)))
		}},
		{"tier", inAll, func(s *scene, b []byte, a account) []byte {
			return appendText(b, string(a.Tier(model.PolicyNow(s.Reader))))
		}},
		{"live", inAll, func(_ *scene, b []byte, a account) []byte { return appendBool(b, a.Live) }},
		{"joined", inAll, func(_ *scene, b []byte, a account) []byte { return appendMoment(b, a.Joined) }},
		{"portals", inJSON, func(s *scene, b []byte, a account) []byte { return s.appendPortals(b, a) }},
		{"reliability", inJSON, func(s *scene, b []byte, a account) []byte { return s.appendReliability(b, a) }},
		{"stated", inJSON, func(_ *scene, b []byte, a account) []byte { return appendStrings(b, a.Stated) }},
		{"request", inShow, func(s *scene, b []byte, a account) []byte { return s.appendRequest(b, a, model.AsksVerification) }},
		{"live_request", inShow, func(s *scene, b []byte, a account) []byte { return s.appendRequest(b, a, model.AsksLive) }},
		{"address", inShow, func(s *scene, b []byte, a account) []byte { return appendText(b, s.private(a).address) }},
		{"paypal", inShow, func(s *scene, b []byte, a account) []byte { return appendText(b, s.private(a).paypal) }},
		{"paypal_next", inShow, func(s *scene, b []byte, a account) []byte { return appendText(b, s.private(a).next) }},
		{"sender", inShow, func(s *scene, b []byte, a account) []byte { return appendStrings(b, s.private(a).senders) }},
	}
}

func appendChannel(b []byte, c model.Channel) []byte {
	b = append(b, '{')
	b = appendString(appendKey(b, "channel"), string(c.Platform))
	b = appendInt(appendKey(b, "followers"), c.Followers)
	b = appendInt(appendKey(b, "posts"), c.Posts)
	return append(b, '}')
}

// appendRequest appends what an account asked support for last, null for whom that is not meant.
func (s *scene) appendRequest(b []byte, a *model.Account, asks model.Asks) []byte {
	q := model.LastRequest(s.Reader, a.Key, asks)
	if q == nil || !model.CanSee(s.Reader, s.Who, q) {
		return append(b, "null"...)
	}
	x := s.readAsked(model.Project(s.Reader, s.Who, q))
	b = append(b, '{')
	b = appendString(appendKey(b, "id"), string(x.id))
	b = appendString(appendKey(b, "state"), x.state.String())
	b = appendText(appendKey(b, "kind"), string(x.kind))
	b = appendMoment(appendKey(b, "at"), x.at)
	b = appendMoment(appendKey(b, "decided"), x.decided)
	b = appendText(appendKey(b, "reason"), x.reason)
	return append(b, '}')
}

// appendPortals appends a shop's part in the affiliate programme: since when, the rate now, and every rate with the
// moment from which it counts.
func (s *scene) appendPortals(b []byte, a *model.Account) []byte {
	if a.InPortals == 0 {
		return append(b, "null"...)
	}
	b = append(b, '{')
	b = appendMoment(appendKey(b, "since"), a.InPortals)
	b = appendRate(appendKey(b, "rate"), a.RateAt(s.Now))
	b = appendList(appendKey(b, "rates"), a.Rates, func(b []byte, r model.RateFrom) []byte {
		b = append(b, '{')
		b = appendRate(appendKey(b, "rate"), r.Rate)
		b = appendMoment(appendKey(b, "from"), r.From)
		return append(b, '}')
	})
	return append(b, '}')
}

// privacy is what only the account itself sees of itself.
type privacy struct {
	address, paypal, next string
	senders               []string
}

func (s *scene) private(a *model.Account) privacy {
	var p privacy
	p.address, p.paypal, p.next, p.senders = model.OwnPrivate(s.Reader, s.Who, a)
	return p
}

func accountCells() []cell[*model.Account] {
	type account = *model.Account
	return []cell[account]{
		{"handle", false, false, false, func(s *scene, a account) styled { return plain(s.marked(s.who(a.Key))) }},
		{"name", false, true, false, func(_ *scene, a account) styled { return plain(a.Name) }},
		{"role", false, false, false, func(s *scene, a account) styled { return plain(s.words.Say("role." + string(a.Role))) }},
		{"kind", false, false, false, func(s *scene, a account) styled { return muted(s.kindOf(a)) }},
		{"followers", true, false, false, func(s *scene, a account) styled { return s.followers(a) }},
		{"speaks", false, false, true, func(_ *scene, a account) styled { return muted(strings.Join(a.Languages, " ")) }},
		{"country", false, false, true, func(_ *scene, a account) styled { return muted(a.Country) }},
		{"done", true, false, true, func(s *scene, a account) styled { return plain(countOrNone(model.StandingOf(s.Reader, a.Key).Done)) }},
	}
}

// kindOf says a seller's level or a creator's kind.
func (s *scene) kindOf(a *model.Account) string {
	switch {
	case a.Level != "":
		return s.words.Say("level." + string(a.Level))
	case a.Kind != "":
		return s.words.Say("kind." + string(a.Kind))
	}
	return ""
}

func (s *scene) followers(a *model.Account) styled {
	if a.Followers() == 0 {
		return plain("")
	}
	star := ""
	if a.Influencer(model.PolicyNow(s.Reader)) {
		star = " " + s.run.theme().Glyph(kit.Star)
	}
	return plain(s.words.Digits(a.Followers()) + star)
}

// rates says a shop's rate and what it will be.
func (s *scene) rates(a *model.Account) string {
	all := []string{a.RateAt(s.Now).String()}
	for _, r := range a.Rates {
		if r.From > s.Now {
			all = append(all, r.Rate.String()+" "+s.left(r.From))
		}
	}
	return strings.Join(all, ", ")
}
