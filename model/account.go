package model

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// Role is what an account may do at all.
type Role string

// The roles.
const (
	Seller   Role = "seller"
	Creator  Role = "creator"
	Agency   Role = "agency"
	Support  Role = "support"
	Operator Role = "operator"
)

// Roles returns every role.
func Roles() []Role { return []Role{Seller, Creator, Agency, Support, Operator} }

// Level is a seller's standing with AliExpress.
type Level string

// The levels; senior and high-potential sellers have access at once (000).
const (
	Senior        Level = "senior"
	HighPotential Level = "high-potential"
	Standard      Level = "standard"
)

// Levels returns every level.
func Levels() []Level { return []Level{Senior, HighPotential, Standard} }

// CreatorKind is what sort of creator an account is.
type CreatorKind string

// The kinds of creators.
const (
	Internal   CreatorKind = "internal" // posts on AliExpress Feed
	External   CreatorKind = "external" // posts on social media
	GroupOwner CreatorKind = "group_owner"
	Buyer      CreatorKind = "buyer"
)

// CreatorKinds returns every kind.
func CreatorKinds() []CreatorKind { return []CreatorKind{Internal, External, GroupOwner, Buyer} }

// Platform is where content is published.
type Platform string

// Platforms returns every platform: AliExpress Feed first, then those outside (M5).
func Platforms() []Platform {
	return []Platform{"aliexpress_feed", "youtube", "facebook", "instagram", "vk", "tiktok", "other"}
}

// Channel is one place where a creator publishes.
type Channel struct {
	Platform  Platform `cbor:"1,keyasint"`
	Followers int64    `cbor:"2,keyasint,omitempty"`
	Posts     int64    `cbor:"3,keyasint,omitempty"`
}

// RateFrom is a commission rate and when it begins to count.
type RateFrom struct {
	Rate Rate   `cbor:"1,keyasint"`
	From Moment `cbor:"2,keyasint"`
}

// Account is one person, shop, agency or member of staff.
type Account struct {
	Key       Key         `cbor:"1,keyasint"`
	Handle    string      `cbor:"2,keyasint"` // unique, ASCII, lower case
	Name      string      `cbor:"3,keyasint"`
	Role      Role        `cbor:"4,keyasint"`
	Level     Level       `cbor:"5,keyasint,omitempty"`
	Kind      CreatorKind `cbor:"6,keyasint,omitempty"`
	Channels  []Channel   `cbor:"7,keyasint,omitempty"`
	Languages []string    `cbor:"8,keyasint,omitempty"` // BCP 47
	Country   string      `cbor:"9,keyasint,omitempty"` // ISO 3166-1 alpha-2
	Niche     string      `cbor:"10,keyasint,omitempty"`
	Verified  bool        `cbor:"11,keyasint,omitempty"`
	Live      bool        `cbor:"12,keyasint,omitempty"` // may stream on AliExpress
	Joined    Moment      `cbor:"13,keyasint"`

	Address       Commitment   `cbor:"14,keyasint,omitempty"`
	PayPal        Commitment   `cbor:"15,keyasint,omitempty"`
	PayPalNext    Commitment   `cbor:"16,keyasint,omitempty"` // counts from the end of the hold
	PayPalChanged Moment       `cbor:"17,keyasint,omitempty"`
	Senders       []Commitment `cbor:"18,keyasint,omitempty"` // a seller's address book, last used first

	InPortals Moment     `cbor:"19,keyasint,omitempty"` // since when the shop is in the affiliate programme
	Rates     []RateFrom `cbor:"20,keyasint,omitempty"` // by From
	Escalated int        `cbor:"21,keyasint,omitempty"` // orders whose payment went to support
	Rev       uint32     `cbor:"22,keyasint,omitempty"`
	Addressed bool       `cbor:"23,keyasint,omitempty"` // of a projected row alone: there is an address that the viewer may not see
	KYC       Moment     `cbor:"25,keyasint,omitempty"` // when support looked at who it is; 0: not yet
	Stated    []Platform `cbor:"24,keyasint,omitempty"` // the channels whose figures its owner states, and nobody checked
}

func (*Account) kind() Kind { return KindAccount }

// Ref implements [Row].
func (a *Account) Ref() Ref { return Ref{KindAccount, a.Key} }

// Lists implements [Row].
func (a *Account) Lists(e *Entries) {
	e.Add(ListHandle, "", a.Handle)
	e.Add(ListRole, string(a.Role), a.Handle)
}

// HasAddress tells whether samples have somewhere to go. Everybody may know that, so it works on projected rows too.
func (a *Account) HasAddress() bool { return a.Addressed || !a.Address.IsZero() }

// Followers returns the followers of the largest channel whose figures were checked: what its owner merely states
// counts for nothing.
func (a *Account) Followers() int64 {
	var most int64
	for _, c := range a.Channels {
		if a.Checked(c.Platform) {
			most = max(most, c.Followers)
		}
	}
	return most
}

// Main returns the channel with the most followers that were checked, the first one where none were.
func (a *Account) Main() Channel {
	var main Channel
	for i, c := range a.Channels {
		if i == 0 || a.Checked(c.Platform) && (!a.Checked(main.Platform) || c.Followers > main.Followers) {
			main = c
		}
	}
	return main
}

// Influencer tells whether the account wears the badge (003).
func (a *Account) Influencer(p *Policy) bool {
	return a.Tier(p) == TierInfluencer
}

// RateAt returns the shop's commission rate for a sale at the moment; 0 before it joined the programme.
func (a *Account) RateAt(m Moment) Rate {
	var now Rate
	for _, r := range a.Rates {
		if r.From <= m {
			now = r.Rate
		}
	}
	return now
}

func (a *Account) clocks(r Reader) []Clock {
	if a.PayPalNext.IsZero() {
		return nil
	}
	return []Clock{{
		Rule: ClockPayoutHold, Of: a.Ref(), Side: Nobody, Creator: a.Key, From: a.PayPalChanged, Length: PayoutHoldHours,
		Due: policyOf(r, 1).hours(a.PayPalChanged, PayoutHoldHours), Default: "counts",
	}}
}

// AccountByHandle returns the account of a handle, or nil.
func AccountByHandle(r Reader, handle string) *Account {
	for p := range r.Scan(ListHandle, "", Place{Sort: handle}, false) {
		if p.Sort == handle {
			return must[*Account](r, p.Ref.Key)
		}
		break
	}
	return nil
}

// AccountOf returns the account of a key, or nil.
func AccountOf(r Reader, key Key) *Account { return must[*Account](r, key) }

// AddAccount admits somebody. On a local marketplace it records the admission by its operator.
type AddAccount struct {
	Handle    string      `cbor:"1,keyasint"`
	Name      string      `cbor:"2,keyasint,omitempty"`
	Role      Role        `cbor:"3,keyasint"`
	Level     Level       `cbor:"4,keyasint,omitempty"`
	Kind      CreatorKind `cbor:"5,keyasint,omitempty"`
	Channels  []Channel   `cbor:"6,keyasint,omitempty"`
	Languages []string    `cbor:"7,keyasint,omitempty"`
	Country   string      `cbor:"8,keyasint,omitempty"`
	Niche     string      `cbor:"9,keyasint,omitempty"`
	Keys      string      `cbor:"10,keyasint,omitempty"` // its first SSH keys, as [AddKey] takes them; no event holds them
}

// Wire implements [Command].
func (*AddAccount) Wire() string { return "account.add" }

func (c *AddAccount) decide(d *deciding) *Refusal {
	if r := d.operator(); r != nil {
		return r
	}
	return c.admit(d)
}

// admit makes the account, whoever let it in.
func (c *AddAccount) admit(d *deciding) *Refusal {
	if r := first(c.checkWords(d), c.checkRole()); r != nil {
		return r
	}
	if AccountByHandle(d.s, c.Handle) != nil {
		return refuse(RuleHandleTaken, "handle", text("handle", c.Handle))
	}
	e := &AccountAdded{Key: d.s.Next(KindAccount), AddAccount: *c, Verified: c.Kind == Internal || c.Kind == External}
	if e.Name == "" {
		e.Name = e.Handle
	}
	if e.Role == Seller && e.Level == "" {
		e.Level = Standard
	}
	if e.Role == Creator && e.Kind == "" {
		e.Kind, e.Verified = Buyer, false
	}
	e.Keys = ""
	d.emit(e)
	if c.Keys == "" {
		return nil
	}
	if r := d.fullKey(); r != nil {
		return r
	}
	return d.addKeys(e.Key, &AddKey{Text: c.Keys}, KeyFull)
}

func (c *AddAccount) checkWords(d *deciding) *Refusal {
	if !validHandle(c.Handle) {
		return refuse(RuleHandle, "handle", text("value", Safe(c.Handle)))
	}
	if r := first(d.checkText("name", c.Name, NameChars, false), d.checkText("niche", c.Niche, NameChars, false)); r != nil {
		return r
	}
	if r := checkLanguages("language", c.Languages); r != nil {
		return r
	}
	if c.Country != "" {
		if r := checkCountries("country", []string{c.Country}); r != nil {
			return r
		}
	}
	return checkChannels(c.Channels)
}

func (c *AddAccount) checkRole() *Refusal {
	if !slices.Contains(Roles(), c.Role) {
		return usage(RuleRoleName, "role", text("value", Safe(string(c.Role))))
	}
	if c.Level != "" && !slices.Contains(Levels(), c.Level) {
		return usage(RuleLevelName, "level", text("value", Safe(string(c.Level))))
	}
	if c.Kind != "" && !slices.Contains(CreatorKinds(), c.Kind) {
		return usage(RuleKindName, "kind", text("value", Safe(string(c.Kind))))
	}
	if c.Level != "" && c.Role != Seller {
		return refuse(RuleForRole, "level", word("needs", "role.seller"))
	}
	if c.Kind != "" && c.Role != Creator {
		return refuse(RuleForRole, "kind", word("needs", "role.creator"))
	}
	return nil
}

func validHandle(h string) bool {
	if slices.Contains([]string{"operator", "system", "nobody", "creators", "support", "me", "all", "applicant"}, h) {
		return false // words that lists and logs use for no single account
	}
	if len(h) < 2 || len(h) > 30 || strings.Contains("._-", h[:1]) {
		return false
	}
	for _, c := range h {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && !strings.ContainsRune("._-", c) {
			return false
		}
	}
	return true
}

func checkLanguages(field string, all []string) *Refusal {
	for _, l := range all {
		if tag, err := language.Parse(l); err != nil || tag == language.Und {
			return usage(RuleLanguage, field, text("value", Safe(l)))
		}
	}
	return nil
}

func checkCountries(field string, all []string) *Refusal {
	for _, c := range all {
		region, err := language.ParseRegion(c)
		if err != nil || len(c) != 2 || !region.IsCountry() {
			return usage(RuleCountry, field, text("value", Safe(c)))
		}
	}
	return nil
}

// AccountAdded admitted somebody.
type AccountAdded struct {
	Key Key `cbor:"20,keyasint"`
	AddAccount
	Verified bool `cbor:"21,keyasint,omitempty"`
}

// Wire implements [Event].
func (*AccountAdded) Wire() string { return "account.added" }

// About implements [Event].
func (e *AccountAdded) About() []Ref { return []Ref{{KindAccount, e.Key}} }

// Says implements [Event].
func (e *AccountAdded) Says() (Rule, []Arg) {
	return RuleAdmission, []Arg{text("handle", e.Handle), word("role", "role."+string(e.Role))}
}

func (e *AccountAdded) apply(a *applying) {
	a.s.Put(&Account{
		Key: e.Key, Handle: e.Handle, Name: e.Name, Role: e.Role, Level: e.Level, Kind: e.Kind, Channels: e.Channels,
		Languages: e.Languages, Country: e.Country, Niche: e.Niche, Verified: e.Verified, Joined: a.At,
	})
	a.s.Put(&Standing{Key: e.Key})
}
