package sshd

import "aeconnect/assets"

// Words returns the words of each language, read once and shared by all sessions; English where there are none of a
// language.
func Words() func(language string) *assets.Words { return assets.Speaker() }
