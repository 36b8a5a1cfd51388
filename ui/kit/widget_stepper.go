package kit

// StepState says where a step of a course stands.
type StepState uint8

// The states of a step.
const (
	StepTodo    StepState = iota // to come
	StepDone                     // done
	StepNow                      // under way
	StepRefused                  // ended here, not well
)

// Step is one step of a course: "Applied", "Content v2".
type Step struct {
	Name  string
	State StepState
}

// Stepper shows a course of steps and how far it is:
//
//	✓ Applied ─ ✓ Approved ─ ● Content v2 ─ ○ Paid
type Stepper []Step

// View draws the steps in at most h lines of at most w cells. If they do not
// fit, steps far from the current one keep their sign and lose their name.
func (st Stepper) View(t Theme, w, h int) []string {
	if w <= 0 || h <= 0 || len(st) == 0 {
		return nil
	}
	for reach := len(st); reach >= 0; reach-- {
		if lines := st.layout(t, w, reach); len(lines) <= h {
			return lines
		}
	}
	l := NewLine(t, w)
	now := st.current()
	st[now].draw(t, l, true)
	return []string{l.String()}
}

// layout draws the steps with the names of those at most reach steps away from
// the current one.
func (st Stepper) layout(t Theme, w, reach int) []string {
	var lines []string
	l, now := NewLine(t, w), st.current()
	for i, step := range st {
		named := i-now <= reach && now-i <= reach
		need := step.width(named)
		if i > 0 {
			if l.Left() < need+3 {
				lines = append(lines, l.String())
				l = NewLine(t, w)
			} else {
				l.Gap(1).Glyph(Faint, HLine).Gap(1)
			}
		}
		step.draw(t, l, named)
	}
	return append(lines, l.String())
}

// current returns the step that the eye should find: the one under way or
// refused, else the last one done.
func (st Stepper) current() int {
	last := 0
	for i, step := range st {
		switch step.State {
		case StepNow, StepRefused:
			return i
		case StepDone:
			last = i
		}
	}
	return last
}

func (s Step) width(named bool) int {
	if !named {
		return 1
	}
	return 2 + Width(oneLine(s.Name))
}

func (s Step) draw(t Theme, l *Line, named bool) {
	glyph, role := s.State.look()
	l.Glyph(role, glyph)
	if !named {
		return
	}
	l.Gap(1)
	if s.State == StepNow {
		l.Bold(role, oneLine(s.Name))
	} else {
		l.Put(role, oneLine(s.Name))
	}
}

// look returns the sign and the role of a state.
func (s StepState) look() (Glyph, Role) {
	switch s {
	case StepDone:
		return Done, Good
	case StepNow:
		return Now, Accent
	case StepRefused:
		return Refused, Bad
	default:
		return Todo, Muted
	}
}
