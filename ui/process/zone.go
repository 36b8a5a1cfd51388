package process

import (
	"os"
	"slices"
	"strings"
	"time"
)

// zoneOf is the time zone of a terminal with some variables, on this computer: what TZ names, UTC where it is empty, else
// the computer's own, which is not this process's where that has a TZ of its own.
func zoneOf(env []string) *time.Location {
	for _, v := range slices.Backward(env) {
		name, is := strings.CutPrefix(v, "TZ=")
		if !is {
			continue
		}
		if zone, err := time.LoadLocation(strings.TrimPrefix(name, ":")); err == nil {
			return zone
		}
		return time.UTC // as every program does that does not know the name
	}
	if _, own := os.LookupEnv("TZ"); own {
		if data, err := os.ReadFile("/etc/localtime"); err == nil {
			if zone, err := time.LoadLocationFromTZData("Local", data); err == nil {
				return zone
			}
		}
		return time.UTC
	}
	return time.Local
}
