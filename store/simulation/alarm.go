package simulation

import (
	"fmt"
	"slices"

	"aeconnect/store/replica"
)

func (d *device) count(kinds ...replica.AlarmKind) (n int) {
	for _, a := range d.State().Alarms {
		if slices.Contains(kinds, a.Kind) {
			n++
		}
	}
	return n
}

func (d *device) alarmed() int {
	return d.count(replica.AlarmRestored, replica.AlarmForeign, replica.AlarmForked)
}

// checkAlarms demands the alarms that are owed.
func (d *device) checkAlarms() error {
	if alarms := d.State().Alarms; len(alarms) > 0 && !d.run.copied {
		return fmt.Errorf("%s: there is an alarm, %s, and no reason for one", d.name, alarms[0].Kind)
	}
	owed := d.owed
	for _, n := range d.late {
		owed = max(owed, n)
	}
	if d.alarmed() < owed {
		return fmt.Errorf("%s: the hub has forgotten what it had answered, and there is no alarm", d.name)
	}
	if d.alarmed() < d.forks {
		return fmt.Errorf("%s: another copy has sent commands, and there is no alarm", d.name)
	}
	return nil
}
