package screen

import (
	"strings"

	"aeconnect/ui/kit"
)

// section is one part of an order's page: a small head and lines.
type section struct {
	id    string
	title string
	lines []string // painted, at most as wide as the column
}

// sections returns the parts that the order has anything to say in, for a column of w cells. Those of the right
// column are facts to look up; they stand below the others where there is one column only.
func (f *orderFile) sections(t kit.Theme, s speech, left, right int) (main, side []section) {
	add := func(to *[]section, id string, lines []string) {
		if len(lines) > 0 {
			*to = append(*to, section{id, s.Say("order.section_" + id), lines})
		}
	}
	add(&main, "open", f.openLines(t, s, left))
	add(&main, "brief", f.briefLines(t, s, left))
	add(&main, "materials", f.answeredMaterials(t, s, left))
	add(&main, "content", f.contentLines(t, s, left))
	add(&main, "timeline", f.timelineLines(t, s, left))
	add(&side, "clocks", f.clockLines(t, s, right))
	add(&side, "terms", f.termsLines(t, s, right))
	add(&side, "payment", f.paymentLines(t, s, right))
	add(&side, "sample", f.sampleLines(t, s, right))
	add(&side, "people", f.peopleLines(t, s, right))
	return main, side
}

// stack lays sections below each other and returns the line at which each begins. The focused one's head is in
// Accent, with the bar that marks the current thing everywhere.
func stack(t kit.Theme, all []section, w int, focus string) (lines []string, at map[string]int) {
	at = make(map[string]int, len(all))
	for i, sec := range all {
		if i > 0 {
			lines = append(lines, "")
		}
		at[sec.id] = len(lines)
		lines = append(lines, sectionHead(t, w, sec.title, sec.id == focus))
		lines = append(lines, sec.lines...)
	}
	return lines, at
}

func sectionHead(t kit.Theme, w int, title string, focused bool) string {
	if !focused {
		return kit.SectionHead(t, w, title)
	}
	l := kit.NewLine(t, w).Glyph(kit.Accent, kit.Bar).Bold(kit.Accent, title).Gap(1)
	return l.Painted(ruleOf(t, kit.Faint, l.Left())).String()
}

// ruleOf is a thin rule of n cells.
func ruleOf(t kit.Theme, r kit.Role, n int) string {
	return t.Paint(r, strings.Repeat(t.Glyph(kit.HLine), max(n, 0)))
}
