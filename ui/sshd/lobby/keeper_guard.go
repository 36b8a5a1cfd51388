package lobby

import (
	"aeconnect/model"
	"aeconnect/ui/keep"
	"aeconnect/ui/sshd"
)

// keeper returns the keeper for a visitor in a session, 0 for a command: nil for who is no operator, one that only reads
// for an observer's key.
func (l *Lobby) keeper(v sshd.Visitor, actor model.Actor, session uint64) keep.Keeper {
	if l.options.Keeper == nil || !actor.Operator {
		return nil
	}
	if v.Kind == sshd.Owner {
		return l.options.Keeper
	}
	return guarded{l.options.Keeper, l, v, session}
}

// guarded is a keeper for somebody who came by a key. Whether the key may is looked at with each deed: it may have been
// revoked since.
type guarded struct {
	keep.Keeper
	lobby   *Lobby
	visitor sshd.Visitor
	session uint64 // the visitor's own, 0 for none
}

// People implements keep.Keeper.
func (g guarded) People() []keep.Person {
	all := g.Keeper.People()
	for i := range all {
		all[i].Own = all[i].Number == g.session
	}
	return all
}

func (g guarded) may() error {
	actor, err := g.lobby.actor(g.visitor)
	switch {
	case err != nil:
		return err
	case !actor.Operator:
		return &model.Refusal{Answer: model.ByRight, Rule: model.RuleKeyRevoked, Field: "as"}
	case g.visitor.Kind == sshd.Observer:
		return &model.Refusal{Answer: model.ByRight, Rule: model.RuleKeyObserver, Field: "as"}
	}
	return nil
}

// End implements keep.Keeper.
func (g guarded) End(number uint64) (bool, error) {
	if err := g.may(); err != nil {
		return false, err
	}
	return g.Keeper.End(number)
}

// Begin implements keep.Keeper.
func (g guarded) Begin(w keep.Work) error {
	if err := g.may(); err != nil {
		return err
	}
	return g.Keeper.Begin(w)
}

// Stop implements keep.Keeper.
func (g guarded) Stop() error {
	if err := g.may(); err != nil {
		return err
	}
	return g.Keeper.Stop()
}
