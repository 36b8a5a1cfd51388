package model

import "slices"

// accessRoles are the roles that one may ask for; staff is made by the operator.
func accessRoles() []Role { return []Role{Seller, Creator, Agency} }

// ApplyForAccess asks for an account. Whoever has none utters it, known by the key that was proven; an operator may
// enter it for somebody whose key came another way. The form travels beside, as a commitment.
type ApplyForAccess struct {
	ID   ID          `cbor:"1,keyasint"`
	Role Role        `cbor:"2,keyasint"`
	Kind CreatorKind `cbor:"3,keyasint,omitempty"`
	Text string      `cbor:"4,keyasint"` // the public key
	Form Commitment  `cbor:"5,keyasint"`
}

// Wire implements [Command].
func (*ApplyForAccess) Wire() string { return "access.apply" }

func (c *ApplyForAccess) decide(d *deciding) *Refusal {
	pub, r := ParseKey(c.Text)
	if r != nil {
		return r
	}
	switch {
	case d.actor.Account == 0 && d.actor.Proven != "" && d.actor.Proven != pub.Fingerprint:
		return refuse(RuleAccessKey, "key", text("fingerprint", d.actor.Proven))
	case d.actor.Account == 0 && d.actor.Proven != "":
	case !d.actor.Operator:
		return noRight("key", word("needs", "role.applicant"))
	}
	if !c.ID.Valid(AccessLetter) {
		return usage(RuleID, "id", text("value", Safe(string(c.ID))))
	}
	if _, taken := byID(d.s, ListAccessID, c.ID); taken {
		return refuse(RuleIDTaken, "id", text("id", string(c.ID)))
	}
	form, ok := readForm(reveal(d.s, c.Form))
	if !ok {
		return usage(RuleAccessForm, "access")
	}
	if r := first(c.check(d, form), d.accessFree(pub)); r != nil {
		return r
	}
	d.emit(&AccessAsked{
		Key: d.s.Next(KindAccess), ID: c.ID, Role: c.Role, Kind: c.Kind, Fingerprint: pub.Fingerprint, Text: pub.Text, Form: c.Form,
		Policy: MarketOf(d.s).Policy,
	})
	return nil
}

// check refuses what could not become an account.
func (c *ApplyForAccess) check(d *deciding, f AccessForm) *Refusal {
	if !slices.Contains(accessRoles(), c.Role) {
		return refuse(RuleAccessRole, "role", text("value", Safe(string(c.Role))))
	}
	if c.Role == Creator && c.Kind == "" {
		return refuse(RuleRequired, "kind")
	}
	if most := d.policy().Get(AccessChannelsMax); most > 0 && int64(len(f.Channels)) > most {
		return refuse(RuleTooMany, "channel", num("count", int64(len(f.Channels))), num("max", most))
	}
	add := f.account(c.Role, c.Kind)
	if r := first(add.checkWords(d), add.checkRole(), d.checkText("note", f.Note, AccessNoteChars, true)); r != nil {
		return r
	}
	if AccountByHandle(d.s, f.Handle) != nil {
		return refuse(RuleHandleTaken, "handle", text("handle", f.Handle))
	}
	if c.Kind == Internal || c.Kind == External {
		if m := MarketOf(d.s); !m.AccessOpen(d.now) {
			return refuse(RuleAccessWindow, "kind", when("from", m.AccessFrom), when("until", m.AccessUntil))
		}
	}
	return d.verified(c.Kind, f.Channels)
}

// account returns the account that an application asks for. The figures that were entered stay out of it: sellers
// never see them (M40).
func (f AccessForm) account(role Role, kind CreatorKind) *AddAccount {
	return &AddAccount{Handle: f.Handle, Name: f.Name, Role: role, Kind: kind, Channels: f.Channels, Languages: f.Languages, Country: f.Country, Niche: f.Niche}
}

// bare returns channels without their figures.
func bare(channels []Channel) []Channel {
	var all []Channel
	for _, c := range channels {
		all = append(all, Channel{Platform: c.Platform})
	}
	return all
}

// verified demands the figures of rule 1 on one channel: on AliExpress for internal creators, outside for external.
func (d *deciding) verified(kind CreatorKind, channels []Channel) *Refusal {
	posts, followers := VerifyExternalPosts, VerifyExternalFollowers
	switch kind {
	case Internal:
		posts, followers = VerifyInternalPosts, VerifyInternalFollowers
	case External:
	default:
		return nil
	}
	p := d.policy()
	var best Channel
	for _, c := range channels {
		if (c.Platform == "aliexpress_feed") != (kind == Internal) {
			continue
		}
		if c.Posts > p.Get(posts) && c.Followers > p.Get(followers) {
			return nil
		}
		if c.Followers > best.Followers || best.Platform == "" {
			best = c
		}
	}
	return refuse(RuleAccessNumbers, "channel", word("kind", "kind."+string(kind)), num("posts", best.Posts), num("followers", best.Followers),
		num("least_posts", p.Get(posts)), num("least_followers", p.Get(followers)))
}

// accessFree holds what one key may ask for, and how much may wait at all: whoever has no account costs nothing but
// a key, and keys are cheap.
func (d *deciding) accessFree(pub PublicKey) *Refusal {
	if r := d.keyFree(pub, 0, false); r != nil {
		return r
	}
	if last := lastAccess(d.s, pub.Fingerprint); last != nil {
		if last.State == AccessWaiting {
			return refuse(RuleAccessWaiting, "key", text("access", string(last.ID)))
		}
		if again := ApplyAgain(d.policy(), last); last.State != AccessWithdrawn && d.now < again {
			return refuse(RuleAccessAgain, "key", text("access", string(last.ID)), when("at", again))
		}
	}
	q := AccessIn(AccessWaiting)
	waiting := int64(d.s.Count(q.List, q.Group))
	if most := d.policy().Get(AccessWaitingMax); most > 0 && waiting >= most {
		return refuse(RuleAccessFull, "key", num("max", most))
	}
	return d.withdrawn(pub.Fingerprint, waiting)
}

// AccessAsked is an application for access that came.
type AccessAsked struct {
	Key         Key         `cbor:"1,keyasint"`
	ID          ID          `cbor:"2,keyasint"`
	Role        Role        `cbor:"3,keyasint"`
	Kind        CreatorKind `cbor:"4,keyasint,omitempty"`
	Fingerprint string      `cbor:"5,keyasint"`
	Text        string      `cbor:"6,keyasint"`
	Form        Commitment  `cbor:"7,keyasint"`
	Policy      Key         `cbor:"8,keyasint"`
}

// Wire implements [Event].
func (*AccessAsked) Wire() string { return "access.asked" }

// About implements [Event].
func (e *AccessAsked) About() []Ref { return []Ref{{KindAccess, e.Key}} }

// Says implements [Event]. What was entered is not told: the operator reads this too.
func (e *AccessAsked) Says() (Rule, []Arg) {
	return RuleAccess, []Arg{text("access", string(e.ID)), word("role", "role."+string(e.Role)), text("fingerprint", e.Fingerprint)}
}

func (e *AccessAsked) apply(a *applying) {
	a.s.Put(&Access{
		Key: e.Key, ID: e.ID, Role: e.Role, Kind: e.Kind, Fingerprint: e.Fingerprint, Text: e.Text, Form: e.Form, At: a.At,
		Policy: e.Policy, State: AccessWaiting,
	})
}
