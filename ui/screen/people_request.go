package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// askedOf returns what an application for access and a request have in common: where it stands and, for whom that is
// meant, what was entered. Who asks for something with an account is known by it. It is nil for any other row.
func askedOf(v model.View, row model.Row) (a *model.Access, f model.AccessForm, reads bool) {
	switch row := row.(type) {
	case *model.Access:
		f, reads = model.Entered(v.Reader, v.Who, row)
		return row, f, reads
	case *model.Request:
		entered, reads := model.Requested(v.Reader, v.Who, row)
		f := model.AccessForm{Channels: entered.Channels, Note: entered.Note}
		if who := v.Account(row.Account); who != nil {
			f.Handle, f.Name, f.Languages, f.Country, f.Niche = who.Handle, who.Name, who.Languages, who.Country, who.Niche
		}
		return &model.Access{
			ID: row.ID, Role: model.Creator, Kind: row.Kind, At: row.At, Policy: row.Policy, State: row.State, Decided: row.Decided, By: row.By,
			Reason: row.Reason, Account: row.Account, Reported: row.Reported,
		}, f, reads
	}
	return nil, f, false
}

// asksFor says what a row of the queue asks for: to be let in as something, to be verified, to stream.
func (s speech) asksFor(row model.Row) string {
	switch row := row.(type) {
	case *model.Access:
		return s.askedAs(row)
	case *model.Request:
		if row.For != model.AsksVerification {
			return s.Say("asks." + row.For.String())
		}
		return s.Say("verify.as", assets.Word("what", "kind."+string(row.Kind)))
	}
	return ""
}

// asksShort is [speech.asksFor] as a column says it.
func (s speech) asksShort(row model.Row) string {
	if q, ok := row.(*model.Request); ok && q.For == model.AsksVerification {
		return s.Say("verify.row_" + string(q.Kind))
	}
	return s.asksFor(row)
}

// admitName is the word of the key that admits: whoever has an account is in already.
func admitName(ref model.Ref) string {
	if ref.Kind == model.KindRequest {
		return "grant"
	}
	return "admit"
}

// refusal is the command that refuses what a page is about.
func (f *accessFile) refusal(reason string) model.Command {
	if _, request := f.row.(*model.Request); request {
		return &model.RefuseRequest{ID: f.access.ID, Reason: reason}
	}
	return &model.RefuseAccess{ID: f.access.ID, Reason: reason}
}

// quality says to whoever decides about a creator what makes content good, as the guidelines say it (M30, M31, M34).
func (f *accessFile) quality(t kit.Theme, s speech, w int) []string {
	if f.access.State != model.AccessWaiting || !f.reads || f.access.Kind != model.Internal && f.access.Kind != model.External {
		return nil
	}
	lines := []string{"", kit.SectionHead(t, w, s.Say("verify.quality"))}
	return append(lines, wrapped(t, kit.Muted, s.Say("verify.quality_"+string(f.access.Kind)), w)...)
}

// rehearse asks the rules about a command in a marketplace without anybody in it, so that a form can say as one types
// what it would be answered; form is what travels beside the command.
func rehearse(now model.Moment, p *model.Policy, market *model.Market, form string, actor model.Actor, build func(*model.Overlay, model.Commitment) model.Command) *model.Refusal {
	m, operator := model.NewMemory(), model.Actor{Operator: true}
	utter := func(c model.Command) {
		for _, e := range model.Decide(m, operator, now, c).Events {
			model.Apply(m, model.Meta{At: now, Actor: operator}, e)
		}
	}
	utter(&model.OpenMarket{Zone: "UTC", Values: p.Values})
	if market != nil {
		utter(&model.OpenAccess{From: market.AccessFrom, Until: market.AccessUntil})
	}
	opened := model.Opened{Value: form}
	m.Keep(opened)
	return model.Decide(m, actor, now, build(m, opened.Commit())).Refusal
}

// refusedNote puts a refusal to the field that it concerns; what is still missing is not said while one types.
func refusedNote(s speech, r *model.Refusal) []kit.FormNote {
	if r == nil || r.Rule == model.RuleRequired {
		return nil
	}
	return []kit.FormNote{{Note: kit.Note{Role: kit.Bad, Text: s.askAgain(r)}, Field: formChannel(r.Field)}}
}

// grantForm is the form in which support verifies a creator. To let somebody stream there is nothing to fill in, and it
// can be taken away again: that is done at once.
func grantForm(d Desk, f *accessFile, q *model.Request) tea.Msg {
	s := f.speech(d.Session)
	done := s.Say("verify.granted", assets.Text("handle", f.form.Handle), assets.Text("what", s.asksFor(q)))
	if q.For != model.AsksVerification {
		return uttered(d, s, &model.GrantRequest{ID: q.ID}, done)
	}
	form := admission{say: s, file: f}
	command := func(get func(string) string) *model.GrantRequest {
		c := &model.GrantRequest{ID: q.ID}
		if get("figures") == figuresFound {
			c.Channels, _ = readChannels(get("channels"))
		}
		return c
	}
	return kit.Push{Screen: newSheet(d, sheet{
		title: s.Say("verify.grant_title", assets.Text("handle", f.form.Handle), assets.Text("what", s.asksFor(q))), help: s.Say("people.help_grant"), guide: guidePage("people"),
		verb: s.Say("people.act_grant"), lead: func(t kit.Theme, w int) []string { return f.lead(t, s.with(t), min(w, porchWide)) },
		fields: form.found(), start: map[string]string{"figures": figuresNone, "channels": channelLines(f.form.Channels)},
		check: func(get func(string) string) []kit.FormNote { return refusedNote(s, f.rehearsed(q, command(get))) },
		do: func(values map[string]string) sheetDone {
			granted := utterSheet(d, s, command(func(id string) string { return values[id] }))
			granted.toast = done
			return granted
		},
	})}
}

// rehearsed asks the rules about granting a request.
func (f *accessFile) rehearsed(q *model.Request, c *model.GrantRequest) *model.Refusal {
	form := model.RequestForm{Channels: f.form.Channels, Note: f.form.Note}
	return rehearse(f.now, f.policy, nil, form.Text(), model.Actor{Operator: true}, func(m *model.Overlay, sealed model.Commitment) model.Command {
		row := *q
		row.Form, row.Policy = sealed, model.PolicyNow(m).Key
		m.Put(&row)
		return c
	})
}
