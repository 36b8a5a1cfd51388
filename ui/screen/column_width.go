package screen

import (
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// widest returns the cells that a column needs for the longest of the words that may stand in it, and not fewer than
// least: one thing is said in words of different lengths in different languages.
func widest(least int, words ...string) int {
	for _, word := range words {
		least = max(least, kit.Width(word))
	}
	return least
}

// agoCells returns the cells of a column that says how long ago something was, for a span that is as long to read as
// any, and not fewer than least.
func agoCells(w *assets.Words, least int, span time.Duration) int {
	return widest(least, w.Say("say.ago", assets.Text("left", w.Left(0, model.Moment(0).Add(span)))))
}
