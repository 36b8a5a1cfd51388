package cli

import (
	"aeconnect/assets"
	"aeconnect/model"
)

// Caller is who runs a command line through a hub: the key decides that was proven, and no flag.
type Caller struct {
	// Actor is what [model.ActorOf] made of the key: an account, or somebody who has none.
	Actor model.Actor
	// Handle is the account's, whose language is spoken; "" for somebody who has none.
	Handle string
	// Key is the public key, a line as in authorized_keys; an application for access is made with it.
	Key string
	// Line is the command line as it came, in words.
	Line []string
}

// ruleHub refuses what names something of the hub's own machine, or somebody else.
const ruleHub model.Rule = "usage.hub" // {value}

// ruleHubTerminal refuses screens to somebody who came through a hub without a terminal.
const ruleHubTerminal model.Rule = "usage.terminal.hub"

// noTerminal is the rule by which screens are refused where nobody sits at a terminal.
func (r *run) noTerminal() model.Rule {
	if r.app.Caller != nil {
		return ruleHubTerminal
	}
	return ruleTerminal
}

// called takes whoever came through a hub as the one who acts. stranger lets somebody in who has no account.
func (r *run) called(stranger bool) error {
	who := r.app.Caller.Actor
	if r.flags.as != "" {
		return usage(ruleHub, "as", assets.Text("value", "--as"))
	}
	r.actor = who
	if who.Account == 0 {
		if stranger {
			return nil
		}
		return refused(&model.Refusal{Answer: model.ByRight, Rule: model.RuleStranger, Field: "as"})
	}
	return r.market.View(who, func(v model.View) { r.handle = v.Handle(who.Account) })
}

// asAnybody opens the marketplace for a verb that also somebody without an account has.
func (r *run) asAnybody() error {
	if r.app.Caller == nil {
		return r.asOperator(false)
	}
	if err := r.open(false); err != nil {
		return err
	}
	return r.called(true)
}
