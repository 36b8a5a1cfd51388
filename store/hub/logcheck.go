package hub

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"slices"

	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
)

// logCheck goes through the records of a survey and finds those that are damaged, missing, or out of their place; then
// it looks for these in the bytes of the files.
type logCheck struct {
	path   string
	epoch  journal.Epoch
	end    uint64 // the last entry that there must be
	bad    map[uint64]error
	spares map[uint64][][]byte // sound records of bad entries, found elsewhere; several if files are very old
	forged bool                // the log is whole, but ends otherwise than the file says
	absurd int                 // numbers of entries that the files have no room for
	newer  error               // a record that this version cannot read
}

// checkLog reads the whole log once. The survey is used up.
func checkLog(ctx context.Context, path string) (c *logCheck, err error) {
	s, err := bolt.NewSurvey(path)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	head, sure := s.Head()
	c = &logCheck{path: path, epoch: head.Epoch, end: head.Seq, bad: map[uint64]error{}, spares: map[uint64][][]byte{}}
	most, err := mostEntries(path)
	if err != nil {
		return nil, err
	}
	if c.forged = sure && c.end > most; c.forged || !sure {
		c.end, sure = 0, false
	}
	walk := journal.NewWalk(journal.Genesis(c.epoch))
	for seq, raw := range s.Records() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if seq > most {
			c.absurd++
			continue
		}
		for walk.Head().Seq+1 < seq {
			c.step(walk, nil)
		}
		if walk.Head().Seq+1 == seq {
			c.step(walk, raw)
		}
	}
	for walk.Head().Seq < c.end {
		c.step(walk, nil)
	}
	c.forged = c.forged || sure && len(c.bad) == 0 && walk.Head() != head
	if len(c.bad) > 0 || len(s.Findings()) > 0 || !sure {
		err = c.search(s)
	}
	return c, err
}

// mostEntries is more than the files can hold. A greater number was never counted: it is damage, and must not be counted
// up to.
func mostEntries(path string) (most uint64, err error) {
	for i, suffix := range append([]string{""}, bolt.TailSuffixes()...) {
		info, err := os.Stat(path + suffix)
		if errors.Is(err, fs.ErrNotExist) && i > 0 {
			continue
		}
		if err != nil {
			return 0, err
		}
		most += uint64(info.Size()) / (journal.MaxRecordBytes - journal.MaxBodyBytes)
	}
	return most, nil
}

// step takes one record. A bad one is stepped over; whether the next one is in its place can then only be believed.
func (c *logCheck) step(walk *journal.Walk, raw []byte) {
	seq := walk.Head().Seq + 1
	c.end = max(c.end, seq)
	_, err := walk.Next(raw)
	if err == nil {
		return
	}
	if errors.Is(err, journal.ErrNewer) {
		c.newer = err
	}
	hash := journal.Hash{}
	if record, again := journal.DecodeAt(seq, raw); again == nil {
		if hash = record.Hash; c.bad[seq-1] != nil {
			walk.Skip(seq, hash)
			return // whole, and its predecessor is what is missing
		}
	}
	c.bad[seq] = err
	walk.Skip(seq, hash)
}

// search looks for the bad entries, and for entries behind the end, in the bytes of the files; and for the epoch, if the
// first entry does not follow from what the file says it is.
func (c *logCheck) search(s *bolt.Survey) error {
	err := s.Search(func(r journal.Record, raw []byte) {
		same := func(b []byte) bool { return bytes.Equal(b, raw) }
		if (c.bad[r.Seq] != nil || r.Seq > c.end) && !slices.ContainsFunc(c.spares[r.Seq], same) {
			c.spares[r.Seq] = append(c.spares[r.Seq], raw)
		}
	})
	if _, sure := s.Head(); err != nil || sure && c.bad[1] == nil {
		return err
	}
	epochs, err := s.Epochs()
	for _, epoch := range epochs {
		if _, _, ok := follow(journal.NewWalk(journal.Genesis(epoch)), c.spares[1]); ok {
			c.epoch = epoch
		}
	}
	return err
}

// records yields the entries that are whole and follow one from the other, from the first on: those in their place, and
// those found elsewhere. It reads the files again. found is called for those that were not in their place.
func (c *logCheck) records(ctx context.Context, s *bolt.Survey, found func(seq uint64)) iter.Seq2[journal.Record, error] {
	return func(yield func(journal.Record, error) bool) {
		walk := journal.NewWalk(journal.Genesis(c.epoch))
		next, stop := iter.Pull2(s.Records())
		defer stop()
		seq, raw, more := next()
		for {
			want := walk.Head().Seq + 1
			for more && seq < want {
				seq, raw, more = next()
			}
			candidates := c.spares[want]
			if more && seq == want {
				candidates = append([][]byte{raw}, candidates...)
			}
			record, place, ok := follow(walk, candidates)
			if !ok || ctx.Err() != nil {
				if err := ctx.Err(); err != nil {
					yield(record, err)
				}
				return
			}
			if place > 0 || !more || seq != want {
				found(want)
			}
			if !yield(record, nil) {
				return
			}
		}
	}
}

// follow takes the first candidate that follows.
func follow(walk *journal.Walk, candidates [][]byte) (journal.Record, int, bool) {
	for i, raw := range candidates {
		if record, err := walk.Next(raw); err == nil {
			return record, i, true
		}
	}
	return journal.Record{}, 0, false
}

// tell adds what was found about the log to the report, after the records have been read again.
func (c *logCheck) tell(r *Report) {
	for seq := r.Entries + 1; seq <= c.end; seq++ {
		if c.bad[seq] != nil && c.spares[seq] == nil || seq == r.Entries+1 {
			r.Lost = add(r.Lost, seq)
		}
	}
	t := tally{report: r}
	for _, span := range r.Lost {
		why := c.bad[span.First]
		if why == nil {
			why = journal.Damaged(span.First, "it does not follow from what is before it")
		}
		t.add(Finding{What: why.Error(), At: -1, Seq: span.First, Lost: fmt.Sprintf("what was said in entry %s", span)})
	}
	for _, span := range r.Found {
		t.add(Finding{What: fmt.Sprintf("entry %s cannot be read in its place, but was found elsewhere", span), At: -1, Seq: span.First})
	}
	t.close("runs of entries are damaged")
	if c.absurd > 0 {
		r.Findings = append(r.Findings, Finding{What: "the log has numbers that no entry has", At: -1})
	}
	if c.forged {
		r.Findings = append(r.Findings, Finding{What: "the log ends otherwise than the file says", At: -1, Seq: c.end})
	}
	if len(r.Lost) > 0 && c.end > r.Entries {
		r.Findings = append(r.Findings, Finding{
			What: fmt.Sprintf("the state cannot be made anew beyond entry %d, the last before the first gap", r.Entries), At: -1, Seq: r.Entries,
		})
	}
}
