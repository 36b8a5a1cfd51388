package assets

import (
	"fmt"
	"strings"
)

// Zones returns the names of the time zones that people live in, as the IANA database calls them, "UTC" first and
// the others sorted. They are the zones of its table of countries: names that it only keeps for old programs, such as
// "US/Pacific", are left out, and a person who types one still gets it.
func Zones() []string {
	data, err := files.ReadFile("zones.txt")
	if err != nil {
		panic(fmt.Errorf("assets: %w", err))
	}
	return strings.Fields(string(data))
}
