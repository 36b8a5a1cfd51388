package screen

import "aeconnect/model"

// guidePages is which page of the guide belongs to what: to a screen, to a list ("list.tasks"), to the form of a verb
// ("act.send"), to an order in a state as a side sees it ("order.applied.seller").
func guidePages() map[string]string {
	return map[string]string{
		"today": "today", "square": "task-square", "task": "task-square", "create": "post-task", "order": "clocks", "why": "why", "journey": "rehearsal",
		"first": "about", "join": "offline", "growth": "rehearsal", "guide": "keys",

		"profile": "profile", "profile.orders": "reliability",

		"porch": "join-a-hub", "people": "people", "verification": "verification", "list.access": "people", "list.accounts": "people", "keys": "ssh-keys", "list.keys": "ssh-keys",

		"activities": "activities", "list.activities": "activities", "list.entries": "activities", "act.accept_entries": "activities", "act.refuse_entries": "activities", "list.exposures": "activities",

		"list.tasks": "my-tasks", "list.orders": "my-orders", "list.undo": "undo", "list.review": "review-applications", "list.applicants": "review-applications",
		"list.pending": "sample-delivery", "list.confirm": "content-confirmation", "list.payments": "payment", "list.suspense": "payment",
		"plan": "undo", "views": "filters", "news": "notifications", "settings": "settings", "confirm": "content-confirmation",
		"list.promos": "promo-codes", "list.codes": "promo-get",
		"outbox": "offline", "loading": "offline", "connection": "offline",
		"list.roster": "agency", "list.roster_orders": "agency", "list.pick_task": "agency", "list.pick_promo": "promo-get", "list.splits": "agency", "list.split_orders": "agency", "act.hand_to": "promo-get", "list.agencies": "agency", "act.apply_for": "agency",
		"act.apply_to": "agency", "act.share": "agency", "act.remove_creator": "agency",

		"hub": "hub", "pending": "sample-delivery", "payments": "payment", "payments.own": "get-paid", "statement": "ledger", "addresses": "settings",

		"act.approve": "review-applications", "act.reject": "review-applications", "act.send": "send-samples", "act.modify": "modify-information",
		"act.confirm": "content-confirmation", "act.changes": "ask-changes", "act.record": "payment", "act.submit": "submit", "act.receive": "receive-sample",
		"act.lost": "receive-sample", "act.acknowledge": "get-paid", "act.comment": "submit", "act.cancel": "cancel-application", "act.extend": "extend",
		"act.offer": "changed-terms", "act.stop": "changed-terms", "act.materials": "changed-terms", "act.provide": "changed-terms",
		"act.accept": "changed-terms", "act.accept_extension": "changed-terms", "act.accept_offer": "changed-terms", "act.accept_stop": "changed-terms",
		"act.refuse": "changed-terms", "act.refuse_extension": "changed-terms", "act.refuse_offer": "changed-terms", "act.refuse_stop": "changed-terms",

		"order.applied.seller": "review-applications", "order.awaiting_sample.seller": "send-samples", "order.sample_sent.seller": "modify-information",
		"order.awaiting_submission.seller": "changed-terms", "order.in_review.seller": "content-confirmation", "order.changes_requested.seller": "ask-changes",
		"order.confirmed.seller": "payment", "order.paid.seller": "payment", "order.expired.seller": "trouble",

		"order.applied.creator": "cancel-application", "order.awaiting_sample.creator": "receive-sample", "order.sample_sent.creator": "receive-sample",
		"order.awaiting_submission.creator": "submit", "order.in_review.creator": "submit", "order.changes_requested.creator": "submit",
		"order.submitted.creator": "get-paid", "order.confirmed.creator": "get-paid", "order.paid.creator": "get-paid", "order.completed.creator": "my-orders",
		"order.expired.creator": "trouble", "order.rejected.creator": "my-orders",
	}
}

// guidePage returns the page that belongs to something, the first of the names that has one; "" for the contents.
func guidePage(names ...string) string {
	pages := guidePages()
	for _, name := range names {
		if page := pages[name]; page != "" {
			return page
		}
	}
	return ""
}

// Guide implements kit.Guided, as the same method does for every screen below.
func (t today) Guide() string { return guidePage("today") }

// Guide implements kit.Guided.
func (q square) Guide() string { return guidePage("square") }

// Guide implements kit.Guided.
func (l list) Guide() string { return guidePage("list." + l.kind.id) }

// Guide implements kit.Guided.
func (p taskPage) Guide() string { return guidePage("task") }

// Guide implements kit.Guided.
func (c create) Guide() string { return guidePage("create") }

// Guide implements kit.Guided.
func (p sheetPage) Guide() string { return p.guide }

// Guide implements kit.Guided.
func (a actForm) Guide() string { return guidePage("act." + a.verb.id) }

// Guide implements kit.Guided.
func (p orderPage) Guide() string {
	if p.file == nil {
		return guidePage("order")
	}
	side := "creator"
	if p.file.side == model.SellerSide {
		side = "seller"
	}
	return guidePage("order."+p.file.order.State.String()+"."+side, "order")
}

// Guide implements kit.Guided.
func (w why) Guide() string { return guidePage("why") }

// Guide implements kit.Guided.
func (j journey) Guide() string { return guidePage("journey") }

// Guide implements kit.Guided.
func (f first) Guide() string { return guidePage("first") }

// Guide implements kit.Guided.
func (g growth) Guide() string { return guidePage("growth") }

// Guide implements kit.Guided: the page about the keys, on which those of the guide itself stand.
func (g guideScreen) Guide() string { return guidePage("guide") }

// Guide implements kit.Guided.
func (p profile) Guide() string { return guidePage("profile") }

// Guide implements kit.Guided.
func (n news) Guide() string { return guidePage("news") }

// Guide implements kit.Guided.
func (p figureOrders) Guide() string { return guidePage("profile.orders") }

// Guide implements kit.Guided.
func (p settings) Guide() string { return guidePage("settings") }

// Guide implements kit.Guided.
func (p porch) Guide() string { return guidePage("porch") }
