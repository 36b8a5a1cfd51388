package kit

import (
	"strings"

	"github.com/charmbracelet/colorprofile"
)

// Row returns a line of exactly width cells, cut or padded on the right. A
// selected row has the Selected background from its first cell to its last,
// also behind and between spans that end with a reset; on terminals with 16
// colours or none, where that background cannot be told from the terminal's
// own, it is bold instead.
func (t Theme) Row(line string, width int, selected bool) string {
	line = Fit(line, width)
	open := t.rowOpen()
	if !selected || open == "" || line == "" {
		return line
	}
	var b strings.Builder
	b.Grow(len(line) + 8*len(open))
	b.WriteString(open)
	for i := 0; i < len(line); {
		end, _, _ := next(line, i)
		b.WriteString(line[i:end])
		if isSGR(line[i:end]) && end < len(line) {
			b.WriteString(open) // whatever it set or ended, the row goes on
		}
		i = end
	}
	b.WriteString(reset)
	return b.String()
}

// rowOpen returns what starts a selected row, and starts it again after every
// change of style within.
func (t Theme) rowOpen() string {
	switch {
	case t.Profile() < colorprofile.Ascii || t.look.options.Unpainted:
		return ""
	case t.look.selected == "":
		return "\x1b[1m"
	default:
		return t.look.selected
	}
}
