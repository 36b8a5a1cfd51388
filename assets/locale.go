package assets

import (
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Locale returns the language that a terminal's variables ask for, as "es" for LANG=es_ES.UTF-8; "en" where they ask for
// none, or for one that there are no words for.
func Locale(variable func(name string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		asked := variable(name)
		if asked == "" {
			continue
		}
		lang := strings.ToLower(asked)
		if at := strings.IndexAny(lang, "_-.@"); at >= 0 {
			lang = lang[:at]
		}
		if slices.Contains(Languages(), lang) {
			return lang
		}
		break
	}
	return "en"
}

// LanguageName returns the name of a language in itself, "Español", without reading its words; the code where there are
// none.
func LanguageName(lang string) string {
	data, err := files.ReadFile("words/" + lang + ".toml")
	if err != nil {
		return lang
	}
	for line := range strings.Lines(string(data)) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), "language = "); ok {
			if name, err := strconv.Unquote(value); err == nil {
				return name
			}
		}
	}
	return lang
}

// Speaker returns a source of the words of each language, which are read once and shared by all who ask; English where
// there are none. It may be used by many goroutines.
func Speaker() func(lang string) *Words {
	var mu sync.Mutex
	read, known := map[string]*Words{}, Languages()
	return func(lang string) *Words {
		if !slices.Contains(known, lang) {
			lang = known[0]
		}
		mu.Lock()
		defer mu.Unlock()
		if read[lang] == nil {
			read[lang] = NewWords(lang)
		}
		return read[lang]
	}
}
