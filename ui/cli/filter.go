package cli

import (
	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// filter is what the flags of a list narrow it by.
type filter struct {
	since, until string // as they were typed
	match        string
	typed        string // the filter of --where
	where        ask.Filter
	fields       []ask.RowField // what it may name
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
	if l.typed != "" {
		if l.where, refusal = ask.ParseWhere(l.typed, ask.FieldsOf(l.fields), s.Now, s.zone()); refusal != nil {
			return refused(refusal)
		}
	}
	return nil
}

// whereFlag adds the filter that the lists on screens have too, over the fields of the rows.
func (l *filter) whereFlag(r *run, c *cobra.Command, fields []ask.RowField) {
	l.fields = fields
	c.Flags().StringVar(&l.typed, "where", "", "")
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
	}
	r.complete(c, "where", words(names))
}

// lets tells whether the filter of --where lets a row through.
func (l *filter) lets(s *scene, row model.Row) bool {
	if l.where.Empty() {
		return true
	}
	return l.where.Fields(func(i int) ask.Value { return l.fields[i].Value(s.View, row) }) &&
		(!l.where.Texts() || l.where.Like(ask.RowTexts(s.View, row)) != ask.Unlike)
}

// within tells whether a moment is in the range.
func (l *filter) within(m model.Moment) bool {
	return m >= l.from && (l.to == 0 || m <= l.to)
}
