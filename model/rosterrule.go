package model

// Agencies and the creators on their rosters.
const (
	ClockInvite     Rule = "roster.invite"         // {share}: until when a creator can answer an agency
	RuleContract    Rule = "roster.contract"       // {state} {share} {from} {until}
	RuleShare       Rule = "roster.share"          // {old} {share}; refused: {share} {max}
	RuleSplit       Rule = "roster.split"          // {part} {share} {of}: one payment, two lines
	RuleRosterLeave Rule = "roster.leave"          // {live}: what runs goes on
	RuleRosterTwice Rule = "roster.twice"          // {creator} {state}: it is on the roster, or was asked
	RuleRosterFull  Rule = "roster.full"           // {max}
	RuleOneAgency   Rule = "roster.one"            // {creator} [{agency}]: one agency at a time
	RuleNotInvited  Rule = "roster.invited"        // {agency} {state}: nothing waits for an answer
	RuleNoContract  Rule = "roster.none"           // {who}
	RuleNamedTwice  Rule = "roster.named_twice"    // {creator}
	RuleForWhom     Rule = "roster.for"            // an agency applies for a creator
	RuleNotOurs     Rule = "roster.other"          // {creator}: not under contract with this agency
	RuleLiveAlready Rule = "roster.applied"        // {creator}: it has applied, alone or through another
	RuleUnverified  Rule = "roster.unverified"     // {creator}: a warning
	RuleOverlap     Rule = "roster.overlap"        // {creator} {count} {days}: a warning
	RulePromoOnce   Rule = "roster.promo_once"     // an agency applies to a promo code task once, for many codes
	RuleOursToSay   Rule = "roster.agency_decides" // the agency that applied decides about money
)

// The numbers of rosters.
const (
	RosterInviteDays  Number = "roster.invite.days"
	RosterShareMax    Number = "roster.share.max_bp"
	RosterMax         Number = "roster.creators.max"
	RosterOverlapDays Number = "roster.overlap.days"
	RosterMissedDays  Number = "roster.missed.days"
)
