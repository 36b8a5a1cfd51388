package cli

import (
	"strings"
	"testing"
)

// liked keeps preferences in a map, by handle and name.
type liked map[string]string

func (l liked) Preference(handle, name string) string    { return l[handle+"/"+name] }
func (l liked) SetPreference(handle, name, value string) { l[handle+"/"+name] = value }
func (l liked) Flush() error                             { l["flushed"] = "yes"; return nil }

// A setting is an account's own; everything is checked before anything is kept.
func TestSettings(t *testing.T) {
	w, kept := newTown(t).settle(), liked{}
	w.app.Preferences = func(string) Preferences { return kept }
	if out := w.do("settings", "ls", "--as", "lumen"); !strings.Contains(out, "zone      local") {
		t.Errorf("%q", out)
	}
	w.do("settings", "set", "zone=europe/berlin", "Theme=LIGHT", "--as", "lumen")
	if kept["lumen/zone"] != "Europe/Berlin" || kept["lumen/theme"] != "light" || kept["flushed"] != "yes" {
		t.Errorf("kept %v", kept)
	}
	if got := w.json("settings", "show", "zone", "--as", "mia"); got["value"] != "local" || got["meaning"] == "" {
		t.Errorf("%v", got)
	}
	for _, x := range []struct{ args, rule, accepts string }{
		{"mouse=off colour=1", "setting.name", "theme, zone"},
		{"mouse=off theme=pink", "setting.value", "follow, dark, light"},
		{"mouse=off zone=berlin", "setting.zone", "Europe/Berlin"},
		{"mouse=off theme", "usage.missing", ""},
	} {
		got := w.fails(2, append(append([]string{"settings", "set"}, strings.Fields(x.args)...), "--as", "lumen")...)
		if got.Rule != x.rule || !strings.Contains(got.Accepts, x.accepts) || kept["lumen/mouse"] != "" {
			t.Errorf("%s: %+v, kept %v", x.args, got, kept)
		}
	}
	w.do("settings", "set", "theme=", "--as", "lumen")
	if kept["lumen/theme"] != "" {
		t.Errorf("the theme is still %q", kept["lumen/theme"])
	}
}
