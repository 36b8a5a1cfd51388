package cli

import (
	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/pflag"
)

// filter is what the flags of a list narrow it by.
type filter struct {
	since, until string // as they were typed
	match        string
	from, to     model.Moment
}

// rangeFlags adds the flags of lists that can be searched.
func (l *filter) rangeFlags(f *pflag.FlagSet) {
	f.StringVar(&l.since, "since", "", "")
	f.StringVar(&l.until, "until", "", "")
	f.StringVar(&l.match, "match", "", "")
}

// read turns dates into moments.
func (l *filter) read(s *scene) error {
	var refusal *model.Refusal
	if l.since != "" {
		if l.from, refusal = ask.ParseSince("since", l.since, s.Now, s.zone()); refusal != nil {
			return refused(refusal)
		}
	}
	if l.until != "" {
		if l.to, refusal = ask.ParseMoment("until", l.until, s.Now, s.zone()); refusal != nil {
			return refused(refusal)
		}
	}
	return nil
}

// within tells whether a moment is in the range.
func (l *filter) within(m model.Moment) bool {
	return m >= l.from && (l.to == 0 || m <= l.to)
}
