package cli

import (
	"strconv"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// taskNoun is a task: the flags' names in snake_case, and what becomes of it.
func taskNoun() noun[*model.Task] {
	return noun[*model.Task]{columns: taskColumns(), cells: taskCells()}
}

func taskColumns() []column[*model.Task] {
	type task = *model.Task
	return []column[task]{
		{"id", inAll, func(_ *scene, b []byte, t task) []byte { return appendString(b, string(t.ID)) }},
		{"state", inAll, func(_ *scene, b []byte, t task) []byte { return appendString(b, t.State.String()) }},
		{"seller", inAll, func(s *scene, b []byte, t task) []byte { return appendString(b, s.who(t.Seller)) }},
		{"version", inAll, func(_ *scene, b []byte, t task) []byte { return appendInt(b, int64(t.Version)) }},
		{"type", inAll, func(_ *scene, b []byte, t task) []byte { return appendString(b, t.Type.String()) }},
		{"title", inAll, func(_ *scene, b []byte, t task) []byte { return appendString(b, t.Title) }},
		{"link", inAll, func(_ *scene, b []byte, t task) []byte {
			return appendList(b, t.Links, func(b []byte, l model.ItemLink) []byte { return appendString(b, l.URL) })
		}},
		{"content", inAll, func(_ *scene, b []byte, t task) []byte { return appendStrings(b, t.Terms.Content) }},
		{"language", inAll, func(_ *scene, b []byte, t task) []byte { return appendStrings(b, t.Languages) }},
		{"country", inAll, func(_ *scene, b []byte, t task) []byte { return appendStrings(b, t.Countries) }},
		{"channel", inAll, func(_ *scene, b []byte, t task) []byte { return appendStrings(b, t.Terms.Channels) }},
		{"description", inAll, func(_ *scene, b []byte, t task) []byte { return appendString(b, t.Description) }},
		{"require", inAll, func(_ *scene, b []byte, t task) []byte { return appendStrings(b, t.Terms.Brief) }},
		{"fee", inAll, func(_ *scene, b []byte, t task) []byte { return appendMoney(b, t.Terms.Fee) }},
		{"currency", inJSON, func(_ *scene, b []byte, t task) []byte { return appendText(b, string(t.Terms.Fee.Currency)) }},
		{"samples", inAll, func(_ *scene, b []byte, t task) []byte { return appendInt(b, int64(t.Terms.Samples)) }},
		{"keep", inAll, func(_ *scene, b []byte, t task) []byte { return appendBool(b, t.Terms.Keep) }},
		{"product", inAll, func(_ *scene, b []byte, t task) []byte { return appendBool(b, t.Terms.Reward == model.Product) }},
		{"wanted", inAll, func(_ *scene, b []byte, t task) []byte { return appendInt(b, int64(t.Wanted)) }},
		{"apply_by", inAll, func(_ *scene, b []byte, t task) []byte { return appendMoment(b, t.Terms.ApplyBy) }},
		{"submit_by", inAll, func(_ *scene, b []byte, t task) []byte { return appendMoment(b, t.Terms.SubmitBy) }},
		{"related", inAll, func(_ *scene, b []byte, t task) []byte { return appendStrings(b, t.Related) }},
		{"brand_stream", inAll, func(_ *scene, b []byte, t task) []byte { return appendBool(b, t.Terms.BrandStream) }},
		{"activity", inAll, func(s *scene, b []byte, t task) []byte { return appendList(b, t.Activities, s.appendActivity) }},
		{"exposure", inJSON, func(_ *scene, b []byte, t task) []byte { return appendList(b, t.Exposures, appendExposure) }},
		{"applications", inJSON, func(_ *scene, b []byte, t task) []byte { return appendApplications(b, t) }},
		{"clocks", inJSON, func(s *scene, b []byte, t task) []byte { return appendList(b, s.clocksOf(t), s.appendClock) }},
		{"item", inJSON, func(_ *scene, b []byte, t task) []byte {
			return appendList(b, t.Links, func(b []byte, l model.ItemLink) []byte { return appendString(b, l.Item) })
		}},
		{"reward", inJSON, func(_ *scene, b []byte, t task) []byte { return appendReward(b, t.Terms) }},
		{"promo", inJSON, func(s *scene, b []byte, t task) []byte { return s.appendPromo(b, t) }},
		{"codes", inJSON, func(s *scene, b []byte, t task) []byte { return appendStrings(b, s.ownCodes(t)) }},
		{"created_at", inAll, func(_ *scene, b []byte, t task) []byte { return appendMoment(b, t.Created) }},
		{"published_at", inAll, func(_ *scene, b []byte, t task) []byte { return appendMoment(b, t.PublishAt) }},
		{"closed_at", inJSON, func(_ *scene, b []byte, t task) []byte { return appendMoment(b, t.ClosedAt) }},
		{"waiting", inSheet, func(_ *scene, b []byte, t task) []byte { return appendInt(b, int64(t.Waiting)) }},
		{"approved", inSheet, func(_ *scene, b []byte, t task) []byte { return appendInt(b, int64(t.Approved)) }},
		{"rejected", inSheet, func(_ *scene, b []byte, t task) []byte { return appendInt(b, int64(t.Rejected)) }},
	}
}

func appendApplications(b []byte, t *model.Task) []byte {
	b = append(b, '{')
	b = appendInt(appendKey(b, "waiting"), int64(t.Waiting))
	b = appendInt(appendKey(b, "approved"), int64(t.Approved))
	b = appendInt(appendKey(b, "rejected"), int64(t.Rejected))
	return append(b, '}')
}

func taskCells() []cell[*model.Task] {
	type task = *model.Task
	return []cell[task]{
		{"task", false, false, false, func(_ *scene, t task) styled { return plain(string(t.ID)) }},
		{"type", false, false, true, func(s *scene, t task) styled { return muted(s.words.Say("type_short." + t.Type.String())) }},
		{"state", false, false, true, func(s *scene, t task) styled { return plain(s.words.Say("state.task." + t.State.String())) }},
		{"title", false, true, false, func(_ *scene, t task) styled { return plain(t.Title) }},
		{"seller", false, false, false, func(s *scene, t task) styled { return plain(s.who(t.Seller)) }},
		{"reward", true, false, false, func(s *scene, t task) styled { return plain(s.reward(t.Terms)) }},
		{"speaks", false, false, true, func(_ *scene, t task) styled { return muted(strings.Join(t.Languages, " ")) }},
		{"apply_by", true, false, false, func(s *scene, t task) styled { return s.applyBy(t) }},
		{"waiting", true, false, false, func(_ *scene, t task) styled { return styled{countOrNone(t.Waiting), kit.Warn} }},
		{"approved", true, false, true, func(_ *scene, t task) styled { return plain(countOrNone(t.Approved)) }},
	}
}

// applyBy says how long people can still apply.
func (s *scene) applyBy(t *model.Task) styled {
	if t.State != model.Published {
		return muted("")
	}
	return plain(s.words.Left(s.Now, t.Terms.ApplyBy))
}

func countOrNone(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// reward says what a creator gets, "120.00 USD + 5%".
func (s *scene) reward(t model.Terms) string {
	switch t.Reward {
	case model.Fee:
		return s.words.Money(t.Fee)
	case model.FeeAndCommission:
		return s.words.Money(t.Fee) + " + " + t.Rate.String()
	case model.Product:
		return s.words.Say("reward.product")
	case model.FeePerUse:
		return s.words.Say("promo.per_use", assets.Text("fee", s.words.Money(t.Fee)))
	default:
		return t.Rate.String()
	}
}
