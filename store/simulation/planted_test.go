package simulation_test

import (
	"errors"
	"testing"

	"aeconnect/store/simulation"
)

// below are bugs of what only some lives have beneath them, with the sort of those.
func below() map[string]simulation.Life {
	return map[string]simulation.Life{
		"the hub's files are not synced":                   simulation.Filed,
		"a file of the hub is put back without the others": simulation.Filed,
		"letters are kept open":                            simulation.Carried,
		"whatever a hub told by letters is told again":     simulation.Carried,
	}
}

// planted are bugs, each made anew for one life.
func planted() map[string]func() simulation.Parts {
	return map[string]func() simulation.Parts{
		"the hub's files are not synced":                   unsynced,
		"a file of the hub is put back without the others": halfRestored,
		"letters are kept open":                            openLetters,
		"whatever a hub told by letters is told again":     toldAgain,
		"the hub answers before it has kept":               func() simulation.Parts { return simulation.Parts{Journal: lying} },
		"the hub takes a torn write for a whole one":       func() simulation.Parts { return simulation.Parts{Journal: tearing} },
		"the outbox is emptied before the answer":          emptiedEarly,
		"a refusal uses no number":                         freeRefusal,
		"what had no answer is sent under a new number":    newNumber,
		"what comes twice is done twice":                   doneTwice,
		"the cursor is kept without the rows":              cursorFirst,
		"what is to be forgotten stays":                    neverForgets,
		"a new beginning loses the outbox":                 lostOutbox,
		"the overlay is stale":                             func() simulation.Parts { return simulation.Parts{Screen: stale()} },
		"private texts stay after they were hidden":        keptSecrets,
		"a page of another account":                        othersPage,
		"a fork is taken for a repetition":                 blindToForks,
		"the hub does not say that it was restored":        proudHub,
		"what was refused is thrown away":                  thrownAway,
		"answers in another order":                         swapped,
		"that a command was sent is forgotten":             neverSent,
		"a row of the feed is lost":                        lostRow,
		"the hub ignores what a command rests on":          restless,
		"a changed row is not projected for who sees it":   unprojected,
	}
}

// patience is how many lives a bug may survive.
const patience = 150

// The checks of the simulation see each of these bugs.
func TestPlantedBugs(t *testing.T) {
	town, dir := town(t), lives(t)
	for name, parts := range planted() {
		t.Run(name, func(t *testing.T) {
			life := below()[name]
			if life == simulation.AsSeeded {
				life = simulation.Wired
			}
			for seed := uint64(1); seed <= patience; seed++ {
				err := live(town, dir(seed), seed, simulation.Options{Steps: 90, Parts: parts(), Life: life})
				var broken *simulation.Broken
				if errors.As(err, &broken) {
					t.Logf("seed %d, step %d, %s: %.200v", seed, broken.Step, broken.Promise, broken.Why)
					return
				}
				if err != nil {
					t.Fatalf("seed %d: no promise is broken: %v", seed, err)
				}
			}
			t.Errorf("%d lives, and nobody noticed", patience)
		})
	}
}
