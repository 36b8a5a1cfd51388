package screen

import (
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// accessLines draws an application for access: what is asked for, and what was entered, for whom it is meant.
func accessLines(a *model.Access, f model.AccessForm, t kit.Theme, s speech, w int) []string {
	lines := []string{kit.SectionHead(t, w, s.Say("access_page.section", assets.Text("id", string(a.ID))))}
	return append(lines, accessFacts(a, f, s, s.askedAs(a)).View(t, w)...)
}

// accessFacts are what an application for access says.
func accessFacts(a *model.Access, f model.AccessForm, s speech, asked string) kit.KeyValues {
	var kv kit.KeyValues
	add := func(label, value string, role kit.Role) {
		if value != "" {
			kv = append(kv, kit.KeyValue{Label: s.Say("access_page.label_" + label), Value: value, Role: role})
		}
	}
	add("as", asked, kit.Text)
	add("handle", f.Handle, kit.Strong)
	add("name", f.Name, kit.Text)
	add("channels", strings.Join(s.channelFigures(f.Channels), "\n"), kit.Text)
	add("note", f.Note, kit.Text)
	if len(f.Languages) > 0 {
		add("languages", s.tongues(f.Languages), kit.Text)
	}
	if f.Country != "" {
		add("country", strings.Join(countryNames(s.Language(), []string{f.Country}), ""), kit.Text)
	}
	add("niche", f.Niche, kit.Text)
	ago := s.Say("news.just_now")
	if s.now.Sub(a.At) >= time.Minute {
		ago = s.ago(a.At)
	}
	add("asked", s.Say("access_page.asked", assets.Text("at", s.exact(a.At)), assets.Text("ago", ago)), kit.Muted)
	return kv
}

// askedAs says the role that is asked for, with the kind of creator.
func (s speech) askedAs(a *model.Access) string {
	if a.Kind != "" {
		return s.Say("kind." + string(a.Kind))
	}
	return s.Say("role." + string(a.Role))
}

// channelFigures says each channel with its figures.
func (s speech) channelFigures(all []model.Channel) []string {
	var said []string
	for _, c := range all {
		said = append(said, s.Say("access_page.channel", assets.Word("channel", "channel."+string(c.Platform)), assets.Num("followers", c.Followers),
			assets.Num("posts", c.Posts)))
	}
	return said
}
