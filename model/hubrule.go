package model

// Rules by which a hub refuses a command that came from a replica before, or instead of, deciding it.
const (
	RuleHubOlder  Rule = "hub.older"    // {command}: the hub does not know it, or something in it, and needs an update
	RuleHubLarge  Rule = "hub.large"    // {command}: it, or what it would lead to, is larger than what is kept
	RuleHubFailed Rule = "hub.failed"   // {command}: it could not be read or decided, by a fault of either side
	RuleHubRests  Rule = "outbox.rests" // {number}: an earlier command of the same device, on which it rests, was refused
)
