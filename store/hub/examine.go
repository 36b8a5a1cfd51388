package hub

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
)

// Progress is told how far a long work is; nil is nobody.
type Progress func(done, total uint64)

// Doctor examines the marketplace in a directory that no process holds; one that is held is a HeldError, none at all
// fs.ErrNotExist.
func Doctor(ctx context.Context, dir string, p Progress) (r Report, err error) {
	if err := readable(dir); err != nil {
		return r, err
	}
	orphans, err := bolt.FindOrphans(filepath.Join(dir, FileName))
	if err != nil {
		return r, err
	}
	if orphans != nil {
		return orphaned(orphans), nil
	}
	err = holding(dir, "doctor", func(*Lock) error {
		r, err = Examine(ctx, filepath.Join(dir, FileName), p)
		return err
	})
	return r, err
}

// holding runs fn with the lock of a directory in which there is a marketplace.
func holding(dir, command string, fn func(*Lock) error) error {
	if _, err := os.Stat(filepath.Join(dir, FileName)); err != nil {
		return err
	}
	lock, err := Acquire(dir, command)
	if err != nil {
		return err
	}
	return errors.Join(fn(lock), lock.Release())
}

// Examine reads the files of a marketplace whatever has happened to them: it verifies checksums, chain and numbers of
// the journal, makes the state anew beside it, and compares that with what is kept, row by row. It changes nothing. No
// process may write the files meanwhile. An error means that the examination itself could not be done; what is wrong
// with the files is in the report.
//
// It needs no second process to be sacrificed to bbolt: damaged files are read by package pages, which trusts nothing,
// and only the state made anew is read through bbolt.
func Examine(ctx context.Context, path string, p Progress) (Report, error) {
	r, err := examineIn(ctx, filepath.Dir(path), path, p)
	if errors.Is(err, errScratch) || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		r, err = examineIn(ctx, os.TempDir(), path, p) // no right to write there, or no room
	}
	return r, err
}

var errScratch = errors.New("there is no place for the state made anew")

// examineIn makes the state anew in a directory of its own below scratch, which is removed.
func examineIn(ctx context.Context, scratch, path string, p Progress) (Report, error) {
	dir, err := os.MkdirTemp(scratch, ".examine-*")
	if err != nil {
		return Report{}, fmt.Errorf("%w: %w", errScratch, err)
	}
	r, err := examine(ctx, path, filepath.Join(dir, FileName), p)
	return r, errors.Join(err, os.RemoveAll(dir))
}

// examine does so and leaves the state made anew at fresh.
func examine(ctx context.Context, path, fresh string, p Progress) (r Report, err error) {
	log, err := checkLog(ctx, path)
	if err != nil {
		return r, err
	}
	if log.newer != nil {
		return r, log.newer
	}
	s, err := bolt.NewSurvey(path)
	if err != nil {
		return r, err
	}
	defer s.Close()
	r.Head, _ = s.Head()
	secrets := readSecrets(journal.NewCodec(), s)
	said, err := r.replay(ctx, fresh, log, s, secrets, p)
	if err != nil {
		return r, err
	}
	again, err := r.finish(said, log, secrets, s)
	if err == nil && r.Other {
		err = newerLayout(path)
	}
	if err = errors.Join(err, said.close()); err != nil || !again {
		return r, err
	}
	// Private values were found that the state made anew does not have yet.
	s2, err := bolt.NewSurvey(path)
	if err != nil {
		return r, err
	}
	defer s2.Close()
	said, err = new(Report).replay(ctx, fresh, log, s2, secrets, p)
	if err != nil {
		return r, err
	}
	return r, said.close()
}

// replay makes the state anew from what holds of the log.
func (r *Report) replay(ctx context.Context, fresh string, log *logCheck, s *bolt.Survey, secrets *secretCheck, p Progress) (*replay, error) {
	said, err := newReplay(fresh, log.epoch)
	if err != nil {
		return nil, err
	}
	said.secrets = secrets.opened()
	said.progress = func(done uint64) {
		if p != nil {
			p(done, max(log.end, done))
		}
	}
	found := func(seq uint64) { r.Found = add(r.Found, seq) }
	err = said.all(log.records(ctx, s, found))
	r.Entries = said.journal.Head().Seq
	var damage *journal.DamageError
	if errors.As(err, &damage) {
		r.Findings = append(r.Findings, Finding{What: err.Error(), At: -1, Seq: damage.Seq, Lost: "nothing more can be made of the journal from there on"})
		log.bad[damage.Seq] = damage
		err = nil
	}
	if err != nil {
		return nil, errors.Join(err, said.close())
	}
	return said, nil
}

// finish compares and gathers all findings. It tells whether private values were found elsewhere in the files.
func (r *Report) finish(said *replay, log *logCheck, secrets *secretCheck, s *bolt.Survey) (again bool, err error) {
	log.tell(r)
	if r.Whole() {
		if err := said.journal.View(func(v journal.Reader) error { compare(r, s, v); return nil }); err != nil {
			return false, err
		}
	}
	wanted, found, err := secrets.missing(said, s)
	if err != nil {
		return false, err
	}
	secrets.tell(r, wanted, found)
	s.Finish()
	t := tally{report: r}
	for _, f := range s.Findings() {
		t.add(Finding{What: f.What, File: f.File, At: f.At})
	}
	t.close("places in the files do not hold")
	return found > 0, nil
}
