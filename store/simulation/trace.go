package simulation

import "fmt"

// note tells a step, for whoever looks at one life.
func (s *run) note(format string, args ...any) {
	if s.trace != nil {
		fmt.Fprintf(s.trace, format+"\n", args...)
	}
}
