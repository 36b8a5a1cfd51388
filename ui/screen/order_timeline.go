package screen

import (
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// timelineLines draws what happened, the newest first: when, what, who and by which rule.
func (f *orderFile) timelineLines(t kit.Theme, s speech, w int) []string {
	tl := f.waits.timeline(s)
	for i := len(f.history) - 1; i >= 0; i-- {
		h := f.history[i]
		if _, ledger := h.Event.(*model.LedgerPosted); ledger {
			continue // the payment that it belongs to stands beside it
		}
		rule, _ := h.Event.Says()
		who := f.name(h.Actor.Account)
		if who == "" {
			who = s.Say("order.by_itself")
		}
		tl = append(tl, kit.Moment{When: s.exact(h.At), Text: s.Event(h.Event), Detail: who + " " + s.sign(kit.Nothing) + " " + string(rule)})
	}
	return tl.View(t, w)
}
