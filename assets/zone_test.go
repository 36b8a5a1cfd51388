package assets

import (
	"slices"
	"testing"
	"time"
)

// Every zone that is offered is one that this program knows.
func TestZonesAreKnown(t *testing.T) {
	all := Zones()
	for _, name := range all {
		if _, err := time.LoadLocation(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(all) < 400 || all[0] != "UTC" || !slices.IsSorted(all[1:]) || !slices.Contains(all, "Asia/Shanghai") {
		t.Errorf("%d zones: %v", len(all), all[:3])
	}
}
