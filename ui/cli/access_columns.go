package cli

import (
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// asked is what support admits or refuses, as a command shows it: an application for access by somebody without an
// account, or the request of an account to be verified or to stream.
type asked struct {
	model.Row
	id          model.ID
	what        string // access, verification or live
	state       model.AccessState
	role        model.Role
	kind        model.CreatorKind
	at, decided model.Moment
	by          model.Key
	fingerprint string
	account     model.Key
	reason      string
	key         string // the public key
	form        model.AccessForm
}

// askingAccess is the word for an application for access, beside those of requests.
const askingAccess = "access"

// asked reads a row of the queue of support. What was entered is empty where it is not meant for who looks.
func (s *scene) asked(row model.Row) asked {
	if s.askedOf.Row != row {
		s.askedOf = s.readAsked(row)
	}
	return s.askedOf
}

func (s *scene) readAsked(row model.Row) asked {
	switch row := row.(type) {
	case *model.Access:
		form, _ := model.Entered(s.Reader, s.Who, row)
		return asked{
			row, row.ID, askingAccess, row.State, row.Role, row.Kind, row.At, row.Decided, row.By, row.Fingerprint, row.Account, row.Reason, row.Text, form,
		}
	case *model.Request:
		f, _ := model.Requested(s.Reader, s.Who, row)
		form := model.AccessForm{Channels: f.Channels, Note: f.Note}
		if a := s.Account(row.Account); a != nil {
			form.Handle, form.Name, form.Languages, form.Country, form.Niche = a.Handle, a.Name, a.Languages, a.Country, a.Niche
		}
		return asked{
			row, row.ID, row.For.String(), row.State, model.Creator, row.Kind, row.At, row.Decided, row.By, "", row.Account, row.Reason, "", form,
		}
	}
	return asked{Row: row}
}

// accessColumns is what support admits or refuses. What was entered is null where it is not meant for who looks.
func accessColumns() noun[model.Row] {
	text := func(name string, where place, of func(a asked) string) column[model.Row] {
		return column[model.Row]{name, where, func(s *scene, b []byte, row model.Row) []byte { return appendText(b, of(s.asked(row))) }}
	}
	value := func(name string, append func(s *scene, b []byte, a asked) []byte) column[model.Row] {
		return column[model.Row]{name, inAll, func(s *scene, b []byte, row model.Row) []byte { return append(s, b, s.asked(row)) }}
	}
	say := func(head string, flex, muted bool, of func(s *scene, a asked) string) cell[model.Row] {
		return cell[model.Row]{head, false, flex, muted, func(s *scene, row model.Row) styled { return plain(of(s, s.asked(row))) }}
	}
	return noun[model.Row]{
		columns: []column[model.Row]{
			text("id", inAll, func(a asked) string { return string(a.id) }),
			text("state", inAll, func(a asked) string { return a.state.String() }),
			text("role", inAll, func(a asked) string { return string(a.role) }),
			text("kind", inAll, func(a asked) string { return string(a.kind) }),
			text("for", inAll, func(a asked) string { return a.what }),
			value("at", func(_ *scene, b []byte, a asked) []byte { return appendMoment(b, a.at) }),
			value("due", func(s *scene, b []byte, a asked) []byte { return appendMoment(b, s.dueOf(a.Row)) }),
			text("fingerprint", inAll, func(a asked) string { return a.fingerprint }),
			text("handle", inAll, func(a asked) string { return a.form.Handle }),
			text("name", inAll, func(a asked) string { return a.form.Name }),
			value("channel", func(_ *scene, b []byte, a asked) []byte { return appendList(b, a.form.Channels, appendChannel) }),
			value("language", func(_ *scene, b []byte, a asked) []byte { return appendStrings(b, a.form.Languages) }),
			text("country", inAll, func(a asked) string { return a.form.Country }),
			text("niche", inAll, func(a asked) string { return a.form.Niche }),
			text("note", inAll, func(a asked) string { return a.form.Note }),
			value("decided", func(_ *scene, b []byte, a asked) []byte { return appendMoment(b, a.decided) }),
			value("decided_by", func(s *scene, b []byte, a asked) []byte {
				if a.decided == 0 {
					return append(b, "null"...)
				}
				return appendString(b, s.by(a.by))
			}),
			text("reason", inAll, func(a asked) string { return a.reason }),
			value("account", func(s *scene, b []byte, a asked) []byte { return appendText(b, s.who(a.account)) }),
			text("key", inShow, func(a asked) string { return a.key }),
		},
		cells: []cell[model.Row]{
			say("thing", false, false, func(_ *scene, a asked) string { return string(a.id) }),
			say("state", false, false, func(s *scene, a asked) string { return s.words.Say("access." + a.state.String()) }),
			say("role", false, false, func(s *scene, a asked) string { return s.askedAs(a) }),
			say("handle", false, false, func(_ *scene, a asked) string { return a.form.Handle }),
			say("name", true, false, func(_ *scene, a asked) string { return a.form.Name }),
			{"left", true, false, false, func(s *scene, row model.Row) styled {
				if c := s.clocksOf(row); len(c) > 0 {
					return s.urgency(c[0])
				}
				return plain("")
			}},
			{"at", false, false, true, func(s *scene, row model.Row) styled { return muted(s.words.Moment(s.asked(row).at)) }},
		},
	}
}

// dueOf returns by when something is to be decided, 0 for none.
func (s *scene) dueOf(row model.Row) model.Moment {
	for _, c := range s.clocksOf(row) {
		return c.Due
	}
	return 0
}

// askedAs says what is asked for: a role with the kind of creator, to be verified, to stream.
func (s *scene) askedAs(a asked) string {
	what := s.words.Say("role." + string(a.role))
	if a.kind != "" {
		what = s.words.Say("kind." + string(a.kind))
	}
	switch a.what {
	case model.AsksVerification.String():
		return s.words.Say("verify.as", assets.Text("what", what))
	case model.AsksLive.String(), model.AsksKYC.String():
		return s.words.Say("asks." + a.what)
	}
	return what
}

// accessPage shows to a person what support admits or refuses.
func (r *run) accessPage(s *scene, row model.Row) {
	a := s.asked(row)
	f := a.form
	var channels []string
	for _, c := range f.Channels {
		channels = append(channels, s.words.Say("cli.channel", assets.Word("channel", "channel."+string(c.Platform)), assets.Num("followers", c.Followers),
			assets.Num("posts", c.Posts)))
	}
	lines := r.heading(string(a.id), s.words.Say("access."+a.state.String()), s.askedAs(a))
	lines = append(lines, r.facts(kit.KeyValues{
		r.fact("handle", f.Handle), r.fact("name", f.Name), r.fact("channel", strings.Join(channels, "\n")),
		r.fact("language", s.said("language.", f.Languages)), r.fact("country", f.Country), r.fact("niche", f.Niche), r.fact("note", f.Note),
		r.fact("asked_at", s.exact(a.at)), r.fact("fingerprint", a.fingerprint), r.fact("account", s.who(a.account)), r.fact("reason", a.reason),
	})...)
	lines = append(lines, r.section("cli.page_clocks", r.clockLines(s, s.clocksOf(row)))...)
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
