package ui

import (
	"sync"

	"aeconnect/assets"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"

	tea "charm.land/bubbletea/v2"
)

// Preferences remembers how each account likes its screens, by the names of [ask.Settings]. No method may wait.
type Preferences interface {
	// Preference returns the value kept for an account, "" where nothing was set.
	Preference(handle, name string) string
	// SetPreference keeps a value; "" forgets it.
	SetPreference(handle, name, value string)
}

// preferences are those of one account.
type preferences struct {
	all    Preferences
	handle string
}

// Preference implements screen.Preferences.
func (p preferences) Preference(name string) string { return p.all.Preference(p.handle, name) }

// SetPreference implements screen.Preferences.
func (p preferences) SetPreference(name, value string) { p.all.SetPreference(p.handle, name, value) }

// passing keeps preferences as long as the program runs.
type passing struct{ values sync.Map }

// Preference implements Preferences.
func (p *passing) Preference(handle, name string) string {
	v, _ := p.values.Load(handle + "/" + name)
	value, _ := v.(string)
	return value
}

// SetPreference implements Preferences.
func (p *passing) SetPreference(handle, name, value string) { p.values.Store(handle+"/"+name, value) }

// liked returns how an account likes something, in a form that is always valid.
func (a *App) liked(handle, name string) string {
	s, refusal := ask.FindSetting(ask.Settings(a.options.Languages(), nil), name)
	if refusal != nil {
		return ""
	}
	return s.Value(a.options.Preferences.Preference(handle, name))
}

// speak takes the language and the zone of an account, before its screens are made; changed tells that they are
// others than before.
func (a *App) speak(handle string) (changed bool) {
	lang := a.liked(handle, ask.SettingLanguage)
	if lang == ask.LanguageFollow || lang == "" {
		lang = a.native
	}
	zone := ask.ZoneOf(a.options.Preferences.Preference(handle, ask.SettingZone), a.local)
	if lang == a.language && zone.String() == a.options.Zone.String() {
		return false
	}
	if lang != a.language {
		a.language, a.options.Words = lang, a.options.Speak(lang)
	}
	a.options.Zone, a.options.Words = zone, a.options.Words.In(zone)
	return true
}

// look shows the frame as an account likes it.
func (a *App) look(handle string) tea.Cmd {
	theme := a.liked(handle, ask.SettingTheme)
	if theme != ask.ThemeFollow {
		a.options.Theme.Dark = theme == ask.ThemeDark
	}
	cmds := []tea.Cmd{
		a.toShell(kit.SetTheme{Follow: theme == ask.ThemeFollow, Dark: a.options.Theme.Dark}),
		a.toShell(kit.SetMouse{Off: a.liked(handle, ask.SettingMouse) == ask.SwitchOff}),
		a.toShell(kit.SetMotion{Off: a.liked(handle, ask.SettingMotion) == ask.SwitchOff}),
	}
	return tea.Batch(cmds...)
}

// prefer lets a preference count that was just kept. Another language or zone makes every screen anew, where it was:
// what was typed is kept, and lists remember their rows.
func (a *App) prefer(name string) tea.Cmd {
	switch name {
	case ask.SettingZone, ask.SettingLanguage:
		handle := a.me.handle
		if !a.speak(handle) {
			return nil
		}
		return func() tea.Msg { return switched{a.arrive(handle)} }
	}
	return a.look(a.me.handle)
}

// toggleTheme switches between light and dark, and remembers it.
func (a *App) toggleTheme() tea.Cmd {
	theme := ask.ThemeDark
	if a.options.Theme.Dark {
		theme = ask.ThemeLight
	}
	a.options.Preferences.SetPreference(a.me.handle, ask.SettingTheme, theme)
	return kit.Send(screen.Preferred{Name: ask.SettingTheme})
}

// spoken tells the frame the words of the language that is spoken now.
func (a *App) spoken() tea.Cmd {
	return a.toShell(kit.SetLanguage{App: a.say("app.name"), Words: kitWords(a.options.Words), Globals: a.globals()})
}

// catalogue is what a session speaks where nothing else is said: what stands in package assets.
func (o Options) catalogue() Options {
	if o.Speak == nil {
		o.Speak, o.Languages = assets.NewWords, assets.Languages
	}
	return o
}
