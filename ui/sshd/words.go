package sshd

import (
	"slices"
	"sync"

	"aeconnect/assets"
)

// Words returns the words of each language, read once and shared by all sessions; English where there are none of a
// language.
func Words() func(language string) *assets.Words {
	var mu sync.Mutex
	read := map[string]*assets.Words{}
	known := assets.Languages()
	return func(language string) *assets.Words {
		if !slices.Contains(known, language) {
			language = known[0]
		}
		mu.Lock()
		defer mu.Unlock()
		if read[language] == nil {
			read[language] = assets.NewWords(language)
		}
		return read[language]
	}
}
