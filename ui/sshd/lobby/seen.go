package lobby

import (
	"strings"
	"time"

	"aeconnect/ui/screen"
	"aeconnect/ui/sshd"
)

// seenEvery is how often, at most, it is noted that a key was used: a script comes in every second.
const seenEvery = time.Minute

// seenMost bounds how many keys of an account are noted: those that were revoked long ago are forgotten first.
const seenMost = 64

// see notes for the account when a key was used and from where. It is a note beside the marketplace: what was done is in
// the journal, who merely looked is nobody's business but the account's own.
func (l *Lobby) see(v sshd.Visitor) {
	if v.Handle == "" || v.Key == "" {
		return
	}
	l.seeing.Lock()
	defer l.seeing.Unlock()
	name, now := v.Handle+"/"+screen.SeenKeys, time.Now().UTC()
	seen := l.options.Notebook.Draft(name)
	was, _, _ := strings.Cut(seen[v.Key], " ")
	if at, err := time.Parse(time.RFC3339, was); err == nil && now.Sub(at) < seenEvery {
		return
	}
	if seen == nil {
		seen = map[string]string{}
	}
	for len(seen) >= seenMost {
		oldest := ""
		for key, text := range seen {
			if oldest == "" || text < seen[oldest] {
				oldest = key
			}
		}
		delete(seen, oldest)
	}
	seen[v.Key] = now.Format(time.RFC3339) + " " + v.Address
	l.options.Notebook.Keep(name, seen)
}
