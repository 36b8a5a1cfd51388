package model

import "slices"

// Profile is what an account says of itself, for everybody to read (M42).
type Profile struct {
	Name      string    `cbor:"1,keyasint,omitempty"`
	Languages []string  `cbor:"2,keyasint,omitempty"`
	Country   string    `cbor:"3,keyasint,omitempty"`
	Niche     string    `cbor:"4,keyasint,omitempty"`
	Channels  []Channel `cbor:"5,keyasint,omitempty"`
}

// ProfileOf returns what an account says of itself now.
func ProfileOf(a *Account) Profile {
	return Profile{a.Name, a.Languages, a.Country, a.Niche, a.Channels}
}

// Checked tells whether the figures of a channel, where it has any, were found by support or the operator, and are not
// merely stated by the owner.
func (a *Account) Checked(p Platform) bool { return !slices.Contains(a.Stated, p) }

// ChangeProfile changes what an account says of itself. Its owner utters it: figures of its own stand as stated, and
// those that were checked stay as they are. The operator's figures count as checked.
type ChangeProfile struct {
	Handle  string  `cbor:"1,keyasint"`
	Profile Profile `cbor:"2,keyasint"` // whole, as it is to be
}

// Wire implements [Command].
func (*ChangeProfile) Wire() string { return "account.profile" }

func (c *ChangeProfile) decide(d *deciding) *Refusal {
	a, r := d.accountFor(c.Handle, false)
	if r != nil {
		return r
	}
	p := c.Profile
	if r := p.check(d, a); r != nil {
		return r
	}
	var stated []Platform // the operator's figures count as checked
	if !d.actor.Operator || a.Key == d.actor.Account {
		if stated, r = a.ownFigures(p.Channels); r != nil {
			return r
		}
	}
	if p.same(ProfileOf(a)) && slices.Equal(stated, a.Stated) {
		return nil
	}
	d.emit(&ProfileChanged{Account: a.Key, Profile: p, Stated: stated})
	return nil
}

// check refuses what could not stand in a profile, by field.
func (p Profile) check(d *deciding, a *Account) *Refusal {
	if r := first(d.needText("name", p.Name, NameChars, false), d.checkText("niche", p.Niche, NameChars, false), checkLanguages("language", p.Languages)); r != nil {
		return r
	}
	if p.Country != "" {
		if r := checkCountries("country", []string{p.Country}); r != nil {
			return r
		}
	}
	if len(p.Channels) > 0 && a.Role != Creator && a.Role != Agency {
		return refuse(RuleForRole, "channel", word("needs", "role.creator"))
	}
	if most := d.policy().Get(AccessChannelsMax); most > 0 && int64(max(len(p.Channels), len(p.Languages))) > most {
		return refuse(RuleTooMany, "channel", num("count", int64(max(len(p.Channels), len(p.Languages)))), num("max", most))
	}
	for i, ch := range p.Channels {
		if slices.ContainsFunc(p.Channels[:i], func(o Channel) bool { return o.Platform == ch.Platform }) {
			return refuse(RuleProfileTwice, "channel", word("channel", "channel."+string(ch.Platform)))
		}
	}
	return checkChannels(p.Channels)
}

// ownFigures holds an owner's channels to those that were checked: none is missing and none has other figures. The
// figures of all others stand as stated.
func (a *Account) ownFigures(want []Channel) (stated []Platform, r *Refusal) {
	for _, c := range a.Channels {
		checked := hasFigures([]Channel{c}, c.Platform) && a.Checked(c.Platform)
		if checked && !slices.Contains(want, c) {
			return nil, refuse(RuleProfileChecked, "channel", word("channel", "channel."+string(c.Platform)), num("followers", c.Followers), num("posts", c.Posts))
		}
	}
	for _, c := range want {
		if hasFigures(want, c.Platform) && (!slices.Contains(a.Channels, c) || !a.Checked(c.Platform)) {
			stated = append(stated, c.Platform)
		}
	}
	return stated, nil
}

func (p Profile) same(o Profile) bool {
	return p.Name == o.Name && p.Country == o.Country && p.Niche == o.Niche && slices.Equal(p.Languages, o.Languages) && slices.Equal(p.Channels, o.Channels)
}

// ProfileChanged changed what an account says of itself.
type ProfileChanged struct {
	Account Key        `cbor:"1,keyasint"`
	Profile Profile    `cbor:"2,keyasint"`
	Stated  []Platform `cbor:"3,keyasint,omitempty"` // the channels whose figures are the owner's
}

// Wire implements [Event].
func (*ProfileChanged) Wire() string { return "account.profile_changed" }

// About implements [Event].
func (e *ProfileChanged) About() []Ref { return []Ref{{KindAccount, e.Account}} }

// Says implements [Event].
func (*ProfileChanged) Says() (Rule, []Arg) { return RuleProfile, nil }

func (e *ProfileChanged) apply(a *applying) {
	a.changeAccount(e.Account, func(c *Account) {
		p := e.Profile
		c.Name, c.Languages, c.Country, c.Niche, c.Channels, c.Stated = p.Name, p.Languages, p.Country, p.Niche, p.Channels, e.Stated
	})
}

// Tier is how far a creator reaches, by the followers of its largest channel whose figures were checked (003).
type Tier string

// The tiers; what counts as one is policy.
const (
	TierAnyone     Tier = "anyone"
	TierRising     Tier = "rising"
	TierInfluencer Tier = "influencer"
)

// Tiers returns every tier, the widest last.
func Tiers() []Tier { return []Tier{TierAnyone, TierRising, TierInfluencer} }

// Tier returns how far a creator reaches, "" for who is none.
func (a *Account) Tier(p *Policy) Tier {
	switch f := a.Followers(); {
	case a.Role != Creator:
		return ""
	case f >= p.Get(InfluencerFollowers):
		return TierInfluencer
	case f >= p.Get(RisingFollowers):
		return TierRising
	}
	return TierAnyone
}
