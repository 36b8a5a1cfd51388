package kit

// Heading says where one is and what is there: the title in bold, then facts,
// parted by middle dots. Facts that find no room go to the next line as a whole.
type Heading struct {
	Title string
	Facts []Fact
}

// Fact is a short statement in a role: "4 late" in Bad, "last 90 days" in Muted.
// The zero Role is Text; facts are usually Muted.
type Fact struct {
	Text string
	Role Role
}

// Facts returns plain texts as muted facts; empty ones are left out.
func Facts(texts ...string) []Fact {
	var facts []Fact
	for _, s := range texts {
		if s != "" {
			facts = append(facts, Fact{s, Muted})
		}
	}
	return facts
}

// View draws the heading in lines of at most w cells, at least one and at most
// h of them.
func (hd Heading) View(t Theme, w, h int) []string {
	l := NewLine(t, w)
	l.Bold(Strong, oneLine(hd.Title))
	dot := " " + t.Glyph(Nothing) + " "
	var lines []string
	lead := 3
	for _, fact := range hd.Facts {
		text := oneLine(fact.Text)
		if l.Used() > 0 && l.Left() < Width(text)+3 && len(lines)+1 < h {
			lines = append(lines, l.String())
			l, lead = NewLine(t, w), 0
		}
		switch {
		case lead >= 0:
			l.Gap(lead)
		case l.Left() > 3:
			l.Put(Muted, dot)
		default:
			text = " " + text // no room for more than a cut: it does not stick to the fact before it
		}
		l.Put(fact.Role, text)
		lead = -1
	}
	return append(lines, l.String())
}

// SectionHead draws the small head of a part of a page: its name in Muted
// within a Faint rule.
func SectionHead(t Theme, w int, name string) string {
	l := NewLine(t, w)
	l.Put(Muted, oneLine(name)).Gap(1)
	l.Painted(rule(t, l.Left()))
	return l.String()
}
