package ask

import (
	"slices"
	"strings"
	"time"

	"aeconnect/model"
)

// The names of what each account sets for its screens, as commands and notebooks know them.
const (
	SettingTheme    = "theme"    // one of ThemeFollow, ThemeDark, ThemeLight
	SettingZone     = "zone"     // ZoneLocal, or an IANA name
	SettingLanguage = "language" // LanguageFollow, or one that the catalogue has
	SettingMouse    = "mouse"    // SwitchOn or SwitchOff
	SettingMotion   = "motion"   // SwitchOn or SwitchOff
)

// The values of settings.
const (
	ThemeFollow    = "follow" // light or dark as the terminal is
	ThemeDark      = "dark"
	ThemeLight     = "light"
	LanguageFollow = "follow" // the one that the terminal asks for
	ZoneLocal      = "local"  // this computer's
	SwitchOn       = "on"
	SwitchOff      = "off"
)

// The rules that refuse a setting.
const (
	RuleSetting      model.Rule = "setting.name"  // {value}: no setting; {known}: those that there are
	RuleSettingValue model.Rule = "setting.value" // {value}: nothing that {name} can be; {known}: what it can
	RuleSettingZone  model.Rule = "setting.zone"  // {value}: no time zone; {known}: some that look like it
)

// Setting is one thing that an account sets for its screens. It never decides anything of the marketplace.
type Setting struct {
	Name   string
	Values []string // what it can be, the first unless something else is said; a zone may be more than is listed
}

// Settings returns every setting in the order in which people read them, for the languages and zones that there are.
func Settings(languages, zones []string) []Setting {
	return []Setting{
		{SettingTheme, []string{ThemeFollow, ThemeDark, ThemeLight}},
		{SettingZone, append([]string{ZoneLocal}, zones...)},
		{SettingLanguage, append([]string{LanguageFollow}, languages...)},
		{SettingMouse, []string{SwitchOn, SwitchOff}},
		{SettingMotion, []string{SwitchOn, SwitchOff}},
	}
}

// FindSetting returns the setting of a name.
func FindSetting(all []Setting, name string) (Setting, *model.Refusal) {
	i := slices.IndexFunc(all, func(s Setting) bool { return strings.EqualFold(s.Name, strings.TrimSpace(name)) })
	if i >= 0 {
		return all[i], nil
	}
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = s.Name
	}
	return Setting{}, settingRefused(RuleSetting, "name", name, names)
}

// Value returns what a kept value means: the value, or the first one where nothing valid was kept.
func (s Setting) Value(kept string) string {
	if v, refusal := s.Parse(kept); refusal == nil {
		return v
	}
	return s.Values[0]
}

// Parse reads a value, whatever its case and with blanks for underscores: "new york" alone is no zone, "america/new
// york" is.
func (s Setting) Parse(typed string) (string, *model.Refusal) {
	wanted := strings.ReplaceAll(strings.TrimSpace(typed), " ", "_")
	for _, v := range s.Values {
		if strings.EqualFold(v, wanted) {
			return v, nil
		}
	}
	if s.Name != SettingZone {
		return "", settingRefused(RuleSettingValue, "value", typed, s.Values, model.Arg{Name: "name", Text: s.Name})
	}
	// LoadLocation takes "" for UTC and "Local" for this computer's, which have names of their own here.
	if _, err := time.LoadLocation(wanted); err == nil && strings.Contains(wanted, "/") {
		return wanted, nil
	}
	return "", settingRefused(RuleSettingZone, "value", typed, s.like(wanted))
}

// like returns a few values that look like what was typed.
func (s Setting) like(typed string) []string {
	const most = 5
	var found []string
	for _, v := range s.Values {
		if typed != "" && len(found) < most && strings.Contains(strings.ToLower(v), strings.ToLower(typed)) {
			found = append(found, v)
		}
	}
	if len(found) == 0 {
		found = []string{ZoneLocal, "UTC", "Europe/Berlin", "Asia/Shanghai"}
	}
	return found
}

// ZoneOf returns the zone of a value, local where it is this computer's or unknown here.
func ZoneOf(value string, local *time.Location) *time.Location {
	if value == "" || value == ZoneLocal {
		return local
	}
	if zone, err := time.LoadLocation(value); err == nil {
		return zone
	}
	return local
}

func settingRefused(rule model.Rule, field, typed string, known []string, more ...model.Arg) *model.Refusal {
	r := usage(rule, field, typed)
	r.Args = append(append(r.Args, model.Arg{Name: "known", Text: strings.Join(known, ", ")}), more...)
	return r
}
