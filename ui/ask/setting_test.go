package ask

import (
	"strings"
	"testing"

	"aeconnect/model"
)

func TestSettingParse(t *testing.T) {
	all := Settings([]string{"en", "de"}, []string{"UTC", "America/New_York", "Europe/Berlin"})
	for _, c := range []struct {
		name, typed, want string
		rule              model.Rule
		known             string // that the refusal offers
	}{
		{SettingTheme, " Dark ", ThemeDark, "", ""},
		{SettingTheme, "pink", "", RuleSettingValue, "follow, dark, light"},
		{SettingTheme, "", "", RuleSettingValue, "follow"},
		{SettingZone, "europe/berlin", "Europe/Berlin", "", ""},
		{SettingZone, "America/New York", "America/New_York", "", ""},
		{SettingZone, "US/Pacific", "US/Pacific", "", ""}, // an old name still works
		{SettingZone, "local", ZoneLocal, "", ""},
		{SettingZone, "york", "", RuleSettingZone, "America/New_York"},
		{SettingZone, "Mars/Olympus", "", RuleSettingZone, "Europe/Berlin"},
		{SettingZone, "../../etc/passwd", "", RuleSettingZone, "UTC"},
		{SettingZone, "", "", RuleSettingZone, "local"},
		{SettingLanguage, "DE", "de", "", ""},
		{SettingLanguage, "fr", "", RuleSettingValue, "en, de"},
		{SettingMouse, "OFF", SwitchOff, "", ""},
		{SettingMotion, "1", "", RuleSettingValue, "on, off"},
	} {
		s, refusal := FindSetting(all, c.name)
		if refusal != nil {
			t.Fatal(refusal)
		}
		got, refusal := s.Parse(c.typed)
		if c.rule == "" {
			if refusal != nil || got != c.want {
				t.Errorf("%s=%q is %q, %v; want %q", c.name, c.typed, got, refusal, c.want)
			}
			continue
		}
		if refusal == nil || refusal.Rule != c.rule || refusal.Answer != model.ByUsage || !strings.Contains(said(refusal, "known"), c.known) {
			t.Errorf("%s=%q is %q, %v; want %s with %q", c.name, c.typed, got, refusal, c.rule, c.known)
		}
	}
	if _, refusal := FindSetting(all, "colour"); refusal == nil || !strings.Contains(said(refusal, "known"), "theme, zone") {
		t.Errorf("a setting that is none: %v", refusal)
	}
	if zone, _ := FindSetting(all, "ZONE"); zone.Value("nonsense") != ZoneLocal || zone.Value("utc") != "UTC" {
		t.Error("a kept value is not read as it was meant")
	}
}

func said(r *model.Refusal, name string) string {
	for _, a := range r.Args {
		if a.Name == name {
			return a.Text
		}
	}
	return ""
}
