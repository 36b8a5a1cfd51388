package hub

import (
	"fmt"
	"path/filepath"
	"strings"

	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
)

// Report is what an examination found.
type Report struct {
	Head     journal.Head // where the journal ends by its own account; Seq 0 if it says nothing that makes sense
	Entries  uint64       // entries that are whole and follow one from the other, from the first on
	Rows     uint64       // rows of the state that were compared with what the journal says
	Lost     []Span       // entries that are nowhere to be found
	Found    []Span       // entries that were out of reach but stand elsewhere in the files; a rebuild brings them back
	Other    bool         // another version kept the state: none of it was compared, opening the marketplace makes it anew
	Findings []Finding    // everything that does not hold, the gravest first; at most maxFindings of one sort
}

// orphaned is the report on a marketplace of which only tails are left.
func orphaned(o *bolt.Orphans) Report {
	lost := "all that the file held; " + o.Standing()
	r := Report{Lost: []Span{{1, max(o.First, 2) - 1}}}
	if o.First > 1 {
		lost = fmt.Sprintf("what was said in entry %s, and the state; %s", r.Lost[0], o.Standing())
	}
	r.Findings = []Finding{{What: filepath.Base(o.Path) + " is missing", File: filepath.Base(o.Path), At: -1, Lost: lost}}
	return r
}

// Span is a run of entries, both ends included.
type Span struct{ First, Last uint64 }

// String is "7" or "7 to 9".
func (s Span) String() string {
	if s.First == s.Last {
		return fmt.Sprint(s.First)
	}
	return fmt.Sprintf("%d to %d", s.First, s.Last)
}

// Finding is one thing that does not hold.
type Finding struct {
	What string // a sentence without its full stop
	File string // base name, "" where it is none
	At   int64  // byte in the file, -1 where none can be named
	Seq  uint64 // the entry concerned, 0 where it is none
	Lost string // what is lost by it, "" for nothing: a rebuild brings it back
}

// maxFindings is how many findings of one sort are told one by one.
const maxFindings = 20

// Clean tells that everything holds.
func (r Report) Clean() bool { return len(r.Findings) == 0 }

// Whole tells that the journal holds from its first entry to its last, so that a rebuild loses nothing but private
// values that are gone.
func (r Report) Whole() bool { return len(r.Lost) == 0 }

// Err is nil for a clean report, else an error that tells the gravest finding and how many there are.
func (r Report) Err() error {
	if r.Clean() {
		return nil
	}
	return &UnsoundError{r}
}

// UnsoundError says that files are not whole.
type UnsoundError struct{ Report Report }

// Error tells the first finding and how many there are.
func (e *UnsoundError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "the marketplace's files are not whole: %s", e.Report.Findings[0].What)
	if n := len(e.Report.Findings); n > 1 {
		fmt.Fprintf(&b, ", and %d more", n-1)
	}
	return b.String()
}

// add adds an entry to the runs of a list, which grow at their end.
func add(spans []Span, seq uint64) []Span {
	if n := len(spans); n > 0 && spans[n-1].Last+1 == seq {
		spans[n-1].Last = seq
		return spans
	}
	return append(spans, Span{seq, seq})
}

// tally tells findings of one sort, the first few one by one.
type tally struct {
	report *Report
	n      int
}

func (t *tally) add(f Finding) {
	if t.n++; t.n <= maxFindings {
		t.report.Findings = append(t.report.Findings, f)
	}
}

// close tells how many more there are.
func (t *tally) close(what string) {
	if more := t.n - maxFindings; more > 0 {
		t.report.Findings = append(t.report.Findings, Finding{What: fmt.Sprintf("%d more %s", more, what), At: -1})
	}
}
