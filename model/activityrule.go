package model

// The clocks of official activities, and of what the platform promised.
const (
	ClockActivityOpen     Rule = "activity.open"
	ClockActivityRegister Rule = "activity.register"
	ClockActivityWarm     Rule = "activity.warm_up"
	ClockActivityStart    Rule = "activity.start"
	ClockActivityEnd      Rule = "activity.end"
	ClockEntry            Rule = "activity.review"
	ClockExposure         Rule = "exposure.due"
)

// Official activities and exposure.
const (
	RuleActivity      Rule = "activity"              // {activity} {from} {until}: what it is
	RuleActivityName  Rule = "activity.name"         // {name} {activity}: one of that name goes on
	RuleActivityDates Rule = "activity.dates"        // {first} {from} {second} {until}: not in their order
	RuleActivityOpen  Rule = "activity.registration" // {activity} {phase} {from} {until}
	RuleActivityFixed Rule = "activity.fixed"        // {activity} {phase}: what was announced stays
	RuleActivityDone  Rule = "activity.done"         // {activity} {phase}
	RuleActivityOff   Rule = "activity.called_off"   // {activity} {phase} or {reason}
	RuleEntryTask     Rule = "entry.task"            // {task} {state}: only a published task
	RuleEntryTwice    Rule = "entry.twice"           // {task} {activity} {state}
	RuleEntryNone     Rule = "entry.none"            // {task} {activity}
	RuleEntryReview   Rule = "entry.under_review"    // {task} {activity} {state}: taken back only while under review
	RuleEntryAccept   Rule = "entry.accept"          // {task} {activity} {state}
	RuleEntryRefusal  Rule = "entry.refuse"          // {task} {activity} {state}
	RuleEntryRemoval  Rule = "entry.remove"          // {task} {activity} {state}
	RuleEntryLocked   Rule = "entry.locked"          // {activity} {until}
	RuleEntryRaise    Rule = "entry.raise"           // {activity} {by} {fee}
	RuleEntryHeld     Rule = "entry.held"            // {task} {activity} {until}: cannot be closed meanwhile
	RuleExposure      Rule = "exposure"              // {exposure} {until} or {at}
	RuleExposureName  Rule = "exposure.kind"         // {value}
	RuleExposureTask  Rule = "exposure.task"         // {task} {state}
	RuleExposureTwice Rule = "exposure.twice"        // {task} {exposure} {at}
	RuleExposureNone  Rule = "exposure.none"         // {task} {exposure}
	RuleExposureDone  Rule = "exposure.done"         // {task} {exposure} {at}
	RuleExposureKept  Rule = "exposure.kept"         // {task} {count}: somebody applied for it
)

// The numbers of official activities and of exposure.
const (
	ActivityRegisterDays    Number = "activity.registration.days"
	ActivityCloseDays       Number = "activity.close.days"
	ActivityWarmDays        Number = "activity.warmup.days"
	ActivityReviewDays      Number = "activity.review.days"
	ActivityRaiseDays       Number = "activity.raise.days"
	ActivityConditionsChars Number = "activity.conditions.max_chars"
	ExposureDays            Number = "exposure.days"
)
