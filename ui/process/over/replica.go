package over

import (
	"errors"

	"aeconnect/store/remote/dial"
	"aeconnect/store/replica"
	"aeconnect/ui/post"
	"aeconnect/ui/process"
	"aeconnect/ui/screen"
)

// Replica is the open replica of a directory for a process; program is its name and version, for the hub's operator.
func Replica(r *replica.Replica, dir, program string) process.Market {
	return process.OverReplica(far{r, dir, program})
}

// far is one open replica.
type far struct {
	*replica.Replica
	dir     string
	program string
}

// Search implements screen.Market.
func (f far) Search() screen.Search { return Search(f.Replica.Search()) }

// State implements process.Replica.
func (f far) State() post.State {
	s, outbox := f.Replica.State(), f.Outbox()
	refused, _ := f.Refusals() // what cannot be counted is not counted
	handle, _ := f.Who()
	at := post.State{
		URL: f.URL(), Account: handle, Line: post.Line(s.Line), Since: s.Since, Again: s.Again, Heard: f.Heard(), Loaded: s.Loaded,
		Fresh: s.Fresh, Got: s.Got, Left: s.Left, Newer: s.Newer, Slow: dial.ByFolder(f.URL()), Queued: len(outbox), Refused: len(refused),
	}
	if s.Why != nil {
		at.Why = s.Why.Error()
	}
	var q *post.Question
	if s.Why != nil && errors.As(Question(f.dir, f.URL(), s.Why), &q) {
		at.Way = *q
		at.Way.Err = nil // it is another one each time, and makes no difference
	}
	for _, it := range outbox {
		if it.First {
			at.Asking++
		}
	}
	for _, a := range s.Alarms {
		at.Alarms = append(at.Alarms, post.Alarm{Kind: string(a.Kind), At: a.At, Count: a.Count, Gone: a.Gone, More: a.More})
	}
	return at
}
