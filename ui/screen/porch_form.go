package screen

import (
	"context"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// apply opens the form in which a stranger asks to be let in.
func (p porch) apply() tea.Cmd {
	d, s := p.desk, p.speech()
	f := accessForm{say: s, base: accountForm{say: s, languages: languages(s.Language()), countries: countries(s.Language())}, file: p.file, key: p.who.Public}
	start := map[string]string{"role": string(model.Creator), "kind": string(model.Buyer)}
	if p.file.last != nil {
		start = f.start(p.file.last, p.file.form)
	}
	return kit.Send(kit.Push{Screen: newSheet(d, sheet{
		draft: "access", guide: guidePage("porch"), title: s.Say("porch.form_title"), help: s.Say("porch.form_help"), verb: s.Say("porch.form_verb"),
		lead: func(t kit.Theme, w int) []string {
			return wrapped(t, kit.Muted, s.Say("porch.form_lead"), min(w, 90))
		},
		fields: f.fields(), start: start, check: f.check, do: func(values map[string]string) sheetDone { return f.send(d, values) },
	})})
}

// accessForm reads the form of an application for access.
type accessForm struct {
	say  speech
	base accountForm
	file *porchFile
	key  string
}

// fields are those of an account that one enters oneself, and a note to whoever decides.
func (f accessForm) fields() []kit.Field {
	s := f.say
	var all []kit.Field
	for _, field := range f.base.fields() {
		if !slices.Contains([]string{"role", "handle", "name", "kind", "channel", "followers", "posts", "language", "country"}, field.ID) {
			continue
		}
		if id := "porch.hint_" + field.ID; s.Has(id) {
			field.Hint = s.Say(id)
		}
		if field.ID == "role" {
			field.Options = wordOptions(s, "role", []model.Role{model.Creator, model.Agency, model.Seller})
		}
		all = append(all, field)
	}
	niche := kit.Field{ID: "niche", Label: s.Say("porch.label_niche"), Hint: s.Say("porch.hint_niche"), Max: 80}
	niche.When = func(get func(string) string) bool { return get("role") == string(model.Creator) }
	note := kit.Field{ID: "note", Label: s.Say("porch.label_note"), Hint: s.Say("porch.hint_note"), Kind: kit.TextField, Rows: 4}
	note.Max = int(f.file.policy.Get(model.AccessNoteChars))
	return append(all, niche, note)
}

// start fills the form with what was entered the last time.
func (f accessForm) start(a *model.Access, was model.AccessForm) map[string]string {
	values := map[string]string{
		"role": string(a.Role), "kind": string(a.Kind), "handle": was.Handle, "name": was.Name, "language": strings.Join(was.Languages, ", "),
		"country": was.Country, "niche": was.Niche, "note": was.Note,
	}
	if len(was.Channels) > 0 {
		c := was.Channels[0]
		values["channel"], values["followers"], values["posts"] = string(c.Platform), strconv.FormatInt(c.Followers, 10), strconv.FormatInt(c.Posts, 10)
	}
	return values
}

// entered reads the form.
func (f accessForm) entered(get func(string) string) (*model.ApplyForAccess, model.AccessForm) {
	a := f.base.account(get).Account
	form := model.AccessForm{
		Handle: a.Handle, Name: a.Name, Channels: a.Channels, Languages: a.Languages, Country: a.Country, Note: strings.TrimSpace(get("note")),
	}
	if a.Role == model.Creator {
		form.Niche = strings.TrimSpace(get("niche"))
	}
	return &model.ApplyForAccess{Role: a.Role, Kind: a.Kind, Text: f.key}, form
}

// check asks the rules about the application, as one types, in a marketplace without anybody in it. Whether a handle is
// taken only the real one knows.
func (f accessForm) check(get func(string) string) []kit.FormNote {
	cmd, form := f.entered(get)
	if form.Handle == "" {
		return nil
	}
	m := model.NewMemory()
	utter := func(actor model.Actor, c model.Command) *model.Refusal {
		d := model.Decide(m, actor, f.file.now, c)
		for _, e := range d.Events {
			model.Apply(m, model.Meta{At: f.file.now, Actor: actor}, e)
		}
		return d.Refusal
	}
	operator := model.Actor{Operator: true}
	_ = utter(operator, &model.OpenMarket{Zone: "UTC", Values: f.file.policy.Values})
	_ = utter(operator, &model.OpenAccess{From: f.file.market.AccessFrom, Until: f.file.market.AccessUntil})
	opened := model.Opened{Value: form.Text()}
	m.Keep(opened)
	cmd.ID, cmd.Form = model.MintID(model.AccessLetter, 1), opened.Commit()
	r := utter(operator, cmd)
	if r == nil || r.Rule == model.RuleRequired {
		return nil
	}
	return []kit.FormNote{{Note: kit.Note{Role: kit.Bad, Text: f.say.askAgain(r)}, Field: r.Field}}
}

// send applies; it waits.
func (f accessForm) send(d Desk, values map[string]string) sheetDone {
	cmd, form := f.entered(func(id string) string { return values[id] })
	opened := d.Market.Seal(form.Text())
	cmd.ID, cmd.Form = d.Market.Mint(model.AccessLetter), opened.Commit()
	decision, err := d.Market.Do(context.Background(), d.Actor, cmd, opened)
	switch {
	case err != nil:
		return sheetDone{err: err}
	case decision.Refusal != nil:
		return sheetDone{field: decision.Refusal.Field, refused: f.say.askAgain(decision.Refusal)}
	}
	return sheetDone{toast: f.say.Say("porch.sent", assets.Text("id", string(cmd.ID)))}
}
