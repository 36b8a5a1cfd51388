package screen

import (
	"slices"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// profileSheet is the form in which one says of oneself what everybody may read. Figures that were checked stay as they
// were found.
func profileSheet(d Desk, s speech, f *profileFile) kit.Screen {
	a := f.who
	name := kit.Field{ID: "name", Label: s.Say("verify.label_name"), Required: true, Max: 80}
	niche := kit.Field{ID: "niche", Label: s.Say("porch.label_niche"), Hint: s.Say("porch.hint_niche"), Max: 80}
	fields := []kit.Field{name, niche}
	base := accountForm{say: s, languages: languages(s.Language()), countries: countries(s.Language())}
	for _, field := range base.fields() {
		if field.ID == "language" || field.ID == "country" {
			field.When, field.Required = nil, false
			fields = append(fields, field)
		}
	}
	if a.Role == model.Creator || a.Role == model.Agency {
		fields = append(fields, channelsField(s, "verify.hint_channels"))
	}
	typed := func(get func(string) string) *model.ChangeProfile {
		was := base.account(get).Account
		p := model.Profile{Name: strings.TrimSpace(get("name")), Niche: strings.TrimSpace(get("niche")), Languages: was.Languages, Country: was.Country}
		p.Channels, _ = readChannels(get("channels"))
		return &model.ChangeProfile{Handle: a.Handle, Profile: p}
	}
	return newSheet(d, sheet{
		draft: "profile/" + a.Handle, guide: guidePage("profile"), title: s.Say("verify.title_edit", assets.Text("handle", a.Handle)), help: s.Say("verify.help_edit"), verb: s.Say("verify.verb_edit"),
		lead: func(t kit.Theme, w int) []string {
			return wrapped(t, kit.Muted, s.Say("verify.lead_edit"), min(w, porchWide))
		},
		fields: fields, start: map[string]string{
			"name": a.Name, "niche": a.Niche, "language": strings.Join(a.Languages, ", "), "country": a.Country, "channels": channelLines(a.Channels),
		},
		check: func(get func(string) string) []kit.FormNote {
			return refusedNote(s, rehearse(f.now, f.policy, nil, "", model.Actor{Account: a.Key, Operator: d.Actor.Operator}, func(m *model.Overlay, _ model.Commitment) model.Command {
				m.Put(a)
				return typed(get)
			}))
		},
		do: func(values map[string]string) sheetDone {
			done := utterSheet(d, s, typed(func(id string) string { return values[id] }))
			done.toast = s.Say("verify.edited")
			return done
		},
	})
}

// stated tells whether the figures of a channel are the owner's own.
func stated(a *model.Account, c model.Channel) bool {
	return slices.Contains(a.Stated, c.Platform) && (c.Followers > 0 || c.Posts > 0)
}
