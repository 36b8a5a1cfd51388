package lobby

import (
	"strings"
	"time"

	"aeconnect/ui/ask"
)

// zone returns the time zone that a visitor reads times in: the one of its settings, else the one that its client has
// sent, else UTC. The hub's own says nothing about its visitors.
func (l *Lobby) zone(handle string, env []string) *time.Location {
	return ask.ZoneOf(l.options.Notebook.Preference(handle, ask.SettingZone), zoneIn(env))
}

// zoneIn returns the time zone that a client has sent, UTC for none.
func zoneIn(env []string) *time.Location {
	for _, v := range env {
		if name, is := strings.CutPrefix(v, "TZ="); is && name != "" && name != "Local" {
			if zone, err := time.LoadLocation(name); err == nil {
				return zone
			}
		}
	}
	return time.UTC
}
