package cli

import (
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// entered returns what was entered in an application, empty for whom it is not meant.
func (s *scene) entered(a *model.Access) model.AccessForm {
	f, _ := model.Entered(s.Reader, s.Who, a)
	return f
}

// accessColumns is an application for access. What was entered is null where it is not meant for who looks.
func accessColumns() noun[*model.Access] {
	type access = *model.Access
	text := func(name string, where place, of func(f model.AccessForm) string) column[access] {
		return column[access]{name, where, func(s *scene, b []byte, a access) []byte { return appendText(b, of(s.entered(a))) }}
	}
	return noun[access]{
		columns: []column[access]{
			{"id", inAll, func(_ *scene, b []byte, a access) []byte { return appendString(b, string(a.ID)) }},
			{"state", inAll, func(_ *scene, b []byte, a access) []byte { return appendString(b, a.State.String()) }},
			{"role", inAll, func(_ *scene, b []byte, a access) []byte { return appendString(b, string(a.Role)) }},
			{"kind", inAll, func(_ *scene, b []byte, a access) []byte { return appendText(b, string(a.Kind)) }},
			{"at", inAll, func(_ *scene, b []byte, a access) []byte { return appendMoment(b, a.At) }},
			{"due", inAll, func(s *scene, b []byte, a access) []byte { return appendMoment(b, s.dueOf(a)) }},
			{"fingerprint", inAll, func(_ *scene, b []byte, a access) []byte { return appendString(b, a.Fingerprint) }},
			text("handle", inAll, func(f model.AccessForm) string { return f.Handle }),
			text("name", inAll, func(f model.AccessForm) string { return f.Name }),
			{"channel", inAll, func(s *scene, b []byte, a access) []byte {
				return appendList(b, s.entered(a).Channels, appendChannel)
			}},
			{"language", inAll, func(s *scene, b []byte, a access) []byte { return appendStrings(b, s.entered(a).Languages) }},
			text("country", inAll, func(f model.AccessForm) string { return f.Country }),
			text("niche", inAll, func(f model.AccessForm) string { return f.Niche }),
			text("note", inAll, func(f model.AccessForm) string { return f.Note }),
			{"decided", inAll, func(_ *scene, b []byte, a access) []byte { return appendMoment(b, a.Decided) }},
			{"decided_by", inAll, func(s *scene, b []byte, a access) []byte {
				if a.Decided == 0 {
					return append(b, "null"...)
				}
				return appendString(b, s.by(a.By))
			}},
			{"reason", inAll, func(_ *scene, b []byte, a access) []byte { return appendText(b, a.Reason) }},
			{"account", inAll, func(s *scene, b []byte, a access) []byte { return appendText(b, s.who(a.Account)) }},
			{"key", inShow, func(_ *scene, b []byte, a access) []byte { return appendString(b, a.Text) }},
		},
		cells: []cell[access]{
			{"thing", false, false, false, func(_ *scene, a access) styled { return plain(string(a.ID)) }},
			{"state", false, false, false, func(s *scene, a access) styled { return plain(s.words.Say("access." + a.State.String())) }},
			{"role", false, false, false, func(s *scene, a access) styled { return plain(s.askedAs(a)) }},
			{"handle", false, false, false, func(s *scene, a access) styled { return plain(s.entered(a).Handle) }},
			{"name", false, true, false, func(s *scene, a access) styled { return plain(s.entered(a).Name) }},
			{"left", true, false, false, func(s *scene, a access) styled {
				if c := s.clocksOf(a); len(c) > 0 {
					return s.urgency(c[0])
				}
				return plain("")
			}},
			{"at", false, false, true, func(s *scene, a access) styled { return muted(s.words.Moment(a.At)) }},
		},
	}
}

// dueOf returns by when an application is to be decided, 0 for none.
func (s *scene) dueOf(a *model.Access) model.Moment {
	for _, c := range s.clocksOf(a) {
		return c.Due
	}
	return 0
}

// askedAs says the role that is asked for, with the kind of creator.
func (s *scene) askedAs(a *model.Access) string {
	if a.Kind != "" {
		return s.words.Say("kind." + string(a.Kind))
	}
	return s.words.Say("role." + string(a.Role))
}

// accessPage shows an application for access to a person.
func (r *run) accessPage(s *scene, a *model.Access) {
	f := s.entered(a)
	var channels []string
	for _, c := range f.Channels {
		channels = append(channels, s.words.Say("cli.channel", assets.Word("channel", "channel."+string(c.Platform)), assets.Num("followers", c.Followers),
			assets.Num("posts", c.Posts)))
	}
	lines := r.heading(string(a.ID), s.words.Say("access."+a.State.String()), s.askedAs(a))
	lines = append(lines, r.facts(kit.KeyValues{
		r.fact("handle", f.Handle), r.fact("name", f.Name), r.fact("channel", strings.Join(channels, "\n")),
		r.fact("language", s.said("language.", f.Languages)), r.fact("country", f.Country), r.fact("niche", f.Niche), r.fact("note", f.Note),
		r.fact("asked_at", s.exact(a.At)), r.fact("fingerprint", a.Fingerprint), r.fact("account", s.who(a.Account)), r.fact("reason", a.Reason),
	})...)
	lines = append(lines, r.section("cli.page_clocks", r.clockLines(s, s.clocksOf(a)))...)
	r.lines(lines)
}

// windowColumns is the time in which creators may apply to be verified.
func windowColumns() noun[*model.Market] {
	type market = *model.Market
	return noun[market]{columns: []column[market]{
		{"from", inAll, func(_ *scene, b []byte, m market) []byte { return appendMoment(b, m.AccessFrom) }},
		{"until", inAll, func(_ *scene, b []byte, m market) []byte { return appendMoment(b, m.AccessUntil) }},
		{"open", inAll, func(s *scene, b []byte, m market) []byte { return appendBool(b, m.AccessOpen(s.Now)) }},
	}}
}
