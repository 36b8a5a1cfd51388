package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/ui/kit"
)

// beginUndo opens the plan of taking back what was done last.
func beginUndo(d Desk) tea.Cmd {
	return kit.Send(kit.Toast{Role: kit.Warn, Text: d.Words.Say("undo.nothing")})
}
