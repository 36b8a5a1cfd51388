package model

// Promo codes (rule 7, guide 002).
const (
	RulePromoNumber    Rule = "promo.number"     // {value}: what a promo code ID looks like
	RulePromoTaken     Rule = "promo.taken"      // {value}: the ID belongs to a code already
	RulePromoCode      Rule = "promo.code"       // {value}: what a code text looks like
	RulePromoCodeTaken Rule = "promo.code_taken" // {value}
	RulePromoScopeName Rule = "promo.scope_name" // {value}
	RulePromoScope     Rule = "promo.scope"      // {scope}: Storewide has no items, Set Products has some
	RulePromoDiscount  Rule = "promo.discount"   // {discount} {spend}
	RulePromoMinimum   Rule = "promo.minimum"    // {spend}
	RulePromoLimit     Rule = "promo.limit"      // {value} {max}
	RulePromoFee       Rule = "promo.fee"        // {fee}
	RulePromoAffiliate Rule = "promo.affiliate"  // {promo}: the affiliate setting is off
	RulePromoPortals   Rule = "promo.portals"    // the shop has not joined the affiliate programme
	RulePromoReady     Rule = "promo.ready"      // {promo}: what remains to be done
	RulePromoRunning   Rule = "promo.running"    // {promo} {task}: affiliate stays on while the task is open
	RulePromoTask      Rule = "promo.task"       // {promo} {task}: it is a task already
	RulePromoEnded     Rule = "promo.ended"      // {promo} {until}
	RulePromoUsedUp    Rule = "promo.used_up"    // {promo} {max}
	RulePromoPerUser   Rule = "promo.per_user"   // {promo} {max}
	RulePromoApproval  Rule = "promo.approval"   // approved by the system at once
	RulePromoGet       Rule = "promo.get"        // {task}: apply first
	RulePromoState     Rule = "promo.state"      // {order} {state}: the order is over
	RulePromoOne       Rule = "promo.one"        // {count} {max}: a single creator's share
	RulePromoMany      Rule = "promo.many"       // {count} {max}: an agency's
	RulePromoHold      Rule = "promo.hold"       // {code}: codes of a single creator are not handed on
	RulePromoRoster    Rule = "promo.roster"     // {creator}: not on the roster
	RulePromoHanded    Rule = "promo.handed"     // {code} {creator}
	RulePromoTwice     Rule = "promo.twice"      // {code}: named twice
	RulePromoEach      Rule = "promo.each"       // {creator} {code}: carries a code of the task already
	RulePromoNone      Rule = "promo.none"       // {creator}: no code is left for it
	RulePromoSoft      Rule = "promo.soft"       // the order never expires
)
