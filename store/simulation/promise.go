package simulation

import (
	"errors"
	"fmt"
)

// Promise is what must hold in every life.
type Promise string

// The promises.
const (
	DecidedOnce Promise = "each command is decided once, waits, or is kept with its refusal"
	KeptForEver Promise = "what was acknowledged stays in the journal"
	Projected   Promise = "the view is the projection at its cursor"
	Unseen      Promise = "nobody overwrites what he has not seen"
	Converges   Promise = "after healing nothing waits"
	Rebuilt     Promise = "the state is what the entries say"
	Private     Promise = "nobody has a private text that is not meant for him"
	Alarmed     Promise = "what was forgotten or copied is told, and nothing else"
	Steady      Promise = "what is shown is the same after opening anew"
	Framed      Promise = "a part of a frame or an altered letter has no effect"
	GoesOn      Promise = "hub and replicas can always go on"
)

// Broken says which promise a life broke, and when.
type Broken struct {
	Promise Promise
	Step    int // of the life; its length stands for the healing and the checks after it
	Why     error
}

// Error tells everything.
func (b *Broken) Error() string { return fmt.Sprintf("step %d: %s: %v", b.Step, b.Promise, b.Why) }

// Unwrap returns the cause.
func (b *Broken) Unwrap() error { return b.Why }

// breaks names the promise that an error breaks, if it does not say so itself; nil breaks none.
func (s *run) breaks(p Promise, err error) error {
	var named *Broken
	if err == nil || errors.As(err, &named) {
		return err
	}
	return &Broken{Promise: p, Step: s.at, Why: err}
}
