// Package hubtest has what tests of a hub and of what speaks to one have in common: a small marketplace, told as the
// commands that make it, and people who do something random with it. It sends nothing itself.
package hubtest

import (
	"time"

	"aeconnect/model"
)

// Deed is a command that somebody sends.
type Deed struct {
	Handle  string // "" for the owner
	Command model.Command
	Secrets []model.Opened
}

// Day is a day.
const Day = 24 * time.Hour

// Start is when the tests' marketplaces are opened.
func Start() model.Moment { return model.At(time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)) }

// Policy is what the tests' marketplaces are opened with; the numbers are those of the rules.
func Policy() []model.PolicyValue {
	values := map[model.Number]int64{
		model.ApplicationReviewDays: 7, model.SampleShipDays: 5, model.SampleReceiveDays: 30, model.SampleContentDays: 7,
		model.SampleLossesStop: 2, model.AddressHideDays: 15, model.ContentReviewDays: 5, model.ContentChangesDays: 5,
		model.ContentModifications: 2, model.ContentLinksMax: 10, model.PaymentRecordDays: 5, model.PaymentEscalateDays: 30,
		model.PaymentAckDays: 30, model.OrderCompleteDays: 30, model.ExtensionMaxDays: 7, model.ExtensionPerOrder: 1,
		model.ExtensionAnswerDays: 3, model.OfferAnswerDays: 5, model.StopAnswerDays: 5, model.PayoutHoldHours: 24,
		model.SuspenseReviewDays: 30, model.UndoMinutes: 10, model.HubGraceHours: 24, model.HubDownMinutes: 60,
		model.TaskSampleLeadDays: 45, model.TaskSamplesUsual: 3, model.TaskSamplesMax: 20, model.TaskWantedMax: 100000,
		model.TaskDeadlineDays: 730, model.TaskClausesMax: 20, model.TaskLinksMax: 20, model.TaskCPSClauses: 5, model.TaskVagueChars: 40,
		model.RateMin: 300, model.RateMax: 9000, model.RateEffectiveDays: 1, model.InfluencerFollowers: 10000, model.TitleChars: 120,
		model.DescriptionChars: 5000, model.NoteChars: 1000, model.ClauseChars: 300, model.NameChars: 80, model.AddressChars: 300,
		model.ReferenceChars: 80, model.LinkChars: 2000, model.BatchRowsMax: 1000, model.SweepRows: 256, model.EntryBytes: 262144,
	}
	var all []model.PolicyValue
	for n, v := range values {
		all = append(all, model.PolicyValue{Name: n, Value: v})
	}
	return model.SortPolicy(all)
}

// Secret seals a text with a salt that depends on nothing else.
func Secret(value string) model.Opened {
	o := model.Opened{Value: value}
	copy(o.Salt[:], value)
	return o
}

// Found opens a marketplace with a seller, lumen, and a creator, mia, who may do everything.
func Found(virtual bool) []Deed {
	open := Deed{Command: &model.OpenMarket{Virtual: virtual, Start: Start(), Zone: "UTC", Values: Policy()}}
	return append([]Deed{open}, People("lumen", "mia")...)
}

// People adds a seller and a creator.
func People(seller, creator string) []Deed {
	address, paypal := Secret(creator+", Hauptstr. 1, 10115 Berlin"), Secret(creator+"@example.com")
	return []Deed{
		{Command: &model.AddAccount{Handle: seller, Name: "Seller " + seller, Role: model.Seller, Level: model.Senior}},
		{Command: &model.AddAccount{
			Handle: creator, Name: "Creator " + creator, Role: model.Creator, Kind: model.External, Languages: []string{"en"}, Country: "DE",
			Channels: []model.Channel{{Platform: "instagram", Followers: 48000, Posts: 210}},
		}},
		{Handle: seller, Command: &model.JoinPortals{Rate: 500}},
		{Handle: creator, Command: &model.SetAddress{Handle: creator, Address: address.Commit()}, Secrets: []model.Opened{address}},
		{Handle: creator, Command: &model.SetPayPal{Handle: creator, PayPal: paypal.Commit()}, Secrets: []model.Opened{paypal}},
	}
}

// Earbuds are the fields of a fixed price task, with one sample.
func Earbuds(now model.Moment) model.TaskFields {
	return model.TaskFields{
		Type: model.FixedPrice, Title: "Wireless earbuds launch", Links: []string{"https://www.aliexpress.com/item/1005006123456789.html"},
		Content: []model.ContentType{"video", "article"}, Languages: []string{"en"},
		Description: "30 h battery, fits small ears, show the case in daylight", Brief: []string{"Show the case open", "Say the battery life"},
		Fee: &model.Money{Minor: 12000, Currency: "USD"}, Samples: 1, ApplyBy: now.Add(10 * Day), SubmitBy: now.Add(60 * Day),
	}
}
