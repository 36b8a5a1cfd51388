package model

import (
	"slices"
	"testing"
)

// M22, M40, M42: one says of oneself what one likes; figures that were checked stay as they were found, and others
// count for no badge.
func TestProfileIsOnesOwn(t *testing.T) {
	w := asking(t)
	change := func(who, of string, with func(*Profile)) *Refusal {
		p := ProfileOf(AccountByHandle(w.s, of))
		p.Channels = slices.Clone(p.Channels)
		with(&p)
		return w.try(who, &ChangeProfile{Handle: of, Profile: p})
	}
	for _, c := range []struct {
		name, who, of string
		with          func(*Profile)
		want          Rule
		field         string
	}{
		{"another's", "dora", "mia", func(p *Profile) { p.Niche = "tea" }, RuleNoRight, "handle"},
		{"support's word", "sam", "mia", func(p *Profile) { p.Niche = "tea" }, RuleNoRight, "handle"},
		{"nobody's", "mia", "mia", func(p *Profile) { p.Name = "" }, RuleRequired, "name"},
		{"an escape", "mia", "mia", func(p *Profile) { p.Niche = "\x1b[2J" }, RuleText, "niche"},
		{"bidi", "mia", "mia", func(p *Profile) { p.Name = "\u202emia" }, RuleText, "name"},
		{"no language", "mia", "mia", func(p *Profile) { p.Languages = []string{"elvish"} }, RuleLanguage, "language"},
		{"no country", "mia", "mia", func(p *Profile) { p.Country = "XX" }, RuleCountry, "country"},
		{"no channel", "mia", "mia", func(p *Profile) { p.Channels = append(p.Channels, Channel{Platform: "radio"}) }, RuleChannel, "channel"},
		{"twice", "mia", "mia", func(p *Profile) { p.Channels = append(p.Channels, Channel{Platform: "instagram"}) }, RuleProfileTwice, "channel"},
		{"negative", "mia", "mia", func(p *Profile) { p.Channels = append(p.Channels, Channel{"vk", -1, 0}) }, RuleNegative, "followers"},
		{"checked figures", "mia", "mia", func(p *Profile) { p.Channels[0].Followers = 1_000_000 }, RuleProfileChecked, "channel"},
		{"a checked channel", "mia", "mia", func(p *Profile) { p.Channels = nil }, RuleProfileChecked, "channel"},
		{"a seller's channel", "lumen", "lumen", func(p *Profile) { p.Channels = []Channel{{"vk", 1, 1}} }, RuleForRole, "channel"},
		{"many", "mia", "mia", func(p *Profile) { p.Channels = make([]Channel, 6) }, RuleTooMany, "channel"},
	} {
		if r := change(c.who, c.of, c.with); r == nil || r.Rule != c.want || r.Field != c.field || len(w.last.Events) > 0 {
			t.Errorf("%s: %v, want %s at %s", c.name, r, c.want, c.field)
		}
	}
	p := PolicyNow(w.s)
	if r := change("dora", "dora", func(p *Profile) {
		p.Niche, p.Country, p.Channels = "茶 🍵", "ES", []Channel{{"youtube", 2_000_000, 900}, {"vk", 0, 0}}
	}); r != nil {
		t.Fatal(r)
	}
	a := AccountByHandle(w.s, "dora")
	if a.Followers() != 0 || a.Influencer(p) || a.Tier(p) != TierAnyone || a.Checked("youtube") || a.Verified {
		t.Errorf("what she states counts: %+v", a)
	}
	if r := change("dora", "dora", func(p *Profile) { p.Channels = p.Channels[:1]; p.Channels[0].Followers = 3 }); r != nil {
		t.Errorf("what one stated oneself one changes: %v", r)
	}
	if r := change("ops", "dora", func(p *Profile) { p.Channels = []Channel{{"youtube", 5000, 90}} }); r != nil {
		t.Fatal(r)
	}
	if a = AccountByHandle(w.s, "dora"); !a.Checked("youtube") || a.Tier(p) != TierRising {
		t.Errorf("the operator's figures are checked: %+v", a)
	}
	if r := change("mia", "mia", func(p *Profile) { p.Channels = append(p.Channels, Channel{"tiktok", 90000, 10}) }); r != nil {
		t.Fatal(r)
	}
	if a = AccountByHandle(w.s, "mia"); a.Followers() != 48000 || a.Main().Platform != "instagram" || !a.Influencer(p) {
		t.Errorf("mia is %+v", a)
	}
	if r := change("mia", "mia", func(*Profile) {}); r != nil || len(w.last.Events) > 0 {
		t.Errorf("nothing changed: %v", r)
	}
}

// M17, M19, M20: the level decides what a seller may post; it is looked up in the profile and changed by the operator.
func TestSellerLevelDecidesWhatIsPosted(t *testing.T) {
	w := asking(t)
	draft := func() *Refusal {
		return w.try("lumen", &CreateTask{ID: w.id(TaskLetter), Fields: w.fixedPrice(), Publish: true})
	}
	if r := w.try("lumen", &SetLevel{Handle: "lumen", Level: Standard}); r == nil || r.Rule != RuleNoRight {
		t.Errorf("by the seller: %v", r)
	}
	for level, may := range map[Level]bool{Standard: false, Senior: true, HighPotential: true} {
		w.do("ops", &SetLevel{Handle: "lumen", Level: level})
		if r := draft(); (r == nil) != may || r != nil && r.Rule != RuleSellerLevel {
			t.Errorf("%s: %v", level, r)
		}
	}
}
