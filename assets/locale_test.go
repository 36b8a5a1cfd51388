package assets

import "testing"

func TestLocale(t *testing.T) {
	for _, c := range []struct {
		given map[string]string
		want  string
	}{
		{nil, "en"},
		{map[string]string{"LANG": "es_ES.UTF-8"}, "es"},
		{map[string]string{"LANG": "es.UTF-8"}, "es"},
		{map[string]string{"LANG": "ES"}, "es"},
		{map[string]string{"LANG": "es-MX"}, "es"},
		{map[string]string{"LANG": "C.UTF-8"}, "en"},
		{map[string]string{"LANG": "de_DE.UTF-8"}, "en"},
		{map[string]string{"LANG": "de_DE.UTF-8", "LC_MESSAGES": "es_AR"}, "es"},
		{map[string]string{"LANG": "es_ES", "LC_MESSAGES": "es_AR", "LC_ALL": "C"}, "en"},
		{map[string]string{"LANG": "es_ES", "LC_ALL": ""}, "es"},
		{map[string]string{"LANG": "../es"}, "en"},
	} {
		if got := Locale(func(name string) string { return c.given[name] }); got != c.want {
			t.Errorf("%v: got %q, want %q", c.given, got, c.want)
		}
	}
}

// A language calls itself what its words say.
func TestLanguageName(t *testing.T) {
	for _, lang := range Languages() {
		if got, want := LanguageName(lang), NewWords(lang).Say("language.self"); got != want || got == "self" {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
	}
	if got := LanguageName("xx"); got != "xx" {
		t.Errorf("got %q", got)
	}
}

// Whoever asks twice for a language gets the same words, and English for one that there is no file for.
func TestSpeaker(t *testing.T) {
	speak := Speaker()
	spanish := speak("es")
	if speak("es") != spanish || spanish == speak("en") || speak("xx") != speak("en") {
		t.Error("languages are mixed up or read twice")
	}
}
