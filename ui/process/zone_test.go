package process

import (
	"testing"
	"time"
)

func TestZoneOf(t *testing.T) {
	at := time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, want string
		env        []string
	}{
		{"named", "13:00", []string{"TERM=x", "TZ=Europe/Berlin"}},
		{"with a colon", "20:00", []string{"TZ=:Asia/Shanghai"}},
		{"the last counts", "13:00", []string{"TZ=Asia/Shanghai", "TZ=Europe/Berlin"}},
		{"empty", "12:00", []string{"TZ="}},
		{"unknown", "12:00", []string{"TZ=Nowhere/Atall"}},
	} {
		if got := at.In(zoneOf(c.env)).Format("15:04"); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
