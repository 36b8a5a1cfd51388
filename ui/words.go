package ui

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// kitWords returns the words of the frame and of the widgets in the session's language. The kit knows no catalogue: it
// says which words it wants and where their arguments go.
func kitWords(w *assets.Words) *kit.Words {
	return kit.NewWords(func(id string, args, holders []string) string {
		id = "kit." + id
		if !w.Has(id) {
			return ""
		}
		said := make([]model.Arg, len(args))
		for i := range args {
			said[i] = assets.Text(args[i], holders[i])
		}
		return w.Say(id, said...)
	})
}
