package bolt

import (
	"path/filepath"
	"runtime/debug"
	"slices"

	"aeconnect/store/journal"
)

// recover reads the head of the file, lays what the tails hold over it, and brings that into the file unless it is
// opened for reading only.
func (j *Journal) recover(path string) (err error) {
	use, err := j.recoverFile()
	if err != nil {
		return err
	}
	j.inUse = use != tailsIdle
	if _, err := missingTail(path, j.head, use); err != nil {
		return err
	}
	if j.tails, err = openTails(path, j.options.ReadOnly); err != nil {
		return err
	}
	frames, cuts, err := j.readTails(use)
	if err != nil {
		return err
	}
	if j.active, err = replay(j.head, frames); err != nil {
		return err
	}
	j.head = j.active.head
	if j.options.ReadOnly {
		return nil
	}
	for i, cut := range cuts {
		if err := keepCut(tailName(path, i), j.head.Seq, cut); err != nil {
			return err
		}
	}
	if err := j.drain(); err != nil {
		return err
	}
	return j.emptyTails()
}

func (j *Journal) recoverFile() (use tailUse, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer catch(&err)
	defer damaged("the file")
	b, err := j.db.Begin(false)
	if err != nil {
		return tailsIdle, err
	}
	defer rollback(b)
	if j.head, err = readHead(b); err == nil {
		use = decodeUse(b.Bucket(metaBucket()).Get(useKey()))
	}
	return use, err
}

// readTails returns the frames of both tails in order, and of each tail what was not finished.
func (j *Journal) readTails(use tailUse) (frames []Frame, cuts [2][]byte, err error) {
	for i, t := range j.tails {
		if t == nil {
			continue
		}
		raw, err := t.read()
		if err != nil {
			return nil, cuts, err
		}
		some, rest, broken := ReadFrames(raw, j.head.Seq)
		if broken {
			return nil, cuts, &journal.DamageError{
				Seq: max(last(some), j.head.Seq) + 1, What: "the tail is damaged before its end", File: filepath.Base(t.file.Name()),
			}
		}
		frames, cuts[i] = append(frames, some...), unfinished(raw, rest, use)
	}
	slices.SortFunc(frames, func(a, b Frame) int { return int(int64(a.First - b.First)) })
	return frames, cuts, nil
}

func last(frames []Frame) uint64 {
	if len(frames) == 0 {
		return 0
	}
	return frames[len(frames)-1].Last()
}

// replay makes the layer that frames lay over a file with the given head. Frames that the file has already are passed
// over; the others must go on from its head without a gap.
func replay(head journal.Head, frames []Frame) (*layer, error) {
	l, walk := newLayer(), journal.NewWalk(head)
	for _, f := range frames {
		if f.Last() <= head.Seq {
			continue
		}
		if f.First != walk.Head().Seq+1 {
			return nil, journal.Damaged(walk.Head().Seq+1, "the tail goes on with entry %d", f.First)
		}
		for _, raw := range f.Records {
			record, err := walk.Next(raw)
			if err != nil {
				return nil, err
			}
			l.put(logSpace, seqKey(record.Seq), raw)
		}
		for _, c := range f.Changes {
			l.put(c.Space, c.Key, c.Value)
		}
	}
	l.head = walk.Head()
	return l, nil
}
