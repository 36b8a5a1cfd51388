package ui

import (
	"regexp"
	"strings"

	"aeconnect/model"
)

// What a person needs is never cut: IDs, amounts, dates and the time that is left, heads of columns, the names of
// states and of actions, refusals and questions. What may be cut, with an ellipsis at its end, is what somebody wrote
// freely, such as titles and notes, handles among them, and sentences that are said in full elsewhere.

var (
	cutID     = regexp.MustCompile(`(^|\s)[A-Z]-[0-9A-Z]{0,4}(-[0-9A-Z]{0,3})?$`)
	cutAmount = regexp.MustCompile(`^[0-9][0-9.,]*( [A-Z]{0,2})?$`)
	cutDate   = regexp.MustCompile(`(^|\s)((Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?[0-9]{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)( [0-9:]*)?$`)
	cutLeft   = regexp.MustCompile(`^[0-9]+ [dhm]( [0-9]*[ dhm]*( ag?)?)?$`)
	cutFact   = regexp.MustCompile(`· [0-9][0-9.,]*[kM%]?$`) // a number in a line of facts
	cutHead   = regexp.MustCompile(`^[A-Z][A-Z ]{1,}$`)
	columns   = regexp.MustCompile(`\s{2,}|│|▌`)
)

// uncut checks the frame of a place.
func uncut(p *place) (wrong []string) {
	for _, line := range strings.Split(p.d.frame(), "\n") {
		for rest := line; ; {
			before, after, found := strings.Cut(rest, "…")
			if !found {
				break
			}
			rest = after
			cells := columns.Split(before, -1)
			if cell := cells[len(cells)-1]; needed(p, cell) {
				wrong = append(wrong, "cut: "+strings.TrimSpace(cell)+"… in "+strings.TrimSpace(line))
			}
		}
	}
	return wrong
}

// needed tells whether what stands before an ellipsis is the beginning of something that a person needs whole.
func needed(p *place, cell string) bool {
	cell = strings.TrimSpace(cell)
	for _, form := range []*regexp.Regexp{cutID, cutAmount, cutDate, cutLeft, cutFact, cutHead} {
		if form.MatchString(cell) {
			return true
		}
	}
	if len(cell) < 3 {
		return false
	}
	for _, state := range model.OrderStates() {
		if name := p.d.app.say("state." + state.String()); strings.HasPrefix(name, cell) {
			return true
		}
	}
	for _, a := range append(p.top().Actions(), p.d.app.shell.Everywhere()...) {
		if a.Name != cell && strings.HasPrefix(a.Name, cell) && !asking(a.Name, cell) || a.Disabled != cell && strings.HasPrefix(a.Disabled, cell) {
			return true
		}
	}
	title := p.top().Title()
	return p.floats() && strings.HasPrefix(title, cell) && !asking(title, cell)
}

// asking tells whether a name ends in an ellipsis of its own, as what asks for more does, and stands there whole.
func asking(name, cell string) bool {
	rest, found := strings.CutSuffix(name, "…")
	return found && strings.TrimSpace(rest) == cell
}
