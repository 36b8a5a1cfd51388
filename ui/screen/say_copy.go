package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/ui/kit"
)

// indented puts n blanks before every line that is not empty.
func indented(lines []string, n int) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		if line != "" {
			out[i] = kit.Spaces(n) + line
		}
	}
	return out
}

// copyText sends a text to the clipboard of the reader's terminal and says so; whether the terminal took it,
// nobody can know.
func copyText(s speech, text string) tea.Cmd {
	return tea.Batch(kit.Clipboard(text), kit.Send(kit.Toast{Role: kit.Good, Text: s.Say("act.copied", assets.Text("text", text))}))
}
