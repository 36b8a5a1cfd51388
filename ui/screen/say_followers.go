package screen

// Followers says how many followers there are as people say it, for the head line: "48.2k".
func (s Session) Followers(n int64) string { return newSpeech(s).followers(n) }
