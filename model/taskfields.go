package model

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// TaskFields is all that a seller fills in. Its zero values mean "not filled in yet", which a draft may be.
type TaskFields struct {
	Type        TaskType      `cbor:"1,keyasint"`
	Title       string        `cbor:"2,keyasint"`
	Description string        `cbor:"3,keyasint,omitempty"`
	Links       []string      `cbor:"4,keyasint,omitempty"`
	Content     []ContentType `cbor:"5,keyasint,omitempty"`
	Channels    []Platform    `cbor:"6,keyasint,omitempty"`
	Languages   []string      `cbor:"7,keyasint,omitempty"`
	Countries   []string      `cbor:"8,keyasint,omitempty"`
	Related     []string      `cbor:"9,keyasint,omitempty"`
	Samples     int           `cbor:"10,keyasint,omitempty"`
	Keep        bool          `cbor:"11,keyasint,omitempty"`
	Fee         *Money        `cbor:"12,keyasint,omitempty"`
	Product     bool          `cbor:"13,keyasint,omitempty"` // the sample is the reward
	Wanted      int           `cbor:"14,keyasint,omitempty"`
	ApplyBy     Moment        `cbor:"15,keyasint,omitempty"`
	SubmitBy    Moment        `cbor:"16,keyasint,omitempty"`
	Brief       []string      `cbor:"17,keyasint,omitempty"`
	BrandStream bool          `cbor:"18,keyasint,omitempty"`
}

// Fields returns what the seller of a task filled in, for a form to begin with.
func (t *Task) Fields() TaskFields {
	f := TaskFields{
		Type: t.Type, Title: t.Title, Description: t.Description, Content: t.Terms.Content, Channels: t.Terms.Channels,
		Languages: t.Languages, Countries: t.Countries, Related: t.Related, Samples: t.Terms.Samples, Keep: t.Terms.Keep,
		Product: t.Terms.Reward == Product, Wanted: t.Wanted, ApplyBy: t.Terms.ApplyBy, SubmitBy: t.Terms.SubmitBy,
		Brief: t.Terms.Brief, BrandStream: t.Terms.BrandStream,
	}
	for _, l := range t.Links {
		f.Links = append(f.Links, l.URL)
	}
	if t.Terms.Fee.Currency != "" {
		fee := t.Terms.Fee
		f.Fee = &fee
	}
	return f
}

// CheckTask returns everything that is wrong with the fields, and every warning, as the actor would hear of
// them. What is merely not filled in yet counts only where the task is to be published.
func CheckTask(r Reader, actor Actor, now Moment, f TaskFields, publish bool) ([]*Refusal, []Note) {
	d := &deciding{s: NewOverlay(r), actor: actor, now: now}
	seller := d.account()
	if seller == nil {
		seller = &Account{}
	}
	all := d.checkFields(seller, &f)
	if publish {
		all = append(all, d.missing(&f)...)
	}
	d.lint(&f)
	return all, d.notes
}

// checkFields returns what can never be right, in the order of the form.
func (d *deciding) checkFields(seller *Account, f *TaskFields) []*Refusal {
	all := []*Refusal{d.checkType(seller, f), d.needText("title", f.Title, TitleChars, false)}
	links, r := d.checkItemLinks(f.Links)
	all = append(all, r)
	if f.Type.CPS() && len(links) > 1 {
		all = append(all, refuse(RuleOneLink, "link", num("count", int64(len(links)))))
	}
	all = append(all, d.checkContentTypes(f), d.checkChannels(f), checkLanguages("language", f.Languages),
		checkCountries("country", f.Countries), d.checkText("description", f.Description, DescriptionChars, true), d.checkRelated(f),
		d.checkSamples(f), d.checkReward(f), d.checkBrief(f), d.checkDates(f))
	if most := d.policy().Get(TaskWantedMax); f.Wanted < 0 || int64(f.Wanted) > most {
		all = append(all, refuse(RuleWanted, "wanted", num("value", int64(f.Wanted)), num("max", most)))
	}
	return slices.DeleteFunc(all, func(r *Refusal) bool { return r == nil })
}

func (d *deciding) checkType(seller *Account, f *TaskFields) *Refusal {
	switch {
	case f.Type == StorePromoCode:
		return refuse(RulePromoWay, "type")
	case f.Type < AliExpressCPS || f.Type > StorePromoCode:
		return usage(RuleTypeName, "type")
	case seller.Level == Standard:
		return refuse(RuleSellerLevel, "type", word("level", "level.standard"))
	case f.Type.CPS() && seller.InPortals == 0:
		return refuse(RulePortals, "type")
	}
	return nil
}

func (d *deciding) checkContentTypes(f *TaskFields) *Refusal {
	for _, c := range f.Content {
		if !slices.Contains(ContentTypes(), c) {
			return usage(RuleContentName, "content", text("value", Safe(string(c))))
		}
	}
	return nil
}

func (d *deciding) checkChannels(f *TaskFields) *Refusal {
	for _, c := range f.Channels {
		if !slices.Contains(Platforms(), c) {
			return usage(RuleChannel, "channel", text("value", Safe(string(c))))
		}
		feed := c == Platforms()[0]
		if f.Type == AliExpressCPS && !feed || f.Type == SocialCPS && feed {
			return refuse(RuleChannelSide, "channel", word("type", "type."+f.Type.String()), word("channel", "channel."+string(c)))
		}
	}
	return nil
}

func (d *deciding) checkRelated(f *TaskFields) *Refusal {
	if most := d.policy().Get(TaskLinksMax); int64(len(f.Related)) > most {
		return refuse(RuleTooMany, "related", num("count", int64(len(f.Related))), num("max", most))
	}
	for _, l := range f.Related {
		if r := d.checkAddress("related", l); r != nil {
			return r
		}
	}
	return nil
}

func (d *deciding) checkSamples(f *TaskFields) *Refusal {
	if most := d.policy().Get(TaskSamplesMax); f.Samples < 0 || int64(f.Samples) > most {
		return refuse(RuleSamples, "samples", num("value", int64(f.Samples)), num("max", most))
	}
	return nil
}

func (d *deciding) checkReward(f *TaskFields) *Refusal {
	switch {
	case f.Fee != nil && f.Type != FixedPrice:
		return refuse(RuleFeeType, "fee", word("type", "type."+f.Type.String()))
	case f.Product && f.Type != FixedPrice:
		return refuse(RuleFeeType, "product", word("type", "type."+f.Type.String()))
	case f.Product && f.Fee != nil:
		return refuse(RuleOneReward, "fee")
	case f.Product && f.Samples == 0:
		return refuse(RuleProductSample, "samples")
	case f.Fee != nil && f.Fee.Minor <= 0:
		return refuse(RuleFeePositive, "fee", amount("fee", *f.Fee))
	}
	if f.Fee != nil {
		if _, ok := f.Fee.Currency.Digits(); !ok {
			return usage(RuleCurrency, "currency", text("value", Safe(string(f.Fee.Currency))))
		}
	}
	return nil
}

func (d *deciding) checkBrief(f *TaskFields) *Refusal {
	if most := d.policy().Get(TaskClausesMax); int64(len(f.Brief)) > most {
		return refuse(RuleTooMany, "require", num("count", int64(len(f.Brief))), num("max", most))
	}
	for _, clause := range f.Brief {
		if r := d.needText("require", clause, ClauseChars, false); r != nil {
			return r
		}
	}
	return nil
}

func (d *deciding) checkDates(f *TaskFields) *Refusal {
	horizon := d.policy().days(d.now, TaskDeadlineDays)
	switch {
	case f.ApplyBy != 0 && f.ApplyBy <= d.now:
		return refuse(RulePast, "apply_by", when("value", f.ApplyBy), when("now", d.now))
	case f.SubmitBy != 0 && f.SubmitBy <= d.now:
		return refuse(RulePast, "submit_by", when("value", f.SubmitBy), when("now", d.now))
	case f.ApplyBy != 0 && f.SubmitBy != 0 && f.SubmitBy <= f.ApplyBy:
		return refuse(RuleReversed, "submit_by", when("apply_by", f.ApplyBy), when("submit_by", f.SubmitBy))
	case f.ApplyBy > horizon:
		return refuse(RuleTooFar, "apply_by", when("value", f.ApplyBy), when("max", horizon))
	case f.SubmitBy > horizon:
		return refuse(RuleTooFar, "submit_by", when("value", f.SubmitBy), when("max", horizon))
	}
	return nil
}

// missing returns what a task needs before it can be published.
func (d *deciding) missing(f *TaskFields) []*Refusal {
	var all []*Refusal
	need := func(filled bool, field string) {
		if !filled {
			all = append(all, refuse(RuleRequired, field))
		}
	}
	need(len(f.Links) > 0, "link")
	need(len(f.Content) > 0, "content")
	need(strings.TrimSpace(f.Description) != "", "description")
	if f.Type == FixedPrice && f.Fee == nil && !f.Product {
		all = append(all, refuse(RuleFeeMissing, "fee"))
	}
	need(f.ApplyBy != 0, "apply_by")
	need(f.SubmitBy != 0, "submit_by")
	return all
}

// lint notes what is allowed but seldom goes well.
func (d *deciding) lint(f *TaskFields) {
	p := d.policy()
	if lead := p.days(f.ApplyBy, TaskSampleLeadDays); f.Samples > 0 && f.ApplyBy != 0 && f.SubmitBy != 0 && f.SubmitBy < lead {
		d.note(RuleSampleLead, "submit_by", num("days", int64(f.SubmitBy.Sub(f.ApplyBy).Hours()/24)), num("usual", p.Get(TaskSampleLeadDays)), when("use", lead))
	}
	if most := p.Get(TaskSamplesUsual); int64(f.Samples) > most {
		d.note(RuleSamplesUsual, "samples", num("value", int64(f.Samples)), num("max", most))
	}
	if n := utf8.RuneCountInString(strings.TrimSpace(f.Description)); int64(n) < p.Get(TaskVagueChars) {
		d.note(RuleVague, "description", num("length", int64(n)), num("min", p.Get(TaskVagueChars)))
	}
	if most := p.Get(TaskCPSClauses); f.Type.CPS() && int64(len(f.Brief)) > most {
		d.note(RuleStrongCPS, "require", num("count", int64(len(f.Brief))), num("max", most))
	}
	if !slices.Contains(f.Languages, "en") && !slices.Contains(f.Languages, "ru") { // with either, most can take part
		for _, l := range f.Languages {
			d.note(RuleFewSpeakers, "language", word("language", "language."+l))
		}
	}
	if slices.Contains(f.Content, LiveStream) && len(f.Content) == 1 && !f.BrandStream {
		d.note(RuleLive, "content")
	}
}

// terms makes the terms that an application would freeze.
func (f *TaskFields) terms(seller *Account, now Moment) Terms {
	t := Terms{
		Reward: Commission, Rate: seller.RateAt(now), ApplyBy: f.ApplyBy, SubmitBy: f.SubmitBy, Samples: f.Samples, Keep: f.Keep || f.Product,
		Content: f.Content, Channels: f.Channels, Brief: f.Brief, BrandStream: f.BrandStream,
	}
	if f.Type != FixedPrice {
		return t
	}
	t.Reward = Fee
	if f.Fee != nil {
		t.Fee = *f.Fee
	}
	if seller.InPortals != 0 {
		t.Reward = FeeAndCommission
	}
	if f.Product {
		t.Reward, t.Rate = Product, 0
	}
	return t
}
