package hub

import (
	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// rests refuses a command that carries revisions and rests on an earlier one of its device that was refused: the
// revision that it carries is one that never came to be, and may be the number of what somebody else did. A command
// without revisions is decided as it stands: nothing in it says what its author had seen.
func (g *group) rests(s Submission) (*model.Refusal, error) {
	if len(s.Rests) == 0 || s.Device == (journal.Device{}) || len(model.Revised(s.Command)) == 0 {
		return nil, nil
	}
	for _, counter := range s.Rests {
		if counter == 0 || counter >= s.Counter {
			continue // it rests on nothing that there is
		}
		entry, err := g.find(s.Device, counter)
		if err != nil {
			return nil, err
		}
		var b body
		if err := g.hub.codec.Decode(entry.Body, &b); err != nil {
			return nil, err
		}
		if b.Refusal != nil {
			return remote.RefuseResting(counter), nil
		}
	}
	return nil, nil
}
