package cli

import (
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/ui/ask"
)

// voice is how a run speaks.
type voice struct {
	lang string
	zone *time.Location

	handle string // whose preference was looked up
	liked  string // the language that the account has set, "" for none
}

// words returns the words that are spoken now: in the account's own language once it is known who acts, before that and
// without one in the language of the environment.
func (r *run) words() *assets.Words {
	lang, zone := r.language(), r.zone()
	if r.spoken != nil && r.voice.lang == lang && r.voice.zone == zone {
		return r.spoken
	}
	speak := r.app.Speak
	if speak == nil {
		speak = assets.NewWords
	}
	r.voice.lang, r.voice.zone = lang, zone
	r.spoken = speak(lang).In(zone)
	return r.spoken
}

// language is the person's own. To programs it is English, so that what they read does not depend on where they run.
func (r *run) language() string {
	if r.early || !r.human() {
		return "en"
	}
	if handle := r.speaker(); handle != r.voice.handle && r.app.Preferences != nil {
		r.voice.handle = handle
		r.voice.liked = r.app.Preferences(r.dir()).Preference(handle, ask.SettingLanguage)
	}
	for _, lang := range assets.Languages() {
		if lang == r.voice.liked {
			return lang
		}
	}
	return assets.Locale(r.app.Env)
}

// speaker is the handle of whoever runs the command line, as far as it is known by now.
func (r *run) speaker() string {
	switch {
	case r.handle != "":
		return r.handle
	case r.app.Caller != nil:
		return r.app.Caller.Handle
	}
	return strings.ToLower(strings.TrimSpace(r.flags.as))
}
