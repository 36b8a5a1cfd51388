package screen

import (
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// Newcomer is what the form of somebody new holds.
type Newcomer struct {
	Account *model.AddAccount
	Rate    model.Rate // of a shop that enters the affiliate programme; 0 for none
	Address string     // private; "" for none yet
	PayPal  string     // private; "" for none yet
}

// Commands are what an account that was admitted does for itself, with the private texts that go beside them.
func (n Newcomer) Commands(seal func(string) model.Opened) (all []model.Command, private [][]model.Opened) {
	if n.Rate != 0 {
		all, private = append(all, &model.JoinPortals{Rate: n.Rate}), append(private, nil)
	}
	if n.Address != "" {
		o := seal(n.Address)
		all, private = append(all, &model.SetAddress{Handle: n.Account.Handle, Address: o.Commit()}), append(private, []model.Opened{o})
	}
	if n.PayPal != "" {
		o := seal(n.PayPal)
		all, private = append(all, &model.SetPayPal{Handle: n.Account.Handle, PayPal: o.Commit()}), append(private, []model.Opened{o})
	}
	return all, private
}

// NewAccount is the form of somebody new: the first account of a marketplace, or one more. add admits the account and
// carries out what it does for itself; it waits, and is called in a command.
func NewAccount(d Desk, firstOne bool, add func(Newcomer) (*model.Refusal, error)) kit.Screen {
	s := newSpeech(d.Session)
	f := accountForm{say: s, languages: languages(s.Language()), countries: countries(s.Language())}
	title := "first.account_title"
	if firstOne {
		title = "first.own_title"
	}
	return newSheet(d, sheet{
		where: WhereAccount, draft: "account", hide: []string{"address", "paypal"},
		title: s.Say(title), help: s.Say("first.account_help"), guide: "about", verb: s.Say("first.act_add"),
		lead: func(t kit.Theme, w int) []string {
			if !firstOne {
				return nil
			}
			var lines []string
			for _, part := range kit.Wrap(s.Say("first.own_lead"), min(w, 90)) {
				lines = append(lines, t.Paint(kit.Muted, part))
			}
			return lines
		},
		fields: f.fields(), start: map[string]string{"role": string(model.Seller), "level": string(model.Senior), "kind": string(model.External)},
		check: f.check,
		do: func(values map[string]string) sheetDone {
			someone := f.account(func(id string) string { return values[id] })
			r, err := add(someone)
			switch {
			case err != nil:
				return sheetDone{err: err}
			case r != nil:
				return sheetDone{field: r.Field, refused: s.askAgain(r)}
			}
			return sheetDone{toast: s.Say("first.added", assets.Text("handle", someone.Account.Handle))}
		},
	})
}

// accountForm reads the form of an account.
type accountForm struct {
	say                  speech
	languages, countries gazetteer
}

func (f accountForm) field(id string) kit.Field {
	field := kit.Field{ID: id, Label: f.say.Say("first.label_" + id), Max: 80}
	if hint := "first.hint_" + id; f.say.Has(hint) {
		field.Hint = f.say.Say(hint)
	}
	return field
}

// fields are those of every role; a role's own come and go with it.
func (f accountForm) fields() []kit.Field {
	s := f.say
	of := func(roles ...model.Role) func(func(string) string) bool {
		return func(get func(string) string) bool {
			for _, r := range roles {
				if get("role") == string(r) {
					return true
				}
			}
			return false
		}
	}
	role := f.field("role")
	role.Kind, role.Required, role.Options = kit.ChoiceField, true, wordOptions(s, "role", model.Roles())
	handle := f.field("handle")
	handle.Required, handle.Max = true, 30
	level := f.field("level")
	level.Kind, level.Options, level.When = kit.ChoiceField, wordOptions(s, "level", model.Levels()), of(model.Seller)
	rate := f.field("rate")
	rate.Max, rate.When = 8, of(model.Seller)
	rate.Parse = func(typed string) (string, error) {
		r, refusal := ask.ParseRate("rate", typed)
		if refusal != nil {
			return "", errorText(s.askAgain(refusal))
		}
		return r.String(), nil
	}
	kind := f.field("kind")
	kind.Kind, kind.Options, kind.When = kit.ChoiceField, wordOptions(s, "kind", model.CreatorKinds()), of(model.Creator)
	channel := f.field("channel")
	channel.Kind, channel.Options, channel.When = kit.ChoiceField, wordOptions(s, "channel", model.Platforms()), of(model.Creator)
	followers, posts := f.field("followers"), f.field("posts")
	for _, n := range []*kit.Field{&followers, &posts} {
		n.Kind, n.Max, n.When = kit.NumberField, 12, of(model.Creator)
	}
	language, country := placeField(s, "language", f.languages), placeField(s, "country", f.countries)
	for _, p := range []*kit.Field{&language, &country} {
		p.Group, p.Hint, p.Label = "", s.Say("first.hint_"+p.ID), s.Say("first.label_"+p.ID)
	}
	address, paypal := f.field("address"), f.field("paypal")
	for _, private := range []*kit.Field{&address, &paypal} {
		private.When = of(model.Creator, model.Agency)
	}
	standard := model.Policy{Values: assets.Policy().Values()}
	address.Max, paypal.Max = int(standard.Get(model.AddressChars)), int(standard.Get(model.ReferenceChars))
	return []kit.Field{role, handle, f.field("name"), level, rate, kind, channel, followers, posts, language, country, address, paypal}
}

// account reads the form.
func (f accountForm) account(get func(string) string) Newcomer {
	a := &model.AddAccount{Handle: strings.TrimSpace(get("handle")), Name: strings.TrimSpace(get("name")), Role: model.Role(get("role"))}
	a.Languages, _ = f.languages.codes(get("language"))
	if all, _ := f.countries.codes(get("country")); len(all) > 0 {
		a.Country = all[0]
	}
	n := Newcomer{Account: a}
	if a.Role == model.Creator || a.Role == model.Agency {
		n.Address, n.PayPal = strings.TrimSpace(get("address")), strings.TrimSpace(get("paypal"))
	}
	switch a.Role {
	case model.Seller:
		a.Level = model.Level(get("level"))
		n.Rate, _ = ask.ParseRate("rate", get("rate"))
	case model.Creator:
		a.Kind = model.CreatorKind(get("kind"))
		if p := get("channel"); p != "" {
			a.Channels = []model.Channel{{Platform: model.Platform(p), Followers: int64(countOf(get("followers"))), Posts: int64(countOf(get("posts")))}}
		}
	}
	return n
}

// check asks the rules of an empty marketplace about the account, as one types. Whether a handle is taken only the
// real one knows.
func (f accountForm) check(get func(string) string) []kit.FormNote {
	someone := f.account(get)
	if someone.Account.Handle == "" {
		return nil
	}
	m := model.NewMemory()
	now := model.Moment(1)
	utter := func(actor model.Actor, c model.Command) *model.Refusal {
		d := model.Decide(m, actor, now, c)
		for _, e := range d.Events {
			model.Apply(m, model.Meta{At: now, Actor: actor}, e)
		}
		return d.Refusal
	}
	operator := model.Actor{Operator: true}
	_ = utter(operator, &model.OpenMarket{Zone: "UTC", Values: assets.Policy().Values()})
	r := utter(operator, someone.Account)
	if added := model.AccountByHandle(m, someone.Account.Handle); r == nil && added != nil {
		own, private := someone.Commands(func(text string) model.Opened { return model.Opened{Value: text} })
		for i := 0; i < len(own) && r == nil; i++ {
			for _, o := range private[i] {
				m.Keep(o)
			}
			r = utter(model.Actor{Account: added.Key}, own[i])
		}
	}
	if r == nil {
		return nil
	}
	return []kit.FormNote{{Note: kit.Note{Role: kit.Bad, Text: f.say.askAgain(r)}, Field: r.Field}}
}
